import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_FILE, places } from "./dataFolder.js";
import { currentId, pinnedIds, snapshotIds } from "./folder.js";

/** How many snapshots before the current one are kept for roll-back. */
const KEPT_BEFORE = 3;
/**
 * Removes snapshots that are neither current, nor newer, nor among the kept, nor pinned, nor the one that was `served` before
 * the current one: somebody may have gone back to it from newer ones. Returns their ids.
 */
export function removeOldSnapshots(data: string, served: string | null): readonly string[] {
  const current = currentId(data);
  const pinned = pinnedIds(data);
  const before = snapshotIds(data).filter((id) => current !== null && id < current && !pinned.has(id));
  const old = before.slice(0, Math.max(0, before.length - KEPT_BEFORE)).filter((id) => id !== served);
  for (const id of old) removeSnapshot(data, id);
  return old;
}

/** Removes a folder with all that is in it, also where another program lets go of a file a moment late. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The manifest goes first, so that a removal cut short leaves no half snapshot that looks whole. */
function removeSnapshot(data: string, id: string): void {
  const folder = places.snapshot(data, id);
  rmSync(join(folder, MANIFEST_FILE), { force: true });
  removeFolder(folder);
}

/** Removes what killed loads left. Only for the holder of the lock. */
export function removeLeftovers(data: string): void {
  removeFolder(places.staging(data));
  rmSync(`${places.current(data)}.next`, { force: true });
  if (!existsSync(places.snapshots(data))) return;
  for (const id of readdirSync(places.snapshots(data)))
    if (!existsSync(join(places.snapshot(data, id), MANIFEST_FILE))) removeFolder(places.snapshot(data, id));
}
