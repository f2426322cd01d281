import type { SecondOrder, Table } from "../../catalog/index.js";
import type { Ask } from "../duckdb/ask.js";
import { literal, quoted } from "../duckdb/sql.js";

/** The table that keeps what stands together with the frequent values of a second order. */
export function togetherTable({ name }: SecondOrder): string {
  return `${name}_together`;
}

/** In which column a kept row says for which value it is kept. */
export const KEPT_FOR = "kept_for";

type Kept = SecondOrder & Required<Pick<SecondOrder, "together">>;

/** The second orders of a table that keep what stands together. */
export function keptTogether({ secondOrders }: Table): readonly Kept[] {
  return secondOrders.filter((order): order is Kept => order.together !== undefined);
}

/** What is kept of a row: what is declared, and what orders it. */
export function togetherColumns({ order }: Table, { by, together }: Kept): readonly string[] {
  return [...new Set([by, ...together.columns, ...together.statement, together.within, ...order])];
}

/** Keeps the rows of every value that stands in more than so many, and what stands in one statement with them. */
export async function buildTogether(ask: Ask, database: string, table: Table, order: Kept): Promise<void> {
  const { partition } = table.roles;
  const { within } = order.together;
  const isFrequent = isAmong(order.by, await frequentValues(ask, order));
  const columns = togetherColumns(table, order).join(", ");
  // Rows of a table are numbered by their positions; other conditions would have its packed columns read for every row.
  await ask(
    `CREATE TEMP TABLE ${FOUND} AS SELECT ${columns} FROM ${table.name}
     WHERE rowid IN (SELECT "position" FROM ${order.name} WHERE ${isFrequent})`,
  );
  await ask(
    `INSERT INTO ${FOUND} SELECT ${columns} FROM ${table.name} WHERE ${within} IS NOT NULL
     AND ${partition} IN (SELECT ${partition} FROM ${FOUND} WHERE ${within} IS NOT NULL) AND (${isFrequent}) IS NOT TRUE`,
  );
  const stored = `${database}.${quoted(togetherTable(order))}`;
  await keep(ask, stored, table, keptRows(table, order, FOUND, isFrequent));
  await ask(`DROP TABLE ${FOUND}`);
}

/** The same of an overlay's rows, for the values that its base keeps: applications, say, come and go as a whole. */
export async function buildTogetherBeside(
  ask: Ask,
  database: string,
  table: Table,
  order: Kept,
  base: string,
  come: readonly string[],
): Promise<void> {
  const found = await ask(`SELECT DISTINCT ${KEPT_FOR} FROM ${base}`);
  const isFrequent = isAmong(
    order.by,
    found.map(([value]) => String(value)),
  );
  const stored = `${database}.${quoted(togetherTable(order))}`;
  await keep(
    ask,
    stored,
    table,
    come.flatMap((rows) => keptRows(table, order, rows, isFrequent)),
  );
}

/** What stands together in base and overlay: of a key that stands in the overlay, its rows there alone. */
export function mergedTogether({ roles }: Table, base: string, beside: string, slots: string): string {
  const partition = quoted(roles.partition!);
  return `SELECT b.* FROM ${base} b ANTI JOIN ${slots} s ON b.${partition} IS NOT DISTINCT FROM s.slot_key
    UNION ALL BY NAME FROM ${beside}`;
}

/** Where a load lays the rows of all keys that have a frequent value. */
const FOUND = "rows_of_frequent_values";

async function keep(ask: Ask, stored: string, table: Table, parts: readonly string[]): Promise<void> {
  const ordering = [KEPT_FOR, ...table.order].map((column) => `${column} NULLS LAST`).join(", ");
  await ask(`CREATE TABLE ${stored} AS ${parts.join(" UNION ALL BY NAME ")} ORDER BY ${ordering}`);
}

/**
 * The values that stand in more rows than declared. Equal values stand side by side in their order: one that is frequent
 * is met at least twice by looking at a row every so often.
 */
async function frequentValues(ask: Ask, { name, by, together }: Kept): Promise<readonly string[]> {
  const every = Math.max(1, Math.floor(together.above / 2));
  const met = await ask(
    `SELECT ${by} FROM ${name} WHERE rowid % ${every} = 0 AND ${by} IS NOT NULL GROUP BY ${by} HAVING count(*) >= 2`,
  );
  const candidates = met.map(([value]) => String(value));
  const found = await ask(
    `SELECT ${by} FROM ${name} WHERE ${isAmong(by, candidates)} GROUP BY ${by} HAVING count(*) > ${together.above}`,
  );
  return found.map(([value]) => String(value));
}

/** The rows of frequent values, and those of other values that stand in one statement with one of them. */
function keptRows(table: Table, order: Kept, from: string, isFrequent: string): readonly string[] {
  const { by, together } = order;
  const columns = togetherColumns(table, order);
  const keys = [...new Set([table.roles.partition!, ...together.statement])];
  const same = keys.map((key) => `beside.${key} IS NOT DISTINCT FROM used.${key}`).join(" AND ");
  const used = `SELECT DISTINCT ${by} AS ${KEPT_FOR}, ${keys.join(", ")} FROM ${from} WHERE ${isFrequent} AND ${together.within} IS NOT NULL`;
  return [
    `SELECT ${by} AS ${KEPT_FOR}, ${columns.join(", ")} FROM ${from} WHERE ${isFrequent}`,
    `SELECT used.${KEPT_FOR}, ${columns.map((column) => `beside.${column}`).join(", ")}
     FROM ${from} AS beside JOIN (${used}) AS used ON ${same}
     WHERE beside.${together.within} IS NOT NULL AND beside.${by} IS DISTINCT FROM used.${KEPT_FOR}`,
  ];
}

function isAmong(column: string, values: readonly string[]): string {
  return values.length === 0 ? "FALSE" : `${column} IN (${values.map(literal).join(", ")})`;
}
