import { type ColumnType, columnOf, hasColumn, type Table } from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { bulkSource, partitionOfBulk } from "./bulkRows.js";
import type { BuildInput, BulkInput, TableFamily } from "./input.js";

type Key = string | number;

/** Values of the partition from `from` (inclusive) to `to` (exclusive), texts compared as such; null is open. */
export interface BuildRange {
  readonly from: Key | null;
  readonly to: Key | null;
}

/** Rows of one range, of all tables of a family together: two ranges fit in memory beside a sort and a join. */
const RANGE_ROWS = 2_000_000;
/** Texts are told apart by so many leading characters; numbers by so many equal steps. */
const LEADING = 4;
const STEPS = 1000;

/**
 * What the tables of a family are cut by: the type of their partition. Ranges are built one behind the other, so the
 * partition must lead the declared order. Tables that are not cut are built whole, with the last range.
 */
export interface Cutting {
  readonly type: "text" | "integer";
  isCut(table: Table): boolean;
}

export function cuttingOf(tables: readonly Table[]): Cutting | null {
  const leading = (table: Table): ColumnType | null => {
    const { partition } = table.roles;
    if (partition === undefined || table.order[0] !== partition || !hasColumn(table, partition)) return null;
    return columnOf(table, partition).type;
  };
  const type = tables.map(leading).find((each) => each === "text" || each === "integer");
  if (type !== "text" && type !== "integer") return null;
  return { type, isCut: (table) => leading(table) === type };
}

/** How many rows each stretch of the partition has, stored and staged, over all tables that are cut. */
export async function stretchWeights(
  connection: DuckDBConnection,
  input: BuildInput,
  { tables, deriving }: TableFamily,
  previousTables: ReadonlySet<string>,
  { type, isCut }: Cutting,
): Promise<ReadonlyMap<Key, number>> {
  const weights = new Map<Key, number>();
  const add = (key: Key, rows: number) => weights.set(key, (weights.get(key) ?? 0) + rows);
  const keys: string[] = [];
  const read = (key: string, from: string) => keys.push(`select ${key} as key from ${from}`);
  for (const table of tables.filter(isCut)) {
    const partition = quoted(table.roles.partition!);
    if (previousTables.has(table.name)) read(partition, `prev.${quoted(table.name)}`);
    if (input.catalog.some((each) => each.table === table.name))
      read(partition, quoted(`staged_${table.name}`));
    for (const bulk of input.bulk.filter((each) => each.table === table.name)) {
      const isKnown = ({ prefix }: { prefix: string }) => type === "text" && isOfKey(bulk, table, prefix);
      for (const { prefix, rows } of bulk.buckets.filter(isKnown)) add(prefix, rows);
      const others = bulk.buckets.filter((bucket) => !isKnown(bucket)).map(({ path }) => path);
      const key = partitionOfBulk(bulk, table, deriving);
      if (others.length > 0 && key !== null) read(key, bulkSource(bulk, others));
    }
  }
  if (keys.length === 0) return weights;
  const found = await connection.runAndReadAll(stretchesSql(keys.join(" union all "), type));
  for (const [key, rows] of found.getRows()) add(type === "text" ? String(key) : Number(key), Number(rows));
  return weights;
}

/** Counts keys by where they begin. */
function stretchesSql(keys: string, type: Cutting["type"]): string {
  const all = `(${keys}) where key is not null`;
  if (type === "text") return `select left(key, ${LEADING}), count(*) from ${all} group by 1`;
  return `with keys as (select key from ${all}),
    stretch as (select greatest(1, (max(key) - min(key)) // ${STEPS}) as width from keys)
    select (key // width) * width as step, count(*) from keys, stretch group by step`;
}

/** Whether all rows of a bucket have a partition that begins with its prefix. */
export function isOfKey(bulk: BulkInput, table: Table, prefix: string): boolean {
  return bulk.bucketedBy === table.roles.partition && /^\d{4}$/.test(prefix);
}

/** Cuts the partition into ranges of about equal size; together they cover everything. */
export function cutRanges(
  weights: ReadonlyMap<Key, number>,
  most: number = RANGE_ROWS,
): readonly BuildRange[] {
  const keys = [...weights.keys()].sort((a, b) => (a < b ? -1 : 1));
  const ranges: BuildRange[] = [];
  let from: Key | null = null;
  let rows = 0;
  for (const key of keys) {
    const weight = weights.get(key) ?? 0;
    if (rows > 0 && rows + weight > most) {
      ranges.push({ from, to: key });
      from = key;
      rows = 0;
    }
    rows += weight;
  }
  ranges.push({ from, to: null });
  return ranges;
}

/** The SQL condition that a value of the partition is in the range; the last range holds rows without one. */
export function inRange(range: BuildRange, column: string): string {
  const parts: string[] = [];
  if (range.from !== null) parts.push(`${column} >= ${keySql(range.from)}`);
  if (range.to !== null) parts.push(`${column} < ${keySql(range.to)}`);
  if (parts.length === 0) return "true";
  return range.to === null ? `(${parts.join(" and ")} or ${column} is null)` : parts.join(" and ");
}

function keySql(key: Key): string {
  return typeof key === "number" ? String(key) : literal(key);
}
