import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../../errors.js";
import { parseForm } from "../../server/forms.js";
import { sendParts, sendText } from "../../server/send.js";
import { baseUrlOf, leaseOf, pathAsked, type Service } from "../../server/service.js";
import type { Lease } from "../../server/snapshots.js";
import { faultTeller, watch } from "../../server/visit.js";
import { askedBefore, dependsOnNow } from "./cursor.js";
import { addExtractRoute } from "./extract.js";
import { sendError } from "./failure.js";
import { NATIVE_ROUTES } from "./index.js";
import { type Answer, FORMATS, type Format, type Route, readParameters } from "./route.js";

const JSON_TYPE = "application/json";

/** Registers every route of the native API, each also with an extension that names a format. */
export function addNativeRoutes(app: FastifyInstance, service: Service): void {
  for (const route of NATIVE_ROUTES) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const paths = route.otherTypes ? [path, ...FORMATS.map((each) => `${path}.${each}`)] : [path];
    for (const url of paths)
      app.route({
        method: [...route.methods],
        url,
        handler: (request, reply) => answer(route, request, reply, service),
      });
  }
  addExtractRoute(app, service);
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  service: Service,
): Promise<FastifyReply> {
  try {
    const received = receivedBy(route, request);
    const { lease, now } = await askedOf(received, service);
    const visit = watch(reply, service.settings.queryTime, lease.release);
    try {
      const { id } = lease.store.manifest;
      const format = formatAsked(request);
      const tag = `W/"${id}-${service.settings.version}-${format}"`;
      reply.header("x-artunit-snapshot", id);
      if (route.otherTypes) reply.header("vary", `${reply.getHeader("vary") ?? "accept-encoding"}, accept`);
      const asked = readParameters(route, received, {
        format,
        signal: visit.signal,
        url: request.url,
      });
      if (request.method !== "POST" && !dependsOnNow([received.criteria, received.text].join(" "))) {
        reply.header("etag", tag).header("cache-control", "no-cache");
        if (request.headers["if-none-match"]?.includes(tag)) {
          visit.done();
          return reply.code(304).send();
        }
      }
      const context = { lease, now, baseUrl: baseUrlOf(service, request) };
      const answered = await route.handle(asked, context);
      if (answered.kind === "stream" && answered.isPage && !asksForTrailers(request)) {
        const page = await inOnePiece(reply, answered);
        visit.answerBegins();
        return sendText(request, reply, answered.type, page);
      }
      visit.answerBegins();
      return send(request, reply, answered, faultTeller(visit, service.log));
    } catch (error) {
      visit.done();
      throw visit.signal.reason instanceof ArtunitError ? visit.signal.reason : error;
    }
  } catch (error) {
    if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
    return sendError(request, reply, error, service.log);
  }
}

/** Parameters of the path, the query string and the body together; one that is given twice is refused. */
function receivedBy(route: Route, request: FastifyRequest): Record<string, unknown> {
  const received: Record<string, unknown> = { ...(request.params as object) };
  for (const given of [request.query as object, bodyOf(route, request)])
    for (const [name, value] of Object.entries(given)) {
      if (Object.hasOwn(received, name))
        throw new ArtunitError("bad-parameter", `"${name}" is given more than once. Give it once.`, {
          field: name,
        });
      received[name] = value;
    }
  return received;
}

/** A body is a JSON object, or a form as `curl -d` sends it. */
function bodyOf(route: Route, request: FastifyRequest): object {
  if (typeof request.body !== "string" || request.body.trim() === "") return {};
  const isForm = request.headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;
  if (isForm && !/^\s*[[{]/.test(request.body)) return formOf(route, request.body);
  try {
    const read: unknown = JSON.parse(request.body);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Falls through: text that is not JSON and JSON that is not an object get the same answer.
  }
  throw new ArtunitError(
    "unsupported-media-type",
    'Send the parameters as a JSON object, for example {"criteria": "legalSectionCode:103"}, or as a form.',
  );
}

function formOf(route: Route, body: string): object {
  const flags = new Set(route.parameters.map((each) => each.name));
  const given: Record<string, string | string[]> = {};
  for (const { name, value } of parseForm(body, flags)) {
    const before = given[name];
    given[name] = before === undefined ? value : [before, value].flat();
  }
  return given;
}

// A cursor reads on from the snapshot it was given for, also when a newer one is served by now.
async function askedOf(
  { as_of: asOf, cursor }: Record<string, unknown>,
  service: Service,
): Promise<{ readonly lease: Lease; readonly now: Date }> {
  const before = typeof cursor === "string" ? askedBefore(cursor) : null;
  const now = before?.now ?? new Date();
  if (typeof asOf === "string")
    return { lease: await keptSnapshot(asOf, service, "snapshot-unknown", "as_of"), now };
  if (before) return { lease: await keptSnapshot(before.snapshot, service, "cursor-expired", "cursor"), now };
  return { lease: leaseOf(service), now };
}

async function keptSnapshot(
  id: string,
  service: Service,
  code: "snapshot-unknown" | "cursor-expired",
  field: string,
): Promise<Lease> {
  const lease = await service.snapshots.open(id);
  if (lease) return lease;
  throw new ArtunitError(code, `Snapshot "${id}" is not kept here any more. Ask again without "${field}".`, {
    field,
  });
}

const TYPES: readonly (readonly [string, Format])[] = [
  ["application/json", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/ndjson", "ndjson"],
  ["text/csv", "csv"],
  ["application/vnd.apache.parquet", "parquet"],
  ["application/x-stata-dta", "dta"],
];

function formatAsked(request: FastifyRequest): Format {
  const path = pathAsked(request);
  const extension = FORMATS.find((each) => path.endsWith(`.${each}`));
  const accept = request.headers.accept ?? "";
  return extension ?? formatAccepted(accept);
}

/** The format the client likes best (RFC 9110, 12.5.1); JSON where it names none of ours. */
function formatAccepted(accept: string): Format {
  let best: { readonly format: Format; readonly weight: number } = { format: "json", weight: 0 };
  for (const range of accept.toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((each) => each.trim());
    const format = TYPES.find(([name]) => name === type)?.[1];
    const weight = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
    if (format !== undefined && weight > best.weight) best = { format, weight };
  }
  return best.format;
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answered: Answer,
  onFault: (error: unknown) => void,
): FastifyReply {
  if (answered.kind === "json") return sendText(request, reply, JSON_TYPE, JSON.stringify(answered.body));
  if (answered.kind === "json-text") return sendText(request, reply, JSON_TYPE, answered.body);
  if (answered.fileName !== null)
    reply.header("content-disposition", `attachment; filename="${answered.fileName}"`);
  if (request.method === "HEAD") return reply.header("content-type", answered.type).send(Readable.from([]));
  if (answered.type === JSON_TYPE && !asksForTrailers(request))
    return sendParts(request, reply, answered.type, answered.chunks, onFault);
  // Set here and not with reply.trailer, which separates the names by blanks (RFC 9110, 6.6.2 has commas).
  reply.header("trailer", TRAILERS.join(", "));
  return sendParts(request, reply, answered.type, withTrailers(reply, answered), onFault);
}

const TRAILERS = ["x-artunit-rows", "x-artunit-sha256"];

/**
 * JSON carries trailers only where they are asked for: with `TE: trailers` (RFC 9110, 6.5.1), or as a file. Programs over
 * libcurl, R's among them, take a trailer for the answer's headers, and would miss its type.
 */
function asksForTrailers(request: FastifyRequest): boolean {
  return pathAsked(request).endsWith(".json") || /\btrailers\b/i.test(String(request.headers.te ?? ""));
}

/** A page with its rows and sha256 as headers. What fails before its end still gets a status of its own. */
async function inOnePiece(
  reply: FastifyReply,
  { chunks, trailers }: Extract<Answer, { kind: "stream" }>,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  reply.headers(trailers());
  return Buffer.concat(parts);
}

async function* withTrailers(
  reply: FastifyReply,
  { chunks, trailers }: Extract<Answer, { kind: "stream" }>,
): AsyncIterable<string | Uint8Array> {
  yield* chunks;
  reply.raw.addTrailers(trailers());
}
