import { asSet, claimListsIn } from "../claims/index.js";
import { type Action, sectionAt, sentenceIndexAt } from "../text/index.js";
import { INTERPRETED, INVOKES_112F, NOT_INTERPRETED, nameOf } from "../vocabulary/index.js";
import type { DeadStatement } from "./liveOrDead.js";

/** No action interprets more limitations. */
const MOST_INTERPRETATIONS = 40;

/** Notes under 112(f): never a rejection. */
export function findInterpretations(action: Action): DeadStatement[] {
  const { lower, keywords } = action.text;
  const found: DeadStatement[] = [];
  let last = -1;
  for (const at of keywords.digits) {
    if (found.length >= MOST_INTERPRETATIONS) break;
    INVOKES_112F.lastIndex = at;
    if (!INVOKES_112F.test(lower)) continue;
    const index = sentenceIndexAt(action.sentences, at);
    if (index === last) continue;
    last = index;
    const start = action.sentences.starts[index]!;
    const end = action.sentences.ends[index]!;
    const sentence = lower.slice(start, end);
    if (!INTERPRETED.test(sentence) || NOT_INTERPRETED.test(sentence)) continue;
    const claims = asSet(claimListsIn(lower, start, end).flatMap((list) => list.claims));
    const section = sectionAt(action.sections, start);
    if (claims.length === 0 && section.kind !== "claim-interpretation") continue;
    if (
      claims.length === 0 &&
      found.some(({ span }) => span.start >= section.start && span.start < section.end)
    )
      continue;
    found.push({
      kind: "interpretation",
      ground: "112(f)",
      subsection: null,
      claims,
      span: { start, end },
      rule: "112(f)-note",
      because: [nameOf(INVOKES_112F), nameOf(INTERPRETED)],
      confidence: 0.8,
    });
  }
  const named = found.filter((one) => one.claims.length > 0);
  return named.length > 0 ? named : found.slice(0, 1);
}
