import { isUtf8 } from "node:buffer";
import { ArtunitError } from "../../errors.js";
import type { ByteReader } from "./bytes.js";
import { type DtaType, FIRST_UTF8, LAYOUTS, type Layout, typeOf } from "./format.js";

/** What a Stata file says of itself before its rows. */
export interface DtaHeader {
  readonly layout: Layout;
  readonly isBigEndian: boolean;
  readonly rows: number;
  readonly label: string;
  readonly variables: readonly DtaVariable[];
  /** Bytes of a row. */
  readonly rowBytes: number;
}

export interface DtaVariable {
  readonly name: string;
  readonly type: DtaType;
  /** Where its value begins in a row, and how many bytes it has. */
  readonly place: number;
  readonly width: number;
  /** How Stata shows it: `%9.0g`, `%td`. */
  readonly format: string;
  readonly label: string;
  /** The name of the value labels that go with it; empty for none. */
  readonly valueLabels: string;
}

/** More than any flat set has. */
const MOST_VARIABLES = 5_000;
/** Release and number of variables: far more than either needs. */
const HEAD_OF_OLD = 10;

/** Whether a file begins as Stata's do: with a tag from 117 on, before that with the release and the order of bytes. */
export function isDta(head: Uint8Array): boolean {
  if (Buffer.from(head.subarray(0, 11)).toString("latin1") === "<stata_dta>") return true;
  const [release = 0, order = 0, type] = head;
  return release >= 102 && release <= 115 && (order === 1 || order === 2) && type === 1;
}

/**
 * Reads a Stata file up to its first row. Throws `format-refused` for a release that is not read and `file-unreadable`
 * for a file that is not laid out as its release is.
 */
export async function readHeader(reader: ByteReader, name: string): Promise<DtaHeader> {
  const [first] = await reader.take(1);
  return first === 0x3c ? readTagged(reader, name) : readOld(reader, first!, name);
}

async function readTagged(reader: ByteReader, name: string): Promise<DtaHeader> {
  await expectTag(reader, "stata_dta><header><release>", name);
  const release = Number((await reader.take(3)).toString("latin1"));
  const layout = layoutOf(release, name);
  await expectTag(reader, "</release><byteorder>", name);
  const order = (await reader.take(3)).toString("latin1");
  if (order !== "MSF" && order !== "LSF") throw notAsSaid(name, layout, `its order of bytes is "${order}"`);
  const isBigEndian = order === "MSF";
  const numbers = new Numbers(reader, isBigEndian);
  await expectTag(reader, "</byteorder><K>", name);
  const count = await numbers.next(layout.countBytes);
  await expectTag(reader, "</K><N>", name);
  const rows = await numbers.next(layout.rowCountBytes);
  await expectTag(reader, "</N><label>", name);
  const label = decode(await reader.take(await numbers.next(layout.labelLengthBytes)), layout);
  await expectTag(reader, "</label><timestamp>", name);
  await reader.skip(await numbers.next(1));
  await expectTag(reader, "</timestamp></header><map>", name);
  await reader.skip(14 * 8);
  checkCount(count, name);
  const columns = {
    types: await section("</map><variable_types>", layout.typeBytes),
    names: await section("</variable_types><varnames>", layout.nameBytes),
    sort: await section("</varnames><sortlist>", layout.sortBytes, count + 1),
    formats: await section("</sortlist><formats>", layout.formatBytes),
    valueLabels: await section("</formats><value_label_names>", layout.valueLabelNameBytes),
    labels: await section("</value_label_names><variable_labels>", layout.labelBytes),
  };
  await expectTag(reader, "</variable_labels><characteristics>", name);
  const ownNames = await readOwnNames(reader, numbers, name, layout);
  await expectTag(reader, "<data>", name);
  const { variables, rowBytes } = variablesOf(columns, count, layout, isBigEndian, name);
  const named = variables.map((each) => ({ ...each, name: ownNames.get(each.name) ?? each.name }));
  return { layout, isBigEndian, rows, label, variables: named, rowBytes };

  async function section(tag: string, width: number, times = count): Promise<Buffer> {
    await expectTag(reader, tag, name);
    return reader.take(width * times);
  }
}

async function readOld(reader: ByteReader, release: number, name: string): Promise<DtaHeader> {
  const layout = layoutOf(release, name);
  const begin = await reader.take(HEAD_OF_OLD - 1);
  const isBigEndian = begin[0] === 1;
  const count = isBigEndian ? begin.readUInt16BE(3) : begin.readUInt16LE(3);
  const rows = isBigEndian ? begin.readUInt32BE(5) : begin.readUInt32LE(5);
  const label = decode(untilNul(await reader.take(81)), layout);
  await reader.skip(18);
  checkCount(count, name);
  const columns = {
    types: await reader.take(count * layout.typeBytes),
    names: await reader.take(count * layout.nameBytes),
    sort: await reader.take((count + 1) * layout.sortBytes),
    formats: await reader.take(count * layout.formatBytes),
    valueLabels: await reader.take(count * layout.valueLabelNameBytes),
    labels: await reader.take(count * layout.labelBytes),
  };
  const found = variablesOf(columns, count, layout, isBigEndian, name);
  const numbers = new Numbers(reader, isBigEndian);
  for (;;) {
    const type = await numbers.next(1);
    const length = await numbers.next(4);
    if (type === 0 && length === 0) break;
    if (type !== 1) throw notAsSaid(name, layout, "what stands before its rows is not as it should be");
    await reader.skip(length);
  }
  return { layout, isBigEndian, rows, label, ...found };
}

function layoutOf(release: number, name: string): Layout {
  const layout = LAYOUTS.get(release);
  if (layout) return layout;
  if (release >= 120)
    throw new ArtunitError(
      "format-refused",
      `${name} is a Stata file of release ${release} (Stata 18 or later), which is not read. In Stata, save it with: saveold FILE, version(14)`,
    );
  throw new ArtunitError(
    "format-refused",
    `${name} is a Stata file of release ${release}, which is not read (113 to 115 and 117 to 119 are). Open it in Stata, save it again, and bring that.`,
  );
}

function checkCount(count: number, name: string): void {
  if (count >= 1 && count <= MOST_VARIABLES) return;
  throw new ArtunitError(
    "format-refused",
    count === 0
      ? `${name} is a Stata file without variables: there is nothing to load.`
      : `${name} has ${count} variables; tables of at most ${MOST_VARIABLES} are read. Keep those that are needed.`,
  );
}

interface Columns {
  readonly types: Buffer;
  readonly names: Buffer;
  readonly formats: Buffer;
  readonly valueLabels: Buffer;
  readonly labels: Buffer;
}

function variablesOf(
  columns: Columns,
  count: number,
  layout: Layout,
  isBigEndian: boolean,
  fileName: string,
): Pick<DtaHeader, "variables" | "rowBytes"> {
  const { typeBytes } = layout;
  const nth = (from: Buffer, width: number, at: number) =>
    decode(untilNul(from.subarray(at * width, (at + 1) * width)), layout);
  const variables: DtaVariable[] = [];
  let place = 0;
  for (let at = 0; at < count; at++) {
    const code = isBigEndian
      ? columns.types.readUIntBE(at * typeBytes, typeBytes)
      : columns.types.readUIntLE(at * typeBytes, typeBytes);
    const found = typeOf(code, layout);
    const name = nth(columns.names, layout.nameBytes, at);
    const format = nth(columns.formats, layout.formatBytes, at);
    if (!found) throw notAsSaid(fileName, layout, `variable ${at + 1} is of the unknown type ${code}`);
    if (!/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name))
      throw notAsSaid(fileName, layout, `variable ${at + 1} is called "${name.slice(0, 40)}"`);
    if (!format.startsWith("%"))
      throw notAsSaid(fileName, layout, `${name} is shown as "${format.slice(0, 40)}"`);
    const label = nth(columns.labels, layout.labelBytes, at);
    const valueLabels = nth(columns.valueLabels, layout.valueLabelNameBytes, at);
    variables.push({ name, ...found, place, format, label, valueLabels });
    place += found.width;
  }
  return { variables, rowBytes: place };
}

/** A characteristic of our own files: what a variable is called where Stata does not allow that. */
const OWN_NAME = "artunit_name";
const LONGEST_OWN_NAME = 1_000;

/** Reads past the characteristics; the names that files of ours keep there, by variable. */
async function readOwnNames(
  reader: ByteReader,
  numbers: Numbers,
  name: string,
  layout: Layout,
): Promise<ReadonlyMap<string, string>> {
  const { nameBytes } = layout;
  const found = new Map<string, string>();
  for (;;) {
    const tag = (await reader.take(4)).toString("latin1");
    if (tag === "<ch>") {
      const length = await numbers.next(4);
      if (length <= 2 * nameBytes || length > 2 * nameBytes + LONGEST_OWN_NAME) await reader.skip(length);
      else {
        const bytes = await reader.take(length);
        const [variable, key, text] = [
          bytes.subarray(0, nameBytes),
          bytes.subarray(nameBytes, 2 * nameBytes),
          bytes.subarray(2 * nameBytes),
        ].map((each) => decode(untilNul(each), layout));
        if (key === OWN_NAME) found.set(variable!, text!);
      }
      await expectTag(reader, "</ch>", name);
    } else if (tag === "</ch") {
      await expectTag(reader, "aracteristics>", name);
      return found;
    } else throw notAsSaid(name, layout, `"${tag}" stands among its characteristics`);
  }
}

/** Reads whole numbers in the file's order of bytes. */
export class Numbers {
  constructor(
    private readonly reader: ByteReader,
    private readonly isBigEndian: boolean,
  ) {}

  async next(bytes: number): Promise<number> {
    return numberAt(await this.reader.take(bytes), 0, bytes, this.isBigEndian);
  }
}

/** A whole number of one to eight bytes. */
export function numberAt(from: Buffer, at: number, bytes: number, isBigEndian: boolean): number {
  if (bytes === 8) return Number(isBigEndian ? from.readBigUInt64BE(at) : from.readBigUInt64LE(at));
  return isBigEndian ? from.readUIntBE(at, bytes) : from.readUIntLE(at, bytes);
}

/** Takes what must stand here. Throws `file-unreadable` where something else does. */
export async function expectTag(reader: ByteReader, tag: string, name: string): Promise<void> {
  const at = reader.position;
  const found = (await reader.take(tag.length)).toString("latin1");
  if (found !== tag) throw misplaced(name, at, tag, found);
}

/** The error for what stands where something else must. */
export function misplaced(name: string, at: number, wanted: string, found: string): ArtunitError {
  const shown = found.replace(/[^\x20-\x7e]+/g, "?").slice(0, 40);
  return new ArtunitError(
    "file-unreadable",
    `${name} is damaged or not of the release it says: at byte ${at} it should have ${wanted} and has "${shown}". Download or save it again.`,
  );
}

function notAsSaid(name: string, layout: Layout, why: string): ArtunitError {
  return new ArtunitError(
    "file-unreadable",
    `${name} says it is a Stata file of release ${layout.release} and is not laid out like one: ${why}. Download or save it again.`,
  );
}

export function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/**
 * What Windows-1252 has where Latin-1 has controls, from 0x80 on; a few places are free. (Some releases of Node decode it as
 * Latin-1.)
 */
const BEYOND_LATIN1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * A text of the file. Before 118 it is Windows-1252, unless its bytes are UTF-8 as other programs write it: what is
 * well-formed UTF-8 by chance is hardly ever meant as anything else.
 */
export function decode(bytes: Buffer, { release }: Pick<Layout, "release">): string {
  if (release >= FIRST_UTF8 || isUtf8(bytes)) return bytes.toString("utf8");
  return bytes
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (control) => BEYOND_LATIN1[control.charCodeAt(0) - 0x80]!);
}
