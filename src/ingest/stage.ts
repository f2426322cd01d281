import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  columnOf,
  isNestedTable,
  type Row,
  type RowSink,
  STAGED,
  type StagedBucket,
  type Table,
} from "../catalog/index.js";
import type { BulkLayout } from "./bulkColumns.js";
import { CELL_END, marked } from "./csvScanner.js";
import { stagedLine } from "./stagedLine.js";

const BUCKET_BYTES = 64 * 1024;
const RECORD_BYTES = 256 * 1024;
/** UTF-8 has so many bytes for a unit of UTF-16 at most. */
const MOST_BYTES_OF_A_UNIT = 3;
/** Values of the first key, of eight digits, are told apart by this many: of applications, ten thousand to a bucket. */
const BUCKET_DIGITS = 4;
/** Other keys that are numbers: so many of them to a bucket at least, and ten times as many from each hundredth bucket on. */
const LEAST_STEP = 1000;
const STEPS = 100;
/** Longer numbers are not exact. */
const MOST_DIGITS = 15;
/** Rows whose key is neither. */
const ODD_BUCKET = "odd";

/** What was staged: files of clean rows beside each other, ready for the engine to read in bulk. */
export interface Staged {
  readonly bulk: readonly StagedBulk[];
  readonly catalog: readonly StagedRecords[];
}

/** Rows of one bulk table. Cells: file, line, the layout's columns, what stands beside them as JSON of the row's patches; each CELL_END. */
export interface StagedBulk {
  readonly layout: BulkLayout;
  /** By the leading digits of the first key. */
  readonly buckets: readonly StagedBucket[];
  /** Some cells hold LINE_FEED_MARK or CARRIAGE_RETURN_MARK for real line breaks. */
  readonly hasLineBreaks: boolean;
}

/** Rows that were read record by record. */
export interface StagedRecords {
  readonly table: string;
  /** JSON Lines with our column names. */
  readonly paths: readonly string[];
  /** Rows of a nested table in the form of `stagedLine`, by the leading characters of the partition. */
  readonly buckets: readonly StagedBucket[];
  /** All of them. */
  readonly rows: number;
}

/** Writes staged rows to files below a folder. Each row carries the number of the file it came from. */
export class Stage {
  private readonly bulkTables = new Map<BulkLayout, BulkStage>();
  private readonly recordTables = new Map<string, RecordStage>();

  constructor(
    private readonly folder: string,
    private readonly sinks: Readonly<Record<string, RowSink>> = {},
    /** Of these rows the nested ones are staged by their partition, so that a range of them is read alone. */
    private readonly tables: readonly Table[] = [],
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
  async rows(table: string, rows: readonly Row[], file: number): Promise<void> {
    const sink = this.sinks[table];
    if (sink) return sink.add(rows, file);
    let stage = this.recordTables.get(table);
    if (!stage) {
      const declared = this.tables.find(({ name }) => name === table);
      const nested = declared && isNestedTable(declared) ? declared : null;
      stage = new RecordStage(join(this.folder, `${table}-rows`), nested);
      this.recordTables.set(table, stage);
    }
    stage.add(rows, file);
  }

  finish(): Staged {
    return {
      bulk: [...this.bulkTables.values()].map((stage) => stage.finish()),
      catalog: [...this.recordTables].map(([table, stage]) => ({ table, ...stage.finish() })),
    };
  }
}

interface Bucket {
  readonly holds: StagedBucket["holds"];
  readonly path: string;
  bytes: Buffer;
  used: number;
  rows: number;
}

/** Sorts the rows of one bulk table into buckets by their first key, so that each can be built on its own. */
export class BulkStage {
  hasLineBreaks = false;
  private readonly buckets = new Map<number, Bucket>();
  private latest: Bucket | null = null;
  private latestKey = 0;
  private readonly isByNumber: boolean;

  constructor(
    private readonly folder: string,
    private readonly layout: BulkLayout,
  ) {
    const key = layout.stored[layout.columns.indexOf(layout.keys[0]!)]!;
    this.isByNumber = columnOf(layout.dataset.table, key).type === "integer";
  }

  /**
   * Adds a row. `cells` holds the layout's cells in order, each ended by CELL_END, then what stands
   * beside them as JSON or nothing, up to `length`; its first key stands at `start` to `end`.
   */
  add(file: number, line: number, cells: Buffer, length: number, start: number, end: number): void {
    const key = this.isByNumber ? numberKey(cells, start, end) : applicationKey(cells, start, end);
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
  addTexts(file: number, line: number, texts: readonly string[], aside: string): string | null {
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
      joined += STAGED.cellEnd;
    }
    const bytes = Buffer.from(joined + aside);
    this.add(file, line, bytes, bytes.length, start, end);
    return null;
  }

  finish(): StagedBulk {
    for (const bucket of this.buckets.values()) this.flush(bucket);
    return {
      layout: this.layout,
      buckets: [...this.buckets.values()].map(({ holds, path, rows }) => ({ holds, path, rows })),
      hasLineBreaks: this.hasLineBreaks,
    };
  }

  private bucket(key: number): Bucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      const name = key < 0 ? ODD_BUCKET : String(key).padStart(BUCKET_DIGITS, "0");
      bucket = {
        holds: key < 0 ? null : this.isByNumber ? { from: key, to: key + stepAt(key) } : { prefix: name },
        path: join(this.folder, name),
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
function applicationKey(cells: Buffer, start: number, end: number): number {
  if (end - start !== 8) return -1;
  let key = 0;
  for (let at = start; at < end; at++) {
    const digit = cells[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    if (at < start + BUCKET_DIGITS) key = key * 10 + digit;
  }
  return key;
}

/** The bucket of a number, called by the least that is in it; -1 for what is none. */
function numberKey(cells: Buffer, start: number, end: number): number {
  if (end === start || end - start > MOST_DIGITS) return -1;
  let key = 0;
  for (let at = start; at < end; at++) {
    const digit = cells[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    key = key * 10 + digit;
  }
  return key - (key % stepAt(key));
}

/** How many numbers share the bucket of one. */
function stepAt(key: number): number {
  let step = LEAST_STEP;
  while (key >= step * STEPS) step *= 10;
  return step;
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

class RecordStage {
  private readonly lines: Lines;
  private readonly buckets = new Map<string, Lines>();
  private rows = 0;

  constructor(
    private readonly path: string,
    private readonly nested: Table | null,
  ) {
    this.lines = new Lines(path);
  }

  add(rows: readonly Row[], file: number): void {
    this.rows += rows.length;
    for (const row of rows) {
      const line = this.nested && stagedLine(this.nested, row, file);
      if (line === null) this.lines.add(`${JSON.stringify({ ...row, staged_file: file })}\n`);
      else this.bucketOf(row).add(line);
    }
  }

  finish(): Omit<StagedRecords, "table"> {
    this.lines.flush();
    const buckets = [...this.buckets].map(([prefix, lines]) => {
      lines.flush();
      const holds = prefix === ODD_BUCKET ? null : { prefix };
      return { holds, path: lines.path, rows: lines.count };
    });
    return { paths: this.lines.count > 0 ? [this.path] : [], buckets, rows: this.rows };
  }

  private bucketOf(row: Row): Lines {
    const key = row[this.nested!.roles.partition ?? ""];
    const isPlain = typeof key === "string" && /^[0-9A-Za-z]{4}/.test(key);
    const prefix = isPlain ? key.slice(0, BUCKET_DIGITS) : ODD_BUCKET;
    const known = this.buckets.get(prefix);
    if (known) return known;
    const made = new Lines(`${this.path}-${this.buckets.size}`);
    this.buckets.set(prefix, made);
    return made;
  }
}

/** Lines that are gathered before they are written: as bytes, so that the texts they were made of are soon forgotten. */
class Lines {
  count = 0;
  private bytes = Buffer.alloc(0);
  private used = 0;

  constructor(readonly path: string) {}

  add(line: string): void {
    this.count++;
    const most = line.length * MOST_BYTES_OF_A_UNIT;
    if (this.used + most > this.bytes.length) {
      this.flush();
      if (most > this.bytes.length) this.bytes = Buffer.allocUnsafeSlow(Math.max(most, RECORD_BYTES));
    }
    this.used += this.bytes.write(line, this.used);
  }

  flush(): void {
    if (this.used > 0) appendFileSync(this.path, this.bytes.subarray(0, this.used));
    this.used = 0;
  }
}
