import type { Span } from "../model.js";
import type { Action } from "../text/index.js";
import {
  DISPOSITION,
  FORM_ALLOWED,
  FORM_OBJECTED,
  FORM_PENDING,
  FORM_REJECTED,
} from "../vocabulary/index.js";
import { asSet, readClaimList } from "./lists.js";
/** The disposition of claims on form PTOL-326, where the text carries the form. */
export interface SummaryForm {
  readonly pending: readonly number[];
  readonly rejected: readonly number[];
  readonly objected: readonly number[];
  readonly allowed: readonly number[];
  readonly span: Span;
}

export function readSummaryForm(action: Action): SummaryForm | null {
  const { lower, keywords } = action.text;
  const at = keywords.at("disposition").find((place) => DISPOSITION.test(lower.slice(place, place + 60)));
  if (at === undefined) return null;
  const region = lower.slice(at, at + 2_500);
  const line = (words: RegExp): number[] => {
    const found: number[] = [];
    const pattern = /claim\(s\)/g;
    for (let match = pattern.exec(region); match; match = pattern.exec(region)) {
      const list = readClaimList(lower, at + match.index + match[0].length, at + region.length);
      if (list && words.test(lower.slice(list.end, list.end + 40))) found.push(...list.claims);
    }
    return asSet(found);
  };
  return {
    pending: line(FORM_PENDING),
    rejected: line(FORM_REJECTED),
    objected: line(FORM_OBJECTED),
    allowed: line(FORM_ALLOWED),
    span: action.text.at(at, Math.min(lower.length, at + 400)),
  };
}
