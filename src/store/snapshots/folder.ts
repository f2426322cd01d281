import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ArtunitError, OTHER_SNAPSHOT } from "../../errors.js";
import { ifThere } from "../../systemErrors.js";
import type { Manifest } from "../manifest.js";
import { MANIFEST_FILE, places, SNAPSHOT_ID } from "./dataFolder.js";
import { checkForm } from "./form.js";

/** The id of the next snapshot, `yyyymmddThhmmss-xxxxxx`: ids sort by time, also when two are made within a second. */
export function nextSnapshotId(data: string, now: Date): string {
  const latest = snapshotIds(data).at(-1);
  const id = snapshotIdAt(now);
  if (latest === undefined || id.slice(0, 15) > latest.slice(0, 15)) return id;
  const later = Date.UTC(
    Number(latest.slice(0, 4)),
    Number(latest.slice(4, 6)) - 1,
    Number(latest.slice(6, 8)),
    Number(latest.slice(9, 11)),
    Number(latest.slice(11, 13)),
    Number(latest.slice(13, 15)) + 1,
  );
  return snapshotIdAt(new Date(later));
}

function snapshotIdAt(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, "");
  return `${stamp}-${randomBytes(3).toString("hex")}`;
}

/** The id being served; null when nothing is loaded. Throws `snapshot-damaged` when the pointer is no id. */
export function currentId(data: string): string | null {
  const pointer = ifThere(() => readFileSync(places.current(data), "utf8"));
  if (pointer === null) return null;
  const id = pointer.trim();
  if (SNAPSHOT_ID.test(id)) return id;
  const kept = keptSnapshots(data) ?? "No snapshot is kept: remove the pointer, and load the files again.";
  throw new ArtunitError(
    "snapshot-damaged",
    `The pointer ${places.current(data)} is damaged: it names no snapshot. ${kept}`,
  );
}

/** Makes `id` the snapshot that is served, all or nothing: a crash at any instant leaves the old id or the new. */
export async function makeCurrent(data: string, id: string): Promise<void> {
  const next = `${places.current(data)}.next`;
  const file = await open(next, "w");
  try {
    await file.writeFile(`${id}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, places.current(data));
  await syncFolder(data);
}

/** Ids of complete snapshots, the oldest first. */
export function snapshotIds(data: string): readonly string[] {
  return (ifThere(() => readdirSync(places.snapshots(data))) ?? [])
    .filter((id) => SNAPSHOT_ID.test(id) && existsSync(join(places.snapshot(data, id), MANIFEST_FILE)))
    .sort();
}

/** Which snapshots a folder keeps, and what serves one; null where there is none. */
export function keptSnapshots(data: string): string | null {
  const ids = snapshotIds(data);
  return ids.length === 0 ? null : `It keeps ${ids.join(", ")}: \`artunit rollback ID\` serves one again.`;
}

/**
 * Throws `snapshot-unknown` when it does not exist, `snapshot-damaged` when its manifest cannot be read, and
 * `snapshot-newer` when this version cannot read its files.
 */
export function readManifest(data: string, id: string): Manifest {
  const path = join(places.snapshot(data, id), MANIFEST_FILE);
  if (!SNAPSHOT_ID.test(id) || !existsSync(path)) {
    const known = snapshotIds(data).join(", ") || "none";
    throw new ArtunitError("snapshot-unknown", `There is no snapshot ${id}. There are: ${known}.`);
  }
  const manifest = manifestIn(places.snapshot(data, id));
  checkForm(manifest);
  return manifest;
}

/** The manifest in a snapshot's folder, of whatever form. Throws `snapshot-damaged` when it cannot be read. */
export function manifestIn(folder: string): Manifest {
  const path = join(folder, MANIFEST_FILE);
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new ArtunitError(
      "snapshot-damaged",
      `${path} cannot be read: ${(error as Error).message}. ${OTHER_SNAPSHOT}`,
    );
  }
}

/** Keeps a snapshot from being removed when newer ones come, or lets it go again. */
export async function setPinned(data: string, id: string, isPinned: boolean): Promise<void> {
  readManifest(data, id);
  const path = join(places.pins(data), id);
  if (!isPinned) return rm(path, { force: true });
  mkdirSync(places.pins(data), { recursive: true });
  await (await open(path, "w")).close();
}

export function pinnedIds(data: string): ReadonlySet<string> {
  return new Set(ifThere(() => readdirSync(places.pins(data))) ?? []);
}

/** Makes what a file holds survive a power cut. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names in a folder survive a power cut; Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
