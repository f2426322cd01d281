import {
  type ColumnType,
  columnOf,
  type Deriving,
  hasColumn,
  isNestedTable,
  type StagedBucket,
  type Table,
} from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { bulkSource, partitionOfBulk } from "./bulkRows.js";
import type { BuildInput, BulkInput, TableFamily } from "./input.js";
import { stagedSources } from "./stagedRecords.js";

type Key = string | number;

/** Values of the partition from `from` (inclusive) to `to` (exclusive), texts compared as such; null is open. */
export interface BuildRange {
  readonly from: Key | null;
  readonly to: Key | null;
}

const WHOLE: BuildRange = { from: null, to: null };

/** Rows of one range, of all tables of a family together: two ranges fit in memory beside a sort and a join. */
const RANGE_ROWS = 2_000_000;
/** A nested row, with its object, takes the room of so many others. */
const ROWS_OF_A_NESTED_ONE = 200;
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

/** Ranges of the partition in which the rows of a family are built. */
export async function rangesOf(
  connection: DuckDBConnection,
  input: BuildInput,
  family: TableFamily,
  previousTables: ReadonlySet<string>,
  cutting: Cutting | null,
): Promise<readonly BuildRange[]> {
  const most = input.rangeRows ?? RANGE_ROWS;
  const tables = cutting === null ? [] : family.tables.filter(cutting.isCut);
  if (cutting === null || (await isAtMost(most, connection, input, tables, previousTables))) return [WHOLE];
  return cutRanges(
    await stretchWeights(connection, input, { ...family, tables }, previousTables, cutting.type, most),
    most,
  );
}

function weightOf(table: Table): number {
  return isNestedTable(table) ? ROWS_OF_A_NESTED_ONE : 1;
}

/** Whether all rows of tables, stored and staged, are so few. */
async function isAtMost(
  most: number,
  connection: DuckDBConnection,
  { bulk, catalog }: BuildInput,
  tables: readonly Table[],
  previousTables: ReadonlySet<string>,
): Promise<boolean> {
  let rows = 0;
  for (const table of tables) {
    const { name } = table;
    const weight = weightOf(table);
    for (const { buckets } of bulk.filter((each) => each.table === name))
      for (const bucket of buckets) rows += weight * bucket.rows;
    for (const staged of catalog.filter((each) => each.table === name)) rows += weight * staged.rows;
    if (!previousTables.has(name)) continue;
    const found = await connection.runAndReadAll(`select count(*) from prev.${quoted(name)}`);
    rows += weight * Number(found.getRows()[0]![0]);
  }
  return rows <= most;
}

/** The weight of the rows that each stretch of the partition has, stored and staged, over tables that are cut. */
async function stretchWeights(
  connection: DuckDBConnection,
  input: BuildInput,
  { tables, deriving }: TableFamily,
  previousTables: ReadonlySet<string>,
  type: Cutting["type"],
  most: number,
): Promise<ReadonlyMap<Key, number>> {
  const weights = new Map<Key, number>();
  const add = (key: Key, rows: number) => weights.set(key, (weights.get(key) ?? 0) + rows);
  const keys: string[] = [];
  for (const table of tables) {
    const weight = weightOf(table);
    const read = (key: string, from: string) =>
      keys.push(`select ${key} as key, ${weight} as weight from ${from}`);
    const partition = quoted(table.roles.partition!);
    if (previousTables.has(table.name)) read(partition, `prev.${quoted(table.name)}`);
    const { stretches, others } = stagedOf(input, table, deriving, most);
    for (const [begin, rows] of stretches) add(begin, weight * rows);
    for (const [key, from] of others) read(key, from);
  }
  if (keys.length === 0) return weights;
  const found = await connection.runAndReadAll(stretchesSql(keys.join(" union all "), type));
  for (const [key, rows] of found.getRows()) add(type === "text" ? String(key) : Number(key), Number(rows));
  return weights;
}

/**
 * The staged rows of a table: by where their bucket begins, how many are in it; of the others, their key and where they are
 * selected from, in SQL.
 */
function stagedOf(input: BuildInput, table: Table, deriving: Deriving | undefined, most: number) {
  const stretches: (readonly [begin: Key, rows: number])[] = [];
  const others: (readonly [key: string, from: string])[] = [];
  const isCounted = ({ rows }: StagedBucket, stretch: StagedBucket["holds"]): boolean => {
    const begin = beginOf(stretch, rows > most);
    if (begin !== null) stretches.push([begin, rows]);
    return begin !== null;
  };
  for (const rows of stagedSources(input, table, (bucket) => !isCounted(bucket, bucket.holds)))
    others.push([quoted(table.roles.partition!), rows]);
  for (const bulk of input.bulk.filter((each) => each.table === table.name)) {
    const looked = bulk.buckets.filter((bucket) => !isCounted(bucket, keysHeld(bulk, table, bucket)));
    const key = partitionOfBulk(bulk, table, deriving);
    if (looked.length === 0 || key === null) continue;
    others.push([
      key,
      bulkSource(
        bulk,
        looked.map(({ path }) => path),
      ),
    ]);
  }
  return { stretches, others };
}

/** Where a bucket stands for its rows; null where they have to be looked at, because it may be anywhere or is to be cut. */
function beginOf(stretch: StagedBucket["holds"], isLarge: boolean): Key | null {
  if (stretch === null) return null;
  if ("prefix" in stretch) return stretch.prefix;
  return isLarge ? null : stretch.from;
}

/** Weighs keys by where they begin. */
function stretchesSql(keys: string, type: Cutting["type"]): string {
  const all = `(${keys}) where key is not null`;
  if (type === "text") return `select left(key, ${LEADING}), sum(weight) from ${all} group by 1`;
  return `with keys as (select key, weight from ${all}),
    stretch as (select greatest(1, (max(key) - min(key)) // ${STEPS}) as width from keys)
    select (key // width) * width as step, sum(weight) from keys, stretch group by step`;
}

/** Which stretch of the partition the rows of a bucket are in; null where that is not known. */
export function keysHeld(
  { bucketedBy }: BulkInput,
  { roles }: Table,
  { holds }: StagedBucket,
): StagedBucket["holds"] {
  return bucketedBy === roles.partition ? holds : null;
}

/** Cuts the partition into ranges of about equal size; together they cover everything. */
function cutRanges(weights: ReadonlyMap<Key, number>, most: number): readonly BuildRange[] {
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
