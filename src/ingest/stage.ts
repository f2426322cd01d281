import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CELL_END, marked } from "./csv.js";
import type { BulkLayout } from "./layouts.js";
import type { CatalogRow } from "./reader.js";

const BUCKET_BYTES = 64 * 1024;
const CATALOG_BYTES = 1024 * 1024;
/** Applications are told apart by this many leading digits: ten thousand applications to a bucket. */
const BUCKET_DIGITS = 4;
/** Rows whose application number is not eight digits. */
const ODD_BUCKET = "odd";

/** What was staged: files of clean rows beside each other, ready for the engine to read in bulk. */
export interface Staged {
  readonly bulk: readonly StagedBulk[];
  readonly catalog: readonly StagedCatalog[];
}

/** Rows of one bulk table. Cells: file, line, the layout's columns, unknown columns as JSON; each CELL_END. */
export interface StagedBulk {
  readonly layout: BulkLayout;
  /** By leading digits of the application number; `odd` may hold any number. */
  readonly buckets: readonly { readonly prefix: string; readonly path: string; readonly rows: number }[];
  /** Some cells hold LINE_FEED_MARK or CARRIAGE_RETURN_MARK for real line breaks. */
  readonly hasLineBreaks: boolean;
}

/** Rows of a catalog table, JSON Lines with our column names. */
export interface StagedCatalog {
  readonly table: string;
  readonly paths: readonly string[];
  readonly rows: number;
}

/** Takes the rows of a table that is not staged in files: what is long is worked on while the rest is read. */
export interface RowSink {
  /** Resolves once there is room for more; a failure comes out at the end, too. */
  add(rows: readonly CatalogRow[], file: number): Promise<void>;
}

/** Writes staged rows to files below a folder. Each row carries the number of the file it came from. */
export class Stage {
  private readonly bulkTables = new Map<BulkLayout, BulkStage>();
  private readonly catalogTables = new Map<string, CatalogStage>();

  constructor(
    private readonly folder: string,
    private readonly sinks: Readonly<Record<string, RowSink>> = {},
  ) {
    mkdirSync(folder, { recursive: true });
  }

  bulk(layout: BulkLayout): BulkStage {
    let stage = this.bulkTables.get(layout);
    if (!stage) {
      // Another release of a table is another kind of file.
      const folder = join(this.folder, `${layout.table}-${this.bulkTables.size}`);
      mkdirSync(folder, { recursive: true });
      stage = new BulkStage(folder, layout);
      this.bulkTables.set(layout, stage);
    }
    return stage;
  }

  /** Adds rows of a catalog table; `file` is the number of the file they came from. Wait for it between batches. */
  async rows(table: string, rows: readonly CatalogRow[], file: number): Promise<void> {
    const sink = this.sinks[table];
    if (sink) return sink.add(rows, file);
    let stage = this.catalogTables.get(table);
    if (!stage) {
      stage = new CatalogStage(join(this.folder, `${table}-rows`));
      this.catalogTables.set(table, stage);
    }
    stage.add(rows, file);
  }

  finish(): Staged {
    return {
      bulk: [...this.bulkTables.values()].map((stage) => stage.finish()),
      catalog: [...this.catalogTables].map(([table, stage]) => ({ table, ...stage.finish() })),
    };
  }
}

interface Bucket {
  readonly prefix: string;
  readonly path: string;
  bytes: Buffer;
  used: number;
  rows: number;
}

/** Sorts the rows of one bulk table into buckets by application, so that each can be built on its own. */
export class BulkStage {
  hasLineBreaks = false;
  private readonly buckets = new Map<number, Bucket>();
  private latest: Bucket | null = null;
  private latestKey = 0;

  constructor(
    private readonly folder: string,
    private readonly layout: BulkLayout,
  ) {}

  /**
   * Adds a row. `cells` holds the layout's cells in order, each ended by CELL_END, then the unknown columns as
   * JSON or nothing, up to `length`; the application number stands at `start` to `end`.
   */
  add(file: number, line: number, cells: Buffer, length: number, start: number, end: number): void {
    const key = bucketKey(cells, start, end);
    if (!this.latest || key !== this.latestKey) {
      this.latest = this.bucket(key);
      this.latestKey = key;
    }
    const bucket = this.latest;
    const needed = length + 40;
    if (bucket.used + needed > bucket.bytes.length) {
      this.flush(bucket);
      if (needed > bucket.bytes.length) bucket.bytes = Buffer.allocUnsafe(needed);
    }
    let at = writeNumber(bucket.bytes, bucket.used, file);
    bucket.bytes[at++] = CELL_END;
    at = writeNumber(bucket.bytes, at, line);
    bucket.bytes[at++] = CELL_END;
    // Rows are short: a loop takes a fraction of a call into the runtime.
    const { bytes } = bucket;
    for (let from = 0; from < length; from++) bytes[at++] = cells[from]!;
    bytes[at++] = 0x0a;
    bucket.used = at;
    bucket.rows++;
  }

  /** Adds a row given as texts; returns why not when a text holds what cannot be staged. */
  addTexts(file: number, line: number, texts: readonly string[], extra: string): string | null {
    const place = this.layout.columns.indexOf(this.layout.keys[0]!);
    let joined = "";
    let start = 0;
    let end = 0;
    for (const [at, text] of texts.entries()) {
      if (text.includes("\0")) return "nul: a NUL inside a text";
      const clean = marked(text);
      if (clean === null) return "control-character: a separator control";
      if (clean !== text) this.hasLineBreaks = true;
      if (at === place) start = Buffer.byteLength(joined);
      joined += clean;
      if (at === place) end = Buffer.byteLength(joined);
      joined += String.fromCharCode(CELL_END);
    }
    const bytes = Buffer.from(joined + extra);
    this.add(file, line, bytes, bytes.length, start, end);
    return null;
  }

  finish(): StagedBulk {
    for (const bucket of this.buckets.values()) this.flush(bucket);
    return {
      layout: this.layout,
      buckets: [...this.buckets.values()].map(({ prefix, path, rows }) => ({ prefix, path, rows })),
      hasLineBreaks: this.hasLineBreaks,
    };
  }

  private bucket(key: number): Bucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      const prefix = key < 0 ? ODD_BUCKET : String(key).padStart(BUCKET_DIGITS, "0");
      bucket = {
        prefix,
        path: join(this.folder, prefix),
        bytes: Buffer.allocUnsafe(BUCKET_BYTES),
        used: 0,
        rows: 0,
      };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }

  private flush(bucket: Bucket): void {
    if (bucket.used > 0) appendFileSync(bucket.path, bucket.bytes.subarray(0, bucket.used));
    bucket.used = 0;
  }
}

/** The bucket of an application number of eight digits; -1 for any other. */
function bucketKey(cells: Buffer, start: number, end: number): number {
  if (end - start !== 8) return -1;
  let key = 0;
  for (let at = start; at < end; at++) {
    const digit = cells[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    if (at < start + BUCKET_DIGITS) key = key * 10 + digit;
  }
  return key;
}

const DIGITS = Buffer.alloc(20);

function writeNumber(bytes: Buffer, at: number, value: number): number {
  let count = 0;
  let rest = value;
  do {
    DIGITS[count++] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  } while (rest > 0);
  while (count > 0) bytes[at++] = DIGITS[--count]!;
  return at;
}

class CatalogStage {
  private parts: string[] = [];
  private size = 0;
  private rows = 0;

  constructor(private readonly path: string) {}

  add(rows: readonly CatalogRow[], file: number): void {
    for (const row of rows) {
      const line = `${JSON.stringify({ ...row, staged_file: file })}\n`;
      this.parts.push(line);
      this.size += line.length;
      this.rows++;
      if (this.size > CATALOG_BYTES) this.flush();
    }
  }

  finish(): { readonly paths: readonly string[]; readonly rows: number } {
    this.flush();
    return { paths: [this.path], rows: this.rows };
  }

  private flush(): void {
    appendFileSync(this.path, this.parts.join(""));
    this.parts = [];
    this.size = 0;
  }
}
