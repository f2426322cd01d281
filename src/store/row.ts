import type { Cell, Column, ColumnType, Row, Scalar, Table } from "../catalog/index.js";

export type { Cell, Row, Scalar };

/** One value that rows are sorted or grouped by; null where it is missing. */
export type KeyValue = Scalar | null;

/** The type of a table's column; `position` is the place in the declared order that every table has. */
export function columnType(table: Table, name: string): ColumnType {
  if (name === "position") return "integer";
  const found = table.columns.find((each: Column) => each.name === name);
  if (!found) throw new Error(`Table ${table.name} has no column ${name}.`);
  return found.type;
}

/** Compares text by code point, which is also the order of its UTF-8 bytes: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogates stand for code points above every other UTF-16 unit.
    const isHighLeft = left >= 0xd800 && left <= 0xdfff;
    const isHighRight = right >= 0xd800 && right <= 0xdfff;
    if (isHighLeft !== isHighRight) return isHighLeft ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

/** Whether a table's column holds lists. */
export function isListColumn(table: Table, name: string): boolean {
  return table.columns.some((each) => each.name === name && each.isList === true);
}

/** Compares two values of one column; nulls come last. */
export function compareScalars(a: Scalar | null, b: Scalar | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return Number(a) - Number(b);
}

/** Compares what rows are sorted by, and what tells them apart behind it; nulls come last either way. */
export function compareKeys(
  a: readonly (Scalar | null)[],
  b: readonly (Scalar | null)[],
  sort: readonly { readonly descending: boolean }[],
): number {
  for (let at = 0; at < a.length; at++) {
    const [left, right] = [a[at] ?? null, b[at] ?? null];
    const order = compareScalars(left, right);
    if (order === 0) continue;
    return sort[at]?.descending && left !== null && right !== null ? -order : order;
  }
  return 0;
}
