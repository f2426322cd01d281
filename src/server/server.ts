import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { ArtunitError } from "../errors.js";
import { addCompatibleRoutes } from "../protocols/hub/compatible.js";
import { sendError } from "../protocols/native/failure.js";
import { nativePart } from "../protocols/native/openapi.js";
import { addNativeRoutes } from "../protocols/native/plugin.js";
import { addBulkRoutes } from "../protocols/products/routes.js";
import { failureOf, type Log } from "./failures.js";
import { addGuard, guardOf, OPEN } from "./guard.js";
import { Metrics } from "./metrics.js";
import { openApiDocument } from "./openapi.js";
import { mediaTypeOf, refuseParameters } from "./parameters.js";
import { Routes } from "./routes.js";
import { sendText } from "./send.js";
import { baseUrlOf, DEFAULT_SETTINGS, pathAsked, type Service, type Settings } from "./service.js";
import type { Snapshots } from "./snapshots.js";

const BODY_LIMIT = 1024 * 1024;
/** Room for criteria in the URL, as GET has them. */
const HEADER_LIMIT = 64 * 1024;
const HEADER_TIME = 15_000;
const REQUEST_TIME = 60_000;

export interface ServerOptions {
  readonly snapshots: Snapshots;
  readonly settings?: Partial<Settings>;
  /** Where faults of ours are written; nothing else is, and never what was asked. */
  readonly log?: Log;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly service: Service;
  readonly routes: Routes;
}

/** Every route but the pages, which `addPortal` adds. Listens nowhere yet. */
export function createServer({ snapshots, settings, log = console.error }: ServerOptions): Server {
  const service: Service = {
    snapshots,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    metrics: new Metrics(),
    log,
  };
  const guard = guardOf(service.settings);
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIME,
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: HEADER_TIME },
    forceCloseConnections: "idle",
    // A request that reaches us while we close is under way: it is answered, and the connection ends after it.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Hooks do not see a request whose target cannot be read.
    frameworkErrors(error, request, reply) {
      try {
        guard(request, reply);
        return sendFailure(service, request, reply, error);
      } catch (refusal) {
        return sendFailure(service, request, reply, refusal);
      }
    },
    clientErrorHandler(error, socket) {
      if (!socket.writable) return;
      const status =
        error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
      const body = JSON.stringify({
        code: Number(status.slice(0, 3)),
        error: status.slice(4),
        errorDetails: "The request is not valid HTTP, or its header is larger than 64 KiB.",
        requestIdentifier: "",
      });
      socket.end(
        `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  });
  const routes = new Routes();
  app.addHook("onRoute", ({ url, method, config }) => {
    if (url !== "*") routes.add(url, method, config?.open === true);
  });
  readBodiesAsText(app);
  addCommonHeaders(app, service);
  addGuard(app, guard);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // The rest of a body that is too large is read and dropped: a connection closed on it loses the answer.
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") reply.removeHeader("connection");
    return sendFailure(service, request, reply, error);
  });
  app.setNotFoundHandler((request, reply) => {
    const { error, allow } = routes.failure(request.method, pathAsked(request));
    if (allow) reply.header("allow", allow);
    return pathAsked(request).startsWith("/v1/")
      ? sendError(request, reply, error, log)
      : sendFailure(service, request, reply, error);
  });
  endConnectionsOnClose(app);
  app.addHook("onResponse", (_request, reply, done) => {
    service.metrics.countAnswer(reply.statusCode);
    done();
  });
  addServerRoutes(app, service);
  addCompatibleRoutes(app, service);
  addNativeRoutes(app, service);
  addBulkRoutes(app, service);
  return { app, service, routes };
}

/** A connection that was answering when closing began would otherwise be kept for its client's next request. */
function endConnectionsOnClose(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", (done) => {
    isClosing = true;
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    if (isClosing) request.raw.socket.destroySoon();
    done();
  });
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Routes read their own bodies: clients send forms un-encoded and under every content type. */
function readBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // An empty Content-Type says as much as none.
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.headers["content-type"] === "") delete request.headers["content-type"];
    done();
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
    // A body that says it is compressed, or in another character set, is refused for that.
    mediaTypeOf(request.headers);
    try {
      return UTF8.decode(body);
    } catch {
      throw new ArtunitError("bad-parameter", "The request body is not UTF-8. Send UTF-8, or escape it.");
    }
  });
}

/** As the Developer Hub was recorded to send them; `x-api-key` and the exposed names are ours. */
function addCommonHeaders(app: FastifyInstance, { settings }: Service): void {
  const cors = settings.cors === null ? {} : corsHeaders(settings.cors);
  const common: Record<string, string> = {
    ...cors,
    "strict-transport-security": "max-age=31536000;",
    "x-content-type-options": "nosniff",
    vary: settings.cors === null || settings.cors === "*" ? "accept-encoding" : "accept-encoding, origin",
  };
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(common);
    if (request.method === "OPTIONS") reply.code(204).send();
    else done();
  });
}

function corsHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, POST, OPTIONS, PUT",
    "access-control-allow-headers": "accept, authorization, content-type, x-requested-with, x-api-key",
    "access-control-expose-headers":
      "etag, retry-after, x-artunit-snapshot, x-artunit-warning, x-artunit-rows, x-artunit-sha256",
    "access-control-max-age": "1",
  };
}

function addServerRoutes(app: FastifyInstance, service: Service): void {
  app.get("/healthz", OPEN, (request, reply) => {
    refuseParameters(request.url);
    return sendText(
      request,
      reply,
      "application/json",
      JSON.stringify({ status: "ok", snapshot: snapshotId(service) }),
    );
  });
  app.get("/metrics", OPEN, (request, reply) => {
    refuseParameters(request.url);
    const text = service.metrics.text(snapshotId(service), service.settings.version);
    return sendText(request, reply, "text/plain; version=0.0.4; charset=utf-8", text);
  });
  app.get("/openapi.json", OPEN, (request, reply) => {
    refuseParameters(request.url);
    const document = openApiDocument(baseUrlOf(service, request), service.settings.version, [nativePart()]);
    return sendText(request, reply, "application/json", JSON.stringify(document));
  });
}

function snapshotId(service: Service): string | null {
  const lease = service.snapshots.current();
  const id = lease?.store.manifest.id ?? null;
  lease?.release();
  return id;
}

function sendFailure(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
): FastifyReply {
  // The client has left: nobody reads what would be said, and its leaving is no fault of ours.
  if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
  const { status, body, headers } = failureOf(thrown, service.log);
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  for (const name of ["etag", "cache-control", "content-encoding"]) reply.removeHeader(name);
  return sendText(request, reply.code(status), "application/json", body);
}
