import { closeSync, fstatSync, openSync, readSync, writeFileSync, writeSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { columnOf, hasColumn, isFullText, type Table } from "../../catalog/index.js";
import { type Ask, tableNames } from "../duckdb/ask.js";
import { literal, quoted } from "../duckdb/sql.js";
import {
  BLOCK_BYTES,
  type BlockIndex,
  DOCUMENTS_FILE,
  INDEX_FILE,
  keyFile,
  LOOKUP_FORM,
  type LookupIndex,
  spanOf,
  type TableIndex,
} from "../engines/lookup/lookupFile.js";
import { dictionaryOf, type ObjectsIndex, packed } from "../engines/lookup/objects.js";
import {
  formatOf,
  isOfObject,
  lineField,
  MISSING,
  NO_KEY,
  partitionFieldSql,
  SEPARATOR,
  type WrittenColumn,
} from "../engines/lookup/rowFormat.js";
import type { Cell } from "../row.js";
import type { KnownOfTables } from "./input.js";
import { settled } from "./settled.js";

const NOTHING_KNOWN: KnownOfTables = { isPlain: false, followed: new Map() };

/**
 * Writes the lookup files of a snapshot's structured tables into a folder: every row again, as lines sorted by
 * the table's partition, so that all rows of one application, say, are read without the engine. About a microsecond of
 * processor time and 150 bytes of disk for each row.
 */
export async function buildLookup(
  ask: Ask,
  folder: string,
  all: readonly Table[],
  known: KnownOfTables = NOTHING_KNOWN,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const present = await tableNames(ask);
  const tables = all.filter((table) => present.has(table.name) && isLookedUp(table));
  const formats = new Map<string, TableIndex>();
  const isEmpty = ({ name }: Table) => known.empty?.has(name) ?? false;
  for (const table of tables) {
    const path = join(folder, table.name);
    formats.set(
      table.name,
      isEmpty(table) ? writeNoRows(table, path) : await writeRows(ask, table, path, known),
    );
  }
  const documents = await writeDocuments(
    ask,
    tables.filter((table) => !isEmpty(table)),
    join(folder, DOCUMENTS_FILE),
  );
  const index: LookupIndex = { form: LOOKUP_FORM, tables: Object.fromEntries(formats), documents };
  await writeFile(join(folder, INDEX_FILE), JSON.stringify(index));
}

/** Tables that are sorted by a text or a whole number and whose rows are short; texts have an engine of their own. */
function isLookedUp(table: Table): boolean {
  const { partition } = table.roles;
  return (
    partition !== undefined &&
    table.order[0] === partition &&
    /^(?:text|integer)$/.test(columnOf(table, partition).type) &&
    !isFullText(table) &&
    // What a load made of an object by other rules than its leaves' is not read from it again.
    !table.columns.some((column) => isOfObject(column, table) && column.type === "text" && column.digits)
  );
}

async function writeRows(ask: Ask, table: Table, path: string, known: KnownOfTables): Promise<TableIndex> {
  const constants = await findConstants(ask, table);
  const format = formatOf(table, {
    constants,
    jsonColumns: known.isPlain ? new Set() : await findJsonColumns(ask, table, constants),
    followed: known.followed.get(table.name) ?? new Set(),
    packed: (await holdsPackedFlags(ask, table)) ? table.hints!.packing!.flags!.names : [],
  });
  const fields = [
    `coalesce(${partitionFieldSql(table)}, ${literal(NO_KEY)})`,
    // The number of the line, which in a base is the row's position, too.
    "rowid",
    ...format.flags.map((names) => flagGroup(names, table)),
    ...format.columns.slice(0, format.written).map((column) => written(table, column)),
  ];
  await writeLines(
    ask,
    `SELECT concat(${fields.join(`, ${literal(SEPARATOR)}, `)}) AS line FROM ${quoted(table.name)}`,
    path,
  );
  const blocks = indexBlocks(path, true);
  const keys: Record<string, BlockIndex> = {};
  for (const column of table.hints?.keys ?? [])
    keys[column] = await writeKeys(ask, table, column, join(dirname(path), keyFile(table.name, column)));
  const { received } = table.roles;
  return {
    format,
    blocks,
    ...(table.hints?.keys ? { keys } : {}),
    ...(received === undefined
      ? {}
      : { objects: await writeObjects(ask, table, join(dirname(path), keyFile(table.name, received))) }),
  };
}

/** The files of a table without rows: their first line alone, of which the engine need not be asked. */
function writeNoRows(table: Table, path: string): TableIndex {
  const { hints, roles } = table;
  const none = (at: string, hasPositions: boolean) => {
    writeFileSync(at, HEADER);
    return indexBlocks(at, hasPositions);
  };
  const beside = (column: string) => join(dirname(path), keyFile(table.name, column));
  const keys = (hints?.keys ?? []).map((column) => [column, none(beside(column), false)] as const);
  const constants = Object.fromEntries((hints?.steady ?? []).map((column) => [column, null]));
  const { received } = roles;
  if (received !== undefined) writeFileSync(beside(received), Buffer.alloc(8));
  return {
    format: formatOf(table, { constants, jsonColumns: new Set() }),
    blocks: none(path, true),
    ...(hints?.keys ? { keys: Object.fromEntries(keys) } : {}),
    ...(received === undefined ? {} : { objects: { rows: 0, places: 0, dictionary: "" } }),
  };
}

/** Objects that are in memory at once. */
const OBJECTS_AT_ONCE = 512;
/** Of so many objects the others are packed behind what they have in common. */
const OBJECTS_IN_COMMON = 4;

/** Packs the object of each row, in the declared order, with the place of each behind them: some are packed while the next are read. */
async function writeObjects(ask: Ask, { name, roles }: Table, path: string): Promise<ObjectsIndex> {
  const received = quoted(roles.received!);
  const [[rows]] = (await ask(`SELECT count(*)::DOUBLE FROM ${quoted(name)}`)) as [[number]];
  const objectsFrom = async (row: number) => {
    if (row >= rows) return [];
    const found = await ask(
      `SELECT coalesce(${received}, '{}') FROM ${quoted(name)} WHERE rowid >= ${row} AND rowid < ${row + OBJECTS_AT_ONCE} ORDER BY rowid`,
    );
    return found.map(([object]) => String(object));
  };
  const places = new Float64Array(rows + 1);
  const file = openSync(path, "w");
  try {
    let objects: readonly string[] = await objectsFrom(0);
    const dictionary = dictionaryOf(objects.slice(0, OBJECTS_IN_COMMON));
    let row = 0;
    let end = 0;
    while (objects.length > 0) {
      const next = row + objects.length;
      // Whichever fails, the other has ended before the file and the engine are closed.
      const [bytes, coming] = await settled(packed(objects, dictionary), objectsFrom(next));
      for (const each of bytes) {
        places[row++] = end;
        end += each.length;
      }
      writeSync(file, Buffer.concat(bytes));
      objects = coming;
    }
    places[rows] = end;
    writeSync(file, Buffer.from(places.buffer));
    return { rows, places: end, dictionary: dictionary.toString("base64") };
  } finally {
    closeSync(file);
  }
}

function written({ hints }: Table, column: WrittenColumn): string {
  const { name, isJson, from } = column;
  if (from === null) return lineField(column);
  const text = isJson ? `to_json(${quoted(name)})::VARCHAR` : `${quoted(name)}::VARCHAR`;
  const usual = hints!.usual!.find((each) => each.column === name)!;
  return `CASE WHEN ${quoted(name)} IS DISTINCT FROM (${usual.sql}) THEN ${orMissing(text)} ELSE '' END`;
}

async function holdsPackedFlags(ask: Ask, { name, hints }: Table): Promise<boolean> {
  const flags = hints?.packing?.flags;
  if (!flags) return false;
  const found = await ask(
    `SELECT 1 FROM pragma_table_info(${literal(name)}) WHERE name = ${literal(flags.column)}`,
  );
  return found.length > 0;
}

/** Flags as integers of two bits each: 0, 1, or 2 for missing. */
function flagGroup(names: readonly string[], { hints }: Table): string {
  const packed = hints?.packing?.flags;
  if (names === packed?.names) return `coalesce(${quoted(packed.column)}::VARCHAR, '')`;
  return `(${names.map((name, place) => `(coalesce(${quoted(name)}::INTEGER, 2) << ${2 * place})`).join(" | ")})`;
}

/** Values of the columns that are the same in every row. */
async function findConstants(ask: Ask, table: Table): Promise<Readonly<Record<string, Cell>>> {
  const columns = table.columns.filter(({ name }) => table.hints?.steady?.includes(name));
  const measures = columns.flatMap(({ name }) => [
    `min(${quoted(name)})`,
    `min(${quoted(name)}) = max(${quoted(name)})`,
    `count(${quoted(name)})`,
  ]);
  const [answers] = await ask(`SELECT ${["count(*)", ...measures].join(", ")} FROM ${quoted(table.name)}`);
  const rows = Number(answers![0]);
  const constants: Record<string, Cell> = {};
  for (const [at, { name, type }] of columns.entries()) {
    const [value, isSame, count] = answers!.slice(1 + 3 * at);
    if (Number(count) === 0) constants[name] = null;
    else if (isSame && Number(count) === rows) constants[name] = constantOf(value!, type);
  }
  return constants;
}

function constantOf(value: Cell, type: string): Cell {
  if (type === "integer") return Number(value);
  return type === "timestamp" ? String(value).replace(" ", "T") : value;
}

/** Text columns of which some value would break a line or read like a missing one. */
async function findJsonColumns(
  ask: Ask,
  table: Table,
  constants: Readonly<Record<string, Cell>>,
): Promise<ReadonlySet<string>> {
  const texts = table.columns.filter(
    (column) =>
      !(column.name in constants) &&
      !column.isList &&
      (column.type === "text" || column.type === "fulltext" || column.type === "json") &&
      !isOfObject(column, table),
  );
  const measures = texts.map(
    ({ name }) =>
      `bool_or(contains(${quoted(name)}, chr(10)) OR ${quoted(name)} IN ('', ${literal(MISSING)}))`,
  );
  if (texts.length === 0) return new Set();
  const [answers] = await ask(`SELECT ${measures.join(", ")} FROM ${quoted(table.name)}`);
  return new Set(texts.filter((_, at) => answers![at] === true).map(({ name }) => name));
}

/** Each document with the partitions it stands in, over all tables. */
async function writeDocuments(ask: Ask, tables: readonly Table[], path: string): Promise<BlockIndex> {
  const selects = tables
    .filter((table) => hasColumn(table, table.roles.document))
    .map((table) => keysOf(table, table.roles.document!, quoted(table.roles.document!)));
  return writeKeyLines(ask, selects.length === 0 ? [NO_KEYS] : selects, path);
}

/** Each value of a column with the partitions it stands in; of a list, each of its elements. */
function writeKeys(ask: Ask, table: Table, column: string, path: string): Promise<BlockIndex> {
  const { isList } = columnOf(table, column);
  const value = isList ? `unnest(${quoted(column)})::VARCHAR` : `${quoted(column)}::VARCHAR`;
  return writeKeyLines(ask, [keysOf(table, column, value)], path);
}

const NO_KEYS = "SELECT NULL::VARCHAR AS key, NULL::VARCHAR AS part WHERE FALSE";

function keysOf({ name, roles }: Table, column: string, value: string): string {
  return `SELECT DISTINCT ${value} AS key, ${quoted(roles.partition!)}::VARCHAR AS part FROM ${quoted(name)}
    WHERE ${quoted(column)} IS NOT NULL`;
}

async function writeKeyLines(ask: Ask, selects: readonly string[], path: string): Promise<BlockIndex> {
  const line = `key || ${literal(SEPARATOR)} || coalesce(part, ${literal(NO_KEY)})`;
  await writeLines(
    ask,
    `SELECT ${line} AS line FROM (${selects.join(" UNION ")}) WHERE NOT contains(key, chr(10)) ORDER BY key, part`,
    path,
  );
  return indexBlocks(path, false);
}

/** What the engine writes above the lines. */
const HEADER = "line\n";

/** The first line is a header, so that every other line stands behind a line break. */
async function writeLines(ask: Ask, lines: string, path: string): Promise<void> {
  await ask(
    `COPY (${lines}) TO ${literal(path)} (FORMAT csv, HEADER true, QUOTE '', ESCAPE '', DELIMITER '')`,
  );
}

function orMissing(text: string): string {
  return `coalesce(${text}, ${literal(MISSING)})`;
}

/** Finds the first line of each block of a sorted file; lines of rows say their position in their second field. */
function indexBlocks(path: string, hasPositions: boolean): BlockIndex {
  const offsets: number[] = [];
  const keys: string[] = [];
  const positions: number[] = [];
  // Hundreds of thousands of small readings: waiting for each would cost ten times as much as reading.
  const file = openSync(path, "r");
  try {
    const end = fstatSync(file).size;
    for (let at = 0; at < end; ) {
      const line = firstLine(file, at, end);
      if (line === null) break;
      offsets.push(line.offset);
      keys.push(line.key);
      positions.push(Number(line.second));
      at = Math.max(at + BLOCK_BYTES, line.offset);
    }
    const blocks = { offsets, keys, ...(hasPositions ? { positions } : {}), end };
    return { ...blocks, sums: sumsOf(file, blocks) };
  } finally {
    closeSync(file);
  }
}

/** What each block is read again with, to see that it is what was written. */
function sumsOf(file: number, blocks: BlockIndex): readonly number[] {
  let buffer = Buffer.allocUnsafeSlow(2 * BLOCK_BYTES);
  return blocks.offsets.map((_, block) => {
    const { from, length } = spanOf(blocks, block);
    if (buffer.length < length) buffer = Buffer.allocUnsafeSlow(length);
    return crc32(buffer.subarray(0, readSync(file, buffer, 0, length, from)));
  });
}

let readBuffer = Buffer.allocUnsafeSlow(1024);

/** The first line that begins behind a place, with its first two fields. */
function firstLine(
  file: number,
  from: number,
  end: number,
): { offset: number; key: string; second: string } | null {
  for (;;) {
    const bytesRead = readSync(file, readBuffer, 0, readBuffer.length, from);
    const text = readBuffer.subarray(0, bytesRead);
    const lineBreak = text.indexOf(10);
    const lineEnd = lineBreak < 0 ? -1 : text.indexOf(10, lineBreak + 1);
    if (lineEnd >= 0) {
      const line = text.toString("utf8", lineBreak + 1, lineEnd);
      const [key = "", second = ""] = line.split(SEPARATOR, 2);
      return { offset: from + lineBreak + 1, key, second };
    }
    if (from + bytesRead >= end) return null;
    readBuffer = Buffer.allocUnsafeSlow(readBuffer.length * 4);
  }
}
