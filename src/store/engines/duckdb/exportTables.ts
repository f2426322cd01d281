import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type Column,
  FORMULA,
  hasColumn,
  isFullText,
  type Table,
  wholeDataset,
} from "../../../catalog/index.js";
import { type Ask, asking, columnsIn } from "../../duckdb/ask.js";
import { type DuckDBConnection, openEngine } from "../../duckdb/engine.js";
import { literal, quoted } from "../../duckdb/sql.js";
import { attachOverlay, readOverlay } from "../../overlay/overlay.js";
import { listTextSql } from "../../records/listText.js";
import type { Row } from "../../row.js";
import { OVERLAY_FOLDER } from "../../snapshots/dataFolder.js";
import { sha256Of } from "../../snapshots/hash.js";
import type { Store } from "../../store.js";
import { writeTableAsDta } from "./exportDta.js";
import { laterViews } from "./later.js";

export const EXPORT_FORMATS = ["parquet", "csv", "dta"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface TableExport {
  readonly database: string;
  /** Whole rows with their long texts: see `Store`. */
  readonly documents: Store["documents"];
  readonly folder: string;
  readonly tables: readonly Table[];
  readonly format: ExportFormat;
  /** Only rows of these applications, of the tables that tell one; null for all. */
  readonly applications: readonly string[] | null;
  /** Only these columns of the tables that have them; null for all. */
  readonly select?: readonly string[] | null;
  /** Called with those of the applications that some table has rows of. */
  readonly onMatched?: (applications: ReadonlySet<string>) => void;
  readonly onFile?: (file: ExportedFile) => void;
}

/**
 * Writes whole tables of a snapshot, or the part of them about a cohort, one file for each,
 * in the tables' declared order. Tables of long texts, which have no place in a cell, are written as JSON Lines, if they
 * hold any.
 */
export async function exportTables(request: TableExport): Promise<readonly ExportedFile[]> {
  const matched = new Set<string>();
  const written = await exportStructured(request, matched);
  for (const table of request.tables.filter(isFullText)) {
    const file = `${table.name}.ndjson`;
    const path = join(request.folder, file);
    const rows = await writeTexts(request, table, path, matched);
    // An empty file would tell nothing.
    if (rows === 0) await rm(path);
    else written.push(await writtenFile(request, table, file, rows));
  }
  request.onMatched?.(matched);
  return written;
}

/** Those of its columns that are wanted. */
function chosenOf(table: Table, { select }: TableExport): Table {
  return {
    ...table,
    columns: table.columns.filter(({ name, wordsOf }) => select?.includes(name) ?? !wordsOf),
  };
}

async function writtenFile(
  { folder, onFile }: TableExport,
  table: Table,
  file: string,
  rows: number,
): Promise<ExportedFile> {
  const path = join(folder, file);
  const { size: bytes } = await stat(path);
  const exported = { table: table.name, file, rows, bytes, sha256: await sha256Of(path) };
  onFile?.(exported);
  return exported;
}

async function exportStructured(request: TableExport, matched: Set<string>): Promise<ExportedFile[]> {
  const instance = await openEngine(request.database, {
    memory: "2GB",
    threads: 2,
    others: { access_mode: "READ_ONLY" },
  });
  const connection = await instance.connect();
  try {
    const ask = asking(connection);
    const [[database]] = (await ask("SELECT current_database()")) as [[string]];
    const overlay = readOverlay(dirname(request.database));
    const beside = join(dirname(request.database), OVERLAY_FOLDER, basename(request.database));
    if (overlay) await ask(attachOverlay(beside));
    for (const view of laterViews(request.tables, database, await columnsIn(ask, database), overlay))
      await connection.run(view);
    if (request.applications) {
      await connection.run("CREATE TEMP TABLE cohort (application VARCHAR)");
      const appender = await connection.createAppender("cohort", "main", "temp");
      for (const each of new Set(request.applications)) {
        appender.appendVarchar(each);
        appender.endRow();
      }
      appender.closeSync();
    }
    if (request.applications) await addMatched(matched, ask, request.tables);
    const written: ExportedFile[] = [];
    for (const table of request.tables.filter((each) => !isFullText(each))) {
      const { application } = table.roles;
      const isPart = request.applications !== null && hasColumn(table, application);
      const only = isPart ? `WHERE ${quoted(application!)}::VARCHAR IN (SELECT application FROM cohort)` : "";
      const file = `${table.name}.${request.format}`;
      const path = join(request.folder, file);
      const chosen = chosenOf(table, request);
      const rows =
        request.format === "dta"
          ? await writeTableAsDta(connection, chosen, only, path)
          : await copyTable(connection, chosen, request.format, only, path);
      written.push(await writtenFile(request, table, file, rows));
    }
    return written;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Every column of each row as it is stored; returns how many. */
async function writeTexts(
  request: TableExport,
  table: Table,
  path: string,
  matched: Set<string>,
): Promise<number> {
  const { documents, applications } = request;
  if (!documents) throw new Error("This store keeps no texts.");
  const { application } = table.roles;
  const isPart = applications !== null && application !== undefined;
  const rows = documents({
    dataset: wholeDataset(table),
    predicate: isPart ? { kind: "in", column: application, values: applications } : { kind: "everything" },
  });
  const chosen = chosenOf(table, request);
  let count = 0;
  async function* lines() {
    for await (const batch of rows) {
      count += batch.length;
      if (isPart) for (const row of batch) matched.add(String(row[application]));
      yield batch.map((row) => `${lineOf(chosen, row)}\n`).join("");
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return count;
}

function lineOf({ columns }: Table, row: Row): string {
  return JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])));
}

/** Adds the applications of the cohort that some table has. */
async function addMatched(matched: Set<string>, ask: Ask, tables: readonly Table[]): Promise<void> {
  for (const table of tables.filter((each) => !isFullText(each))) {
    const { application } = table.roles;
    if (!hasColumn(table, application)) continue;
    const column = `${quoted(application!)}::VARCHAR`;
    const rows = await ask(
      `SELECT DISTINCT ${column} FROM ${quoted(table.name)} WHERE ${column} IN (SELECT application FROM cohort)`,
    );
    for (const [each] of rows) matched.add(String(each));
  }
}

async function copyTable(
  connection: DuckDBConnection,
  table: Table,
  format: "parquet" | "csv",
  only: string,
  path: string,
): Promise<number> {
  const columns = table.columns.map((column) => (format === "csv" ? inCsv(column) : quoted(column.name)));
  const how = format === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd";
  const reader = await connection.runAndReadAll(
    `COPY (SELECT ${columns.join(", ")} FROM ${quoted(table.name)} ${only} ORDER BY position) TO ${literal(path)} (${how})`,
  );
  return Number(reader.getRows()[0]?.[0] ?? 0);
}

/** As our other CSV: what a spreadsheet would take for a formula has a ' before it, which reading takes away. */
function inCsv(column: Column): string {
  const name = quoted(column.name);
  if (column.isList) return `${listTextSql(name, column.type)} AS ${name}`;
  if (column.type !== "text" && column.type !== "fulltext" && column.type !== "json") return name;
  return `CASE WHEN regexp_matches(${name}, ${literal(FORMULA.source)}) THEN '''' || ${name} ELSE ${name} END AS ${name}`;
}
