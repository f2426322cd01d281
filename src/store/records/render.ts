import {
  type Column,
  isNestedObject,
  type Member,
  type MemberShape,
  type NestedShape,
  prune,
  readNested,
  type Shape,
  type Verbatim,
  type Wire,
  writeNested,
} from "../../catalog/index.js";
import type { Cell, Row, Scalar } from "../row.js";
import { isObject, members, withoutNulls } from "./jsonText.js";
import { spelledCell } from "./spelled.js";
import { FORMS, formOf, stringText } from "./wireForms.js";

/** Turns one stored row into the JSON text of its record. */
export interface RecordRenderer {
  (row: Row): string;
  /** The columns it reads. */
  readonly columns: ReadonlySet<string>;
  /** The members it writes of a row that was not received otherwise, in order; null where it writes no members. */
  readonly members: readonly MemberWriter[] | null;
  /** The column that says what was received otherwise, where it reads one. */
  readonly verbatim: string | null;
}

/** Writes one member of a record. */
export interface MemberWriter {
  readonly key: string;
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

function makeRenderer(shape: Shape): RecordRenderer {
  return shape.kind === "nested" ? nestedRenderer(shape) : memberRenderer(shape);
}

/** The object as it came, unless it is mapped or pruned. A row without one counts as an empty object. */
function nestedRenderer(shape: NestedShape): RecordRenderer {
  const { name } = shape.column;
  const write = nestedWriter(shape);
  const render = (row: Row): string => {
    const received = row[name];
    return write(typeof received === "string" ? received : "{}");
  };
  return Object.assign(render, { columns: new Set([name]), members: null, verbatim: null });
}

/** Makes the function that writes a record of the text of its object. */
export function nestedWriter({ map, without, paths }: NestedShape): (received: string) => string {
  const left = without === undefined ? null : JSON.stringify(without);
  return (received) => {
    // What the text does not name, the object does not have.
    if (!map && paths === null && (left === null || !received.includes(left))) return received;
    const object = readNested(received);
    if (!isNestedObject(object)) throw new Error("What a row keeps as received is no object.");
    const whole = without === undefined ? object : new Map([...object].filter(([name]) => name !== without));
    const mapped = map ? map(whole) : whole;
    return writeNested(paths === null ? mapped : prune(mapped, paths));
  };
}

function memberRenderer({ members, verbatim }: MemberShape): RecordRenderer {
  const writers = members.map(writerOf);
  const layOver = verbatim && verbatimLayer(members, verbatim);
  const whole =
    verbatim?.adds.kind === "patch" && verbatim.adds.whole ? verbatim.adds.whole.map(writerOf) : writers;
  const render = (row: Row): string => {
    if (layOver) {
      const received = row[verbatim.column];
      if (typeof received === "string") return layOver(recordOf(row, whole), received);
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

function writerOf({ key, column, spelling, wire }: Member): MemberWriter {
  const plainly = cellWriter(column, wire);
  const write: CellWriter = spelling === undefined ? plainly : (cell) => plainly(spelledCell(cell, spelling));
  const around = spelling === undefined ? textAround(column, wire) : null;
  return { key, start: `${stringText(key)}:`, column: column.name, write, around };
}

/**
 * Makes the function that lays what a row was received with over its record, by key: the record of the whole shape where
 * members are picked from it, of the members themselves otherwise.
 */
export function verbatimLayer(
  picked: readonly Member[],
  { adds }: Verbatim,
): (record: Map<string, string>, received: string) => string {
  if (adds.kind === "member") {
    return (record, received) => {
      const kept = new Map(members(received)).get(adds.name);
      if (kept !== undefined) record.set(adds.name, kept);
      return objectText(record);
    };
  }
  const keys = adds.whole && picked.map(({ key }) => key);
  return (record, received) => {
    patch(record, received, adds.name);
    return objectText(keys ? pick(record, keys) : record);
  };
}

function recordOf(row: Row, writers: readonly MemberWriter[]): Map<string, string> {
  const record = new Map<string, string>();
  for (const { key, column, write } of writers) {
    const value = write(row[column] ?? null);
    if (value !== null) record.set(key, value);
  }
  return record;
}

/** Writes one value as JSON text; null where the key is left out. */
type CellWriter = (cell: Cell) => string | null;

function cellWriter(column: Column, { form, absent }: Wire): CellWriter {
  const { element, isList } = formOf(column, form);
  const { type } = column;
  if (column.isList) {
    return (cell) =>
      cell === null
        ? absent
        : `[${(cell as readonly Scalar[]).map((each) => element.write(each, type)).join(",")}]`;
  }
  if (isList) return (cell) => (cell === null ? absent : `[${element.write(cell as Scalar, type)}]`);
  return (cell) => (cell === null ? absent : element.write(cell as Scalar, type));
}

/** A text stands in its record as it is, between these, where no character of it is escaped. */
function textAround({ type, isList }: Column, { form }: Wire): MemberWriter["around"] {
  if (isList || (type !== "text" && type !== "fulltext" && type !== "json")) return null;
  return FORMS[form].isList ? ['["', '"]'] : ['"', '"'];
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
