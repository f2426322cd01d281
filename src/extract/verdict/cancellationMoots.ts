import { asSet, claimListsIn } from "../claims/index.js";
import type { RejectionStatement } from "../statements/index.js";
import { type Action, sentenceIndexAt } from "../text/index.js";
import { CANCELLATION_OF, MOOT, nameOf, REJECT_ANYWHERE } from "../vocabulary/index.js";
import type { DeadStatement } from "./liveOrDead.js";

/** No action cancels in more sentences. */
const MOST_CANCELLATIONS = 200;
/** The rejection that is mooted is told within this reach before it. */
const REACH = 1_500;

/** Cancellation that moots a rejection told just before: "Cancellation of claims 20-31 renders the rejection thereof moot". */
export function findMooted(action: Action, statements: readonly RejectionStatement[]): DeadStatement[] {
  const { lower } = action.text;
  const found: DeadStatement[] = [];
  let tries = 0;
  for (const at of action.text.keywords.of(CANCELLATION_OF)) {
    CANCELLATION_OF.lastIndex = at;
    if (!CANCELLATION_OF.test(lower)) continue;
    if (++tries > MOST_CANCELLATIONS) break;
    const index = sentenceIndexAt(action.sentences, at);
    const end = action.sentences.ends[index]!;
    const text = lower.slice(at, end);
    if (!MOOT.test(text) || !REJECT_ANYWHERE.test(text)) continue;
    const list = claimListsIn(lower, at, end)[0];
    const before = statements.findLast(
      ({ span, grounds }) => span.start < at && grounds.length > 0 && span.start > at - REACH,
    );
    if (!list || !before) continue;
    for (const { ground, subsection } of before.grounds) {
      found.push({
        kind: "moot",
        ground,
        subsection,
        claims: asSet(list.claims),
        span: { start: action.sentences.starts[index]!, end },
        rule: "cancelled-moot",
        because: [nameOf(CANCELLATION_OF), nameOf(MOOT)],
        confidence: 0.85,
      });
    }
  }
  return found;
}
