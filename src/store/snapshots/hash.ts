import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { MANIFEST_FILE } from "./folder.js";

/** SHA-256 of a file, in hex. */
export async function sha256Of(path: string, onBytes?: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    onBytes?.((chunk as Buffer).length);
  }
  return hash.digest("hex");
}

/** What the manifest's hash file holds. */
export function manifestHashLine(manifest: string | Uint8Array): string {
  return `${createHash("sha256").update(manifest).digest("hex")}  ${MANIFEST_FILE}\n`;
}
