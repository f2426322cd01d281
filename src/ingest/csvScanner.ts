import { isUtf8 } from "node:buffer";
import { STAGED } from "../catalog/index.js";

const { lineFeed: LF_MARK, carriageReturn: CR_MARK } = STAGED;
/** Bytes that stand, in what the scanner writes, for what would end a cell or a row. */
export const CELL_END = STAGED.cellEnd.charCodeAt(0);
const LINE_FEED_MARK = LF_MARK.charCodeAt(0);
const CARRIAGE_RETURN_MARK = CR_MARK.charCodeAt(0);

/** No real row comes near it (the longest column is a citation string). */
const LONGEST_ROW_BYTES = 1_000_000;
const LONGEST_RAW_KEPT = 2_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const MOST_CELLS = 5_000;

export interface CsvHandler {
  /**
   * A good row. Its cells stand in `scanner.row`, unquoted, each followed by one CELL_END; `scanner.ends[n]` is
   * the place of the CELL_END behind cell n. Both are overwritten by the next row.
   */
  row(scanner: CsvScanner, cells: number, line: number): void;
  rejected(line: number, reason: string, raw: string): void;
}

/**
 * Splits CSV bytes (RFC 4180, and what files in the wild do besides) into rows. Line ends may be LF, CR or
 * CRLF, mixed; a quoted cell may hold them. A quote inside an unquoted cell is an ordinary character. A row
 * that cannot be read is handed to `rejected`, and reading resumes at the next line, so that an open quote
 * never swallows the rows behind it. Lines are numbered from 1.
 */
export class CsvScanner {
  readonly row: Buffer = Buffer.alloc(LONGEST_ROW_BYTES + 16);
  readonly ends = new Int32Array(MOST_CELLS + 1);
  /** The number of the next line. */
  line = 1;
  /** Some good row held a quoted line break. */
  sawLineBreaks = false;
  private carry: Buffer = Buffer.alloc(0);
  private begun = false;
  /** Inside a line that was too long: its number, and its beginning. */
  private skipped: { readonly line: number; readonly raw: string } | null = null;
  private skippedCr = false;

  constructor(
    private readonly handler: CsvHandler,
    /** Cells that every row must have; null until the header is known. */
    public width: number | null = null,
  ) {}

  push(chunk: Uint8Array): void {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.carry.length > 0) bytes = Buffer.concat([this.carry, bytes]);
    if (!this.begun) {
      if (bytes.length < 3) {
        this.carry = Buffer.from(bytes);
        return;
      }
      this.begun = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    this.carry = Buffer.from(bytes.subarray(this.scan(bytes, false)));
  }

  end(): void {
    this.begun = true;
    this.scan(this.carry, true);
    if (this.skipped) this.finishSkipped();
    this.carry = Buffer.alloc(0);
  }

  /** Reads whole rows; returns where the first incomplete one begins. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over every byte of a release, where a call for each would take twice as long.
  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: the same.
  private scan(bytes: Buffer, isLast: boolean): number {
    const end = bytes.length;
    const row = this.row;
    const ends = this.ends;
    let at = 0;
    while (at < end) {
      if (this.skipped || this.skippedCr) {
        at = this.skipOn(bytes, at);
        if (this.skipped) return end;
        continue;
      }
      const start = at;
      const limit = Math.min(end, start + LONGEST_ROW_BYTES);
      let written = 0;
      let cells = 0;
      let lines = 1;
      let hasHighBytes = false;
      let fault: string | null = null;
      let isComplete = false;
      let isOpen = false;

      nextCell: for (;;) {
        if (at < limit && bytes[at] === QUOTE) {
          at++;
          isOpen = true;
          while (at < limit) {
            const byte = bytes[at]!;
            if (byte === QUOTE) {
              if (at + 1 < limit && bytes[at + 1] === QUOTE) {
                row[written++] = QUOTE;
                at += 2;
                continue;
              }
              if (at + 1 >= end && !isLast) break;
              isOpen = false;
              at++;
              break;
            }
            if (byte === LF) {
              lines++;
              row[written++] = LINE_FEED_MARK;
            } else if (byte === CR) {
              if (at + 1 < end && bytes[at + 1] !== LF) lines++;
              row[written++] = CARRIAGE_RETURN_MARK;
            } else {
              if (byte > 127) hasHighBytes = true;
              else if (byte < 32 && byte !== TAB) fault ??= controlFault(byte);
              row[written++] = byte;
            }
            at++;
          }
          if (isOpen) break;
          const next = at < end ? bytes[at]! : LF;
          if (next !== COMMA && next !== LF && next !== CR) {
            fault = "stray-quote: text behind a closing quote";
            break;
          }
        } else {
          while (at < limit) {
            const byte = bytes[at]!;
            if (byte > COMMA) {
              if (byte > 127) hasHighBytes = true;
            } else if (byte === COMMA || byte === LF || byte === CR) break;
            else if (byte < 32 && byte !== TAB) fault ??= controlFault(byte);
            row[written++] = byte;
            at++;
          }
        }
        if (at >= limit && !(isLast && at >= end)) break;
        ends[cells++] = written;
        row[written++] = CELL_END;
        const byte = at < end ? bytes[at]! : LF;
        switch (byte) {
          case COMMA:
            at++;
            if (cells < MOST_CELLS) continue;
            fault = `ragged-row: more than ${MOST_CELLS} cells`;
            break nextCell;
          case CR:
            if (at + 1 >= end && !isLast) break nextCell;
            at += bytes[at + 1] === LF ? 2 : 1;
            isComplete = true;
            break nextCell;
          default:
            at++;
            isComplete = true;
            break nextCell;
        }
      }

      if (isComplete) {
        const line = this.line;
        if (cells === 1 && written === 1 && bytes[start] !== QUOTE) {
          this.line += lines;
          continue;
        }
        if (fault === null && this.width !== null && cells !== this.width)
          fault = `ragged-row: ${cells} cells where the header has ${this.width}`;
        if (fault === null && hasHighBytes && !isUtf8(row.subarray(0, written)))
          fault = "bad-utf8: bytes that are not UTF-8";
        if (fault === null) {
          if (lines > 1) this.sawLineBreaks = true;
          this.line += lines;
          this.handler.row(this, cells, line);
          continue;
        }
      } else if (fault === null) {
        if (isOpen && (isLast || limit < end || limit - start >= LONGEST_ROW_BYTES))
          fault = "open-quote: a quoted cell does not end";
        else if (limit - start >= LONGEST_ROW_BYTES) {
          this.skipped = { line: this.line, raw: rawText(bytes, start, end) };
          at = start;
          continue;
        } else return start;
      }
      const next = this.rejectLine(bytes, start, isLast, fault ?? "unreadable");
      if (next < 0) return start;
      at = next;
    }
    return end;
  }

  /** Sets the line at `start` aside; returns where the next begins, or -1 when its end is not here yet. */
  private rejectLine(bytes: Buffer, start: number, isLast: boolean, reason: string): number {
    const lf = bytes.indexOf(LF, start);
    const lineEnd = endOfLine(bytes, start, lf < 0 ? bytes.length : lf);
    if (lineEnd >= bytes.length && !isLast) {
      if (bytes.length - start < LONGEST_ROW_BYTES) return -1;
      this.skipped = { line: this.line, raw: rawText(bytes, start, bytes.length) };
      return start;
    }
    if (bytes[lineEnd] === CR && lineEnd + 1 >= bytes.length && !isLast) return -1;
    this.handler.rejected(this.line, reason, rawText(bytes, start, lineEnd));
    this.line++;
    return lineEnd + (bytes[lineEnd] === CR && bytes[lineEnd + 1] === LF ? 2 : 1);
  }

  private skipOn(bytes: Buffer, at: number): number {
    if (this.skippedCr) {
      this.skippedCr = false;
      return bytes[at] === LF ? at + 1 : at;
    }
    const lf = bytes.indexOf(LF, at);
    const lineEnd = endOfLine(bytes, at, lf < 0 ? bytes.length : lf);
    if (lineEnd >= bytes.length) return bytes.length;
    this.finishSkipped();
    this.skippedCr = bytes[lineEnd] === CR;
    return lineEnd + 1;
  }

  private finishSkipped(): void {
    if (!this.skipped) return;
    const reason = `too-long: a row of more than ${LONGEST_ROW_BYTES} bytes`;
    this.handler.rejected(this.skipped.line, reason, this.skipped.raw);
    this.skipped = null;
    this.line++;
  }
}

/** The cells of the scanner's current row as text. */
export function cellTexts(scanner: CsvScanner, cells: number): string[] {
  const texts: string[] = [];
  let start = 0;
  for (let cell = 0; cell < cells; cell++) {
    texts.push(cellText(scanner.row, start, scanner.ends[cell]!));
    start = scanner.ends[cell]! + 1;
  }
  return texts;
}

export function cellText(row: Buffer, start: number, end: number): string {
  return unmarked(row.toString("utf8", start, end));
}

function unmarked(text: string): string {
  return text.replaceAll(LF_MARK, "\n").replaceAll(CR_MARK, "\r");
}

/** Puts marks in place of line breaks, as the scanner does; null when the text holds a mark already. */
export function marked(text: string): string | null {
  for (const mark of Object.values(STAGED)) if (text.includes(mark)) return null;
  return text.replaceAll("\n", LF_MARK).replaceAll("\r", CR_MARK);
}

function endOfLine(bytes: Buffer, start: number, lf: number): number {
  const cr = bytes.subarray(start, lf).indexOf(CR);
  return cr < 0 ? lf : start + cr;
}

function controlFault(byte: number): string | null {
  if (byte === 0) return "nul-byte: a NUL";
  return byte >= CARRIAGE_RETURN_MARK ? "control-character: a separator control" : null;
}

function rawText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("utf8", start, Math.min(end, start + LONGEST_RAW_KEPT));
}
