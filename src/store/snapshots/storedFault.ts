import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StoredFile } from "../manifest.js";
import { MANIFEST_FILE, MANIFEST_HASH_FILE } from "./dataFolder.js";
import { manifestHashLine } from "./hash.js";

/** What is wrong with a file of a snapshot. */
export interface StoredFault {
  readonly path: string;
  readonly fault: string;
}

const MISSING = "is missing";
const OTHER = "is not what was written: its hash differs";

/** A file that is not there, or is cut short; null where it has its length. */
export function lengthFault(folder: string, { path, bytes }: StoredFile): StoredFault | null {
  const found = statSync(join(folder, path), { throwIfNoEntry: false })?.size;
  if (found === bytes) return null;
  return { path, fault: found === undefined ? MISSING : `has ${found} bytes instead of ${bytes}` };
}

/** A file whose content is another's; null where it has its hash. */
export function hashFault({ path, sha256 }: StoredFile, found: string | null): StoredFault | null {
  return found === sha256 ? null : { path, fault: OTHER };
}

/** A manifest that is not the one that was written. */
export function manifestFault(folder: string): StoredFault | null {
  const path = join(folder, MANIFEST_HASH_FILE);
  if (!existsSync(path)) return { path: MANIFEST_HASH_FILE, fault: MISSING };
  const written = manifestHashLine(readFileSync(join(folder, MANIFEST_FILE)));
  return written === readFileSync(path, "utf8") ? null : { path: MANIFEST_FILE, fault: OTHER };
}

/** Files up to this size are hashed when a snapshot is opened: a few milliseconds. */
const HASHED_WHEN_OPENED = 4 * 1024 * 1024;

/** Small files, and whatever its size what says where things stand in others, are hashed when a snapshot is opened. */
export function isHashedWhenOpened({ path, bytes }: StoredFile): boolean {
  return bytes <= HASHED_WHEN_OPENED || path.endsWith(".json");
}
