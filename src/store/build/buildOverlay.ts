import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { columnOf, type Table } from "../../catalog/index.js";
import { type Ask, asking, columnsIn } from "../duckdb/ask.js";
import { literal, quoted } from "../duckdb/sql.js";
import type { Manifest } from "../manifest.js";
import {
  attachOverlay,
  type BaseSummary,
  leftTable,
  type Overlay,
  overlayFile,
  readOverlay,
  slotsTable,
} from "../overlay/overlay.js";
import { OVERLAY_FOLDER, STORE_FILE } from "../snapshots/dataFolder.js";
import { buildTables, inMill, takeRecordRows } from "./buildTables.js";
import { bulkSource, partitionOfBulk } from "./bulkRows.js";
import type { BuildInput, Built, KnownOfTables, TableFamily } from "./input.js";
import { baseTable, type Making, movedTable, overlaidTable, type Touched } from "./moving.js";
import { describeTables, summarise } from "./overlayTables.js";
import { cuttingOf } from "./ranges.js";
import { stagedSources } from "./stagedRecords.js";
import { builtTables } from "./tables.js";

export interface OverlayOptions {
  /** The snapshot whose base is taken over as it is. */
  readonly under: { readonly folder: string; readonly manifest: Manifest };
  /** An overlay holds at most this share of the base's rows; beyond, a new base is built. */
  readonly share: number;
  /** Of a smaller base, a new one is built as soon. */
  readonly leastRows: number;
  readonly artunitVersion: string;
}

export interface OverlayBuilt extends Built {
  /** Null where nothing of any table is touched: the base alone is taken over. */
  readonly overlay: Overlay | null;
}

/** What is made beside the tables of an overlay. */
export interface MadeOverlay {
  readonly overlay: Overlay;
  /** The tables that its file has. */
  readonly tables: readonly Table[];
  readonly before: Overlay | null;
}

/** So that a load beside a server stays below a gibibyte; what does not fit is laid aside on disk. */
const OVERLAY_MEMORY = "600MB";

/**
 * Builds what a small load brings as an overlay over the base of the snapshot before: every key that is touched, whole. Its
 * rows are those of base and overlay before, joined with the new ones and derived anew by the same mill as a base. Returns null
 * where a new base is due: the overlay would be too large, or this version would not write what the base holds.
 */
export async function buildOverlay(
  input: BuildInput,
  { under, share, leastRows, artunitVersion }: OverlayOptions,
  beside: (ask: Ask, known: KnownOfTables, made: MadeOverlay) => Promise<void>,
): Promise<OverlayBuilt | null> {
  const before = readOverlay(under.folder);
  const base = before?.base ?? baseOf(under.manifest);
  const rows = base.tables.reduce((sum, table) => sum + table.rows, 0);
  const most = share * rows;
  if (base.artunitVersion !== artunitVersion || rows < leastRows) return null;
  if (stagedRows(input) + overlayRows(before) > most) return null;
  const folder = join(input.folder, OVERLAY_FOLDER);
  mkdirSync(folder, { recursive: true });
  const mill = { memoryLimit: OVERLAY_MEMORY, ...input };
  return inMill(mill, folder, async (connections) => {
    const ask = asking(connections[0]);
    await ask(`attach ${literal(join(under.folder, STORE_FILE))} as base (read_only)`);
    if (before) await ask(attachOverlay(join(under.folder, OVERLAY_FOLDER, STORE_FILE)));
    const present = await columnsIn(ask, "base");
    const making: Making = { ask, input, before, base, present };
    if (!input.families.every(({ tables }) => tables.every((table) => isPresent(table, present))))
      return null;
    // Long lists of keys narrow what is read of the base.
    await ask("set global dynamic_or_filter_threshold = 50000");
    await takeRecordRows(connections[0], input);
    const touched = await touchedFamilies(making);
    // Texts alone: the tables are as they were.
    if (touched.length === 0) return { tables: base.tables, remarks: [], overlay: null };
    await ask("create schema prev");
    for (const each of touched) await move(making, each);
    if ((await movedRows(making, touched)) + stagedRows(input) > most) return null;
    const slots = await writeSlots(making, touched);
    const families = touched.map(({ family }) => family);
    const tables = families.flatMap((family) => family.tables);
    const previous = new Map(tables.map(({ name }) => [name, present.get(name)!] as const));
    const made = await buildTables(connections, { ...input, families }, previous, slots);
    await ask("checkpoint next");
    const overlay: Overlay = { base, tables: await describeTables(making, touched, made.tables) };
    const summaries = await summarise(making, overlay, made.tables, tables);
    await beside(ask, made.known, { overlay, tables, before });
    writeFileSync(overlayFile(input.folder), JSON.stringify(overlay));
    await ask("use memory");
    await ask("detach next");
    return { tables: summaries, remarks: made.remarks, overlay };
  });
}

function baseOf({ id, createdAt, artunitVersion, tables, stored }: Manifest): BaseSummary {
  const sha256 = stored.find(({ path }) => path === STORE_FILE)!.sha256;
  return { id, createdAt, artunitVersion, sha256, tables };
}

function stagedRows({ bulk, catalog }: BuildInput): number {
  const ofBulk = bulk.flatMap(({ buckets }) => buckets).reduce((sum, { rows }) => sum + rows, 0);
  return catalog.reduce((sum, { rows }) => sum + rows, ofBulk);
}

function overlayRows(overlay: Overlay | null): number {
  return Object.values(overlay?.tables ?? {}).reduce((sum, table) => sum + table.overlay, 0);
}

function isPresent({ name, columns }: Table, present: Making["present"]): boolean {
  const stored = present.get(name);
  return stored !== undefined && columns.every((column) => stored.has(column.name));
}

async function touchedFamilies(making: Making): Promise<readonly Touched[]> {
  const touched: Touched[] = [];
  for (const family of making.input.families) {
    const one = await touchedOf(making, family);
    if (one) touched.push(one);
  }
  return touched;
}

function isStaged({ input }: Making, { name }: Table): boolean {
  return [...input.bulk, ...input.catalog].some(({ table }) => table === name);
}

/** Whether rows of a table may be taken out: of documents that are loaded anew, or removed. */
function losesDocuments({ input, present }: Making, { name, roles }: Table): boolean {
  const { document } = roles;
  return (
    (input.without ?? []).length > 0 && document !== undefined && (present.get(name)?.has(document) ?? false)
  );
}

/** Finds the keys of a family that are touched for the first time; null where nothing of it is, or was. */
async function touchedOf(making: Making, family: TableFamily): Promise<Touched | null> {
  const { ask, before } = making;
  const tables = builtTables(family.tables);
  const cutting = cuttingOf(tables);
  const isCut = (table: Table) => cutting?.isCut(table) ?? false;
  const isTouched = (table: Table) => isStaged(making, table) || losesDocuments(making, table);
  if (!tables.some((table) => isTouched(table) || before?.tables[table.name])) return null;
  const type = cutting?.type === "integer" ? "bigint" : "varchar";
  const keys = tables.filter(isCut).flatMap((table) => keysStaged(making, table, family));
  const found = [`select null::${type} as key where false`, ...keys].join(" union all ");
  const known = tables.find((table) => isCut(table) && before?.tables[table.name]);
  const old = known ? `except select slot_key from ${overlaidTable(slotsTable(known.name))}` : "";
  const fresh = `memory.main.${quoted(`fresh_${tables[0]!.name}`)}`;
  await ask(`create table ${fresh} as select distinct key::${type} as key from (${found}) ${old}`);
  const [counted] = await ask(`select count(*)::double from ${fresh}`);
  const isWhole = tables.some((table) => !isCut(table) && isTouched(table));
  if (Number(counted![0]) === 0 && !isWhole && !tables.some((table) => before?.tables[table.name]))
    return null;
  return { family, tables, isCut, fresh };
}

/** Selects the keys of the staged rows of a table, and of rows that are taken out. */
function keysStaged(making: Making, table: Table, { deriving }: TableFamily): readonly string[] {
  const { input } = making;
  const bulk = input.bulk.filter((each) => each.table === table.name && each.buckets.length > 0);
  const ofBulk = bulk.map((each) => {
    const paths = each.buckets.map(({ path }) => path);
    return `select ${partitionOfBulk(each, table, deriving) ?? "null"} as key from ${bulkSource(each, paths)}`;
  });
  const partition = quoted(table.roles.partition!);
  const documents = (input.without ?? []).map(literal).join(", ");
  return [
    ...ofBulk,
    ...stagedSources(input, table).map((rows) => `select ${partition} as key from ${rows}`),
    ...(losesDocuments(making, table)
      ? [
          `select ${partition} as key from ${baseTable(table.name)} where ${quoted(table.roles.document!)} in (${documents})`,
        ]
      : []),
  ];
}

/** Takes the rows of fresh keys out of the base, and shows the mill what there was of all touched keys. */
async function move(making: Making, { tables, isCut, fresh }: Touched): Promise<void> {
  const { ask, before, present } = making;
  for (const table of tables) {
    const { name } = table;
    const old = before?.tables[name];
    const columns = [...present.get(name)!].filter((each) => each !== "rowid" && each !== "position");
    const select = `select "position", ${columns.map(quoted).join(", ")} from ${baseTable(name)}`;
    const partition = quoted(table.roles.partition ?? "");
    const rows = isCut(table)
      ? `${select} where ${partition} in (select key from ${fresh} where key is not null)
         union all ${select} where ${partition} is null and exists (select 1 from ${fresh} where key is null)`
      : `${select} where ${(isStaged(making, table) || losesDocuments(making, table)) && !old}`;
    await ask(`create table ${movedTable(name)} as ${rows}`);
    const left = old ? `union all select "position" from ${overlaidTable(leftTable(name))}` : "";
    await ask(
      `create table next.${quoted(leftTable(name))} as select "position" from ${movedTable(name)} ${left} order by "position"`,
    );
    const declared = table.columns.map((column) => quoted(column.name)).join(", ");
    const overlaid = old ? `union all select ${declared} from ${overlaidTable(name)}` : "";
    await ask(
      `create view memory.prev.${quoted(name)} as select ${declared} from ${movedTable(name)} ${overlaid}`,
    );
  }
}

async function movedRows({ ask }: Making, touched: readonly Touched[]): Promise<number> {
  const names = touched.flatMap(({ tables }) => tables.map(({ name }) => name));
  const counts = names.map((name) => `(select count(*) from memory.prev.${quoted(name)})`);
  const [row] = await ask(`select (${counts.join(" + ")})::double`);
  return Number(row![0]);
}

/** Says of each touched key before which row of the base it stands; returns the tables that say so. */
async function writeSlots(
  making: Making,
  touched: readonly Touched[],
): Promise<ReadonlyMap<string, string | null>> {
  const slots = new Map<string, string | null>();
  for (const { tables, isCut, fresh } of touched)
    for (const table of tables) {
      const { name } = table;
      const written = isCut(table) ? `next.${quoted(slotsTable(name))}` : null;
      slots.set(name, written);
      if (written === null) continue;
      const old = making.before?.tables[name]
        ? `union all select * from ${overlaidTable(slotsTable(name))}`
        : "";
      await making.ask(`create table ${written} as ${await freshSlots(making, table, fresh)} ${old}`);
    }
  return slots;
}

/** A key that the base has stands where it stood; one that it has not, before the next greater one. */
async function freshSlots({ ask }: Making, table: Table, fresh: string): Promise<string> {
  const { name, roles } = table;
  const partition = quoted(roles.partition!);
  const base = baseTable(name);
  const [row] = await ask(
    `select coalesce((select min("position") from ${base} where ${partition} is null), (select count(*) from ${base}))::double`,
  );
  const end = `${Number(row![0])}::bigint`;
  const stood = `select ${partition} as slot_key, min("position") as slot_row from ${movedTable(name)}
    where ${partition} is not null group by 1
    union all select key, ${end} from ${fresh} where key is null`;
  const others = `select key from ${fresh} where key is not null and key not in
    (select ${partition} from ${movedTable(name)} where ${partition} is not null)`;
  const found = await ask(`select distinct key from (${others}) order by 1 limit ${FEW_KEYS + 1}`);
  const isNumber = columnOf(table, roles.partition!).type === "integer";
  const keys = found.map(([key]) => (isNumber ? String(key) : literal(String(key))));
  if (keys.length === 0) return stood;
  // In the order of the base the first row from a key on is found at once; of many keys the whole base is looked at together.
  if (keys.length <= FEW_KEYS)
    return [
      stood,
      ...keys.map(
        (key) =>
          `select ${key}, coalesce((select "position" from ${base} where ${partition} >= ${key} limit 1), ${end})`,
      ),
    ].join(" union all ");
  const [from] = keys;
  // Every so many rows the base is looked at to find the stretch in which a key would stand; then that stretch is read.
  return `${stood} union all
    select p.key, case when p.stretch is null then 0
      else coalesce(min(t."position"), least((p.stretch + 1) * ${STRETCH}, ${end})) end
    from (
      select o.key, s.stretch from (${others}) o
      asof left join (
        select ${partition} as key, max("position" // ${STRETCH}) as stretch from ${base}
        where "position" % ${STRETCH} = 0 and ${partition} is not null group by 1) s on o.key > s.key) p
    left join (select "position", ${partition} as key from ${base} where ${partition} >= ${from}) t
      on t."position" // ${STRETCH} = p.stretch and t.key >= p.key
    group by p.key, p.stretch`;
}

const STRETCH = 1024;
const FEW_KEYS = 64;
