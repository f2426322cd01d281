import type { Column, ColumnType, Member, Shape, Verbatim, Wire } from "../../catalog/index.js";
import type { Cell, Row } from "../row.js";
import { isDaylightSaving } from "./easternTime.js";
import { isObject, members, withoutNulls } from "./jsonText.js";
import { spelledCell } from "./spelled.js";

/** Turns one stored row into the JSON text of its record. */
export interface RecordRenderer {
  (row: Row): string;
  /** The columns it reads. */
  readonly columns: ReadonlySet<string>;
  /** The members it writes of a row that was not received otherwise, in order. */
  readonly members: readonly MemberWriter[];
  /** The column that says what was received otherwise, where it reads one. */
  readonly verbatim: string | null;
}

/** Writes one member of a record. */
export interface MemberWriter {
  /** The key as JSON, with its colon. */
  readonly start: string;
  readonly column: string;
  /** The value as JSON text; null where the member is left out. */
  readonly write: (cell: Cell) => string | null;
  /** What stands before and behind a text that is written as it is; null where values are written otherwise. */
  readonly around: readonly [before: string, behind: string] | null;
}

/** Renderers are made once for each shape: a page of one record should not cost more to prepare than to write. */
const renderers = new WeakMap<Shape, RecordRenderer>();

/** Makes the function that writes records in a shape: its members, and what was received otherwise. */
export function recordRenderer(shape: Shape): RecordRenderer {
  const known = renderers.get(shape);
  if (known) return known;
  const made = makeRenderer(shape);
  renderers.set(shape, made);
  return made;
}

interface Writer extends MemberWriter {
  readonly key: string;
}

function makeRenderer({ members, verbatim }: Shape): RecordRenderer {
  const writers = members.map(writerOf);
  const withVerbatim = verbatim && verbatimRenderer(writers, verbatim);
  const render = (row: Row): string => {
    if (withVerbatim) {
      const received = row[verbatim.column];
      if (typeof received === "string") return withVerbatim(row, received);
    }
    let text = "";
    for (const { start, column, write } of writers) {
      const value = write(row[column] ?? null);
      if (value !== null) text += text === "" ? start + value : `,${start}${value}`;
    }
    return `{${text}}`;
  };
  const read = [...members, ...(verbatim?.adds.kind === "patch" ? (verbatim.adds.whole ?? []) : [])];
  const columns = new Set(read.map(({ column }) => column.name));
  if (verbatim) columns.add(verbatim.column);
  return Object.assign(render, { columns, members: writers, verbatim: verbatim?.column ?? null });
}

function writerOf({ key, column, spelling, wire }: Member): Writer {
  const plainly = cellWriter(column, wire);
  const write: CellWriter = spelling === undefined ? plainly : (cell) => plainly(spelledCell(cell, spelling));
  const around = spelling === undefined ? textAround(column, wire) : null;
  return { key, start: `${stringText(key)}:`, column: column.name, write, around };
}

/** The received members replace ours, and those of the shape are picked from what came out. */
function verbatimRenderer(
  writers: readonly Writer[],
  { adds }: Verbatim,
): (row: Row, received: string) => string {
  if (adds.kind === "member") {
    return (row, received) => {
      const record = recordOf(row, writers);
      const kept = new Map(members(received)).get(adds.name);
      if (kept !== undefined) record.set(adds.name, kept);
      return objectText(record);
    };
  }
  const whole = adds.whole?.map(writerOf);
  const keys = writers.map(({ key }) => key);
  return (row, received) => {
    const record = recordOf(row, whole ?? writers);
    patch(record, received, adds.name);
    return objectText(whole ? pick(record, keys) : record);
  };
}

function recordOf(row: Row, writers: readonly Writer[]): Map<string, string> {
  const record = new Map<string, string>();
  for (const { key, column, write } of writers) {
    const value = write(row[column] ?? null);
    if (value !== null) record.set(key, value);
  }
  return record;
}

/** Writes one value as JSON text; null where the key is left out. */
type CellWriter = (cell: Cell) => string | null;

function cellWriter({ type }: Column, wire: Wire | null): CellWriter {
  if (wire === null) return (cell) => nativeText(cell);
  return (cell) => (cell === null ? wire.absent : wireText(cell, type, wire));
}

function textAround({ type }: Column, wire: Wire | null): MemberWriter["around"] {
  if (type !== "text" && type !== "fulltext" && type !== "json") return null;
  if (wire === null || wire.form === "string") return ['"', '"'];
  return wire.form === "string-list" ? ['["', '"]'] : null;
}

/** A value in its plain form: JSON's own types, dates and instants as text, missing as null. */
function nativeText(cell: Cell): string {
  return typeof cell === "string" ? stringText(cell) : JSON.stringify(cell);
}

function wireText(cell: Exclude<Cell, null>, type: ColumnType, wire: Wire): string {
  switch (wire.form) {
    case "string":
      return stringText(plain(cell));
    case "string-list":
      return `[${stringText(plain(cell))}]`;
    case "number":
      return String(Number(cell));
    case "float":
      return `${Number(cell)}.0`;
    case "boolean":
      return cell ? "true" : "false";
    case "number-string-list":
      return `["${Number(cell)}"]`;
    case "utc-midnight":
      return `"${dayOf(cell)}T${isDaylightSaving(dayOf(cell)) ? "04" : "05"}:00:00Z"`;
    case "midnight":
      return `"${dayOf(cell)}T00:00:00"`;
    case "midnight-list":
      return `["${dayOf(cell)}T00:00:00"]`;
    case "seconds":
      return `"${secondOf(cell, type)}"`;
    case "utc-seconds":
      return `"${secondOf(cell, type)}Z"`;
    case "utc-milliseconds":
      return `"${secondOf(cell, type)}.${fractionOf(cell)}Z"`;
  }
}

function plain(cell: Exclude<Cell, null>): string {
  if (typeof cell === "string") return cell;
  return typeof cell === "boolean" ? String(Number(cell)) : String(cell);
}

function dayOf(cell: Exclude<Cell, null>): string {
  return String(cell).slice(0, 10);
}

function secondOf(cell: Exclude<Cell, null>, type: ColumnType): string {
  return type === "date" ? `${dayOf(cell)}T00:00:00` : String(cell).slice(0, 19);
}

function fractionOf(cell: Exclude<Cell, null>): string {
  return String(cell).slice(20, 23).padEnd(3, "0");
}

/** Lays what was received otherwise than we would write it over a record: a merge patch. */
function patch(record: Map<string, string>, received: string, name: string): void {
  const own = new Map(members(received)).get(name);
  if (own === undefined) return;
  for (const [key, text] of members(own)) {
    // A replaced member stands at the end, as DuckDB's merge patch leaves it.
    record.delete(key);
    if (text !== "null") record.set(key, isObject(text) ? withoutNulls(text) : text);
  }
}

function pick(record: ReadonlyMap<string, string>, keys: readonly string[]): Map<string, string> {
  const picked = new Map<string, string>();
  for (const key of keys) {
    const text = record.get(key);
    if (text !== undefined) picked.set(key, text);
  }
  return picked;
}

function objectText(record: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  for (const [key, text] of record) parts.push(`${stringText(key)}:${text}`);
  return `{${parts.join(",")}}`;
}

/** A JSON string as DuckDB's JSON writer has it, which is JSON.stringify but for upper-case hex digits. */
export function stringText(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\u00")
    ? json.replace(/\\(?:u00[01][0-9a-f]|.)/gs, (written) =>
        written.length > 2 ? `\\u${written.slice(2).toUpperCase()}` : written,
      )
    : json;
}
