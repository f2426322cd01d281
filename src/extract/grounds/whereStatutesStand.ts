import {
  BUT_THE_OTHER,
  LATER_STATUTE,
  MISSPELT_STATUTE,
  ONLY_CLAIMS_FOLLOW,
  OPENING_STATUTE,
  PARAGRAPH_ALONE,
  PARAGRAPH_LETTERS,
  REJECTION_OR_END,
  STATUTE_BEFORE_NOUN,
  STATUTE_NAMED,
  STATUTE_OF_OTHER,
  TOLD_BETWEEN,
} from "../vocabulary/index.js";
import type { GroundItem } from "./groundItem.js";
import { readGrounds } from "./statutes.js";

/** A reason may stand between the verb and the statute: no clause is longer. */
const CLAUSE = 1_200;
/** "udner 35 U.SC.", "under the second paragraph only": words right behind the verb. */
const MISSPELT_LEAD = 60;
const PARAGRAPH_LEAD = 40;
/** Between the claims and their verb: "fail to comply with the requirements of 35 U.S.C. 112(b) and are". */
const BETWEEN_CLAIMS_AND_VERB = 600;
/** "In accordance with the provisions of 35 U.S.C. 103, " opens the sentence. */
const OPENING = 200;

export function laterGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + CLAUSE));
  const match = LATER_STATUTE.exec(text);
  if (!match) return null;
  if (STATUTE_OF_OTHER.test(text.slice(0, match.index))) return null;
  return readGrounds(lower, from + match.index + match[0].length, end);
}

/** "rejected udner 35 U.SC. 103": words of the phrase are misread or misspelt, but it is plain where the section stands. */
export function misspeltGrounds(lower: string, from: number, end: number) {
  const match = MISSPELT_STATUTE.exec(lower.slice(from, Math.min(end, from + MISSPELT_LEAD)));
  return match ? readGrounds(lower, from + match[0].length, end) : null;
}

/** "rejected under the second paragraph only": of section 112, which alone has paragraphs that are called so. */
export function paragraphAlone(lower: string, from: number, end: number) {
  const match = PARAGRAPH_ALONE.exec(lower.slice(from, Math.min(end, from + PARAGRAPH_LEAD)));
  if (!match) return null;
  const ground = `112(${PARAGRAPH_LETTERS[match[1]!]})` as GroundItem["ground"];
  return { items: [{ ground, subsection: null }], preAia: true, end: from + match[0].length, slips: [] };
}

/** A statute named anywhere in words that say what is wrong: "fail to comply with the requirements of 35 U.S.C. 112(b)". */
export function namedGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + BETWEEN_CLAIMS_AND_VERB));
  const match = STATUTE_NAMED.exec(text);
  if (!match || REJECTION_OR_END.test(text)) return null;
  return readGrounds(lower, from + match.index, end);
}

/** "Under 35 U.S.C. 103, claims 1-5 are rejected", "35 U.S.C. 103: Claims 1-5 are rejected". */
export function groundsBefore(lower: string, start: number, end: number) {
  const text = lower.slice(start, Math.min(end, start + OPENING));
  const match = OPENING_STATUTE.exec(text);
  if (!match) return null;
  const grounds = readGrounds(lower, start + match[0].length, end);
  // Only the claims may follow: "35 U.S.C. 112 having been overcome, claims 1-5 are rejected".
  return grounds && ONLY_CLAIMS_FOLLOW.test(lower.slice(grounds.end, end)) ? grounds : null;
}

/** "The rejection of claims 2-3 under 35 U.S.C. 102 is withdrawn, but the rejection of claim 1 stands": the statute told before. */
export function groundsToldBefore(lower: string, from: number, to: number) {
  const text = lower.slice(from, to);
  const match = BUT_THE_OTHER.test(text) ? STATUTE_BEFORE_NOUN.exec(text) : null;
  return match && readGrounds(lower, from + match.index, to);
}

/** The statute named last before a position: "the 35 U.S.C. 112, 2nd paragraph rejection". */
export function lastStatute(lower: string, from: number, to: number) {
  const text = lower.slice(from, to);
  const match = STATUTE_BEFORE_NOUN.exec(text);
  if (!match) return null;
  const grounds = readGrounds(lower, from + match.index, to);
  // Nothing else may be told between the statute and its rejection.
  return grounds && !TOLD_BETWEEN.test(lower.slice(grounds.end, to).replace(/^[\s,)]+/, "")) ? grounds : null;
}
