import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Column, FORMULA, hasColumn, type Table } from "../../../catalog/index.js";
import { asking } from "../../duckdb/ask.js";
import { type DuckDBConnection, openEngine } from "../../duckdb/engine.js";
import { literal, quoted } from "../../duckdb/sql.js";
import { sha256Of } from "../../snapshots/hash.js";
import { writeTableAsDta } from "./exportDta.js";
import { columnsIn, laterViews } from "./later.js";

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
  readonly folder: string;
  readonly tables: readonly Table[];
  readonly format: ExportFormat;
  /** Only rows of these partitions (applications, say) of the tables that have one; null for all. */
  readonly partitions: readonly string[] | null;
  readonly onFile?: (file: ExportedFile) => void;
}

/**
 * Writes whole tables of a snapshot, or the part of them about a cohort, one file for each,
 * in the tables' declared order.
 */
export async function exportTables(request: TableExport): Promise<readonly ExportedFile[]> {
  const instance = await openEngine(request.database, {
    memory: "2GB",
    threads: 2,
    others: { access_mode: "READ_ONLY" },
  });
  const connection = await instance.connect();
  try {
    const ask = asking(connection);
    const [[database]] = (await ask("SELECT current_database()")) as [[string]];
    for (const view of laterViews(request.tables, database, await columnsIn(ask, database)))
      await connection.run(view);
    if (request.partitions) {
      await connection.run("CREATE TEMP TABLE cohort (partition VARCHAR)");
      const appender = await connection.createAppender("cohort", "main", "temp");
      for (const each of new Set(request.partitions)) {
        appender.appendVarchar(each);
        appender.endRow();
      }
      appender.closeSync();
    }
    const written: ExportedFile[] = [];
    for (const table of request.tables) {
      const { partition } = table.roles;
      const isPart = request.partitions !== null && hasColumn(table, partition);
      const only = isPart ? `WHERE ${quoted(partition!)}::VARCHAR IN (SELECT partition FROM cohort)` : "";
      const file = `${table.name}.${request.format}`;
      const path = join(request.folder, file);
      const rows =
        request.format === "dta"
          ? await writeTableAsDta(connection, table, only, path)
          : await copyTable(connection, table, request.format, only, path);
      const { size: bytes } = await stat(path);
      const exported = { table: table.name, file, rows, bytes, sha256: await sha256Of(path) };
      written.push(exported);
      request.onFile?.(exported);
    }
    return written;
  } finally {
    connection.closeSync();
    instance.closeSync();
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
  if (column.isList) return listInCsv(column);
  const name = quoted(column.name);
  if (column.type !== "text" && column.type !== "fulltext" && column.type !== "json") return name;
  const pattern = FORMULA.source.replaceAll("'", "''");
  return `CASE WHEN regexp_matches(${name}, '${pattern}') THEN '''' || ${name} ELSE ${name} END AS ${name}`;
}

/** Values that hold no comma are joined with commas; texts are a JSON list. */
function listInCsv({ name, type }: Column): string {
  const list = quoted(name);
  const isText = type === "text" || type === "fulltext" || type === "json";
  return `${isText ? `to_json(${list})` : `array_to_string(${list}, ',')`} AS ${list}`;
}
