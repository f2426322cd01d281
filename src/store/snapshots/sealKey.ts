import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BYTES = 32;

function placeOf(data: string): string {
  return join(data, "seal.key");
}

/** What this folder's cursors are sealed with; null before its first load. */
export function readSealKey(data: string): Uint8Array | null {
  try {
    const key = readFileSync(placeOf(data));
    return key.length === BYTES ? key : null;
  } catch {
    // A folder that may not be read has no key that lasts.
    return null;
  }
}

/** Makes the key at the first load; later ones keep it, so that cursors outlive a load. */
export function makeSealKey(data: string): void {
  if (readSealKey(data) === null) writeFileSync(placeOf(data), randomBytes(BYTES), { mode: 0o600 });
}
