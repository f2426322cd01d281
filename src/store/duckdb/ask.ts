import { basename, dirname, join } from "node:path";
import { attachOverlay, mergedViews, OVERLAY_DATABASE, readOverlay } from "../overlay/overlay.js";
import type { Cell } from "../row.js";
import { OVERLAY_FOLDER } from "../snapshots/dataFolder.js";
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
    const ask = asking(connection);
    await connection.run(`attach ${literal(storeFile)} as store (read_only)`);
    await showOverlay(ask, storeFile);
    await connection.run("use store");
    return await use(ask);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Where an overlay stands beside the file, the tables' names stand for both. */
async function showOverlay(ask: Ask, storeFile: string): Promise<void> {
  const overlay = readOverlay(dirname(storeFile));
  if (overlay === null) return;
  await ask(attachOverlay(join(dirname(storeFile), OVERLAY_FOLDER, basename(storeFile))));
  const present = await columnsIn(ask, "store");
  for (const view of mergedViews(overlay, { base: "store", overlay: OVERLAY_DATABASE, present }))
    await ask(view);
}

/** The columns of each table and view of a database. */
export async function columnsIn(
  ask: Ask,
  database: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await ask(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = ${literal(database)}`,
  );
  const columns = new Map<string, Set<string>>();
  for (const [table, column] of found) {
    const name = String(table);
    columns.set(name, (columns.get(name) ?? new Set()).add(String(column)));
  }
  return columns;
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
