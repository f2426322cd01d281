import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { columnOf, type Served, type Table } from "../../src/catalog/index.js";
import { buildCounts, mergeCounts } from "../../src/store/build/counts.js";
import { buildLookup } from "../../src/store/build/lookup.js";
import { askStore } from "../../src/store/duckdb/ask.js";
import { literal } from "../../src/store/duckdb/sql.js";
import { buildFacts, mergeFacts, readFacts } from "../../src/store/engines/duckdb/facts.js";
import { inDeclaredOrder, type PlacedRow, type Rows } from "../../src/store/inMemory/memory.js";
import { leftTable, type Overlay, type OverlayTable, overlayFile } from "../../src/store/overlay/overlay.js";
import { STEP } from "../../src/store/overlay/positions.js";
import { compareScalars, type Row } from "../../src/store/row.js";
import { COUNTS_FILE, FACTS_FILE, OVERLAY_FOLDER } from "../../src/store/snapshots/dataFolder.js";
import { writeSnapshot, writeStore } from "./fixture.js";

/** How one table stands in two: what the base holds, which of its rows left, and what the overlay holds. */
interface Split {
  readonly base: readonly PlacedRow[];
  readonly overlay: readonly PlacedRow[];
  readonly described: OverlayTable;
}

/**
 * Writes rows as a base and an overlay: a third of the keys stand in the overlay, some of which the base has never seen,
 * and the base holds other rows of the others, and rows of keys that have none any more. A table that is not cut by a key
 * stands in the overlay whole.
 */
export async function writeOverlaid(rows: Rows, { tables, datasets }: Served): Promise<string> {
  const splits = new Map(tables.map((table) => [table.name, split(table, rows[table.name] ?? [])]));
  const bases = Object.fromEntries([...splits].map(([name, { base }]) => [name, base]));
  const folder = await writeSnapshot(bases, tables);
  const store = join(folder, "store.duckdb");
  // What stands together is made of numbered rows, which tables that are written here do not have.
  const counted = tables.map((table) => ({
    ...table,
    secondOrders: table.secondOrders.map(({ together: _, ...order }) => order),
  }));
  await askStore(store, async (ask) => {
    await buildLookup(ask, join(folder, "lookup"), tables);
    await buildFacts(ask, join(folder, FACTS_FILE), { tables, datasets });
    await buildCounts(ask, join(folder, COUNTS_FILE), counted, { rowsPerCount: 0 });
  });
  const beside = join(folder, OVERLAY_FOLDER);
  await mkdir(beside);
  const ofOverlay = join(beside, "store.duckdb");
  const lefts = tables.map(({ name }) => ({ ...LEFT, name: leftTable(name) }));
  await writeStore(ofOverlay, [...tables, ...lefts], ({ name }) => {
    const found = splits.get(name);
    if (found) return found.overlay;
    const { left } = splits.get(name.slice("left_".length))!.described;
    return left.flatMap(([from, to]) =>
      Array.from({ length: to - from }, (_, at) => ({ position: from + at })),
    );
  });
  const base = { id: "", createdAt: "", artunitVersion: "", sha256: "", tables: [] };
  const described = [...splits].map(([name, each]) => [name, each.described] as const);
  const overlay: Overlay = { base, tables: Object.fromEntries(described) };
  await askStore(ofOverlay, async (ask) => {
    await ask(`attach ${literal(store)} as base (read_only)`);
    const left = (name: string) =>
      `(select * from base.main.${name} where position in (select position from ${leftTable(name)}))`;
    await mergeCounts(ask, join(beside, COUNTS_FILE), counted, {
      base: join(folder, COUNTS_FILE),
      before: null,
      changesOf: (name) => ({ gone: [left(name)], come: [`store.main.${name}`] }),
    });
    await buildLookup(ask, join(beside, "lookup"), tables);
    const facts = readFacts(join(folder, FACTS_FILE))!;
    await mergeFacts(
      ask,
      join(beside, FACTS_FILE),
      { tables, datasets },
      facts,
      (name) => rows[name]?.length ?? 0,
    );
  });
  await writeFile(overlayFile(folder), JSON.stringify(overlay));
  return folder;
}

/** A table of numbers alone. */
const LEFT: Table = {
  name: "left",
  columns: [{ name: "nothing", type: "text", meaning: "" }],
  order: [],
  roles: {},
  secondOrders: [],
};

function split(table: Table, rows: readonly Row[]): Split {
  const { partition } = table.roles;
  const isCut =
    partition !== undefined && table.order[0] === partition && columnOf(table, partition).type === "text";
  const keyOf = (row: Row) => (isCut ? ((row[partition!] ?? null) as string | null) : null);
  const keys = [...new Set(rows.map(keyOf))].sort(compareScalars);
  const moved = new Set(keys.filter((_, at) => at % 3 === 0));
  const stays = rows.filter((row) => isCut && !moved.has(keyOf(row)));
  // Every other moved key was in the base with other rows; so was one that has none left.
  const was = [...moved].filter((_, at) => at % 2 === 0);
  const old = rows
    .filter((row) => was.includes(keyOf(row)))
    .flatMap((row) =>
      [
        { ...row, verbatim: null },
        { ...row, record_id: `${String(row.record_id)}~` },
      ].slice(0, 2),
    );
  const gone = isCut && rows.length > 0 ? [{ ...rows[0]!, [partition!]: "12~gone" }] : [];
  if (isCut) moved.add("12~gone");
  const base = inDeclaredOrder(table, [...stays, ...old, ...gone]);
  const hasLeft = (row: Row) => !isCut || moved.has(keyOf(row));
  const left = base.filter(hasLeft).map(({ position }) => [position, position + 1] as const);
  const slotOf = (key: string | null) => {
    const at = base.findIndex((row) => compareScalars(keyOf(row), key) >= 0);
    return !isCut ? 0 : at < 0 ? base.length : at;
  };
  const placed = inDeclaredOrder(table, rows.filter(hasLeft));
  const slots = placed.map((row) => slotOf(keyOf(row)));
  const runs = slots.flatMap((slot, at) => (at > 0 && slots[at - 1] === slot ? [] : [[at, slot] as const]));
  const overlay = placed.map((row, at) => ({ ...row, position: slots[at]! * STEP + 1 + at }));
  const leftRows = { rows: left.length, rowsBySource: {}, digest: "0", firstDate: null, lastDate: null };
  const orders = table.secondOrders.map(({ name }) => name);
  return {
    base,
    overlay,
    described: {
      base: base.length,
      left,
      runs,
      overlay: overlay.length,
      keys: isCut ? [...moved] : null,
      orders,
      leftRows,
    },
  };
}
