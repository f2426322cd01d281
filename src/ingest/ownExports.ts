import type { Column, Table } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { TABLES } from "../installation.js";
import type { CatalogRow, CatalogValue } from "./load.js";
import { COMPUTED, dayOf, flagOf, instantOf, type RowOrFault, sourceFault, textOf } from "./records.js";

/** What `artunit export` writes beside its tables: the first line of its dictionary, and members of its manifest. */
const DICTIONARY = "table,column,type,meaning";
const MANIFEST = ["snapshot", "contentHash", "command", "files", "sources"];

export function isDictionary(header: readonly string[]): boolean {
  return header.join(",") === DICTIONARY;
}

export function isExportManifest(record: Record<string, unknown>): boolean {
  return MANIFEST.every((name) => name in record);
}

/** Every exported table has these, and no table of the USPTO's. */
const OURS = ["record_id", "application_number", "source", "source_file", "source_row"];

/**
 * The stored table that `artunit export` wrote, by its header; null for another table. Throws `column-missing` where
 * a column was taken out: what is missing would be taken for missing data.
 */
export function exportedTable(header: readonly string[], fileName: string): Table | null {
  const names = new Set(header);
  if (!OURS.every((name) => names.has(name))) return null;
  const share = ({ columns }: Table) =>
    columns.filter(({ name }) => names.has(name)).length / Math.max(columns.length, header.length);
  const [table] = [...TABLES].sort((a, b) => share(b) - share(a));
  if (!table || share(table) < 0.5) return null;
  const missing = table.columns.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  if (missing.length === 0) return table;
  throw new ArtunitError(
    "column-missing",
    `${fileName} looks like an export of the table ${table.name} but lacks ${missing.join(", ")}. Export it again with artunit export.`,
    { field: missing[0]! },
  );
}

/** A line of an exported table as the row it was. Where the row first came from stays with it. */
export function rowOfExport(record: Readonly<Record<string, unknown>>, table: Table): RowOrFault {
  const row: Record<string, CatalogValue> = {};
  for (const column of table.columns) {
    const text = record[column.name];
    if (typeof text === "string") row[column.name] = cellOf(column, text);
  }
  for (const computed of COMPUTED) delete row[computed];
  for (const key of ["application_number", "record_id"])
    if (typeof row[key] !== "string") return { fault: `key-missing: no ${key}` };
  const fault = sourceFault(row.source);
  if (fault !== null) return { fault };
  const unknown = Object.keys(record).filter((name) => !table.columns.some((each) => each.name === name));
  return { row: row as CatalogRow, unknown, protocol: null };
}

function cellOf({ name, type }: Column, text: string): CatalogValue {
  switch (type) {
    case "boolean":
      return flagOf(text);
    case "integer":
      return /^-?[0-9]+$/.test(text) ? Number(text) : null;
    case "date":
      return dayOf(text);
    case "timestamp":
      return instantOf(text);
    case "integers":
      return null;
    case "json":
      return text;
    case "text":
    case "fulltext":
      return textOf(text, name);
  }
}
