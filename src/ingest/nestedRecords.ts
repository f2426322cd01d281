import {
  type Cell,
  type Column,
  columnOf,
  HOUSE,
  hasColumn,
  isNestedObject,
  type LeavesRecord,
  leavesOf,
  type Nested,
  type Source,
  type Table,
  valuesAt,
  writeNested,
} from "../catalog/index.js";
import { readCellOf } from "./cells.js";
import type { RowContext, RowOrFault } from "./recordRows.js";
import { rowWords } from "./rowWords.js";

/**
 * A record of a nested source as a row of its table: the object that the source makes of it, whole, and in each column
 * that declares a path what stands there. What a column cannot hold is counted, and stays in the object.
 */
export function rowOfNested(
  record: LeavesRecord,
  source: Source,
  table: Table,
  number: number,
  { fileName, counts }: Pick<RowContext, "fileName" | "counts">,
): RowOrFault {
  const mapped = source.nested?.map?.(record.object);
  const read = mapped ? undefined : record.leaves;
  const identity = identityOf(
    read ? (path) => read.at(path) : (path) => valuesAt(mapped ?? record.object, path),
    source,
  );
  if ("fault" in identity) return identity;
  const row: Record<string, Cell> = {};
  const add = (column: Column, cell: Cell, isUnfit: boolean) => {
    if (cell === null && !isUnfit) return;
    const { value, isUnread } = numbered(table, column, cell);
    row[column.name] = value;
    counts.add(column.path ?? column.name, 1, isUnread || isUnfit ? 1 : 0);
  };
  if (read) read.each(add);
  else {
    const { cells, unfit } = leavesOf(mapped ?? record.object, table.columns);
    for (const [name, cell] of Object.entries(cells)) add(columnOf(table, name), cell, unfit.includes(name));
  }
  const words = rowWords(table);
  if (words) row[words.column] = words.of(row);
  row[table.roles.received!] = mapped ? writeNested(mapped) : record.text;
  row[HOUSE.record] = identity.id;
  const ofTheHouse = { [HOUSE.source]: source.origin, [HOUSE.file]: fileName, [HOUSE.row]: number };
  for (const [name, value] of Object.entries(ofTheHouse)) if (hasColumn(table, name)) row[name] ??= value;
  return { row, unknown: [], protocol: null };
}

/** Several values are one identity, in their order. */
function identityOf(
  valuesOf: (path: string) => readonly Nested[],
  { identity }: Source,
): { id: string } | { fault: string } {
  const parts: string[] = [];
  for (const path of identity === "record" ? [] : identity) {
    const [value] = valuesOf(path);
    const text = value === undefined || isNestedObject(value) ? "" : textOf(value);
    if (text === "") return { fault: `row-without-key: no ${path}` };
    parts.push(text);
  }
  return { id: parts.join("/") };
}

function textOf(value: Nested): string {
  return typeof value === "string" ? value.trim() : writeNested(value);
}

/**
 * A code as it is stored, however it was written: the number of an application as eight digits, by which all families are joined.
 * One that is none stays as it came.
 */
function numbered(table: Table, column: Column, cell: Cell): { value: Cell; isUnread: boolean } {
  const isApplication = column.name === table.roles.application;
  if (typeof cell !== "string" || column.type !== "text" || (column.digits === undefined && !isApplication))
    return { value: cell, isUnread: false };
  const reading = readCellOf(table, column, cell);
  if ("value" in reading) return { value: reading.value, isUnread: false };
  return { value: isApplication ? cell : null, isUnread: !isApplication };
}
