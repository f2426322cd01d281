import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Manifest, StoredFile } from "../manifest.js";
import { MANIFEST_FILE, places, setCurrent, syncFile, syncFolder } from "./folder.js";
import { sha256Of } from "./hash.js";

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

/** Writes the manifest, moves the finished folder to its place and points at it; each step is durable. */
export async function publish(data: string, folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, MANIFEST_FILE);
  writeFileSync(path, `${JSON.stringify(manifest, null, 1)}\n`);
  await syncFile(path);
  await syncFolder(folder);
  mkdirSync(places.snapshots(data), { recursive: true });
  await rename(folder, places.snapshot(data, manifest.id));
  await syncFolder(places.snapshots(data));
  await setCurrent(data, manifest.id);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}
