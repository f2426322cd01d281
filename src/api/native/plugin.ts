import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../../errors.js";
import { sendParts, sendText } from "../send.js";
import { baseUrlOf, leaseOf, type Service } from "../service.js";
import type { Lease } from "../snapshots.js";
import { watch } from "../visit.js";
import { snapshotOf } from "./cursor.js";
import { addExtractRoute } from "./extract.js";
import { sendError } from "./failure.js";
import { NATIVE_ROUTES } from "./index.js";
import { type Answer, type Asked, FORMATS, type Format, type Route, readParameters } from "./route.js";

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
    const received = receivedBy(request);
    const lease = await leaseAsked(received, service);
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
      if (request.method === "GET" && !dependsOnTime(asked)) {
        reply.header("etag", tag).header("cache-control", "no-cache");
        if (request.headers["if-none-match"]?.includes(tag)) {
          visit.done();
          return reply.code(304).send();
        }
      }
      const context = { lease, now: new Date(), baseUrl: baseUrlOf(service, request) };
      const answered = await route.handle(asked, context);
      visit.answerBegins();
      return send(request, reply, answered);
    } catch (error) {
      visit.done();
      throw visit.signal.reason instanceof ArtunitError ? visit.signal.reason : error;
    }
  } catch (error) {
    if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
    return sendError(request, reply, error, service.log);
  }
}

function receivedBy(request: FastifyRequest): Record<string, unknown> {
  return { ...(request.query as object), ...bodyOf(request), ...(request.params as object) };
}

function bodyOf(request: FastifyRequest): object {
  if (typeof request.body !== "string" || request.body === "") return {};
  try {
    const read: unknown = JSON.parse(request.body);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Falls through: text that is not JSON and JSON that is not an object get the same answer.
  }
  throw new ArtunitError(
    "unsupported-media-type",
    'Send the parameters as a JSON object, for example {"criteria": "legalSectionCode:103"}.',
  );
}

// A cursor reads on from the snapshot it was given for, also when a newer one is served by now.
async function leaseAsked(received: Record<string, unknown>, service: Service): Promise<Lease> {
  const { as_of: asOf, cursor } = received;
  if (typeof asOf === "string") return keptSnapshot(asOf, service, "snapshot-unknown", "as_of");
  if (typeof cursor === "string")
    return keptSnapshot(snapshotOf(cursor), service, "cursor-expired", "cursor");
  return leaseOf(service);
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

// "NOW" in criteria means another day tomorrow.
function dependsOnTime(asked: Asked): boolean {
  return /[?&]criteria=[^&]*NOW/.test(asked.url);
}

const TYPES: readonly (readonly [string, Format])[] = [
  ["application/json", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/ndjson", "ndjson"],
  ["text/csv", "csv"],
  ["application/vnd.apache.parquet", "parquet"],
];

function formatAsked(request: FastifyRequest): Format {
  const path = request.url.split("?", 1)[0] ?? "";
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

function send(request: FastifyRequest, reply: FastifyReply, answered: Answer): FastifyReply {
  if (answered.kind === "json") return sendText(request, reply, JSON_TYPE, JSON.stringify(answered.body));
  if (answered.fileName !== null) {
    reply.header("content-disposition", `attachment; filename="${answered.fileName}"`);
    for (const name of ["x-artunit-rows", "x-artunit-sha256"])
      reply.trailer(name, async () => answered.trailers()[name] ?? "");
  }
  return sendParts(request, reply, answered.type, answered.chunks);
}
