import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { ArtunitError } from "../../errors.js";
import type { Manifest, StoredFile } from "../manifest.js";
import { MANIFEST_FILE, MANIFEST_HASH_FILE, places } from "./dataFolder.js";
import { makeCurrent, syncFile, syncFolder } from "./folder.js";
import { manifestHashLine, sha256Of } from "./hash.js";
import type { Lock } from "./lock.js";
import { lengthFault } from "./storedFault.js";

/**
 * Describes every file below a snapshot's folder, and makes them survive a power cut. Files whose SHA-256 is
 * `known` by their path, because they were hashed when written, are not read again.
 */
export async function describeStored(
  folder: string,
  known: ReadonlyMap<string, string> = new Map(),
): Promise<readonly StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const file of filesBelow(folder)) {
    if (file === join(folder, MANIFEST_FILE)) continue;
    await syncFile(file);
    const path = relative(folder, file).split(sep).join("/");
    stored.push({ path, bytes: statSync(file).size, sha256: known.get(path) ?? (await sha256Of(file)) });
  }
  return stored;
}

/**
 * Writes the manifest last, moves the finished folder to its place and points at it; each step is durable, and taken
 * only while the lock is ours and the snapshot whole. Throws `loader-busy` and `snapshot-damaged`.
 */
export async function publish(data: string, folder: string, manifest: Manifest, lock: Lock): Promise<void> {
  requireWhole(folder, manifest);
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  for (const [name, content] of [
    [MANIFEST_HASH_FILE, manifestHashLine(text)],
    [MANIFEST_FILE, text],
  ] as const) {
    writeFileSync(join(folder, name), content);
    await syncFile(join(folder, name));
  }
  await syncFolder(folder);
  mkdirSync(places.snapshots(data), { recursive: true });
  lock.check();
  await rename(folder, places.snapshot(data, manifest.id));
  await syncFolder(places.snapshots(data));
  requireWhole(places.snapshot(data, manifest.id), manifest);
  lock.check();
  await makeCurrent(data, manifest.id);
}

/** Every file that the manifest names is there, with its length: nobody else has worked in the folder. */
function requireWhole(folder: string, { id, stored }: Manifest): void {
  for (const file of stored) {
    const found = lengthFault(folder, file);
    if (found)
      throw new ArtunitError(
        "snapshot-damaged",
        `${found.path} of the new snapshot ${id} ${found.fault}. Nothing has changed; load again.`,
      );
  }
}

/** Snapshots share files that did not change; where the disk has no hard links, a copy will do. */
export function takeOver(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}
