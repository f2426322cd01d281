import { type Column, isFullText, type Table } from "../../../catalog/index.js";
import { columnSqlType, quoted } from "../../duckdb/sql.js";
import { mergedViews, OVERLAY_DATABASE, type Overlay } from "../../overlay/overlay.js";

/**
 * What a connection to an older snapshot defines first, so that every table can be asked as it is declared today: a
 * column that is not there is null, a table that is not there is empty, and a table with rows in an overlay is shown with
 * them. A name of a connection's own comes before that of the file.
 */
export function laterViews(
  tables: readonly Table[],
  database: string,
  present: ReadonlyMap<string, ReadonlySet<string>>,
  overlay: Overlay | null = null,
): readonly string[] {
  const missingOf = (name: string) => {
    const columns = tables.find((table) => table.name === name)?.columns ?? [];
    return columns.filter((column) => !present.get(name)?.has(column.name)).map(asNull);
  };
  const merged = overlay
    ? mergedViews(overlay, { base: database, overlay: OVERLAY_DATABASE, present, missing: missingOf })
    : [];
  const others = tables.filter(({ name }) => !(overlay && name in overlay.tables));
  return [...merged, ...nullViews(others, database, present)];
}

function nullViews(
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
