import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A row that a load set aside, as ingest/quarantine.ts writes it into `<load>.ndjson`. */
export interface SetAside {
  readonly file: string;
  /** Line of a text file, or number of the record, from 1. */
  readonly line: number;
  /** A short code, then what it means. */
  readonly reason: string;
  /** The record as received, cut. */
  readonly raw: string;
}

/**
 * The first rows that loads set aside, those of one file or of all.
 *
 * @param instants When the files were loaded, as a manifest gives it: `2026-12-01T12:18:46.703Z`. The name of a load begins with its
 *   second.
 */
export async function rowsSetAside(
  folder: string,
  instants: readonly string[],
  file: string | undefined,
  most: number,
  signal: AbortSignal,
): Promise<readonly SetAside[]> {
  const seconds = new Set(instants.map((each) => each.slice(0, 19).replace(/[-:]/g, "")));
  const names = await readdir(folder).catch(() => []);
  const found: SetAside[] = [];
  for (const name of names.filter((each) => seconds.has(each.split("-")[0]!)).sort()) {
    const lines = createInterface({ input: createReadStream(join(folder, name)) });
    for await (const line of lines) {
      signal.throwIfAborted();
      const row = JSON.parse(line) as SetAside;
      if (file !== undefined && row.file !== file) continue;
      if (found.push(row) === most) return found;
    }
  }
  return found;
}
