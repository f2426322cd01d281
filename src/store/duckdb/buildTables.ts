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

/** Where `packed` columns of a table are stored: an integer that holds each flag in two bits (0, 1, 2 missing). */
export const PACKED_FLAGS = "action_flags";

/** The flags of the Office action, in the order in which they are packed. */
export const ACTION_FLAGS: readonly string[] = [
  "header_missing",
  "form_paragraph_missing",
  "reject_form_mismatch",
  "closing_missing",
  "has_rej_101",
  "has_rej_102",
  "has_rej_103",
  "has_rej_112",
  "has_rej_dp",
  "has_objection",
  "allowed_claims",
  "cite102_gt1",
  "cite103_gt3",
  "cite103_eq1",
];

/**
 * The largest table keeps the action's flags in one integer, and shows each as a generated column: a column
 * costs a fifth of a microsecond a row to write, whatever it holds.
 */
export function isPacked(table: Table, column: string): boolean {
  return table.name === "citations" && ACTION_FLAGS.includes(column);
}

/** The integer that holds the action's flags; null when all are. */
export function packFlags(alias?: string): string {
  const of = (name: string) => (alias === undefined ? name : `${alias}.${name}`);
  const bits = ACTION_FLAGS.map((name, at) => `(coalesce(${of(name)}::integer, 2) << ${2 * at})`);
  const isEmpty = ACTION_FLAGS.map((name) => `${of(name)} is null`).join(" and ");
  return `case when not (${isEmpty}) then ${bits.join(" | ")} end`;
}

/** One of the flags out of the integer. */
export function unpackFlag(name: string, packed: string = PACKED_FLAGS): string {
  const at = ACTION_FLAGS.indexOf(name);
  return `case (${packed} >> ${2 * at}) & 3 when 1 then true when 0 then false end`;
}

/** Columns that are not written, since each row's value follows from SQL over others, or is a constant. */
export type Generated = ReadonlyMap<string, string>;

/** The columns that are written, in order: those of the table, the packed ones as one. */
export function writtenColumns(table: Table, generated: Generated): readonly string[] {
  const names = table.columns.map(({ name }) => name).filter((name) => !generated.has(name));
  const own = names.filter((name) => !isPacked(table, name));
  return own.length < names.length ? [...own, PACKED_FLAGS] : own;
}

export function createTable(database: string, table: Table, generated: Generated): string {
  const packed = table.columns.filter(({ name }) => isPacked(table, name));
  const all = new Map([...generated, ...packed.map(({ name }) => [name, unpackFlag(name)] as const)]);
  const columns = table.columns.map((column) => columnSql(column, all.get(column.name)));
  if (packed.length > 0) columns.push(`"${PACKED_FLAGS}" integer`);
  return `create table ${database}."${table.name}" ("position" bigint, ${columns.join(", ")})`;
}

/** A narrow copy of some columns of the table. */
export function createCopy(
  database: string,
  name: string,
  columns: Table["columns"],
  generated: Generated,
): string {
  const all = columns.map((column) => columnSql(column, generated.get(column.name)));
  return `create table ${database}."${name}" ("position" bigint, ${all.join(", ")})`;
}

function columnSql({ name, type }: Table["columns"][number], generated: string | undefined): string {
  const column = `"${name}" ${columnSqlType(type)}`;
  return generated === undefined ? column : `${column} generated always as (${generated}) virtual`;
}
