import { nestedShape } from "../../catalog/index.js";
import { countIn } from "../../server/parameters.js";
import { enclosed } from "../../server/pieces.js";
import type { Answer, Context, Asked as Request } from "../../server/route.js";
import { warningHeader } from "../../server/warning.js";
import type { Page, Selection, SortKey } from "../../store/index.js";
import { type Asked, bindWritten, namesIn, PEDS_NAME, sortOf } from "./criteria.js";
import { facetCounts } from "./facets.js";
import { MOST_ROWS, USUAL_ROWS, type Written } from "./question.js";

const HELD = 256 * 1024;

/** A question with an id, under which its pages and its package are asked for. */
export interface Query {
  readonly id: string;
  readonly written: Written;
}

export interface Found {
  readonly selection: Selection;
  readonly page: Page;
  readonly unknown: readonly string[];
}

export interface Wanted {
  readonly start: number;
  readonly rows: number;
  /** Which of the shapes of a record. */
  readonly as: "answer" | "package" | "xml";
  readonly sort?: readonly SortKey[];
}

/** Finds what a question asks, written in one of the protocol's shapes. */
export async function findRecords(
  written: Written,
  asked: Asked,
  { start, rows, as, sort }: Wanted,
  signal: AbortSignal,
  context: Context,
): Promise<Found> {
  const bound = bindWritten(written, asked, context);
  const unknown = [...bound.unknown];
  const order = sort ?? sortOf(written, asked, unknown);
  const selection: Selection = { dataset: asked.dataset, predicate: bound.predicate, signal };
  const members = as === "answer" ? namesIn(written.fl ?? "*") : ["*"];
  const page = await context.lease.store.page({
    ...selection,
    sort: order,
    start,
    rows,
    shape: nestedShape(asked.dataset, PEDS_NAME, {
      map: asked.manner.answered[as]!,
      ...(members.includes("*") || members.length === 0 ? {} : { paths: members }),
    }),
  });
  return { selection, page, unknown };
}

/** The answer to a question: Solr's, in an envelope that says what was asked and where its package is made. */
export async function answerQuery(
  { id, written }: Query,
  asked: Asked,
  page: number,
  request: Request,
  context: Context,
  jobStatus: string | null = null,
): Promise<Answer> {
  const rows = countIn("rows", written.rows, USUAL_ROWS, MOST_ROWS);
  const start = countIn("start", written.start, 0) + (page - 1) * rows;
  const began = Date.now();
  const found = await findRecords(written, asked, { start, rows, as: "answer" }, request.signal, context);
  const facets =
    written.facet?.toLowerCase() === "true"
      ? await facetCounts(found.selection, asked, context.lease, context.now)
      : null;
  const header = { zkConnected: true, status: 0, QTime: Date.now() - began };
  const before = [
    `{"queryResults":{"indexLastUpdatedDate":${JSON.stringify(dateWords(context.lease.store.manifest.createdAt))},`,
    `"searchResponse":{"responseHeader":${JSON.stringify(header)},`,
    `"response":{"numFound":${found.page.total ?? 0},"start":${start},"numFoundExact":true,"docs":[`,
  ].join("");
  const envelope = {
    jobStatus,
    queryId: id,
    page,
    count: 0,
    errorMessage: null,
    createQueryRequest: requestOf(written),
    links: linksOf(`${context.baseUrl}/peds/api/queries/${id}`, page),
  };
  const counted = facets === null ? "" : `,"facet_counts":${JSON.stringify(facets)}`;
  const behind = `]}${counted}},"queryId":${JSON.stringify(id)}},${JSON.stringify(envelope).slice(1)}`;
  return {
    kind: "stream",
    type: "application/json",
    fileName: null,
    held: HELD,
    headers: warningOf(found.unknown),
    chunks: enclosed(before, found.page, behind, context.metrics),
  };
}

function warningOf(unknown: readonly string[]): Readonly<Record<string, string>> {
  const names = [...new Set(unknown)];
  return warningHeader(names.length === 0 ? [] : [`No such field here: ${names.join(", ")}.`]);
}

/** The question as it was answered back: parts that were not sent are null, in `parameters` they are left out. */
function requestOf(written: Written): object {
  const { searchText, facet, mm, sort, qf, df, fl, start, fq, rows } = written;
  const sent = { mm, df, qf, fl: fl === null ? null : [fl], start, sort, fq };
  return {
    searchText,
    facet,
    facetField: null,
    facetLimit: null,
    facetMissing: null,
    facetDate: null,
    facetDateGap: null,
    facetDateStart: null,
    facetDateEnd: null,
    facetDateOther: null,
    facetDateInclude: null,
    mm,
    sort,
    qf,
    wt: null,
    df,
    fl,
    start,
    fq,
    rows,
    parameters: {
      ...Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null)),
      rows: rows ?? String(USUAL_ROWS),
      ...(facet === null ? {} : { facet }),
    },
  };
}

function linksOf(query: string, page: number): readonly object[] {
  return ["XML", "JSON"].flatMap((format) => [
    { rel: "self", href: `${query}?format=${format}` },
    { rel: "results", href: `${query}/results?page=${page}` },
    { rel: "package", href: `${query}/package?format=${format}` },
    { rel: "first", href: `${query}/results?page=1` },
    { rel: "next", href: `${query}/results?page=${page + 1}` },
  ]);
}

/** `Tue May 21 00:53:21 UTC 2024`. */
function dateWords(instant: string): string {
  const [day = "", date = "", month = "", year = "", time = ""] = new Date(instant)
    .toUTCString()
    .split(/,? /);
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}
