import {
  type AloneRows,
  type Column,
  type Deriving,
  HOUSE,
  hasColumn,
  type Table,
} from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";
import { aloneRows, rowsOfBulk, shortOf } from "./bulkRows.js";
import type { BuildInput } from "./input.js";
import { type BuildRange, type Cutting, inRange, isOfKey } from "./ranges.js";
import { readingsOf } from "./readings.js";

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
 * the rows when they all come from one bulk file; null when there are others, or none.
 */
export async function collectOwnRows(
  connection: DuckDBConnection,
  given: RangeInput,
  table: Table,
): Promise<AloneRows | null> {
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
    return null;
  }
  // A load of one bulk file stays narrow; beside other rows every column must be there.
  if (read.length > 0 && !isAlone) parts.push(emptyRows(table));
  await connection.run(`create temp table ${own} as ${parts.join("\nunion all by name\n")}`);
  if (read.length > 0 && hasColumn(table, HOUSE.record)) {
    await numberRepeats(connection, own, table);
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
        .filter(({ prefix }) => !isOfKey(bulk, table, prefix) || isPrefixIn(prefix, given, table))
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
  const select = (has: (column: Column) => boolean) =>
    table.columns
      .map((column) => {
        const { name } = column;
        const reading = readings.get(name);
        if (reading) return `${reading.plain(reading.from)} as ${quoted(name)}`;
        return has(column) ? quoted(name) : `null::${columnSqlType(column)} as ${quoted(name)}`;
      })
      .join(", ");
  const where = conditionOf(given, table, quoted(table.roles.partition ?? ""));
  const parts: string[] = [];
  if (input.catalog.some((each) => each.table === table.name))
    parts.push(`select ${select(() => true)} from ${quoted(`staged_${table.name}`)} where ${where}`);
  const before = previous.get(table.name);
  const { document } = table.roles;
  const left = document !== undefined && before?.has(document) ? (input.without ?? []) : [];
  const isLeft =
    left.length > 0 ? ` and coalesce(${quoted(document!)}, '') not in (${left.map(literal).join(", ")})` : "";
  const isGiven = deriving?.tables[table.name]?.given;
  if (before)
    parts.push(
      `select ${select(({ name }) => before.has(name))} from prev.${quoted(table.name)} where ${where}${isLeft}${isGiven ? ` and ${isGiven}` : ""}`,
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

function isPrefixIn(prefix: string, { range, cutting }: RangeInput, table: Table): boolean {
  if (cutting?.type !== "text" || !cutting.isCut(table)) return true;
  return (range.from === null || prefix >= range.from) && (range.to === null || prefix < range.to);
}

function emptyRows(table: Table): string {
  const columns = table.columns.map((column) => `null::${columnSqlType(column)} as ${quoted(column.name)}`);
  return `select ${columns.join(", ")} where false`;
}

/**
 * The same record (source and id) once: the one made later at its source, then one that any order of loading
 * would choose; its place is the first in file and row order.
 */
async function keepEachOnce(
  connection: DuckDBConnection,
  own: string,
  table: Table,
  deriving: Deriving | undefined,
): Promise<void> {
  const present = await columnNames(connection, `own_${table.name}`);
  if (!present.has(HOUSE.record)) return;
  // Left out where every row is of the same source, or of the same file.
  const key = present.has(HOUSE.source) ? `${HOUSE.source}, ${HOUSE.record}` : HOUSE.record;
  const found = await connection.runAndReadAll(
    `select count(*) from (select 1 from ${own} group by ${key} having count(*) > 1)`,
  );
  if (found.getRows()[0]?.[0] === 0n) return;
  const { stamp, preferred } = table.roles;
  const derived = new Set<string | undefined>([
    HOUSE.file,
    HOUSE.row,
    preferred,
    ...(deriving?.tables[table.name]?.derived ?? []),
  ]);
  const content = table.columns
    .filter(({ name }) => !derived.has(name))
    .map((column) => receivedText(column, table, deriving, present));
  const later = stamp !== undefined && present.has(stamp) ? `${quoted(stamp)} desc nulls last,` : "";
  const place = [HOUSE.file, HOUSE.row].map((name) => (present.has(name) ? `, ${name}` : "")).join("");
  await connection.run(`create temp table once as select * from ${own}
    qualify row_number() over (partition by ${key} order by ${later} md5(concat_ws(chr(31), ${content.join(", ")}))${place}) = 1`);
  await connection.run(`drop table ${own}`);
  await connection.run(`alter table once rename to ${own}`);
}

/**
 * A column as it was received, so that a row just read and the same row out of the previous snapshot, where
 * more is filled in, count as one.
 */
function receivedText(
  { name }: Column,
  table: Table,
  deriving: Deriving | undefined,
  present: ReadonlySet<string>,
): string {
  if (!present.has(name)) return "''";
  const text = `coalesce(${quoted(name)}::varchar, '')`;
  const filled = deriving?.tables[table.name]?.filled;
  if (!filled?.columns.includes(name)) return text;
  if (!present.has(HOUSE.source)) return "''";
  return `case when ${HOUSE.source} in (${filled.ownFrom.map(literal).join(", ")}) then ${text} else '' end`;
}

async function columnNames(connection: DuckDBConnection, table: string): Promise<ReadonlySet<string>> {
  const found = await connection.runAndReadAll(
    `select column_name from duckdb_columns() where table_name = ${literal(table)} and database_name = 'temp'`,
  );
  return new Set(found.getRows().map(([name]) => String(name)));
}

/**
 * Identical rows of one file get ids of their own: the content's hash for the first, the hash and a number for
 * the others. Most tables have few of them, so they are looked for first.
 */
async function numberRepeats(connection: DuckDBConnection, own: string, table: Table): Promise<void> {
  const present = await columnNames(connection, `own_${table.name}`);
  const places = [HOUSE.file, HOUSE.row].filter((name) => present.has(name)).map((name) => `o.${name}`);
  const place = [...places, "o.rowid"].join(", ");
  const id = HOUSE.record;
  // Numbers are grouped in half the time of texts; what only their hashes share is told apart below.
  await connection.run(`create temp table repeats as
    select repeat_group, ${id} from ${own} where repeat_group is not null and hash(${id}) in (
      select hash(${id}) from ${own} where repeat_group is not null group by repeat_group, hash(${id}) having count(*) > 1)
    group by all having count(*) > 1`);
  await connection.run(`update ${own} set ${id} = md5(concat(n.${id}, '#', n.nth))
    from (select o.rowid as place, o.${id},
            row_number() over (partition by o.repeat_group, o.${id} order by ${place}) as nth
          from ${own} o semi join repeats using (repeat_group, ${id})) n
    where ${own}.rowid = n.place and n.nth > 1`);
  await connection.run("drop table repeats");
}
