import { DuckDBInstance } from "@duckdb/node-api";
import { quoted } from "./buildSql.js";

export type Ask = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

/** Opens an engine's file for reading, lets `use` ask it (values come back as text), and closes it. */
export async function askStore<Answer>(
  storeFile: string,
  use: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const instance = await DuckDBInstance.create(storeFile, { access_mode: "READ_ONLY", memory_limit: "2GB" });
  const connection = await instance.connect();
  try {
    return await use(async (sql) => {
      const found = await connection.runAndReadAll(sql);
      return found.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Rows of every table in an engine's file. */
export function countTables(storeFile: string): Promise<ReadonlyMap<string, number>> {
  return askStore(storeFile, async (ask) => {
    const counts = new Map<string, number>();
    for (const [name] of await ask("select table_name from duckdb_tables()")) {
      const [row] = await ask(`select count(*) from ${quoted(name!)}`);
      counts.set(name!, Number(row![0]));
    }
    return counts;
  });
}
