import { type Dataset, ownShape, type Table, wholeDataset } from "../catalog/index.js";
import type { Predicate } from "../query/index.js";
import type { Store } from "../store/index.js";

/**
 * The rows of a table that match, of every source, under their columns' names, as JSON text, which most of an answer repeats
 * as it is: the joined objects are about documents, not about a published dataset.
 */
export async function recordsOf(
  store: Store,
  table: Table,
  predicate: Predicate,
  signal: AbortSignal,
  select?: readonly string[],
): Promise<readonly string[]> {
  const dataset = wholeTable(table);
  const page = await store.page({
    dataset,
    predicate,
    shape: ownShape(dataset, select),
    rows: Number.POSITIVE_INFINITY,
    counts: false,
    signal,
  });
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return records;
}

/**
 * One member of a record's JSON text. The store writes records without blanks and escapes every quotation mark
 * inside a value, so that a name between unescaped ones is a member's.
 */
export function memberOf(record: string, name: string): string | boolean | null {
  const key = `"${name}":`;
  const found = record.indexOf(key);
  if (found < 0) return null;
  const start = found + key.length;
  switch (record[start]) {
    case '"': {
      const text = record.slice(start + 1, record.indexOf('"', start + 1));
      return text.includes("\\") ? (JSON.parse(textAt(record, start)) as string) : text;
    }
    case "t":
      return true;
    case "f":
      return false;
    case "n":
      return null;
    default:
      throw new Error(`The member "${name}" is neither text nor truth value.`);
  }
}

/** A JSON text with escapes, quotation marks included. */
function textAt(record: string, start: number): string {
  let end = start + 1;
  while (record[end] !== '"') end += record[end] === "\\" ? 2 : 1;
  return record.slice(start, end + 1);
}

const wholeTables = new WeakMap<Table, Dataset>();

/** A table as a dataset: all rows, each column a field of its own name. */
export function wholeTable(table: Table): Dataset {
  const known = wholeTables.get(table);
  if (known) return known;
  const made = wholeDataset(
    table,
    table.columns
      .filter((each) => each.type !== "json")
      .map(({ name, meaning }) => ({ name, column: name, match: "keyword", meaning, example: "" })),
  );
  wholeTables.set(table, made);
  return made;
}

export function equals(column: string, ...values: readonly string[]): Predicate {
  return { kind: "in", column, values };
}
