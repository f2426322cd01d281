import { type Dataset, HOUSE, type Source, type Table } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { inWords } from "../query/index.js";
import { readHeader, readRows } from "./bulk.js";
import { type BulkLayout, type BulkMatch, layoutOf, matchColumns } from "./bulkColumns.js";
import { listIn } from "./cells.js";
import { decodeText, type FileKind, isProse, kindOf, refuseByKind } from "./documents/index.js";
import { bagOf, type JsonRecords, type JsonShape, jsonShape, readJson } from "./json.js";
import { bagsOf, type Columns, type Kinds, nameOf, sourceOf, whyNone } from "./kindOfFile.js";
import { headOf } from "./members.js";
import { isCohort, isDictionary, isExportManifest, isPublishedManifest } from "./ownExports.js";
import type { Member, Reader, RecognisedBy } from "./reader.js";

/** What a member is, and how it will be read. */
export type Recognition =
  | { readonly how: "bulk-csv"; readonly kind: string; readonly match: BulkMatch }
  | {
      readonly how: "record-csv";
      readonly kind: string;
      readonly source: Source;
      readonly dataset: Dataset;
      readonly names: readonly string[];
      readonly isGuarded: boolean;
      /** Who reads the records, where the dataset has a reader of its own. */
      readonly reader: Reader | null;
    }
  | {
      readonly how: "bulk-json";
      readonly kind: string;
      readonly layout: BulkLayout;
      readonly known: ReadonlySet<string>;
      readonly shape: JsonShape;
    }
  | {
      readonly how: "record-json";
      readonly kind: string;
      readonly source: Source;
      readonly dataset: Dataset;
      readonly shape: JsonShape;
      readonly about: JsonRecords;
    }
  | {
      readonly how: "export-csv";
      readonly kind: string;
      readonly table: Table;
      readonly names: readonly string[];
    }
  | {
      readonly how: "export-json";
      readonly kind: string;
      readonly table: Table;
      readonly shape: JsonShape;
    }
  /** The dictionary and the manifest of an export; they hold no rows. */
  | { readonly how: "export-note"; readonly kind: string }
  | { readonly how: "parquet"; readonly kind: string; readonly path: string }
  | { readonly how: "reader"; readonly kind: string; readonly reader: Reader; readonly by: RecognisedBy };

export interface RecogniseOptions {
  readonly kinds: Kinds;
  /** `--dataset KEY/VERSION` */
  readonly dataset: string | null;
  /** `--map old=new` */
  readonly renamed: ReadonlyMap<string, string>;
  readonly readers: readonly Reader[];
  /** The member is a table of a binary file, written out as text: nothing in it was made safe for a spreadsheet. */
  readonly isConverted?: boolean;
}

/**
 * Tells by content what a member is. Throws `format-refused` for a kind that is refused by name, `format-ambiguous`
 * for what may be several, `column-missing` for a table that is nearly one of ours, `format-unknown` for the rest.
 */
export async function recognise(member: Member, options: RecogniseOptions): Promise<Recognition> {
  const head = await headOf(member);
  if (head.length === 0) throw new ArtunitError("format-unknown", `${member.name} is empty.`);
  if (isParquet(head)) {
    if (member.path === null)
      throw new ArtunitError(
        "format-refused",
        `${member.name} is Parquet inside an archive: unpack it first.`,
      );
    return { how: "parquet", kind: "parquet", path: member.path };
  }
  const fileKind = kindOf(head);
  const known = options.readers.flatMap((reader) => {
    const by = reader.recognise(member, head);
    return by ? [{ how: "reader" as const, kind: by.kind, reader, by }] : [];
  });
  const [first = known[0]] = known.filter(({ by }) => !by.yields);
  if (first) return first;
  refuseByKind(fileKind, member.name);
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  if (text.startsWith("{") || text.startsWith("[")) return recogniseJson(member, head, options);
  refuseNoTable(fileKind, head, member.name, unlike(options.readers));
  if (isBinary(head)) throw unknownFormat(member.name, NO_TEXT);
  return recogniseTable(member, head, options);
}

const NO_TEXT = "it is no text";

/** Throws `format-refused` for what is no table by its first bytes; `unlike` says which documents it is not either. */
function refuseNoTable(kind: FileKind, head: Uint8Array, name: string, unlike: string): void {
  if (kind === "html")
    throw new ArtunitError(
      "format-refused",
      `${name} is a web page, whatever its name says${unlike}. If it was meant to be a download, the site sent a page instead of the file: fetch it in a browser.`,
    );
  if (kind === "xml")
    throw new ArtunitError("format-refused", `${name} is XML${unlike}. Bring the same data as CSV or JSON.`);
  if (isUtf16(head))
    throw new ArtunitError("format-refused", `${name} is UTF-16, which is not read: save it as UTF-8.`);
}

/**
 * Of a file that only lists something, as lines or as a table: throws `format-refused` where `load` refuses its kind by name, and
 * where it is a document or a table that is no text; `format-unknown` where it is no text at all.
 */
export function refuseNoList(head: Uint8Array, name: string): void {
  const kind = kindOf(head);
  refuseByKind(kind, name);
  refuseNoTable(kind, head, name, "");
  const is = isParquet(head) ? "Parquet" : NO_LISTS[kind];
  if (is !== undefined)
    throw new ArtunitError("format-refused", `${name} is ${is}. Save the list in it as CSV or as text.`);
  if (isBinary(head))
    throw new ArtunitError("format-unknown", `${name} is of no kind Artunit reads: ${NO_TEXT}.`);
}

const NO_LISTS: Readonly<Partial<Record<FileKind, string>>> = { word: "a Word document", pdf: "a PDF" };

/** Which documents it might have been. */
function unlike(readers: readonly Reader[]): string {
  const documents = [...new Set(readers.flatMap(({ document }) => document ?? []))];
  return documents.length === 0 ? "" : `, and does not read like ${inWords(documents, "or")}`;
}

function recogniseTable(member: Member, head: Uint8Array, options: RecogniseOptions): Recognition {
  const header = readHeader(head);
  if (!header) throw unknownFormat(member.name, "it has no header row");
  if (isDictionary(header)) return { how: "export-note", kind: "dictionary of an export" };
  if (isCohort(header)) return { how: "export-note", kind: "cohort of an export" };
  const names = header.map((name) => options.renamed.get(name.trim()) ?? name.trim());
  const source = sourceOf(
    options.kinds,
    { names, plain: plainColumns(head, names) },
    options.dataset,
    member.name,
  );
  if (!source) throw unknownTable(member, head, header, names, options);
  refuseDoubled(names, member.name);
  const kind = nameOf(source);
  if ("table" in source.names) return { how: "export-csv", kind, table: source.names.table, names };
  const isOurs = names.includes("source_file") && names.includes("source_row");
  const isGuarded = !options.isConverted && (isOurs || source.others !== "any");
  // A table of ours says of each row where it came from.
  const isAnswered = source.isBulk === "tables" && names.includes(HOUSE.source);
  const layout = isAnswered ? null : layoutOf(source);
  if (layout) return { how: "bulk-csv", kind, match: matchColumns(source, layout, names, isGuarded) };
  const { dataset } = source.names;
  const reader = readerOf(kind, options);
  return { how: "record-csv", kind: `${kind} table`, source, dataset, names, isGuarded, reader };
}

/** Two columns of one name: one of them would be lost, and nothing tells which is meant. */
function refuseDoubled(names: readonly string[], fileName: string): void {
  const seen = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    if (name === "") continue;
    const first = seen.get(name.toLowerCase());
    if (first !== undefined)
      throw new ArtunitError(
        "format-refused",
        `${fileName} has two columns called ${names[first]} (${first + 1} and ${at + 1}), and only one can be loaded. Rename or remove one in its first line.`,
        { field: name },
      );
    seen.set(name.toLowerCase(), at);
  }
}

function readerOf(kind: string, options: RecogniseOptions): Reader | null {
  return options.readers.find((reader) => reader.dataset === kind) ?? null;
}

/** Columns that hold a text, and never a list, in the first rows. */
function plainColumns(head: Uint8Array, names: readonly string[]): ReadonlySet<string> {
  const [, ...rows] = readRows(head.subarray(0, HEAD_OF_ROWS), LOOKED_AT);
  const plain = names.filter((_, at) => {
    const texts = rows.map((row) => row[at] ?? "").filter((text) => text !== "");
    return texts.length > 0 && texts.every((text) => listIn(text) === null);
  });
  return new Set(plain);
}

/** So many of the first rows, or records, are looked at to tell what they are. */
const LOOKED_AT = 100;
const HEAD_OF_ROWS = 64 * 1024;

function unknownTable(
  member: Member,
  head: Uint8Array,
  header: readonly string[],
  names: readonly string[],
  options: RecogniseOptions,
): ArtunitError {
  const separator = otherSeparator(header, options, member.name);
  if (separator !== null)
    return new ArtunitError(
      "format-refused",
      `${member.name} has ${separator} between its cells, which is not read: save it with commas.`,
    );
  const why = whyNone(options.kinds, names, options.dataset, member.name);
  if (why === null && options.dataset === null && isProse(decodeText(head)))
    return new ArtunitError(
      "format-refused",
      `${member.name} is a text and no table${unlike(options.readers)}. If it is one, say so: load it with --application N or --code CTNF.`,
    );
  return why ?? unknownFormat(member.name, `its first row is ${header.slice(0, 8).join(", ").slice(0, 300)}`);
}

async function recogniseJson(
  member: Member,
  head: Uint8Array,
  options: RecogniseOptions,
): Promise<Recognition> {
  refuseOtherOrients(head, member.name);
  const inBag = await recogniseBag(member, head, options);
  if (inBag) return inBag;
  const shape = jsonShape(head);
  const records = await firstRecords(member, shape);
  const [first] = records;
  if (!first) throw unknownFormat(member.name, "it holds no record that can be read");
  if (isExportManifest(first)) return { how: "export-note", kind: "manifest of an export" };
  if (isPublishedManifest(first)) return { how: "export-note", kind: "manifest of published archives" };
  const columns = membersOf(records);
  const source = sourceOf(options.kinds, columns, options.dataset, member.name);
  if (!source)
    throw (
      (options.dataset === null ? mixedKinds(options.kinds, columns.names, member.name) : null) ??
      unknownFormat(
        member.name,
        `its records have the members ${columns.names.slice(0, 8).join(", ").slice(0, 300)}`,
      )
    );
  const kind = nameOf(source);
  if ("table" in source.names) return { how: "export-json", kind, table: source.names.table, shape };
  const layout = source.isBulk === "tables" ? null : layoutOf(source);
  if (layout) {
    const { dataset } = source.names;
    const known = new Set(dataset.fields.map((field) => field.name.toLowerCase()));
    return { how: "bulk-json", kind, layout, known, shape };
  }
  const reader = readerOf(kind, options);
  if (reader) return { how: "reader", kind: `${kind} texts`, reader, by: { kind: `${kind} texts` } };
  const { dataset } = source.names;
  const about = source.nested ? { isNested: true } : {};
  return { how: "record-json", kind: `${kind} records`, source, dataset, shape, about };
}

/** How pandas writes a table where it is not asked for records; its default is by columns. */
const OTHER_ORIENTS: readonly (readonly [begins: RegExp, orient: string])[] = [
  [/^\{\s*"(?:[^"\\]|\\.)+"\s*:\s*\{\s*"\d+"\s*:/, "columns"],
  [/^\{\s*"\d+"\s*:\s*\{/, "index"],
  [/^\{\s*"columns"\s*:\s*\[/, "split"],
  [/^\{\s*"schema"\s*:\s*\{\s*"fields"\s*:/, "table"],
  [/^\[\s*\[/, "values"],
];

/** A table that is no list of records would be read as one, of a shape that nobody knows. */
function refuseOtherOrients(head: Uint8Array, name: string): void {
  const text = Buffer.from(head.subarray(0, 4096))
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  const orient = OTHER_ORIENTS.find(([begins]) => begins.test(text))?.[1];
  if (orient === undefined) return;
  throw new ArtunitError(
    "format-refused",
    `${name} is a table as pandas writes it by ${orient} (orient="${orient}"), and records are read: write it with to_json(…, orient="records").`,
  );
}

/** A document whose records stand at a place that some source declares; null for any other. */
async function recogniseBag(
  member: Member,
  head: Uint8Array,
  options: RecogniseOptions,
): Promise<Recognition | null> {
  const bag = bagOf(head, bagsOf(options.kinds));
  if (bag === null) return null;
  const bags = [bag];
  const shape = jsonShape(head, bags);
  const columns = membersOf(await firstRecords(member, shape, { bags, isNested: true }));
  const source = sourceOf(options.kinds, { ...columns, bag }, options.dataset, member.name);
  if (!source || !("dataset" in source.names)) return null;
  const kind = `${nameOf(source)} records`;
  const about = { bags, ...(source.nested ? { isNested: true } : {}) };
  return { how: "record-json", kind, source, dataset: source.names.dataset, shape, about };
}

function mixedKinds(kinds: Kinds, names: readonly string[], fileName: string): ArtunitError | null {
  const why = whyNone(kinds, names, null, fileName);
  return why?.code === "format-ambiguous" ? why : null;
}

async function firstRecords(
  member: Member,
  shape: JsonShape,
  about: JsonRecords = { isNested: true },
): Promise<readonly Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  for await (const items of readJson(member.open(), shape, about)) {
    for (const item of items) if ("value" in item) records.push(item.value);
    if (records.length > 0) return records.slice(0, LOOKED_AT);
  }
  return records;
}

/** The members of all the records: one alone may lack what tells its kind. */
function membersOf(records: readonly Record<string, unknown>[]): Columns {
  const names = new Set<string>();
  const plain = new Set<string>();
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      names.add(name);
      if (typeof value === "string") plain.add(name);
    }
  return { names: [...names], plain, places: placesOf(records) };
}

/** Every place at which some record has something, lists passed through. */
function placesOf(values: readonly unknown[], above = "", found = new Set<string>()): ReadonlySet<string> {
  for (const value of values) {
    if (Array.isArray(value)) placesOf(value, above, found);
    else if (typeof value === "object" && value !== null)
      for (const [name, each] of Object.entries(value)) {
        const place = above === "" ? name : `${above}.${name}`;
        found.add(place);
        placesOf([each], place, found);
      }
  }
  return found;
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
    const renamed = names.map((each) => options.renamed.get(each.trim()) ?? each.trim());
    if (names.length > 1 && isOurs(options.kinds, renamed, options.dataset, fileName)) return name;
  }
  return null;
}

function isOurs(kinds: Kinds, names: readonly string[], wanted: string | null, fileName: string): boolean {
  try {
    return sourceOf(kinds, { names, plain: new Set() }, wanted, fileName) !== null;
  } catch (error) {
    if (error instanceof ArtunitError) return true;
    throw error;
  }
}

function unknownFormat(name: string, why: string): ArtunitError {
  return new ArtunitError(
    "format-unknown",
    `${name} is of no kind Artunit reads: ${why}. If it is a table of the USPTO's, name it with --dataset KEY/VERSION.`,
  );
}

function isParquet(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString("latin1") === "PAR1";
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
