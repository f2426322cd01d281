import type { Table } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { spelledColumn } from "../../records/spelled.js";
import { columnType, isListColumn } from "../../row.js";
import type { Parameters } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { PageRequest, RowKey, SortKey } from "../../store.js";

export function checkKey({ after, sort = [] }: PageRequest): void {
  if (after && after.length !== sort.length + 1) {
    throw new ArtunitError("cursor-invalid", "The cursor was not issued for this query.");
  }
}

/** Whether the sort asks for anything but the declared order. */
export function sorts({ sort = [] }: PageRequest, table: Table): boolean {
  return sort.some(
    ({ column, descending, spelling }, at) => descending || spelling || column !== table.order[at],
  );
}

export function keyColumns(sort: readonly SortKey[], table: Table): string[] {
  return [...sort.map((key, at) => `${sortValue(key, table)} AS key${at}`), "position"];
}

export function sortValue(key: SortKey, table: Table): string {
  const { column, descending } = key;
  if (!isListColumn(table, column)) return spelledColumn(key);
  return descending ? DUCKDB.greatestElement(column) : DUCKDB.leastElement(column);
}

/** The rows behind a key in the order of the page; nulls are last in either direction. */
export function isBehind(
  after: RowKey,
  given: readonly SortKey[],
  sort: readonly SortKey[],
  table: Table,
  parameters: Parameters,
): string {
  const position = `position > ${parameters.add(Number(after[given.length]), "integer")}`;
  return sort.reduceRight((behind, key, at) => {
    const value = after[at] ?? null;
    const column = sortValue(key, table);
    if (value === null) return `(${column} IS NULL AND ${behind})`;
    const place = parameters.add(value, columnType(table, key.column));
    return `(${column} ${key.descending ? "<" : ">"} ${place} OR ${column} IS NULL OR (${column} = ${place} AND ${behind}))`;
  }, position);
}
