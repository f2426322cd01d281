import {
  type Column,
  type LeavesRecord,
  leavesRecord,
  type NestedObject,
  nestedRecord,
  readLeaves,
  readNested,
  readPlainly,
} from "../catalog/index.js";

/** A record larger than this is set aside; the largest real ones (texts) are below 1 MB. */
const LONGEST_RECORD_BYTES = 16 * 1024 * 1024;
const DEEPEST_RECORD = 100;
const RAW_KEPT = 2_000;

/** One record of a JSON file: its value, or why it cannot be read. */
export type JsonItem =
  | {
      readonly number: number;
      readonly value: Record<string, unknown>;
      readonly raw: Buffer;
      /** Of a nested record, the same as it is kept. */
      readonly nested?: LeavesRecord;
    }
  | { readonly number: number; readonly fault: string; readonly rawText: string };

export type JsonShape = "lines" | "document";

/** What is declared of the records of a file. */
export interface JsonRecords {
  /** Paths of lists whose elements are records, as `response.items`. */
  readonly bags?: readonly string[];
  /** Records are kept as they were written: numbers may be of any size. */
  readonly isNested?: boolean;
  /** Where nothing but these columns is asked of the records, and the text that is kept. */
  readonly columns?: readonly Column[];
}

/**
 * JSON Lines, or a document: an array of records, a page of the API (`response.docs`, also un-wrapped `docs`; `records`),
 * a list at a declared place, a list of such pages, or records written one after the other over several lines.
 */
export function jsonShape(head: Uint8Array, bags: readonly string[] = []): JsonShape {
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  if (text.startsWith("[")) return "document";
  const lineEnd = text.indexOf("\n");
  const firstLine = lineEnd < 0 ? text : text.slice(0, lineEnd);
  if (/"(?:docs|records)"\s*:\s*\[/.test(firstLine) || bagOf(head, bags) !== null) return "document";
  if (lineEnd < 0) return "lines";
  try {
    JSON.parse(firstLine);
    return "lines";
  } catch {
    return firstLine.trim().length > 1 && text[lineEnd + 1] === "{" ? "lines" : "document";
  }
}

/** The declared place at which the records of a document stand; null for a list of records, or one of ours. */
export function bagOf(head: Uint8Array, bags: readonly string[]): string | null {
  if (bags.length === 0) return null;
  const splitter = new DocumentSplitter({ bags });
  splitter.push(Buffer.from(head));
  return splitter.firstBag;
}

/** Streams the records of a JSON file, numbered from 1; memory does not grow with the file or the record. */
export async function* readJson(
  chunks: AsyncIterable<Uint8Array>,
  shape: JsonShape,
  about: JsonRecords = {},
): AsyncIterable<readonly JsonItem[]> {
  const splitter = shape === "lines" ? new LineSplitter(about) : new DocumentSplitter(about);
  const seals = new SealReader();
  let isFirst = true;
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    isFirst = false;
    splitter.push(bytes);
    if (splitter.items.length > 0) yield seals.without(splitter.items.splice(0));
  }
  splitter.end();
  if (splitter.items.length > 0) yield seals.without(splitter.items.splice(0));
}

/** Our own NDJSON exports end with a line that says how many records stand before it: no record, but a check. */
class SealReader {
  private records = 0;

  without(items: readonly JsonItem[]): readonly JsonItem[] {
    return items.flatMap((item) => {
      const sealed = "raw" in item && mayBeSeal(item) ? sealedRows(item.value) : null;
      if (sealed === null) {
        this.records++;
        return [item];
      }
      const before = this.records;
      this.records = 0;
      if (sealed === before) return [];
      const fault = `cut: the export says ${sealed} rows, and ${before} stand before this line`;
      return [{ number: item.number, fault, rawText: JSON.stringify("value" in item ? item.value : null) }];
    });
  }
}

/** The member of that line. */
const SEAL = "artunit";

function mayBeSeal({ nested }: Pick<Extract<JsonItem, { raw: Buffer }>, "nested">): boolean {
  return nested === undefined || nested.text.startsWith(`{"${SEAL}":`);
}

function sealedRows(value: Readonly<Record<string, unknown>>): number | null {
  const { [SEAL]: seal, ...others } = value;
  if (typeof seal !== "object" || seal === null || Object.keys(others).length > 0) return null;
  return "rows" in seal && "sha256" in seal && typeof seal.rows === "number" ? seal.rows : null;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Parses one record strictly: what JSON.parse would silently repair or round is a fault. */
function parseRecord(raw: Buffer, number: number, { isNested = false, columns }: JsonRecords): JsonItem {
  const faulty = (fault: string): JsonItem => ({ number, fault, rawText: keptText(raw) });
  let text: string;
  try {
    text = utf8.decode(raw);
  } catch {
    return faulty("bad-utf8: bytes that are not UTF-8");
  }
  if (isNested) {
    const leaves = columns && readLeaves(text, columns, DEEPEST_RECORD);
    const nested = leaves ? leavesRecord(text, leaves) : readPlainly(text, DEEPEST_RECORD);
    if (nested)
      return {
        number,
        raw,
        nested,
        // Asked for the first records alone, to tell what they are.
        get value() {
          return JSON.parse(text) as Record<string, unknown>;
        },
      };
  }
  const { depth, colons } = measure(raw);
  if (depth > DEEPEST_RECORD) return faulty(`too-deep: nested more than ${DEEPEST_RECORD} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return faulty(`bad-json: ${(error as Error).message.slice(0, 120)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return faulty("not-a-record: the value is no JSON object");
  const counts = { members: 0, fault: null as string | null, isNested };
  inspect(value, counts);
  if (counts.fault) return faulty(counts.fault);
  if (counts.members !== colons) return faulty("duplicate-key: a member is named twice");
  return {
    number,
    value: value as Record<string, unknown>,
    raw,
    ...(isNested ? { nested: nestedRecord(readNested(text) as NestedObject) } : {}),
  };
}

interface Inspected {
  members: number;
  fault: string | null;
  readonly isNested: boolean;
}

function inspect(value: unknown, counts: Inspected): void {
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) counts.fault ??= "lone-surrogate: half of a character";
    else if (value.includes("\0")) counts.fault ??= "nul: a NUL inside a text";
  } else if (typeof value === "number") {
    if (counts.isNested) return;
    if (!Number.isFinite(value)) counts.fault ??= "number-out-of-range: no finite number";
    else if (Number.isInteger(value) && !Number.isSafeInteger(value))
      counts.fault ??= "number-out-of-range: an integer of more than 53 bits";
  } else if (Array.isArray(value)) for (const each of value) inspect(each, counts);
  else if (typeof value === "object" && value !== null)
    for (const [key, each] of Object.entries(value)) {
      counts.members++;
      inspect(key, counts);
      inspect(each, counts);
    }
}

function measure(raw: Buffer): { depth: number; colons: number } {
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  let isText = false;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at]!;
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth--;
    else if (byte === COLON) colons++;
  }
  return { depth: deepest, colons };
}

interface Splitter {
  readonly items: JsonItem[];
  push(bytes: Buffer): void;
  end(): void;
}

class LineSplitter implements Splitter {
  readonly items: JsonItem[] = [];
  private parts: Buffer[] = [];
  private length = 0;
  private line = 1;

  constructor(private readonly about: JsonRecords) {}

  push(bytes: Buffer): void {
    let start = 0;
    for (;;) {
      const lineEnd = bytes.indexOf(0x0a, start);
      if (lineEnd < 0) break;
      this.keep(bytes.subarray(start, lineEnd));
      this.finish();
      start = lineEnd + 1;
    }
    this.keep(bytes.subarray(start));
  }

  end(): void {
    this.finish();
  }

  private keep(part: Buffer): void {
    if (this.length <= LONGEST_RECORD_BYTES && part.length > 0) this.parts.push(Buffer.from(part));
    this.length += part.length;
  }

  private finish(): void {
    const number = this.line++;
    const isTooLong = this.length > LONGEST_RECORD_BYTES;
    const raw = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
    this.parts = [];
    this.length = 0;
    if (isTooLong) this.items.push(tooLong(raw, number));
    else if (!isBlank(raw)) this.items.push(parseRecord(raw, number, this.about));
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;

/**
 * Follows the brackets of a document and cuts out its records: the elements of a top-level array or of the
 * array named `docs` (`records` in a page of ours) or at a declared place; without one, each top-level object is a
 * record. The elements of a top-level array may be pages themselves.
 */
class DocumentSplitter implements Splitter {
  readonly items: JsonItem[] = [];
  private depth = 0;
  private isText = false;
  private isEscaped = false;
  private number = 0;
  /** Depth inside the array of records; -1 outside. */
  private recordDepth = -1;
  /** Bytes of the record (or of the top-level object that may be one) being read. */
  private parts: Buffer[] = [];
  private length = 0;
  private isCapturing = false;
  /** The last complete text at depth 1 or 2, to know the name `docs`. */
  private name = "";
  private nameParts: number[] = [];
  private sawRecords = false;
  /** Depth at which pages stand: 0, or 1 in a list of them. */
  private pages = 0;
  /** The names that lead to where it is, by depth; none within a list. */
  private readonly names: (string | undefined)[] = [];
  private readonly bags: ReadonlySet<string>;
  private readonly deepestName: number;
  /** The first declared place at which records were found. */
  firstBag: string | null = null;

  constructor(private readonly about: JsonRecords) {
    const { bags = [] } = about;
    this.bags = new Set(bags);
    this.deepestName = 1 + Math.max(2, ...bags.map((bag) => bag.split(".").length));
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over every byte of a file, where a call for each would take twice as long.
  push(bytes: Buffer): void {
    let from = this.isCapturing ? 0 : -1;
    for (let at = 0; at < bytes.length; at++) {
      const least = Math.max(this.deepestName, this.recordDepth) + 1;
      if (this.recordDepth >= 0 && this.isCapturing && this.depth >= least) {
        at = this.within(bytes, at, least);
        if (at === bytes.length) break;
      }
      const byte = bytes[at]!;
      if (this.isText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) {
          this.isText = false;
          if (this.depth <= this.deepestName) this.name = String.fromCharCode(...this.nameParts);
          this.nameParts = [];
        } else if (this.depth <= this.deepestName && this.nameParts.length < 64) this.nameParts.push(byte);
        continue;
      }
      const isElement = this.recordDepth >= 0 && this.depth === this.recordDepth;
      if (isElement && !this.isCapturing && !isSpace(byte) && byte !== COMMA && byte !== CLOSE_ARRAY) {
        this.isCapturing = true;
        from = at;
      }
      if (isElement && this.isCapturing && (byte === COMMA || byte === CLOSE_ARRAY)) {
        this.finish(bytes.subarray(from, at));
        from = -1;
      }
      switch (byte) {
        case QUOTE:
          this.isText = true;
          break;
        case COLON:
          if (this.depth <= this.deepestName) this.names[this.depth] = this.name;
          break;
        case OPEN_OBJECT:
          if (this.depth === this.pages && this.recordDepth < 0) {
            this.isCapturing = true;
            from = at;
            this.sawRecords = false;
          }
          this.depth++;
          break;
        case OPEN_ARRAY: {
          const isTop = this.depth === 0;
          // An element of the list turns out to be a page.
          const isInElement = this.recordDepth === 1 && this.pages === 0 && this.depth > 1;
          const base = isInElement ? 1 : this.pages;
          const isDocs = (this.recordDepth < 0 || isInElement) && (this.isDocs(base) || this.isBag(base));
          if (isDocs) this.pages = base;
          this.depth++;
          if (this.depth <= this.deepestName) this.names[this.depth] = undefined;
          if (isTop || isDocs) {
            this.recordDepth = this.depth;
            this.sawRecords = true;
            this.isCapturing = false;
            this.drop();
            from = -1;
          }
          break;
        }
        case CLOSE_ARRAY:
        case CLOSE_OBJECT:
          this.depth = Math.max(0, this.depth - 1);
          if (this.recordDepth >= 0 && this.depth < this.recordDepth) this.recordDepth = -1;
          else if (this.recordDepth >= 0 && this.depth === this.recordDepth && this.isCapturing) {
            this.finish(bytes.subarray(from, at + 1));
            from = -1;
          }
          if (this.depth === this.pages && this.isCapturing && !this.sawRecords) {
            this.finish(bytes.subarray(from, at + 1));
            from = -1;
          }
          if (this.depth === 0) this.pages = 0;
          break;
      }
    }
    if (this.isCapturing && from >= 0) this.keep(bytes.subarray(from));
  }

  end(): void {
    if (!this.isCapturing) return;
    const raw = Buffer.concat(this.parts);
    this.items.push({
      number: ++this.number,
      fault: "cut-off: the file ends inside it",
      rawText: keptText(raw),
    });
    this.drop();
  }

  /** Where a record goes so deep that nothing but its brackets counts: the place of the bracket that leads out of there. */
  private within(bytes: Buffer, from: number, least: number): number {
    const { length } = bytes;
    let { depth, isText, isEscaped } = this;
    let at = from;
    for (; at < length; at++) {
      const byte = bytes[at]!;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === QUOTE) isText = false;
        else if (byte === BACKSLASH) isEscaped = true;
      } else if (byte === QUOTE) isText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        if (depth === least) break;
        depth--;
      }
    }
    this.depth = depth;
    this.isText = isText;
    this.isEscaped = isEscaped;
    return at;
  }

  private isDocs(base: number): boolean {
    const depth = this.depth - base;
    // In a list, a record may have a member of that name somewhere.
    const isInPage = base === 0 || depth === 1 || this.names[this.depth - 1] === "response";
    return depth <= 2 && isInPage && (this.name === "docs" || (depth === 1 && this.name === "records"));
  }

  private isBag(base: number): boolean {
    if (this.bags.size === 0 || this.depth > this.deepestName) return false;
    const path = this.names.slice(1 + base, this.depth + 1);
    // Within a list there is no name to go by.
    const bag = path.includes(undefined) ? "" : path.join(".");
    if (!this.bags.has(bag)) return false;
    this.firstBag ??= bag;
    return true;
  }

  private keep(part: Buffer): void {
    if (this.length <= LONGEST_RECORD_BYTES) this.parts.push(Buffer.from(part));
    this.length += part.length;
  }

  private drop(): void {
    this.parts = [];
    this.length = 0;
  }

  private finish(last: Buffer): void {
    const isWhole = this.parts.length === 0 && last.length <= LONGEST_RECORD_BYTES;
    if (!isWhole) this.keep(last);
    // Most records stand in one piece of the file, and are read where they stand.
    const raw = isWhole ? last : Buffer.concat(this.parts);
    const number = ++this.number;
    this.items.push(
      this.length > LONGEST_RECORD_BYTES ? tooLong(raw, number) : parseRecord(raw, number, this.about),
    );
    this.drop();
    this.isCapturing = false;
  }
}

function tooLong(raw: Buffer, number: number): JsonItem {
  return {
    number,
    fault: `too-long: a record of more than ${LONGEST_RECORD_BYTES} bytes`,
    rawText: keptText(raw),
  };
}

function keptText(raw: Buffer): string {
  return raw.toString("utf8", 0, Math.min(raw.length, RAW_KEPT));
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isBlank(raw: Buffer): boolean {
  return raw.every(isSpace);
}
