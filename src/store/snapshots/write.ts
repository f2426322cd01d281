import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Manifest, StoredFile } from "../manifest.js";
import { MANIFEST_FILE, places, setCurrent, syncFile, syncFolder } from "./folder.js";
import { sha256Of } from "./hash.js";

/** Hashes every file below a snapshot's folder, and makes them survive a power cut. */
export async function describeStored(folder: string): Promise<readonly StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const path of filesBelow(folder)) {
    if (path === join(folder, MANIFEST_FILE)) continue;
    await syncFile(path);
    stored.push({
      path: relative(folder, path).split(sep).join("/"),
      bytes: statSync(path).size,
      sha256: await sha256Of(path),
    });
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
