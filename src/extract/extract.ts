import {
  asSet,
  type ClaimSlip,
  findElection,
  findRestriction,
  findStandings,
  ranges,
  readSummaryForm,
  type StandingStatement,
} from "./claims/index.js";
import {
  EXTRACTOR_VERSION,
  type Extraction,
  type ExtractionContext,
  type Objection,
  type Reference,
  type Rejection,
  type Span,
  type Statement,
  type StatementKind,
  type StatuteVersion,
  type Warning,
} from "./model.js";
import {
  type CitingAction,
  documentsByName,
  findReferences,
  type NamedReference,
  nameAsWritten,
} from "./references/index.js";
import { actionTypeOf, aiaOf, buildCitations, deriveFlags, referenceKind } from "./rows/index.js";
import { type Candidate, findCandidates, findListed } from "./statements/index.js";
import { LONGEST_TEXT, readAction, tidy } from "./text/index.js";
import {
  type DeadStatement,
  decide,
  fillFromPerClaim,
  findAsserted,
  findImplicit,
  findInterpretations,
  findMooted,
  type LiveRejection,
} from "./verdict/index.js";
/**
 * Reads an Office action: which claims stand rejected on which ground over which references, what merely looks like
 * a rejection, objections, allowances, citations, the USPTO's indicators. Pure, and linear in the length of the text;
 * never throws: what cannot be read becomes a warning.
 */
export function extract(text: string, context: ExtractionContext = {}): Extraction {
  const action = findReferences(readAction(text, context));
  const candidates = [...findCandidates(action), ...findListed(action)].sort((a, b) => a.start - b.start);
  const standings = findStandings(action);
  const decision = decide(action, candidates);
  const implied = findImplicit(action, decision.live, decision.dead);
  const asserted = findAsserted(action, [...decision.live, ...implied], decision.dead);
  const live = [...decision.live, ...implied, ...asserted].sort((a, b) => a.start - b.start);
  const mooted = findMooted(action, candidates);
  const interpretations = findInterpretations(action);
  const warnings: Warning[] = [];
  const claims = standingOfClaims(standings, context);
  finishClaims(action, live, claims, standings, warnings);
  const restriction = findRestriction(action);
  const election = findElection(action);
  const letter = actionTypeOf(action, live, standings, restriction !== null);
  const aia = aiaOf(action, live);
  const summary = readSummaryForm(action);
  compareWithSummary(live, summary, warnings);
  const citations = buildCitations(action, live);
  const objections = standings.filter((one) => one.kind === "objection").map((one) => objection(action, one));
  const dead = [...decision.dead, ...mooted].sort((a, b) => a.start - b.start);
  const statements = [
    ...dead.filter((one) => one.kind !== "restated").map((one) => statement(action, one)),
    ...standings
      .filter((one) => one.what !== null && one.kind !== "objection")
      .map((one) => statement(action, { ...one, ground: "objection", subsection: null })),
    ...interpretations.map((one) => statement(action, one)),
  ].sort((a, b) => a.span.start - b.span.start);
  warnAboutGrounds(action, candidates, live, warnings);
  warnAboutReferences(action, live, warnings);
  warnAboutText(action, live, letter, warnings);
  for (const repaired of citations.filter((citation) => citation.repaired)) {
    warnings.push({
      code: "number-repaired",
      message: `"${repaired.raw}" is read as ${repaired.normalized}.`,
      span: repaired.spans[0] ?? null,
    });
  }
  return {
    extractorVersion: EXTRACTOR_VERSION,
    documentId: context.documentId ?? null,
    actionType: letter.actionType,
    letter: letter.letter,
    aia: aia.aia,
    aiaKnownFrom: aia.evidence,
    isDesign: action.isDesign,
    rejections: live.map((rejection) => finish(action, rejection, aia.aia)),
    notRejections: statements,
    statements,
    objections: mergeObjections(objections),
    interpretations: interpretations.map((one) => statement(action, one)),
    claimStatements: standings
      .filter((one) => one.what === null)
      .map((one) => statement(action, { ...one, ground: null, subsection: null })),
    allowedClaims: claims.allowed,
    allowableIfRewritten: claims.allowable,
    pending: claims.pending,
    cancelled: claims.cancelled,
    withdrawn: claims.withdrawn,
    restriction,
    election,
    citations,
    flags: deriveFlags(action, live, objections.length, claims.allowed.length),
    sections: action.sections
      .filter((section) => section.kind !== "preamble" || section.end > section.start)
      .map((section) => ({
        kind: section.kind,
        heading: tidy(action.text.asWritten(section.headingStart, section.headingEnd)),
        headingSpan: action.text.at(section.headingStart, section.headingEnd),
        span: action.text.at(section.start, section.end),
      })),
    warnings,
  };
}

interface ClaimStandings {
  readonly pending: number[];
  readonly cancelled: number[];
  readonly withdrawn: number[];
  readonly allowed: number[];
  readonly allowable: number[];
  /** The highest claim number on file, where the action tells it; else null. */
  readonly last: number | null;
}

function standingOfClaims(
  standings: readonly StandingStatement[],
  context: ExtractionContext,
): ClaimStandings {
  const of = (test: (one: StandingStatement) => boolean) =>
    asSet(standings.filter(test).flatMap((one) => one.claims));
  const pending = of((one) => one.kind === "pending");
  const cancelled = of((one) => one.kind === "cancelled");
  const withdrawn = of((one) => one.kind === "withdrawn-from-consideration");
  const firmly = of((one) => one.kind === "allowed" && one.rule === "allowed");
  const allowed = firmly.length > 0 ? firmly : of((one) => one.kind === "allowed");
  const dependentObjected = of((one) => one.rule === "objected-dependent");
  const allowable = asSet([...of((one) => one.kind === "allowable"), ...dependentObjected]).filter(
    (claim) => !allowed.includes(claim),
  );
  const known = [...pending, ...cancelled, ...withdrawn];
  const last = context.lastClaim ?? (pending.length > 0 ? Math.max(...known) : null);
  return { pending, cancelled, withdrawn, allowed, allowable, last };
}

/** Fills, checks and warns: placeholders, slips in ranges, claims beyond the last one on file. */
function finishClaims(
  action: CitingAction,
  live: LiveRejection[],
  claims: ClaimStandings,
  standings: readonly StandingStatement[],
  warnings: Warning[],
): void {
  const slip = (one: ClaimSlip) => {
    const message = {
      "range-backwards":
        "A range of claims runs backwards; which claims are meant cannot be told, so it gives none.",
      "range-too-wide": "A range of claims is wider than any set of claims; only its first number is taken.",
      "range-open": "A range of claims has no end; its first number is taken.",
      placeholder: "Claim numbers were left out: a placeholder stands in their place.",
    }[one.code];
    warnings.push({ code: one.code, message, span: action.text.at(one.start, one.end) });
  };
  for (const rejection of live) {
    for (const one of rejection.candidate?.slips ?? []) slip(one);
    for (const one of rejection.candidate?.letterSlips ?? []) {
      warnings.push({
        code: "letter-unknown",
        message: `There is no 35 U.S.C. ${one}.`,
        span: action.text.at(rejection.start, rejection.end),
      });
    }
    if (rejection.candidate?.rule === "verb/lost-word") {
      warnings.push({
        code: "lost-words",
        message: 'The word "claims" is missing before the numbers.',
        span: action.text.at(rejection.claimStart, rejection.claimEnd),
      });
    }
    if (rejection.candidate?.rule === "verb/all-claims" && claims.pending.length > 0) {
      rejection.claims = claims.pending.filter((claim) => !claims.withdrawn.includes(claim));
    } else if (rejection.claims.length === 0) {
      const filled = fillFromPerClaim(action, rejection);
      if (filled.length > 0) {
        rejection.claims = filled;
        rejection.implicit = true;
        rejection.rule += "/filled-per-claim";
        rejection.confidence = 0.5;
      } else {
        warnings.push({
          code: rejection.candidate?.placeholder ? "placeholder" : "ground-without-claims",
          message: `A rejection under ${rejection.ground} names no claims.`,
          span: action.text.at(rejection.start, rejection.end),
        });
      }
    }
    const last = claims.last;
    if (last !== null && rejection.claims.some((claim) => claim > last)) {
      warnings.push({
        code: "beyond-pending",
        message: `Claims beyond claim ${last}, the last on file, are named; the range is not expanded past it.`,
        span: rejection.claimStart >= 0 ? action.text.at(rejection.claimStart, rejection.claimEnd) : null,
      });
      const named = namedSingly(action, rejection, last);
      rejection.claims = rejection.claims.filter((claim) => claim <= last || named.has(claim));
    }
  }
  void standings;
}

/** Numbers written out, neither reached by expanding a range nor the far end of one that runs past the last claim. */
function namedSingly(action: CitingAction, rejection: LiveRejection, last: number): Set<number> {
  const [start, end] =
    rejection.claimStart < 0 ? [rejection.start, rejection.end] : [rejection.claimStart, rejection.claimEnd];
  const named = new Set<number>();
  for (const match of action.text.lower.slice(start, end).matchAll(WRITTEN)) {
    if (match[1] === undefined || Number(match[1]) > last) named.add(Number(match[2]));
  }
  return named;
}

/** A number, with the one before it where the two make a range. */
const WRITTEN = /(?<=(?:(\d{1,3})\s?(?:-|to|through)\s?)?)\b(\d{1,3})/g;

function finish(
  action: CitingAction,
  rejection: LiveRejection,
  documentAia: StatuteVersion | "unknown",
): Rejection {
  const at = action.text.at;
  return {
    ground: rejection.ground,
    subsection: rejection.subsection,
    aia: versionOf(action, rejection, documentAia),
    provisional: rejection.provisional,
    claims: rejection.claims,
    dependentsInherit: rejection.dependentsInherit,
    references: rejection.combination.references.map((reference) => named(action, reference)),
    officialNotice: rejection.combination.officialNotice,
    implicit: rejection.implicit,
    basis: rejection.basis,
    span: at(rejection.start, rejection.end),
    claimSpan: rejection.claimStart >= 0 ? at(rejection.claimStart, rejection.claimEnd) : null,
    alsoAt: rejection.alsoAt.map((span) => at(span.start, span.end)),
    rule: rejection.rule,
    confidence: Math.round(rejection.confidence * 100) / 100,
  };
}

function versionOf(
  action: CitingAction,
  rejection: LiveRejection,
  documentAia: StatuteVersion | "unknown",
): StatuteVersion {
  if (rejection.ground === "102" || rejection.ground === "103") {
    if (rejection.preAia) return "pre";
    if (/102\(a\)\([12]\)/.test(rejection.subsection ?? "")) return "post";
  }
  if (documentAia !== "unknown") return documentAia;
  if (rejection.ground === "103") return rejection.subsection?.startsWith("103(") ? "pre" : "post";
  const words = action.text.lower.slice(rejection.start, rejection.end);
  return /112\s?\(?[ab]\)|aia|102\(a\)\(/.test(words) ? "post" : "pre";
}

function named(action: CitingAction, reference: NamedReference): Reference {
  const at = action.text.at;
  return {
    raw: tidy(action.text.asWritten(reference.start, Math.min(reference.end, reference.start + 600))),
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

function statement(
  action: CitingAction,
  one: Pick<DeadStatement, "ground" | "subsection" | "claims" | "start" | "end" | "rule" | "confidence"> & {
    readonly kind: StatementKind;
  },
): Statement {
  const span: Span = action.text.at(one.start, one.end);
  return {
    kind: one.kind,
    status: one.kind,
    ground: one.ground,
    subsection: one.subsection,
    claims: one.claims,
    text: tidy(action.text.source.slice(span.start, Math.min(span.end, span.start + 1_000))),
    span,
    rule: one.rule,
    confidence: one.confidence,
  };
}

function objection(action: CitingAction, one: StandingStatement): Objection {
  return { ...statement(action, { ...one, ground: null, subsection: null }), what: one.what ?? "other" };
}

/** What an objection says that is not merely told again for claims that depend on rejected ones. */
const OWN_REASON =
  /informalit|because|since|\bfor\s+the\s+following|misspel|typograph|antecedent|37\s?c\.?f\.?r|should\s+(?:read|be)/;

/** The same objection told twice is one. */
function mergeObjections(objections: readonly Objection[]): Objection[] {
  const seen = new Set<string>();
  const dependent = new Set(
    objections.filter((one) => one.what.startsWith("claims (")).flatMap((one) => one.claims),
  );
  return objections.filter((one) => {
    const ofDependents =
      one.what === "claims" && one.claims.length > 0 && one.claims.every((claim) => dependent.has(claim));
    if (ofDependents && !OWN_REASON.test(one.text.toLowerCase())) return false;
    const key = `${one.what}|${one.claims.join(",")}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function compareWithSummary(
  live: readonly LiveRejection[],
  summary: ReturnType<typeof readSummaryForm>,
  warnings: Warning[],
): void {
  if (!summary || summary.rejected.length === 0) return;
  const body = new Set(live.flatMap((rejection) => rejection.claims));
  const missing = summary.rejected.filter((claim) => !body.has(claim));
  const extra = [...body].filter((claim) => !summary.rejected.includes(claim));
  if (missing.length + extra.length > 0) {
    warnings.push({
      code: "summary-disagrees",
      message: `The summary form and the body differ on the rejected claims (only in the form: ${missing.join(", ") || "none"}; only in the body: ${extra.join(", ") || "none"}).`,
      span: summary.span,
    });
  }
}

/** "Claims 1-5 are rejected" where nothing says on which ground: no rejection comes of it, and it is not silent. */
function warnAboutGrounds(
  action: CitingAction,
  candidates: readonly Candidate[],
  live: readonly LiveRejection[],
  warnings: Warning[],
): void {
  const named = new Set(live.flatMap((rejection) => rejection.claims));
  for (const candidate of candidates) {
    if (candidate.standing !== "live" || candidate.rule !== "verb/list" || candidate.grounds.length > 0)
      continue;
    const left = candidate.claims.filter((claim) => !named.has(claim));
    if (left.length === 0) continue;
    warnings.push({
      code: "claims-without-ground",
      message: `Claims ${ranges(left)} are said to be rejected, but no ground is told.`,
      span: action.text.at(candidate.start, candidate.end),
    });
  }
}

/** Numbers that cannot be read, and names that stand for two documents. */
function warnAboutReferences(
  action: CitingAction,
  live: readonly LiveRejection[],
  warnings: Warning[],
): void {
  for (const { start, end } of action.unreadable) {
    warnings.push({
      code: "number-unreadable",
      message: `"${tidy(action.text.asWritten(start, end))}" is no number of a patent or publication; the document is not cited by number.`,
      span: action.text.at(start, end),
    });
  }
  const byName = documentsByName(action.documents);
  const warned = new Set<string>();
  for (const { document, name, start, end } of live.flatMap((one) => one.combination.references)) {
    if (!document || name === null || warned.has(name)) continue;
    const given = document.names.get(name);
    const rivals = (byName.get(name) ?? []).filter(
      (other) => other !== document && other.names.get(name)?.explicit === given?.explicit,
    );
    // A number beside the name settles it.
    const settled = document.numbers.some((number) => number.start >= start && number.end <= end);
    if (!given || settled || rivals.length === 0) continue;
    warned.add(name);
    warnings.push({
      code: "name-ambiguous",
      message: `"${name}" is the name of ${[document, ...rivals].map((one) => one.key).join(" and ")}; it is read as ${document.key}.`,
      span: action.text.at(start, end),
    });
  }
}

function warnAboutText(
  action: CitingAction,
  live: readonly LiveRejection[],
  letter: Pick<Extraction, "actionType" | "letter">,
  warnings: Warning[],
): void {
  const { source, lower, hasOddCharacters } = action.text;
  if (source.trim() === "") warnings.push({ code: "empty-text", message: "The text is empty.", span: null });
  else {
    const sample = source.slice(0, 200_000);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
    const odd = hasOddCharacters ? (sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g) ?? []).length : 0;
    if (odd > sample.length / 50)
      warnings.push({ code: "not-text", message: "The input looks like binary data, not text.", span: null });
    else if (
      letter.actionType === "unknown" &&
      live.length === 0 &&
      !/\bclaims?\b|\bexaminer\b|office\s+action/.test(lower.slice(0, 500_000))
    ) {
      warnings.push({
        code: "not-an-office-action",
        message: "Nothing in the text marks it as an Office action.",
        span: null,
      });
    } else if (live.length === 0 && !warnings.some((warning) => warning.code === "claims-without-ground")) {
      warnings.push({
        code: "no-rejection",
        message:
          letter.actionType === "unknown"
            ? "No claim is rejected, and what sort of letter it is cannot be told."
            : `No claim is rejected; the letter is of type ${letter.letter ?? letter.actionType}.`,
        span: null,
      });
    }
  }
  if (source.length > LONGEST_TEXT)
    warnings.push({
      code: "truncated",
      message: `Only the first ${LONGEST_TEXT} characters are read.`,
      span: null,
    });
}
