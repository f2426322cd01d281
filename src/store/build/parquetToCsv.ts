import { statSync } from "node:fs";
import { type DuckDBConnection, openEngine } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { listTextSql } from "../records/listText.js";

/** How often the CSV that is being written is measured, in milliseconds. */
const MEASURED_EVERY = 100;

/**
 * Writes a Parquet file as CSV with a header row, every value as text, so that it goes the way of every other
 * table. Dates come out as `yyyy-mm-dd`, flags as `true` and `false`, lists as in our CSV. False where the CSV became larger
 * than `isTooLarge` allows: a value stands in a Parquet file once, however many rows have it.
 */
export function parquetToCsv(
  path: string,
  csv: string,
  isTooLarge: (bytes: number) => boolean = () => false,
): Promise<boolean> {
  return withEngine(async (connection) => {
    const found = await connection.runAndReadAll(`describe from read_parquet(${literal(path)})`);
    const columns = found.getRows().map(([name, type]) => cellSql(String(name), String(type)));
    let isStopped = false;
    const measured = setInterval(() => {
      const { size } = statSync(csv, { throwIfNoEntry: false }) ?? { size: 0 };
      if (!isTooLarge(size)) return;
      isStopped = true;
      connection.interrupt();
    }, MEASURED_EVERY);
    try {
      await connection.run(
        `copy (select ${columns.join(", ")} from read_parquet(${literal(path)})) to ${literal(csv)} (format csv, header true, timestampformat '%Y-%m-%dT%H:%M:%S.%f')`,
      );
    } catch (error) {
      if (!isStopped) throw error;
    } finally {
      clearInterval(measured);
    }
    return !isStopped && !isTooLarge(statSync(csv).size);
  });
}

/** Lists come as a CSV of ours has them; the engine's own way of writing them does not tell where an element ends. */
function cellSql(name: string, type: string): string {
  const [, element] = /^([A-Z ]+)\[\]$/.exec(type) ?? [];
  if (element === undefined) return quoted(name);
  return `${listTextSql(quoted(name), element === "VARCHAR" ? "text" : "integer")} as ${quoted(name)}`;
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
