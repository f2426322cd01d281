import {
  type AloneRows,
  type Column,
  type Deriving,
  HOUSE,
  hasColumn,
  isNestedTable,
  type StagedBucket,
  type Table,
} from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";
import { broughtSql, ifBrought } from "./brought.js";
import { aloneRows, rowsOfBulk, shortOf } from "./bulkRows.js";
import type { BuildInput } from "./input.js";
import { readColumns } from "./parts.js";
import { type BuildRange, type Cutting, inRange, keysHeld } from "./ranges.js";
import { readingsOf } from "./readings.js";
import { keepEachOnce, numberRepeats } from "./sameRecords.js";
import { stagedSources } from "./stagedRecords.js";

/** What a range is built of: a part of the data of one family. */
export interface RangeInput {
  readonly input: BuildInput;
  readonly range: BuildRange;
  readonly cutting: Cutting | null;
  readonly deriving: Deriving | undefined;
  /** By table of the snapshot before, its columns. */
  readonly previous: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The temporary table of a table's rows as they were read. */
export function ownTable({ name }: Table): string {
  return quoted(`own_${name}`);
}

/**
 * Makes `own_<table>`: what was read, with the columns that a load derives still empty. Returns what is known of
 * the rows when they all come from one bulk file, and null when there are others; `none` when nothing brings any.
 */
export async function collectOwnRows(
  connection: DuckDBConnection,
  given: RangeInput,
  table: Table,
): Promise<AloneRows | "none" | null> {
  const { input, deriving, previous } = given;
  const bulk = input.bulk.filter((each) => each.table === table.name);
  const hasCatalog = input.catalog.some((each) => each.table === table.name);
  const hasPrevious = previous.has(table.name);
  const isAlone = bulk.length === 1 && !hasCatalog && !hasPrevious;
  const alone = isAlone ? aloneRows(bulk[0]!, table, deriving, input.files) : null;
  const read = bulkParts(given, table, alone);
  const parts = [...read, ...storedParts(given, table)];
  const own = ownTable(table);
  if (parts.length === 0) {
    await connection.run(`create temp table ${own} as ${emptyRows(table)}`);
    return "none";
  }
  // A load of one bulk file stays narrow; beside other rows every column must be there.
  if (read.length > 0 && !isAlone) parts.push(emptyRows(table));
  // A nested row is long, and read twice for less than it is moved.
  const isView = isNestedTable(table) && read.length === 0;
  const kind = isView ? "view" : "table";
  await connection.run(`create temp ${kind} ${own} as ${parts.join("\nunion all by name\n")}`);
  if (read.length > 0 && hasColumn(table, HOUSE.record)) {
    await numberRepeats(connection, own);
    await connection.run(`alter table ${own} drop column repeat_group`);
  }
  const groups = new Set(input.files.filter((file) => file.table === table.name).map((file) => file.group));
  if (hasCatalog || hasPrevious || groups.size > 1) await keepEachOnce(connection, own, table, deriving);
  return alone;
}

/** The staged rows of bulk files that are in the range. */
function bulkParts(given: RangeInput, table: Table, alone: AloneRows | null): string[] {
  const { input, deriving } = given;
  return input.bulk
    .filter((bulk) => bulk.table === table.name && isHere(given, table))
    .flatMap((bulk) => {
      const paths = bulk.buckets
        .filter((bucket) => mayBeIn(keysHeld(bulk, table, bucket), given, table))
        .map(({ path }) => path);
      const isInRange = (partition: string) => conditionOf(given, table, partition);
      const short = alone && shortOf(alone, table, deriving);
      const part = { bulk, table, deriving, files: input.files, paths, isInRange, short };
      return paths.length > 0 ? [rowsOfBulk(part)] : [];
    });
}

/** Rows that were staged record by record, and those of the snapshot before. */
function storedParts(given: RangeInput, table: Table): readonly string[] {
  const { input, deriving, previous } = given;
  if (!isHere(given, table)) return [];
  const readings = new Map(readingsOf(deriving, table).map((each) => [each.column, each]));
  const taken = deriving?.tables[table.name]?.taken;
  const select = (has: (column: Column) => boolean, knowsBrought: boolean) =>
    readColumns(table)
      .map((column) => {
        const { name } = column;
        const reading = readings.get(name);
        if (reading) return `${reading.plain(reading.from)} as ${quoted(name)}`;
        if (name === taken?.brought && !knowsBrought) return `${broughtSql(taken)} as ${quoted(name)}`;
        if (!has(column)) return `null::${columnSqlType(column)} as ${quoted(name)}`;
        const brought = taken && knowsBrought ? ifBrought(taken, name) : null;
        return brought === null ? quoted(name) : `${brought} as ${quoted(name)}`;
      })
      .join(", ");
  const where = conditionOf(given, table, quoted(table.roles.partition ?? ""));
  const parts: string[] = [];
  for (const rows of stagedSources(input, table, ({ holds }) => mayBeIn(holds, given, table)))
    parts.push(`select ${select(() => true, false)} from ${rows} where ${where}`);
  const before = previous.get(table.name);
  const { document } = table.roles;
  const left = document !== undefined && before?.has(document) ? (input.without ?? []) : [];
  const isLeft =
    left.length > 0 ? ` and coalesce(${quoted(document!)}, '') not in (${left.map(literal).join(", ")})` : "";
  const isGiven = deriving?.tables[table.name]?.given;
  if (before)
    parts.push(
      `select ${select(({ name }) => before.has(name), taken !== undefined && before.has(taken.brought))} from prev.${quoted(table.name)} where ${where}${isLeft}${isGiven ? ` and ${isGiven}` : ""}`,
    );
  return parts;
}

/** Tables that are not cut are built with the last range. */
function isHere({ range, cutting }: RangeInput, table: Table): boolean {
  return cutting?.isCut(table) ? true : range.to === null;
}

function conditionOf({ range, cutting }: RangeInput, table: Table, partition: string): string {
  return cutting?.isCut(table) ? inRange(range, partition) : "true";
}

/** Whether a bucket may hold rows of the range. */
function mayBeIn(
  stretch: StagedBucket["holds"],
  { range: { from, to }, cutting }: RangeInput,
  table: Table,
): boolean {
  if (stretch === null || !cutting?.isCut(table)) return true;
  if ("prefix" in stretch)
    return (from === null || stretch.prefix >= from) && (to === null || stretch.prefix < to);
  return (from === null || stretch.to > Number(from)) && (to === null || stretch.from < Number(to));
}

function emptyRows(table: Table): string {
  const columns = readColumns(table).map(
    (column) => `null::${columnSqlType(column)} as ${quoted(column.name)}`,
  );
  return `select ${columns.join(", ")} where false`;
}
