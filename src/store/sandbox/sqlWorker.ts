import { readFileSync } from "node:fs";
import { type DuckDBConnection, type DuckDBValue, driver, openEngine } from "../duckdb/engine.js";
import { OPEN_FILE } from "../snapshots/dataFolder.js";
import type { FromSandbox, SqlColumn, SqlQuestion, SqlValue } from "./messages.js";

/**
 * The process in which one question in SQL is answered, in the folder of a snapshot, and which ends with it: whatever a
 * question does to the engine ends, too, and one that does not end is ended with its process.
 */
process.once("message", (question: SqlQuestion) => {
  answer(question).then(
    () => process.disconnect(),
    (error: unknown) => {
      send({ kind: "error", message: error instanceof Error ? error.message : String(error) });
      process.disconnect();
    },
  );
});
// Whoever asked is gone: nobody waits for the answer.
process.on("disconnect", () => process.exit(0));

function send(message: FromSandbox): void {
  process.send!(message);
}

async function answer({ sql, memory, rowsAtOnce }: SqlQuestion): Promise<void> {
  const instance = await openEngine(":memory:", { memory, threads: 2 });
  const connection = await instance.connect();
  await shut(connection);
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) return send({ kind: "refused", why: "several" });
  const statement = await statements.prepare(0).catch((error: unknown) => {
    // Of what would change a view the engine says only that it cannot, before it says what the statement is.
    const why = changing(sql, error);
    if (why === null) throw error;
    send({ kind: "refused", why });
    return null;
  });
  if (statement === null) return;
  const type = statement.statementType;
  const { StatementType } = driver();
  if (type !== StatementType.SELECT && type !== StatementType.EXPLAIN)
    return send({ kind: "refused", why: StatementType[type] ?? "unknown" });
  const result = await statement.stream();
  const names = result.columnNames();
  const columns = result
    .columnTypes()
    .map((each, at): SqlColumn => ({ name: names[at]!, type: String(each) }));
  send({ kind: "columns", columns });
  let rows: SqlValue[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) rows.push(row.map(plainValue));
    while (rows.length >= rowsAtOnce) {
      await taken(rows.slice(0, rowsAtOnce));
      rows = rows.slice(rowsAtOnce);
    }
  }
  if (rows.length > 0) await taken(rows);
  send({ kind: "end" });
}

/** How statements begin that change what is stored. Others that are no questions the engine names itself. */
const CHANGES = /^(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|ALTER|DROP|REPLACE)$/i;

/** What a statement is that cannot be prepared, where it is no question: its first word, or what the engine cannot do behind WITH. */
function changing(sql: string, error: unknown): string | null {
  const [, first = ""] = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*([a-z]+)/i.exec(sql) ?? [];
  if (CHANGES.test(first)) return first.toUpperCase();
  return /can only (delete|update|insert)/i.exec(String(error))?.[1]?.toUpperCase() ?? null;
}

/** Opens the snapshot's tables and views, then closes all else: files, network, extensions, settings. */
async function shut(connection: DuckDBConnection): Promise<void> {
  await connection.run(readFileSync(OPEN_FILE, "utf8"));
  for (const setting of [
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "allow_community_extensions = false",
    // What does not fit into memory is refused: beside the snapshot is no place for it.
    "temp_directory = ''",
    "enable_external_access = false",
    "lock_configuration = true",
  ])
    await connection.run(`SET GLOBAL ${setting}`);
}

/** Hands rows on, and waits until more are wanted. */
function taken(rows: readonly (readonly SqlValue[])[]): Promise<void> {
  send({ kind: "rows", rows });
  return new Promise((resolve) => process.once("message", () => resolve()));
}

function plainValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  const { items } = value as { readonly items?: readonly DuckDBValue[] };
  return Array.isArray(items) ? items.map(plainValue) : String(value);
}
