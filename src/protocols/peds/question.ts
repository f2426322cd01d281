import { ArtunitError } from "../../errors.js";
import { jsonIn, mediaTypeOf, type Request } from "../../server/received.js";
import type { Asked, Parameter, Received } from "../../server/route.js";
import { textParameter } from "../../server/usualParameters.js";

/** What a client asked, as it wrote it: parts it did not send are null, as they were answered. */
export interface Written {
  readonly searchText: string | null;
  readonly fq: readonly string[];
  readonly fl: string | null;
  readonly mm: string | null;
  readonly df: string | null;
  readonly qf: string | null;
  readonly facet: string | null;
  readonly sort: string | null;
  readonly start: string | null;
  readonly rows: string | null;
}

export const NOTHING_WRITTEN: Written = {
  searchText: null,
  fq: [],
  fl: null,
  mm: null,
  df: null,
  qf: null,
  facet: null,
  sort: null,
  start: null,
  rows: null,
};

/** How many records are answered where `rows` says nothing [recorded]. */
export const USUAL_ROWS = 25;
/** One page: more are asked for by `start`, or as a package. */
export const MOST_ROWS = 10_000;

const TEXTS = ["searchText", "fl", "mm", "df", "qf", "facet", "sort", "start", "rows"] as const;

export const QUESTION: readonly Parameter[] = [
  textParameter(
    "searchText",
    "Criteria in Lucene's syntax: applId:(16123456), words, field:[a TO b]; everything when absent.",
  ),
  textParameter("qf", "The fields in which a word without one is looked for, separated by blanks."),
  textParameter("df", "That field where qf says none; patentTitle when absent."),
  textParameter("mm", "100%: each of several words has to match; 0%: any. 100% when absent."),
  textParameter("fq", "More criteria, each of which has to match; a list."),
  textParameter("fl", "The members to answer with, separated by commas or blanks; * for all."),
  textParameter("sort", "FIELD asc or FIELD desc, several separated by commas."),
  textParameter("start", "Records to skip; none when absent."),
  textParameter("rows", "Records to answer with; 25 when absent."),
  textParameter("facet", "true: also counts the values of some fields."),
];

/** A question travels whole, as JSON, in `searchText`: its parts may be lists, numbers and null. */
export function readQuestion(request: Request): Received {
  const sent = new URLSearchParams(request.url.split("?").slice(1).join("?"));
  const format = sent.get("format");
  const page = sent.get("page");
  const own = { ...request.path, ...(format === null ? {} : { format }), ...(page === null ? {} : { page }) };
  if (request.body.trim() === "" && [...sent.keys()].every((name) => name === "format" || name === "page"))
    return own;
  return { ...own, searchText: JSON.stringify(bodyOf(request) ?? Object.fromEntries(sent)) };
}

function bodyOf({ body, headers }: Request): unknown {
  if (body.trim() === "") return null;
  mediaTypeOf(headers);
  return jsonIn(body, '{"searchText":"applId:(16123456)"}');
}

/** @throws ArtunitError `bad-parameter` where a part is of another kind than it can be. */
export function writtenIn(asked: Asked): Written {
  const sent: unknown = JSON.parse(asked.text("searchText") ?? "{}");
  if (typeof sent !== "object" || sent === null || Array.isArray(sent))
    throw new ArtunitError("bad-parameter", 'The body is no JSON object. Send {"searchText":"…"}.');
  const parts = sent as Readonly<Record<string, unknown>>;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, textOf(parts[name], name)]));
  return { ...(texts as unknown as Written), fq: listOf(parts.fq) };
}

function textOf(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(",");
  throw new ArtunitError("bad-parameter", `"${name}" must be a text.`, { field: name });
}

function listOf(value: unknown): readonly string[] {
  const list = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  if (list.every((each): each is string => typeof each === "string"))
    return list.filter((each) => each.trim() !== "");
  throw new ArtunitError("bad-parameter", '"fq" must be a list of texts.', { field: "fq" });
}
