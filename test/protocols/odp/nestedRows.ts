import { readFileSync } from "node:fs";
import {
  type Dataset,
  leavesOf,
  nestedOf,
  readNested,
  valuesAt,
  writeNested,
} from "../../../src/catalog/index.js";
import type { Row } from "../../../src/store/index.js";

export const RECORDED = new URL("../../data/recorded/", import.meta.url);

export type Json = Readonly<Record<string, unknown>>;

export function recordedJson(path: string): Json {
  return JSON.parse(readFileSync(new URL(path, RECORDED), "utf8")) as Json;
}

/** Records as rows of a dataset's table, as a load would make them. */
export function rowsOf(dataset: Dataset, records: readonly unknown[]): readonly Row[] {
  const { id } = dataset.publishedIn["odp-search"]!;
  return records.map((record, at): Row => {
    const object = nestedOf(record);
    const { cells, unfit } = leavesOf(object, dataset.table.columns);
    if (unfit.length > 0) throw new Error(`${dataset.key}: ${unfit.join(", ")} cannot hold what is there.`);
    const [value] = valuesAt(object, id!);
    const record_id = typeof value === "string" ? value : String(at);
    return {
      ...cells,
      record_id,
      source: "api",
      received: writeNested(readNested(writeNested(object))),
    } as Row;
  });
}
