import { columnOf, type Dataset, isFullText } from "../../../catalog/index.js";
import type { Ask } from "../../duckdb/ask.js";
import { literal, quoted } from "../../duckdb/sql.js";
import { spelledColumn } from "../../records/spelled.js";

/**
 * Adds one view for each dataset to a finished engine's file, under its published field names, for people who
 * open `store.duckdb` in a DuckDB shell or from Python or R. Long texts live in SQLite shards, which DuckDB cannot see.
 */
export async function addViews(ask: Ask, datasets: readonly Dataset[]): Promise<void> {
  for (const dataset of datasets.filter(({ table }) => !isFullText(table))) await ask(viewOf(dataset));
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
    : ` WHERE ${quoted(column)} = ${literal(value)}`;
}
