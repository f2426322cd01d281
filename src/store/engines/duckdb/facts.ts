import { readFileSync, writeFileSync } from "node:fs";
import {
  type Dataset,
  datasetName,
  hasColumn,
  houseColumn,
  type Served,
  type Table,
} from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { ifThere } from "../../../systemErrors.js";
import { type Ask, tableNames } from "../../duckdb/ask.js";
import { membersSql } from "../../duckdb/sql.js";
import type { Cell } from "../../row.js";

/** What spares conditions that every row of a table satisfies. */
export interface TableFacts {
  readonly rows: number;
  readonly hasVerbatim: boolean;
  readonly hasDuplicates: boolean;
  /** Names of the datasets to which every row of the table belongs. */
  readonly whole: readonly string[];
  /** For each second order, how many rows have a value in its leading column; the others stand behind them. */
  readonly leading: Readonly<Record<string, number>>;
}

/** Counts the facts of a snapshot's tables once, so that a server need not at every start. */
export async function buildFacts(
  ask: Ask,
  path: string,
  { tables, datasets }: Served,
  empty: ReadonlySet<string> = new Set(),
): Promise<void> {
  const present = await tableNames(ask);
  const facts: Record<string, TableFacts> = {};
  for (const table of tables)
    if (present.has(table.name))
      facts[table.name] = empty.has(table.name)
        ? factsOfNone(table, datasets)
        : await countFacts(async (sql) => (await ask(sql))[0]!, table, datasets);
  writeFileSync(path, JSON.stringify(facts));
}

/** The facts of base and overlay together: what holds of every row holds in both. */
export async function mergeFacts(
  ask: Ask,
  path: string,
  { tables, datasets }: Served,
  base: ReadonlyMap<string, TableFacts>,
  rowsOf: (table: string) => number,
): Promise<void> {
  const facts = new Map(base);
  for (const table of tables) {
    const before = base.get(table.name);
    if (!before) continue;
    const now = await countFacts(async (sql) => (await ask(sql))[0]!, table, datasets, "position");
    facts.set(table.name, {
      ...before,
      rows: rowsOf(table.name),
      hasVerbatim: before.hasVerbatim || now.hasVerbatim,
      hasDuplicates: before.hasDuplicates || now.hasDuplicates,
      whole: before.whole.filter((each) => now.whole.includes(each)),
    });
  }
  writeFileSync(path, JSON.stringify(Object.fromEntries(facts)));
}

/** The facts that a load wrote; null where it wrote none. */
export function readFacts(path: string): ReadonlyMap<string, TableFacts> | null {
  const facts = ifThere(() => JSON.parse(readFileSync(path, "utf8")) as Record<string, TableFacts>);
  return facts && new Map(Object.entries(facts));
}

/** What is known of a table without rows: all that is said of every row. */
function factsOfNone({ name, secondOrders }: Table, datasets: readonly Dataset[]): TableFacts {
  return {
    rows: 0,
    hasVerbatim: false,
    hasDuplicates: false,
    whole: datasets.filter(({ table }) => table.name === name).map(datasetName),
    leading: Object.fromEntries(secondOrders.map((order) => [order.name, 0])),
  };
}

/**
 * Reads the facts of one table from its rows, by statements that answer one row. Throws `snapshot-damaged` where they
 * are not in their order.
 */
export async function countFacts(
  askOne: (sql: string) => Promise<readonly Cell[]>,
  table: Table,
  all: readonly Dataset[],
  position = "rowid",
): Promise<TableFacts> {
  const datasets = all.filter((dataset) => dataset.table.name === table.name);
  const { duplicate } = table.roles;
  const received = houseColumn(table, "verbatim");
  const measures = [
    "count(*)",
    received ? `count(${received})` : "0",
    hasColumn(table, duplicate) ? `count(*) FILTER (${duplicate})` : "0",
    // The declared order is the physical one: row numbers are positions.
    `coalesce((SELECT bool_and(position = ${position}) FROM ${table.name} WHERE rowid % 100003 = 0), TRUE)`,
    ...table.secondOrders.map(({ by }) => `count(${by})`),
    ...datasets.map((dataset) => `count(*) FILTER (${membersSql(dataset)})`),
  ];
  const answers = await askOne(`SELECT ${measures.join(", ")} FROM ${table.name}`);
  const [rows, verbatim, duplicates, isOrdered, ...others] = answers;
  const leading = table.secondOrders.map(({ name }, at) => [name, Number(others[at])] as const);
  const members = others.slice(leading.length);
  if (isOrdered !== true) {
    throw new ArtunitError("snapshot-damaged", `Table ${table.name} is not stored in its declared order.`);
  }
  return {
    rows: Number(rows),
    hasVerbatim: Number(verbatim) > 0,
    hasDuplicates: Number(duplicates) > 0,
    whole: datasets.filter((_, at) => Number(members[at]) === Number(rows)).map(datasetName),
    leading: Object.fromEntries(leading),
  };
}
