import { ALL_CLAIMS, ALL_CLAIMS_BUT, EVERY_CLAIM, NAMELY } from "../vocabulary/index.js";
import { type ClaimList, readClaimList } from "./numbersAndRanges.js";
import { type Subject, subjectOf } from "./subject.js";

/** "all of the currently pending original claims, with the exception of the": the longest of them. */
const ALL_BUT_REACH = 160;

/** "All claims except claim 5 are rejected": the list says which are not. Null where no such words lead to it. */
export function allClaimsBut(
  lower: string,
  from: number,
  list: ClaimList,
  subjectEnd: number,
): Subject | null {
  if (!/^[\s,)]*$/.test(lower.slice(list.end, subjectEnd))) return null;
  const leadAt = Math.max(from, list.start - ALL_BUT_REACH);
  const words = ALL_CLAIMS_BUT.exec(lower.slice(leadAt, list.start));
  if (!words) return null;
  return {
    ...subjectOf(list, "all-claims", 0.85),
    claims: [],
    leftOut: list.claims,
    start: leadAt + words.index,
  };
}

/**
 * "All pending claims", "all claims, namely 1-20", in the words right before a verb; null if they are not there. Which they are where
 * no number is named, the pending ones tell (verdict/completeClaims.ts).
 */
export function allClaims(
  lower: string,
  words: string,
  subjectEnd: number,
): { readonly claims: readonly number[]; readonly start: number } | null {
  if (!ALL_CLAIMS.test(words)) return null;
  const wordsAt = subjectEnd - words.length;
  const named = NAMELY.exec(words);
  const list = named ? readClaimList(lower, wordsAt + named.index + named[0].length, subjectEnd) : null;
  return { claims: list?.claims ?? [], start: wordsAt + words.search(EVERY_CLAIM) };
}
