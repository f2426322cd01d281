import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../errors.js";
import { findDataset } from "../query/index.js";
import { bundledStore } from "../store/index.js";
import { SNAPSHOT_ID } from "../store/snapshots/dataFolder.js";
import { askedBefore, dependsOnNow, PASSING_KEY } from "./cursor.js";
import { readParameters, shown } from "./parameters.js";
import type { Protocol } from "./protocol.js";
import { forwarded, isHost } from "./proxies.js";
import {
  type Answer,
  FORMATS,
  type Format,
  formatOfType,
  type Parameter,
  type Parameters,
  type Route,
  type Streamed,
} from "./route.js";
import { sendParts, sendText } from "./send.js";
import { sendFile } from "./sendFile.js";
import { contextOf, leaseOf, type Service, USUAL_ADDRESS } from "./service.js";
import type { Lease } from "./snapshots.js";
import { faultTeller, type Visit, watch } from "./visit.js";

const JSON_TYPE = "application/json";

/** A route with the protocol in whose manner it reads and refuses. */
export interface Mounted {
  readonly route: Route;
  readonly protocol: Protocol;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What answers here. Only `mount` registers routes: whatever has none is guarded. */
    readonly mounted?: Mounted;
  }
}

/** Lets a route answer under its path, where it knows several formats also with an extension that names one. */
export function mount(app: FastifyInstance, service: Service, mounted: Mounted): void {
  const { route } = mounted;
  const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
  const paths = [
    path,
    ...(route.otherTypes ? FORMATS.map((each) => `${path}.${each}`) : []),
    ...withSlashes(path, route.slashed),
  ];
  for (const url of paths)
    app.route({
      method: [...route.methods],
      url,
      config: { mounted },
      ...(route.body ? { bodyLimit: route.body.limit } : {}),
      handler: (request, reply) => answer(mounted, request, reply, service),
    });
}

/** A piece of a number behind a slash: `248,024`, `US2010`. Words there are the names of other routes, or of none. */
const AFTER_SLASH = "(^[A-Za-z]{0,2}\\d[^/]*$)";

/** The paths in which a parameter holds one slash and two. */
function withSlashes(path: string, slashed: string | undefined): readonly string[] {
  if (slashed === undefined) return [];
  const one = `:${slashed}/:afterSlash${AFTER_SLASH}`;
  return [one, `${one}/:afterSecond${AFTER_SLASH}`].map((written) => path.replace(`:${slashed}`, written));
}

async function answer(
  { route, protocol }: Mounted,
  request: FastifyRequest,
  reply: FastifyReply,
  service: Service,
): Promise<FastifyReply> {
  const parameters = readParameters(route, protocol.read(requestOf(request, route), route));
  const { lease, now } = await snapshotAsked(route, parameters, service);
  const visit = watch(reply, service.settings.queryTime, () => lease?.release());
  try {
    const format = route.otherTypes ? formatAsked(request) : "json";
    if (route.otherTypes) reply.header("vary", `${reply.getHeader("vary") ?? "accept-encoding"}, accept`);
    if (lease !== null && route.from !== "snapshot-if-any") {
      reply.header("x-artunit-snapshot", lease.store.manifest.id);
      const tag = entityTag(lease, format, service);
      if (bearsTag(route, parameters, request) && isKnown(request, reply, tag)) {
        visit.done();
        return reply.code(304).send();
      }
    }
    const { client } = request;
    const context = contextOf(
      service,
      lease,
      now,
      baseUrlOf(service, request),
      client?.key ?? client?.address ?? "",
      client?.holder?.role ?? (client?.key ? "key" : "anybody"),
    );
    const answered = await route.handle({ ...parameters, format, signal: visit.signal }, context);
    return await send(request, reply, answered, visit, service);
  } catch (error) {
    visit.done();
    throw visit.signal.reason instanceof ArtunitError ? visit.signal.reason : error;
  }
}

function requestOf(request: FastifyRequest, { slashed }: Route) {
  const { afterSlash, afterSecond, ...path } = request.params as Readonly<Record<string, string>>;
  const parts = [afterSlash, afterSecond].filter((part) => part !== undefined);
  return {
    url: request.url,
    headers: request.headers,
    path:
      slashed === undefined || parts.length === 0
        ? path
        : { ...path, [slashed]: [path[slashed], ...parts].join("/") },
    body: typeof request.body === "string" ? request.body : "",
    ...(request.body instanceof Uint8Array ? { bytes: request.body } : {}),
  };
}

/** The path of a request, without its query string. */
export function pathAsked({ url }: FastifyRequest): string {
  return url.split("?", 1)[0] ?? url;
}

/** The address of this server as the client knows it, without a slash at its end. */
export function baseUrlOf({ settings }: Service, request: FastifyRequest): string {
  if (settings.publicUrl !== null) return settings.publicUrl;
  const { protocol, host: named, prefix } = forwarded(settings.proxies, request.ip, request.headers);
  const host = named ?? request.headers.host ?? "";
  return isHost(host) ? `${protocol ?? "http"}://${host}${prefix ?? ""}` : USUAL_ADDRESS;
}

interface Held {
  readonly lease: Lease | null;
  readonly now: Date;
}

// A cursor reads on from the snapshot it was given for, also when a newer one is served by now.
async function snapshotAsked(route: Route, parameters: Parameters, service: Service): Promise<Held> {
  const { snapshots } = service;
  if (route.from === "nothing") return { lease: null, now: new Date() };
  const of = (kind: Parameter["kind"]) => {
    const name = route.parameters.find((each) => each.kind === kind)?.name;
    const value = name === undefined ? undefined : parameters.text(name);
    return name === undefined || value === undefined ? null : { name, value };
  };
  const [cursor, snapshot] = [of("cursor"), of("snapshot")];
  const before = cursor && askedBefore(cursor.value, snapshots.sealKey ?? PASSING_KEY);
  const now = before?.now ?? new Date();
  const kept = async (id: string, code: "snapshot-unknown" | "cursor-expired", field: string) => {
    const lease = await snapshots.open(id);
    if (lease) return { lease, now };
    const message = SNAPSHOT_ID.test(id)
      ? `Snapshot "${id}" is not kept here, or not any more. Ask again without "${field}".`
      : `There is no snapshot "${shown(id)}". Ask again without "${field}", or with an id that an answer gave.`;
    throw new ArtunitError(code, message, { field });
  };
  if (snapshot) return kept(snapshot.value, "snapshot-unknown", snapshot.name);
  if (before && cursor) return kept(before.snapshot, "cursor-expired", cursor.name);
  if (route.from === "snapshot-if-any") return { lease: snapshots.current(), now };
  return {
    lease: snapshots.current() ?? bundledLease(route, parameters, service) ?? leaseOf(snapshots),
    now,
  };
}

/** What answers without a snapshot: the rows that come with the program, where the route asks for such. */
function bundledLease(
  route: Route,
  parameters: Parameters,
  { installation, settings }: Service,
): Lease | null {
  const named = (kind: Parameter["kind"]) => {
    const found = route.parameters.find((each) => each.kind === kind);
    return found && parameters.text(found.name);
  };
  const [key, version] = [named("key"), named("version")];
  const isBundled =
    key === undefined || version === undefined
      ? route.from === "snapshot-or-bundled"
      : findDataset(installation, key, version).table.bundled !== undefined;
  if (!isBundled) return null;
  return { store: bundledStore(installation.tables, settings.version), release: () => {} };
}

/** Same snapshot, same program, same address: same answer. */
function entityTag({ store }: Lease, format: Format, { settings }: Service): string {
  return `W/"${store.manifest.id}-${settings.version}-${settings.unknownFields}-${format}"`;
}

/** Whether nothing but snapshot, program and address decides the answer. */
function bearsTag(route: Route, parameters: Parameters, { method }: FastifyRequest): boolean {
  if (route.changes || (method !== "GET" && method !== "HEAD")) return false;
  return !route.parameters.some(
    ({ kind, name }) => kind === "criteria" && dependsOnNow(parameters.text(name)),
  );
}

/** Sets the tag, and says whether the client has this answer already. */
function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header("etag", tag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"];
  return known?.split(",").some((each) => each.trim() === tag) ?? false;
}

function formatAsked(request: FastifyRequest): Format {
  const path = pathAsked(request);
  const extension = FORMATS.find((each) => path.endsWith(`.${each}`));
  return extension ?? formatAccepted(request.headers.accept ?? "");
}

/** The format the client likes best (RFC 9110, 12.5.1); JSON where it names none of ours. */
function formatAccepted(accept: string): Format {
  let best: { readonly format: Format; readonly weight: number } = { format: "json", weight: 0 };
  for (const range of accept.toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((each) => each.trim());
    const format = formatOfType(type);
    const weight = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
    if (format !== undefined && weight > best.weight) best = { format, weight };
  }
  return best.format;
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answered: Answer,
  visit: Visit,
  service: Service,
): Promise<FastifyReply> {
  if (answered.status !== undefined) reply.code(answered.status);
  if (answered.headers) reply.headers(answered.headers);
  if (answered.kind === "stream") return sendStream(request, reply, answered, visit, service);
  visit.answerBegins();
  switch (answered.kind) {
    case "json":
      return sendText(request, reply, JSON_TYPE, JSON.stringify(answered.body));
    case "text":
      return sendText(request, reply, answered.type ?? JSON_TYPE, answered.body);
    case "file":
      return sendFile(request, reply, answered.file);
    case "elsewhere":
      return reply.redirect(answered.url, 302);
  }
}

async function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  streamed: Streamed,
  visit: Visit,
  service: Service,
): Promise<FastifyReply> {
  const { type, chunks, fileName, held, trailers } = streamed;
  const onFault = faultTeller(visit, service.log);
  const sendsTrailers = trailers && (type !== JSON_TYPE || asksForTrailers(request));
  if (held > 0 && !sendsTrailers) {
    const { first, rest } = await hold(chunks, held);
    visit.answerBegins();
    if (rest !== null) return sendParts(request, reply, type, followedBy(first, rest), onFault);
    if (trailers) reply.headers(trailers());
    return sendText(request, reply, type, whole(first));
  }
  visit.answerBegins();
  if (fileName !== null) reply.header("content-disposition", `attachment; filename="${fileName}"`);
  if (request.method === "HEAD") return reply.header("content-type", type).send(Readable.from([]));
  if (!sendsTrailers) return sendParts(request, reply, type, chunks, onFault);
  // Set here and not with reply.trailer, which separates the names by blanks (RFC 9110, 6.6.2 has commas).
  reply.header("trailer", TRAILERS.join(", "));
  return sendParts(request, reply, type, withTrailers(reply, chunks, trailers), onFault);
}

const TRAILERS = ["x-artunit-rows", "x-artunit-sha256"];

/**
 * JSON carries trailers only where they are asked for: with `TE: trailers` (RFC 9110, 6.5.1), or as a file. Programs over
 * libcurl, R's among them, take a trailer for the answer's headers, and would miss its type.
 */
function asksForTrailers(request: FastifyRequest): boolean {
  return pathAsked(request).endsWith(".json") || /\btrailers\b/i.test(String(request.headers.te ?? ""));
}

type Chunk = string | Uint8Array;

/** Takes chunks until there are none left (`rest` is null), or enough to begin sending. */
async function hold(
  chunks: AsyncIterable<Chunk>,
  most: number,
): Promise<{ readonly first: readonly Chunk[]; readonly rest: AsyncIterator<Chunk> | null }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Chunk[] = [];
  let length = 0;
  while (length < most) {
    const next = await iterator.next();
    if (next.done) return { first, rest: null };
    first.push(next.value);
    length += next.value.length;
  }
  return { first, rest: iterator };
}

function whole(chunks: readonly Chunk[]): string | Buffer {
  return chunks.every((each) => typeof each === "string")
    ? chunks.join("")
    : Buffer.concat(chunks.map((each) => (typeof each === "string" ? Buffer.from(each) : each)));
}

async function* followedBy(first: readonly Chunk[], rest: AsyncIterator<Chunk>): AsyncIterable<Chunk> {
  yield* first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

async function* withTrailers(
  reply: FastifyReply,
  chunks: AsyncIterable<Chunk>,
  trailers: NonNullable<Streamed["trailers"]>,
): AsyncIterable<Chunk> {
  yield* chunks;
  reply.raw.addTrailers(trailers());
}
