import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { places } from "./dataFolder.js";

const BYTES = 32;

/** What this folder's cursors are sealed with; null before its first load. */
export function readSealKey(data: string): Uint8Array | null {
  try {
    const key = readFileSync(places.sealKey(data));
    return key.length === BYTES ? key : null;
  } catch {
    // A folder that may not be read has no key that lasts.
    return null;
  }
}

/** Makes the key at the first load; later ones keep it, so that cursors outlive a load. */
export function makeSealKey(data: string): void {
  if (readSealKey(data) === null) writeFileSync(places.sealKey(data), randomBytes(BYTES), { mode: 0o600 });
}
