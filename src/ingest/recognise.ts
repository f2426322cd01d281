import { type Dataset, datasetName, type Table } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { readHeader } from "./bulk.js";
import { type JsonShape, jsonShape, readJson } from "./json.js";
import { type BulkLayout, type HeaderMatch, matchHeader } from "./layouts.js";
import type { Member, Reader, RecognisedBy } from "./load.js";
import { headOf } from "./members.js";
import { exportedTable, isDictionary, isExportManifest } from "./ownExports.js";
import { recogniseRecord } from "./records.js";

/** What a member is, and how it will be read. */
export type Recognition =
  | {
      readonly how: "bulk-csv";
      readonly kind: string;
      readonly match: Extract<HeaderMatch, { kind: "bulk" }>;
    }
  | {
      readonly how: "record-csv";
      readonly kind: string;
      readonly dataset: Dataset;
      readonly names: readonly string[];
    }
  | {
      readonly how: "bulk-json";
      readonly kind: string;
      readonly layout: BulkLayout;
      readonly shape: JsonShape;
    }
  | {
      readonly how: "record-json";
      readonly kind: string;
      readonly dataset: Dataset;
      readonly shape: JsonShape;
    }
  | {
      readonly how: "export-csv";
      readonly kind: string;
      readonly table: Table;
      readonly names: readonly string[];
    }
  /** The dictionary and the manifest of an export; they hold no rows. */
  | { readonly how: "export-note"; readonly kind: string }
  | { readonly how: "parquet"; readonly kind: string; readonly path: string }
  | { readonly how: "reader"; readonly kind: string; readonly reader: Reader; readonly by: RecognisedBy };

export interface RecogniseOptions {
  /** `--dataset KEY/VERSION` */
  readonly dataset: string | null;
  /** `--map old=new` */
  readonly renamed: ReadonlyMap<string, string>;
  readonly readers: readonly Reader[];
}

/**
 * Tells by content what a member is. Throws `format-refused` for a kind that is refused by name,
 * `column-missing` for a table that is nearly one of ours, `format-unknown` for the rest.
 */
export async function recognise(member: Member, options: RecogniseOptions): Promise<Recognition> {
  const head = await headOf(member);
  if (head.length === 0) throw new ArtunitError("format-unknown", `${member.name} is empty.`);
  if (isStata(head, member.name))
    throw new ArtunitError(
      "format-refused",
      `${member.name} is a Stata file, which is not read. The same release has it as ${csvTwin(member.name)}: bring that.`,
    );
  if (startsWith(head, "PAR1")) {
    if (member.path === null)
      throw new ArtunitError(
        "format-refused",
        `${member.name} is Parquet inside an archive: unpack it first.`,
      );
    return { how: "parquet", kind: "parquet", path: member.path };
  }
  for (const reader of options.readers) {
    const by = reader.recognise(member, head);
    if (by) return { how: "reader", kind: by.kind, reader, by };
  }
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  if (text.startsWith("{") || text.startsWith("[")) return recogniseJson(member, head, options);
  if (isUtf16(head))
    throw new ArtunitError(
      "format-refused",
      `${member.name} is UTF-16, which is not read: save it as UTF-8.`,
    );
  if (isBinary(head)) throw unknownFormat(member.name, "it is no text");
  const header = readHeader(head);
  if (!header) throw unknownFormat(member.name, "it has no header row");
  if (isDictionary(header)) return { how: "export-note", kind: "dictionary of an export" };
  const names = header.map((name) => options.renamed.get(name) ?? name);
  const table = options.dataset === null ? exportedTable(names, member.name) : null;
  if (table) return { how: "export-csv", kind: `${table.name} export`, table, names };
  const match = matchHeader(header, options.renamed, options.dataset, member.name);
  const separator = match ? null : otherSeparator(header, options, member.name);
  if (separator !== null)
    throw new ArtunitError(
      "format-refused",
      `${member.name} has ${separator} between its cells, which is not read: save it with commas.`,
    );
  if (!match)
    throw unknownFormat(member.name, `its first row is ${header.slice(0, 8).join(", ").slice(0, 300)}`);
  if (match.kind === "bulk") return { how: "bulk-csv", kind: kindOf(match.layout.dataset), match };
  return {
    how: "record-csv",
    kind: `${datasetName(match.dataset)} table`,
    dataset: match.dataset,
    names: match.names,
  };
}

async function recogniseJson(
  member: Member,
  head: Uint8Array,
  options: RecogniseOptions,
): Promise<Recognition> {
  const shape = jsonShape(head);
  for await (const items of readJson(member.open(), shape)) {
    for (const item of items) {
      if (!("value" in item)) continue;
      if (isExportManifest(item.value)) return { how: "export-note", kind: "manifest of an export" };
      const found = recogniseRecord(item.value, options.dataset);
      if (!found)
        throw unknownFormat(
          member.name,
          `its records have the members ${Object.keys(item.value).slice(0, 8).join(", ").slice(0, 300)}`,
        );
      if (found.kind === "bulk")
        return { how: "bulk-json", kind: kindOf(found.layout.dataset), layout: found.layout, shape };
      return {
        how: "record-json",
        kind: `${datasetName(found.dataset)} records`,
        dataset: found.dataset,
        shape,
      };
    }
  }
  throw unknownFormat(member.name, "it holds no record that can be read");
}

/** What stands between the cells of a table of ours that was saved without commas; null for other files. */
function otherSeparator(
  header: readonly string[],
  options: RecogniseOptions,
  fileName: string,
): "tabs" | "semicolons" | null {
  for (const [character, name] of [
    ["\t", "tabs"],
    [";", "semicolons"],
  ] as const) {
    const names = header.join(",").split(character);
    if (names.length > 1 && matchHeader(names, options.renamed, options.dataset, fileName)) return name;
  }
  return null;
}

function kindOf(dataset: Dataset): string {
  return datasetName(dataset);
}

function unknownFormat(name: string, why: string): ArtunitError {
  return new ArtunitError(
    "format-unknown",
    `${name} is of no kind Artunit reads: ${why}. If it is a table of the USPTO's, name it with --dataset KEY/VERSION.`,
  );
}

/** Stata from version 13 begins with a tag; older ones with the version (0x69 to 0x75) and a byte order. */
function isStata(head: Uint8Array, name: string): boolean {
  if (startsWith(head, "<stata_dta>")) return true;
  return /\.dta$/i.test(name);
}

function csvTwin(name: string): string {
  return name.replace(/^.*\//, "").replace(/\.dta$/i, ".csv");
}

function startsWith(head: Uint8Array, text: string): boolean {
  return Buffer.from(head.subarray(0, text.length)).toString("latin1") === text;
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Text holds hardly any control characters; a stray NUL in a row is for the reader to find. */
function isBinary(head: Uint8Array): boolean {
  const begin = head.subarray(0, 4096);
  let controls = 0;
  for (const byte of begin) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  return controls > begin.length / 50;
}
