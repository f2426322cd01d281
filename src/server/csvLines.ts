import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { BUNDLED, csvCell, type Dataset, houseColumn, ownShape } from "../catalog/index.js";
import { listText, type ParquetColumn, type Store } from "../store/index.js";
import { pieces } from "./pieces.js";

/** A whole result, on its way to become a file. */
export interface Result {
  readonly columns: readonly ParquetColumn[];
  /** JSON objects as text, with the columns' names. */
  readonly records: AsyncIterable<readonly string[]>;
}

/** Some lines of CSV, and how many records they are. */
interface Lines {
  readonly text: string;
  readonly count: number;
}

/** Prints records as CSV (RFC 4180, CRLF): lists joined with commas (of texts: as JSON), flags 0/1, missing empty. */
export async function* csvLines({ records, columns }: Result, isRaw: boolean): AsyncIterable<Lines> {
  yield { text: `${columns.map((each) => csvCell(each.name, true)).join(",")}\r\n`, count: 0 };
  for await (const batch of records) {
    const lines = batch.map((record) => {
      const values = JSON.parse(record) as Record<string, unknown>;
      return columns.map((each) => cell(values[each.name], each, isRaw)).join(",");
    });
    for (const { text, count } of pieces(lines, "\r\n")) yield { text: `${text}\r\n`, count };
  }
}

/**
 * Writes every loaded record of a dataset as CSV, under the names of its fields; not those that come with the program. The
 * same snapshot gives the same bytes.
 */
export async function writeCsv(store: Store, dataset: Dataset, path: string): Promise<void> {
  const source = houseColumn(dataset.table, "source");
  const bundled = source === undefined ? null : ({ kind: "in", column: source, values: [BUNDLED] } as const);
  const shape = ownShape(dataset);
  const columns = shape.members.map(({ key, column }) => ({ ...column, name: key }));
  const { records } = await store.page({
    dataset,
    predicate: dataset.table.bundled && bundled ? { kind: "not", child: bundled } : { kind: "everything" },
    shape,
    rows: Number.POSITIVE_INFINITY,
    counts: false,
  });
  await pipeline(async function* () {
    for await (const { text } of csvLines({ columns, records }, false)) yield text;
  }, createWriteStream(path));
}

function cell(value: unknown, { type }: ParquetColumn, isRaw: boolean): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value)
    ? listText(value, type)
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
  return csvCell(text, isRaw);
}
