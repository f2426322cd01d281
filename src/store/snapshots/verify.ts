import { join } from "node:path";
import type { Served } from "../../catalog/index.js";
import { countTables } from "../duckdb/ask.js";
import { openSnapshotStore } from "../layers/composite.js";
import type { Manifest, StoredFile } from "../manifest.js";
import { checkBase, readOverlay } from "../overlay/overlay.js";
import { places, STORE_FILE } from "./dataFolder.js";
import { readManifest } from "./folder.js";
import { hashIfReadable } from "./hash.js";
import {
  hashFault,
  isHashedWhenOpened,
  lengthFault,
  manifestFault,
  type StoredFault,
} from "./storedFault.js";

export interface Verification {
  readonly manifest: Manifest;
  /** What is wrong, in sentences; empty when all is well. */
  readonly damage: readonly string[];
}

export interface VerifyOptions {
  /** Called while files are hashed: how many bytes are behind us, and how many there are in all. */
  readonly onBytes?: (done: number, of: number) => void;
}

/** Hashes every file of a snapshot again and counts its tables; says what differs from the manifest. */
export async function verifySnapshot(
  data: string,
  id: string,
  { onBytes }: VerifyOptions = {},
): Promise<Verification> {
  const manifest = readManifest(data, id);
  const folder = places.snapshot(data, id);
  const damage = [...saidOf(manifestFault(folder))];
  const all = manifest.stored.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of manifest.stored) {
    const told = (bytes: number) => {
      done += bytes;
      onBytes?.(done, all);
    };
    damage.push(...saidOf(lengthFault(folder, file) ?? (await contentFault(folder, file, told))));
  }
  damage.push(...unaccounted(manifest));
  if (damage.length === 0) damage.push(...baseFault(folder, manifest));
  // Tables are not opened when their file is damaged already: the engine may read nonsense.
  if (damage.length === 0) damage.push(...(await countAgain(join(folder, STORE_FILE), manifest)));
  return { manifest, damage };
}

/**
 * What can be said in seconds of a snapshot of any size: its manifest, the length of every file, the hash of small ones,
 * among them every index, and that its tables open.
 */
export async function verifyQuickly(data: string, id: string, served: Served): Promise<Verification> {
  const manifest = readManifest(data, id);
  const folder = places.snapshot(data, id);
  const damage = [...saidOf(manifestFault(folder)), ...unaccounted(manifest)];
  for (const file of manifest.stored) {
    const isHashed = isHashedWhenOpened(file);
    damage.push(...saidOf(lengthFault(folder, file) ?? (isHashed ? await contentFault(folder, file) : null)));
  }
  if (damage.length > 0) return { manifest, damage };
  try {
    await (await openSnapshotStore(folder, served)).close();
  } catch (error) {
    damage.push(`It cannot be opened: ${(error as Error).message}`);
  }
  return { manifest, damage };
}

function saidOf(found: StoredFault | null): readonly string[] {
  return found ? [`${found.path} ${found.fault}.`] : [];
}

async function contentFault(
  folder: string,
  file: StoredFile,
  onBytes?: (bytes: number) => void,
): Promise<StoredFault | null> {
  return hashFault(file, await hashIfReadable(join(folder, file.path), onBytes));
}

/** An overlay that was made for another base. */
function baseFault(folder: string, manifest: Manifest): readonly string[] {
  const overlay = readOverlay(folder);
  if (overlay === null) return [];
  try {
    checkBase(overlay, manifest, STORE_FILE);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function unaccounted({ files }: Manifest): readonly string[] {
  return files
    .filter(({ read, loaded, rejected }) => read !== loaded + rejected)
    .map(
      ({ name, read, loaded, rejected }) =>
        `The manifest says that ${name} read ${read} rows but accounts for ${loaded + rejected}.`,
    );
}

async function countAgain(storeFile: string, manifest: Manifest): Promise<readonly string[]> {
  const counted = await countTables(
    storeFile,
    manifest.tables.map(({ name }) => name),
  );
  // Tables with long texts are counted in files of their own.
  const isElsewhere = (name: string) => manifest.stored.some(({ path }) => path.startsWith(`${name}/`));
  return manifest.tables.flatMap((table) => {
    if (!counted.has(table.name)) return [`The table ${table.name} is missing.`];
    const rows = counted.get(table.name);
    return rows === table.rows || isElsewhere(table.name)
      ? []
      : [`The table ${table.name} has ${rows} rows instead of ${table.rows}.`];
  });
}
