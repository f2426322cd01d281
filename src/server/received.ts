import type { IncomingHttpHeaders } from "node:http";
import { parse } from "node:querystring";
import { ArtunitError } from "../errors.js";
import { type Pair, parseForm } from "./forms.js";
import { readMultipart } from "./multipart.js";
import { repeated, shown } from "./parameters.js";
import type { Received, Route } from "./route.js";

/** A request, whatever the web framework. */
export interface Request {
  /** The path and the query string. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body of a form with files, or a file, which are no text. */
  readonly bytes?: Uint8Array;
}

/** Everything before the question mark is the route; what follows it. */
function queryStringOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

/**
 * Reads a request to the letter: parameters of the path, the query string and the body together, and one that is given
 * twice is refused. The body is a JSON object, or a form as `curl -d` sends it.
 *
 * @throws ArtunitError `bad-parameter`, `unsupported-media-type`.
 */
export function readStrictly(request: Request, route: Route): Received {
  // Without a prototype: a client may call a parameter __proto__.
  const received: Record<string, unknown> = Object.assign(Object.create(null), request.path);
  const query = queryStringOf(request.url);
  for (const given of [query === "" ? {} : parse(query), sentIn(request, route)])
    for (const [name, value] of Object.entries(given)) {
      if (Object.hasOwn(request.path, name)) throw inPath(name);
      if (Object.hasOwn(received, name)) throw repeated(name);
      received[name] = value;
    }
  return received;
}

function inPath(name: string): ArtunitError {
  const message = `"${name}" stands in the path of this route; there is no parameter of that name beside it.`;
  return new ArtunitError("bad-parameter", message, { field: name });
}

/** Whether a body is read as bytes: a form with files, or a file, on a route that reads such. */
export function isFile(headers: IncomingHttpHeaders, route: Route | undefined): boolean {
  if (!route?.parameters.some(({ kind }) => kind === "file")) return false;
  const type = plainType(headers);
  if (type === "multipart/form-data") return true;
  return route.body?.files !== undefined && type !== "application/json" && type !== FORM;
}

const FORM = "application/x-www-form-urlencoded";

function plainType(headers: IncomingHttpHeaders): string {
  return (headers["content-type"] ?? "").split(";", 1)[0]!.trim().toLowerCase();
}

function sentIn(request: Request, route: Route): object {
  const { bytes, headers } = request;
  if (bytes === undefined) return bodyOf(request, route);
  const type = plainType(headers);
  if (type === "multipart/form-data") return readMultipart(bytes, headers["content-type"] ?? "");
  return fileOf(bytes, type, headers, route);
}

/** A body that is a file itself, as its parameter. Its content is told by whoever reads it, not by its type. */
function fileOf(bytes: Uint8Array, type: string, headers: IncomingHttpHeaders, route: Route): object {
  if (bytes.length === 0) return {};
  const coding = headers["content-encoding"] ?? "identity";
  if (coding !== "identity") throw compressed(coding);
  const types = route.body?.files ?? [];
  const parameter = route.parameters.find(({ kind }) => kind === "file")!.name;
  const known = types.find((each) => each.type === type);
  if (known || ["", "application/octet-stream", FORM].includes(type))
    return { [parameter]: { name: "The body", bytes } };
  throw new ArtunitError(
    "unsupported-media-type",
    `A body of type "${shown(type)}" is not read here. Send ${[...new Set(types.map(({ extension }) => extension))].join(", ")} under its own type or as application/octet-stream, a form with a file (multipart/form-data), or application/json.`,
  );
}

function bodyOf({ body, headers }: Request, route: Route): object {
  if (body.trim() === "") return {};
  const type = (headers["content-type"] ?? "").toLowerCase();
  if (route.body && !type.startsWith("application/json"))
    return isFormOf(body, type, route) ? formOf(body, route) : { [route.body.plain]: body };
  if (type.includes("x-www-form-urlencoded") && !/^\s*[[{]/.test(body)) return formOf(body, route);
  const send = route.body
    ? `Send {"${route.body.plain}": "…"}, or the ${route.body.plain} itself as text/plain.`
    : 'Send the parameters as a JSON object, for example {"criteria": "*:*"}, or as a form.';
  if (!type.startsWith("application/json") && !/^\s*[[{]/.test(body))
    throw new ArtunitError("unsupported-media-type", send);
  return objectIn(body, send);
}

/** The object that a body of JSON is. Throws `bad-parameter` with the place where it is none; `send` is what to do. */
function objectIn(body: string, send: string): object {
  const read = parsed(body, send);
  if (typeof read === "object" && read !== null && !Array.isArray(read)) return withoutRepeats(body, read);
  const is = Array.isArray(read) ? "a list" : read === null ? "null" : `a ${typeof read}`;
  throw new ArtunitError("bad-parameter", `The body is not a JSON object: it is ${is}. ${send}`);
}

function parsed(body: string, send: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    const why = (error as Error).message.slice(0, 200).replace(/\.$/, "");
    const told = / at position (\d+)/.exec(why)?.[1];
    // Where it ends too early, the engine names no place.
    const position = told === undefined ? (/end of JSON/.test(why) ? body.length : undefined) : Number(told);
    const place = told === undefined && position !== undefined ? ` (character ${position})` : "";
    throw new ArtunitError(
      "bad-parameter",
      `The body is not a JSON object: ${why}${place}. ${send}`,
      position === undefined ? {} : { position },
    );
  }
}

/** A form that names a parameter, where programs send plain text under the type of forms, too. */
function isFormOf(body: string, type: string, route: Route): boolean {
  const name = /^(\w+)=/.exec(body)?.[1];
  return type.startsWith(FORM) && name !== undefined && route.parameters.some((each) => each.name === name);
}

function formOf(body: string, route: Route): object {
  const given: Record<string, string | string[]> = Object.create(null);
  for (const { name, value } of parseForm(body, namesOf(route))) {
    const before = given[name];
    given[name] = before === undefined ? value : [before, value].flat();
  }
  return given;
}

/**
 * Reads requests of programs that paste values in without encoding them and send bodies under every content type.
 * Names that are tolerated have no effect.
 */
export function readLeniently(tolerated: readonly string[]): (request: Request, route: Route) => Received {
  return ({ url, headers, path, body }, route) => {
    const names = namesOf(route, tolerated);
    const type = mediaTypeOf(headers);
    const sent = [parseForm(queryStringOf(url), names), readBody(body, type, names)].map(once);
    for (const each of sent) if (each.size > 0) for (const name of tolerated) each.delete(name);
    const [inAddress, inBody] = sent as [Map<string, string>, Map<string, string>];
    // Of two that say the same, either may be taken.
    for (const [name, value] of inAddress) {
      if (inBody.has(name) && inBody.get(name) !== value) throw sentTwice(name);
      inBody.set(name, value);
    }
    return { ...Object.fromEntries(inBody), ...path };
  };
}

/** The names that may stand in a form without a value. */
function namesOf(route: Route, tolerated: readonly string[] = []): ReadonlySet<string> {
  const sent = route.parameters.filter((each) => each.in === "query").map((each) => each.name);
  return new Set([...sent, ...tolerated]);
}

function once(pairs: readonly Pair[]): Map<string, string> {
  const sent = new Map<string, string>();
  for (const { name, value } of pairs) {
    if (sent.has(name)) throw repeated(shown(name));
    sent.set(name, value);
  }
  return sent;
}

/** What a body of JSON says. Throws `bad-parameter`, with an object that may be sent, for one that is none. */
export function jsonIn(body: string, example: string): unknown {
  return parsed(body, `Send an object, for example ${example}.`);
}

/**
 * The body's media type in lower case without parameters; null where none was sent.
 *
 * @throws ArtunitError `unsupported-media-type` where the body is compressed or not in UTF-8.
 */
export function mediaTypeOf(headers: IncomingHttpHeaders): string | null {
  const coding = headers["content-encoding"] ?? "identity";
  if (coding !== "identity") throw compressed(coding);
  const type = headers["content-type"];
  if (!type) return null;
  const [media = "", ...parameters] = type.toLowerCase().split(";");
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith("charset="));
  const name = charset?.slice("charset=".length).replaceAll('"', "") ?? "utf-8";
  if (name !== "utf-8" && name !== "utf8" && name !== "us-ascii") {
    throw new ArtunitError(
      "unsupported-media-type",
      `A body in "${shown(name)}" is not read here. Send UTF-8.`,
    );
  }
  return media.trim();
}

/** A parameter that the query string and the body say differently. */
export function sentTwice(name: string): ArtunitError {
  return new ArtunitError(
    "bad-parameter",
    `"${shown(name)}" is sent in the address and otherwise in the body. Send it once.`,
    { field: shown(name) },
  );
}

function compressed(coding: string): ArtunitError {
  return new ArtunitError(
    "unsupported-media-type",
    `A body compressed with "${shown(coding)}" is not read here.`,
  );
}

function readBody(body: string, type: string | null, names: ReadonlySet<string>): readonly Pair[] {
  if (body === "") return [];
  if (type === "application/json") return readJsonBody(body);
  if (type === null || type === "application/x-www-form-urlencoded" || type === "text/plain") {
    return parseForm(body.replace(/\r?\n$/, ""), names);
  }
  throw new ArtunitError(
    "unsupported-media-type",
    `A body of type "${shown(type)}" is not read here. Send application/x-www-form-urlencoded, for example criteria=*:*&start=0&rows=100, or application/json.`,
  );
}

function readJsonBody(body: string): readonly Pair[] {
  const read = objectIn(body, 'Send an object, for example {"criteria":"*:*","rows":100}.');
  return Object.entries(read).map(([name, value]: [string, unknown]) => {
    if (typeof value === "string") return { name, value };
    if (typeof value === "number" || typeof value === "boolean") return { name, value: String(value) };
    throw new ArtunitError(
      "bad-parameter",
      `"${shown(name)}" in the JSON body must be a string or a number.`,
      {
        field: shown(name),
      },
    );
  });
}

/**
 * What was read from JSON; an object in it that has a member twice is refused, of which JSON.parse keeps the last.
 *
 * @throws ArtunitError `bad-parameter`.
 */
export function withoutRepeats<T>(json: string, read: T): T {
  // The members of each object that is open; null for a list.
  const open: (Set<string> | null)[] = [];
  // Strings, and the brackets outside them; a string of an object that a colon follows is a name.
  for (const [token, name, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    const members = open.at(-1);
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (name === undefined) open.pop();
    else if (colon !== undefined && members) {
      const member = JSON.parse(name) as string;
      if (members.has(member)) throw repeated(shown(member));
      members.add(member);
    }
  }
  return read;
}
