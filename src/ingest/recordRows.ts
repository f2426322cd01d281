import { createHash } from "node:crypto";
import {
  allNames,
  type Cell,
  type Column,
  columnOf,
  type Dataset,
  type Field,
  HOUSE,
  type Row,
  type Source,
  STAGED,
  type Table,
} from "../catalog/index.js";
import {
  type CellCounts,
  type ReceivedCell,
  readCellOf,
  readList,
  unpacked,
  unreadableKey,
} from "./cells.js";
import { mergePatch } from "./mergePatch.js";
import { unclearDay } from "./readDay.js";

/** Writes a stored row as a protocol would; given by the store, which owns the wire forms. */
export type Render = (dataset: Dataset, protocol: string, row: Row) => Record<string, unknown>;

export interface RowContext {
  readonly fileName: string;
  readonly render: Render;
  /** How often an identical record without an id came before in this file. */
  readonly occurrence: (digest: string) => number;
  readonly counts: CellCounts;
  /** The record is a line of a table: it has texts where the API's has numbers, flags and lists. */
  readonly isTable: boolean;
  /** Columns of a table that are never read, because a load works them out afresh. */
  readonly afresh: (table: Table) => ReadonlySet<string>;
}

export type RowOrFault =
  | {
      readonly row: Row;
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
  const protocol = source.protocolOf?.(record) ?? null;
  const read = readFields(record, dataset, protocol, source.keys, context);
  if ("fault" in read) return read;
  const { row, extra, unknown } = read;
  for (const key of source.keys) {
    const { field } = fieldsOf(dataset).get(key)!;
    if ((row[field.column] ?? null) === null)
      return { fault: `row-without-key: no ${field.column.replaceAll("_", " ")}` };
  }
  const columns = columnNames(dataset);
  const { table } = dataset;
  if (columns.has(HOUSE.source))
    row[HOUSE.source] = isSource(row[HOUSE.source], table) ? row[HOUSE.source]! : source.origin;
  if (columns.has(HOUSE.file)) row[HOUSE.file] = context.fileName;
  if (columns.has(HOUSE.row)) row[HOUSE.row] = number;
  if (columns.has(HOUSE.record)) row[HOUSE.record] ??= idOf(record, source, dataset, read, context);
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
  if (Object.keys(verbatim).length > 0 && columns.has(HOUSE.verbatim))
    row[HOUSE.verbatim] = JSON.stringify(verbatim);
  return { row, unknown, protocol };
}

/**
 * The values of the declared fields, or else what stands for all that the record says: then of equal ones in a file each has
 * its own. Where rows of such a table go in by the million, that is what the mill makes of their cells.
 */
function idOf(
  record: Record<string, unknown>,
  { identity, isBulk }: Source,
  dataset: Dataset,
  { row, unread }: ReadFields,
  { occurrence }: RowContext,
): string {
  if (identity !== "record" && !isBulk)
    return identity.map((name) => String(row[fieldsOf(dataset).get(name)!.field.column] ?? "")).join("/");
  const digest = identity === "record" ? digestOf(record) : digestOfCells(dataset, identity, { row, unread });
  const nth = occurrence(digest);
  return nth === 1 ? digest : md5(`${digest}#${nth}`);
}

/** What the mill makes of the same values as cells of a table. */
function digestOfCells(
  dataset: Dataset,
  names: readonly string[],
  { row, unread }: Pick<ReadFields, "row" | "unread">,
): string {
  const cells = names.map((name) => cellOf(dataset, name, row, unread));
  return md5([dataset.table.name, ...cells].join(STAGED.cellEnd));
}

/** A value as it stands in a staged table. */
function cellOf(
  dataset: Dataset,
  name: string,
  row: ReadFields["row"],
  unread: ReadFields["unread"],
): string {
  const { field } = fieldsOf(dataset).get(name)!;
  const value = row[field.column] ?? null;
  if (value === null) return String(unread[name] ?? "");
  return typeof value === "boolean" ? String(Number(value)) : String(value);
}

interface ReadFields {
  readonly row: Record<string, Cell>;
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
  { counts, afresh }: RowContext,
): ReadFields | { readonly fault: string } {
  const byName = fieldsOf(dataset);
  const { table } = dataset;
  const worked = afresh(table);
  const row: Record<string, Cell> = {};
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
    if (worked.has(column.name)) continue;
    const scalar = column.isList ? null : scalarOf(received, column);
    if (scalar === undefined) return { fault: `bad-shape: ${name} is not one value` };
    if (scalar === null && !column.isList) continue;
    const reading = column.isList ? readList(column, received) : readCellOf(table, column, scalar!);
    if ("unclear" in reading) return { fault: unclearDay(name, String(received), reading.unclear) };
    if ("unread" in reading) {
      const { partition, document } = table.roles;
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

/** A table that names no sources may have rows from any. */
function isSource(value: Cell | undefined, { sources }: Table): boolean {
  return typeof value === "string" && (sources === undefined || sources.includes(value));
}

/** Why a row of an exported table cannot say where it came from; null where it can. */
export function sourceFault(source: Cell | undefined, table: Table): string | null {
  if (isSource(source, table)) return null;
  return `bad-source: "${String(source)}" is none of ${table.sources?.join(", ") ?? "ours"}`;
}

/** A scalar, or a list as one; null for missing and empty; undefined for any other shape. */
function scalarOf(value: unknown, column?: Column): ReceivedCell | null | undefined {
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
