import type { StandingStatement } from "../claims/index.js";
import type { Objection, Reference, Rejection, Section, Span, Statement, StatuteVersion } from "../model.js";
import { type CitingAction, isAdmitted, type NamedReference, nameAsWritten } from "../references/index.js";
import { type Action, tidy } from "../text/index.js";
import type { DeadStatement, LiveRejection } from "../verdict/index.js";
import { OBJECTION_OF_ITS_OWN } from "../vocabulary/index.js";
import { aiaOfRejection } from "./aia.js";
import { referenceKind } from "./literature.js";

/** A reference is given as written so far. */
const LONGEST_RAW = 600;

export function asRejection(
  action: CitingAction,
  rejection: LiveRejection,
  documentAia: StatuteVersion | "unknown",
): Rejection {
  const at = ({ start, end }: Span) => action.text.at(start, end);
  const { references, officialNotice } = rejection.combination;
  const cited = references.filter((one) => !isAdmitted(one));
  return {
    ground: rejection.ground,
    subsection: rejection.subsection,
    aia: aiaOfRejection(action, rejection, documentAia),
    provisional: rejection.provisional,
    claims: rejection.claims,
    dependentsInherit: rejection.dependentsInherit,
    references: cited.map((reference) => named(action, reference)),
    officialNotice,
    admittedPriorArt: cited.length < references.length,
    implicit: rejection.implicit,
    basis: rejection.basis,
    span: at(rejection.span),
    claimSpan: rejection.claimSpan && at(rejection.claimSpan),
    alsoAt: rejection.alsoAt.map(at),
    rule: rejection.rule,
    because: rejection.because,
    confidence: Math.round(rejection.confidence * 100) / 100,
  };
}

function named(action: CitingAction, reference: NamedReference): Reference {
  const at = action.text.at;
  return {
    raw: tidy(action.text.asWritten(reference.start, Math.min(reference.end, reference.start + LONGEST_RAW))),
    name: nameAsWritten(action, reference),
    kind: referenceKind(action, reference),
    normalized: reference.document?.key ?? null,
    role: reference.role,
    resolvedFrom: reference.resolvedFrom
      ? at(reference.resolvedFrom.start, reference.resolvedFrom.end)
      : null,
    span: at(reference.start, reference.end),
  };
}

/** A statement of the clean text as a finding. */
export function asStatement(
  action: Action,
  one: Omit<DeadStatement, "ground" | "subsection"> & Partial<Pick<DeadStatement, "ground" | "subsection">>,
  ground = one.ground ?? null,
): Statement {
  const span = action.text.at(one.span.start, one.span.end);
  return {
    kind: one.kind,
    status: one.kind,
    ground,
    subsection: one.subsection ?? null,
    claims: one.claims,
    text: tidy(action.text.source.slice(span.start, Math.min(span.end, span.start + LONGEST_PASSAGE))),
    span,
    rule: one.rule,
    because: one.because,
    confidence: one.confidence,
  };
}

/** A passage is shown no farther. */
const LONGEST_PASSAGE = 1_000;

/** The objections of an action, each once. */
export function asObjections(action: Action, statements: readonly StandingStatement[]): Objection[] {
  return mergeObjections(statements.map((one) => asObjection(action, one)));
}

function asObjection(action: Action, one: StandingStatement): Objection {
  const told = asStatement(action, one);
  const { kind, status, ground, subsection, claims, text, span, rule, because, confidence } = told;
  const what = one.what ?? "other";
  return { kind, status, ground, subsection, claims, text, span, rule, because, confidence, what };
}

/** Headings with everything under them; an opening without a heading only where something stands in it. */
export function asSections({ text, sections }: Action): Section[] {
  return sections
    .filter(({ kind, start, end }) => kind !== "preamble" || end > start)
    .map(({ kind, headingStart, headingEnd, start, end }) => ({
      kind,
      heading: tidy(text.asWritten(headingStart, headingEnd)),
      headingSpan: text.at(headingStart, headingEnd),
      span: text.at(start, end),
    }));
}

/** The same objection told twice is one. */
function mergeObjections(objections: readonly Objection[]): Objection[] {
  const seen = new Set<string>();
  const dependent = new Set(
    objections.filter((one) => one.what.startsWith("claims (")).flatMap((one) => one.claims),
  );
  return objections.filter((one) => {
    const ofDependents =
      one.what === "claims" && one.claims.length > 0 && one.claims.every((claim) => dependent.has(claim));
    if (ofDependents && !OBJECTION_OF_ITS_OWN.test(one.text.toLowerCase())) return false;
    const key = `${one.what}|${one.claims.join(",")}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
