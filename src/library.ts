import { opendir } from "node:fs/promises";
import type { Dataset } from "./catalog/index.js";
import { ArtunitError } from "./errors.js";
import {
  type Extraction,
  type ExtractionContext,
  extract as extractWithin,
  toUsptoRows as rowsOf,
  type UsptoRows,
} from "./extract/index.js";
import {
  type ActionFile,
  readActionFile as readWithin,
  type SaidOfAction,
} from "./families/office-actions/texts/document.js";
import { findDataset as findWithin, INSTALLATION } from "./installation.js";
import {
  type BindOptions,
  type BoundCriteria,
  bindCriteria as bindWithin,
  explain as explainWithin,
  formatCriteria as formatWithin,
  nearest,
  parseCriteria as parseWithin,
  type Query,
} from "./query/index.js";
import { type LiveOptions, type LiveStore, openLiveStore as openLive } from "./store/index.js";
import { systemError } from "./systemErrors.js";

// The library's doors. A program without types may hand in anything: it is checked here, and trusted inside.

/**
 * Reads an Office action: which claims stand rejected on which ground over which references, what merely looks like a rejection,
 * objections, allowances, citations, the USPTO's indicators. What cannot be read in it becomes a warning.
 *
 * @throws ArtunitError `bad-parameter` where the text is no string, or the context has what it cannot have.
 */
export function extract(text: string, context: ExtractionContext = {}): Extraction {
  mustBeText(text, "extract", "text", " readActionFile reads the text of a file.");
  mustHave(context, CONTEXT, "extract", "context");
  return extractWithin(text, context);
}

/**
 * The findings of `extract` as rows of the USPTO's tables; the text is the one that was read.
 *
 * @throws ArtunitError `bad-parameter` for what no extraction and no text is.
 */
export function toUsptoRows(extraction: Extraction, text: string): UsptoRows {
  mustBeObject(
    extraction,
    ["rejections", "citations", "flags"],
    "toUsptoRows",
    "extraction",
    "what extract returns",
  );
  mustBeText(text, "toUsptoRows", "text", " It is the text that extract has read.");
  return rowsOf(extraction, text);
}

/**
 * Reads an Office action from the bytes of a file: its text, and what the file's name, its properties and the head of its pages
 * tell. What is said of it goes first.
 *
 * @throws ArtunitError `format-refused`, `format-unknown`, `file-unreadable`, `file-hostile`; `bad-parameter` where the bytes or the
 * name are none.
 */
export async function readActionFile(
  bytes: Uint8Array,
  name: string,
  said: SaidOfAction = {},
): Promise<ActionFile> {
  if (!(bytes instanceof Uint8Array))
    throw wrong(
      "readActionFile",
      "bytes",
      "the bytes of a file (a Uint8Array or Buffer)",
      bytes,
      " Read them with readFile.",
    );
  mustBeText(
    name,
    "readActionFile",
    "name",
    " It is the file's name, which may tell application, code and date.",
  );
  mustHave(said, SAID, "readActionFile", "said");
  return readWithin(bytes, name, said);
}

/**
 * Reads criteria in Lucene's classic language as a syntax tree.
 *
 * @throws ArtunitError `criteria-syntax` with the position, `criteria-empty`, `criteria-too-large`; `bad-parameter` for no text.
 */
export function parseCriteria(criteria: string): Query {
  mustBeText(criteria, "parseCriteria", "criteria");
  return parseWithin(criteria);
}

/**
 * A syntax tree in Lucene's own normal form.
 *
 * @throws ArtunitError `bad-parameter` for what is no tree.
 */
export function formatCriteria(query: Query): string {
  mustBeObject(query, ["kind"], "formatCriteria", "query", TREE);
  return formatWithin(query);
}

/**
 * Resolves the fields of a syntax tree and types its values, by what the dataset declares.
 *
 * @throws ArtunitError with `position`: `unknown-field`, `bad-value`, `unsupported-match`, `too-expensive`; `bad-parameter` for what is
 * no tree or no dataset.
 */
export function bindCriteria(query: Query, dataset: Dataset, options: BindOptions = {}): BoundCriteria {
  mustBeObject(query, ["kind"], "bindCriteria", "query", TREE);
  mustBeObject(dataset, ["key", "version", "fields"], "bindCriteria", "dataset", "what findDataset returns");
  return bindWithin(query, dataset, options);
}

/**
 * What bound criteria ask, in words.
 *
 * @throws ArtunitError `bad-parameter` for what bindCriteria did not return.
 */
export function explain(bound: BoundCriteria): string {
  mustBeObject(bound, ["predicate"], "explain", "bound", "what bindCriteria returns");
  return explainWithin(bound);
}

/**
 * A dataset by its key and version, `findDataset("oa_rejections", "v2")`.
 *
 * @throws ArtunitError `unknown-dataset` with those that there are, `bad-parameter` for what is no text.
 */
export function findDataset(key: string, version: string): Dataset {
  mustBeText(key, "findDataset", "key");
  mustBeText(version, "findDataset", "version", ' As in findDataset("oa_rejections", "v2").');
  return findWithin(key, version);
}

/**
 * A data folder, read as the server reads it: its current snapshot, and the next one once it is loaded. A folder in which nothing
 * is loaded yet is waited for.
 *
 * @throws ArtunitError `place-unusable` where there is no such folder, or it may not be read.
 */
export async function openLiveStore(dataFolder: string, options: LiveOptions = {}): Promise<LiveStore> {
  mustBeText(dataFolder, "openLiveStore", "dataFolder");
  try {
    await (await opendir(dataFolder)).close();
  } catch (error) {
    throw systemError(error, dataFolder) ?? error;
  }
  return openLive(dataFolder, INSTALLATION, options);
}

const TREE = "a tree, as parseCriteria returns it";

/** The members of an object that a caller fills, and what each has to be. */
type Members = Readonly<Record<string, "string" | "number" | readonly string[]>>;

const CONTEXT: Members = {
  documentId: "string",
  applicationNumber: "string",
  documentCode: "string",
  filingDate: "string",
  aia: ["post", "pre"],
  lastClaim: "number",
} satisfies Record<keyof ExtractionContext, Members[string]>;

const SAID: Members = {
  applicationNumber: "string",
  documentCode: "string",
  mailDate: "string",
} satisfies Record<keyof SaidOfAction, Members[string]>;

function mustBeText(given: unknown, call: string, name: string, remedy = ""): void {
  if (typeof given !== "string") throw wrong(call, name, "text", given, remedy);
}

function mustBeObject(
  given: unknown,
  has: readonly string[],
  call: string,
  name: string,
  what: string,
): void {
  if (typeof given !== "object" || given === null || !has.every((each) => each in given))
    throw wrong(call, name, what, given);
}

function mustHave(given: unknown, members: Members, call: string, name: string): void {
  const names = Object.keys(members);
  if (typeof given !== "object" || given === null)
    throw wrong(call, name, `an object that may have ${names.join(", ")}`, given);
  for (const [member, value] of Object.entries(given)) {
    const kind = Object.hasOwn(members, member) ? members[member] : undefined;
    if (kind === undefined) throw unknownMember(member, names, call, name);
    // Null is what readActionFile knows nothing of.
    if (value === undefined || value === null) continue;
    if (typeof kind !== "string" ? !kind.includes(value as string) : typeof value !== kind)
      throw wrong(
        call,
        `${name}.${member}`,
        typeof kind === "string" ? KINDS[kind] : kind.join(" or "),
        value,
      );
  }
}

const KINDS = { string: "text", number: "a number" } as const;

function unknownMember(member: string, names: readonly string[], call: string, name: string): ArtunitError {
  const near = nearest(member, names);
  return new ArtunitError(
    "bad-parameter",
    `${call} knows no ${name}.${member}.${near ? ` Did you mean ${near}?` : ""} There are: ${names.join(", ")}.`,
    { field: `${name}.${member}`, ...(near ? { suggestion: near } : {}) },
  );
}

function wrong(call: string, name: string, what: string, given: unknown, remedy = ""): ArtunitError {
  const message = `"${name}" of ${call} must be ${what}, and is ${said(given)}.${remedy}`;
  return new ArtunitError("bad-parameter", message, { field: name });
}

/** A value as it is named in a message. */
function said(given: unknown): string {
  if (given === undefined) return "missing";
  if (given === null || typeof given === "number" || typeof given === "boolean") return String(given);
  if (typeof given === "string") return JSON.stringify(given.slice(0, 60));
  return `of type ${(given as object).constructor?.name ?? typeof given}`;
}
