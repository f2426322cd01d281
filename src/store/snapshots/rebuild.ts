import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Dataset, isFullText, type Table } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { digestSql } from "../build/digest.js";
import { openBuild, type SnapshotBuilt } from "../build/index.js";
import type { BuildStep, TableFamily } from "../build/input.js";
import { askStore, columnsIn } from "../duckdb/ask.js";
import { shardFiles } from "../engines/fulltext/buildTexts.js";
import { layoutOf } from "../engines/fulltext/layout.js";
import { isLeftFile } from "../engines/fulltext/left.js";
import { Shard } from "../engines/fulltext/shard.js";
import type { Manifest } from "../manifest.js";
import { places, STORE_FILE } from "./dataFolder.js";
import { currentId, nextSnapshotId, readManifest } from "./folder.js";
import { BASE_FORM, formOfSnapshot } from "./form.js";
import { contentHashOf } from "./hash.js";
import { removeFolder, removeLeftovers, removeOldSnapshots } from "./leftovers.js";
import { takeLock } from "./lock.js";
import { makeSealKey } from "./sealKey.js";
import { checkWhole } from "./whole.js";
import { publish } from "./write.js";

export interface UpgradeOptions {
  readonly data: string;
  readonly artunitVersion: string;
  readonly families: readonly TableFamily[];
  readonly datasets: readonly Dataset[];
  readonly now?: () => Date;
  readonly onStep?: (step: BuildStep) => void;
}

export interface Upgraded {
  /** The snapshot that was served. */
  readonly before: Manifest;
  /** The one that is served now; null where there was nothing to do. */
  readonly manifest: Manifest | null;
  /** Tables of which columns that were there hold something else now: this version works them out otherwise. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** By table, the columns with which it is stored; a table that is not there is missing. */
type StoredColumns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Builds the current snapshot again beside it, in the present form and with every column that is declared today, and
 * swaps the pointer. Until that last step nothing that is served changes; earlier snapshots stay as they are.
 * Throws `no-data`, `loader-busy`, `snapshot-damaged` and `snapshot-newer`.
 */
export function upgrade(options: UpgradeOptions): Promise<Upgraded> {
  return rebuildLocked(options, "upgrade", (before, stored, tables) => {
    return formOfSnapshot(before) < BASE_FORM || !tables.every((table) => isPresent(table, stored));
  });
}

/**
 * Builds a new base of what the current snapshot holds in its base and its overlay, beside it, and swaps the pointer. What is
 * served stays the same; questions are answered from one place again. Throws as `upgrade` does.
 */
export function compact(options: UpgradeOptions): Promise<Upgraded> {
  return rebuildLocked(
    options,
    "compact",
    (before) => before.overlay !== undefined || before.stored.some(isLeftFile),
  );
}

async function rebuildLocked(
  options: UpgradeOptions,
  what: "upgrade" | "compact",
  isDue: (before: Manifest, stored: StoredColumns, tables: readonly Table[]) => boolean,
): Promise<Upgraded> {
  const { data } = options;
  const lock = takeLock(data);
  try {
    makeSealKey(data);
    const id = currentId(data);
    if (id === null)
      throw new ArtunitError("no-data", `Nothing is loaded in ${data}: there is nothing to ${what}.`);
    removeLeftovers(data);
    const before = readManifest(data, id);
    const from = places.snapshot(data, id);
    checkWhole(from, before);
    const tables = options.families.flatMap((family) => family.tables);
    const stored = await storedColumns(from, tables);
    if (!isDue(before, stored, tables)) return { before, manifest: null, changed: [], removed: [] };
    const { manifest, folder } = await rebuild(options, before, from);
    checkRows(before, manifest);
    const changed = await changedTables(options.families, before, manifest, stored, folder);
    await publish(data, folder, manifest, lock);
    return { before, manifest, changed, removed: removeOldSnapshots(data, id) };
  } finally {
    removeFolder(places.staging(data));
    lock.release();
  }
}

async function rebuild(
  options: UpgradeOptions,
  before: Manifest,
  from: string,
): Promise<{ readonly manifest: Manifest; readonly folder: string }> {
  const { data, artunitVersion, families, datasets, onStep } = options;
  const now = (options.now ?? (() => new Date()))();
  const id = nextSnapshotId(data, now);
  const scratch = join(places.staging(data), id);
  const folder = join(scratch, "snapshot");
  mkdirSync(scratch, { recursive: true });
  const build = openBuild({
    folder,
    scratch,
    previous: { folder: from, manifest: before },
    families,
    datasets,
    renews: true,
    ...(onStep ? { onStep } : {}),
  });
  let built: SnapshotBuilt;
  try {
    built = await build.finish({ bulk: [], catalog: [], files: [] });
  } finally {
    await build.close();
  }
  const manifest = {
    id,
    createdAt: now.toISOString(),
    artunitVersion,
    form: BASE_FORM,
    files: before.files,
    tables: built.tables,
    stored: built.files,
    contentHash: contentHashOf(built.tables),
  };
  return { manifest, folder };
}

async function storedColumns(folder: string, tables: readonly Table[]): Promise<StoredColumns> {
  const columns = await askStore(join(folder, STORE_FILE), (ask) => columnsIn(ask, "store"));
  const older = tables.filter(
    (table) => isFullText(table) && hasOlderShards(join(folder, table.name), table),
  );
  return new Map([...columns].filter(([name]) => !older.some((table) => table.name === name)));
}

function hasOlderShards(folder: string, table: Table): boolean {
  return shardFiles(folder).some((file) => {
    const shard = new Shard(join(folder, file), layoutOf(table));
    try {
      return shard.isOlder;
    } finally {
      shard.close();
    }
  });
}

function isPresent(table: Table, stored: StoredColumns): boolean {
  const columns = stored.get(table.name);
  return columns !== undefined && (isFullText(table) || table.columns.every(({ name }) => columns.has(name)));
}

function checkRows(before: Manifest, after: Manifest): void {
  for (const { name, rows } of before.tables) {
    const now = after.tables.find((table) => table.name === name)?.rows;
    if (now === rows) continue;
    throw new ArtunitError(
      "snapshot-damaged",
      `The table ${name} of snapshot ${before.id} has ${rows} rows and would have ${now ?? 0}: it is not upgraded, and nothing has ` +
        "changed. `artunit verify` says whether its files are damaged; load them again into a new folder.",
    );
  }
}

/** Digests of the columns that were there, then and now. */
async function changedTables(
  families: readonly TableFamily[],
  before: Manifest,
  after: Manifest,
  stored: StoredColumns,
  folder: string,
): Promise<readonly string[]> {
  return askStore(join(folder, STORE_FILE), async (ask) => {
    const changed: string[] = [];
    for (const { name, contentHash, rows } of before.tables) {
      const family = families.find(({ tables }) => tables.some((table) => table.name === name));
      const table = family?.tables.find((each) => each.name === name);
      const columns = stored.get(name);
      if (!family || !table || isFullText(table) || !columns || rows === 0) continue;
      const kept = table.columns.filter((column) => columns.has(column.name));
      let now = after.tables.find((each) => each.name === name)!.contentHash;
      if (kept.length < table.columns.length) {
        const [[digest]] = (await ask(
          `select (${digestSql({ ...table, columns: kept }, family.deriving?.tables[name])})::varchar from ${name}`,
        )) as [[string]];
        now = BigInt.asUintN(64, BigInt(digest)).toString(16).padStart(16, "0");
      }
      if (now !== contentHash) changed.push(name);
    }
    return changed;
  });
}
