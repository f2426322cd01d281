import { type Cell, type Row, STAGED, type Table } from "../catalog/index.js";

/** The engine sets a buffer of many such lines aside for each file that it reads. */
const LONGEST_LINE = 1_000_000;

/** What would end a cell or a line before its time. */
const SEPARATING = new RegExp(`[\\0\\n\\r${STAGED.betweenValues}${STAGED.cellEnd}]`);

/**
 * A row as a line that the engine reads without taking it apart: the number of its file, then a cell for each column that is read; a missing
 * value is empty. Null for a row that such a line cannot hold, which is then staged as JSON.
 */
export function stagedLine({ columns }: Table, row: Row, file: number): string | null {
  let line = String(file);
  for (const { name, partsOf } of columns) {
    // The parts of a cell are made when its row is written.
    if (partsOf) continue;
    const cell = row[name] ?? null;
    line += STAGED.cellEnd;
    if (cell === null) continue;
    const text = Array.isArray(cell) ? listText(cell) : plainText(cell as Single);
    if (text === null) return null;
    line += text;
  }
  return line.length > LONGEST_LINE ? null : `${line}\n`;
}

type Single = Exclude<Cell, readonly unknown[] | null>;

function plainText(value: Single): string | null {
  if (typeof value !== "string") return String(value);
  return value === "" || SEPARATING.test(value) ? null : value;
}

function listText(values: readonly Single[]): string | null {
  const [first, ...others] = values;
  if (first === undefined) return null;
  let text = plainText(first);
  for (const each of others) {
    const next = plainText(each);
    text = text === null || next === null ? null : text + STAGED.betweenValues + next;
  }
  return text;
}
