import {
  ALTERNATIVE_GROUND,
  ANTICIPATION_REJECTION,
  DESCRIPTION_REJECTION,
  DOUBLE_PATENTING_SAID,
  ELIGIBILITY_REJECTION,
  IMPROPER_MARKUSH,
  INDEFINITENESS_REJECTION,
  LATER_STATUTE,
  MISSPELT_STATUTE,
  NOT_STATUTORY,
  OBVIOUSNESS_REJECTION,
  ONLY_CLAIMS_FOLLOW,
  OPENING_STATUTE,
  OVER_CLAIMS,
  OVER_CLAIMS_OF_PATENT,
  PARAGRAPH_ALONE,
  PARAGRAPH_LETTERS,
  REASON_101,
  REASON_102,
  REASON_103,
  REASON_DESCRIPTION,
  REASON_INDEFINITE,
  REJECTION_OR_END,
  STATUTE_BEFORE_NOUN,
  STATUTE_NAMED,
  STATUTE_OF_OTHER,
  STATUTORY_DOUBLE_PATENTING,
  TOLD_BETWEEN,
} from "../vocabulary/index.js";
import { type GroundItem, readGrounds } from "./statutes.js";

export function laterGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + 1_200));
  const match = LATER_STATUTE.exec(text);
  if (!match) return null;
  if (STATUTE_OF_OTHER.test(text.slice(0, match.index))) return null;
  return readGrounds(lower, from + match.index + match[0].length, end);
}

/** "rejected udner 35 U.SC. 103": words of the phrase are misread or misspelt, but it is plain where the section stands. */
export function misspeltGrounds(lower: string, from: number, end: number) {
  const match = MISSPELT_STATUTE.exec(lower.slice(from, Math.min(end, from + 60)));
  return match ? readGrounds(lower, from + match[0].length, end) : null;
}

/** "rejected under the second paragraph only": of section 112, which alone has paragraphs that are called so. */
export function paragraphAlone(lower: string, from: number, end: number) {
  const match = PARAGRAPH_ALONE.exec(lower.slice(from, Math.min(end, from + 40)));
  if (!match) return null;
  const ground = `112(${PARAGRAPH_LETTERS[match[1]!]})` as GroundItem["ground"];
  return { items: [{ ground, subsection: null }], preAia: true, end: from + match[0].length, slips: [] };
}

/** A statute named anywhere in words that say what is wrong: "fail to comply with the requirements of 35 U.S.C. 112(b)". */
export function namedGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + 600));
  const match = STATUTE_NAMED.exec(text);
  if (!match || REJECTION_OR_END.test(text)) return null;
  return readGrounds(lower, from + match.index, end);
}

/** "Under 35 U.S.C. 103, claims 1-5 are rejected", "35 U.S.C. 103: Claims 1-5 are rejected". */
export function groundsBefore(lower: string, start: number, end: number) {
  const text = lower.slice(start, Math.min(end, start + 200));
  const match = OPENING_STATUTE.exec(text);
  if (!match) return null;
  const grounds = readGrounds(lower, start + match[0].length, end);
  // Only the claims may follow: "35 U.S.C. 112 having been overcome, claims 1-5 are rejected".
  return grounds && ONLY_CLAIMS_FOLLOW.test(lower.slice(grounds.end, end)) ? grounds : null;
}

export function inferGround(tail: string): GroundItem | null {
  const text = tail.slice(0, 400);
  if (OVER_CLAIMS.test(text)) return { ground: "DP", subsection: "nonstatutory" };
  if (OVER_CLAIMS_OF_PATENT.test(text)) return { ground: "DP", subsection: "nonstatutory" };
  if (DOUBLE_PATENTING_SAID.test(text))
    return STATUTORY_DOUBLE_PATENTING.test(text) && !NOT_STATUTORY.test(text)
      ? { ground: "101", subsection: null }
      : { ground: "DP", subsection: "nonstatutory" };
  if (IMPROPER_MARKUSH.test(text)) return { ground: "other", subsection: "improper Markush grouping" };
  if (REASON_102.test(text)) return { ground: "102", subsection: null };
  if (REASON_103.test(text)) return { ground: "103", subsection: null };
  if (REASON_INDEFINITE.test(text)) return { ground: "112(b)", subsection: null };
  if (REASON_DESCRIPTION.test(text)) return { ground: "112(a)", subsection: null };
  if (REASON_101.test(text)) return { ground: "101", subsection: null };
  return null;
}

/** "or, in the alternative, under 35 U.S.C. 103(a) as obvious over": a second ground behind the first reason. */
export function withAlternatives(
  lower: string,
  from: number,
  end: number,
  items: readonly GroundItem[],
): readonly GroundItem[] {
  const text = lower.slice(from, Math.min(end, from + 1_500));
  let all = items;
  for (const match of text.matchAll(ALTERNATIVE_GROUND)) {
    const more = readGrounds(lower, from + match.index + match[0].lastIndexOf("under"), end);
    if (!more) continue;
    const fresh = more.items.filter((item) => !all.some((known) => known.ground === item.ground));
    if (fresh.length > 0) all = [...all, ...fresh];
  }
  return all;
}

const NAMED_GROUNDS: readonly (readonly [RegExp, GroundItem])[] = [
  [OBVIOUSNESS_REJECTION, { ground: "103", subsection: null }],
  [ANTICIPATION_REJECTION, { ground: "102", subsection: null }],
  [DESCRIPTION_REJECTION, { ground: "112(a)", subsection: null }],
  [INDEFINITENESS_REJECTION, { ground: "112(b)", subsection: null }],
  [ELIGIBILITY_REJECTION, { ground: "101", subsection: null }],
];

/** "the obviousness rejection": the ground told by its name alone. */
export function groundByName(lower: string, from: number, at: number) {
  const before = lower.slice(Math.max(from, at - 40), at);
  const item = NAMED_GROUNDS.find(([pattern]) => pattern.test(before))?.[1];
  return item ? { items: [item], preAia: false, end: at, slips: [] } : null;
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
