import { type Column, columnOf } from "../catalog/index.js";
import { asideOf, rewrite, type Tally } from "./bulk.js";
import type { BulkLayout } from "./bulkColumns.js";
import { type CellCounts, unpacked, unreadableKey } from "./cells.js";
import { type JsonShape, readJson } from "./json.js";
import type { Rejected } from "./reader.js";
import type { BulkStage } from "./stage.js";

/** Where the rows of a bulk table that comes as JSON go, and what is counted. */
export interface BulkJsonTarget {
  readonly stage: BulkStage;
  readonly file: number;
  readonly tally: Tally;
  readonly counts: CellCounts;
  readonly reject: (rejected: Rejected) => void;
}

/** Stages the records of a bulk table that comes as JSON; returns the members that nobody knows. */
export async function readBulkJson(
  bytes: AsyncIterable<Uint8Array>,
  { layout, known, shape }: { layout: BulkLayout; known: ReadonlySet<string>; shape: JsonShape },
  { stage, file, tally, counts, reject }: BulkJsonTarget,
): Promise<readonly string[]> {
  const unknownNames = new Set<string>();
  const stageRecord = (record: Record<string, unknown>, line: number): string | null => {
    const cells = cellsOf(record, layout, counts);
    if ("fault" in cells) return cells.fault;
    const unknown: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(record))
      if (!known.has(name.toLowerCase())) {
        unknown[name] = value;
        unknownNames.add(name);
      }
    return stage.addTexts(file, line, cells.texts, asideOf(layout, cells.kept, unknown));
  };
  for await (const items of readJson(bytes, shape))
    for (const item of items) {
      tally.read++;
      const fault = "fault" in item ? item.fault : stageRecord(item.value, item.number);
      if (fault === null) tally.loaded++;
      else {
        tally.rejected++;
        const raw = "fault" in item ? item.rawText : item.raw.toString("utf8", 0, 2_000);
        reject({ line: item.number, reason: fault, raw });
      }
    }
  return [...unknownNames];
}

const NOTHING = { text: "", kept: null, isUnread: false };

/** The cells of a record in the layout's order, and what no cell can hold; or why it is no row. */
function cellsOf(
  record: Record<string, unknown>,
  layout: BulkLayout,
  counts: CellCounts,
): { texts: readonly string[]; kept: Record<string, string> } | { fault: string } {
  const { table } = layout.dataset;
  const values = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  const texts: string[] = [];
  const kept: Record<string, string> = {};
  for (const [at, name] of layout.columns.entries()) {
    const column = columnOf(table, layout.stored[at]!);
    const received = cellOf(values.get(name.toLowerCase()), column);
    if (received === null) return { fault: `bad-shape: ${name} is not one value` };
    const isKey = layout.keys.includes(name);
    const written = received === "" ? NOTHING : rewrite(layout, at, column, received);
    if ("fault" in written) return written;
    const { text, isUnread } = written;
    if (isUnread && (isKey || column.name === table.roles.document))
      return { fault: unreadableKey(name, received) };
    if (received !== "") counts.add(name, 1, isUnread ? 1 : 0);
    if (written.kept !== null) kept[name] = written.kept;
    if (text === "" && isKey) return { fault: `row-without-key: no ${name}` };
    texts.push(text);
  }
  return { texts, kept };
}

/** A value as the CSV would hold it; null for what is not one value. */
function cellOf(value: unknown, column: Column): string | null {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number" || typeof value === "string") return String(value);
  if (!Array.isArray(value)) return null;
  const single = unpacked(column, value);
  return single === undefined || Array.isArray(single) ? null : cellOf(single, column);
}
