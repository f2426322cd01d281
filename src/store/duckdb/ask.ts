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
const TABLES_AND_VIEWS = `select table_name, database_name from duckdb_tables()
  union all select view_name, database_name from duckdb_views() where not internal`;

/** Names of the tables and views in the snapshot. */
export async function tableNames(ask: Ask): Promise<ReadonlySet<string>> {
  const found = await ask(
    `select table_name from (${TABLES_AND_VIEWS}) where database_name = current_database()`,
  );
  return new Set(found.map(([name]) => String(name)));
}

/** Rows of those of the tables that stand in an engine's file. */
export function countTables(
  storeFile: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return askStore(storeFile, async (ask) => {
    const counts = new Map<string, number>();
    const present = await tableNames(ask);
    for (const name of tables.filter((each) => present.has(each))) {
      const [row] = await ask(`select count(*) from ${quoted(name)}`);
      counts.set(name, Number(row![0]));
    }
    return counts;
  });
}
