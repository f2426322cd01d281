import type { ColumnReading, Deriving, Table } from "../../catalog/index.js";
import { type DuckDBConnection, driver } from "../duckdb/engine.js";
import { columnSqlType, quoted } from "../duckdb/sql.js";

/** The columns of a table that are our readings of others. */
export function readingsOf(deriving: Deriving | undefined, { name }: Table): readonly ColumnReading[] {
  return deriving?.readings.filter(({ table }) => table === name) ?? [];
}

export function readingTable({ table, column }: ColumnReading): string {
  return `read_${table}_${column}`;
}

/**
 * Fills a temporary table of distinct texts and our reading of them, for those that SQL alone does not settle (bare
 * numbers, plain lists).
 */
export async function readTexts(
  connection: DuckDBConnection,
  reading: ColumnReading,
  table: Table,
): Promise<void> {
  const { INTEGER, LIST, listValue, VARCHAR } = driver();
  const name = readingTable(reading);
  const from = quoted(reading.from);
  const column = table.columns.find((each) => each.name === reading.column)!;
  await connection.run(
    `create temp table ${quoted(name)} ("text" varchar, "value" ${columnSqlType(column)})`,
  );
  const distinct = await connection.streamAndRead(
    `select distinct ${from} from ${quoted(`own_${table.name}`)} where ${from} is not null and ${quoted(reading.column)} is null`,
  );
  const appender = await connection.createAppender(name, null, "temp");
  let read = 0;
  for (;;) {
    await distinct.readUntil(read + 50_000);
    const texts = distinct.getColumns()[0] ?? [];
    if (texts.length <= read) break;
    for (const text of texts.slice(read) as string[]) {
      const found = reading.read(text);
      if (found === null) continue;
      appender.appendVarchar(text);
      if (typeof found === "string") appender.appendValue(found, VARCHAR);
      else appender.appendValue(listValue([...found]), LIST(INTEGER));
      appender.endRow();
    }
    read = texts.length;
    if (distinct.done) break;
  }
  appender.closeSync();
}
