import type { Column, Table } from "../../catalog/index.js";
import { literal, quoted } from "../duckdb/sql.js";

const BLANKS = " \\t\\r\\n";

/** The columns of a table as its rows are read: lists of the parts of a column are made of it when rows are written. */
export function readColumns({ columns }: Table): readonly Column[] {
  return columns.filter(({ partsOf }) => partsOf === undefined);
}

/**
 * The parts of a column, each once, in the order of the text. Most texts are written tidily: those are only cut, which
 * takes a fraction of the time.
 */
export function partsSql({ column, separators }: NonNullable<Column["partsOf"]>): string {
  const [first = "", ...others] = separators;
  const text = `translate(${quoted(column)}, ${literal(others.join(""))}, ${literal(first.repeat(others.length))})`;
  const cut = `string_split(${text}, ${literal(first)})`;
  const trimmed = `list_transform(${cut}, lambda e: trim(e, e'${BLANKS}'))`;
  const filled = `list_filter(${trimmed}, lambda e: e <> '')`;
  const once = `list_transform([${filled}], lambda p: list_filter(p, lambda e, i: list_position(p, e) = i))[1]`;
  const between = `[${first}]`;
  const untidy = [
    `(?:^|${between})[${BLANKS}]`,
    `[${BLANKS}](?:${between}|$)`,
    `(?:^|${between})(?:${between}|$)`,
  ].join("|");
  return `case when regexp_matches(${text}, e${literal(untidy)}) or list_unique(${cut}) < len(${cut})
    then ${once} else ${cut} end`;
}
