import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { Table } from "../../../catalog/index.js";
import { damaged } from "../../../errors.js";
import { ifThere } from "../../../systemErrors.js";
import type { PlacedRow } from "../../inMemory/memory.js";
import type { RecordRenderer } from "../../records/render.js";
import { compareText } from "../../row.js";
import { storedName } from "../../snapshots/damage.js";
import { type LineRecord, lineRecord } from "./lineRecords.js";
import { nestedParser } from "./nestedRows.js";
import { Objects, type ObjectsIndex } from "./objects.js";
import {
  currentFormat,
  fieldsReader,
  NO_KEY,
  type OpenRows,
  partitionField,
  positionOf,
  type RowFormat,
  rowParser,
  SEPARATOR,
} from "./rowFormat.js";

/** Where lines begin in a sorted file: one place for each block, with the key of its first line. */
export interface BlockIndex {
  readonly offsets: readonly number[];
  readonly keys: readonly string[];
  /** The position of each block's first row, in files of rows. */
  readonly positions?: readonly number[];
  /** The CRC-32 of each block with the line break before it. Files that earlier versions wrote have none. */
  readonly sums?: readonly number[];
  /** The length of the file. */
  readonly end: number;
}

/** What the index file says of each table's lookup file. */
export interface LookupIndex {
  /** The form of the files; others are not read. */
  readonly form: number;
  readonly tables: Readonly<Record<string, TableIndex>>;
  /** Documents with the partitions they stand in, over all tables. */
  readonly documents: BlockIndex;
}

export interface TableIndex {
  readonly format: RowFormat;
  readonly blocks: BlockIndex;
  /** For each other column by which rows are looked up: its values with the partitions they stand in. */
  readonly keys?: Readonly<Record<string, BlockIndex>>;
  /** Of a nested table, the file of its objects. */
  readonly objects?: ObjectsIndex;
}

/** Writes records by their positions without the engine. */
export interface PlacedRecords {
  /** Whether the objects of a nested table can be read by their positions. */
  holdsObjects(table: string): boolean;
  /** The records at some positions, in the order given; null when only the engine can read them. */
  recordsAt(table: string, positions: readonly number[], render: RecordRenderer): readonly string[] | null;
}

/** The rows of a partition (an application, say), with the columns asked for, and what writes their records. */
export interface PartitionRows {
  readonly rows: readonly PlacedRow[];
  record(row: PlacedRow, render: RecordRenderer): string;
}

/** The look-up files of a snapshot. */
export interface Lookups extends PlacedRecords {
  /** The rows of a partition in the declared order; null when only the engine can read them. */
  rows(table: string, partition: string, columns: ReadonlySet<string>): PartitionRows | null;
  /** The partitions in which a value of one of the columns looked up by may stand; null when only the engine knows. */
  partitionsOf(table: Table, column: string, value: string): readonly string[] | null;
  close(): void;
}

export const INDEX_FILE = "index.json";
export const DOCUMENTS_FILE = "documents";
/** Raised when the form of the files changes: those of another form are left to the engine. */
export const LOOKUP_FORM = 2;
export const BLOCK_BYTES = 32 * 1024;

/** The file of a table's values of a column; no table's name holds a point. */
export function keyFile(table: string, column: string): string {
  return `${table}.${column}`;
}

/**
 * All rows of a partition, such as an application, found without a query planner: sorted lines read in place, the block found in a
 * small index held in memory.
 */
export class Lookup implements Lookups {
  private readonly readers: ReadonlyMap<string, ReturnType<typeof fieldsReader>>;
  private readonly rowsOf: ReadonlyMap<string, OpenRows>;
  private readonly writers = new WeakMap<RecordRenderer, LineRecord>();

  private constructor(
    private readonly index: LookupIndex,
    private readonly files: ReadonlyMap<string, SortedLines>,
    private readonly objects: ReadonlyMap<string, Objects>,
    tables: readonly Table[],
  ) {
    this.rowsOf = new Map(
      tables.flatMap((table) => {
        const format = index.tables[table.name]?.format;
        return format && table.roles.partition ? [[table.name, { format, table }]] : [];
      }),
    );
    this.readers = new Map([...this.rowsOf].map(([name, rows]) => [name, fieldsReader(rows)]));
  }

  /** Opens the lookup files of a snapshot; null when it has none. */
  static open(folder: string, tables: readonly Table[]): Lookup | null {
    const index = ifThere(() => JSON.parse(readFileSync(join(folder, INDEX_FILE), "utf8")) as LookupIndex);
    if (index?.form !== LOOKUP_FORM) return null;
    const declared = new Map(tables.map((table) => [table.name, table]));
    const files = new Map<string, SortedLines>();
    const objects = new Map<string, Objects>();
    for (const [name, table] of Object.entries(index.tables)) {
      files.set(name, new SortedLines(join(folder, name), table.blocks));
      for (const [column, blocks] of Object.entries(table.keys ?? {})) {
        const file = keyFile(name, column);
        files.set(file, new SortedLines(join(folder, file), blocks));
      }
      const received = declared.get(name)?.roles.received;
      if (table.objects && received !== undefined)
        objects.set(name, new Objects(join(folder, keyFile(name, received)), table.objects));
    }
    files.set(DOCUMENTS_FILE, new SortedLines(join(folder, DOCUMENTS_FILE), index.documents));
    const current = Object.entries(index.tables).map(
      ([name, table]) =>
        [name, { ...table, format: currentFormat(table.format, declared.get(name)) }] as const,
    );
    return new Lookup({ ...index, tables: Object.fromEntries(current) }, files, objects, tables);
  }

  /**
   * The rows of a partition in the declared order, with the columns asked for; null when only the engine can
   * read them.
   */
  rows(table: string, partition: string, columns: ReadonlySet<string>): PartitionRows | null {
    const known = this.rowsOf.get(table);
    const file = this.files.get(table);
    if (!known || !file || !isLineable(partition)) return null;
    const parse = this.parserOf(known, columns);
    const field = partitionField(known.table, partition);
    const lines = field === null ? [] : file.linesOf(field);
    const fieldsOf = this.readers.get(table)!;
    const fields: (readonly string[])[] = [];
    const rows: PlacedRow[] = [];
    for (const line of lines) {
      const these = fieldsOf(line);
      if (these === null) return null;
      const row = parse(these);
      if (rows.length > 0 && row.position !== rows.at(-1)!.position + 1) return null;
      fields.push(these);
      rows.push(row);
    }
    return {
      rows,
      record: (row, render) => {
        const at = row.position - rows[0]!.position;
        return this.writerOf(known, render)(lines[at]!, fields[at]!);
      },
    };
  }

  recordsAt(table: string, positions: readonly number[], render: RecordRenderer): readonly string[] | null {
    const known = this.rowsOf.get(table);
    const positionsOfBlocks = this.index.tables[table]?.blocks.positions;
    const file = this.files.get(table);
    if (!known || !positionsOfBlocks || !file) return null;
    const { received } = known.table.roles;
    const objects = this.objects.get(table);
    if (objects && [...render.columns].every((column) => column === received))
      return positions.map((position) => render({ [received!]: objects.read(position) }));
    const write = this.writerOf(known, render);
    const fieldsOf = this.readers.get(table)!;
    const records: string[] = new Array(positions.length);
    const ascending = positions.map((_, at) => at).sort((a, b) => positions[a]! - positions[b]!);
    for (const at of ascending) {
      const line = file.lineAt(positions[at]!, positionsOfBlocks);
      const fields = line === null ? null : fieldsOf(line);
      if (fields === null || positionOf(fields) !== positions[at]) return null;
      records[at] = write(line!, fields);
    }
    return records;
  }

  holdsObjects(table: string): boolean {
    return this.objects.has(table) && this.rowsOf.has(table);
  }

  /** The partitions in which a value of one of the columns looked up by stands; null when only the engine knows. */
  partitionsOf(table: Table, column: string, value: string): readonly string[] | null {
    if (!this.rowsOf.has(table.name) || !isLineable(value)) return null;
    const name = column === table.roles.document ? DOCUMENTS_FILE : keyFile(table.name, column);
    const file = this.files.get(name);
    if (!file) return null;
    const lines = file.linesOf(value);
    const partitions = lines.map((line) => line.slice(line.indexOf(SEPARATOR) + 1));
    return partitions.includes(NO_KEY) ? null : partitions;
  }

  close(): void {
    for (const file of [...this.files.values(), ...this.objects.values()]) file.close();
  }

  private parserOf(rows: OpenRows, columns: ReadonlySet<string>): (fields: readonly string[]) => PlacedRow {
    const objects = this.objects.get(rows.table.name);
    return objects ? nestedParser(rows, objects, columns) : rowParser(rows, columns);
  }

  /** Renderers are few and kept by whoever asks; what they write of this file's lines is kept with them. */
  private writerOf(rows: OpenRows, render: RecordRenderer): LineRecord {
    const known = this.writers.get(render);
    if (known) return known;
    const made = this.objects.has(rows.table.name)
      ? throughObject(this.parserOf(rows, render.columns), render)
      : lineRecord(rows, render);
    this.writers.set(render, made);
    return made;
  }
}

function throughObject(parse: (fields: readonly string[]) => PlacedRow, render: RecordRenderer): LineRecord {
  return (_, fields) => render(parse(fields));
}

/** Whether a value can be the first field of a line. */
function isLineable(value: string): boolean {
  return !value.includes("\n") && !value.includes(SEPARATOR);
}

/** A file of lines sorted by their first field (by code point), each field but the last ended by a separator. */
class SortedLines {
  private file: number;
  private readonly buffer = new ReadBuffer();
  /** The block of `place` stays while others are read. */
  private readonly placeBuffer = new ReadBuffer();
  /** Where the last line found by its position begins, so that the next need not be sought from the block's start. */
  private place = { block: -1, position: 0, at: 0, text: Buffer.alloc(0) as Buffer };

  constructor(
    private readonly path: string,
    private readonly blocks: BlockIndex,
  ) {
    this.file = openSync(path, "r");
  }

  /** Every line whose first field is the key. */
  linesOf(key: string): readonly string[] {
    const begin = Buffer.from(`\n${key}${SEPARATOR}`);
    const lines: string[] = [];
    for (let block = this.blockBefore(key); block < this.blocks.keys.length; block++) {
      const text = this.readBlock(block, this.buffer);
      let at = lines.length > 0 && startsAt(text, begin, 0) ? 0 : lines.length > 0 ? -1 : text.indexOf(begin);
      if (at < 0 && (lines.length > 0 || this.blocks.keys[block + 1] !== key)) return lines;
      while (at >= 0) {
        const end = text.indexOf(10, at + 1);
        lines.push(text.toString("utf8", at + 1, end));
        if (end === text.length - 1) break;
        at = startsAt(text, begin, end) ? end : -1;
      }
      if (at < 0 && lines.length > 0) return lines;
    }
    return lines;
  }

  /** The line at a position, given the positions at which blocks begin; null when there is none. */
  lineAt(position: number, starts: readonly number[]): string | null {
    const block = blockAt(position, starts);
    if (block < 0) return null;
    const { place } = this;
    if (place.block !== block || place.position > position) {
      const text = place.block === block ? place.text : this.readBlock(block, this.placeBuffer);
      this.place = { block, position: starts[block]!, at: 1, text };
    }
    const { text } = this.place;
    let { at } = this.place;
    for (let skipped = this.place.position; skipped < position; skipped++) {
      const end = text.indexOf(10, at);
      if (end < 0 || end + 1 >= text.length) return null;
      at = end + 1;
    }
    this.place = { block, position, at, text };
    return text.toString("utf8", at, text.indexOf(10, at));
  }

  close(): void {
    closeSync(this.file);
  }

  /** The lines of a block, after the line break that ends the one before it. Throws `snapshot-damaged`. */
  private readBlock(block: number, buffer: ReadBuffer): Buffer {
    const { from, length } = spanOf(this.blocks, block);
    const sum = this.blocks.sums?.[block];
    const read = () => buffer.read(this.file, from, length);
    const bytes = read();
    if (sum === undefined || crc32(bytes) === sum) return bytes;
    // The file may have been restored under its name.
    const restored = openSync(this.path, "r");
    closeSync(this.file);
    this.file = restored;
    const again = read();
    if (crc32(again) === sum) return again;
    throw damaged(storedName(this.path), `bytes ${from} to ${from + length} are not what was written`);
  }

  /** The last block whose first key is smaller than the key; the first block when none is. */
  private blockBefore(key: string): number {
    let low = 0;
    let high = this.blocks.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareText(this.blocks.keys[middle]!, key) < 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** Where a block stands in its file, with the line break before it. */
export function spanOf(
  blocks: BlockIndex,
  block: number,
): { readonly from: number; readonly length: number } {
  const from = blocks.offsets[block]! - 1;
  return { from, length: (blocks.offsets[block + 1] ?? blocks.end) - from };
}

/** Memory that each reading uses again. */
class ReadBuffer {
  private bytes = Buffer.allocUnsafeSlow(2 * BLOCK_BYTES);

  read(file: number, position: number, length: number): Buffer {
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(length);
    return this.bytes.subarray(0, readSync(file, this.bytes, 0, length, position));
  }
}

/** The last block that begins at or before a position; -1 when none does. */
function blockAt(position: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function startsAt(text: Buffer, begin: Buffer, at: number): boolean {
  return (
    text.length >= at + begin.length && text.compare(begin, 0, begin.length, at, at + begin.length) === 0
  );
}
