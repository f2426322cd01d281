import { isUtf8 } from "node:buffer";
import { csvCell } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { FIRST_UTF8 } from "./format.js";
import { type DtaHeader, type DtaVariable, decode } from "./header.js";
import type { LongTexts } from "./longTexts.js";
import { numberReader, numberText } from "./numbers.js";
import { countedBy, timeText } from "./stataDays.js";
import type { ValueLabels } from "./valueLabels.js";

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const BLANK = 0x20;
/** From here to the blank stand controls that no cell may have; nor may it have a NUL. */
const FIRST_REFUSED = 0x1d;

const LINE_BREAKS = [LF, CR];
const SPECIAL = [LF, CR, QUOTE, COMMA];

const PIECE_BYTES = 256 * 1024;
/** The longest row that is read from a CSV. */
const LONGEST_ROW_BYTES = 1_000_000;
/** Distinct numbers of one variable whose text is kept: days and counts come again and again. */
const TEXTS_KEPT = 20_000;

/** What else there is to know to write the cells of a file. */
export interface Beside {
  readonly labels: ValueLabels;
  readonly longTexts: LongTexts | null;
}

/** The first line of the table: the names of its variables. */
export function headerLine({ variables }: DtaHeader): Buffer {
  return Buffer.from(`${variables.map(({ name }) => csvCell(name, true)).join(",")}\n`);
}

/** Puts the cell of a row at a place of `writer.bytes` and moves the place on. */
type WriteCell = (row: Buffer, start: number, writer: RowWriter) => void;

/**
 * Writes rows of a Stata file as lines of CSV, so that they go the way of every other table: days as `yyyy-mm-dd`, missing
 * values empty, numbers with value labels as their labels.
 */
export class RowWriter {
  bytes: Buffer;
  /** Where the next byte goes. */
  at = 0;
  private readonly cells: readonly WriteCell[];
  private hasHighBytes = false;
  private hasLineBreaks = false;
  private hasRefused = false;
  /** More than a row takes, long strings aside: each of its bytes may become three of UTF-8, a number 25 digits. */
  private readonly mostPerRow: number;

  constructor(
    private readonly header: DtaHeader,
    beside: Beside,
    fileName: string,
  ) {
    this.mostPerRow = header.rowBytes * 6 + header.variables.length * 30;
    this.bytes = Buffer.allocUnsafe(PIECE_BYTES + this.mostPerRow);
    this.cells = header.variables.map((variable) => cellWriter(variable, header, beside, fileName));
  }

  /** Writes as many rows as stand in these bytes; hands over the text whenever a piece of it is full. */
  *write(rows: Buffer): Iterable<Buffer> {
    const { rowBytes, variables } = this.header;
    for (let start = 0; start < rows.length; start += rowBytes) {
      const begin = this.at;
      this.hasHighBytes = false;
      this.hasLineBreaks = false;
      this.hasRefused = false;
      for (let cell = 0; cell < this.cells.length; cell++) {
        if (cell > 0) this.bytes[this.at++] = COMMA;
        this.cells[cell]!(rows, start + variables[cell]!.place, this);
      }
      // A line without anything is no row; a row of one empty cell is.
      if (this.at === begin) this.raw(EMPTY_CELL);
      if (this.at - begin >= LONGEST_ROW_BYTES) this.blankOut(begin, SPECIAL);
      else if (this.hasLineBreaks && this.willBeSetAside(begin)) this.blankOut(begin, LINE_BREAKS);
      this.bytes[this.at++] = LF;
      if (this.at >= PIECE_BYTES) yield this.taken();
    }
    if (this.at > 0) yield this.taken();
  }

  raw(text: Buffer): void {
    this.at += text.copy(this.bytes, this.at);
  }

  /** Writes a cell of text that ends at `end`, or at a NUL before it. */
  text(from: Buffer, start: number, end: number): void {
    const { bytes } = this;
    const begin = this.at;
    let at = begin;
    let place = start;
    let isPlain = true;
    for (; place < end; place++) {
      const byte = from[place]!;
      if (byte <= COMMA) {
        if (byte === 0) break;
        if (byte === COMMA || byte === QUOTE || (byte < BLANK && byte !== TAB)) isPlain = false;
      } else if (byte > 127) isPlain = false;
      bytes[at++] = byte;
    }
    if (isPlain) this.at = at;
    else this.special(from.subarray(start, place));
  }

  /** Writes a cell of any text, whatever is in it. */
  special(text: Buffer): void {
    const { release } = this.header.layout;
    const utf8 = release >= FIRST_UTF8 || isUtf8(text) ? text : Buffer.from(decode(text, { release }));
    const needed = this.at + utf8.length * 2 + 2 + this.mostPerRow;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(needed + PIECE_BYTES);
      this.bytes.copy(larger, 0, 0, this.at);
      this.bytes = larger;
    }
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = QUOTE;
    for (const byte of utf8) {
      if (byte > 127) this.hasHighBytes = true;
      else if (byte === QUOTE) bytes[at++] = QUOTE;
      else if (byte === LF || byte === CR) this.hasLineBreaks = true;
      else if (byte === 0 || (byte >= FIRST_REFUSED && byte < BLANK)) this.hasRefused = true;
      bytes[at++] = byte;
    }
    bytes[at++] = QUOTE;
    this.at = at;
  }

  private willBeSetAside(begin: number): boolean {
    return this.hasRefused || (this.hasHighBytes && !isUtf8(this.bytes.subarray(begin, this.at)));
  }

  /**
   * A row that will be set aside is set aside line by line: it must be on one, to be counted once. A row that is too long
   * is told by its length, not by a quote that never seems to end.
   */
  private blankOut(begin: number, characters: readonly number[]): void {
    for (let at = begin; at < this.at; at++) if (characters.includes(this.bytes[at]!)) this.bytes[at] = BLANK;
  }

  /** What was written, for good: the next rows are written elsewhere. */
  private taken(): Buffer {
    const text = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafe(PIECE_BYTES + this.mostPerRow);
    this.at = 0;
    return text;
  }
}

const EMPTY_CELL = Buffer.from('""');

function cellWriter(
  variable: DtaVariable,
  header: DtaHeader,
  { labels, longTexts }: Beside,
  fileName: string,
): WriteCell {
  const { type, width, format, name } = variable;
  if (type === "text") return (row, start, writer) => writer.text(row, start, start + width);
  if (type === "long-text") return longTextWriter(variable, longTexts!, fileName);
  const counted = countedBy(format);
  if (counted === "business-day")
    throw new ArtunitError(
      "format-refused",
      `${fileName}: ${name} counts business days (${format}), and their calendar is not in the file. In Stata, turn them into days with dofb() and save the file again.`,
    );
  const read = numberReader(type, header.isBigEndian);
  const labelled = labels.get(variable.valueLabels);
  const texts = new Map<number, Buffer>();
  return (row, start, writer) => {
    const value = read(row, start);
    if (value === null) return;
    if (value >= 0 && value <= 9 && !labelled && counted === null && format.charCodeAt(1) !== 0x30) {
      if (value === Math.floor(value)) {
        writer.bytes[writer.at++] = 0x30 + value;
        return;
      }
    }
    let text = texts.get(value);
    if (text === undefined) {
      const written = counted === null ? null : timeText(value, counted);
      text = Buffer.from(labelled?.get(value) ?? written ?? numberText(value, type, format));
      if (texts.size >= TEXTS_KEPT) texts.clear();
      texts.set(value, text);
    }
    // Labels may be longer than what a number takes, and may hold anything.
    if (labelled) writer.special(text);
    else writer.raw(text);
  };
}

function longTextWriter({ name }: DtaVariable, longTexts: LongTexts, fileName: string): WriteCell {
  return (row, start, writer) => {
    const text = longTexts.at(row, start);
    if (text === null)
      throw new ArtunitError(
        "file-unreadable",
        `${fileName} is damaged: a row points to a text of ${name} that is not in the file. Download or save it again.`,
      );
    if (text.length > 0) writer.special(text);
  };
}
