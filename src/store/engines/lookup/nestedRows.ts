import { leavesOf, readNested } from "../../../catalog/index.js";
import type { PlacedRow } from "../../inMemory/memory.js";
import type { Cell } from "../../row.js";
import type { Objects } from "./objects.js";
import { isOfObject, type OpenRows, rowParser } from "./rowFormat.js";

/**
 * Makes the function that reads some columns of a nested row: what its line says, and the others from its object, as a load
 * fills them.
 */
export function nestedParser(
  rows: OpenRows,
  objects: Objects,
  columns: ReadonlySet<string>,
): (fields: readonly string[]) => PlacedRow {
  const { table } = rows;
  const { partition, received } = table.roles;
  const parse = rowParser(rows, columns);
  const within = table.columns.filter(
    (column) => columns.has(column.name) && column.name !== partition && isOfObject(column, table),
  );
  if (within.length === 0) return parse;
  const leaves = within.filter(({ name }) => name !== received);
  return (fields) => {
    const row: Record<string, Cell> & { position: number } = { ...parse(fields) };
    const text = objects.read(row.position);
    if (columns.has(received!)) row[received!] = text;
    if (leaves.length > 0) Object.assign(row, leavesOf(readNested(text), leaves).cells);
    return row;
  };
}
