import { createHash } from "node:crypto";
import { allNames, type Dataset, datasetName, type Field } from "../catalog/index.js";
import { DATASETS } from "../installation.js";
import { readDay, unclearDay } from "./days.js";
import { BULK_LAYOUTS, type BulkLayout, RECORD_DATASETS } from "./layouts.js";
import type { CatalogRow, CatalogValue } from "./load.js";

/** Writes a stored row as a protocol would; given by the store, which owns the wire forms. */
export type Render = (dataset: Dataset, protocol: string, row: CatalogRow) => Record<string, unknown>;

/** What a record turned out to be. */
export type RecordKind =
  | { readonly kind: "bulk"; readonly layout: BulkLayout }
  | { readonly kind: "records"; readonly dataset: Dataset };

/**
 * Tells which dataset a record belongs to by its member names (and, for the enriched citations, by whether the
 * passages are a list). `wanted` settles what content cannot. Null for no dataset of ours.
 */
export function recogniseRecord(record: Record<string, unknown>, wanted: string | null): RecordKind | null {
  const names = new Set(Object.keys(record).map((name) => name.toLowerCase()));
  if (names.size === 0) return null;
  const candidates: { kind: RecordKind; share: number; held: number }[] = [];
  for (const layout of BULK_LAYOUTS) {
    if (wanted !== null && datasetName(layout.dataset) !== wanted) continue;
    const held = layout.dataset.fields.filter((field) => names.has(field.name.toLowerCase())).length;
    const isOne = layout.keys.every((key) => names.has(key.toLowerCase()));
    if (isOne) candidates.push({ kind: { kind: "bulk", layout }, share: held / names.size, held });
  }
  for (const dataset of RECORD_DATASETS) {
    if (wanted !== null && datasetName(dataset) !== wanted) continue;
    const known = new Set(dataset.fields.map((field) => field.name.toLowerCase()));
    const held = [...names].filter((name) => known.has(name)).length;
    candidates.push({ kind: { kind: "records", dataset }, share: held / names.size, held });
  }
  candidates.sort((a, b) => b.share - a.share || b.held - a.held);
  const best = candidates[0];
  if (!best || best.held < 3 || best.share < 0.5) return null;
  return best.kind.kind === "records"
    ? { kind: "records", dataset: ofVersion(best.kind.dataset, record, wanted) }
    : best.kind;
}

/** The versions of the enriched citations share their names; only the first wrote passages as plain text. */
function ofVersion(dataset: Dataset, record: Record<string, unknown>, wanted: string | null): Dataset {
  if (wanted !== null || dataset.table.name !== "enriched_citations") return dataset;
  const version = typeof record.passageLocationText === "string" && !("nplIndicator" in record) ? "1" : "v3";
  return DATASETS.find((each) => each.key === dataset.key && each.version === version) ?? dataset;
}

export interface RowContext {
  readonly fileName: string;
  readonly render: Render;
  /** How often an identical record without an id came before in this file. */
  readonly occurrence: (digest: string) => number;
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
  dataset: Dataset,
  number: number,
  context: RowContext,
): RowOrFault {
  const protocol = protocolOf(record, dataset);
  const byName = fieldsByName(dataset);
  const row: Record<string, CatalogValue> = {};
  const extra: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [name, received] of Object.entries(record)) {
    const field = byName.get(name) ?? byName.get(name.toLowerCase());
    if (!field) {
      if (name === "extra" && protocol === null && isObject(received)) Object.assign(extra, received);
      else {
        extra[name] = received;
        unknown.push(name);
      }
      continue;
    }
    // Another spelling of a number that the record has as well.
    if (field.isExtra) continue;
    const scalar = scalarOf(received);
    if (scalar === undefined) {
      if (field.column !== "claims") return { fault: `bad-shape: ${name} is not one value` };
      continue;
    }
    if (scalar === null) continue;
    if (field.match === "date") {
      const day = readDay(String(scalar));
      if (day && "unclear" in day) return { fault: unclearDay(name, String(scalar), day.unclear) };
    }
    row[field.column] ??= cellValue(field, dataset, scalar);
  }
  for (const computed of COMPUTED) delete row[computed];
  if (typeof row.application_number !== "string") return { fault: "key-missing: no application number" };
  row.source = isSource(row.source) ? row.source : sourceOf(dataset);
  row.source_file = context.fileName;
  row.source_row = number;
  if (typeof row.record_id !== "string") {
    const digest = digestOf(record);
    const nth = context.occurrence(digest);
    row.record_id = nth === 1 ? digest : md5(`${digest}#${nth}`);
  }
  const verbatim: Record<string, unknown> = {};
  if (protocol !== null) {
    const patch = mergePatch(context.render(dataset, protocol, row), withoutKeys(record, unknown));
    if (Object.keys(patch).length > 0) verbatim[protocol] = patch;
  }
  if (Object.keys(extra).length > 0) verbatim.extra = extra;
  if (Object.keys(verbatim).length > 0) row.verbatim = JSON.stringify(verbatim);
  return { row, unknown, protocol };
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

const byDataset = new Map<Dataset, ReadonlyMap<string, Field>>();

function fieldsByName(dataset: Dataset): ReadonlyMap<string, Field> {
  let names = byDataset.get(dataset);
  if (!names) {
    const all = new Map<string, Field>();
    for (const [name, field] of allNames(dataset)) {
      all.set(name, field);
      if (!all.has(name.toLowerCase())) all.set(name.toLowerCase(), field);
    }
    names = all;
    byDataset.set(dataset, all);
  }
  return names;
}

/** The v1 services served the release itself. */
function sourceOf(dataset: Dataset): string {
  return dataset.rows?.column === "source" ? String(dataset.rows.value) : "api";
}

function isSource(value: CatalogValue | undefined): value is string {
  return value === "api" || value === "release-2017" || value === "extraction";
}

/** Why a row of an exported table cannot say where it came from; null where it can. */
export function sourceFault(source: CatalogValue | undefined): string | null {
  if (isSource(source) || (typeof source === "string" && BULK_LAYOUTS.some((each) => each.source === source)))
    return null;
  return `bad-source: "${String(source)}" is none of api, release-2017, extraction`;
}

/** Told by how dates are written: `…Z` in the Developer Hub, without a zone on the portal, days in ours. */
function protocolOf(record: Record<string, unknown>, dataset: Dataset): string | null {
  if (sourceOf(dataset) !== "api") return record.source === undefined ? "ds" : null;
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

/** A scalar, or the only element of a list; null for missing and empty; undefined for any other shape. */
function scalarOf(value: unknown): string | number | boolean | null | undefined {
  if (Array.isArray(value))
    return value.length === 0 ? null : value.length === 1 ? scalarOf(value[0]) : undefined;
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return undefined;
}

function cellValue(field: Field, dataset: Dataset, value: string | number | boolean): CatalogValue {
  const column = dataset.table.columns.find((each) => each.name === field.column);
  switch (column?.type) {
    case "boolean":
      return flagOf(value);
    case "integer": {
      const text = String(value).trim();
      const integer = Number(text);
      return text !== "" && Number.isSafeInteger(integer) ? integer : null;
    }
    case "date":
      return dayOf(String(value));
    case "timestamp":
      return instantOf(String(value));
    case "integers":
      return null;
    default:
      return textOf(value, field.column);
  }
}

/**
 * Missing is null once: `""`, blanks and the text `null` count as missing; blanks at the ends are no part of a
 * value (what was received is in verbatim).
 */
export function textOf(value: string | number | boolean, column: string): string | null {
  const text = String(value).trim();
  if (text === "" || text === "null") return null;
  // Numbers lose the leading zeros that an application number needs.
  return column === "application_number" && /^[0-9]{1,7}$/.test(text) ? text.padStart(8, "0") : text;
}

export function flagOf(value: string | number | boolean): boolean | null {
  if (typeof value === "boolean") return value;
  switch (String(value).trim().toLowerCase()) {
    case "1":
    case "1.0":
    case "true":
      return true;
    case "0":
    case "0.0":
    case "false":
      return false;
    default:
      return null;
  }
}

/** A calendar day; null for the sentinels, for days that do not exist, and for what is not clearly one. */
export function dayOf(text: string): string | null {
  const found = readDay(text);
  return found && "day" in found ? found.day : null;
}

export function instantOf(text: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?Z?$/.exec(text.trim());
  if (!found) return null;
  const [, date = "", hour = "", minute = "", second = "", fraction = ""] = found;
  const day = dayOf(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const digits = fraction.replace(/0+$/, "");
  return `${day}T${hour}:${minute}:${second}${digits === "" ? "" : `.${digits}`}`;
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
