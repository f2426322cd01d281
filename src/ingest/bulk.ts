import { type Column, columnOf, STAGED, type Table } from "../catalog/index.js";
import type { BulkLayout, BulkMatch } from "./bulkColumns.js";
import { type CellCounts, listIn, readCellOf, standsForNoDay, unpacked, unreadableKey } from "./cells.js";
import { CELL_END, type CsvHandler, CsvScanner, cellText, cellTexts, marked } from "./csvScanner.js";
import { withoutApostrophe } from "./ownCsv.js";
import { unclearDay } from "./readDay.js";
import type { Rejected } from "./reader.js";
import type { BulkStage } from "./stage.js";

/** The engine reads no longer line. */
const LONGEST_STAGED = 2_000_000;

const HYPHEN = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const RAW_KEPT = 2_000;
/** A number of so many digits is what it says. */
const MOST_DIGITS = 15;

/** Counts of one member: `read = loaded + rejected`. */
export interface Tally {
  read: number;
  loaded: number;
  rejected: number;
}

/** What became of a cell that is not written as the release writes it. */
type Rewritten =
  | {
      /** What is staged; the engine keeps the text of what it cannot read. */
      readonly text: string;
      /** What is kept beside the row, because the engine would read it otherwise, or as less. */
      readonly kept: string | null;
      readonly isUnread: boolean;
    }
  | { readonly fault: string };

type Staged = Exclude<Rewritten, { fault: string }>;

/**
 * Makes the scanner that stages the rows of a bulk CSV: columns in the layout's order whatever the file's,
 * unknown columns as JSON. The header is expected to be the first row. Rows go to `stage`, others to `reject`.
 */
export function bulkScanner(
  match: BulkMatch,
  stage: BulkStage,
  file: number,
  tally: Tally,
  counts: CellCounts,
  reject: (rejected: Rejected) => void,
): CsvScanner {
  const { layout, places, extra } = match;
  const width = layout.columns.length;
  const firstKey = layout.columns.indexOf(layout.keys[0]!);
  const isInOrder = extra.length === 0 && places.every((place, at) => place === at);
  const checks = new RowChecks(match);
  const ordered = Buffer.alloc(LONGEST_STAGED);
  let isHeader = true;

  const refuse = (scanner: CsvScanner, cells: number, line: number, reason: string) => {
    tally.rejected++;
    reject({ line, reason, raw: cellTexts(scanner, cells).join(",").slice(0, RAW_KEPT) });
  };

  const handler: CsvHandler = {
    row(scanner, cells, line) {
      if (isHeader) {
        isHeader = false;
        scanner.width = cells;
        return;
      }
      tally.read++;
      const { row, ends } = scanner;
      const rewritten = checks.check(scanner);
      if ("fault" in rewritten) return refuse(scanner, cells, line, rewritten.fault);
      if (isInOrder && cells === width && rewritten.size === 0) {
        const start = firstKey === 0 ? 0 : ends[firstKey - 1]! + 1;
        stage.add(file, line, row, ends[cells - 1]! + 1, start, ends[firstKey]!);
        tally.loaded++;
        return;
      }
      const { aside, length, start, end } = layOut(match, scanner, rewritten, ordered);
      let at = length;
      if (at + aside.length * 3 > LONGEST_STAGED) {
        tally.rejected++;
        const reason = `too-long: a row of more than ${LONGEST_STAGED} bytes with its unknown columns`;
        reject({ line, reason, raw: aside.slice(0, RAW_KEPT) });
        return;
      }
      at += ordered.write(aside, at);
      stage.add(file, line, ordered, at, start, end);
      tally.loaded++;
    },
    rejected(line, reason, raw) {
      tally.read++;
      tally.rejected++;
      reject({ line, reason, raw });
    },
  };
  const scanner = new CsvScanner(handler);
  const scannedTo = scanner.end.bind(scanner);
  scanner.end = () => {
    scannedTo();
    checks.addTo(counts, tally.read);
  };
  return scanner;
}

/**
 * Writes the cells of a row in the layout's order into a buffer, those that are staged otherwise than they stand there as
 * such. Returns what stands beside them, how long they are, and where the first key stands.
 */
function layOut(
  { layout, places, extra }: BulkMatch,
  { row, ends }: CsvScanner,
  rewritten: ReadonlyMap<number, Staged>,
  ordered: Buffer,
) {
  const firstKey = layout.columns.indexOf(layout.keys[0]!);
  const startOf = (place: number) => (place === 0 ? 0 : ends[place - 1]! + 1);
  const kept: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  let length = 0;
  let start = 0;
  let end = 0;
  for (const [cell, place] of places.entries()) {
    const other = rewritten.get(cell);
    if (cell === firstKey) start = length;
    if (other || place < 0) {
      if (other) length += ordered.write(other.text, length);
      if (other && other.kept !== null) kept[layout.columns[cell]!] = other.kept;
      ordered[length++] = CELL_END;
    } else length += row.copy(ordered, length, startOf(place), ends[place]! + 1);
    if (cell === firstKey) end = length - 1;
  }
  for (const { name, place } of extra) {
    const text = cellText(row, startOf(place), ends[place]!);
    if (text !== "") unknown[name] = text;
  }
  return { aside: asideOf(layout, kept, unknown), length, start, end };
}

/**
 * What stands beside the cells of a row, as JSON of the row's patches; nothing where there is nothing. `kept` are cells
 * that no column can hold, `unknown` members that nobody knows.
 */
export function asideOf(
  { isAnswered, patch }: BulkLayout,
  kept: Readonly<Record<string, string>>,
  unknown: Readonly<Record<string, unknown>>,
): string {
  const extra = isAnswered ? unknown : { ...kept, ...unknown };
  const patches = {
    ...(isAnswered && Object.keys(kept).length > 0 ? { [patch]: kept } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
  return Object.keys(patches).length > 0 ? JSON.stringify(patches) : "";
}

/** How a cell is checked byte by byte, so that only one that is written otherwise is read as a text. */
type Check = "application" | "flag" | "integer" | "number" | "day" | "moment" | "code";

const NOTHING_REWRITTEN: ReadonlyMap<number, Staged> = new Map();

/** Checks the cells of rows against the usual way of writing them, and reads those that are not written so. */
class RowChecks {
  private readonly columns: readonly Column[];
  private readonly kinds: readonly Check[];
  private readonly widths: readonly number[];
  private readonly isKey: readonly boolean[];
  private readonly empty: Float64Array;
  private readonly unread: Float64Array;

  constructor(private readonly match: BulkMatch) {
    const { layout } = match;
    const table = layout.dataset.table;
    this.columns = layout.stored.map((name) => columnOf(table, name));
    this.kinds = this.columns.map((column) => checkOf(column, table));
    this.widths = this.columns.map(({ digits }) => digits ?? 0);
    this.isKey = layout.columns.map((name) => layout.keys.includes(name));
    this.empty = new Float64Array(layout.columns.length);
    this.unread = new Float64Array(layout.columns.length);
  }

  /** Cells that are to be staged otherwise than they stand there, or why the row cannot be. */
  check({ row, ends }: CsvScanner): ReadonlyMap<number, Staged> | { fault: string } {
    const { places } = this.match;
    let found: Map<number, Staged> | null = null;
    for (let cell = 0; cell < places.length; cell++) {
      const place = places[cell]!;
      if (place < 0) continue;
      const start = place === 0 ? 0 : ends[place - 1]! + 1;
      const end = ends[place]!;
      if (end === start) {
        if (this.isKey[cell]) return { fault: this.missingKey(cell) };
        this.empty[cell]!++;
        continue;
      }
      if (isUsual(row, start, end, this.kinds[cell]!, this.widths[cell]!)) continue;
      const rewritten = this.read(cell, cellText(row, start, end));
      if ("fault" in rewritten) return rewritten;
      if (isAsItStands(rewritten, row, start, end)) continue;
      found ??= new Map();
      found.set(cell, rewritten);
    }
    return found ?? NOTHING_REWRITTEN;
  }

  addTo(counts: CellCounts, rows: number): void {
    for (const [cell, name] of this.match.layout.columns.entries())
      if (this.match.places[cell]! >= 0) counts.add(name, rows - this.empty[cell]!, this.unread[cell]!);
  }

  private read(cell: number, received: string): Rewritten {
    const { layout, isGuarded } = this.match;
    const rewritten = rewrite(
      layout,
      cell,
      this.columns[cell]!,
      isGuarded ? withoutApostrophe(received) : received,
    );
    if ("fault" in rewritten) return rewritten;
    if (rewritten.isUnread) {
      if (this.isKey[cell] || this.columns[cell]!.name === layout.dataset.table.roles.document)
        return { fault: unreadableKey(layout.columns[cell]!, received) };
      this.unread[cell]!++;
    } else if (rewritten.text === "") {
      if (this.isKey[cell]) return { fault: this.missingKey(cell) };
      this.empty[cell]!++;
    }
    return rewritten;
  }

  private missingKey(cell: number): string {
    return `row-without-key: no ${this.match.layout.columns[cell]}`;
  }
}

const CHECKS: Readonly<Partial<Record<Column["type"], Check>>> = {
  boolean: "flag",
  integer: "integer",
  number: "number",
  date: "day",
  timestamp: "moment",
};

function checkOf({ name, type }: Column, { roles }: Table): Check {
  if (name === roles.application) return "application";
  return CHECKS[type] ?? "code";
}

/** A cell of a release table as the engine is to read it. */
export function rewrite(layout: BulkLayout, cell: number, column: Column, received: string): Rewritten {
  const list = listIn(received.trim());
  const single = list === null ? received : unpacked(column, list);
  if (single === undefined) return unread("", received);
  const reading =
    single === null ? { value: null } : readCellOf(layout.dataset.table, column, single as string | number);
  if ("unclear" in reading) return { fault: unclearDay(layout.columns[cell]!, received, reading.unclear) };
  const raw = marked(received) ?? received;
  if ("unread" in reading) {
    const isNumber = column.type === "integer" && /\d/.test(received);
    return isNumber || column.type === "text" ? unread("", received) : unread(raw, null);
  }
  const { value } = reading;
  if (value === null) {
    // The engine keeps what stands for no day in a release; a protocol has nothing there.
    const isKept = column.type === "date" && !layout.isAnswered && standsForNoDay(raw);
    return { text: isKept ? raw : "", kept: null, isUnread: false };
  }
  const text = typeof value === "boolean" ? (value ? "1" : "0") : String(value);
  const isText = column.type === "text";
  const isSpaced = isText && layout.isAnswered && received !== text && received.trim() === text;
  return { text: marked(text) ?? text, kept: isSpaced ? received : null, isUnread: false };
}

function unread(text: string, kept: string | null): Rewritten {
  return { text, kept, isUnread: true };
}

function isAsItStands({ text, kept }: Staged, row: Buffer, start: number, end: number): boolean {
  return kept === null && text === row.toString("utf8", start, end);
}

/** What a code that is written as usual does not begin with: blanks, lists, quotes, signs, and NA, None, null. */
const UNUSUAL_FIRST = marksOf(` \t['"\\<#+-.@=Nn${STAGED.carriageReturn}${STAGED.lineFeed}`);
/** "None", "null": what begins like them and is longer is a word. */
const LONGEST_NOTHING = 4;
const isN = (byte: number) => byte === 0x4e || byte === 0x6e;
/** Nor what a number has in its second place when it is written with an exponent. */
const UNUSUAL_SECOND = marksOf(".eE");

function marksOf(characters: string): Uint8Array {
  const marks = new Uint8Array(256);
  for (const each of characters) marks[each.charCodeAt(0)] = 1;
  return marks;
}

/** Whether a cell is written as the release writes it, so that the engine can take it as it is. */
function isUsual(row: Buffer, start: number, end: number, kind: Check, width: number): boolean {
  const first = row[start]!;
  switch (kind) {
    case "application":
      return end - start === 8 && isDigits(row, start, end);
    case "flag":
      return end - start === 1 && (first === ZERO || first === ZERO + 1);
    case "integer":
      return end - start <= MOST_DIGITS && (first !== ZERO || end - start === 1) && isDigits(row, start, end);
    case "number":
      return end - start <= MOST_DIGITS && isDecimal(row, start, end);
    case "moment":
      return false;
    case "day":
      return (
        end - start === 10 && row[start + 4] === HYPHEN && row[start + 7] === HYPHEN && isDay(row, start)
      );
    case "code": {
      const last = row[end - 1]!;
      if (first < ZERO || first > NINE)
        return last > 0x20 && (UNUSUAL_FIRST[first] === 0 || (isN(first) && end - start > LONGEST_NOTHING));
      if (end - start < width || last <= 0x20 || last === POINT) return false;
      return !(row[end - 2] === POINT || UNUSUAL_SECOND[row[start + 1]!] === 1);
    }
  }
}

/** Reads the header row of a CSV from its first bytes; null when there is none. */
export function readHeader(head: Uint8Array): readonly string[] | null {
  return readRows(head.subarray(0, firstLineEnd(head)), 1)[0] ?? null;
}

/** The first rows of a CSV, the header among them. */
export function readRows(head: Uint8Array, most: number): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const scanner = new CsvScanner({
    row(self, cells) {
      if (rows.length < most) rows.push(cellTexts(self, cells));
    },
    rejected() {},
  });
  scanner.push(head);
  scanner.end();
  return rows;
}

function firstLineEnd(head: Uint8Array): number {
  for (let at = 0; at < head.length; at++) if (head[at] === 10 || head[at] === 13) return at + 1;
  return head.length;
}

/** Digits, with a point between them or none. */
function isDecimal(row: Buffer, start: number, end: number): boolean {
  const point = row.indexOf(POINT, start);
  if (point < 0 || point >= end) return isDigits(row, start, end);
  return point > start && point < end - 1 && isDigits(row, start, point) && isDigits(row, point + 1, end);
}

function isDigits(row: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (row[at]! < ZERO || row[at]! > NINE) return false;
  return true;
}

/** Of each month but in a leap year. */
const DAYS_OF_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text like yyyy-mm-dd is a day of the years 1000 to 2999; a leap day is looked at more closely. */
function isDay(row: Buffer, start: number): boolean {
  const century = row[start]! - ZERO;
  if (century !== 1 && century !== 2) return false;
  const month = (row[start + 5]! - ZERO) * 10 + row[start + 6]! - ZERO;
  const day = (row[start + 8]! - ZERO) * 10 + row[start + 9]! - ZERO;
  return month > 0 && day > 0 && day <= (DAYS_OF_MONTH[month] ?? 0) && isDigits(row, start + 1, start + 4);
}
