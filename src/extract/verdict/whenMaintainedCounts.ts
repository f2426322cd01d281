import type { CitingAction } from "../references/index.js";
import { MAINTAINED_IN_FULL } from "../vocabulary/index.js";
import { type Counted, countStatement } from "./counted.js";
import type { DeadStatement, Judged, LiveRejection } from "./liveOrDead.js";
import { asDead, asRestated } from "./notCounted.js";
import { isTalk } from "./sectionsThatOnlyTalk.js";
import { fateOfNamedRejection } from "./withdrawnOrMaintained.js";

/** A reason or references begin so near behind the statute. */
const REASON_NEAR = 200;
const ENDED = new Set(["withdrawn", "moot", "overcome", "reversed"]);

/**
 * "The rejection of claims 1-5 is maintained" and "have been rejected" count only if nothing else makes that rejection,
 * and nothing ended it.
 */
export function countMaintained(
  action: CitingAction,
  judged: Judged,
  made: readonly LiveRejection[],
  dead: readonly DeadStatement[],
): Counted {
  const { claims, grounds } = judged.statement;
  if (claims.length === 0 || grounds.length === 0) return { live: [], dead: [] };
  const isFull = isToldInFull(action, judged);
  if (isOnlyTalkedOf(action, judged, isFull)) {
    const because = [...judged.verdict.because, "among-arguments"];
    return {
      live: [],
      dead: asDead(action, { ...judged, verdict: { ...judged.verdict, because } }, "quoted"),
    };
  }
  const counted = countStatement(action, judged);
  const live: LiveRejection[] = [];
  const told: DeadStatement[] = [...counted.dead];
  for (const rejection of counted.live) {
    if ([...dead, ...told].some((statement) => ends(statement, rejection))) continue;
    const same = [...made, ...live].find(
      (other) =>
        other.ground === rejection.ground &&
        (!isFull || other.claims.length === 0 || share(other, rejection)),
    );
    if (same) {
      same.alsoAt.push(rejection.span);
      told.push(asRestated(rejection, "made-elsewhere"));
    } else {
      // Numbers given up since ("cancellation of claims 20-31 renders the rejection thereof moot") fall away.
      const because = [...rejection.because, "made-by-nothing-else"];
      live.push({ ...rejection, rule: `${rejection.rule}/maintained`, because, confidence: 0.7 });
    }
  }
  return { live, dead: told };
}

function isToldInFull(action: CitingAction, { statement }: Judged): boolean {
  const { rule, reasonsStart, span } = statement;
  return (
    rule === "listed" ||
    MAINTAINED_IN_FULL.test(
      action.text.lower.slice(reasonsStart, Math.min(span.end, reasonsStart + REASON_NEAR)),
    )
  );
}

/** Among arguments, a later sentence that maintains some rejection is too little: the claims may be fewer. */
function isOnlyTalkedOf(action: CitingAction, { statement, verdict }: Judged, isFull: boolean): boolean {
  const talk = isTalk(statement.section);
  if (verdict.is === "since") return talk || !statement.opens;
  if (statement.form !== "noun") return false;
  if (!statement.opens && verdict.is !== "maintained") return true;
  return talk && !isFull && fateOfNamedRejection(action, statement)?.is !== "maintained";
}

function ends({ ground, kind, claims }: DeadStatement, rejection: LiveRejection): boolean {
  return (
    ground === rejection.ground && ENDED.has(kind) && (claims.length === 0 || share({ claims }, rejection))
  );
}

function share(a: Pick<LiveRejection, "claims">, b: Pick<LiveRejection, "claims">): boolean {
  return a.claims.some((claim) => b.claims.includes(claim));
}
