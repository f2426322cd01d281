import type { Table } from "../../catalog/index.js";
import { TABLES } from "../../installation.js";
import { quoted } from "../duckdb/sql.js";
import type { Packing } from "./packed.js";

/**
 * The tables this engine keeps. Texts are kept in shards of their own; their table exists here, empty, so that
 * every table of the catalog can be asked for.
 */
export const BUILT_TABLES: readonly Table[] = TABLES.filter(
  (table) => !table.columns.some((column) => column.type === "fulltext"),
);

const OF_ROWS = new Set([
  "record_id",
  "application_number",
  "document_id",
  "tech_center",
  "source",
  "is_preferred",
  "source_file",
  "source_row",
  "span_start",
  "span_end",
  "verbatim",
]);

/** Columns that a row has from its Office action, not from itself. */
export function isShared(column: string): boolean {
  return !OF_ROWS.has(column);
}

export function columnSqlType(type: Table["columns"][number]["type"]): string {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return "varchar";
    case "integer":
      return "bigint";
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    case "timestamp":
      return "timestamp";
    case "integers":
      return "integer[]";
  }
}

/** Columns that are not written, since each row's value follows from SQL over others, or is a constant. */
export type Generated = ReadonlyMap<string, string>;

/** A table as the engine stores it, and the view under the table's own name where it is not stored as it is read. */
export interface StoredTable {
  readonly stored: string;
  /** Names of the columns that are written, beside the position. */
  readonly written: readonly string[];
  readonly create: string;
  readonly view: string | null;
}

/**
 * How a table is stored whose columns are partly generated, or `packed`. Views, and not the engine's generated columns:
 * it works those out at every insertion, to see whether they can be.
 */
export function storedTable(
  name: string,
  columns: Table["columns"],
  generated: Generated,
  packed: Pick<Packing, "written" | "read">,
): StoredTable {
  const read = new Map([...generated, ...packed.read]);
  const own = columns.filter((column) => !read.has(column.name));
  const isView = own.length < columns.length;
  const stored = isView ? `stored_${name}` : name;
  const written = [
    ...own.map((column) => [column.name, columnSqlType(column.type)] as const),
    ...packed.written,
  ];
  const shown = columns.map((column) => {
    const sql = read.get(column.name);
    const value = sql === undefined ? quoted(column.name) : `cast(${sql} as ${columnSqlType(column.type)})`;
    return `${value} as ${quoted(column.name)}`;
  });
  const beside = [...packed.written.keys()].map(quoted);
  return {
    stored,
    written: written.map(([each]) => each),
    create: `create table next.${stored} ("position" bigint, ${written.map(([each, type]) => `${quoted(each)} ${type}`).join(", ")})`,
    view: isView
      ? `create view ${name} as select rowid as rowid, "position", ${[...shown, ...beside].join(", ")} from ${stored}`
      : null,
  };
}
