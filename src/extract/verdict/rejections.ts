import type { CitingAction } from "../references/index.js";
import type { RejectionStatement } from "../statements/index.js";
import { findMooted } from "./cancellationMoots.js";
import { type Counted, countByContext, countStatement } from "./counted.js";
import { findAsserted } from "./foundUnpatentable.js";
import { withInherited } from "./inheritedReferences.js";
import type { DeadStatement, Judged, LiveRejection } from "./liveOrDead.js";
import { asDead } from "./notCounted.js";
import { dropRestatements } from "./toldTwice.js";
import { verdictOf } from "./verdict.js";
import { countMaintained } from "./whenMaintainedCounts.js";
import { findImplicit } from "./withoutTheWordRejected.js";

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
  const take = (into: LiveRejection[], counted: Counted) => {
    into.push(...counted.live);
    dead.push(...counted.dead);
  };
  for (const one of judged) {
    switch (one.verdict.is) {
      case "live": {
        if (one.statement.form === "noun") {
          waiting.push(one);
          break;
        }
        const isFounded = !one.statement.groundsFromContext && one.statement.grounds.length > 0;
        const counted = isFounded ? countStatement(action, one) : countByContext(action, one, live);
        if (counted) take(live, counted);
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
  for (const one of waiting) take(settled, countMaintained(action, one, settled, dead));
  settled.sort(inTextOrder);
  // "Newly added claims 21-24 are rejected for the same reasons", behind a rejection that is maintained.
  for (const one of unfounded) {
    const counted = countByContext(action, one, settled);
    if (counted) take(settled, counted);
  }
  settled.sort(inTextOrder);
  return { live: settled.map((rejection) => withInherited(action, rejection, settled)), dead };
}
