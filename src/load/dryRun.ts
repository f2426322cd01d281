import { statSync } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { csvCell } from "../catalog/index.js";
import type { ArtunitError } from "../errors.js";
import { jsonShape, readJson } from "../ingest/json.js";
import { headOf, namesKnownTo, openFile } from "../ingest/members.js";
import { unreadable } from "../ingest/opened.js";
import type { Member } from "../ingest/reader.js";
import { type Recognition, recognise } from "../ingest/recognise.js";
import { outlineOfParquet } from "../store/index.js";
import { currentId, readManifest } from "../store/snapshots/folder.js";
import { sha256Of } from "../store/snapshots/hash.js";
import { keysOfFile, readersOf } from "./loadable.js";
import type { LoadOptions } from "./options.js";
import { walk } from "./walk.js";

export interface DryRun {
  readonly files: readonly DryRunFile[];
  readonly rows: number;
  /** Clean rows in the staging folder and the new snapshot, together. */
  readonly diskBytes: number;
}

export interface DryRunFile {
  readonly name: string;
  readonly kind: string;
  /** Counted in a small file, estimated from the first rows of a large one. */
  readonly rows: number;
  readonly isLoaded: boolean;
  readonly error?: ArtunitError;
}

/**
 * For each byte of plain CSV, measured on data of the release's shape: 1.3 in the engine's file and 2.4 in look-up files.
 * While the tables are built, the staged rows (1.0) stand where look-up files come to stand later.
 */
const DISK_PER_BYTE = 3.8;
/** Where the unpacked size is not known beforehand (gzip). */
const UNPACKED_PER_BYTE = 6;
/** A smaller member is counted; of a larger one, this much is. */
const SAMPLED = 4 * 1024 * 1024;

/** Says what a load would recognise, about how many rows it would read and how much disk it would take. */
export async function dryRun(
  options: Pick<LoadOptions, "installation" | "data" | "paths" | "dataset" | "renamed">,
): Promise<DryRun> {
  const current = currentId(options.data);
  const known = new Set(current ? readManifest(options.data, current).files.map((file) => file.sha256) : []);
  const files: DryRunFile[] = [];
  let bytes = 0;
  for (const path of walk(options.paths)) {
    try {
      const isLoaded = known.has(await sha256Of(path));
      const opened = await openFile(path, namesKnownTo(options.installation));
      try {
        for (const member of opened.members) {
          const { kind, rows, size } = await outline(member, options, path);
          if (!isLoaded) bytes += size;
          files.push({ name: member.name, kind, rows, isLoaded });
        }
      } finally {
        opened.close();
      }
    } catch (error) {
      const refusal = unreadable(path, error);
      const isKept = refusal.code.startsWith("format-") && keysOfFile(options.installation, path).length > 0;
      const common = { name: basename(path), rows: 0, isLoaded: false };
      files.push(isKept ? { ...common, kind: "kept as it is" } : { ...common, kind: "", error: refusal });
    }
  }
  const rows = files.reduce((sum, file) => sum + (file.isLoaded ? 0 : file.rows), 0);
  return { files, rows, diskBytes: Math.round(bytes * DISK_PER_BYTE) };
}

type Outline = { readonly kind: string; readonly rows: number; readonly size: number };

/** What a member is, about how many rows it has, and its size unpacked. */
async function outline(
  member: Member,
  options: Pick<LoadOptions, "installation" | "dataset" | "renamed">,
  path: string,
): Promise<Outline> {
  const recognitionOf = (each: Member) =>
    recognise(each, {
      dataset: options.dataset ?? null,
      renamed: options.renamed ?? new Map(),
      kinds: options.installation.sources,
      readers: readersOf(options.installation, { extracts: false, findings: null }),
    });
  const recognition = await recognitionOf(member);
  if (recognition.how !== "parquet")
    return { kind: recognition.kind, ...(await estimate(member, recognition, path)) };
  const { columns, rows } = await outlineOfParquet(path);
  const header = Buffer.from(`${columns.map((name) => csvCell(name, true)).join(",")}\n`);
  const table = { ...member, path: null, open: () => Readable.from([header]) };
  const size = (member.bytes ?? statSync(path).size) * UNPACKED_PER_BYTE;
  return { kind: (await recognitionOf(table)).kind, rows, size };
}

/** Rows and unpacked bytes of a member: counted where it is small, otherwise drawn from how it begins. */
async function estimate(
  member: Member,
  recognition: Exclude<Recognition, { how: "parquet" }>,
  path: string,
): Promise<{ readonly rows: number; readonly size: number }> {
  const unread = member.bytes ?? statSync(path).size * UNPACKED_PER_BYTE;
  if (recognition.how === "export-note") return { rows: 0, size: 0 };
  if (recognition.how === "reader" && recognition.reader.identify) return { rows: 1, size: unread };
  const sample = new Sample(member);
  const head = await headOf(member);
  const isJson = /^(?:\xef\xbb\xbf)?\s*[[{]/.test(Buffer.from(head.subarray(0, 64)).toString("latin1"));
  const rows = isJson
    ? await countRecords(sample, recognition, head)
    : (await countLines(sample)) - (recognition.how === "reader" ? 0 : 1);
  if (sample.isWhole) return { rows: Math.max(0, rows), size: sample.bytes };
  const size = Math.max(unread, sample.bytes);
  return { rows: Math.round((size / sample.bytes) * Math.max(1, rows)), size };
}

/** The first bytes of a member, and afterwards how many they were and whether there are more. */
class Sample {
  bytes = 0;
  isWhole = true;
  constructor(private readonly member: Member) {}

  async *chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of this.member.open()) {
      this.bytes += chunk.length;
      yield chunk;
      if (this.bytes < SAMPLED) continue;
      this.isWhole = false;
      return;
    }
  }
}

async function countRecords(sample: Sample, recognition: Recognition, head: Uint8Array): Promise<number> {
  let records = 0;
  const { shape, about } =
    recognition.how === "record-json" ? recognition : { shape: jsonShape(head), about: {} };
  for await (const items of readJson(sample.chunks(), shape, about))
    records += items.filter((item) => "value" in item || sample.isWhole).length;
  return records;
}

async function countLines(sample: Sample): Promise<number> {
  let lines = 0;
  let last = 10;
  for await (const chunk of sample.chunks()) {
    for (const byte of chunk) if (byte === 10) lines++;
    last = chunk.at(-1) ?? last;
  }
  return sample.isWhole && last !== 10 ? lines + 1 : lines;
}
