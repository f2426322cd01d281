import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Table } from "../../catalog/index.js";
import { TABLES, tableOf } from "../../installation.js";
import { type Ask, asking, tableNames } from "../duckdb/ask.js";
import { type DuckDBConnection, openEngineForWork } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { addViews } from "../engines/duckdb/views.js";
import { USUAL } from "../engines/lookup/usual.js";
import type { TableSummary } from "../manifest.js";
import { digestSql } from "./digest.js";
import type { BuildInput, Built, CatalogInput, FileInput, KnownOfTables } from "./input.js";
import { packingOf } from "./packed.js";
import { cutRanges, prefixWeights } from "./ranges.js";
import { buildSecondOrders } from "./secondOrder.js";
import { constantColumns, type StagedRows, stageRange } from "./statements.js";
import { BUILT_TABLES, columnSqlType, type StoredTable, storedTable } from "./tables.js";

/** Name of the engine's file inside a snapshot's folder. */
export const STORE_FILE = "store.duckdb";

/** More threads than this wait for each other, and for memory. */
const MOST_THREADS = 8;
/** Megabytes. Every thread holds what it sorts, joins and compresses. */
const MEMORY_PER_THREAD = 300;
const LEAST_MEMORY = 1200;

/**
 * Writes the engine's file of the next snapshot: what was stored, joined with what was staged. The same record
 * (source and id) is kept once, derived columns are computed afresh, and every table stands in its declared
 * order with dense positions. Works through ranges of applications, so memory does not grow with the data. What else
 * is made of the finished tables is made `beside` them, before the engine and what it holds in memory are closed.
 */
export async function buildStore(
  input: BuildInput,
  beside: (ask: Ask, known: KnownOfTables) => Promise<void>,
): Promise<Built> {
  const spill = join(input.scratch, "spill");
  mkdirSync(spill, { recursive: true });
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const instance = await openEngineForWork(":memory:", {
    memory: input.memoryLimit ?? `${Math.max(LEAST_MEMORY, threads * MEMORY_PER_THREAD)}MB`,
    threads,
    others: {
      temp_directory: spill,
      preserve_insertion_order: "true",
      // It compresses ids and reference numbers hardly better than the others do, in three times the time.
      disabled_compression_methods: "dict_fsst",
    },
  });
  const connection = await instance.connect();
  const other = await instance.connect();
  try {
    await connection.run(
      `attach ${literal(join(input.folder, STORE_FILE))} as next (storage_version 'v1.4.0')`,
    );
    if (input.previous) await connection.run(`attach ${literal(input.previous)} as prev (read_only)`);
    const { known, ...built } = await buildTables([connection, other], input);
    const ask = asking(connection);
    await addViews(ask);
    await ask("checkpoint next");
    await beside(ask, known);
    await ask("use memory");
    await ask("detach next");
    return built;
  } finally {
    connection.closeSync();
    other.closeSync();
    instance.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** Two connections take turns: while the rows of one range are written, those of the next are staged. */
async function buildTables(
  connections: readonly [DuckDBConnection, DuckDBConnection],
  input: BuildInput,
): Promise<Built & { readonly known: KnownOfTables }> {
  const [connection] = connections;
  const constants = new Map(TABLES.map((table) => [table.name, constantColumns(input, table)]));
  const stored = new Map(
    TABLES.map((table) => [
      table.name,
      storedTable(table.name, table.columns, constants.get(table.name)!, packingOf(table)),
    ]),
  );
  for (const { create } of stored.values()) await connection.run(create);
  const previousTables = new Set(input.previous ? await tableNames(asking(connection), "prev") : []);
  for (const staged of input.catalog.filter(isBuilt))
    await connection.run(loadCatalogRows(staged, input.files));

  const ranges = cutRanges(await prefixWeights(connection, input, previousTables), input.rangeRows);
  const progress = new Map<string, Progress>(
    TABLES.map((table) => [table.name, { rows: 0, digest: 0n, followed: null }]),
  );
  let referenceDisagreements = 0;
  let written: Promise<void> = Promise.resolve();
  for (const [at, range] of ranges.entries()) {
    input.onStep?.({ what: "building tables", done: at, of: ranges.length + 1 });
    const turn = connections[at % 2]!;
    // Whichever fails, the other has ended before the connections are closed.
    const [staged] = await settled(stageRange(turn, input, range, previousTables), written);
    referenceDisagreements += staged.referenceDisagreements;
    written = appendRanges(turn, staged.rows, stored, progress);
  }
  await written;
  await connection.run("use next");
  for (const { view } of stored.values()) if (view) await connection.run(view);
  input.onStep?.({ what: "building second orders", done: ranges.length, of: ranges.length + 1 });
  await buildSecondOrders(connection, ({ name }) => {
    const followed = (USUAL[name] ?? []).filter(({ column }) => progress.get(name)!.followed?.has(column));
    return new Map([...constants.get(name)!, ...followed.map(({ column, sql }) => [column, sql] as const)]);
  });
  const tables: TableSummary[] = [];
  for (const table of TABLES)
    tables.push(await summarise(connection, table, progress.get(table.name)!.digest));
  const known = {
    isPlain: !input.previous && input.catalog.length === 0 && !input.bulk.some((bulk) => bulk.hasLineBreaks),
    followed: new Map([...progress].map(([name, { followed }]) => [name, followed ?? new Set<string>()])),
  };
  return { tables, referenceDisagreements, known };
}

/** What was appended to a table so far. */
interface Progress {
  rows: number;
  digest: bigint;
  /** Columns that follow from others in every row; null before the first. */
  followed: ReadonlySet<string> | null;
}

/** Both outcomes, once both are there. */
async function settled<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

async function appendRanges(
  connection: DuckDBConnection,
  staged: readonly StagedRows[],
  stored: ReadonlyMap<string, StoredTable>,
  progress: ReadonlyMap<string, Progress>,
): Promise<void> {
  for (const rows of staged) {
    const { name } = rows.table;
    await appendRange(connection, rows, stored.get(name)!, progress.get(name)!);
  }
}

/** Appends the rows of a range, in order, behind those of earlier ranges. */
async function appendRange(
  connection: DuckDBConnection,
  { table, staged, columns, digest: digestOfStaged, followed }: StagedRows,
  { stored, written }: StoredTable,
  progress: Progress,
): Promise<void> {
  const values = written.map((name) => `${columns.get(name)!} as ${quoted(name)}`).join(", ");
  const found = await connection.runAndReadAll(
    digestOfStaged
      ? `select count(*), ${digestOfStaged} from ${staged}`
      : `select count(*), ${digestSql(table)} from ${unpacked(table, `(select ${values} from ${staged})`)}`,
  );
  const [rows, digest] = found.getRows()[0] as [bigint, bigint | null];
  if (rows > 0n) {
    // Inserting by rowid keeps both the order and all cores at work; a window function would use one.
    await connection.run(
      `insert into next.${stored} ("position", ${written.map(quoted).join(", ")})
       select rowid + ${progress.rows}, ${values} from ${staged}`,
    );
    progress.rows += Number(rows);
    const before = progress.followed;
    progress.followed = new Set([...followed].filter((name) => before === null || before.has(name)));
    progress.digest = BigInt.asUintN(64, progress.digest + (digest ?? 0n));
  }
  await connection.run(`drop table ${staged}`);
}

/** Rows as they are written, with the columns that are read out of them. */
function unpacked(table: Table, rows: string): string {
  const read = [...packingOf(table).read].map(([name, sql]) => `${sql} as ${quoted(name)}`);
  return read.length === 0 ? rows : `(select *, ${read.join(", ")} from ${rows})`;
}

function loadCatalogRows(staged: CatalogInput, files: readonly FileInput[]): string {
  const table = tableOf(staged.table);
  const columns = table.columns.map((column) => `"${column.name}": '${columnSqlType(column.type)}'`);
  const refused = files.flatMap((file, at) => (file.isRefused ? [at] : []));
  const where = refused.length > 0 ? `where staged_file not in (${refused.join(", ")})` : "";
  const paths = `[${staged.paths.map(literal).join(", ")}]`;
  return `create table staged_${staged.table} as
    select * exclude (staged_file)
    from read_json(${paths}, format = 'newline_delimited', maximum_object_size = 100000000,
      columns = {${columns.join(", ")}, "staged_file": 'integer'}) ${where}`;
}

async function summarise(connection: DuckDBConnection, table: Table, digest: bigint): Promise<TableSummary> {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  const date = has("mail_date") ? "mail_date" : "null::date";
  const source = has("source") ? "coalesce(source, '')" : "''";
  const found = await connection.runAndReadAll(
    `select ${source}, count(*), min(${date})::varchar, max(${date})::varchar from ${table.name} group by 1 order by 1`,
  );
  const rows = found.getRows() as [string, bigint, string | null, string | null][];
  const dates = rows
    .flatMap(([, , first, last]) => [first, last])
    .filter((each) => each !== null)
    .sort();
  return {
    name: table.name,
    rows: rows.reduce((sum, [, count]) => sum + Number(count), 0),
    rowsBySource: Object.fromEntries(rows.map(([source, count]) => [source, Number(count)])),
    contentHash: digest.toString(16).padStart(16, "0"),
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  };
}

function isBuilt(staged: CatalogInput): boolean {
  return BUILT_TABLES.some((table) => table.name === staged.table);
}
