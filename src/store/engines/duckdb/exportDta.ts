import type { ColumnType, Table } from "../../../catalog/index.js";
import { DtaWriter } from "../../dta/file.js";
import { type DtaCell, type Extent, variablesOf } from "../../dta/variables.js";
import type { DuckDBConnection } from "../../duckdb/engine.js";
import { quoted } from "../../duckdb/sql.js";
import { listTextSql } from "../../records/listText.js";

/** Each column in Stata's terms: flags 0 and 1, days and milliseconds since 1960, lists as text. */
const IN_STATA: Readonly<Record<ColumnType, (column: string) => string>> = {
  text: (column) => column,
  fulltext: (column) => column,
  json: (column) => `${column}::varchar`,
  integer: (column) => `${column}::double`,
  number: (column) => column,
  boolean: (column) => `${column}::double`,
  date: (column) => `(${column} - date '1960-01-01')::double`,
  timestamp: (column) => `(epoch_ms(${column}) - epoch_ms(timestamp '1960-01-01'))::double`,
};

/** Writes rows of a table as a Stata file, in the table's declared order; returns how many. */
export async function writeTableAsDta(
  connection: DuckDBConnection,
  table: Table,
  only: string,
  path: string,
): Promise<number> {
  const cells = table.columns.map(({ name, type, isList }) =>
    isList ? listTextSql(quoted(name), type) : IN_STATA[type](quoted(name)),
  );
  const isText = ({ type, isList }: Table["columns"][number]) =>
    isList || /^(?:text|fulltext|json)$/.test(type);
  const measures = table.columns.map((column, at) =>
    isText(column) ? `max(strlen(${cells[at]}))::double, 0, 0` : `0, min(${cells[at]}), max(${cells[at]})`,
  );
  const counted = await connection.runAndReadAll(
    `select count(*)::double, ${measures.join(", ")} from ${quoted(table.name)} ${only}`,
  );
  const [rows = 0, ...found] = (counted.getRows()[0] ?? []).map((each) => Number(each ?? 0));
  const extents = table.columns.map(
    (_, at): Extent => ({ longest: found[at * 3]!, least: found[at * 3 + 1]!, most: found[at * 3 + 2]! }),
  );
  const variables = variablesOf(table.columns, extents);
  const outline = { variables, rows, label: `Artunit: ${table.name}`, made: new Date() };
  const writer = await DtaWriter.create(path, outline);
  try {
    const result = await connection.stream(
      `select ${cells.join(", ")} from ${quoted(table.name)} ${only} order by position`,
    );
    for await (const batch of result.yieldRows()) await writer.write(batch as DtaCell[][]);
    await writer.finish();
  } finally {
    await writer.close();
  }
  return rows;
}
