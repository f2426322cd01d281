import { TABLES } from "../../installation.js";
import type { Cell } from "../row.js";
import { type DuckDBConnection, openEngineForWork } from "./engine.js";
import { literal, quoted } from "./sql.js";

/** Runs a statement over the tables of a finished snapshot, by their plain names. */
export type Ask = (sql: string) => Promise<readonly (readonly Cell[])[]>;

/** Asks through a connection of which the snapshot's tables are the default; the rest of the engine is as it was. */
export function asking(connection: DuckDBConnection): Ask {
  return async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as Cell[][];
}

/** Opens an engine's file for reading, lets `use` ask it, and closes it. */
export async function askStore<Answer>(
  storeFile: string,
  use: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const instance = await openEngineForWork(":memory:", { memory: "2GB" });
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${literal(storeFile)} as store (read_only)`);
    await connection.run("use store");
    return await use(asking(connection));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What can be asked for by name, and in which database: some tables are views over what is stored. */
export const TABLES_AND_VIEWS = `select table_name, database_name from duckdb_tables()
  union all select view_name, database_name from duckdb_views() where not internal`;

/** Names of the tables in the snapshot, or in another database that is attached. */
export async function tableNames(ask: Ask, database?: string): Promise<readonly string[]> {
  const where = database === undefined ? "current_database()" : literal(database);
  const found = await ask(`select table_name from (${TABLES_AND_VIEWS}) where database_name = ${where}`);
  const present = new Set(found.map(([name]) => name));
  return TABLES.flatMap(({ name, secondOrders }) => [
    name,
    ...secondOrders.map((order) => order.name),
  ]).filter((name) => present.has(name));
}

/** Rows of every table in an engine's file. */
export function countTables(storeFile: string): Promise<ReadonlyMap<string, number>> {
  return askStore(storeFile, async (ask) => {
    const counts = new Map<string, number>();
    for (const name of await tableNames(ask)) {
      const [row] = await ask(`select count(*) from ${quoted(name)}`);
      counts.set(name, Number(row![0]));
    }
    return counts;
  });
}
