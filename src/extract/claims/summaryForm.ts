import type { Span } from "../model.js";
import type { Action } from "../text/index.js";
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
  const at = keywords
    .at("disposition")
    .find((place) => /^disposition\s+of\s+claims/.test(lower.slice(place, place + 60)));
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
    pending: line(/^\s*(?:is|are|is\/are)\s+pending/),
    rejected: line(/^\s*(?:is|are|is\/are)\s+rejected/),
    objected: line(/^\s*(?:is|are|is\/are)\s+objected/),
    allowed: line(/^\s*(?:is|are|is\/are)\s+allowed/),
    span: action.text.at(at, Math.min(lower.length, at + 400)),
  };
}
