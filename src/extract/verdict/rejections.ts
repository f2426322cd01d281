import type { CitingAction } from "../references/index.js";
import type { RejectionStatement } from "../statements/index.js";
import { type Admitted, admit, admitByContext } from "./admit.js";
import { findAsserted } from "./asserted.js";
import { findMooted } from "./cancellationMoots.js";
import { findImplicit } from "./implicit.js";
import { withInherited } from "./inheritedReferences.js";
import type { DeadStatement, Judged, LiveRejection } from "./live.js";
import { admitMaintained } from "./maintained.js";
import { asDead } from "./notCounted.js";
import { dropRestatements } from "./restated.js";
import { verdictOf } from "./verdict.js";

export interface Rejections {
  /** Every statement with its verdict, in text order. */
  readonly judged: readonly Judged[];
  /** The rejections that count, in text order. */
  readonly live: readonly LiveRejection[];
  /** What reads like one and does not count, in text order. */
  readonly dead: readonly DeadStatement[];
}

/** What the statements of an action come to: what counts, each rejection once, and what does not. */
export function decideRejections(
  action: CitingAction,
  statements: readonly RejectionStatement[],
): Rejections {
  const judged = statements.map((statement) => ({ statement, verdict: verdictOf(action, statement) }));
  const decided = count(action, judged);
  const implied = findImplicit(action, decided.live, decided.dead);
  const asserted = findAsserted(action, [...decided.live, ...implied], decided.dead);
  return {
    judged,
    live: [...decided.live, ...implied, ...asserted].sort(inTextOrder),
    dead: [...decided.dead, ...findMooted(action, statements)].sort(inTextOrder),
  };
}

const inTextOrder = (a: LiveRejection | DeadStatement, b: LiveRejection | DeadStatement) =>
  a.span.start - b.span.start;

/** Live statements first; then, once those told twice are one, what is maintained and made by nothing else. */
function count(
  action: CitingAction,
  judged: readonly Judged[],
): { readonly live: readonly LiveRejection[]; readonly dead: readonly DeadStatement[] } {
  const live: LiveRejection[] = [];
  const dead: DeadStatement[] = [];
  const waiting: Judged[] = [];
  const unfounded: Judged[] = [];
  const take = (into: LiveRejection[], admitted: Admitted) => {
    into.push(...admitted.live);
    dead.push(...admitted.dead);
  };
  for (const one of judged) {
    switch (one.verdict.is) {
      case "live": {
        if (one.statement.form === "noun") {
          waiting.push(one);
          break;
        }
        const isFounded = !one.statement.groundsFromContext && one.statement.grounds.length > 0;
        const admitted = isFounded ? admit(action, one) : admitByContext(action, one, live);
        if (admitted) take(live, admitted);
        else unfounded.push(one);
        break;
      }
      case "maintained":
      case "since":
        waiting.push(one);
        break;
      case "named":
      case "never":
        break;
      case "recalled":
      case "conditional":
      case "quoted":
      case "other-application":
      case "withdrawn":
      case "moot":
      case "overcome":
      case "reversed":
        dead.push(...asDead(action, one));
    }
  }
  const { kept, restated } = dropRestatements(action, live);
  dead.push(...restated);
  const settled = [...kept];
  for (const one of waiting) take(settled, admitMaintained(action, one, settled, dead));
  settled.sort(inTextOrder);
  // "Newly added claims 21-24 are rejected for the same reasons", behind a rejection that is maintained.
  for (const one of unfounded) {
    const admitted = admitByContext(action, one, settled);
    if (admitted) take(settled, admitted);
  }
  settled.sort(inTextOrder);
  return { live: settled.map((rejection) => withInherited(action, rejection, settled)), dead };
}
