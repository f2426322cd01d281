import { createReadStream } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { DtaCell, DtaVariable } from "./variables.js";

/** The release of the format: Stata 14 and later read it, and other programs too. Texts are UTF-8. */
const RELEASE = "118";
const NAME_BYTES = 129;
const FORMAT_BYTES = 57;
const LABEL_BYTES = 321;
const LONGEST_LABEL = 80;
const TYPE_CODES = { "long-text": 32768, byte: 65530, int: 65529, long: 65528, double: 65526 } as const;

const MISSING = { byte: 101, int: 32_741, long: 2_147_483_621 } as const;
/** The bits of `.`, the missing value of a double. */
const MISSING_DOUBLE = 0x7fe0_0000_0000_0000n;

const FLAG_LABELS = "yesno";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const WRITTEN_AT_ONCE = 512 * 1024;
/** A text that ends with a NUL of its own. */
const WITH_NUL = 130;

/** What a file says of itself before its rows. */
export interface DtaOutline {
  readonly variables: readonly DtaVariable[];
  /** How many rows will be written. */
  readonly rows: number;
  readonly label: string;
  readonly made: Date;
}

/**
 * Writes a Stata file row by row. Long texts go to a file beside it and follow behind the rows; where each section stands is
 * filled in at the end.
 */
export class DtaWriter {
  private readonly rowBytes: number;
  private bytes = Buffer.alloc(0);
  private at = 0;
  private written = 0;
  private rows = 0;
  /** Where sections begin, in the order of the map. */
  private readonly sections: number[] = [0];
  private longTexts: Buffer[] = [];
  private longTextBytes = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly longTextFile: FileHandle,
    private readonly outline: DtaOutline,
  ) {
    this.rowBytes = outline.variables.reduce((sum, each) => sum + each.width, 0);
  }

  static async create(path: string, outline: DtaOutline): Promise<DtaWriter> {
    const file = await open(path, "w");
    const writer = new DtaWriter(path, file, await open(longTextPath(path), "w"), outline);
    await writer.begin();
    return writer;
  }

  async write(rows: readonly (readonly DtaCell[])[]): Promise<void> {
    for (const row of rows) {
      if (this.at + this.rowBytes > this.bytes.length) await this.flush();
      this.rows++;
      this.row(row);
      if (this.longTextBytes >= WRITTEN_AT_ONCE) await this.flushLongTexts();
    }
  }

  /** Writes what stands behind the rows. A file that is not finished is no Stata file. */
  async finish(): Promise<void> {
    const { outline, sections } = this;
    if (this.rows !== outline.rows)
      throw new Error(`${this.rows} rows came where ${outline.rows} were counted`);
    await this.flush();
    await this.flushLongTexts();
    await this.add(Buffer.from("</data>"));
    sections.push(this.written);
    await this.add(Buffer.from("<strls>"));
    for await (const chunk of createReadStream(longTextPath(this.path))) await this.add(chunk as Buffer);
    await this.add(Buffer.from("</strls>"));
    sections.push(this.written);
    await this.add(Buffer.concat([Buffer.from("<value_labels>"), ...flagLabels(outline.variables)]));
    await this.add(Buffer.from("</value_labels>"));
    sections.push(this.written);
    await this.add(Buffer.from("</stata_dta>"));
    sections.push(this.written);
    const map = Buffer.concat(sections.map((each) => whole(each, 8)));
    await this.file.write(map, 0, map.length, sections[1]! + "<map>".length);
  }

  /** Lets go of the files, finished or not. */
  async close(): Promise<void> {
    await this.file.close();
    await this.longTextFile.close();
    await rm(longTextPath(this.path), { force: true });
  }

  private async begin(): Promise<void> {
    const { variables, rows, label, made } = this.outline;
    const name = Buffer.from(cut(label, LONGEST_LABEL));
    const stamp = Buffer.from(stampOf(made));
    const head = ["<stata_dta><header><release>", RELEASE, "</release><byteorder>LSF</byteorder><K>"];
    await this.add(
      Buffer.concat([
        ...[...head, whole(variables.length, 2), "</K><N>", whole(rows, 8), "</N><label>"].map(bytesOf),
        ...[whole(name.length, 2), name, "</label><timestamp>", whole(stamp.length, 1), stamp].map(bytesOf),
        bytesOf("</timestamp></header>"),
      ]),
    );
    await this.section("map", Buffer.alloc(14 * 8));
    await this.section("variable_types", Buffer.concat(variables.map((each) => whole(codeOf(each), 2))));
    await this.section("varnames", Buffer.concat(variables.map((each) => fixed(each.name, NAME_BYTES))));
    await this.section("sortlist", Buffer.alloc(2 * (variables.length + 1)));
    await this.section("formats", Buffer.concat(variables.map((each) => fixed(each.format, FORMAT_BYTES))));
    const labels = variables.map((each) => fixed(each.isFlag ? FLAG_LABELS : "", NAME_BYTES));
    await this.section("value_label_names", Buffer.concat(labels));
    await this.section(
      "variable_labels",
      Buffer.concat(variables.map((each) => fixed(each.label, LABEL_BYTES))),
    );
    await this.section("characteristics", Buffer.concat(variables.flatMap(characteristicsOf)));
    this.sections.push(this.written);
    await this.add(Buffer.from("<data>"));
    this.bytes = Buffer.allocUnsafe(Math.max(WRITTEN_AT_ONCE, this.rowBytes));
  }

  private async section(tag: string, content: Buffer): Promise<void> {
    this.sections.push(this.written);
    await this.add(Buffer.concat([bytesOf(`<${tag}>`), content, bytesOf(`</${tag}>`)]));
  }

  private row(cells: readonly DtaCell[]): void {
    const { variables } = this.outline;
    for (let nth = 0; nth < variables.length; nth++) {
      const { type, width } = variables[nth]!;
      const cell = cells[nth] ?? null;
      if (type === "text") this.text(cell, width);
      else if (type === "long-text") this.longText(cell, nth + 1);
      else this.number(cell, type);
      this.at += width;
    }
  }

  private text(cell: DtaCell, width: number): void {
    const length = cell === null ? 0 : this.bytes.write(textOf(cell), this.at, width);
    this.bytes.fill(0, this.at + length, this.at + width);
  }

  private longText(cell: DtaCell, variable: number): void {
    const text = cell === null ? "" : textOf(cell);
    const row = text === "" ? 0 : this.rows;
    this.bytes.writeUInt16LE(text === "" ? 0 : variable, this.at);
    this.bytes.writeUIntLE(row, this.at + 2, 6);
    if (text === "") return;
    const bytes = Buffer.from(`${text}\0`);
    const head = [
      bytesOf("GSO"),
      whole(variable, 4),
      whole(row, 8),
      whole(WITH_NUL, 1),
      whole(bytes.length, 4),
    ];
    this.longTexts.push(...head, bytes);
    this.longTextBytes += bytes.length;
  }

  private number(cell: DtaCell, type: "byte" | "int" | "long" | "double"): void {
    const { bytes, at } = this;
    const value = typeof cell === "number" && Number.isFinite(cell) ? cell : null;
    switch (type) {
      case "byte":
        bytes.writeInt8(value ?? MISSING.byte, at);
        break;
      case "int":
        bytes.writeInt16LE(value ?? MISSING.int, at);
        break;
      case "long":
        bytes.writeInt32LE(value ?? MISSING.long, at);
        break;
      case "double":
        if (value === null) bytes.writeBigUInt64LE(MISSING_DOUBLE, at);
        else bytes.writeDoubleLE(value, at);
    }
  }

  private async flush(): Promise<void> {
    await this.add(this.bytes.subarray(0, this.at));
    this.at = 0;
  }

  private async flushLongTexts(): Promise<void> {
    await writeWhole(this.longTextFile, Buffer.concat(this.longTexts));
    this.longTexts = [];
    this.longTextBytes = 0;
  }

  private async add(bytes: Buffer): Promise<void> {
    await writeWhole(this.file, bytes);
    this.written += bytes.length;
  }
}

function longTextPath(path: string): string {
  return `${path}.long-texts`;
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

function bytesOf(part: string | Buffer): Buffer {
  return typeof part === "string" ? Buffer.from(part) : part;
}

/** Stata's texts end at a NUL: one inside would take away what follows it. */
function textOf(cell: string | number): string {
  const text = String(cell);
  return text.includes("\0") ? text.replaceAll("\0", " ") : text;
}

function whole(value: number, bytes: number): Buffer {
  const found = Buffer.alloc(bytes);
  if (bytes === 8) found.writeBigUInt64LE(BigInt(value));
  else found.writeUIntLE(value, 0, bytes);
  return found;
}

function fixed(text: string, bytes: number): Buffer {
  const found = Buffer.alloc(bytes);
  found.write(text);
  return found;
}

function codeOf({ type, width }: DtaVariable): number {
  return type === "text" ? width : TYPE_CODES[type];
}

function cut(text: string, most: number): string {
  return [...text].slice(0, most).join("");
}

/** `02 Jan 2026 03:04`, as Stata writes it. */
function stampOf(made: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(made.getUTCDate())} ${MONTHS[made.getUTCMonth()]} ${made.getUTCFullYear()}`;
  return `${day} ${two(made.getUTCHours())}:${two(made.getUTCMinutes())}`;
}

/** By this characteristic reading finds the name that Stata does not allow. */
const OWN_NAME = "artunit_name";

/** What belongs to a variable, as Stata keeps it: its notes (how many, then each), and its own name. */
function characteristicsOf({ name, note, ownName }: DtaVariable): readonly Buffer[] {
  const notes = note === null ? [] : [["note0", "1"] as const, ["note1", note] as const];
  const own = ownName === null ? [] : [[OWN_NAME, ownName] as const];
  return [...notes, ...own].map(([key, text]) => {
    const content = Buffer.concat([
      fixed(name, NAME_BYTES),
      fixed(key, NAME_BYTES),
      Buffer.from(`${text}\0`),
    ]);
    return Buffer.concat([bytesOf("<ch>"), whole(content.length, 4), content, bytesOf("</ch>")]);
  });
}

/** 0 no, 1 yes, for every flag. */
function flagLabels(variables: readonly DtaVariable[]): readonly Buffer[] {
  if (!variables.some((each) => each.isFlag)) return [];
  const texts = Buffer.from("no\0yes\0");
  const numbers = [2, texts.length, 0, 3, 0, 1].map((each) => whole(each, 4));
  const table = Buffer.concat([...numbers, texts]);
  const head = [whole(table.length, 4), fixed(FLAG_LABELS, NAME_BYTES), Buffer.alloc(3)];
  return [bytesOf("<lbl>"), ...head, table, bytesOf("</lbl>")];
}
