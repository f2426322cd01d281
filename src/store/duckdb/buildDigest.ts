import type { Table } from "../../catalog/index.js";
import { quoted } from "./buildSql.js";
import { isPacked, PACKED_FLAGS } from "./buildTables.js";

/** Where a row was read from is no part of what it says: the same rows come from a zip or from its shards. */
const NOT_CONTENT = new Set(["source_file", "source_row"]);

/**
 * The order-independent digest of a table's rows: the sum, modulo 2^64, of the lower half of the MD5 of each
 * row. MD5 rather than the engine's own hash, which may change between versions.
 */
export function digestSql(table: Table): string {
  const cells = table.columns
    .filter((column) => !NOT_CONTENT.has(column.name) && !isPacked(table, column.name))
    .map((column) => {
      const name = quoted(column.name);
      return column.type === "boolean"
        ? `case when ${name} then '1' when not ${name} then '0' else '' end`
        : `coalesce(${name}${column.type === "text" || column.type === "json" || column.type === "fulltext" ? "" : "::varchar"}, '')`;
    });
  if (table.columns.some((column) => isPacked(table, column.name)))
    cells.push(`coalesce(${PACKED_FLAGS}::varchar, '')`);
  return `(sum(md5_number_lower(concat_ws(chr(31), ${cells.join(", ")}))::hugeint) % 18446744073709551616::hugeint)::hugeint`;
}
