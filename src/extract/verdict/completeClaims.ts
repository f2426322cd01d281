import type { ClaimSlip, ClaimsByStatus } from "../claims/index.js";
import type { Span, Warning } from "../model.js";
import type { CitingAction } from "../references/index.js";
import { fillFromPerClaim } from "./defectsPerClaim.js";
import type { LiveRejection } from "./liveOrDead.js";

const SLIPS: Readonly<Record<ClaimSlip["code"], string>> = {
  "range-backwards":
    "A range of claims runs backwards; which claims are meant cannot be told, so it gives none.",
  "range-too-wide": "A range of claims is wider than any set of claims; only its first number is taken.",
  "range-open": "A range of claims has no end; its first number is taken.",
  placeholder: "Claim numbers were left out: a placeholder stands in their place.",
};

export interface Completed {
  readonly live: readonly LiveRejection[];
  readonly warnings: readonly Warning[];
}

/** Fills in claims that were left out, takes away those beyond the last on file, and warns of both and of slips. */
export function completeClaims(
  action: CitingAction,
  given: readonly LiveRejection[],
  claims: ClaimsByStatus,
): Completed {
  const warnings: Warning[] = [];
  const at = ({ start, end }: Span) => action.text.at(start, end);
  const live = given.map((rejection) => {
    warnings.push(...slipsOf(rejection, at));
    const named = withClaims(action, rejection, claims);
    if (named.claims.length === 0 && !isOfAllClaims(rejection, claims))
      warnings.push({
        code: rejection.statement?.placeholder ? "placeholder" : "ground-without-claims",
        message: `A rejection under ${rejection.ground} names no claims.`,
        span: at(rejection.span),
      });
    const { last } = claims;
    if (last === null || !named.claims.some((claim) => claim > last)) return named;
    warnings.push({
      code: "beyond-pending",
      message: `Claims beyond claim ${last}, the last on file, are named; the range is not expanded past it.`,
      span: named.claimSpan && at(named.claimSpan),
    });
    const single = namedSingly(action, named, last);
    return { ...named, claims: named.claims.filter((claim) => claim <= last || single.has(claim)) };
  });
  return { live, warnings };
}

function slipsOf({ statement, span, claimSpan }: LiveRejection, at: (span: Span) => Span): Warning[] {
  if (!statement) return [];
  const warnings: Warning[] = [
    ...statement.slips.map(({ code, start, end }) => ({
      code,
      message: SLIPS[code],
      span: at({ start, end }),
    })),
    ...statement.letterSlips.map((letter) => ({
      code: "letter-unknown" as const,
      message: `There is no 35 U.S.C. ${letter}.`,
      span: at(span),
    })),
  ];
  if (statement.rule === "verb/lost-word" && claimSpan)
    warnings.push({
      code: "lost-words",
      message: 'The word "claims" is missing before the numbers.',
      span: at(claimSpan),
    });
  return warnings;
}

/** "All pending claims are rejected", where the action says which are pending. */
function isOfAllClaims({ statement }: LiveRejection, { pending }: ClaimsByStatus): boolean {
  return statement?.rule === "verb/all-claims" && pending.length > 0;
}

function withClaims(action: CitingAction, rejection: LiveRejection, claims: ClaimsByStatus): LiveRejection {
  if (isOfAllClaims(rejection, claims)) {
    const others = [...claims.withdrawn, ...(rejection.statement?.leftOut ?? [])];
    return { ...rejection, claims: claims.pending.filter((claim) => !others.includes(claim)) };
  }
  if (rejection.claims.length > 0) return rejection;
  const filled = fillFromPerClaim(action, rejection);
  if (filled.length === 0) return rejection;
  return {
    ...rejection,
    claims: filled,
    implicit: true,
    rule: `${rejection.rule}/filled-per-claim`,
    because: [...rejection.because, "claims-from-the-sentences-behind"],
    confidence: 0.5,
  };
}

/** Numbers written out, neither reached by expanding a range nor the far end of one that runs past the last claim. */
function namedSingly(action: CitingAction, { claimSpan, span }: LiveRejection, last: number): Set<number> {
  const { start, end } = claimSpan ?? span;
  const named = new Set<number>();
  for (const match of action.text.lower.slice(start, end).matchAll(WRITTEN)) {
    if (match[1] === undefined || Number(match[1]) > last) named.add(Number(match[2]));
  }
  return named;
}

/** A number, with the one before it where the two make a range. */
const WRITTEN = /(?<=(?:(\d{1,3})\s?(?:-|to|through)\s?)?)\b(\d{1,3})/g;
