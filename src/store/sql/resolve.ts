import type { Table } from "../../catalog/index.js";
import type { Bound, ColumnPredicate, Predicate } from "../../query/predicate.js";
import { isListColumn } from "../row.js";
import { nextBeginning } from "./compile.js";

/** Says a leaf predicate that SQL cannot decide by the stored values that satisfy it, or by where they stand. */
export type Decide = (leaf: ColumnPredicate) => Promise<Predicate>;

/**
 * The same predicate with each leaf that `isUnresolved` names replaced by the list of what satisfies it, so that an
 * engine only ever compares values.
 */
export async function resolve(
  predicate: Predicate,
  isUnresolved: (leaf: Predicate) => boolean,
  decide: Decide,
): Promise<Predicate> {
  switch (predicate.kind) {
    case "and":
    case "or": {
      const children: Predicate[] = [];
      for (const child of predicate.children) children.push(await resolve(child, isUnresolved, decide));
      return { kind: predicate.kind, children };
    }
    case "not":
      return { kind: "not", child: await resolve(predicate.child, isUnresolved, decide) };
    case "everything":
    case "nothing":
      return predicate;
    default:
      if (!isUnresolved(predicate)) return predicate;
      return decide(predicate);
  }
}

/** Nested conjunctions as one list: the conditions that must all hold. */
export function conjuncts(predicate: Predicate): readonly Predicate[] {
  switch (predicate.kind) {
    case "everything":
      return [];
    case "and":
      return predicate.children.flatMap(conjuncts);
    default:
      return [predicate];
  }
}

/** Whether a conjunct confines the column to some values, one beginning or a range. */
export function confines(conjunct: Predicate, column: string): boolean {
  switch (conjunct.kind) {
    case "in":
      return conjunct.column === column;
    case "range":
      return conjunct.column === column && (conjunct.lower !== null || conjunct.upper !== null);
    case "matches":
      return (
        conjunct.column === column &&
        conjunct.pattern.kind === "wildcard" &&
        /^[^*?\\]/.test(conjunct.pattern.pattern)
      );
    default:
      return false;
  }
}

/** One stretch of a column's texts in their order; an open end is null. */
export interface Stretch {
  readonly lower: Bound | null;
  readonly upper: Bound | null;
}

/** The stretch that a range or a beginning is; null for any other conjunct. */
export function stretchOf(conjunct: Predicate): Stretch | null {
  if (conjunct.kind === "range") return conjunct;
  if (conjunct.kind !== "matches") return null;
  if (conjunct.pattern.kind !== "wildcard") return null;
  const beginning = /^([^*?\\]+)\*$/.exec(conjunct.pattern.pattern)?.[1];
  if (beginning === undefined) return null;
  const end = nextBeginning(beginning);
  return {
    lower: { value: beginning, inclusive: true },
    upper: end === null ? null : { value: end, inclusive: false },
  };
}

/** Whether an engine's column storage can skip rows for the conjunct before it reads other columns. */
export function isScanFilter(conjunct: Predicate, table: Table): boolean {
  switch (conjunct.kind) {
    case "exists":
    case "range":
      return !isListColumn(table, conjunct.column);
    case "in":
      return conjunct.values.length === 1 && !isListColumn(table, conjunct.column);
    case "matches":
      return stretchOf(conjunct) !== null;
    default:
      return false;
  }
}
