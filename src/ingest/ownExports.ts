import { type Cell, type Column, HOUSE, hasColumn, type Row, type Table } from "../catalog/index.js";
import { type ReceivedCell, readCellOf, readList, unreadableKey } from "./cells.js";
import { type RowContext, type RowOrFault, sourceFault } from "./recordRows.js";
import { rowWords } from "./rowWords.js";

/** What `artunit export` writes beside its tables: the first line of its dictionary, and members of its manifest. */
const DICTIONARY = /^table,column,type,meaning(?:,fields)?$/;
const COHORT = "application,written,line,matched";
const MANIFEST = ["snapshot", "contentHash", "command", "files", "sources"];

export function isDictionary(header: readonly string[]): boolean {
  return DICTIONARY.test(header.join(","));
}

export function isCohort(header: readonly string[]): boolean {
  return header.join(",") === COHORT;
}

export function isExportManifest(record: Record<string, unknown>): boolean {
  return MANIFEST.every((name) => name in record);
}

/** What `artunit publish archives` writes beside its archives. */
export function isPublishedManifest(record: Record<string, unknown>): boolean {
  const { files } = record;
  if (!["snapshot", "contentHash", "since"].every((name) => name in record) || !Array.isArray(files))
    return false;
  return files.every((file: object) => "fileName" in file && "sha256" in file);
}

/** A line of an exported table, or a record of exported texts, as the row it was. Where the row first came from stays with it. */
export function rowOfExport(
  record: Readonly<Record<string, unknown>>,
  table: Table,
  { counts, afresh }: RowContext,
): RowOrFault {
  const { partition, document, application } = table.roles;
  const worked = afresh(table);
  const row: Record<string, Cell> = {};
  for (const column of table.columns) {
    const received = record[column.name] ?? null;
    if (received === null || worked.has(column.name)) continue;
    const found = cellOf(table, column, received);
    if (found === undefined && [partition, document, application].includes(column.name))
      return { fault: unreadableKey(column.name, String(received)) };
    counts.add(column.name, 1, found === undefined ? 1 : 0);
    row[column.name] = found ?? null;
  }
  const words = rowWords(table);
  if (words) row[words.column] = words.of(row as Row);
  if (hasColumn(table, HOUSE.record) && (row[HOUSE.record] ?? null) === null)
    return { fault: `row-without-key: no ${HOUSE.record}` };
  const fault = hasColumn(table, HOUSE.source) ? sourceFault(row[HOUSE.source], table) : null;
  if (fault !== null) return { fault };
  const unknown = Object.keys(record).filter((name) => !table.columns.some((each) => each.name === name));
  return { row: row as Row, unknown, protocol: null };
}

/** A text comes back as it was, but for what other programs do to numbers. Undefined for what cannot be read. */
function cellOf(table: Table, column: Column, text: unknown): Cell | undefined {
  if (column.isList) {
    const list = readList(column, text);
    return "value" in list ? list.value : undefined;
  }
  if (typeof text !== "string") {
    const reading = typeof text === "object" ? null : readCellOf(table, column, text as ReceivedCell);
    return reading && "value" in reading ? reading.value : undefined;
  }
  if (column.type === "text" && column.digits === undefined) return text;
  const reading = readCellOf(table, column, text);
  if (!("value" in reading)) return undefined;
  return reading.value === text.trim() ? text : reading.value;
}
