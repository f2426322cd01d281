import type { StatementKind } from "../model.js";
import type { Action } from "../text/index.js";
import { groundsOfSection, type ResolvedGround, resolvedGrounds } from "./grounds.js";
import type { DeadStatement, Judged, LiveRejection } from "./live.js";

/** What does not count, one for each ground it names; as what, its verdict tells. */
export function asDead(action: Action, judged: Judged, kind = kindOf(judged)): DeadStatement[] {
  const { statement, verdict } = judged;
  const base = {
    kind,
    claims: statement.claims,
    span: statement.span,
    rule: statement.rule,
    because: verdict.because,
    confidence: 0.85,
  };
  const grounds: readonly ResolvedGround[] =
    statement.grounds.length > 0
      ? resolvedGrounds(action, statement)
      : groundsOfSection(action, statement).map((ground) => ({ ground, subsection: null }));
  if (grounds.length > 0) return grounds.map((ground) => ({ ...base, ...ground }));
  return statement.claims.length > 0 || kind !== "quoted"
    ? [{ ...base, ground: null, subsection: null }]
    : [];
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

/** Why a statement that may count does not, or counts under another's ground. */
export const COUNTING = [
  {
    name: "among-arguments",
    says: "A section that talks about rejections names it, or it stands too deep in its sentence.",
  },
  { name: "made-elsewhere", says: "Another sentence makes the rejection that is maintained here." },
  { name: "made-by-nothing-else", says: "It is maintained, and nothing else makes it." },
  { name: "ground-of-heading", says: "The heading of the section gives the ground." },
  { name: "ground-of-the-one-before", says: "The rejection before it in the section gives the ground." },
  {
    name: "same-again",
    says: "The same claims on the same ground over the same art, or for the same reason.",
  },
  { name: "depends-on-rejected", says: "A pronoun refers to claims that stand rejected." },
  { name: "names-no-art", says: "Its claims stand rejected on the ground over art that it does not name." },
  { name: "sums-up", says: "It sums up several rejections without naming their art." },
  {
    name: "talked-of",
    says: "A section that talks about rejections names claims that stand rejected on the ground.",
  },
  { name: "reminder", says: "Within a rejection, a claim is said again to be rejected for the same reason." },
  {
    name: "reminder-of-art",
    says: "Within a rejection, a claim is said again to be rejected over the same art.",
  },
  {
    name: "references-of-those-claims",
    says: "The references of the rejections of other claims are part of it.",
  },
  {
    name: "defect-told-per-claim",
    says: "No sentence rejects: under the heading of a ground a defect is told claim by claim.",
  },
  {
    name: "heading-of-claims-and-art",
    says: "No sentence rejects: a line of its own names claims and references, or a statute with them.",
  },
  {
    name: "asserted-under-statute-or-art",
    says: "No sentence rejects: one finds claims unpatentable under a statute or over known references.",
  },
  {
    name: "claims-from-the-sentences-behind",
    says: "The sentence leaves its claims out; the sentences behind it that tell the defect give them.",
  },
] as const;
