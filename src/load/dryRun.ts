import { statSync } from "node:fs";
import { basename } from "node:path";
import { ArtunitError } from "../errors.js";
import { headOf, openFile } from "../ingest/members.js";
import { recognise } from "../ingest/recognise.js";
import { currentId, readManifest } from "../store/snapshots/folder.js";
import { sha256Of } from "../store/snapshots/hash.js";
import { type LoadOptions, walk } from "./load.js";
import { readersOf } from "./texts/index.js";

export interface DryRun {
  readonly files: readonly DryRunFile[];
  readonly rows: number;
  /** Clean rows in the staging folder and the new snapshot, together. */
  readonly diskBytes: number;
}

export interface DryRunFile {
  readonly name: string;
  readonly kind: string;
  /** Estimated from the first rows. */
  readonly rows: number;
  readonly isLoaded: boolean;
  readonly error?: ArtunitError;
}

/** Measured on the research dataset: the engine's file takes about twice the bytes of the plain CSV. */
const DISK_PER_BYTE = 3.5;
/** Where the unpacked size is not known beforehand (gzip). */
const UNPACKED_PER_BYTE = 6;

/** Says what a load would recognise, about how many rows it would read and how much disk it would take. */
export async function dryRun(
  options: Pick<LoadOptions, "data" | "paths" | "dataset" | "renamed">,
): Promise<DryRun> {
  const current = currentId(options.data);
  const known = new Set(current ? readManifest(options.data, current).files.map((file) => file.sha256) : []);
  const files: DryRunFile[] = [];
  let bytes = 0;
  for (const path of walk(options.paths)) {
    try {
      const isLoaded = known.has(await sha256Of(path));
      const opened = await openFile(path);
      try {
        for (const member of opened.members) {
          const recognition = await recognise(member, {
            dataset: options.dataset ?? null,
            renamed: options.renamed ?? new Map(),
            readers: readersOf({}),
          });
          const size = member.bytes ?? statSync(path).size * UNPACKED_PER_BYTE;
          const rows =
            recognition.how === "parquet"
              ? Math.round(size / 12)
              : Math.round(size / (await bytesPerRow(member)));
          if (!isLoaded) bytes += size;
          files.push({ name: member.name, kind: recognition.kind, rows, isLoaded });
        }
      } finally {
        opened.close();
      }
    } catch (error) {
      const refusal =
        error instanceof ArtunitError
          ? error
          : new ArtunitError("file-unreadable", `${path} cannot be read: ${(error as Error).message}.`);
      files.push({ name: basename(path), kind: "", rows: 0, isLoaded: false, error: refusal });
    }
  }
  const rows = files.reduce((sum, file) => sum + (file.isLoaded ? 0 : file.rows), 0);
  return { files, rows, diskBytes: Math.round(bytes * DISK_PER_BYTE) };
}

async function bytesPerRow(member: Parameters<typeof headOf>[0]): Promise<number> {
  const head = await headOf(member);
  let lines = 0;
  for (const byte of head) if (byte === 10) lines++;
  const isJson = head[0] === 0x7b || head[0] === 0x5b;
  const perRecord = isJson && lines > 0 && head.length / lines < 80 ? 35 : 1;
  return Math.max(1, (head.length / Math.max(1, lines)) * perRecord);
}
