import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Rejected } from "./reader.js";

/** More than this is counted, not kept: a wrong file must not fill the disk with its rows. */
const MOST_KEPT = 1_000_000;
const FLUSHED_AT = 64 * 1024;

/**
 * The rows that one load set aside: JSON Lines with file, line, reason and the raw text (cut). The file is made
 * when the first one comes. Reasons are counted for the summary.
 */
export class Quarantine {
  readonly path: string;
  readonly reasons = new Map<string, number>();
  count = 0;
  private file: number | null = null;
  private waiting = "";

  constructor(
    private readonly folder: string,
    loadId: string,
  ) {
    this.path = join(folder, `${loadId}.ndjson`);
  }

  add(fileName: string, rejected: Rejected): void {
    this.count++;
    const code = rejected.reason.split(":")[0] ?? rejected.reason;
    this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
    if (this.count > MOST_KEPT) return;
    this.waiting += `${JSON.stringify({ file: fileName, ...rejected })}\n`;
    if (this.waiting.length > FLUSHED_AT) this.flush();
  }

  close(): void {
    this.flush();
    if (this.file === null) return;
    fsyncSync(this.file);
    closeSync(this.file);
    this.file = null;
  }

  private flush(): void {
    if (this.waiting === "") return;
    if (this.file === null) {
      mkdirSync(this.folder, { recursive: true });
      this.file = openSync(this.path, "a");
    }
    writeSync(this.file, this.waiting);
    this.waiting = "";
  }
}
