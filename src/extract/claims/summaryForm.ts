import type { Span } from "../model.js";
import type { Action } from "../text/index.js";
import {
  DISPOSITION,
  FORM_ALLOWED,
  FORM_OBJECTED,
  FORM_PENDING,
  FORM_REJECTED,
} from "../vocabulary/index.js";
import { asSet, readClaimList } from "./numbersAndRanges.js";

/** "Disposition of Claims" heads the part of the form that tells them, and so long is that part. */
const HEADING = 60;
const PART = 2_500;
/** Behind the numbers of a line: "is/are pending in the application". */
const LINE = 40;
/** So much of the form is given as its place. */
const SHOWN = 400;

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
  const at = keywords.of(DISPOSITION).find((place) => DISPOSITION.test(lower.slice(place, place + HEADING)));
  if (at === undefined) return null;
  const region = lower.slice(at, at + PART);
  const line = (words: RegExp): number[] => {
    const found: number[] = [];
    const pattern = /claim\(s\)/g;
    for (let match = pattern.exec(region); match; match = pattern.exec(region)) {
      const list = readClaimList(lower, at + match.index + match[0].length, at + region.length);
      if (list && words.test(lower.slice(list.end, list.end + LINE))) found.push(...list.claims);
    }
    return asSet(found);
  };
  return {
    pending: line(FORM_PENDING),
    rejected: line(FORM_REJECTED),
    objected: line(FORM_OBJECTED),
    allowed: line(FORM_ALLOWED),
    span: action.text.at(at, Math.min(lower.length, at + SHOWN)),
  };
}
