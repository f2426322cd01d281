import { type MemberShape, ownShape } from "../../../catalog/index.js";
import {
  bindCriteria,
  formatCriteria,
  type Predicate,
  parseCriteria,
  type Query,
} from "../../../query/index.js";
import { type FirstAsked, firstAsked, readCursor, writeCursor } from "../../../server/cursor.js";
import { criteriaBehind, groupKeyOf } from "../../../server/groupKeys.js";
import { recordOf } from "../../../server/ownSchemas.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { object } from "../../../server/schemas.js";
import { AS_OF, CURSOR, fieldNamed, readLimit } from "../../../server/usualParameters.js";
import type { SearchRequest, SearchResult, Store } from "../../../store/index.js";
import { OA_ACTIONS_V1, TEXTS } from "../texts/dataset.js";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;
/** Passages of a text at most. */
const PASSAGES = 3;
/** What tells one document from another in a list of hits. */
const SHOWN = [
  "id",
  "patentApplicationNumber",
  "obsoleteDocumentIdentifier",
  "legacyDocumentCodeIdentifier",
  "submissionDate",
  "inventionTitle",
  "art_unit",
  "techCenter",
  "source",
];

const SPAN = { start: { type: "integer" }, end: { type: "integer" } } as const;

/** Full texts that hold the words and satisfy the criteria, with the passages that show why. */
export const OFFICE_ACTION_SEARCH: Route = {
  path: "/v1/office-actions",
  operationId: "search-office-actions",
  summary: "Office actions whose text holds the words: best matches or latest first, with passages.",
  methods: ["GET", "POST"],
  parameters: [
    {
      name: "text",
      in: "query",
      kind: "criteria",
      meaning:
        "Words, phrases and patterns to find in the full text, in the criteria language; words without an operator between them must all occur.",
      example: 'lithium "solid electrolyte"',
    },
    {
      name: "criteria",
      in: "query",
      kind: "criteria",
      meaning: "What to match beside, in the criteria language and the fields of oa_actions/v1.",
      example: "techCenter:1700 AND submissionDate:[2019-01-01 TO *]",
    },
    {
      name: "order",
      in: "query",
      kind: "choice",
      choices: ["relevance", "date"],
      meaning:
        "Best matches (BM25) or latest first; relevance when absent, and date without words to rank by.",
    },
    {
      name: "select",
      in: "query",
      kind: "list",
      meaning: "Fields of each hit.",
      example: "id,inventionTitle",
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      most: MAX_LIMIT,
      meaning: `Hits in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
    },
    {
      name: "facets",
      in: "query",
      kind: "list",
      meaning: "Fields by whose values the matches are counted; a date takes .year, .quarter or .month.",
      example: "techCenter,submissionDate.year",
    },
    CURSOR,
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    total: { type: "integer", description: "How many texts match, exactly." },
    order: { type: "string", enum: ["relevance", "date"] },
    hits: {
      type: "array",
      items: object({
        record: recordOf(OA_ACTIONS_V1),
        score: { type: ["number", "null"], description: "Greater is better." },
        passages: {
          type: "array",
          description: "In the order of the text. Places are UTF-16 code units of bodyText, half-open.",
          items: object({
            ...SPAN,
            text: { type: "string" },
            highlights: { type: "array", items: object(SPAN) },
          }),
        },
      }),
    },
    facets: {
      type: "array",
      items: object({
        field: { type: "string" },
        values: {
          type: "array",
          items: object({
            value: { type: ["string", "number", "boolean", "null"] },
            count: { type: "integer" },
            criteria: { type: "string", description: "Criteria for these." },
          }),
        },
      }),
    },
    cursor: { type: ["string", "null"], description: "Where to continue; null at the end." },
  }),
  handle: search,
};

export interface SearchAnswer {
  readonly snapshot: string;
  readonly total: number;
  readonly order: "relevance" | "date";
  readonly hits: readonly {
    readonly record: Readonly<Record<string, unknown>>;
    readonly score: number | null;
    readonly passages: readonly {
      readonly start: number;
      readonly text: string;
      readonly highlights: readonly { readonly start: number; readonly end: number }[];
    }[];
  }[];
  readonly facets: readonly {
    readonly field: string;
    readonly values: readonly {
      readonly value: string | number | boolean | null;
      readonly count: number;
      readonly criteria: string;
    }[];
  }[];
  readonly cursor: string | null;
}

async function search(asked: Asked, context: Context): Promise<Answer> {
  const { store } = context.lease;
  const request = readSearch(asked, context);
  const { shape, order } = request;
  const select = shape.members.map(({ key }) => key);
  const identity = JSON.stringify([asked.text("text"), asked.text("criteria"), select, order]);
  const cursor = asked.text("cursor");
  const after = cursor === undefined ? {} : { after: readCursor(cursor, identity, context.sealKey) };
  const result = await (store.search?.({ ...request, ...after }) ??
    plainSearch(store, { ...request, ...after }));
  const facets = await Promise.all(
    (asked.list("facets") ?? []).map((name) => facetOf(name, request, context)),
  );
  const from = firstAsked([asked.text("text"), asked.text("criteria")].join(" "), context);
  return { kind: "json", body: answerOf(result, request, identity, from, facets) };
}

/** Values of one facet at most. */
const FACET_VALUES = 12;

/** The matches counted by a field, the most frequent values first, years in order. */
async function facetOf(
  name: string,
  { dataset, predicate, signal }: SearchRequest,
  { lease: { store }, catalog: { datasets } }: Context,
): Promise<SearchAnswer["facets"][number]> {
  const key = groupKeyOf(dataset, name, "facets", datasets);
  const found = await store.groups({
    dataset,
    predicate,
    ...(signal ? { signal } : {}),
    by: [key],
    measure: { kind: "count" },
    order: key.period ? "key" : "size",
    start: 0,
    rows: key.period ? 60 : FACET_VALUES,
  });
  return {
    field: name,
    values: found.groups.map(({ key: [value = null], size }) => ({
      value,
      count: size,
      criteria: criteriaBehind(dataset, [], [{ name, key }], [value]),
    })),
  };
}

/** For a store that neither ranks nor shows passages: the matches by date. */
async function plainSearch(store: Store, request: SearchRequest): Promise<SearchResult> {
  const sort = [{ column: TEXTS.roles.date!, descending: true }];
  const page = await store.page({ ...request, sort, rows: request.limit });
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return {
    total: page.total ?? 0,
    hits: records.map((record) => ({ record, score: null, passages: [] })),
    next: records.length === request.limit ? page.last() : null,
  };
}

function readSearch(asked: Asked, context: Context): SearchRequest & { readonly shape: MemberShape } {
  const [text, criteria] = [asked.text("text"), asked.text("criteria")];
  const children: Predicate[] = [];
  if (text !== undefined) children.push(bind(allRequired(parseCriteria(text), text), context));
  if (criteria !== undefined) children.push(bind(parseCriteria(criteria), context, criteria));
  const [only] = children;
  const order = asked.text("order") ?? (text === undefined ? "date" : "relevance");
  return {
    dataset: OA_ACTIONS_V1,
    predicate: only && children.length === 1 ? only : { kind: "and", children },
    order: order === "date" ? "date" : "relevance",
    shape: ownShape(
      OA_ACTIONS_V1,
      (asked.list("select") ?? SHOWN).map(
        (name) => fieldNamed(OA_ACTIONS_V1, name, "select", context.catalog.datasets).name,
      ),
    ),
    limit: readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT),
    passages: PASSAGES,
    signal: asked.signal,
  };
}

/** A search as criteria of its dataset alone: by them its matches are listed and exported as other records are. */
export function criteriaOfSearch(text: string | undefined, criteria: string | undefined): string {
  const words = text === undefined ? null : formatCriteria(allRequired(parseCriteria(text), text));
  return criteriaBehind(OA_ACTIONS_V1, [words, criteria ?? null], [], []);
}

function bind(query: Query, context: Context, written?: string): Predicate {
  return bindCriteria(query, OA_ACTIONS_V1, {
    ...(written === undefined ? {} : { written }),
    now: context.now,
    catalog: context.catalog,
    unheldValues: "refuse",
  }).predicate;
}

/** People who type several words mean all of them; Lucene would be content with one. */
function allRequired(query: Query, text: string): Query {
  if (query.kind !== "group" || /(?:^|\s)(?:OR|\|\|)(?=\s|$)/.test(text)) return query;
  const clauses = query.clauses.map((clause) =>
    clause.occur === "should" ? { ...clause, occur: "must" as const } : clause,
  );
  return { ...query, clauses };
}

function answerOf(
  result: SearchResult,
  { order }: SearchRequest,
  identity: string,
  from: FirstAsked,
  facets: SearchAnswer["facets"],
): SearchAnswer {
  return {
    snapshot: from.snapshot,
    total: result.total,
    order,
    hits: result.hits.map(({ record, score, passages }) => ({
      record: JSON.parse(record) as SearchAnswer["hits"][number]["record"],
      score,
      passages,
    })),
    facets,
    cursor: result.next ? writeCursor(from, identity, result.next) : null,
  };
}
