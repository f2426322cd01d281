import { csvCell, type Nested, readNested, valuesAt, writeNested } from "../../../catalog/index.js";

/**
 * A record as a line of a CSV, a column for each path [inferred: no download as CSV is recorded]. Several values of one
 * cell stand in it separated by `|`.
 */
export function csvLine(record: string, paths: readonly string[]): string {
  const object = readNested(record);
  return csvHead(paths.map((path) => valuesAt(object, path).map(textOf).join("|")));
}

export function csvHead(cells: readonly string[]): string {
  return `${cells.map((each) => csvCell(each)).join(",")}\r\n`;
}

function textOf(value: Nested): string {
  return typeof value === "string" ? value : writeNested(value);
}
