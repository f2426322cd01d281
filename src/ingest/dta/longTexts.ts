import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ByteReader } from "./bytes.js";
import { type DtaHeader, expectTag, misplaced, numberAt } from "./header.js";

/** No row that holds a longer text can be loaded; that much is kept, so that the row is set aside for its length. */
const MOST_KEPT = 1_100_000;
const ENTRY_BYTES = 20;
const ENTRIES_PER_BLOCK = 512;
const BLOCK_BYTES = ENTRY_BYTES * ENTRIES_PER_BLOCK;
const BLOCKS_KEPT = 16;
const WRITTEN_AT_ONCE = 1024 * 1024;

/** Every variable has a number below this: rows and variables together make one exact number. */
const VARIABLES = 8192;

const NO_TEXT = Buffer.alloc(0);

/** A text of Stata's that is marked as binary holds bytes; otherwise it ends with a NUL of its own. */
const WITH_NUL = 130;

/**
 * The long strings of a Stata file. They stand behind its rows, which point to them by the variable and the row that
 * had each first. They are laid aside in temporary files, the texts in one and where each stands in the other, so that
 * memory does not grow with the file.
 */
export class LongTexts {
  private readonly folder = mkdtempSync(join(tmpdir(), "artunit-stata-"));
  private readonly texts = new SpoolFile(join(this.folder, "texts"));
  private readonly index = new SpoolFile(join(this.folder, "index"));
  /** The first key of each block of the index. */
  private readonly firstKeys: number[] = [];
  /** Texts that do not stand in ascending order, as Stata's own do. */
  private readonly outOfOrder = new Map<number, readonly [number, number]>();
  private readonly blocks = new Map<number, Buffer>();
  private latestKey = -1;
  /** Bytes of the variable in a pointer; the row has the others of its eight. Null until one was followed. */
  private variableBytes: number | null = null;

  private constructor(private readonly header: DtaHeader) {}

  /** Reads the section of long strings, up to the tag behind it. */
  static async read(reader: ByteReader, header: DtaHeader, name: string): Promise<LongTexts> {
    const { layout, isBigEndian } = header;
    const texts = new LongTexts(header);
    try {
      await expectTag(reader, "</data><strls>", name);
      const headBytes = 4 + layout.longRowBytes + 1 + 4;
      for (;;) {
        const tag = (await reader.take(3)).toString("latin1");
        if (tag === "</s") break;
        if (tag !== "GSO") throw misplaced(name, reader.position - 3, "GSO", tag);
        const head = await reader.take(headBytes);
        const variable = numberAt(head, 0, 4, isBigEndian);
        const row = numberAt(head, 4, layout.longRowBytes, isBigEndian);
        const length = numberAt(head, headBytes - 4, 4, isBigEndian);
        const kept = Math.min(length, MOST_KEPT);
        const text = await reader.take(kept);
        await reader.skip(length - kept);
        const hasNul = head[headBytes - 5] === WITH_NUL && kept === length && text.at(-1) === 0;
        texts.add(row * VARIABLES + variable, hasNul ? text.subarray(0, -1) : text);
      }
      await expectTag(reader, "trls>", name);
      texts.texts.flush();
      texts.index.flush();
      return texts;
    } catch (error) {
      texts.close();
      throw error;
    }
  }

  /** The text that the pointer at a place of a row stands for, empty for none. Null where the file has no such text. */
  at(row: Buffer, start: number): Buffer | null {
    let isNothing = true;
    for (let at = start; at < start + 8; at++) if (row[at] !== 0) isNothing = false;
    if (isNothing) return NO_TEXT;
    if (this.variableBytes === null) {
      const { release, longVariableBytes } = this.header.layout;
      // haven (R) writes the pointers of 118 into files of 119. The first tells: read in the wrong way it leads nowhere.
      const ways = release === 119 ? [longVariableBytes, 2] : [longVariableBytes];
      this.variableBytes = ways.find((each) => this.place(row, start, each)) ?? null;
    }
    const place = this.variableBytes === null ? null : this.place(row, start, this.variableBytes);
    return place ? this.texts.read(place[0], place[1]) : null;
  }

  close(): void {
    this.texts.close();
    this.index.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private add(key: number, text: Buffer): void {
    const place = this.texts.length;
    this.texts.write(text);
    if (key <= this.latestKey) {
      this.outOfOrder.set(key, [place, text.length]);
      return;
    }
    this.latestKey = key;
    if (this.index.length % BLOCK_BYTES === 0) this.firstKeys.push(key);
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeDoubleLE(key, 0);
    entry.writeDoubleLE(place, 8);
    entry.writeUInt32LE(text.length, 16);
    this.index.write(entry);
  }

  private place(row: Buffer, start: number, variableBytes: number): readonly [number, number] | null {
    const { isBigEndian } = this.header;
    const variable = numberAt(row, start, variableBytes, isBigEndian);
    if (variable >= VARIABLES) return null;
    const key = numberAt(row, start + variableBytes, 8 - variableBytes, isBigEndian) * VARIABLES + variable;
    const { firstKeys } = this;
    const other = this.outOfOrder.get(key);
    if (other) return other;
    const block = lastAtMost(firstKeys.length, key, (at) => firstKeys[at]!);
    if (block < 0) return null;
    const entries = this.block(block);
    const entry = lastAtMost(entries.length / ENTRY_BYTES, key, (at) =>
      entries.readDoubleLE(at * ENTRY_BYTES),
    );
    const at = entry * ENTRY_BYTES;
    if (entry < 0 || entries.readDoubleLE(at) !== key) return null;
    return [entries.readDoubleLE(at + 8), entries.readUInt32LE(at + 16)];
  }

  private block(number: number): Buffer {
    let block = this.blocks.get(number);
    if (!block) {
      const place = number * BLOCK_BYTES;
      block = this.index.read(place, Math.min(BLOCK_BYTES, this.index.length - place));
      if (this.blocks.size >= BLOCKS_KEPT) this.blocks.delete(this.blocks.keys().next().value!);
      this.blocks.set(number, block);
    }
    return block;
  }
}

/** The last place whose number is at most this one; -1 for none. The numbers ascend. */
function lastAtMost(count: number, most: number, numberOf: (at: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(middle) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A temporary file that is written from its beginning to its end, then read anywhere. */
class SpoolFile {
  /** Bytes written so far. */
  length = 0;
  private readonly file: number;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;

  constructor(path: string) {
    this.file = openSync(path, "w+");
  }

  write(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.length += bytes.length;
    if (this.waitingBytes >= WRITTEN_AT_ONCE) this.flush();
  }

  flush(): void {
    const bytes = Buffer.concat(this.waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    this.waiting = [];
    this.waitingBytes = 0;
  }

  read(place: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    readSync(this.file, bytes, 0, length, place);
    return bytes;
  }

  close(): void {
    closeSync(this.file);
  }
}
