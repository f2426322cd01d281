import { type Column, isFullText, type Table } from "../../../catalog/index.js";
import type { Ask } from "../../duckdb/ask.js";
import { columnSqlType, literal, quoted } from "../../duckdb/sql.js";

/** The columns of each table and view of a database. */
export async function columnsIn(
  ask: Ask,
  database: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await ask(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = ${literal(database)}`,
  );
  const columns = new Map<string, Set<string>>();
  for (const [table, column] of found) {
    const name = String(table);
    columns.set(name, (columns.get(name) ?? new Set()).add(String(column)));
  }
  return columns;
}

/**
 * What a connection to an older snapshot defines first, so that every table can be asked as it is declared today: a
 * column that is not there is null, and a table that is not there is empty. A name of a connection's own comes before
 * that of the file.
 */
export function laterViews(
  tables: readonly Table[],
  database: string,
  present: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return tables.flatMap((table) => {
    const name = quoted(table.name);
    const stored = present.get(table.name);
    const missing = table.columns.filter((column) => !stored?.has(column.name)).map(asNull);
    if (missing.length === 0) return [];
    if (stored === undefined) {
      if (isFullText(table)) return [];
      const columns = ["0::BIGINT AS rowid", "0::BIGINT AS position", ...missing];
      return [`CREATE TEMP VIEW ${name} AS SELECT ${columns.join(", ")} WHERE false`];
    }
    // A stored view has the row number as a column already.
    const columns = [...(stored.has("rowid") ? [] : ["rowid AS rowid"]), "*", ...missing];
    return [`CREATE TEMP VIEW ${name} AS SELECT ${columns.join(", ")} FROM ${quoted(database)}.main.${name}`];
  });
}

function asNull(column: Column): string {
  return `NULL::${columnSqlType(column)} AS ${quoted(column.name)}`;
}
