import type { ClaimList, ClaimSlip } from "./numbersAndRanges.js";

/** What a verb is about: claims, by their numbers or in words. Positions are those of the clean text. */
export interface Subject {
  readonly claims: readonly number[];
  /** Of all claims, those that are not meant. */
  readonly leftOut?: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly gap: number;
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  readonly other: boolean;
  readonly slips: readonly ClaimSlip[];
  readonly rule: string;
  readonly confidence: number;
}

/** A subject that is one list, and stands apart from the verb. */
export function subjectOf(list: ClaimList, rule: string, confidence: number): Subject {
  const { claims, start, end, dependentsInherit, placeholder, slips } = list;
  return {
    claims,
    start,
    end,
    gap: 0,
    dependentsInherit,
    placeholder,
    other: false,
    slips,
    rule,
    confidence,
  };
}
