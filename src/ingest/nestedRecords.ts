import {
  type Column,
  columnOf,
  HOUSE,
  hasColumn,
  isNestedObject,
  leavesOf,
  type Nested,
  type NestedObject,
  type Source,
  type Table,
  valuesAt,
  writeNested,
} from "../catalog/index.js";
import { readCellOf } from "./cells.js";
import type { CatalogValue } from "./reader.js";
import type { RowContext, RowOrFault } from "./recordRows.js";

/**
 * A record of a nested source as a row of its table: the object that the source makes of it, whole, and in each column
 * that declares a path what stands there. What a column cannot hold is counted, and stays in the object.
 */
export function rowOfNested(
  record: Nested,
  source: Source,
  table: Table,
  number: number,
  { fileName, counts }: Pick<RowContext, "fileName" | "counts">,
): RowOrFault {
  if (!isNestedObject(record)) return { fault: "not-a-record: the value is no JSON object" };
  const object = source.nested?.map?.(record) ?? record;
  const identity = identityOf(object, source);
  if ("fault" in identity) return identity;
  const row: Record<string, CatalogValue> = {};
  const { cells, unfit } = leavesOf(object, table.columns);
  for (const [name, cell] of Object.entries(cells)) {
    const column = columnOf(table, name);
    const { value, isUnread } = numbered(table, column, cell);
    row[name] = value;
    if (cell !== null || unfit.includes(name))
      counts.add(column.path ?? name, 1, isUnread || unfit.includes(name) ? 1 : 0);
  }
  row[table.roles.received!] = writeNested(object);
  row[HOUSE.record] = identity.id;
  const ofTheHouse = { [HOUSE.source]: source.origin, [HOUSE.file]: fileName, [HOUSE.row]: number };
  for (const [name, value] of Object.entries(ofTheHouse)) if (hasColumn(table, name)) row[name] ??= value;
  return { row, unknown: [], protocol: null };
}

/** Several values are one identity, in their order. */
function identityOf(object: NestedObject, { identity }: Source): { id: string } | { fault: string } {
  const parts: string[] = [];
  for (const path of identity === "record" ? [] : identity) {
    const [value] = valuesAt(object, path);
    const text = value === undefined || isNestedObject(value) ? "" : textOf(value);
    if (text === "") return { fault: `key-missing: no ${path}` };
    parts.push(text);
  }
  return { id: parts.join("/") };
}

function textOf(value: Nested): string {
  return typeof value === "string" ? value.trim() : writeNested(value);
}

/** A code as it is stored, however it was written: the number of an application as eight digits. */
function numbered(
  table: Table,
  column: Column,
  cell: CatalogValue,
): { value: CatalogValue; isUnread: boolean } {
  if (typeof cell !== "string" || column.type !== "text" || column.digits === undefined)
    return { value: cell, isUnread: false };
  const reading = readCellOf(table, column, cell);
  return "value" in reading ? { value: reading.value, isUnread: false } : { value: null, isUnread: true };
}
