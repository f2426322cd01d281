import type { Column, ColumnType } from "../../catalog/index.js";

/** A text as a SQL literal; for paths and names of our own, never for values from users. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "varchar",
  fulltext: "varchar",
  json: "varchar",
  integer: "bigint",
  number: "double",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
};

/** How the engine holds a column. */
export function columnSqlType({ type, isList }: Pick<Column, "type" | "isList">): string {
  return isList ? `${TYPES[type]}[]` : TYPES[type];
}
