import { type Column, HOUSE, type SqlWords, type Table } from "../../catalog/index.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";

/** The engine's words, as the mill and the families use them. */
export const SQL: SqlWords = {
  quoted,
  literal,
  typeOf: columnSqlType,
  textOf: ({ name, type, isList }) => {
    if (type === "boolean" && !isList)
      return `case when ${quoted(name)} then '1' when not ${quoted(name)} then '0' else '' end`;
    const isText = !isList && (type === "text" || type === "json" || type === "fulltext");
    return `coalesce(${quoted(name)}${isText ? "" : "::varchar"}, '')`;
  },
  // The engine's own `md5_number_lower` goes by the text of the whole number, and takes four times as long.
  digestOf: (texts) => `(md5_number(concat(${texts.join(", chr(31), ")})) >> 64)::ubigint`,
};

/** Where a row was read from is no part of what it says: the same rows come from a zip or from its shards. */
export function contentOf({ columns, hints }: Table): readonly Column[] {
  const left = new Set<string>([HOUSE.file, HOUSE.row, ...(hints?.undigested ?? [])]);
  return columns.filter(({ name }) => !left.has(name));
}
