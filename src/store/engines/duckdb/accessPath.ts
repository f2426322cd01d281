import type { SecondOrder, Table } from "../../../catalog/index.js";
import type { Bound, ColumnPredicate, Predicate } from "../../../query/predicate.js";
import { columnType } from "../../row.js";
import { compilePredicate, Parameters } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { Stretch } from "../../sql/resolve.js";

/** Which copy of a table's rows to read, and which parts of it: every row that can match stands in one of them. */
export interface AccessPath {
  /** The declared order when null. */
  readonly order: SecondOrder | null;
  /** All rows when null. No row stands in two parts. */
  readonly parts: readonly Part[] | null;
  /** Nothing narrows the rows: every one of them is looked at. */
  readonly isScan: boolean;
}

/** Rows by what they hold, or all behind so many. */
type Part = Predicate | { readonly kind: "behind"; readonly rows: number };

export const DECLARED: AccessPath = { order: null, parts: null, isScan: true };

/**
 * The SQL that stands behind FROM. Parts are read one by one, because the engine skips rows only for plain conditions.
 * Where an overlay stands beside the order, its rows are no longer numbered through.
 */
export function fromClause(
  { order, parts }: AccessPath,
  table: Table,
  parameters: Parameters,
  isOverlaid = false,
): string {
  const name = order?.name ?? table.name;
  if (parts === null) return name;
  const selects = parts.map((part) => {
    if (part.kind === "behind")
      return `SELECT * FROM ${name} WHERE ${isOverlaid ? `${order!.by} IS NULL` : `rowid >= ${part.rows}`}`;
    const condition = compilePredicate(part, table, parameters);
    return `SELECT * FROM ${name} WHERE ${condition}`;
  });
  return `(${selects.join(" UNION ALL ")})`;
}

/**
 * Counts the rows of a stretch of the leading column from where it begins and ends in the second order, `withLeading`
 * being the rows that have a value there: as quick for ten million rows as for ten.
 */
export function stretchStatement(
  { lower, upper }: Stretch,
  table: Table,
  order: SecondOrder,
  withLeading: number,
): { readonly sql: string; readonly parameters: Parameters["list"] } {
  const parameters = new Parameters(DUCKDB);
  const type = columnType(table, order.by);
  /** The row number of the first value from a bound on, or behind it. */
  const first = (bound: Bound, isBehind: boolean): string =>
    `coalesce((SELECT rowid FROM ${order.name} WHERE ${order.by} ${isBehind ? ">" : ">="} ${parameters.add(bound.value, type)} LIMIT 1), ${withLeading})`;
  const end = upper === null ? `${withLeading}` : first(upper, upper.inclusive);
  const begin = lower === null ? "0" : first(lower, !lower.inclusive);
  return { sql: `SELECT greatest(${end} - ${begin}, 0)`, parameters: parameters.list };
}

/** Each part costs a search; beyond so many, reading the whole order is no slower. */
const MOST_PARTS = 20;

/**
 * The parts of a second order that hold every row whose spelled column satisfies the leaf: those whose leading
 * column satisfies it too, and those whose two columns differ, given the leading values that these have. Null
 * where they are too many, or none.
 */
export function spelledParts(
  leaf: ColumnPredicate,
  order: SecondOrder,
  others: readonly (string | null)[],
  withLeading: number,
): readonly Part[] | null {
  const column = order.by;
  const values = [...new Set(leaf.kind === "in" ? [...leaf.values, ...others] : others)];
  if (leaf.kind === "in" && values.length === 0) return null;
  if (values.length > MOST_PARTS) return null;
  const parts: Part[] = leaf.kind === "in" ? [] : [{ ...leaf, column }];
  for (const value of values) {
    if (value !== null) parts.push({ kind: "in", column, values: [value] });
    else parts.push({ kind: "behind", rows: withLeading });
  }
  return parts;
}

/**
 * Finds the leading values of the rows whose spelled column satisfies the leaf and whose leading column does not,
 * and one more than are of use.
 */
export function othersStatement(
  leaf: ColumnPredicate,
  order: SecondOrder,
  spellings: string,
  table: Table,
): { readonly sql: string; readonly parameters: Parameters["list"] } {
  const parameters = new Parameters(DUCKDB);
  const column = order.by;
  const satisfies = compilePredicate(leaf, table, parameters);
  const differs = compilePredicate({ kind: "not", child: { ...leaf, column } }, table, parameters);
  const sql = `SELECT DISTINCT ${column} FROM ${spellings} WHERE ${satisfies} AND ${differs} LIMIT ${MOST_PARTS + 1}`;
  return { sql, parameters: parameters.list };
}
