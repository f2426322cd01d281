import type { Table } from "../../../catalog/index.js";
import { spelledColumn } from "../../records/spelled.js";
import { isListColumn } from "../../row.js";
import { conjunction, type Parameter, Parameters, selectionConditions } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { GroupKey, GroupRequest } from "../../store.js";

export interface GroupStatement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
  /** A row can be in several groups (list columns), so the sizes do not add up to the records. */
  readonly countsRecordsApart: boolean;
}

/** How many rows each row read stands for: itself, or the count stored with it. */
export interface RowWeight {
  readonly columns: readonly string[];
  readonly total: string;
}

export const EACH_ROW: RowWeight = { columns: [], total: "count(*)" };
export const STORED_COUNT: RowWeight = { columns: ["n"], total: "coalesce(sum(n), 0)::BIGINT" };

/**
 * Columns: the keys, `size`, `total` (how many groups there are) and `records` (how many rows they hold). A row
 * belongs to one group for each element of a list column.
 */
export function compileGroups(
  request: GroupRequest,
  table: Table,
  source: (parameters: Parameters) => string,
  weight: RowWeight,
): GroupStatement {
  const parameters = new Parameters(DUCKDB);
  const from = source(parameters);
  const condition = conjunction(selectionConditions(request, table, parameters));
  const { by, measure, order, start, rows } = request;
  const keys = by.map((key, at) => `${keyValue(key, table)} AS k${at}`);
  const names = by.map((_, at) => `k${at}`);
  const hasList = by.some(({ column }) => isListColumn(table, column));

  const isDistinct = measure.kind === "distinct";
  const inner = [
    ...keys,
    ...(isDistinct ? [`${spelledColumn(measure)} AS measured`] : []),
    ...weight.columns,
  ];
  const size = isDistinct ? distinctCount(measure.column, table) : weight.total;
  const grouped = [
    `SELECT ${names.join(", ")}, ${size} AS size, ${weight.total} AS held`,
    `FROM (${unnested(`SELECT ${inner.join(", ")} FROM ${from} WHERE ${condition}`, by, table)})`,
    `GROUP BY ${names.join(", ")}`,
  ].join(" ");
  const ordering = [
    ...(order === "size" ? ["size DESC"] : []),
    ...names.map((name) => `${name} ASC NULLS LAST`),
  ];
  const sql = [
    `SELECT ${names.join(", ")}, size, count(*) OVER () AS total, (sum(held) OVER ())::BIGINT AS records`,
    `FROM (${grouped})`,
    `ORDER BY ${ordering.join(", ")}`,
    ...(Number.isFinite(rows) ? [`LIMIT ${rows}`] : []),
    ...(start > 0 ? [`OFFSET ${start}`] : []),
  ].join(" ");
  return { sql, parameters: parameters.list, countsRecordsApart: hasList };
}

function keyValue(key: GroupKey, table: Table): string {
  const { column, period } = key;
  if (!isListColumn(table, column)) return period ? DUCKDB.period(column, period) : spelledColumn(key);
  const values = period ? `list_transform(${column}, lambda e: ${DUCKDB.period("e", period)})` : column;
  return `CASE WHEN len(${column}) > 0 THEN list_distinct(${values}) ELSE [NULL] END`;
}

/** A row for each value of each list; lists that are unnested together would stand side by side. */
function unnested(rows: string, by: readonly GroupKey[], table: Table): string {
  return by.reduce(
    (source, { column }, at) =>
      isListColumn(table, column) ? `SELECT * REPLACE (unnest(k${at}) AS k${at}) FROM (${source})` : source,
    rows,
  );
}

function distinctCount(column: string, table: Table): string {
  return isListColumn(table, column)
    ? "coalesce(len(list_distinct(flatten(list(measured)))), 0)"
    : "count(DISTINCT measured)";
}
