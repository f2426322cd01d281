import { DuckDBInstance } from "@duckdb/node-api";
import { literal } from "./buildSql.js";

/**
 * Writes a Parquet file as CSV with a header row, every value as text, so that it goes the way of every other
 * table. Dates come out as `yyyy-mm-dd`, flags as `true` and `false`.
 */
export async function parquetToCsv(path: string, csv: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", threads: "2" });
  const connection = await instance.connect();
  try {
    await connection.run(
      `copy (select * from read_parquet(${literal(path)})) to ${literal(csv)} (format csv, header true, timestampformat '%Y-%m-%dT%H:%M:%S.%g')`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
