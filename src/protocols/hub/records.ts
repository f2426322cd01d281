import type { FastifyReply, FastifyRequest } from "fastify";
import { type Dataset, publishedNames, publishedShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { bindText } from "../../server/criteria.js";
import {
  mediaTypeOf,
  queryStringOf,
  type RecordsParameters,
  readFieldList,
  readRecordsParameters,
  readSort,
} from "../../server/parameters.js";
import { pieces } from "../../server/pieces.js";
import { sendParts, sendText } from "../../server/send.js";
import { leaseOf, type Service } from "../../server/service.js";
import { faultTeller, watch } from "../../server/visit.js";
import type { Page, PageRequest } from "../../store/index.js";
import type { Envelope } from "./datasets.js";

/** Records in a page where the client names no number (documented). */
const DEFAULT_ROWS = 100;
/** Characters of an answer that are held before it is sent in parts; until then an error still gets its status. */
const HELD = 256 * 1024;
const JSON_TYPE = "application/json";

/** Answers a search as the Developer Hub (`ds`) or the portal (`odp`) does. */
export async function answerRecords(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  dataset: Dataset,
  envelope: Envelope,
): Promise<FastifyReply> {
  const began = performance.now();
  const body = typeof request.body === "string" ? request.body : "";
  const asked = readRecordsParameters(queryStringOf(request.url), body, mediaTypeOf(request.headers));
  const rows = rowsOf(asked, envelope);
  const names = publishedNames(dataset, envelope);
  const bound = bindText(asked.criteria, dataset, names, service.settings.unknownFields);
  const fields = readFieldList(asked.fl, names);
  const sort = readSort(asked.sort, dataset, names);
  const lease = leaseOf(service);
  const visit = watch(reply, service.settings.queryTime, lease.release);
  try {
    const snapshot = lease.store.manifest.id;
    reply.header("x-artunit-snapshot", snapshot);
    const warning = warningOf(bound.unknownFields, fields.unknown);
    if (warning) reply.header("x-artunit-warning", warning);
    if (bound.unknownFields.length > 0) service.metrics.countUnknownField();
    if (isFresh(request, reply, etagOf(snapshot, service, asked))) {
      visit.done();
      return reply.code(304).send();
    }

    const query: PageRequest = {
      dataset,
      predicate: bound.predicate,
      signal: visit.signal,
      shape: publishedShape(dataset, envelope, fields.select ?? undefined),
      sort,
      start: asked.start,
      rows,
    };
    const page = rows === 0 ? await countOnly(lease.store.count(query)) : await lease.store.page(query);
    const took = Math.round(performance.now() - began);
    const head = headOf(envelope, {
      asked,
      rows,
      took,
      total: page.total ?? 0,
      fl: fieldListOf(dataset, fields.select),
    });
    const tail = "]}}";
    const parts = recordParts(page, service);
    const first = await hold(parts, head);
    visit.answerBegins();
    if (first.complete) {
      visit.done();
      return sendText(request, reply, JSON_TYPE, first.text + tail);
    }
    return sendParts(
      request,
      reply,
      JSON_TYPE,
      followedBy(first.text, parts, tail),
      faultTeller(visit, service.log),
    );
  } catch (error) {
    visit.done();
    if (visit.signal.aborted && visit.signal.reason instanceof ArtunitError) throw visit.signal.reason;
    throw error;
  }
}

/** No rows asked for: none in the portal; in the Developer Hub a page, since an old client pages on from there. */
function rowsOf(asked: RecordsParameters, envelope: Envelope): number {
  if (asked.rows === null) return DEFAULT_ROWS;
  return asked.rows === 0 && envelope === "ds" ? DEFAULT_ROWS : asked.rows;
}

interface HeadFacts {
  readonly asked: RecordsParameters;
  readonly rows: number;
  /** Milliseconds. */
  readonly took: number;
  readonly total: number;
  readonly fl: string;
}

/** Everything before the first record. */
function headOf(envelope: Envelope, { asked, rows, took, total, fl }: HeadFacts): string {
  const response = `"response":{"numFound":${total},"start":${asked.start},"docs":[`;
  if (envelope === "odp") return `{${response}`;
  const params = { q: asked.criteria, start: asked.start, rows, fl, wt: "json", indent: "on" };
  const json = JSON.stringify(JSON.stringify({ params }));
  return `{"responseHeader":{"zkConnected":true,"status":0,"QTime":${took},"params":{"json":${json}}},${response}`;
}

const fieldLists = new WeakMap<Dataset, string>();

function fieldListOf(dataset: Dataset, select: readonly string[] | null): string {
  if (select) return select.join(",");
  const known = fieldLists.get(dataset);
  if (known !== undefined) return known;
  const made = [...publishedNames(dataset, "ds").keys()].sort().join(",");
  fieldLists.set(dataset, made);
  return made;
}

async function countOnly(count: Promise<number>): Promise<Page> {
  return { total: await count, records: noRecords(), last: () => null };
}

async function* noRecords(): AsyncGenerator<readonly string[]> {}

/** The records with the commas between them. */
async function* recordParts(page: Page, service: Service): AsyncGenerator<string> {
  let isFirst = true;
  for await (const batch of page.records)
    for (const { text, count } of pieces(batch, ",")) {
      service.metrics.countRecords(count);
      yield isFirst ? text : `,${text}`;
      isFirst = false;
    }
}

/** Takes parts until there are none left, or enough to begin sending. */
async function hold(
  parts: AsyncGenerator<string>,
  head: string,
): Promise<{ readonly text: string; readonly complete: boolean }> {
  let text = head;
  while (text.length < HELD) {
    const next = await parts.next();
    if (next.done) return { text, complete: true };
    text += next.value;
  }
  return { text, complete: false };
}

async function* followedBy(
  first: string,
  parts: AsyncGenerator<string>,
  last: string,
): AsyncGenerator<string> {
  yield first;
  yield* parts;
  yield last;
}

/** Said in a header, because the body has no place for it: what was asked and could not be honoured. */
function warningOf(unknownFields: readonly string[], unknownInList: readonly string[]): string | null {
  const sentences = [
    ...(unknownFields.length > 0
      ? [`No such field, so nothing matches it: ${unknownFields.join(", ")}.`]
      : []),
    ...(unknownInList.length > 0 ? [`No such field in fl: ${unknownInList.join(", ")}.`] : []),
  ];
  return sentences.length === 0
    ? null
    : sentences
        .join(" ")
        .replace(/[^\x20-\x7e]/g, "?")
        .slice(0, 500);
}

/** Same snapshot, same program, same address: same records. Null where the answer depends on the time of day. */
function etagOf(snapshot: string, service: Service, asked: RecordsParameters): string | null {
  return /\bNOW\b/.test(asked.criteria)
    ? null
    : `W/"${snapshot}-${service.settings.version}-${service.settings.unknownFields}"`;
}

/** Sets the tag on answers to GET, and says whether the client has this answer already. */
function isFresh(request: FastifyRequest, reply: FastifyReply, etag: string | null): boolean {
  if (etag === null || (request.method !== "GET" && request.method !== "HEAD")) return false;
  reply.header("etag", etag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"];
  return known?.split(",").some((each) => each.trim() === etag) ?? false;
}
