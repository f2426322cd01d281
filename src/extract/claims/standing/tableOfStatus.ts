import { CLAIMS_HEADING, TABLE_NUMBERS } from "../../vocabulary/index.js";
import { type ClaimList, readClaimList } from "../numbersAndRanges.js";
import type { StandingTrigger } from "./statement.js";

/** "Claims" before the word of a small table, and the marks up to its numbers. */
const TABLE_WORD = 12;
const TABLE_LEAD = 40;

/** "Claims pending: 1-5, 8-15", "Claims canceled: dependent claims 6-7": a small table of the status. */
export function tabledList({
  action,
  sentence: { start, end },
  word: { start: at, end: wordEnd },
}: StandingTrigger): ClaimList | null {
  const { lower } = action.text;
  if (!CLAIMS_HEADING.test(lower.slice(Math.max(start, at - TABLE_WORD), at))) return null;
  const lead = TABLE_NUMBERS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + TABLE_LEAD)));
  return lead ? readClaimList(lower, wordEnd + lead[0].length, end, wordEnd) : null;
}
