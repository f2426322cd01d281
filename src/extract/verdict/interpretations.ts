import { asSet, claimListsIn } from "../claims/index.js";
import { type Action, sectionAt, sentenceIndexAt } from "../text/index.js";
import type { DeadStatement } from "./verdict.js";

const INVOKED = /\b(?:invok\w+|interpret\w*|constru\w+|treated)\b/;

const PARAGRAPH_F = /112(?:\s?,?\s?\(?\s?f\s?\)|[^.\n]{0,30}\b(?:sixth|6th)\s+paragraph|\s?,?\s?¶\s?6)/y;

/** Notes under 112(f): never a rejection. */
export function findInterpretations(action: Action): DeadStatement[] {
  const { lower, keywords } = action.text;
  const found: DeadStatement[] = [];
  let last = -1;
  for (const at of keywords.digits) {
    if (found.length >= 40) break;
    PARAGRAPH_F.lastIndex = at;
    if (!PARAGRAPH_F.test(lower)) continue;
    const index = sentenceIndexAt(action.sentences, at);
    if (index === last) continue;
    last = index;
    const start = action.sentences.starts[index]!;
    const end = action.sentences.ends[index]!;
    const sentence = lower.slice(start, end);
    if (
      !INVOKED.test(sentence) ||
      /quotation of|will\s+not\s+be\s+interpreted|no\s+longer\s+be\s+interpreted|amend\s+the\s+claim/.test(
        sentence,
      )
    )
      continue;
    const claims = asSet(claimListsIn(lower, start, end).flatMap((list) => list.claims));
    const section = sectionAt(action.sections, start);
    if (claims.length === 0 && section.kind !== "claim-interpretation") continue;
    if (claims.length === 0 && found.some((one) => one.start >= section.start && one.start < section.end))
      continue;
    found.push({
      kind: "interpretation",
      ground: "112(f)",
      subsection: null,
      claims,
      start,
      end,
      rule: "112(f)-note",
      confidence: 0.8,
    });
  }
  const named = found.filter((one) => one.claims.length > 0);
  return named.length > 0 ? named : found.slice(0, 1);
}
