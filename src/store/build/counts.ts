import { rm } from "node:fs/promises";
import type { Table } from "../../catalog/index.js";
import type { Predicate } from "../../query/predicate.js";
import { type Ask, tableNames } from "../duckdb/ask.js";
import { literal, quoted } from "../duckdb/sql.js";
import type { GroupRequest, Selection } from "../store.js";

/** Name of the file of stored counts inside a snapshot's folder, and of the database it becomes when attached. */
export const COUNTS_FILE = "counts.duckdb";
export const COUNTS_DATABASE = "counts";

export interface CountsOptions {
  /** Counts are kept only where each stands for at least so many rows on average. */
  readonly rowsPerCount?: number;
}

/** The table that holds a second order's other spellings: pairs of texts that differ. */
export function spellingsTable(secondOrder: string): string {
  return `${secondOrder}_spellings`;
}

/**
 * Writes the stored counts of a snapshot's tables into a file of their own. Returns how many counts each table has;
 * tables whose counts would hardly be fewer than their rows have none. The other spellings of second orders stand in
 * the same file.
 */
export async function buildCounts(
  ask: Ask,
  countsPath: string,
  tables: readonly Table[],
  { rowsPerCount = 4 }: CountsOptions = {},
): Promise<Readonly<Record<string, number>>> {
  await rm(countsPath, { force: true });
  const present = await tableNames(ask);
  const written: Record<string, number> = {};
  await ask(`ATTACH ${literal(countsPath)} AS ${COUNTS_DATABASE}`);
  for (const { name, secondOrders, roles, hints } of tables) {
    for (const order of secondOrders) {
      if (order.spelled === undefined || !present.has(order.name)) continue;
      // Read in the second order, in which equal numbers stand together and are compared once.
      await ask(
        `CREATE TABLE ${COUNTS_DATABASE}.${spellingsTable(order.name)} AS
         SELECT DISTINCT ${order.spelled}, ${order.by} FROM ${order.name}
         WHERE ${order.spelled} IS DISTINCT FROM ${order.by} ORDER BY ALL`,
      );
    }
    const columns = hints?.counted;
    if (!columns || !present.has(name)) continue;
    await ask(
      `CREATE TABLE ${COUNTS_DATABASE}.${name} AS SELECT ${countedKeys(columns, roles.date)}, count(*) AS n FROM ${name} GROUP BY ALL`,
    );
    const [found] = await ask(`SELECT count(*), coalesce(sum(n), 0)::BIGINT FROM ${COUNTS_DATABASE}.${name}`);
    const [counts, rows] = found!.map(Number);
    if (counts! * rowsPerCount <= rows!) written[name] = counts!;
    else await ask(`DROP TABLE ${COUNTS_DATABASE}.${name}`);
  }
  await ask(`DETACH ${COUNTS_DATABASE}`);
  return written;
}

function countedKeys(columns: readonly string[], date: string | undefined): string {
  const keys = columns.map((column) =>
    column === date ? `date_trunc('month', ${quoted(column)})::DATE AS ${quoted(column)}` : quoted(column),
  );
  return keys.join(", ");
}

/** What stored counts go on from when an overlay is made: those before, and the rows of a table that come and go. */
export interface CountsBefore {
  readonly path: string;
  /** Where the rows stand that are counted no more, and those that are counted now; empty where none do. */
  readonly changesOf: (table: string) => {
    readonly gone: readonly string[];
    readonly come: readonly string[];
  };
}

/**
 * The stored counts of base and overlay together: those before, less what left and with what came. The same for other
 * spellings, of which those that are not there any more do no harm.
 */
export async function mergeCounts(
  ask: Ask,
  countsPath: string,
  tables: readonly Table[],
  { path, changesOf }: CountsBefore,
): Promise<void> {
  await rm(countsPath, { force: true });
  await ask(`ATTACH ${literal(path)} AS counts_before (READ_ONLY)`);
  await ask(`ATTACH ${literal(countsPath)} AS ${COUNTS_DATABASE}`);
  const found = await ask("SELECT table_name FROM duckdb_tables() WHERE database_name = 'counts_before'");
  const byOrder = new Map(
    tables.flatMap(({ secondOrders }) =>
      secondOrders.map((order) => [spellingsTable(order.name), order] as const),
    ),
  );
  for (const [name] of found.map((row) => row.map(String))) {
    const table = tables.find((each) => each.name === name);
    const order = byOrder.get(name!);
    const before = `SELECT * FROM counts_before.main.${quoted(name!)}`;
    const to = `CREATE TABLE ${COUNTS_DATABASE}.${quoted(name!)} AS`;
    if (table?.hints?.counted) await ask(`${to} ${mergedCounts(table, before, changesOf(table.name))}`);
    else if (order?.spelled !== undefined) {
      const come = `SELECT ${order.spelled}, ${order.by} FROM ${order.name} WHERE ${order.spelled} IS DISTINCT FROM ${order.by}`;
      await ask(`${to} ${before} UNION ${come} ORDER BY ALL`);
    } else await ask(`${to} ${before}`);
  }
  await ask(`DETACH ${COUNTS_DATABASE}`);
  await ask("DETACH counts_before");
}

function mergedCounts(
  { hints, roles }: Table,
  before: string,
  { gone, come }: ReturnType<CountsBefore["changesOf"]>,
): string {
  const columns = hints!.counted!;
  const keys = countedKeys(columns, roles.date);
  const counted = (sign: string) => (rows: string) =>
    `SELECT ${keys}, ${sign}count(*) AS n FROM ${rows} GROUP BY ALL`;
  const parts = [before, ...gone.map(counted("-")), ...come.map(counted(""))].join(" UNION ALL BY NAME ");
  return `SELECT ${columns.map(quoted).join(", ")}, sum(n)::BIGINT AS n FROM (${parts}) GROUP BY ALL HAVING sum(n) <> 0`;
}

/** Whether stored counts answer how many rows satisfy a question: it asks of counted columns only, not of days. */
export function isCounted({ dataset, predicate }: Selection): boolean {
  const { hints, roles } = dataset.table;
  const columns = hints?.counted;
  return (
    columns !== undefined &&
    asksOnly(predicate, (column) => column !== roles.date && columns.includes(column))
  );
}

/** Whether stored counts answer a grouping: by counted columns, days by period. */
export function isGroupedByCounts(request: GroupRequest): boolean {
  const { hints, roles } = request.dataset.table;
  const columns = hints?.counted;
  return (
    columns !== undefined &&
    isCounted(request) &&
    request.by.every(({ column, period }) => columns.includes(column) && (column !== roles.date || period)) &&
    (request.measure.kind === "count" ||
      (request.measure.column !== roles.date && columns.includes(request.measure.column)))
  );
}

function asksOnly(predicate: Predicate, isAllowed: (column: string) => boolean): boolean {
  switch (predicate.kind) {
    case "everything":
    case "nothing":
      return true;
    case "and":
    case "or":
      return predicate.children.every((child) => asksOnly(child, isAllowed));
    case "not":
      return asksOnly(predicate.child, isAllowed);
    default:
      return isAllowed(predicate.column);
  }
}
