import { type DuckDBConnection, openEngine } from "../duckdb/engine.js";
import { literal } from "../duckdb/sql.js";

/**
 * Writes a Parquet file as CSV with a header row, every value as text, so that it goes the way of every other
 * table. Dates come out as `yyyy-mm-dd`, flags as `true` and `false`.
 */
export function parquetToCsv(path: string, csv: string): Promise<void> {
  return withEngine(async (connection) => {
    await connection.run(
      `copy (select * from read_parquet(${literal(path)})) to ${literal(csv)} (format csv, header true, timestampformat '%Y-%m-%dT%H:%M:%S.%g')`,
    );
  });
}

/** The columns of a Parquet file and how many rows it has, from its footer. */
export function outlineOfParquet(
  path: string,
): Promise<{ readonly columns: readonly string[]; readonly rows: number }> {
  return withEngine(async (connection) => {
    const found = await connection.runAndReadAll(`from read_parquet(${literal(path)}) limit 0`);
    const counted = await connection.runAndReadAll(`select count(*) from read_parquet(${literal(path)})`);
    return { columns: found.columnNames(), rows: Number(counted.getRows()[0]?.[0] ?? 0) };
  });
}

async function withEngine<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await openEngine(":memory:", { memory: "1GB", threads: 2 });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
