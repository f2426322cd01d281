import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { damaged } from "../../errors.js";
import type { Manifest } from "../manifest.js";
import { MANIFEST_FILE, MANIFEST_HASH_FILE } from "./folder.js";
import { manifestHashLine } from "./hash.js";

/** Files up to this size are hashed when a snapshot is opened: a few milliseconds. */
export const HASHED_WHEN_OPENED = 4 * 1024 * 1024;

/**
 * What opening a snapshot would not notice: a file that is missing, cut short, or another's. Every file that the manifest
 * names has its length; small ones, and whatever its size what says where things stand in others (JSON), their hash. What
 * is not hashed here is checked where it is read, or by the scrub. Throws `snapshot-damaged`, which names the file.
 */
export function checkWhole(folder: string, manifest: Manifest): void {
  const fails = (path: string, fault: string) => damaged(`${path} of snapshot ${manifest.id}`, fault);
  const line = read(join(folder, MANIFEST_HASH_FILE))?.toString("utf8");
  if (line === undefined) throw fails(MANIFEST_HASH_FILE, "it is missing");
  if (line !== manifestHashLine(readFileSync(join(folder, MANIFEST_FILE))))
    throw fails(MANIFEST_FILE, "it is not what was written: its hash differs");
  for (const { path, bytes, sha256 } of manifest.stored) {
    const file = join(folder, path);
    const found = statSync(file, { throwIfNoEntry: false })?.size;
    if (found === undefined) throw fails(path, "it is missing");
    if (found !== bytes) throw fails(path, `it has ${found} bytes instead of ${bytes}`);
    if (bytes > HASHED_WHEN_OPENED && !path.endsWith(".json")) continue;
    if (createHash("sha256").update(readFileSync(file)).digest("hex") !== sha256)
      throw fails(path, "it is not what was written: its hash differs");
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
