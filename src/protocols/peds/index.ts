import { randomUUID } from "node:crypto";
import { columnOf, nestedShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { readApplicationNumber } from "../../query/index.js";
import type { Installation, Protocol } from "../../server/index.js";
import { shown } from "../../server/parameters.js";
import type { Answer, Context, Parameter, Asked as Request, Route } from "../../server/route.js";
import { list } from "../../server/schemas.js";
import { answerQuery, type Query } from "./answer.js";
import { type Asked, fieldsByName, PEDS_NAME } from "./criteria.js";
import { errorPage } from "./errors.js";
import { downloadPackage, type PackageFormat } from "./packages.js";
import { NOTHING_WRITTEN, QUESTION, readQuestion, writtenIn } from "./question.js";

const ROOT = "/peds/api";

/**
 * The Patent Examination Data System, which the office switched off in March 2025: applications found in Solr's
 * grammar, packages of them, and the documents of a file wrapper.
 */
export const PEDS: Protocol = {
  name: PEDS_NAME,
  title: "Patent Examination Data System",
  description: "Applications as the Patent Examination Data System (PEDS) answered them until March 2025.",
  mounts: ["/peds/api"],
  routes: (installation) => {
    const [applications, documents] = ["applications", "documents"].map((kind) =>
      askedAs(kind, installation),
    );
    return [
      ...(applications ? applicationRoutes(applications) : []),
      ...(documents ? [documentRoute(documents)] : []),
    ];
  },
  read: readQuestion,
  error: (failure) => ({ code: failure.status, message: failure.message }),
  errorSchema: { type: "string", description: "A page that says what is wrong." },
  errorPage,
  tellsByPages: true,
  publishes: (dataset) => {
    const kind = dataset.publishedIn[PEDS_NAME]?.kind;
    if (kind === undefined) return [];
    return [kind === "documents" ? `${ROOT}/queries/cms/public/{applId}` : `${ROOT}/queries`];
  },
  schemas: () => ({}),
};

function askedAs(kind: string, { datasets }: Installation): Asked | null {
  const dataset = datasets.find((each) => each.publishedIn[PEDS_NAME]?.kind === kind);
  const manner = dataset?.manners?.[PEDS_NAME];
  return dataset && manner ? { dataset, manner } : null;
}

/** So many questions are known by their id; of more, the oldest are forgotten. */
const MOST_QUERIES = 10_000;

/** The id of the question for everything, which is always known. */
const EVERYTHING = "00000000-0000-4000-8000-000000000000";

/** Questions by id: the service gave each one, and clients come back with it. */
class Queries {
  private readonly known = new Map<string, Query>();
  private readonly everything: Query = { id: EVERYTHING, written: NOTHING_WRITTEN };
  private readonly packaged = new Set<string>();

  add(written: Query["written"]): Query {
    const query = { id: randomUUID(), written };
    this.known.set(query.id, query);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_QUERIES && oldest !== undefined) {
      this.known.delete(oldest);
      this.packaged.delete(oldest);
    }
    return query;
  }

  /** @throws ArtunitError `not-found`. */
  find(request: Request): Query {
    const id = request.text("queryId") ?? "";
    const query = id === EVERYTHING ? this.everything : this.known.get(id);
    if (query) return query;
    throw new ArtunitError("not-found", `There is no query "${shown(id)}" here (any more). Send it again.`);
  }

  package(query: Query): void {
    this.packaged.add(query.id);
  }

  /** A package is made while it is sent: it is complete as soon as it is asked for. */
  jobStatus({ id }: Query): string | null {
    return this.packaged.has(id) ? "COMPLETED" : null;
  }
}

const QUERY_ID: Parameter = {
  name: "queryId",
  in: "path",
  kind: "text",
  meaning: "The id that an answer gave the question.",
  example: EVERYTHING,
};
const FORMAT: Parameter = {
  name: "format",
  in: "query",
  kind: "text",
  meaning: "JSON or XML; JSON when absent.",
};
const PAGE: Parameter = {
  name: "page",
  in: "query",
  kind: "text",
  meaning: "Of the question's pages, from 1.",
};

const ANSWER = {
  type: "object",
  required: [
    "queryResults",
    "jobStatus",
    "queryId",
    "page",
    "count",
    "errorMessage",
    "createQueryRequest",
    "links",
  ],
  properties: {
    queryResults: { type: "object" },
    jobStatus: { type: "string", nullable: true },
    queryId: { type: "string" },
    page: { type: "integer" },
    count: { type: "integer" },
    errorMessage: { type: "string", nullable: true },
    createQueryRequest: { type: "object" },
    links: list({ type: "object" }),
  },
};

function applicationRoutes(asked: Asked): readonly Route[] {
  const queries = new Queries();
  const common = { changes: true, answer: ANSWER } as const;
  return [
    {
      ...common,
      path: `${ROOT}/queries`,
      operationId: "query",
      summary: "Applications that match, as Solr answers.",
      methods: ["GET", "POST"],
      parameters: QUESTION,
      handle: (request, context) => answerQuery(queries.add(writtenIn(request)), asked, 1, request, context),
    },
    {
      ...common,
      path: `${ROOT}/queries/{queryId}`,
      operationId: "query-again",
      summary: "A question again, with the state of its package.",
      methods: ["GET"],
      parameters: [QUERY_ID, FORMAT],
      handle: (request, context) => {
        const query = queries.find(request);
        return answerQuery(query, asked, 1, request, context, queries.jobStatus(query));
      },
    },
    {
      ...common,
      path: `${ROOT}/queries/{queryId}/results`,
      operationId: "query-page",
      summary: "Another page of a question.",
      methods: ["GET"],
      parameters: [QUERY_ID, PAGE],
      handle: (request, context) =>
        answerQuery(queries.find(request), asked, pageOf(request), request, context),
    },
    {
      ...common,
      path: `${ROOT}/queries/{queryId}/package`,
      operationId: "query-package",
      summary: "Asks for a package of all that a question finds.",
      methods: ["PUT", "POST"],
      parameters: [QUERY_ID, FORMAT],
      handle: (request, context) => {
        const query = queries.find(request);
        formatOf(request);
        queries.package(query);
        return answerQuery(query, asked, 1, request, context, "INITIATED");
      },
    },
    {
      changes: true,
      answer: { type: "string", format: "binary" },
      path: `${ROOT}/queries/{queryId}/download`,
      type: "application/zip",
      operationId: "query-download",
      summary: "The package of a question: a zip of JSON or XML, a file for each year of filing.",
      methods: ["GET"],
      parameters: [QUERY_ID, FORMAT],
      handle: (request, context) =>
        downloadPackage(queries.find(request), asked, formatOf(request), request, context),
    },
    {
      path: `${ROOT}/search-fields`,
      operationId: "search-fields",
      summary: "The fields that can be asked, with their types.",
      methods: ["GET"],
      parameters: [],
      from: "nothing",
      answer: { type: "object", additionalProperties: { type: "string" } },
      handle: async (): Promise<Answer> => ({ kind: "json", body: typesOf(asked) }),
    },
    {
      path: `${ROOT}/search-params`,
      operationId: "search-params",
      summary: "The parts of a question.",
      methods: ["GET"],
      parameters: [],
      from: "nothing",
      answer: { type: "object", additionalProperties: { type: "string" } },
      handle: async (): Promise<Answer> => ({
        kind: "json",
        body: Object.fromEntries(QUESTION.map(({ name, meaning }) => [name, meaning])),
      }),
    },
  ];
}

function pageOf(request: Request): number {
  const page = request.text("page") ?? "1";
  if (/^[1-9]\d{0,8}$/.test(page)) return Number(page);
  throw new ArtunitError("bad-parameter", `"page" must be a whole number from 1, and is "${shown(page)}".`);
}

function formatOf(request: Request): PackageFormat {
  const format = (request.text("format") ?? "JSON").toUpperCase();
  if (format === "JSON" || format === "XML") return format;
  throw new ArtunitError("bad-parameter", `"format" must be JSON or XML, and is "${shown(format)}".`);
}

/** Types as the system's own list called them: str, int, datetime. */
function typesOf(asked: Asked): Readonly<Record<string, string>> {
  const types = { date: "datetime", timestamp: "datetime", integer: "int" } as Readonly<
    Record<string, string>
  >;
  return Object.fromEntries(
    [...fieldsByName(asked)].map(([name, { column }]) => [
      name,
      types[columnOf(asked.dataset.table, column).type] ?? "str",
    ]),
  );
}

/** The documents of one application, the newest first, without an envelope. */
function documentRoute(asked: Asked): Route {
  return {
    path: `${ROOT}/queries/cms/public/{applId}`,
    operationId: "documents",
    summary: "The documents of an application's file wrapper.",
    methods: ["GET"],
    parameters: [
      {
        name: "applId",
        in: "path",
        kind: "text",
        meaning: "The application.",
        example: asked.dataset.fields.find(({ name }) => name === asked.manner.names.applicationNumberText)!
          .example,
      },
    ],
    answer: list({ type: "object" }),
    changes: true,
    handle: (request, context) => listDocuments(asked, request, context),
  };
}

async function listDocuments(asked: Asked, request: Request, context: Context): Promise<Answer> {
  const number = readApplicationNumber(request.text("applId") ?? "");
  const records = await documentsOf(asked, number, request, context);
  if (records.length === 0)
    throw new ArtunitError("not-found", `No document of application ${number} is listed here.`);
  return { kind: "text", body: `[${records.join(",")}]` };
}

async function documentsOf(
  asked: Asked,
  number: string,
  { signal }: Request,
  { lease }: Context,
): Promise<readonly string[]> {
  const { dataset, manner } = asked;
  const { application } = dataset.table.roles;
  if (application === undefined)
    throw new Error(`${dataset.key} does not say which application a row is of.`);
  const page = await lease.store.page({
    dataset,
    predicate: { kind: "in", column: application, values: [number] },
    start: 0,
    rows: Number.POSITIVE_INFINITY,
    // The newest first [recorded]; those of one moment by their id (ours).
    sort: [{ column: fieldsByName(asked).get("mailRoomDate")!.column, descending: true }],
    shape: nestedShape(dataset, PEDS_NAME, { map: manner.answered.answer! }),
    signal,
  });
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return records;
}
