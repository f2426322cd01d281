import type { ExtractionContext } from "../../model.js";
import { asSet } from "../numbersAndRanges.js";
import type { StandingStatement } from "./statement.js";

/** What all statements together say of the standing of claims. */
export interface ClaimsByStatus {
  readonly pending: number[];
  readonly cancelled: number[];
  readonly withdrawn: number[];
  readonly allowed: number[];
  readonly allowable: number[];
  /** The highest claim number on file, where the action tells it; else null. */
  readonly last: number | null;
}

export function claimsByStatus(
  statements: readonly StandingStatement[],
  context: ExtractionContext,
): ClaimsByStatus {
  const of = (test: (one: StandingStatement) => boolean) =>
    asSet(statements.filter(test).flatMap((one) => one.claims));
  const pending = of(({ kind, rule }) => kind === "pending" && rule !== "pending-once" && rule !== "added");
  const added = of(({ rule }) => rule === "added");
  const cancelled = of((one) => one.kind === "cancelled");
  const withdrawn = of((one) => one.kind === "withdrawn-from-consideration");
  const allowed = allowedClaims(statements);
  const dependentObjected = of((one) => one.rule === "objected-dependent");
  const allowable = asSet([...of((one) => one.kind === "allowable"), ...dependentObjected]).filter(
    (claim) => !allowed.includes(claim),
  );
  const known = [...pending, ...added, ...cancelled, ...withdrawn];
  const last = context.lastClaim ?? (pending.length > 0 ? Math.max(...known) : null);
  return { pending, cancelled, withdrawn, allowed, allowable, last };
}

/**
 * Claims that "are allowed", and those that are found allowable as they stand. Of two lists that name some claims in common the
 * one that says "allowed" holds, unless the other one has all of it: it tells the same again, in numbers that slipped.
 */
function allowedClaims(statements: readonly StandingStatement[]): number[] {
  const told = statements.filter(({ kind }) => kind === "allowed");
  const firmly = asSet(told.filter(({ rule }) => rule === "allowed").flatMap(({ claims }) => claims));
  const isTheSameAgain = ({ claims }: StandingStatement) =>
    claims.some((claim) => firmly.includes(claim)) && !firmly.every((claim) => claims.includes(claim));
  return asSet([...firmly, ...told.filter((one) => !isTheSameAgain(one)).flatMap(({ claims }) => claims)]);
}
