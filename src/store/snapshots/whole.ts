import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { damaged } from "../../errors.js";
import type { Manifest } from "../manifest.js";
import {
  hashFault,
  isHashedWhenOpened,
  lengthFault,
  manifestFault,
  type StoredFault,
} from "./storedFault.js";

/**
 * What opening a snapshot would not notice: a file that is missing, cut short, or another's. Every file that the manifest
 * names has its length; some have their hash (`isHashedWhenOpened`). What is not hashed here is checked where it is read, or by
 * the scrub. Throws `snapshot-damaged`, which names the file.
 */
export function checkWhole(folder: string, manifest: Manifest): void {
  const check = (found: StoredFault | null) => {
    if (found) throw damaged(`${found.path} of snapshot ${manifest.id}`, `it ${found.fault}`);
  };
  check(manifestFault(folder));
  for (const file of manifest.stored) {
    check(lengthFault(folder, file));
    if (isHashedWhenOpened(file)) check(hashFault(file, hashOf(join(folder, file.path))));
  }
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
