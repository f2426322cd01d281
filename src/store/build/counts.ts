import { rm } from "node:fs/promises";
import type { Table } from "../../catalog/index.js";
import type { Predicate } from "../../query/predicate.js";
import { type Ask, tableNames } from "../duckdb/ask.js";
import { literal, quoted } from "../duckdb/sql.js";
import { OVERLAY_DATABASE, slotsTable } from "../overlay/overlay.js";
import { columnsAsked } from "../sql/columnsAsked.js";
import type { GroupRequest, Selection } from "../store.js";
import {
  buildTogether,
  buildTogetherBeside,
  keptTogether,
  mergedTogether,
  togetherTable,
} from "./together.js";

/** Name of the database that the file of stored counts becomes when it is attached. */
export const COUNTS_DATABASE = "counts";

export interface CountsOptions {
  /** A count is kept only where each of its lines stands for at least so many rows on average. */
  readonly rowsPerCount?: number;
  /** Tables without rows: nothing of them is worth counting. */
  readonly empty?: ReadonlySet<string> | undefined;
}

/** The table that holds a second order's other spellings: pairs of texts that differ. */
export function spellingsTable(secondOrder: string): string {
  return `${secondOrder}_spellings`;
}

/** Rows of a table that are counted beforehand. */
export interface StoredCount {
  /** The table that holds them; it names the period, so that another one never answers for it. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly period: "year" | "month";
}

/** The counts that a table is declared with, those that are asked first in front. */
export function storedCounts({ name, hints }: Table): readonly StoredCount[] {
  return Object.entries(hints?.counted ?? {}).map(([what, { columns, period = "month" as const }]) => ({
    name: `${name}_${what}_${period}`,
    columns,
    period,
  }));
}

/**
 * Writes the stored counts of a snapshot's tables into a file of their own. Returns how many each count holds;
 * counts that would hardly be fewer than their rows are left out. The other spellings of second orders stand in
 * the same file.
 */
export async function buildCounts(
  ask: Ask,
  countsPath: string,
  tables: readonly Table[],
  { rowsPerCount = 4, empty }: CountsOptions = {},
): Promise<Readonly<Record<string, number>>> {
  await rm(countsPath, { force: true });
  const present = await tableNames(ask);
  const written: Record<string, number> = {};
  await ask(`ATTACH ${literal(countsPath)} AS ${COUNTS_DATABASE}`);
  for (const table of tables.filter(({ name }) => !empty?.has(name))) {
    for (const order of table.secondOrders) {
      if (order.spelled === undefined || !present.has(order.name)) continue;
      // Read in the second order, in which equal numbers stand together and are compared once.
      await ask(
        `CREATE TABLE ${COUNTS_DATABASE}.${spellingsTable(order.name)} AS
         SELECT DISTINCT ${order.spelled}, ${order.by} FROM ${order.name}
         WHERE ${order.spelled} IS DISTINCT FROM ${order.by} ORDER BY ALL`,
      );
    }
    if (!present.has(table.name)) continue;
    for (const order of keptTogether(table))
      if (present.has(order.name)) await buildTogether(ask, COUNTS_DATABASE, table, order);
    for (const count of storedCounts(table)) {
      const stored = `${COUNTS_DATABASE}.${quoted(count.name)}`;
      await ask(`CREATE TABLE ${stored} AS ${countedRows(table, count, quoted(table.name))} ORDER BY ALL`);
      const [found] = await ask(`SELECT count(*), coalesce(sum(n), 0)::BIGINT FROM ${stored}`);
      const [counts, rows] = found!.map(Number);
      if (counts! * rowsPerCount <= rows!) written[count.name] = counts!;
      else await ask(`DROP TABLE ${stored}`);
    }
  }
  await ask(`DETACH ${COUNTS_DATABASE}`);
  return written;
}

/** How many rows of a source there are of each combination. */
function countedRows({ roles }: Table, { columns, period }: StoredCount, source: string, sign = ""): string {
  const keys = columns.map((column) =>
    column === roles.date
      ? `date_trunc('${period}', ${quoted(column)})::DATE AS ${quoted(column)}`
      : quoted(column),
  );
  return `SELECT ${keys.join(", ")}, ${sign}count(*) AS n FROM ${source} GROUP BY ALL`;
}

/** Name of the database of an overlay's counts where it is attached beside its base's. */
export const COUNTS_BESIDE = "counts_beside";

/** What an overlay's counts are made of: the base's, those of the overlay before, and the rows that come and go. */
export interface CountsBefore {
  readonly base: string;
  /** Null where there was no overlay. */
  readonly before: string | null;
  /** Where the rows stand that are counted no more, and those that are counted now; empty where none do. */
  readonly changesOf: (table: string) => {
    readonly gone: readonly string[];
    readonly come: readonly string[];
  };
}

/** By how much each line of a count differs from the base's. */
const differences = (count: string) => `differences_${count}`;
/** Row numbers of the base's lines that do not hold any more, and what holds instead. */
const leftCounts = (count: string) => `left_${count}`;
const changedCounts = (count: string) => `changed_${count}`;

/**
 * Writes in what the counts of base and overlay together differ from those of the base: which of those do not hold any more, and
 * which do. So a load counts what it touches, and rewrites no count of anything else. Other spellings are those of the overlay
 * alone; those of the base that are not there any more do no harm. Of what stands together, too, the overlay's alone is written.
 */
export async function mergeCounts(
  ask: Ask,
  countsPath: string,
  tables: readonly Table[],
  { base, before, changesOf }: CountsBefore,
): Promise<void> {
  await rm(countsPath, { force: true });
  await ask(`ATTACH ${literal(base)} AS counts_base (READ_ONLY)`);
  if (before !== null) await ask(`ATTACH ${literal(before)} AS counts_before (READ_ONLY)`);
  await ask(`ATTACH ${literal(countsPath)} AS ${COUNTS_BESIDE}`);
  const tablesOf = async (database: string) => {
    const found = await ask(
      `SELECT table_name FROM duckdb_tables() WHERE database_name = ${literal(database)}`,
    );
    return new Set(found.map(([name]) => String(name)));
  };
  const [inBase, inBefore] = [await tablesOf("counts_base"), await tablesOf("counts_before")];
  for (const table of tables) {
    for (const { name, spelled, by } of table.secondOrders)
      if (spelled !== undefined && inBase.has(spellingsTable(name)))
        await ask(
          `CREATE TABLE ${COUNTS_BESIDE}.${spellingsTable(name)} AS
           SELECT DISTINCT ${spelled}, ${by} FROM ${name} WHERE ${spelled} IS DISTINCT FROM ${by}`,
        );
    for (const order of keptTogether(table)) {
      const name = togetherTable(order);
      if (!inBase.has(name)) continue;
      const stored = `counts_base.main.${quoted(name)}`;
      await buildTogetherBeside(ask, COUNTS_BESIDE, table, order, stored, changesOf(table.name).come);
    }
    for (const count of storedCounts(table))
      if (inBase.has(count.name))
        await writeDifferences(
          ask,
          table,
          count,
          changesOf(table.name),
          inBefore.has(differences(count.name)),
        );
  }
  await ask(`DETACH ${COUNTS_BESIDE}`);
  await ask("DETACH counts_base");
  if (before !== null) await ask("DETACH counts_before");
}

async function writeDifferences(
  ask: Ask,
  table: Table,
  count: StoredCount,
  { gone, come }: ReturnType<CountsBefore["changesOf"]>,
  isCountedBefore: boolean,
): Promise<void> {
  const { name } = count;
  const columns = count.columns.map(quoted);
  const of = (each: string) => `${COUNTS_BESIDE}.main.${quoted(each)}`;
  const parts = [
    ...(isCountedBefore ? [`SELECT * FROM counts_before.main.${quoted(differences(name))}`] : []),
    ...gone.map((rows) => countedRows(table, count, rows, "-")),
    ...come.map((rows) => countedRows(table, count, rows)),
  ].join(" UNION ALL BY NAME ");
  await ask(`CREATE TABLE ${of(differences(name))} AS
    SELECT ${columns.join(", ")}, sum(n)::BIGINT AS n FROM (${parts}) GROUP BY ALL HAVING sum(n) <> 0`);
  const isSame = columns.map((each) => `b.${each} IS NOT DISTINCT FROM d.${each}`).join(" AND ");
  await ask(`CREATE TEMP TABLE counts_met AS
    SELECT d.*, b.rowid AS base_row, coalesce(b.n, 0) AS was
    FROM ${of(differences(name))} d LEFT JOIN counts_base.main.${quoted(name)} b ON ${isSame}`);
  await ask(
    `CREATE TABLE ${of(leftCounts(name))} AS SELECT base_row FROM counts_met WHERE base_row IS NOT NULL ORDER BY 1`,
  );
  await ask(
    `CREATE TABLE ${of(changedCounts(name))} AS SELECT ${columns.join(", ")}, was + n AS n FROM counts_met WHERE was + n <> 0`,
  );
  await ask("DROP TABLE counts_met");
}

/** The name under which a connection finds what is stored of base and overlay together. */
export function mergedCounts(name: string): string {
  return quoted(`${name}@counts`);
}

/**
 * Views of what is stored of base and overlay together, given what the overlay's file holds: by the names of counts, and of
 * the tables of other spellings and of what stands together.
 */
export function mergedCountsViews(
  tables: readonly Table[],
  beside: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, string> {
  const views = new Map<string, string>();
  const add = (name: string, sql: string) =>
    views.set(name, `CREATE TEMP VIEW ${mergedCounts(name)} AS ${sql}`);
  const base = (name: string) => `${COUNTS_DATABASE}.main.${quoted(name)}`;
  const over = (name: string) => `${COUNTS_BESIDE}.main.${quoted(name)}`;
  for (const table of tables) {
    const slots = `${OVERLAY_DATABASE}.main.${quoted(slotsTable(table.name))}`;
    for (const { name, columns } of storedCounts(table)) {
      if (!beside.has(changedCounts(name))) continue;
      const all = [...columns.map(quoted), "n"].join(", ");
      add(
        name,
        `SELECT ${all} FROM ${base(name)} b ANTI JOIN ${over(leftCounts(name))} l ON b.rowid = l.base_row
         UNION ALL SELECT ${all} FROM ${over(changedCounts(name))}`,
      );
    }
    for (const name of table.secondOrders.map((order) => spellingsTable(order.name)))
      if (beside.has(name)) add(name, `FROM ${base(name)} UNION ALL FROM ${over(name)}`);
    for (const name of keptTogether(table).map(togetherTable))
      if (beside.has(name)) add(name, mergedTogether(table, base(name), over(name), slots));
  }
  return views;
}

/** The first of the counts that answers how many rows satisfy a question: of days it asks no more than whether there is one. */
export function countsFor(request: Selection, counts: readonly StoredCount[]): StoredCount | null {
  const { date } = request.dataset.table.roles;
  if (counts.length === 0 || !asksNoDay(request.predicate, date)) return null;
  const asked = columnsAsked(request);
  return counts.find(({ columns }) => asked.every((column) => columns.includes(column))) ?? null;
}

/** The first of the counts that answers a grouping: days by periods that its own make up. */
export function countsForGroups(request: GroupRequest, counts: readonly StoredCount[]): StoredCount | null {
  const { date } = request.dataset.table.roles;
  const { by, measure } = request;
  if (measure.kind === "distinct" && measure.column === date) return null;
  const asked = [...by, ...(measure.kind === "distinct" ? [measure] : [])];
  const fitting = counts.filter(
    ({ columns, period: kept }) =>
      asked.every(({ column }) => columns.includes(column)) &&
      by.every(({ column, period }) => column !== date || (period && (kept === "month" || period === kept))),
  );
  return countsFor(request, fitting);
}

function asksNoDay(predicate: Predicate, date: string | undefined): boolean {
  switch (predicate.kind) {
    case "everything":
    case "nothing":
      return true;
    case "and":
    case "or":
      return predicate.children.every((child) => asksNoDay(child, date));
    case "not":
      return asksNoDay(predicate.child, date);
    case "exists":
      return true;
    default:
      return predicate.column !== date;
  }
}
