import { columnOf, type Dataset } from "../../../catalog/index.js";
import { DATASETS } from "../../../installation.js";
import type { Ask } from "../../duckdb/ask.js";
import { spelledColumn } from "../../records/spelled.js";

/** The tables that live in SQLite shards, where DuckDB cannot see them. */
const ELSEWHERE: readonly string[] = ["texts", "archives"];

/**
 * Adds one view for each dataset to a finished engine's file, under its published field names, for people who
 * open `store.duckdb` in a DuckDB shell or from Python or R: `oa_rejections_v2`, `citations_2017`, …
 */
export async function addViews(ask: Ask): Promise<void> {
  for (const dataset of DATASETS.filter((each) => !ELSEWHERE.includes(each.table.name)))
    await ask(viewOf(dataset));
}

function viewOf(dataset: Dataset): string {
  const columns = dataset.fields.map((each) => `${spelledColumn(each)} AS ${quoted(each.name)}`).join(", ");
  return `CREATE VIEW ${quoted(`${dataset.key}_${dataset.version}`)} AS SELECT ${columns} FROM ${quoted(dataset.table.name)}${filterOf(dataset)}`;
}

function filterOf(dataset: Dataset): string {
  if (dataset.rows === null) return "";
  const { column, value } = dataset.rows;
  columnOf(dataset.table, column);
  return typeof value === "boolean"
    ? ` WHERE ${value ? "" : "NOT "}${quoted(column)}`
    : ` WHERE ${quoted(column)} = '${value.replaceAll("'", "''")}'`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
