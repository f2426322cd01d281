import type { Cell, Column, Scalar, Table } from "../catalog/index.js";
import { readApplicationNumber } from "../query/index.js";
import { readDay } from "./readDay.js";

/** One received value, be it of a CSV, a JSON record or a Parquet file. */
export type ReceivedCell = string | number | boolean;

/**
 * What a cell says: a value, or nothing (null); what cannot be read (`unread`); a day that may be several (`unclear`).
 */
export type CellReading = { readonly value: Cell } | { readonly unread: true } | { readonly unclear: string };

const NOTHING: CellReading = { value: null };
const UNREAD: CellReading = { unread: true };

/**
 * The reader of each type of cell, the same for every format. Lists are unpacked before: see `unpacked` and `readList`.
 * The number of an application has a reader of its own.
 */
export function readCell(column: Column, received: ReceivedCell, isApplication = false): CellReading {
  const written = String(received).trim();
  const text = isFreeText(column, isApplication) ? written : withoutExcel(written);
  if (text === "" || text === "null") return NOTHING;
  if (isText(column) ? isNothing(text) : /^(?:na|n\/a|nan|nat|none|null|<na>|\\n)$/i.test(text))
    return NOTHING;
  switch (column.type) {
    case "boolean":
      return readFlag(received, text);
    case "integer":
      return readInteger(received, text);
    case "date":
      return readDate(text);
    case "timestamp":
      return readInstant(text);
    case "number":
      return readNumber(received, text);
    case "json":
    case "fulltext":
      return { value: text };
    case "text":
      if (isApplication) return readApplication(wholeNumber(text) ?? text);
      return column.digits === undefined ? { value: text } : readCode(column, text);
  }

  function isText({ type }: Column): boolean {
    return type === "text" || type === "fulltext" || type === "json";
  }

  /** In a code, what programs write for a missing value; elsewhere it may be a word, a name or a country. */
  function isNothing(word: string): boolean {
    return column.digits !== undefined && /^(?:NA|N\/A|#N\/A|NaN|nan|NaT|None|NULL|<NA>|\\N)$/.test(word);
  }
}

/** What is kept letter by letter: neither a code nor an application's number. */
function isFreeText({ type, digits }: Column, isApplication: boolean): boolean {
  return (
    type === "json" || type === "fulltext" || (type === "text" && digits === undefined && !isApplication)
  );
}

/** What a cell says that Excel was made to keep as text, `="13759138"`; any other as it is. */
export function withoutExcel(text: string): string {
  return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
}

function readNumber(received: ReceivedCell, text: string): CellReading {
  const number = typeof received === "boolean" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? { value: number } : UNREAD;
}

function readFlag(received: ReceivedCell, text: string): CellReading {
  if (typeof received === "boolean") return { value: received };
  switch (text.toLowerCase().replace(/^([01])\.0*$/, "$1")) {
    case "1":
    case "true":
    case "t":
    case "yes":
    case "y":
      return { value: true };
    case "0":
    case "false":
    case "f":
    case "no":
    case "n":
      return { value: false };
    default:
      return UNREAD;
  }
}

function readInteger(received: ReceivedCell, text: string): CellReading {
  if (typeof received === "boolean") return UNREAD;
  const sign = /^[+-]/.test(text) ? text[0]! : "";
  const digits = wholeNumber(text.slice(sign.length));
  const integer = digits === null ? Number.NaN : Number(`${sign}${digits}`);
  return Number.isSafeInteger(integer) ? { value: integer } : UNREAD;
}

/** The digits of a whole number, as it is or as a program writes a fraction; null where digits have been rounded away. */
function wholeNumber(text: string): string | null {
  const plain = /^(\d+)(?:\.0*)?$/.exec(text);
  if (plain) return plain[1]!;
  const [, first = "", rest = "", zeros = ""] = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i.exec(text) ?? [];
  return rest !== "" && rest.length === Number(zeros) ? `${first}${rest}` : null;
}

/** Days that stand for none: of the first years and the last, and what databases call so. */
const NO_DAY = /^(?:0000|0001|9999)\D|^-?(?:epoch|infinity)$|\(?\bBC\)?$/i;

/** Whether a text is written in place of a day where there is none. */
export function standsForNoDay(text: string): boolean {
  return NO_DAY.test(text.trim());
}

function readDate(text: string): CellReading {
  if (standsForNoDay(text)) return NOTHING;
  const number = /^\d+\.0*$/.test(text) ? wholeNumber(text) : null;
  const found = readDay(number ?? text);
  if (found === null) return UNREAD;
  return "unclear" in found ? found : { value: found.day };
}

/** Wall time as received; a day alone is its beginning, as a program writes a column of them. */
function readInstant(text: string): CellReading {
  if (standsForNoDay(text)) return NOTHING;
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|[+-]00:?00)?)?$/.exec(text);
  if (!found) return UNREAD;
  const [, date = "", hour = "00", minute = "00", second = "00", fraction = ""] = found;
  const day = readDay(date);
  if (!day || !("day" in day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return UNREAD;
  const digits = fraction.slice(0, 6).replace(/0+$/, "");
  return { value: `${day.day}T${hour}:${minute}:${second}${digits === "" ? "" : `.${digits}`}` };
}

/** A cell of a table, whose column may be the one that holds the number of an application. */
export function readCellOf({ roles }: Table, column: Column, received: ReceivedCell): CellReading {
  return readCell(column, received, column.name === roles.application);
}

/**
 * The values of a list, whether they come as one or as the text of one: as JSON and Python print it, or as ours is
 * written in a CSV, numbers and days joined with commas. A single value is a list of one.
 */
export function readList(column: Column, received: unknown): CellReading {
  const each = (value: unknown) =>
    value === null || value === undefined
      ? NOTHING
      : typeof value === "object"
        ? UNREAD
        : readCell(column, value as ReceivedCell);
  const values: Scalar[] = [];
  for (const reading of elementsOf(column, received).map(each)) {
    if (!("value" in reading)) return reading;
    if (reading.value !== null) values.push(reading.value as Scalar);
  }
  return { value: values.length === 0 ? null : values };
}

function elementsOf({ type }: Column, received: unknown): readonly unknown[] {
  if (Array.isArray(received)) return received;
  if (typeof received !== "string") return [received];
  const isText = type === "text" || type === "fulltext" || type === "json";
  const text = received.trim();
  return listIn(text) ?? (isText ? [text] : text.split(","));
}

function readCode({ digits = 0 }: Column, text: string): CellReading {
  const number = wholeNumber(text);
  if (number !== null) return { value: number.padStart(digits, "0") };
  return /^\d(?:\.\d+)?e\+?\d{1,2}$/i.test(text) && /[.+]/.test(text) ? UNREAD : { value: text };
}

function readApplication(text: string): CellReading {
  if (/^\d{1,8}$/.test(text)) return { value: text.padStart(8, "0") };
  // International applications are numbered otherwise.
  if (/^PCT\W?[A-Z]{2}\W?\d/i.test(text)) return { value: text };
  if (/\d\.\d/.test(text)) return UNREAD;
  try {
    return { value: readApplicationNumber(text) };
  } catch {
    return UNREAD;
  }
}

/** Why a row is set aside whose application or document cannot be read. */
export function unreadableKey(name: string, text: string): string {
  return `key-unreadable: ${name} "${text.slice(0, 40)}" has lost digits or is none; write it in full`;
}

/**
 * A list as one text, for a column that joins its parts; the element of a list of one. Undefined where a list has
 * several and the column cannot take them.
 */
export function unpacked(column: Column | undefined, list: readonly unknown[]): unknown {
  if (list.length < 2) return list[0] ?? null;
  const isPlain = list.every((each) => typeof each === "string" || typeof each === "number");
  return column?.joinedWith !== undefined && isPlain ? list.join(column.joinedWith) : undefined;
}

/** A list as Python and JSON print it, which tables hold in place of one; null for any other text. */
export function listIn(text: string): readonly (string | number | null)[] | null {
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  const parts: (string | number | null)[] = [];
  const element =
    /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|(None|null|nan|NaN))\s*(,|$)/sy;
  const inner = text.slice(1, -1);
  if (inner.trim() === "") return parts;
  while (element.lastIndex < inner.length) {
    const found = element.exec(inner);
    if (!found) return null;
    const [, single, double, number] = found;
    const quoted = single ?? double;
    parts.push(quoted !== undefined ? unescaped(quoted) : number !== undefined ? Number(number) : null);
  }
  return parts;
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis,
    (_, two?: string, four?: string, one?: string) =>
      one === undefined ? String.fromCharCode(Number.parseInt(two ?? four!, 16)) : (ESCAPED[one] ?? one),
  );
}

/** How many cells of each column hold something, and how many of those cannot be read. */
export class CellCounts {
  private readonly counts = new Map<string, { filled: number; unread: number }>();

  add(column: string, filled: number, unread: number): void {
    const count = this.counts.get(column) ?? { filled: 0, unread: 0 };
    this.counts.set(column, count);
    count.filled += filled;
    count.unread += unread;
  }

  /** Columns with cells that cannot be read. */
  unread(): readonly { readonly column: string; readonly filled: number; readonly unread: number }[] {
    return [...this.counts]
      .map(([column, count]) => ({ column, ...count }))
      .filter(({ unread }) => unread > 0);
  }
}
