import {
  type ColumnType,
  type Dataset,
  type Field,
  fieldName,
  fieldsOf,
  type Generation,
  type Wire,
} from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { tableOf } from "../../installation.js";
import { type Cell, columnType, type Row } from "../row.js";
import { isDaylightSaving } from "./easternTime.js";
import { isObject, members, withoutNulls } from "./jsonText.js";
import { spelledCell } from "./spelled.js";

/** Turns one stored row into the JSON text of its record. */
export interface RecordRenderer {
  (row: Row): string;
  /** The columns it reads. */
  readonly columns: ReadonlySet<string>;
  /** The members it writes of a row without `verbatim`, in order. */
  readonly members: readonly MemberWriter[];
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

/** Renderers are made once for each way of asking: a page of one record should not cost more to prepare than to write. */
const renderers = new WeakMap<Dataset, Map<string, RecordRenderer>>();
const RENDERERS_KEPT = 200;

/**
 * Makes the function that writes a dataset's records in one generation: its fields (or those selected, by
 * name, in that order), then what was received otherwise (`verbatim`). Throws `unknown-field` when a
 * selected name is none of the generation's.
 */
export function recordRenderer(
  dataset: Dataset,
  generation: Generation,
  select?: readonly string[],
): RecordRenderer {
  const name = JSON.stringify([generation, select ?? null]);
  const ofDataset = renderers.get(dataset) ?? new Map<string, RecordRenderer>();
  renderers.set(dataset, ofDataset);
  const known = ofDataset.get(name);
  if (known) return known;
  const made = makeRenderer(dataset, generation, select);
  if (ofDataset.size >= RENDERERS_KEPT) ofDataset.clear();
  ofDataset.set(name, made);
  return made;
}

interface Writer extends MemberWriter {
  readonly key: string;
}

function makeRenderer(
  dataset: Dataset,
  generation: Generation,
  select: readonly string[] | undefined,
): RecordRenderer {
  const table = dataset.table;
  const writerOf = (field: Field): Writer => {
    const key = fieldName(field, generation);
    const type = columnType(table, field.column);
    const wire = wireOf(field, generation, table);
    const plainly = cellWriter(type, wire);
    const { spelling } = field;
    const write: CellWriter =
      spelling === undefined ? plainly : (cell) => plainly(spelledCell(cell, spelling));
    const around = spelling === undefined ? textAround(type, wire) : null;
    return { key, start: `${stringText(key)}:`, column: field.column, write, around };
  };
  const all = fieldsOf(dataset, generation)
    .filter((each) => !each.isExtra)
    .map(writerOf);
  const selected = select ? selectedFields(dataset, generation, select).map(writerOf) : null;
  const plain = selected ?? all;
  const columns = new Set([
    "verbatim",
    ...(plain === all || generation === "native" ? plain : all).map((each) => each.column),
  ]);

  const render = (row: Row): string => {
    if (typeof row.verbatim === "string") return withVerbatim(row, row.verbatim);
    let text = "";
    for (const { start, column, write } of plain) {
      const value = write(row[column] ?? null);
      if (value !== null) text += text === "" ? start + value : `,${start}${value}`;
    }
    return `{${text}}`;
  };

  /** The received members replace ours, and a selection is made from what came out. */
  function withVerbatim(row: Row, verbatim: string): string {
    const record = new Map<string, string>();
    for (const { key, column, write } of plain === all || generation === "native" ? plain : all) {
      const value = write(row[column] ?? null);
      if (value !== null) record.set(key, value);
    }
    addVerbatim(record, verbatim, generation);
    return objectText(
      selected
        ? pick(
            record,
            selected.map(({ key }) => key),
          )
        : record,
    );
  }

  return Object.assign(render, { columns, members: plain });
}

/** The fields named by `select`, in its order. Throws `unknown-field` for a name the generation lacks. */
export function selectedFields(
  dataset: Dataset,
  generation: Generation,
  select: readonly string[],
): readonly Field[] {
  const all = fieldsOf(dataset, generation);
  return [...new Set(select)].map((name) => {
    const found = all.find((field) => fieldName(field, generation) === name || field.name === name);
    if (found) return found;
    throw new ArtunitError(
      "unknown-field",
      `There is no field "${name}" in ${dataset.key}/${dataset.version}.`,
      { field: name },
    );
  });
}

/**
 * How a field is written in a generation; null in the native one, where each type has one plain form.
 * Fields without a published form get the generation's usual one, and are left out when missing.
 */
export function wireOf(field: Field, generation: Generation, table: ReturnType<typeof tableOf>): Wire | null {
  if (generation === "native") return null;
  const published = field[generation];
  if (published) return published;
  switch (columnType(table, field.column)) {
    case "text":
    case "fulltext":
    case "json":
      return { form: "string", absent: null };
    case "integer":
    case "boolean":
      return { form: "number", absent: null };
    case "date":
      return { form: generation === "ds" ? "utc-midnight" : "midnight", absent: null };
    case "timestamp":
      return { form: generation === "ds" ? "utc-seconds" : "seconds", absent: null };
    case "integers":
      return null;
  }
}

/** Writes one value as JSON text; null where the key is left out. */
type CellWriter = (cell: Cell) => string | null;

function cellWriter(type: ColumnType, wire: Wire | null): CellWriter {
  if (wire === null) return (cell) => nativeText(cell);
  return (cell) => (cell === null ? wire.absent : wireText(cell, type, wire));
}

function textAround(type: ColumnType, wire: Wire | null): MemberWriter["around"] {
  if (type !== "text" && type !== "fulltext" && type !== "json") return null;
  if (wire === null || wire.form === "string") return ['"', '"'];
  return wire.form === "string-list" ? ['["', '"]'] : null;
}

/** A value in our own generation: JSON's own types, dates and instants as text, missing as null. */
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

/** What was received otherwise than we would write it: a merge patch, or (native) the unknown members. */
function addVerbatim(record: Map<string, string>, verbatim: string, generation: Generation): void {
  const kept = new Map(members(verbatim));
  if (generation === "native") {
    const extra = kept.get("extra");
    if (extra !== undefined) record.set("extra", extra);
    return;
  }
  const patch = kept.get(generation);
  if (patch === undefined) return;
  for (const [key, text] of members(patch)) {
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
