import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { buildLookup } from "../build/lookup.js";
import { askStore } from "../duckdb/ask.js";
import { noteChecked, type SharedFile, sharedFiles } from "./checked.js";
import { LOOKUP_FOLDER, places, STORE_FILE } from "./dataFolder.js";
import { syncFile, syncFolder } from "./folder.js";
import { isWhole } from "./hash.js";
import { removeFolder } from "./leftovers.js";
import { takeLock } from "./lock.js";

export interface RepairOptions {
  readonly data: string;
  /** Data folders that may hold the same files: a mirror, a copy, or one into which the same files were loaded. */
  readonly from: readonly string[];
  /** Of which look-up files are made anew from the tables. */
  readonly tables: readonly Table[];
  readonly onFile?: (path: string) => void;
}

export interface Repaired {
  /** As `ID/PATH`, with where the file came from. */
  readonly restored: readonly { readonly name: string; readonly from: string }[];
  readonly missing: readonly string[];
}

/**
 * Reads every file of every snapshot again and puts whole ones in the place of damaged ones: from another snapshot that has a copy of
 * its own, from other data folders, or, look-up files, made anew from the tables. A file is put in place only when its hash is
 * the one in the manifest. Throws `loader-busy`.
 */
export async function repair(options: RepairOptions): Promise<Repaired> {
  const { data } = options;
  for (const folder of options.from)
    if (!existsSync(places.snapshots(folder)))
      throw new ArtunitError(
        "no-data",
        `${folder} is no data folder: it holds no snapshots. Name one that may have the same files.`,
      );
  const lock = takeLock(data);
  const scratch = join(places.staging(data), "repair");
  try {
    mkdirSync(scratch, { recursive: true });
    const damagedFiles: SharedFile[] = [];
    const whole: SharedFile[] = [];
    for (const file of sharedFiles(data)) {
      options.onFile?.(file.names[0]!);
      ((await isWhole(file.file, file)) ? whole : damagedFiles).push(file);
    }
    const restored: { name: string; from: string }[] = [];
    const missing: string[] = [];
    for (const file of damagedFiles) {
      const from = await findWhole(file, whole, options, scratch);
      lock.check();
      if (from === null) missing.push(...file.names);
      else {
        await putInPlace(file, from, data, scratch);
        restored.push(...file.names.map((name) => ({ name, from })));
      }
    }
    const at = new Date().toISOString();
    const seen = (files: readonly string[], isDamaged: boolean) =>
      files.map((name) => [name, isDamaged ? { at, isDamaged: true as const } : { at }] as const);
    noteChecked(
      data,
      new Map([
        ...seen(
          whole.flatMap(({ names }) => names),
          false,
        ),
        ...seen(
          restored.map(({ name }) => name),
          false,
        ),
        ...seen(missing, true),
      ]),
    );
    return { restored, missing };
  } finally {
    removeFolder(scratch);
    lock.release();
  }
}

/** Where the same bytes are; null where nobody has them. */
async function findWhole(
  file: SharedFile,
  whole: readonly SharedFile[],
  options: RepairOptions,
  scratch: string,
): Promise<string | null> {
  const others = options.from.flatMap((each) => sharedFiles(each));
  for (const other of [...whole, ...others])
    if (other.sha256 === file.sha256 && (await isWhole(other.file, file))) return other.file;
  for (const name of file.names) {
    const made = await madeAnew(name, options, scratch);
    if (made !== null && (await isWhole(made, file))) return made;
  }
  return null;
}

/** A look-up file, made again from the tables of its snapshot. */
async function madeAnew(
  name: string,
  { data, tables }: RepairOptions,
  scratch: string,
): Promise<string | null> {
  const [id, folder, ...rest] = name.split("/");
  if (folder !== LOOKUP_FOLDER) return null;
  const made = join(scratch, `${LOOKUP_FOLDER}-${id}`);
  if (!existsSync(made)) {
    const known = { isPlain: false, followed: new Map<string, ReadonlySet<string>>() };
    await askStore(join(places.snapshot(data, id!), STORE_FILE), (ask) =>
      buildLookup(ask, made, tables, known),
    );
  }
  const file = join(made, ...rest);
  return existsSync(file) ? file : null;
}

/** Under every name it has, so that snapshots go on sharing it. A server that has the damaged file open takes the new one. */
async function putInPlace({ names }: SharedFile, from: string, data: string, scratch: string): Promise<void> {
  const copy = join(scratch, "restored");
  rmSync(copy, { force: true });
  copyFileSync(from, copy);
  await syncFile(copy);
  for (const [at, name] of names.entries()) {
    const target = join(places.snapshots(data), ...name.split("/"));
    const link = `${copy}-${at}`;
    try {
      linkSync(copy, link);
    } catch {
      copyFileSync(copy, link);
    }
    renameSync(link, target);
    await syncFolder(join(target, ".."));
  }
}
