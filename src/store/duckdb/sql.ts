import type { Column, ColumnType, Dataset } from "../../catalog/index.js";

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

/** The condition that a row of its table belongs to a dataset. */
export function membersSql({ rows }: Pick<Dataset, "rows">): string {
  if (rows === null) return "true";
  const { column, value } = rows;
  if (typeof value === "boolean") return value ? quoted(column) : `not ${quoted(column)}`;
  return `${quoted(column)} = ${literal(value)}`;
}

/** How the engine holds a column. */
export function columnSqlType({ type, isList }: Pick<Column, "type" | "isList">): string {
  return isList ? `${TYPES[type]}[]` : TYPES[type];
}
