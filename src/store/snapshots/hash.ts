import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import type { StoredFile, TableSummary } from "../manifest.js";
import { MANIFEST_FILE } from "./dataFolder.js";

const READ_AT_ONCE = 512 * 1024;

/** SHA-256 of a file, in hex. Read into the same memory again and again: new memory for each piece costs more than hashing. */
export async function sha256Of(
  path: string,
  onBytes?: (bytes: number) => void | Promise<void>,
  readAtOnce = READ_AT_ONCE,
): Promise<string> {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafeSlow(readAtOnce);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
      await onBytes?.(bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The same; null where the disk cannot read a sector of it, which is damage too. */
export async function hashIfReadable(...of: Parameters<typeof sha256Of>): Promise<string | null> {
  try {
    return await sha256Of(...of);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EIO") return null;
    throw error;
  }
}

/** Whether a file is what was written, by its length and its hash. */
export async function isWhole(path: string, { bytes, sha256 }: StoredFile): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.size !== bytes) return false;
  return (await hashIfReadable(path)) === sha256;
}

/** What the manifest's hash file holds. */
export function manifestHashLine(manifest: string | Uint8Array): string {
  return `${createHash("sha256").update(manifest).digest("hex")}  ${MANIFEST_FILE}\n`;
}

/** One hash of all tables, of what they hold: the same whatever the order, number or interruption of loads. */
export function contentHashOf(tables: readonly TableSummary[]): string {
  const hash = createHash("sha256");
  for (const table of tables.filter(({ rows }) => rows > 0))
    hash.update(`${table.name} ${table.rows} ${table.contentHash}\n`);
  return hash.digest("hex");
}
