import { type Catalog, type MemberShape, ownShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { readCursor, writeCursor } from "../../server/cursor.js";
import { recordOf } from "../../server/ownSchemas.js";
import { pieces } from "../../server/pieces.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { object } from "../../server/schemas.js";
import { sourcesHeader } from "../../server/sourcesHeader.js";
import { CURSOR, fieldNamed, readLimit } from "../../server/usualParameters.js";
import type { PageRequest } from "../../store/index.js";
import { exampleFields, exampleSort } from "./examples.js";
import { checkFormat, columnsOf, EXPORT_TYPES, exportResult, newSeal, RAW, stream } from "./exports.js";
import { withIdentifiers } from "./identifiers.js";
import { QUESTION, type Question, readQuestion, readSort } from "./question.js";
import { ECHO } from "./schemas.js";

const DEFAULT_LIMIT = 100;
/** A JSON page is held together by its envelope; more than this is an export. */
const MAX_LIMIT = 100_000;
/** A page of so many records is held in memory and sent with its length; a larger one is streamed. */
const WHOLE_PAGE = 10_000;

export const RECORDS: Route = {
  path: "/v1/datasets/{key}/{version}/records",
  operationId: "list-records",
  summary: "Records that match, with their exact number, page by page or as one export.",
  methods: ["GET", "POST"],
  parameters: [
    ...QUESTION,
    { name: "ids", in: "query", kind: "list", meaning: "Only records with these row ids or document ids." },
    {
      name: "applications",
      in: "query",
      kind: "list",
      meaning: "Only records of these applications, in any written form.",
      example: "14574014",
    },
    {
      name: "select",
      in: "query",
      kind: "list",
      meaning: "Only these fields, in this order.",
      example: exampleFields,
    },
    {
      name: "sort",
      in: "query",
      kind: "list",
      meaning:
        "Fields to sort by, each with asc or desc; the declared order when absent, and behind them always.",
      example: exampleSort,
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      most: MAX_LIMIT,
      meaning: `Records in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT} as JSON; an export holds all unless limited.`,
    },
    CURSOR,
    { name: "count_only", in: "query", kind: "flag", meaning: "Only the exact total." },
    RAW,
  ],
  otherTypes: EXPORT_TYPES,
  answer: (dataset) =>
    object({
      ...ECHO,
      total: { type: "integer", description: "How many records match, exactly." },
      records: { type: "array", items: recordOf(dataset) },
      cursor: { type: ["string", "null"], description: "Where to continue; null at the end." },
    }),
  handle: listRecords,
};

async function listRecords(asked: Asked, context: Context): Promise<Answer> {
  const question = withIdentifiers(readQuestion(asked, context), asked);
  checkFormat(asked);
  if (asked.flag("count_only")) {
    if (asked.format !== "json")
      throw new ArtunitError("bad-parameter", `"count_only" answers in JSON, not in ${asked.format}.`, {
        field: "count_only",
      });
    const total = await context.lease.store.count(question.selection);
    return { kind: "json", body: { ...question.echo, total } };
  }
  const request = readRequest(question, asked, context.catalog);
  if (asked.format === "json") return jsonPage(question, request, context);
  const { store } = context.lease;
  const { records, total } = await store.page(request);
  const sources = await sourcesHeader(store, request, total ?? 0);
  const exported = await exportResult(question, { columns: columnsOf(request), records }, asked, context);
  return { ...exported, headers: { ...exported.headers, ...sources } };
}

interface Paged extends PageRequest {
  readonly shape: MemberShape;
  /** Everything that decides which records stand in which order; cursors are sealed with it. */
  readonly identity: string;
}

function readRequest(question: Question, asked: Asked, { datasets }: Catalog): Paged {
  const select = asked.list("select");
  const sort = readSort(question.dataset, asked.list("sort"), datasets);
  for (const name of select ?? []) fieldNamed(question.dataset, name, "select", datasets);
  const identity = JSON.stringify([question.echo, asked.list("ids"), asked.list("applications"), sort]);
  const cursor = asked.text("cursor");
  const isPage = asked.format === "json";
  return {
    ...question.selection,
    shape: ownShape(question.dataset, select),
    sort,
    ...(cursor === undefined ? {} : { after: readCursor(cursor, identity, question.asked.sealKey) }),
    rows: isPage
      ? readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT)
      : (asked.count("limit") ?? Number.POSITIVE_INFINITY),
    identity,
  };
}

async function jsonPage(question: Question, request: Paged, context: Context): Promise<Answer> {
  const page = await context.lease.store.page(request);
  const seal = newSeal();
  async function* chunks(): AsyncIterable<Uint8Array> {
    const head = JSON.stringify({ ...question.echo, total: page.total });
    yield seal.pass(`${head.slice(0, -1)},"records":[`);
    for await (const batch of page.records)
      for (const { text, count } of pieces(batch, ",")) {
        yield seal.pass((seal.rows > 0 ? "," : "") + text);
        seal.rows += count;
      }
    const last = page.last();
    const cursor =
      last && seal.rows === request.rows ? writeCursor(question.asked, request.identity, last) : null;
    yield seal.pass(`],"cursor":${JSON.stringify(cursor)}}`);
  }
  const headers = await sourcesHeader(context.lease.store, request, page.total ?? 0);
  return { ...stream("application/json", null, seal, chunks(), request.rows <= WHOLE_PAGE), headers };
}
