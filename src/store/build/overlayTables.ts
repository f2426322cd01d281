import { HOUSE, hasColumn, type Table } from "../../catalog/index.js";
import type { Ask } from "../duckdb/ask.js";
import { quoted } from "../duckdb/sql.js";
import type { TableSummary } from "../manifest.js";
import { type LeftSums, leftTable, type Overlay, type OverlayTable, slotsTable } from "../overlay/overlay.js";
import { STEP } from "../overlay/positions.js";
import { digestSql } from "./digest.js";
import type { TableFamily } from "./input.js";
import { baseTable, type Making, movedTable, type Touched } from "./moving.js";

/** Describes each table of which the overlay holds a part. */
export async function describeTables(
  making: Making,
  touched: readonly Touched[],
  made: readonly TableSummary[],
): Promise<Record<string, OverlayTable>> {
  const tables: Record<string, OverlayTable> = {};
  for (const { family, tables: ofFamily, isCut } of touched)
    for (const table of ofFamily) {
      const rows = made.find(({ name }) => name === table.name)!.rows;
      const described = await describe(making, table, isCut(table), family, rows);
      if (isCut(table) || rows > 0 || described.left.length > 0) tables[table.name] = described;
    }
  return tables;
}

async function describe(
  { ask, base, before, present }: Making,
  table: Table,
  isCut: boolean,
  { deriving }: TableFamily,
  overlay: number,
): Promise<OverlayTable> {
  const { name } = table;
  const positions = await ask(
    `select "position"::double from next.main.${quoted(leftTable(name))} order by 1`,
  );
  const runs = await ask(
    `select min(rowid)::double, ("position" // ${STEP})::double as slot from next.main.${quoted(name)} group by slot order by 1`,
  );
  const moved = await leftRows(ask, table, digestSql(table, deriving?.tables[name]), movedTable(name));
  return {
    keys: isCut ? await keysOf(ask, name) : null,
    base: base.tables.find((each) => each.name === name)?.rows ?? 0,
    left: rangesOf(positions.map(([position]) => Number(position))),
    runs: runs.map(([first, slot]) => [Number(first), Number(slot)] as const),
    overlay,
    orders: table.secondOrders.map((order) => order.name).filter((order) => present.has(order)),
    leftRows: together(before?.tables[name]?.leftRows, moved),
  };
}

async function keysOf(ask: Ask, table: string): Promise<readonly (string | number | null)[]> {
  const keys = await ask(`select slot_key from next.main.${quoted(slotsTable(table))} order by 1`);
  return keys.map(([key]) => (key === null || key === undefined ? null : (key as string | number)));
}

function rangesOf(ascending: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const each of ascending) {
    const last = ranges.at(-1);
    if (last && last[1] === each) last[1] = each + 1;
    else ranges.push([each, each + 1]);
  }
  return ranges;
}

async function leftRows(ask: Ask, table: Table, digest: string, rows: string): Promise<LeftSums> {
  const source = hasColumn(table, HOUSE.source) ? `coalesce(${HOUSE.source}, '')` : "''";
  const [row] = await ask(`select (${digest})::varchar, ${datesOf(table)} from ${rows}`);
  const [found, firstDate, lastDate] = row as (string | null)[];
  const counted = await ask(`select ${source}, count(*)::double from ${rows} group by 1 order by 1`);
  return {
    rows: counted.reduce((sum, [, count]) => sum + Number(count), 0),
    rowsBySource: Object.fromEntries(counted.map(([name, count]) => [String(name), Number(count)])),
    digest: hex(BigInt(found ?? 0)),
    firstDate: firstDate ?? null,
    lastDate: lastDate ?? null,
  };
}

function datesOf(table: Table): string {
  const { date } = table.roles;
  const dated = hasColumn(table, date) ? quoted(date!) : "null::date";
  return `min(${dated})::varchar, max(${dated})::varchar`;
}

function together(before: LeftSums | undefined, now: LeftSums): LeftSums {
  if (!before) return now;
  return {
    rows: before.rows + now.rows,
    rowsBySource: added(before.rowsBySource, now.rowsBySource, 1),
    digest: addedDigests(before.digest, now.digest, 1n),
    firstDate: outermost([before.firstDate, now.firstDate], 0),
    lastDate: outermost([before.lastDate, now.lastDate], -1),
  };
}

type Counts = Readonly<Record<string, number>>;

function added(one: Counts, other: Counts, sign: 1 | -1): Counts {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const sums = names.map((name) => [name, (one[name] ?? 0) + sign * (other[name] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
}

function addedDigests(one: string, other: string, sign: 1n | -1n): string {
  return hex(BigInt(`0x${one}`) + sign * BigInt(`0x${other}`));
}

function hex(digest: bigint): string {
  return BigInt.asUintN(64, digest).toString(16).padStart(16, "0");
}

function outermost(dates: readonly (string | null)[], at: 0 | -1): string | null {
  const known = dates.filter((each) => each !== null).sort();
  return known.at(at) ?? null;
}

/** What the manifest says of each table: base, less what left it, and overlay. */
export async function summarise(
  { ask, base }: Making,
  { tables: overlaid }: Overlay,
  made: readonly TableSummary[],
  tables: readonly Table[],
): Promise<readonly TableSummary[]> {
  const all: TableSummary[] = [];
  for (const stood of base.tables) {
    const { name } = stood;
    const now = made.find((each) => each.name === name);
    const left = overlaid[name]?.leftRows;
    if (!left || !now) {
      all.push(stood);
      continue;
    }
    const table = tables.find((each) => each.name === name)!;
    const [first, last] = isWithin(left, stood)
      ? [stood.firstDate, stood.lastDate]
      : await datesKept(ask, table);
    all.push({
      name,
      rows: stood.rows - left.rows + now.rows,
      rowsBySource: added(added(stood.rowsBySource, left.rowsBySource, -1), now.rowsBySource, 1),
      contentHash: addedDigests(addedDigests(stood.contentHash, left.digest, -1n), now.contentHash, 1n),
      firstDate: outermost([first!, now.firstDate], 0),
      lastDate: outermost([last!, now.lastDate], -1),
    });
  }
  return all;
}

/** Whether the first and the last day of the base are there still, whatever left it. */
function isWithin(left: LeftSums, base: TableSummary): boolean {
  if (left.firstDate === null || left.lastDate === null) return true;
  return left.firstDate > base.firstDate! && left.lastDate < base.lastDate!;
}

async function datesKept(ask: Ask, table: Table): Promise<readonly (string | null)[]> {
  const [dates] = await ask(
    `select ${datesOf(table)} from ${baseTable(table.name)} b anti join next.main.${quoted(leftTable(table.name))} l on b."position" = l."position"`,
  );
  return dates as (string | null)[];
}
