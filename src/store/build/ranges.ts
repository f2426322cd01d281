import type { Table } from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import type { BuildInput } from "./input.js";
import { BUILT_TABLES } from "./tables.js";

/** Applications from `from` (inclusive) to `to` (exclusive), compared as text; null is open. */
export interface BuildRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Rows of one range, of all tables together: two ranges fit in memory beside a sort and a join. */
const RANGE_ROWS = 2_000_000;

/** How many rows each prefix of application numbers has, stored and staged, over all tables. */
export async function prefixWeights(
  connection: DuckDBConnection,
  input: BuildInput,
  previousTables: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const weights = new Map<string, number>();
  const add = (prefix: string, rows: number) => weights.set(prefix, (weights.get(prefix) ?? 0) + rows);
  for (const bulk of input.bulk)
    for (const bucket of bulk.buckets) if (/^\d{4}$/.test(bucket.prefix)) add(bucket.prefix, bucket.rows);
  const stored = [
    ...BUILT_TABLES.filter((table) => hasApplication(table) && previousTables.has(table.name)).map(
      (table) => `prev.${table.name}`,
    ),
    ...BUILT_TABLES.filter(
      (table) => hasApplication(table) && input.catalog.some((each) => each.table === table.name),
    ).map((table) => `staged_${table.name}`),
  ];
  for (const name of stored) {
    const found = await connection.runAndReadAll(
      `select left(application_number, 4), count(*) from ${name} where application_number is not null group by 1`,
    );
    for (const [prefix, rows] of found.getRows()) add(String(prefix), Number(rows));
  }
  return weights;
}

/** Cuts the applications into ranges of about equal size; together they cover everything. */
export function cutRanges(
  weights: ReadonlyMap<string, number>,
  most: number = RANGE_ROWS,
): readonly BuildRange[] {
  const prefixes = [...weights.keys()].sort((a, b) => (a < b ? -1 : 1));
  const ranges: BuildRange[] = [];
  let from: string | null = null;
  let rows = 0;
  for (const prefix of prefixes) {
    const weight = weights.get(prefix) ?? 0;
    if (rows > 0 && rows + weight > most) {
      ranges.push({ from, to: prefix });
      from = prefix;
      rows = 0;
    }
    rows += weight;
  }
  ranges.push({ from, to: null });
  return ranges;
}

/** The SQL condition that an application number is in the range; the last range holds those without one. */
export function inRange(range: BuildRange, column: string): string {
  const parts: string[] = [];
  if (range.from !== null) parts.push(`${column} >= '${range.from.replaceAll("'", "''")}'`);
  if (range.to !== null) parts.push(`${column} < '${range.to.replaceAll("'", "''")}'`);
  if (parts.length === 0) return "true";
  return range.to === null ? `(${parts.join(" and ")} or ${column} is null)` : parts.join(" and ");
}

function hasApplication(table: Table): boolean {
  return table.columns.some((column) => column.name === "application_number");
}
