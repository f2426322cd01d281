import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Table } from "../../catalog/index.js";
import { TABLES } from "../../installation.js";
import { type Ask, tableNames } from "../duckdb/ask.js";
import { literal } from "../duckdb/sql.js";
import {
  BLOCK_BYTES,
  type BlockIndex,
  DOCUMENTS_FILE,
  INDEX_FILE,
  LOOKUP_FORM,
  type LookupIndex,
} from "../engines/lookup/lookupFile.js";
import {
  formatOf,
  MISSING,
  NO_APPLICATION,
  type RowFormat,
  SEPARATOR,
  type WrittenColumn,
} from "../engines/lookup/rowFormat.js";
import { USUAL } from "../engines/lookup/usual.js";
import type { Cell } from "../row.js";
import type { KnownOfTables } from "./input.js";
import { ACTION_FLAGS, PACKED_FLAGS } from "./packed.js";

const NOTHING_KNOWN: KnownOfTables = { isPlain: false, followed: new Map() };

/** Columns that often hold one value throughout a table; they are then kept once. */
const OFTEN_CONSTANT = [
  "source",
  "is_preferred",
  "source_file",
  "span_start",
  "span_end",
  "verbatim",
  "created_by",
  "created_at",
  "is_duplicate",
];

/**
 * Writes the lookup files of a snapshot's structured tables into a folder: every row again, as lines sorted by
 * application number, so that all rows of one application are read without the engine. About a microsecond of
 * processor time and 150 bytes of disk for each row.
 */
export async function buildLookup(
  ask: Ask,
  folder: string,
  known: KnownOfTables = NOTHING_KNOWN,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const present = await tableNames(ask);
  const tables = TABLES.filter((table) => present.includes(table.name) && isLookedUp(table));
  const formats = new Map<string, { format: RowFormat; blocks: BlockIndex }>();
  for (const table of tables)
    formats.set(table.name, await writeRows(ask, table, join(folder, table.name), known));
  const documents = await writeDocuments(ask, tables, join(folder, DOCUMENTS_FILE));
  const index: LookupIndex = { form: LOOKUP_FORM, tables: Object.fromEntries(formats), documents };
  await writeFile(join(folder, INDEX_FILE), JSON.stringify(index));
}

/** Tables with an application number whose rows are short; texts have an engine of their own. */
function isLookedUp({ columns }: Table): boolean {
  return (
    columns.some(({ name }) => name === "application_number") &&
    columns.every(({ type }) => type !== "fulltext")
  );
}

async function writeRows(
  ask: Ask,
  table: Table,
  path: string,
  known: KnownOfTables,
): Promise<{ format: RowFormat; blocks: BlockIndex }> {
  const constants = await findConstants(ask, table);
  const format = formatOf(table, {
    constants,
    jsonColumns: known.isPlain ? new Set() : await findJsonColumns(ask, table, constants),
    followed: known.followed.get(table.name) ?? new Set(),
    packed: (await holdsPackedFlags(ask, table)) ? ACTION_FLAGS : [],
  });
  const fields = [
    `coalesce(application_number, ${literal(NO_APPLICATION)})`,
    "position",
    ...format.flags.map(flagGroup),
    ...format.columns.slice(0, format.written).map((column) => written(table, column)),
  ];
  await writeLines(
    ask,
    `SELECT concat(${fields.join(`, ${literal(SEPARATOR)}, `)}) AS line FROM ${table.name}`,
    path,
  );
  return { format, blocks: indexBlocks(path, true) };
}

function written({ name: table }: Table, { name, type, isJson, from }: WrittenColumn): string {
  if (type === "integers") return orMissing(`array_to_string(${name}, ' ')`);
  const text = isJson ? `to_json(${name})::VARCHAR` : `${name}::VARCHAR`;
  if (from === null) return `coalesce(${text}, '')`;
  const usual = USUAL[table]!.find(({ column }) => column === name)!;
  return `CASE WHEN ${name} IS DISTINCT FROM (${usual.sql}) THEN ${orMissing(text)} ELSE '' END`;
}

async function holdsPackedFlags(ask: Ask, table: Table): Promise<boolean> {
  const found = await ask(
    `SELECT 1 FROM duckdb_columns() WHERE database_name = current_database() AND table_name = ${literal(table.name)} AND column_name = ${literal(PACKED_FLAGS)}`,
  );
  return found.length > 0;
}

/** Flags as integers of two bits each: 0, 1, or 2 for missing. */
function flagGroup(names: readonly string[]): string {
  if (names === ACTION_FLAGS) return `coalesce(${PACKED_FLAGS}::VARCHAR, '')`;
  return `(${names.map((name, place) => `(coalesce(${name}::INTEGER, 2) << ${2 * place})`).join(" | ")})`;
}

/** Values of the columns that are the same in every row. */
async function findConstants(ask: Ask, table: Table): Promise<Readonly<Record<string, Cell>>> {
  const columns = table.columns.filter(({ name }) => OFTEN_CONSTANT.includes(name));
  const measures = columns.flatMap(({ name }) => [
    `min(${name})`,
    `min(${name}) = max(${name})`,
    `count(${name})`,
  ]);
  const [answers] = await ask(`SELECT count(*), ${measures.join(", ")} FROM ${table.name}`);
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
    ({ name, type }) => !(name in constants) && (type === "text" || type === "fulltext" || type === "json"),
  );
  const measures = texts.map(
    ({ name }) => `bool_or(contains(${name}, chr(10)) OR ${name} IN ('', ${literal(MISSING)}))`,
  );
  const [answers] = await ask(`SELECT ${measures.join(", ")} FROM ${table.name}`);
  return new Set(texts.filter((_, at) => answers![at] === true).map(({ name }) => name));
}

/** Each document id with the applications it stands with, over all tables. */
async function writeDocuments(ask: Ask, tables: readonly Table[], path: string): Promise<BlockIndex> {
  const selects = tables
    .filter(({ columns }) => columns.some(({ name }) => name === "document_id"))
    .map(
      ({ name }) =>
        `SELECT DISTINCT document_id, application_number FROM ${name}
         WHERE document_id IS NOT NULL AND NOT contains(document_id, chr(10))`,
    );
  const line = `document_id || ${literal(SEPARATOR)} || coalesce(application_number, ${literal(NO_APPLICATION)})`;
  await writeLines(
    ask,
    `SELECT ${line} AS line FROM (${selects.join(" UNION ")}) ORDER BY document_id, application_number`,
    path,
  );
  return indexBlocks(path, false);
}

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
    return { offsets, keys, ...(hasPositions ? { positions } : {}), end };
  } finally {
    closeSync(file);
  }
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
