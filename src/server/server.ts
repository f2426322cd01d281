import { isUtf8 } from "node:buffer";
import type { Socket } from "node:net";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { ArtunitError } from "../errors.js";
import { BODY_LIMIT, type Failure, failureOf, type Log, RETRY_SECONDS } from "./failures.js";
import { addGuard, guardOf } from "./guard.js";
import { Metrics } from "./metrics.js";
import { baseUrlOf, mount, pathAsked } from "./mount.js";
import { OWN } from "./ownRoutes.js";
import { type Installation, type Protocol, protocolBelow } from "./protocol.js";
import { isFile, mediaTypeOf } from "./received.js";
import type { Answer } from "./route.js";
import { Routes } from "./routes.js";
import { sendText } from "./send.js";
import type { Service } from "./service.js";
import { DEFAULT_SETTINGS, type Settings } from "./settings.js";
import type { Snapshots } from "./snapshots.js";

/** Room for criteria in the URL, as GET has them. */
const HEADER_LIMIT = 64 * 1024;
const HEADER_TIME = 15_000;
const REQUEST_TIME = 60_000;
/** How long the answer to what is no request may take to arrive, in milliseconds. */
const LAST_WORDS = 2000;
/** How long the first bytes of a connection may be under way when closing begins, in milliseconds. */
const UNUSED_TIME = 500;

const TIMED_OUT = "ERR_HTTP_REQUEST_TIMEOUT";
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  [TIMED_OUT]: "408 Request Timeout",
};

export interface ServerOptions {
  readonly installation: Installation;
  readonly snapshots: Snapshots;
  readonly settings?: Partial<Settings>;
  /** Where faults of ours are written; nothing else is, and never what was asked. */
  readonly log?: Log;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly routes: Routes;
  readonly metrics: Metrics;
}

/** Every route of an installation. Listens nowhere yet. */
export function createServer(options: ServerOptions): Server {
  const { installation, snapshots, settings, log = console.error } = options;
  const service: Service = {
    installation,
    snapshots,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    metrics: new Metrics(),
    log,
  };
  const app = frameworkOf(service);
  const routes = new Routes(installation);
  // First of all: what is refused is counted, too.
  noteAnswers(app, service);
  readBodiesAsText(app, routes);
  addCommonHeaders(app, service);
  addGuard(app, guardOf(service.settings, installation));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // The rest of a body that is too large is read and dropped: a connection closed on it loses the answer.
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") reply.removeHeader("connection");
    return sendFailure(service, request, reply, error);
  });
  app.setNotFoundHandler((request, reply) => {
    const { error, allow } = routes.failure(
      request.method,
      pathAsked(request),
      request.body instanceof Buffer,
    );
    if (allow) reply.header("allow", allow);
    return sendFailure(service, request, reply, error);
  });
  endConnectionsOnClose(app, service.settings.closingTime);
  refuseTwoHosts(app);
  refuseOtherMethods(app, routes);
  app.addHook("onRoute", ({ url, method, config }) => {
    if (url !== "*") routes.add(url, method, config?.mounted?.route.open === true);
  });
  for (const protocol of [OWN, ...installation.protocols])
    for (const route of protocol.routes(installation)) mount(app, service, { route, protocol });
  return { app, routes, metrics: service.metrics };
}

function frameworkOf(service: Service): FastifyInstance {
  const guard = guardOf(service.settings, service.installation);
  return Fastify({
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
      void guard.admit(request, reply).then(
        () => sendFailure(service, request, reply, error),
        (refusal: unknown) => sendFailure(service, request, reply, refusal),
      );
    },
    clientErrorHandler(error, socket) {
      if (!socket.writable) return;
      const status = CLIENT_ERRORS[error.code] ?? "400 Bad Request";
      const body = JSON.stringify({
        code: Number(status.slice(0, 3)),
        error: status.slice(4),
        errorDetails:
          error.code === TIMED_OUT
            ? "The request did not arrive whole in time. Send it in one go."
            : "The request is not valid HTTP, or its header is larger than 64 KiB.",
        requestIdentifier: "",
      });
      socket.end(
        `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      // Half closed, it would be kept for as long as the client likes.
      setTimeout(() => socket.destroy(), LAST_WORDS).unref();
    },
  });
}

/**
 * A connection that was answering when closing began would otherwise be kept for its client's next request; one whose
 * client does not read would never end; and one that a browser opened ahead of need counts as busy until it is used.
 */
function endConnectionsOnClose(app: FastifyInstance, closingTime: number): void {
  let isClosing = false;
  const open = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  app.addHook("preClose", (done) => {
    isClosing = true;
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, UNUSED_TIME).unref();
    setTimeout(() => app.server.closeAllConnections(), closingTime).unref();
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    if (isClosing) request.raw.socket.destroySoon();
    done();
  });
}

/** Of two Host headers, a proxy may have gone by one and we by the other (RFC 9112, 3.2). */
function refuseTwoHosts(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const names = request.raw.rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === "host");
    if (names.length > 1)
      throw new ArtunitError("bad-parameter", "The request has two Host headers. Send one.");
    done();
  });
}

/** Methods that nobody answers are refused before a body is asked of them, as the framework does of some. */
function refuseOtherMethods(app: FastifyInstance, routes: Routes): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!request.is404 || ["GET", "HEAD", "POST", "PUT"].includes(request.method)) return done();
    const { error, allow } = routes.failure(request.method, pathAsked(request));
    if (allow) reply.header("allow", allow);
    throw error;
  });
}

/** Counts what is asked and answered, and notes it in the access log where there is one. */
function noteAnswers(app: FastifyInstance, { metrics, settings: { accessLog, issuedKeys } }: Service): void {
  const note = (request: FastifyRequest, reply: FastifyReply) => {
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    const route = request.routeOptions.config?.mounted?.route.path ?? null;
    metrics.countAnswer(status, route, milliseconds);
    const length = Number(reply.getHeader("content-length"));
    accessLog?.note({
      at: new Date(),
      client: request.client ?? null,
      method: request.method,
      route,
      status,
      milliseconds,
      bytes: Number.isFinite(length) && reply.hasHeader("content-length") ? length : null,
      isCut: !reply.raw.writableFinished,
    });
  };
  app.addHook("onRequest", (request, reply, done) => {
    metrics.countRequest();
    // Answers that nobody took to their end close without having been finished.
    reply.raw.once("close", () => note(request, reply));
    done();
  });
  if (issuedKeys) app.addHook("onClose", async () => issuedKeys.flush());
  if (accessLog) app.addHook("onClose", () => accessLog.close());
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Routes read their own bodies: clients send forms un-encoded and under every content type. */
function readBodiesAsText(app: FastifyInstance, routes: Routes): void {
  app.removeAllContentTypeParsers();
  // An empty Content-Type says as much as none.
  app.addHook("onRequest", (request, _reply, done) => {
    if (request.headers["content-type"] === "") delete request.headers["content-type"];
    done();
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
    const route = request.routeOptions.config?.mounted?.route;
    if (isFile(request.headers, route)) return body;
    // What no route answers is told that, and where files go.
    if (request.is404) return isUtf8(body) ? "" : body;
    // A body that says it is compressed, or in another character set, is refused for that.
    mediaTypeOf(request.headers);
    try {
      return UTF8.decode(body);
    } catch {
      // curl sends files under the type of forms, too.
      if (route?.body?.files) return body;
      throw new ArtunitError(
        "bad-parameter",
        `The request body is not UTF-8. Send UTF-8, or escape it.${routes.whereFilesGo()}`,
      );
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
      "etag, retry-after, x-artunit-snapshot, x-artunit-sources, x-artunit-warning, x-artunit-rows, x-artunit-sha256",
    "access-control-max-age": "1",
  };
}

/** Says what is wrong in the manner of the route that was asked, or of what answers below the path. */
function sendFailure(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
): FastifyReply {
  // The client has left: nobody reads what would be said, and its leaving is no fault of ours.
  if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
  const mounted = request.routeOptions.config?.mounted;
  const protocol = mounted?.protocol ?? protocolBelow(pathAsked(request), service.installation) ?? OWN;
  const failure = failureOf(thrown, pathAsked(request), service.log, mounted?.route.body);
  if (failure.error?.code === "snapshot-damaged") service.metrics.countDamage();
  if ((failure.status === 429 || failure.status === 503) && !reply.hasHeader("retry-after"))
    reply.header("retry-after", String(RETRY_SECONDS));
  for (const name of ["etag", "cache-control", "content-encoding"]) reply.removeHeader(name);
  const page = pageFor(request, protocol, service)?.(failure);
  if (page?.kind === "text")
    return sendText(
      request,
      reply.code(failure.status).headers(page.headers ?? {}),
      page.type ?? "text/html",
      page.body,
    );
  return sendText(
    request,
    reply.code(failure.status),
    "application/json",
    JSON.stringify(protocol.error(failure, service.installation)),
  );
}

/** How a person with a browser is told; null for programs, and below the paths of a protocol that has no pages. */
function pageFor(
  request: FastifyRequest,
  protocol: Protocol,
  service: Service,
): ((failure: Failure) => Answer) | null {
  if (!protocol.tellsByPages && !String(request.headers.accept ?? "").includes("text/html")) return null;
  const { installation } = service;
  const teller =
    protocol === OWN ? installation.protocols.find((each) => each.errorPage && !each.tellsByPages) : protocol;
  if (teller?.errorPage === undefined) return null;
  return (failure) => teller.errorPage!(failure, installation, baseUrlOf(service, request));
}
