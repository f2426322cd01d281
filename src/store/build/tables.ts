import { isFullText, type Packing, type Table } from "../../catalog/index.js";
import { columnSqlType, quoted } from "../duckdb/sql.js";

/**
 * The tables whose rows this engine keeps. Texts are kept in shards of their own; their tables exist here, empty, so
 * that every table of the catalog can be asked for.
 */
export function builtTables(tables: readonly Table[]): readonly Table[] {
  return tables.filter((table) => !isFullText(table));
}

/** A table that is written as it is read. */
export const NOT_PACKED: Packing = { written: new Map(), write: new Map(), read: new Map() };

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
  const written = [...own.map((column) => [column.name, columnSqlType(column)] as const), ...packed.written];
  const shown = columns.map((column) => {
    const sql = read.get(column.name);
    const value = sql === undefined ? quoted(column.name) : `cast(${sql} as ${columnSqlType(column)})`;
    return `${value} as ${quoted(column.name)}`;
  });
  const beside = [...packed.written.keys()].map(quoted);
  return {
    stored,
    written: written.map(([each]) => each),
    create: `create table next.${quoted(stored)} ("position" bigint, ${written.map(([each, type]) => `${quoted(each)} ${type}`).join(", ")})`,
    view: isView
      ? `create view ${quoted(name)} as select rowid as rowid, "position", ${[...shown, ...beside].join(", ")} from ${quoted(stored)}`
      : null,
  };
}
