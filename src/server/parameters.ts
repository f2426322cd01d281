import type { IncomingHttpHeaders } from "node:http";
import { columnOf, type Dataset, type Field, isOrdered } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";

import { nearest } from "../query/index.js";
import type { SortKey } from "../store/index.js";
import { type Pair, parseForm } from "./forms.js";
import { nearestName } from "./nearest.js";

/** What a client asked of `records`, as text was turned into types; fields are not looked at yet. */
export interface RecordsParameters {
  readonly criteria: string;
  readonly start: number;
  /** Null where the client sent none. */
  readonly rows: number | null;
  readonly sort: string | null;
  readonly fl: string | null;
}

const MEANINGFUL = ["criteria", "start", "rows", "sort", "fl"] as const;
/** Old scripts send these; the originals took them without effect. */
const TOLERATED = ["dataset", "version", "wt", "indent"] as const;
const NOTHING_BUT_TOLERATED = { dataset: null, version: null, wt: null, indent: null } as const;
type Name = (typeof MEANINGFUL)[number] | (typeof TOLERATED)[number];
const NAMES: readonly string[] = [...MEANINGFUL, ...TOLERATED];
const FLAGS: ReadonlySet<string> = new Set(NAMES);

/** Everything before the question mark is the route; what follows it. */
export function queryStringOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

/**
 * Reads the parameters of `records` from the query string and the body; the body wins. `type` is the body's
 * media type in lower case without parameters, null where none was sent.
 *
 * @throws ArtunitError `unknown-parameter`, `bad-parameter`, `unsupported-media-type`.
 */
export function readRecordsParameters(
  queryString: string,
  body: string,
  type: string | null,
): RecordsParameters {
  const asked = new Map([...named(parseForm(queryString, FLAGS)), ...named(readBody(body, type))]);
  return {
    criteria: asked.get("criteria") ?? "*:*",
    start: readCount(asked.get("start"), "start") ?? 0,
    rows: readCount(asked.get("rows"), "rows"),
    sort: asked.get("sort") ?? null,
    fl: asked.get("fl") ?? null,
  };
}

/** Refuses parameters on a route that takes none, but for those that old scripts send everywhere. */
export function refuseParameters(url: string): void {
  readParameters(url, NOTHING_BUT_TOLERATED);
}

/**
 * Reads the query string of a route whose parameters are these, each with the values it may have (null: any).
 *
 * @throws ArtunitError `unknown-parameter`, `bad-parameter`.
 */
export function readParameters<Name extends string>(
  url: string,
  allowed: Readonly<Record<Name, readonly string[] | null>>,
): Partial<Record<Name, string>> {
  const names = Object.keys(allowed) as Name[];
  const read: Partial<Record<Name, string>> = {};
  for (const { name, value } of parseForm(queryStringOf(url), new Set(names))) {
    const known = names.find((each) => each === name);
    if (known === undefined) throw unknownParameter(name, names);
    if (read[known] !== undefined) throw repeated(name);
    const values = allowed[known];
    if (values && !values.includes(value)) {
      throw new ArtunitError(
        "bad-parameter",
        `"${name}" must be one of ${values.join(", ")}, and is "${shown(value)}".`,
        {
          field: name,
        },
      );
    }
    read[known] = value;
  }
  return read;
}

/**
 * The body's media type in lower case without parameters; null where none was sent.
 *
 * @throws ArtunitError `unsupported-media-type` where the body is compressed or not in UTF-8.
 */
export function mediaTypeOf(headers: IncomingHttpHeaders): string | null {
  const coding = headers["content-encoding"] ?? "identity";
  if (coding !== "identity") {
    throw new ArtunitError(
      "unsupported-media-type",
      `A body compressed with "${shown(coding)}" is not read here.`,
    );
  }
  const type = headers["content-type"];
  if (!type) return null;
  const [media = "", ...parameters] = type.toLowerCase().split(";");
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith("charset="));
  const name = charset?.slice("charset=".length).replaceAll('"', "") ?? "utf-8";
  if (name !== "utf-8" && name !== "utf8" && name !== "us-ascii") {
    throw new ArtunitError(
      "unsupported-media-type",
      `A body in "${shown(name)}" is not read here. Send UTF-8.`,
    );
  }
  return media.trim();
}

function readBody(body: string, type: string | null): readonly Pair[] {
  if (body === "") return [];
  if (type === "application/json") return readJsonBody(body);
  if (type === null || type === "application/x-www-form-urlencoded" || type === "text/plain") {
    return parseForm(body.replace(/\r?\n$/, ""), FLAGS);
  }
  throw new ArtunitError(
    "unsupported-media-type",
    `A body of type "${shown(type)}" is not read here. Send application/x-www-form-urlencoded, for example criteria=*:*&start=0&rows=100, or application/json.`,
  );
}

function readJsonBody(body: string): readonly Pair[] {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch (error) {
    throw new ArtunitError(
      "bad-parameter",
      `The body is not JSON: ${(error as Error).message.slice(0, 200)}.`,
    );
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    throw new ArtunitError(
      "bad-parameter",
      'The JSON body must be an object, for example {"criteria":"*:*","rows":100}.',
    );
  }
  return Object.entries(read).map(([name, value]: [string, unknown]) => {
    if (typeof value === "string") return { name, value };
    if (typeof value === "number" || typeof value === "boolean") return { name, value: String(value) };
    throw new ArtunitError(
      "bad-parameter",
      `"${shown(name)}" in the JSON body must be a string or a number.`,
      {
        field: shown(name),
      },
    );
  });
}

function named(pairs: readonly Pair[]): ReadonlyMap<Name, string> {
  const asked = new Map<Name, string>();
  for (const { name, value } of pairs) {
    if (!isName(name)) throw unknownParameter(name, NAMES);
    if (asked.has(name)) throw repeated(name);
    asked.set(name, value);
  }
  return asked;
}

function isName(name: string): name is Name {
  return FLAGS.has(name);
}

function repeated(name: string): ArtunitError {
  return new ArtunitError("bad-parameter", `The parameter "${name}" is sent more than once. Send it once.`, {
    field: name,
  });
}

function unknownParameter(name: string, known: readonly string[]): ArtunitError {
  const nearest = nearestName(name, known);
  const taken = known.filter((each) => !TOLERATED.some((tolerated) => tolerated === each));
  return new ArtunitError(
    "unknown-parameter",
    `There is no parameter "${shown(name)}"${nearest ? `. Did you mean "${nearest}"?` : "."} This route takes ${taken.length === 0 ? "none" : taken.join(", ")}.`,
    { field: shown(name), ...(nearest ? { suggestion: nearest } : {}) },
  );
}

function readCount(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(count)) {
    throw new ArtunitError(
      "bad-parameter",
      `"${name}" must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, and is "${shown(text)}".`,
      { field: name },
    );
  }
  return count;
}

/**
 * Reads `submissionDate desc, id`: fields by the names given, `asc` (the default) or `desc` in any case.
 *
 * @throws ArtunitError `unknown-field`, `bad-parameter`, `unsupported-match` for fields that have no one order.
 */
export function readSort(
  text: string | null,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): readonly SortKey[] {
  if (text === null || text.trim() === "") return [];
  let partStart = 0;
  return text.split(",").map((part) => {
    const position = partStart + part.length - part.trimStart().length;
    partStart += part.length + 1;
    const [name = "", direction = "asc", ...rest] = part.trim().split(/\s+/);
    const found = names.get(name);
    if (!found) throw unknownSortField(name, position, dataset, names);
    const order = direction.toLowerCase();
    if ((order !== "asc" && order !== "desc") || rest.length > 0) {
      throw new ArtunitError(
        "bad-parameter",
        `"sort" takes a field and asc or desc, for example "${name} desc", and has "${shown(part.trim())}".`,
        { field: "sort" },
      );
    }
    if (!isOrdered(columnOf(dataset.table, found.column))) {
      throw new ArtunitError(
        "unsupported-match",
        `Records cannot be sorted by "${name}": it has no one value to go by.`,
        {
          field: name,
        },
      );
    }
    return { column: found.column, descending: order === "desc" };
  });
}

/** The fields named in `fl` (commas or blanks between them), and those names that do not exist; null means all. */
export function readFieldList(
  text: string | null,
  known: ReadonlyMap<string, Field>,
): { readonly select: readonly string[] | null; readonly unknown: readonly string[] } {
  const names = (text ?? "").split(/[\s,]+/).filter((each) => each !== "");
  const unknown = names.filter((each) => !known.has(each) && each !== "*");
  const select = [...new Set(names.filter((each) => known.has(each)))];
  return { select: select.length === 0 || names.includes("*") ? null : select, unknown };
}

function unknownSortField(
  name: string,
  position: number,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): ArtunitError {
  const near = nearest(name, [...names.keys()]);
  const suggestion = dataset.renamed[name] ?? near?.candidate;
  const isLikely = Object.hasOwn(dataset.renamed, name) || near?.isLikely === true;
  const hint = isLikely ? `Did you mean "${suggestion}"?` : `The nearest name is "${suggestion}".`;
  return new ArtunitError(
    "unknown-field",
    `There is no field "${shown(name)}" to sort by (character ${position} of "sort").${suggestion ? ` ${hint}` : ""}`,
    { field: shown(name), position, ...(suggestion ? { suggestion } : {}) },
  );
}

/** Something a caller sent, short enough to be said back. */
export function shown(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
