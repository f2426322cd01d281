import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ArtunitError } from "../../errors.js";
import type { Manifest } from "../manifest.js";
import { MANIFEST_FILE, MANIFEST_HASH_FILE } from "./folder.js";
import { manifestHashLine } from "./hash.js";

/** Files up to this size are hashed when a snapshot is opened: a few milliseconds. */
const HASHED_WHEN_OPENED = 4 * 1024 * 1024;

/**
 * What opening a snapshot would not notice: a file that is missing, cut short, or another's. Every file that the manifest
 * names has its length, small ones their hash; `artunit verify` hashes all. Throws `snapshot-damaged`, which names the file.
 */
export function checkWhole(folder: string, manifest: Manifest): void {
  const damaged = (fault: string) =>
    new ArtunitError(
      "snapshot-damaged",
      `${fault} in snapshot ${manifest.id} (${folder}). \`artunit rollback ID\` goes back to another snapshot, which \`artunit snapshots\` lists; or load its files again.`,
    );
  const line = read(join(folder, MANIFEST_HASH_FILE))?.toString("utf8");
  if (line === undefined) throw damaged(`${MANIFEST_HASH_FILE} is missing`);
  if (line !== manifestHashLine(readFileSync(join(folder, MANIFEST_FILE))))
    throw damaged(`${MANIFEST_FILE} is not what was written: its hash differs`);
  for (const { path, bytes, sha256 } of manifest.stored) {
    const file = join(folder, path);
    const found = statSync(file, { throwIfNoEntry: false })?.size;
    if (found === undefined) throw damaged(`${path} is missing`);
    if (found !== bytes) throw damaged(`${path} has ${found} bytes instead of ${bytes}`);
    if (bytes > HASHED_WHEN_OPENED) continue;
    if (createHash("sha256").update(readFileSync(file)).digest("hex") !== sha256)
      throw damaged(`${path} is not what was written: its hash differs`);
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
