import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Dataset, HOUSE, hasColumn, isNestedTable, type Table } from "../../catalog/index.js";
import { type Ask, asking, columnsIn } from "../duckdb/ask.js";
import { type DuckDBConnection, openEngineForWork } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { addViews } from "../engines/duckdb/views.js";
import type { TableSummary } from "../manifest.js";
import { attachOverlay, mergedViews, OVERLAY_DATABASE, readOverlay } from "../overlay/overlay.js";
import { positionOfOverlay } from "../overlay/positions.js";
import { OVERLAY_FOLDER, STORE_FILE } from "../snapshots/dataFolder.js";
import { digestSql, summed } from "./digest.js";
import type { BuildInput, Built, KnownOfTables, RemarkMade, TableFamily } from "./input.js";
import type { RangeInput } from "./ownRows.js";
import { cuttingOf, rangesOf } from "./ranges.js";
import { buildSecondOrders } from "./secondOrder.js";
import { settled } from "./settled.js";
import { takeJsonRows } from "./stagedRecords.js";
import { constantColumns, type StagedRows, stageRange } from "./stageRange.js";
import { builtTables, NOT_PACKED, type StoredTable, storedTable } from "./tables.js";

/** More threads than this wait for each other, and for memory. */
const MOST_THREADS = 8;
/** Megabytes. Every thread holds what it sorts, joins and compresses. */
const MEMORY_PER_THREAD = 300;
const LEAST_MEMORY = 1200;

/**
 * Writes the engine's file of the next snapshot: what was stored, joined with what was staged. The same record
 * (source and id) is kept once, derived columns are computed afresh, and every table stands in its declared
 * order with dense positions. Works through ranges of each family's partition, so memory does not grow with the data. What
 * else is made of the finished tables is made `beside` them, before the engine and what it holds in memory are closed.
 */
export async function buildStore(
  input: BuildInput,
  datasets: readonly Dataset[],
  beside: (ask: Ask, known: KnownOfTables) => Promise<void>,
): Promise<Built> {
  return inMill(input, input.folder, async (connections) => {
    const [connection] = connections;
    const present = input.previous === null ? new Map() : await attachPrevious(connection, input.previous);
    const previous = new Map([...present].filter(([name]) => !input.emptyBefore?.has(name)));
    await takeRecordRows(connection, input);
    const { known, ...built } = await buildTables(connections, input, previous);
    const ask = asking(connection);
    await addViews(ask, datasets);
    await ask("checkpoint next");
    await beside(ask, known);
    await ask("use memory");
    await ask("detach next");
    return built;
  });
}

/** Two connections to an engine that writes the file of a folder as `next`, and all that closes them again. */
export async function inMill<Made>(
  { scratch, memoryLimit }: Pick<BuildInput, "scratch" | "memoryLimit">,
  folder: string,
  use: (connections: readonly [DuckDBConnection, DuckDBConnection]) => Promise<Made>,
): Promise<Made> {
  const spill = join(scratch, "spill");
  mkdirSync(spill, { recursive: true });
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const instance = await openEngineForWork(":memory:", {
    memory: memoryLimit ?? `${Math.max(LEAST_MEMORY, threads * MEMORY_PER_THREAD)}MB`,
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
    await connection.run(attachNext(join(folder, STORE_FILE)));
    return await use([connection, other]);
  } finally {
    connection.closeSync();
    other.closeSync();
    instance.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** Rows of nested records that are stored together: as many as are built at once. */
const NESTED_GROUP = 10_240;

function attachNext(path: string, group?: number): string {
  const size = group === undefined ? "" : `, row_group_size ${group}`;
  return `attach ${literal(path)} as next (storage_version 'v1.4.0'${size})`;
}

/**
 * Opens the file that is written once more, for tables whose rows are stored in groups of another size. The last group of a table is
 * written anew with each range that is appended before it is full: as many nested records as make a usual one are a gigabyte,
 * and twelve ranges.
 */
async function groupNested(connection: DuckDBConnection): Promise<void> {
  const ask = asking(connection);
  const [[path]] = (await ask("select path from duckdb_databases() where database_name = 'next'")) as [
    [string],
  ];
  await ask("checkpoint next");
  await ask("detach next");
  await ask(attachNext(path, NESTED_GROUP));
}

/** Makes the tables of the snapshot before, in whatever files, known as `prev.<table>`; returns the columns of each. */
async function attachPrevious(
  connection: DuckDBConnection,
  folder: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const ask = asking(connection);
  const overlay = readOverlay(folder);
  if (overlay === null) {
    await ask(`attach ${literal(join(folder, STORE_FILE))} as prev (read_only)`);
    return columnsIn(ask, "prev");
  }
  await ask(`attach ${literal(join(folder, STORE_FILE))} as base (read_only)`);
  await ask(attachOverlay(join(folder, OVERLAY_FOLDER, STORE_FILE)));
  await ask("create schema prev");
  const present = await columnsIn(ask, "base");
  const create = (name: string) => `view memory.prev.${name}`;
  for (const view of mergedViews(overlay, { base: "base", overlay: OVERLAY_DATABASE, present, create }))
    await ask(view);
  for (const name of present.keys())
    if (!(name in overlay.tables))
      await ask(
        `create view if not exists memory.prev.${quoted(name)} as select * from base.main.${quoted(name)}`,
      );
  return present;
}

/** Fills `next` with the tables of the families, in their order, and makes it the connection's default. */
export async function buildTables(
  connections: readonly [DuckDBConnection, DuckDBConnection],
  input: BuildInput,
  previous: ReadonlyMap<string, ReadonlySet<string>>,
  slots: ReadonlyMap<string, string | null> = new Map(),
): Promise<Built & { readonly known: KnownOfTables }> {
  const [connection] = connections;
  const making = beginTables(input, previous, slots);
  const remarks: RemarkMade[] = [];
  const nested = input.families.filter(
    (each) => each.tables.some(isNestedTable) && hasRows(input, previous, each),
  );
  const others = input.families.filter((each) => !nested.includes(each));
  remarks.push(...(await buildFamilies(connections, input, others, making)));
  // Last, since a checkpoint in between would join their small groups to usual ones.
  if (nested.length > 0) {
    await groupNested(connection);
    remarks.push(...(await buildFamilies(connections, input, nested, making)));
  }
  await connection.run("use next");
  const all = input.families.flatMap(({ tables }) => tables);
  const empty = emptyTables(all, making);
  const tables: TableSummary[] = [];
  for (const table of all) tables.push(await summarise(connection, table, making.progress.get(table.name)!));
  const followed = [...making.progress].map(
    ([name, each]) => [name, each.followed ?? new Set<string>()] as const,
  );
  const isPlain =
    !input.previous && input.catalog.length === 0 && !input.bulk.some((bulk) => bulk.hasLineBreaks);
  return { tables, remarks, known: { isPlain, followed: new Map(followed), empty } };
}

/** The tables of the next snapshot while their rows are coming. */
interface Making {
  readonly stored: ReadonlyMap<string, StoredTable>;
  readonly constants: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly progress: ReadonlyMap<string, Progress>;
  /** By table of the snapshot before, its columns. */
  readonly previous: ReadonlyMap<string, ReadonlySet<string>>;
  readonly slots: ReadonlyMap<string, string | null>;
}

function beginTables(input: BuildInput, previous: Making["previous"], slots: Making["slots"]): Making {
  const all = input.families.flatMap(({ tables, deriving }) => tables.map((table) => ({ table, deriving })));
  const constants = new Map(
    all.map(({ table, deriving }) => [table.name, constantColumns(input, table, deriving)]),
  );
  const stored = new Map(
    all.map(({ table: { name, columns, hints } }) => [
      name,
      storedTable(name, columns, constants.get(name)!, hints?.packing ?? NOT_PACKED),
    ]),
  );
  const none = (): Progress => ({ rows: 0, digest: 0n, followed: null });
  return {
    stored,
    constants,
    progress: new Map(all.map(({ table }) => [table.name, none()])),
    previous,
    slots,
  };
}

function emptyTables(tables: readonly Table[], { progress }: Making): ReadonlySet<string> {
  return new Set(tables.map(({ name }) => name).filter((name) => progress.get(name)!.rows === 0));
}

/** Creates and fills the tables of families, with their second orders. */
async function buildFamilies(
  connections: readonly [DuckDBConnection, DuckDBConnection],
  input: BuildInput,
  families: readonly TableFamily[],
  making: Making,
): Promise<readonly RemarkMade[]> {
  const [connection] = connections;
  const tables = families.flatMap((family) => family.tables);
  const stored = tables.map(({ name }) => making.stored.get(name)!);
  for (const { create } of stored) await connection.run(create);
  const remarks: RemarkMade[] = [];
  for (const family of families) remarks.push(...(await buildFamily(connections, input, family, making)));
  await connection.run("use next");
  for (const { view } of stored) if (view) await connection.run(view);
  input.onStep?.({ what: "building second orders", done: 1, of: 2 });
  await buildSecondOrders(connection, tables, emptyTables(tables, making), ({ name, hints }) => {
    const followed = (hints?.usual ?? []).filter(({ column }) =>
      making.progress.get(name)!.followed?.has(column),
    );
    return new Map([
      ...making.constants.get(name)!,
      ...followed.map(({ column, sql }) => [column, sql] as const),
    ]);
  });
  await connection.run("use memory");
  return remarks;
}

/** The rows that were staged record by record become `staged_<table>`, once. */
export async function takeRecordRows(connection: DuckDBConnection, input: BuildInput): Promise<void> {
  const tables = builtTables(input.families.flatMap((family) => family.tables));
  const built = new Map(tables.map((table) => [table.name, table]));
  for (const staged of input.catalog) {
    const table = built.get(staged.table);
    if (table && staged.paths.length > 0) await connection.run(takeJsonRows(staged, table, input.files));
  }
}

/** Two connections take turns: while the rows of one range are written, those of the next are staged. */
async function buildFamily(
  connections: readonly [DuckDBConnection, DuckDBConnection],
  input: BuildInput,
  { tables: ofFamily, deriving }: TableFamily,
  { stored, progress, previous, slots }: Making,
): Promise<readonly RemarkMade[]> {
  const tables = builtTables(ofFamily);
  const cutting = cuttingOf(tables);
  const family = { tables, ...(deriving ? { deriving } : {}) };
  if (!hasRows(input, previous, { tables }))
    return (deriving?.remarks ?? []).map(({ says }) => ({ says, count: 0 }));
  const ranges = await rangesOf(connections[0], input, family, new Set(previous.keys()), cutting);
  const counts = (deriving?.remarks ?? []).map(() => 0);
  let written: Promise<void> = Promise.resolve();
  for (const [at, range] of ranges.entries()) {
    input.onStep?.({ what: "building tables", done: at, of: ranges.length + 1 });
    const turn = connections[at % 2]!;
    const given: RangeInput = { input, range, cutting, deriving, previous };
    // Whichever fails, the other has ended before the connections are closed.
    const [staged] = await settled(stageRange(turn, tables, given), written);
    for (const [remark, count] of staged.remarks.entries()) counts[remark]! += count;
    written = appendRanges(turn, staged.rows, deriving, { stored, progress, slots });
  }
  await written;
  return (deriving?.remarks ?? []).map(({ says }, at) => ({ says, count: counts[at]! }));
}

/** Whether rows of a family were stored, or come now. */
function hasRows(
  { bulk, catalog }: BuildInput,
  previous: Making["previous"],
  { tables }: Pick<TableFamily, "tables">,
): boolean {
  const brings = (name: string) =>
    bulk.some(({ table }) => table === name) || catalog.some(({ table }) => table === name);
  return tables.some(({ name }) => previous.has(name) || brings(name));
}

/** What was appended to a table so far. */
interface Progress {
  rows: number;
  digest: bigint;
  /** Columns that follow from others in every row; null before the first. */
  followed: ReadonlySet<string> | null;
}

async function appendRanges(
  connection: DuckDBConnection,
  staged: readonly StagedRows[],
  deriving: TableFamily["deriving"],
  { stored, progress, slots }: Pick<Making, "stored" | "progress" | "slots">,
): Promise<void> {
  for (const rows of staged) {
    const { name } = rows.table;
    const digest = rows.digest === null ? digestSql(rows.table, deriving?.tables[name]) : summed(rows.digest);
    await appendRange(
      connection,
      { ...rows, digest },
      rows.digest !== null,
      stored.get(name)!,
      progress.get(name)!,
      slots.get(name),
    );
  }
}

/** Appends the rows of a range, in order, behind those of earlier ranges. */
async function appendRange(
  connection: DuckDBConnection,
  { table, staged, columns, digest: digestOf, followed }: StagedRows,
  isOfStaged: boolean,
  { stored, written }: StoredTable,
  progress: Progress,
  slots: string | null | undefined,
): Promise<void> {
  const values = written.map((name) => `${columns.get(name)!} as ${quoted(name)}`).join(", ");
  const found = await connection.runAndReadAll(
    isOfStaged
      ? `select count(*), ${digestOf} from ${staged}`
      : `select count(*), ${digestOf} from ${unpacked(table, `(select ${values} from ${staged})`)}`,
  );
  const [rows, digest] = found.getRows()[0] as [bigint, bigint | null];
  if (rows > 0n) {
    const into = `insert into next.${quoted(stored)} ("position", ${written.map(quoted).join(", ")})`;
    // Inserting by rowid keeps both the order and all cores at work; a window function would use one.
    const row = `rowid + ${progress.rows}`;
    await connection.run(
      slots === undefined
        ? `${into} select ${row}, ${values} from ${staged}`
        : `${into} select ${positionOfOverlay(row, "slot_row")}, ${values} from ${withSlots(table, staged, slots)} order by rowid`,
    );
    progress.rows += Number(rows);
    const before = progress.followed;
    progress.followed = new Set([...followed].filter((name) => before === null || before.has(name)));
    progress.digest = BigInt.asUintN(64, progress.digest + (digest ?? 0n));
  }
  await connection.run(`drop table ${staged}`);
}

/** The rows of an overlay, with the row of the base that each stands before. */
function withSlots({ roles }: Table, staged: string, slots: string | null): string {
  if (slots === null) return `(select *, rowid, 0 as slot_row from ${staged})`;
  return `(select r.*, r.rowid, s.slot_row from ${staged} r
    left join ${slots} s on s.slot_key is not distinct from r.${quoted(roles.partition!)})`;
}

/** Rows as they are written, with the columns that are read out of them. */
function unpacked(table: Table, rows: string): string {
  const read = [...(table.hints?.packing?.read ?? [])].map(([name, sql]) => `${sql} as ${quoted(name)}`);
  return read.length === 0 ? rows : `(select *, ${read.join(", ")} from ${rows})`;
}

async function summarise(
  connection: DuckDBConnection,
  table: Table,
  { rows: appended, digest }: Progress,
): Promise<TableSummary> {
  const { name } = table;
  const contentHash = digest.toString(16).padStart(16, "0");
  if (appended === 0)
    return { name, rows: 0, rowsBySource: {}, contentHash, firstDate: null, lastDate: null };
  const { date: dated } = table.roles;
  const date = hasColumn(table, dated) ? quoted(dated!) : "null::date";
  const source = hasColumn(table, HOUSE.source) ? `coalesce(${HOUSE.source}, '')` : "''";
  const found = await connection.runAndReadAll(
    `select ${source}, count(*), min(${date})::varchar, max(${date})::varchar from ${quoted(table.name)} group by 1 order by 1`,
  );
  const rows = found.getRows() as [string, bigint, string | null, string | null][];
  const dates = rows
    .flatMap(([, , first, last]) => [first, last])
    .filter((each) => each !== null)
    .sort();
  return {
    name,
    rows: rows.reduce((sum, [, count]) => sum + Number(count), 0),
    rowsBySource: Object.fromEntries(rows.map(([source, count]) => [source, Number(count)])),
    contentHash,
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  };
}
