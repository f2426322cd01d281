import { ArtunitError } from "../../../errors.js";
import type { Query } from "../../../query/index.js";
import { shown } from "../../../server/parameters.js";
import { parseQ } from "./q.js";

/**
 * What a client of the portal's searches asked, whichever way it wrote it. `criteria` is `q`, `filters` and
 * `rangeFilters` together, as one tree; names are not looked at yet.
 */
export interface SearchQuestion {
  readonly criteria: Query;
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
  /** Null asks for all. */
  readonly fields: readonly string[] | null;
  readonly facets: readonly string[];
  readonly offset: number;
  readonly limit: number;
  /** Of downloads; json where none is named. */
  readonly format: "json" | "csv";
  /** What was sent and means nothing here: for the header that says so. */
  readonly ignored: readonly string[];
}

const DEFAULT_LIMIT = 25;

/** The parts of a question as both ways of writing it come to. */
interface Parts {
  q: string;
  filters: { name: string; values: readonly string[] }[];
  ranges: { field: string; from: string; to: string }[];
  sort: { field: string; descending: boolean }[];
  fields: string[] | null;
  facets: string[];
  offset: number;
  limit: number;
  format: "json" | "csv";
  ignored: string[];
}

function noParts(): Parts {
  return {
    q: "",
    filters: [],
    ranges: [],
    sort: [],
    fields: null,
    facets: [],
    offset: 0,
    limit: DEFAULT_LIMIT,
    format: "json",
    ignored: [],
  };
}

// ---- GET

/**
 * Reads the form of GET: `q=`, `filters=FIELD V1,V2`, `rangeFilters=FIELD FROM:TO`, `sort=FIELD desc`, `fields=a,b`,
 * `facets=a,b`, `offset`, `limit`; `filters`, `rangeFilters` and `sort` may be repeated.
 *
 * @throws ArtunitError `bad-parameter`, `criteria-syntax`, `criteria-too-large`.
 */
export function readGetQuestion(pairs: Iterable<readonly [name: string, value: string]>): SearchQuestion {
  const parts = noParts();
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    if (seen.has(name) && !REPEATED.has(name)) throw bad(name, "is sent more than once. Send it once.");
    seen.add(name);
    const read = GET[name];
    if (read) read(parts, value);
    else parts.ignored.push(name);
  }
  return questionOf(parts);
}

const REPEATED: ReadonlySet<string> = new Set(["filters", "rangeFilters", "sort", "fields", "facets"]);

const GET: Readonly<Record<string, (parts: Parts, value: string) => void>> = {
  __proto__: null as never,
  q: (parts, value) => {
    parts.q = value;
  },
  filters: (parts, value) => {
    if (value.trim() === "") return;
    const [, name = "", values = ""] = /^\s*(\S+)\s+([\s\S]+)$/.exec(value) ?? [];
    const list = splitList(values);
    if (name === "" || list.length === 0)
      throw bad("filters", `takes a field, a blank and values: FIELD VALUE,VALUE. It is "${shown(value)}".`);
    parts.filters.push({ name, values: list });
  },
  rangeFilters: (parts, value) => {
    if (value.trim() === "") return;
    const [, field = "", ends = ""] = /^\s*(\S+)\s+(\S[\s\S]*?)\s*$/.exec(value) ?? [];
    const range = field === "" ? null : splitRange(ends);
    if (range === null)
      throw bad(
        "rangeFilters",
        `takes a field, a blank and both ends: FIELD FROM:TO. It is "${shown(value)}".`,
      );
    parts.ranges.push({ field, ...range });
  },
  sort: (parts, value) => {
    for (const each of value.split(",")) {
      if (each.trim() === "") continue;
      const [field = "", order = "", ...rest] = each.trim().split(/\s+/);
      if (rest.length > 0) throw bad("sort", `takes a field and asc or desc. It is "${shown(value)}".`);
      parts.sort.push({ field, descending: isDescending(order) });
    }
  },
  fields: (parts, value) => {
    const names = splitList(value);
    if (names.length > 0) parts.fields = [...(parts.fields ?? []), ...names];
  },
  facets: (parts, value) => {
    parts.facets.push(...splitList(value));
  },
  offset: (parts, value) => {
    parts.offset = readCount("offset", value, 0, 0);
  },
  limit: (parts, value) => {
    parts.limit = readCount("limit", value, 1, DEFAULT_LIMIT);
  },
  format: (parts, value) => {
    parts.format = readFormat(value);
  },
};

/** `a, "b, c",'d'`: values between commas, which quotes keep together. */
function splitList(text: string): string[] {
  const values: string[] = [];
  for (const [, double, single, bare] of text.matchAll(
    /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'(?=\s*(?:,|$))|([^,]*))\s*(?:,|$)/g,
  )) {
    const value = double?.replace(/\\(.)/g, "$1") ?? single ?? bare?.trim() ?? "";
    if (value !== "") values.push(value);
  }
  return values;
}

/** The two ends stand at the middle colon: instants have colons of their own. */
function splitRange(text: string): { readonly from: string; readonly to: string } | null {
  const colons = [...text.matchAll(/:/g)].map(({ index }) => index);
  if (colons.length % 2 === 0) return null;
  const middle = colons[(colons.length - 1) / 2]!;
  const [from, to] = [text.slice(0, middle).trim(), text.slice(middle + 1).trim()];
  return from === "" || to === "" ? null : { from, to };
}

// ---- POST

/**
 * Reads the JSON of POST; nothing and `{}` ask for everything. Numbers may be sent as text, a single value where a
 * list may stand, `null` where a part is left out, and `name` and `field` for one another.
 *
 * @throws ArtunitError `bad-parameter`, `criteria-syntax`, `criteria-too-large`.
 */
export function readPostQuestion(body: unknown): SearchQuestion {
  const parts = noParts();
  if (body === undefined || body === null) return questionOf(parts);
  if (!isObject(body))
    throw bad("body", 'is not a JSON object, for example {"q":"Design","pagination":{"limit":10}}.');
  for (const [name, value] of Object.entries(body)) {
    const read = POST[name];
    if (!read) parts.ignored.push(name);
    else if (value !== null) read(parts, value);
  }
  return questionOf(parts);
}

const POST: Readonly<Record<string, (parts: Parts, value: unknown) => void>> = {
  __proto__: null as never,
  q: (parts, value) => {
    if (typeof value !== "string" && typeof value !== "number") throw bad("q", "takes text.");
    parts.q = String(value);
  },
  filters: (parts, value) => {
    for (const [at, each] of listOf(value).entries()) {
      const place = `filters[${at}]`;
      const name = nameOf(each, place);
      const values = listOf((each as Json).value ?? (each as Json).values).map((one) =>
        scalarText(one, place),
      );
      if (values.length === 0) throw bad(place, 'needs "value", a list of values.');
      parts.filters.push({ name, values });
    }
  },
  rangeFilters: (parts, value) => {
    for (const [at, each] of listOf(value).entries()) {
      const place = `rangeFilters[${at}]`;
      const field = nameOf(each, place);
      const { valueFrom, valueTo } = each as Json;
      if (isBlank(valueFrom) || isBlank(valueTo))
        throw bad(place, 'needs both ends, "valueFrom" and "valueTo"; one may be far away.');
      parts.ranges.push({ field, from: scalarText(valueFrom, place), to: scalarText(valueTo, place) });
    }
  },
  sort: (parts, value) => {
    for (const [at, each] of listOf(value).entries()) {
      const place = `sort[${at}]`;
      const field = nameOf(each, place);
      parts.sort.push({ field, descending: isDescending(String((each as Json).order ?? "")) });
    }
  },
  fields: (parts, value) => {
    const names = namesOf(value, "fields");
    if (names.length > 0) parts.fields = names;
  },
  facets: (parts, value) => {
    parts.facets = namesOf(value, "facets");
  },
  pagination: (parts, value) => {
    if (!isObject(value)) throw bad("pagination", 'takes an object: {"offset":0,"limit":25}.');
    for (const [name, count] of Object.entries(value)) {
      if (name === "offset") parts.offset = readCount("pagination.offset", count, 0, 0);
      else if (name === "limit") parts.limit = readCount("pagination.limit", count, 1, DEFAULT_LIMIT);
      else parts.ignored.push(`pagination.${name}`);
    }
  },
  format: (parts, value) => {
    parts.format = readFormat(value);
  },
};

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

/** The specification says `name` in filters and `field` elsewhere; clients mix them. */
function nameOf(part: unknown, place: string): string {
  const name = isObject(part) ? (part.name ?? part.field) : null;
  if (typeof name !== "string" || name.trim() === "")
    throw bad(place, 'must be an object that names its field, as {"field":"…"}.');
  return name.trim();
}

function namesOf(value: unknown, place: string): string[] {
  return listOf(value).flatMap((each) => {
    if (typeof each !== "string") throw bad(place, "takes names of fields.");
    return splitList(each);
  });
}

function scalarText(value: unknown, place: string): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw bad(place, "has a value that is neither text, number nor truth value.");
}

// ---- both

function isDescending(order: string): boolean {
  switch (order.toLowerCase()) {
    case "desc":
      return true;
    case "asc":
      return false;
    default:
      throw bad("sort", `needs an order, asc or desc, behind its field, and has "${shown(order)}".`);
  }
}

function readCount(name: string, value: unknown, least: number, usual: number): number {
  if (isBlank(value)) return usual;
  const text = String(value).trim();
  const count = Number(text);
  if (typeof value === "object" || !/^[0-9]{1,15}$/.test(text) || count < least)
    throw bad(name, `must be a whole number from ${least}, and is "${shown(text)}".`);
  return count;
}

function readFormat(value: unknown): "json" | "csv" {
  const format = String(value).toLowerCase();
  if (format === "json" || format === "csv") return format;
  throw bad("format", `must be json or csv, and is "${shown(String(value))}".`);
}

function questionOf({ q, filters, ranges, ...rest }: Parts): SearchQuestion {
  const asked = parseQ(q);
  const clauses = [
    ...(asked.kind === "everything" ? [] : [asked]),
    ...filters.map(({ name, values }) => filterQuery(name, values)),
    ...ranges.map(({ field, from, to }) => rangeQuery(field, from, to)),
  ];
  const [only] = clauses;
  const criteria: Query =
    clauses.length === 0
      ? asked
      : clauses.length === 1
        ? only!
        : {
            kind: "group",
            clauses: clauses.map((query) => ({ occur: "must", query })),
            boost: null,
            span: asked.span,
          };
  return { criteria, ...rest };
}

const NOWHERE = { start: 0, end: 0 };

/** Any of the values, each whole. */
function filterQuery(field: string, values: readonly string[]): Query {
  const terms = values.map(
    (value): Query => ({
      kind: "phrase",
      value,
      slop: 0,
      field,
      fieldSpan: NOWHERE,
      boost: null,
      span: NOWHERE,
    }),
  );
  if (terms.length === 1) return terms[0]!;
  return {
    kind: "group",
    clauses: terms.map((query) => ({ occur: "should", query })),
    boost: null,
    span: NOWHERE,
  };
}

function rangeQuery(field: string, lower: string, upper: string): Query {
  return {
    kind: "range",
    lower,
    upper,
    includesLower: true,
    includesUpper: true,
    lowerSpan: NOWHERE,
    upperSpan: NOWHERE,
    field,
    fieldSpan: NOWHERE,
    boost: null,
    span: NOWHERE,
  };
}

function bad(name: string, says: string): ArtunitError {
  return new ArtunitError("bad-parameter", `"${name}" ${says}`, { field: name });
}
