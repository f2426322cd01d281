import { createHash } from "node:crypto";
import { allNames, type Column, columnOf, type Dataset, type Field, type Source } from "../catalog/index.js";
import { type CellCounts, type Received, readCell, unpacked, unreadableKey } from "./cells.js";
import { unclearDay } from "./days.js";
import { RELEASES } from "./layouts.js";
import type { CatalogRow, CatalogValue } from "./load.js";

/** Writes a stored row as a protocol would; given by the store, which owns the wire forms. */
export type Render = (dataset: Dataset, protocol: string, row: CatalogRow) => Record<string, unknown>;

export interface RowContext {
  readonly fileName: string;
  readonly render: Render;
  /** How often an identical record without an id came before in this file. */
  readonly occurrence: (digest: string) => number;
  readonly counts: CellCounts;
  /** The record is a line of a table: it has texts where the API's has numbers, flags and lists. */
  readonly isTable: boolean;
}

export type RowOrFault =
  | {
      readonly row: CatalogRow;
      readonly unknown: readonly string[];
      /** The protocol in which it was answered; null for our own. */
      readonly protocol: string | null;
    }
  | { readonly fault: string };

/**
 * Turns a record of an API dataset (in a protocol that publishes it, or as we write it) into a row of its table. What the record says
 * otherwise than we would render it is kept in `verbatim`, so that it can be served as it came.
 */
export function rowOfRecord(
  record: Record<string, unknown>,
  source: Source,
  dataset: Dataset,
  number: number,
  context: RowContext,
): RowOrFault {
  const protocol = protocolOf(record, dataset, source.origin);
  const read = readFields(record, dataset, protocol, source.keys, context);
  if ("fault" in read) return read;
  const { row, extra, unknown } = read;
  for (const computed of COMPUTED) delete row[computed];
  fillParts(row, dataset);
  for (const key of source.keys) {
    const { field } = fieldsOf(dataset).get(key)!;
    if (row[field.column] === undefined || row[field.column] === null)
      return { fault: `key-missing: no ${field.column.replaceAll("_", " ")}` };
  }
  const columns = columnNames(dataset);
  if (columns.has("source")) row.source = isSource(row.source) ? row.source : source.origin;
  if (columns.has("source_file")) row.source_file = context.fileName;
  if (columns.has("source_row")) row.source_row = number;
  if (typeof row.record_id !== "string") {
    const digest = digestOf(record);
    const nth = context.occurrence(digest);
    row.record_id = nth === 1 ? digest : md5(`${digest}#${nth}`);
  }
  const verbatim: Record<string, unknown> = {};
  if (protocol === null) Object.assign(extra, read.unread);
  else {
    const rendered = context.render(dataset, protocol, row);
    const patch = context.isTable
      ? { ...spacedOtherwise(rendered, record), ...read.unread }
      : mergePatch(rendered, withoutKeys(record, unknown));
    if (Object.keys(patch).length > 0) verbatim[protocol] = patch;
  }
  if (Object.keys(extra).length > 0) verbatim.extra = extra;
  if (Object.keys(verbatim).length > 0) row.verbatim = JSON.stringify(verbatim);
  return { row, unknown, protocol };
}

/** Fills the lists that are the parts of a text beside them; a text without parts has none. */
function fillParts(row: Record<string, CatalogValue>, { table }: Dataset): void {
  for (const { name, partsOf } of table.columns) {
    const text = partsOf && row[partsOf.column];
    if (typeof text !== "string") continue;
    let parts = [text];
    for (const separator of partsOf!.separators) parts = parts.flatMap((part) => part.split(separator));
    row[name] = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
  }
}

interface ReadFields {
  readonly row: Record<string, CatalogValue>;
  /** Members that nobody knows. */
  readonly extra: Record<string, unknown>;
  readonly unknown: readonly string[];
  /** What was received where the column holds none. */
  readonly unread: Record<string, unknown>;
}

function readFields(
  record: Record<string, unknown>,
  dataset: Dataset,
  protocol: string | null,
  keys: readonly string[],
  { counts }: RowContext,
): ReadFields | { readonly fault: string } {
  const byName = fieldsOf(dataset);
  const row: Record<string, CatalogValue> = {};
  const extra: Record<string, unknown> = {};
  const unknown: string[] = [];
  const unread: Record<string, unknown> = {};
  for (const [name, received] of Object.entries(record)) {
    const found = byName.get(name) ?? byName.get(name.toLowerCase());
    if (!found) {
      if (name === "extra" && protocol === null && isObject(received)) Object.assign(extra, received);
      else {
        extra[name] = received;
        unknown.push(name);
      }
      continue;
    }
    const { field, column } = found;
    // Another spelling of a number that the record has as well.
    if (field.isExtra) continue;
    const scalar = scalarOf(received, column);
    if (scalar === undefined) {
      if (field.column !== "claims") return { fault: `bad-shape: ${name} is not one value` };
      continue;
    }
    if (scalar === null) continue;
    const reading = readCell(column, scalar);
    if ("unclear" in reading) return { fault: unclearDay(name, String(scalar), reading.unclear) };
    if ("unread" in reading) {
      const { partition, document } = dataset.table.roles;
      if (column.name === partition || column.name === document || keys.includes(field.name))
        return { fault: unreadableKey(name, String(scalar)) };
      unread[name] = received;
      counts.add(name, 1, 1);
      row[field.column] ??= null;
      continue;
    }
    counts.add(name, 1, 0);
    row[field.column] ??= reading.value;
  }
  return { row, extra, unknown, unread };
}

/** Columns that every load computes afresh. */
export const COMPUTED = [
  "is_duplicate",
  "canonical_action_id",
  "is_first_action",
  "is_preferred",
  "claims",
  "reference_key",
];

interface NamedField {
  readonly field: Field;
  readonly column: Column;
}

const byDataset = new Map<Dataset, ReadonlyMap<string, NamedField>>();

function fieldsOf(dataset: Dataset): ReadonlyMap<string, NamedField> {
  let names = byDataset.get(dataset);
  if (!names) {
    const all = new Map<string, NamedField>();
    for (const [name, field] of allNames(dataset)) {
      const found = { field, column: columnOf(dataset.table, field.column) };
      all.set(name, found);
      if (!all.has(name.toLowerCase())) all.set(name.toLowerCase(), found);
    }
    names = all;
    byDataset.set(dataset, all);
  }
  return names;
}

const columnsByDataset = new Map<Dataset, ReadonlySet<string>>();

function columnNames(dataset: Dataset): ReadonlySet<string> {
  let names = columnsByDataset.get(dataset);
  if (!names) {
    names = new Set(dataset.table.columns.map(({ name }) => name));
    columnsByDataset.set(dataset, names);
  }
  return names;
}

function isSource(value: CatalogValue | undefined): value is string {
  return value === "api" || value === "release-2017" || value === "extraction";
}

/** Why a row of an exported table cannot say where it came from; null where it can. */
export function sourceFault(source: CatalogValue | undefined): string | null {
  if (isSource(source) || (typeof source === "string" && RELEASES.has(source))) return null;
  return `bad-source: "${String(source)}" is none of api, release-2017, extraction`;
}

/** Told by how dates are written: `…Z` in the Developer Hub, without a zone on the portal, days in ours. */
function protocolOf(record: Record<string, unknown>, dataset: Dataset, origin: string): string | null {
  if (origin !== "api") return record.source === undefined ? "ds" : null;
  for (const field of dataset.fields) {
    if (field.match !== "date" && field.match !== "instant") continue;
    const value = scalarOf(record[field.name]);
    if (typeof value !== "string") continue;
    if (/T[0-9:.]+Z$/.test(value)) return "ds";
    if (field.match === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
    if (/T[0-9:.]+$/.test(value) && record.source === undefined) return "odp";
  }
  return record.source === undefined ? "odp" : null;
}

/** A scalar, or a list as one; null for missing and empty; undefined for any other shape. */
function scalarOf(value: unknown, column?: Column): Received | null | undefined {
  if (Array.isArray(value)) {
    const single = unpacked(column, value);
    return Array.isArray(single)
      ? scalarOf(single, column)
      : scalarOf(single ?? (value.length > 1 ? {} : null));
  }
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return undefined;
}

/** Texts of a table that have blanks about them, which the row has not: as the API would have written them. */
function spacedOtherwise(
  ours: Record<string, unknown>,
  received: Record<string, unknown>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [name, written] of Object.entries(ours)) {
    const [element] = Array.isArray(written) ? (written as unknown[]) : [written];
    const text = scalarOf(received[name]);
    if (typeof text !== "string" || typeof element !== "string") continue;
    if (text !== element && text.trim() === element) patch[name] = Array.isArray(written) ? [text] : text;
  }
  return patch;
}

/** What must change in `ours` to become `received` (RFC 7396; a null removes). */
function mergePatch(
  ours: Record<string, unknown>,
  received: Record<string, unknown>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(received)) if (!isSame(ours[name], value)) patch[name] = value;
  for (const name of Object.keys(ours)) if (!(name in received)) patch[name] = null;
  return patch;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function withoutKeys(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  if (names.length === 0) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same for the same members, whatever their order. */
function digestOf(record: Record<string, unknown>): string {
  return md5(JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
