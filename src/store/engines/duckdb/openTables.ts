import {
  type Dataset,
  datasetName,
  type SecondOrder,
  type Served,
  type Table,
} from "../../../catalog/index.js";
import {
  COUNTS_BESIDE,
  COUNTS_DATABASE,
  mergedCounts,
  mergedCountsViews,
  type StoredCount,
  spellingsTable,
  storedCounts,
} from "../../build/counts.js";
import { keptTogether, togetherColumns, togetherTable } from "../../build/together.js";
import { type Ask, columnsIn } from "../../duckdb/ask.js";
import type { Database, EngineValue } from "../../duckdb/database.js";
import { quoted } from "../../duckdb/sql.js";
import type { Overlay } from "../../overlay/overlay.js";
import { Places } from "../../overlay/positions.js";
import { countFacts, type TableFacts } from "./facts.js";
import { laterViews } from "./later.js";
import { type WordsColumn, wordsColumn } from "./wordOrders.js";

/** What is known of a table once the files are open. */
export interface OpenTable extends TableFacts {
  /** Set where some of its rows stand in an overlay. */
  readonly places: Places | null;
  /** What of its rows is counted beforehand, those that are asked first in front. */
  readonly counts: readonly StoredCount[];
  /** Where a connection finds counts, spellings and what stands together, by their names. */
  readonly stored: (name: string) => string;
  /** Second orders whose other spellings are known. */
  readonly spelled: ReadonlySet<string>;
  /** Second orders that keep what stands together with frequent values. */
  readonly together: ReadonlySet<string>;
  /** Second orders that hold every column they are declared with. */
  readonly orders: readonly SecondOrder[];
  /** The column with the words of others, where every row has it and its second order is there. */
  readonly words: WordsColumn | null;
  /** The datasets to which every row belongs; one that a question has narrowed is another. */
  readonly unnarrowed: ReadonlySet<Dataset>;
}

/** Finds out what of each table is there: its rows, its orders, what was counted of it, and what stands in an overlay. */
export async function openTables(
  database: Database,
  stored: ReadonlyMap<string, TableFacts> | null,
  { tables, datasets }: Served,
  overlay: Overlay | null,
): Promise<ReadonlyMap<string, OpenTable>> {
  const [[name]] = (await database.run("SELECT current_database()")) as [[string]];
  const ask: Ask = async (sql) => rowsOf(await database.run(sql));
  const present = await columnsIn(ask, name);
  const counted = await columnsIn(ask, COUNTS_DATABASE);
  const merged = mergedCountsViews(tables, await columnsIn(ask, COUNTS_BESIDE));
  await database.define([...laterViews(tables, name, present, overlay), ...merged.values()]);
  const askOne = async (sql: string) => (await database.run(sql)).map(([value]) => value!);
  const open = new Map<string, OpenTable>();
  for (const table of tables.filter((each) => present.has(each.name))) {
    const standing = overlay?.tables[table.name];
    const position = standing ? "position" : "rowid";
    // What is stored of a table that has an overlay holds only where the overlay's file goes on from it.
    const isStored = (each: string, columns: readonly string[]) =>
      hasAll(counted.get(each), columns) && (!standing || merged.has(each));
    const facts = stored?.get(table.name) ?? (await countFacts(askOne, table, datasets, position));
    open.set(table.name, {
      ...facts,
      words: wordsIn(table, facts, present, standing?.base ?? facts.rows),
      places: standing ? new Places(standing) : null,
      unnarrowed: new Set(datasets.filter((dataset) => facts.whole.includes(datasetName(dataset)))),
      stored: standing ? mergedCounts : storedIn,
      counts: storedCounts(table).filter((each) => isStored(each.name, each.columns)),
      together: new Set(
        keptTogether(table)
          .filter((order) => isStored(togetherTable(order), togetherColumns(table, order)))
          .map(({ name }) => name),
      ),
      orders: table.secondOrders.filter((order) => hasAll(present.get(order.name), order.columns)),
      spelled: new Set(
        table.secondOrders.flatMap(({ name }) => (isStored(spellingsTable(name), []) ? [name] : [])),
      ),
    });
  }
  return open;
}

/** Rows that an earlier version wrote have none. */
function wordsIn(
  table: Table,
  { leading }: TableFacts,
  present: ReadonlyMap<string, ReadonlySet<string>>,
  rows: number,
): WordsColumn | null {
  const words = wordsColumn(table);
  const order = table.secondOrders.find(({ by }) => by === words?.name);
  const isWhole = order !== undefined && present.has(order.name) && leading[order.name] === rows;
  return words && isWhole ? words : null;
}

function hasAll(columns: ReadonlySet<string> | undefined, wanted: readonly string[]): boolean {
  return columns !== undefined && wanted.every((each) => columns.has(each));
}

function rowsOf(columns: readonly (readonly EngineValue[])[]): readonly (readonly EngineValue[])[] {
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]!));
}

function storedIn(name: string): string {
  return `${COUNTS_DATABASE}.main.${quoted(name)}`;
}
