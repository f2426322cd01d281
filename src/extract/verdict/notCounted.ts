import type { StatementKind } from "../model.js";
import type { Action } from "../text/index.js";
import { groundsOfSection } from "./groundOfHeading.js";
import type { DeadStatement, Judged, LiveRejection } from "./liveOrDead.js";
import { type ResolvedGround, resolvedGrounds } from "./unnamedParagraphOf112.js";

/** What does not count, one for each ground it names; as what, its verdict tells. */
export function asDead(action: Action, judged: Judged, kind = kindOf(judged)): DeadStatement[] {
  const { statement, verdict } = judged;
  const { claims, span, rule } = statement;
  const { because } = verdict;
  const dead = ({ ground, subsection }: Pick<DeadStatement, "ground" | "subsection">): DeadStatement => ({
    kind,
    ground,
    subsection,
    claims,
    span,
    rule,
    because,
    confidence: 0.85,
  });
  const grounds: readonly ResolvedGround[] =
    statement.grounds.length > 0
      ? resolvedGrounds(action, statement)
      : groundsOfSection(action, statement).map((ground) => ({ ground, subsection: null }));
  if (grounds.length > 0) return grounds.map(dead);
  return claims.length > 0 || kind !== "quoted" ? [dead({ ground: null, subsection: null })] : [];
}

/** A verdict as a finding says it: what is told of earlier actions is quoted from them. */
function kindOf({ verdict: { is } }: Judged): StatementKind {
  switch (is) {
    case "withdrawn":
    case "moot":
    case "overcome":
    case "reversed":
    case "conditional":
    case "other-application":
      return is;
    case "live":
    case "maintained":
    case "since":
    case "recalled":
    case "named":
    case "never":
    case "quoted":
      return "quoted";
  }
}

/** A rejection that is told again where another makes it already. */
export function asRestated(rejection: LiveRejection, reason: string): DeadStatement {
  const { ground, subsection, claims, span, rule, because } = rejection;
  return {
    kind: "restated",
    ground,
    subsection,
    claims,
    span,
    rule,
    because: [...because, reason],
    confidence: 0.8,
  };
}
