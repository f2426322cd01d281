import { TABLES, type Table } from "../../catalog/index.js";

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

export function createTable(database: string, name: string, table: Table): string {
  const columns = table.columns.map((column) => `"${column.name}" ${columnSqlType(column.type)}`);
  return `create table ${database}."${name}" ("position" bigint, ${columns.join(", ")})`;
}
