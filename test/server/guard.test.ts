import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keysFromFile, rateLimit, type Settings } from "../../src/server/index.js";
import { rejection, serverOf, storeOf } from "./servers.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-guard-"));
const file = join(folder, "keys");
writeFileSync(file, "a-key\n");
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});

const OPEN = [
  "/",
  "/about",
  "/accessibility",
  "/apis",
  "/apis.json",
  "/artunit.css",
  "/data.json",
  "/datasets",
  "/dcat3.json",
  "/ds-api-docs",
  "/ds-api-docs/index.html",
  "/favicon.ico",
  "/favicon.svg",
  "/healthz",
  "/index.json",
  "/metrics",
  "/openapi.json",
  "/robots.txt",
  "/v1/statistics",
];

/** The whole server, pages included, and where it listens. */
async function listening(settings: Partial<Settings>) {
  const server = serverOf(storeOf({ rejections: [rejection(1)] }), settings);
  const port = Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
  closing.push(() => server.app.close());
  return { ...server, port };
}

test("every route that is not declared open asks for a key, each of its methods", async () => {
  const { app, routes } = await listening({ keys: keysFromFile(file) });
  const declared = routes.all();
  expect(declared.filter((each) => each.isOpen).map((each) => each.url)).toEqual(
    expect.arrayContaining(OPEN),
  );
  expect(declared.filter((each) => each.isOpen)).toHaveLength(OPEN.length);
  expect(declared.length).toBeGreaterThan(40);
  for (const { url, methods, isOpen } of declared) {
    const path = url.replaceAll(/:\w+/g, "x").replace("*", "x");
    for (const method of methods) {
      const { statusCode } = await app.inject({ method: method as "GET", url: path });
      expect([method, url, statusCode]).toEqual([method, url, isOpen ? 200 : 401]);
    }
  }
});

test("what no route answers asks for a key too, and says nothing of the routes there are", async () => {
  const { app } = await listening({ keys: keysFromFile(file) });
  for (const url of ["/nothing", "/v1/nothing", "/v1/%zz", "/healthz/more"]) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 401]);
    expect(answer.body).not.toMatch(/nearest|\/v1/);
  }
  expect((await app.inject({ method: "DELETE", url: "/v1/datasets" })).statusCode).toBe(401);
  expect((await app.inject({ url: "/nothing", headers: { "x-api-key": "a-key" } })).statusCode).toBe(404);
});

test("keys hold for any spelling of a request's target", { timeout: 120_000 }, async () => {
  const { port } = await listening({ keys: keysFromFile(file) });
  const requests = spellings(10_000, 1);
  const leaked = await statusesOf(port, requests, "");
  expect(requests.filter((_, at) => !isRefused(leaked[at]!))).toEqual([]);
  // The same targets lead to data for whoever has a key: the spellings are such that routes answer.
  const answered = await statusesOf(port, requests.slice(0, 3000), "X-API-KEY: a-key\r\n");
  expect(answered.filter((each) => each.startsWith("200")).length).toBeGreaterThan(250);
});

test("a rate limit counts any spelling of a request's target, and what no route answers", async () => {
  const { port } = await listening({ rateLimit: rateLimit(50, () => 0) });
  const requests = spellings(1000, 2).filter((each) => !each.startsWith("OPTIONS"));
  const statuses = await statusesOf(port, requests, "");
  // What is no HTTP is answered before anyone is counted, by closing the connection.
  expect(statuses.filter((each) => !/^(?:429|400 not HTTP|200 page)/.test(each))).toHaveLength(50);
  expect(await statusesOf(port, ["GET /healthz", "GET /"], "")).toEqual(["200", "200 page"]);
});

test("keys that are guessed count against the limit of the address they come from", async () => {
  const { app } = await listening({ keys: keysFromFile(file), rateLimit: rateLimit(2, () => 0) });
  const ask = async (key: string) =>
    (await app.inject({ url: "/v1/datasets", headers: { "x-api-key": key } })).statusCode;
  expect([await ask("one"), await ask("two"), await ask("three")]).toEqual([403, 403, 429]);
  expect([await ask("a-key"), await ask("a-key"), await ask("a-key")]).toEqual([200, 200, 429]);
});

/**
 * A preflight cannot carry a key; it answers headers that are the same for every path, and no body. An absolute
 * target whose path is lost to the host, as http://ds-api, is the first page, which is open.
 */
function isRefused(status: string): boolean {
  return /^(?:4\d\d|204 empty|200 page)/.test(status);
}

const PATHS = [
  "/v1/datasets",
  "/v1/datasets/oa_rejections",
  "/v1/snapshots",
  "/ds-api",
  "/ds-api/oa_rejections/v2/fields",
  "/ds-api/oa_rejections/v2/records",
  "/ds-api/swagger/docs/oa_rejections.json",
  "/api/v1/patent/oa/oa_rejections/v2/fields",
  "/api/v1/patent/oa/oa_rejections/v2/records",
  "/api/v1/datasets/products/search",
  "/api/v1/datasets/products/OACT",
  "/bdr-oa-bulkdata/weekly/x.zip",
];
const ORIGINS = [
  "http://x",
  "http://x:80",
  "HTTP://X",
  "https://a:b@x",
  "http://",
  "//x",
  "x",
  "ftp://x",
  "http:",
];

/** Methods and targets, the same for each seed. */
function spellings(count: number, seed: number): readonly string[] {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const oneOf = <T>(choices: readonly T[]): T => choices[random(choices.length)]!;
  const inserted = (path: string, part: string) => {
    const at = random(path.length + 1);
    return path.slice(0, at) + part + path.slice(at);
  };
  const atSlash = (path: string, part: string) => {
    const slashes = [...path.matchAll(/\//g)].map((each) => each.index);
    if (slashes.length === 0) return path;
    const at = oneOf(slashes);
    return path.slice(0, at) + part + path.slice(at + 1);
  };
  const escaped = (path: string, times: number) => {
    const at = random(path.length);
    const hex = path.charCodeAt(at).toString(16).padStart(2, "0");
    const coded = `%${"25".repeat(times - 1)}${random(2) ? hex : hex.toUpperCase()}`;
    return path.slice(0, at) + coded + path.slice(at + 1);
  };
  const changes: readonly ((path: string) => string)[] = [
    ...Array.from({ length: 4 }, () => (path: string) => escaped(path, 1)),
    (path) => escaped(escaped(escaped(path, 1), 1), 1),
    (path) => path.replace(/[a-z0-9]/g, (each) => (random(2) ? each : `%${each.charCodeAt(0).toString(16)}`)),
    (path) => escaped(path, 2),
    (path) => `${path}/`,
    (path) => `${path}//`,
    (path) => `/${path}`,
    (path) =>
      atSlash(
        path,
        oneOf([
          "//",
          "/./",
          "/../",
          "/x/../",
          "/%2e%2e/",
          "/%2e/",
          "%2f",
          "%2F",
          "\\",
          "%5c",
          "/;/",
          "/..;/",
        ]),
      ),
    (path) => path.replace(/[a-z]/g, (each) => (random(4) ? each : each.toUpperCase())),
    (path) =>
      inserted(
        path,
        oneOf([";a=b", "%00", "%20", "%09", "%0d%0a", "%", "%zz", "%c0%af", "%u002f", "\t", "\xe9"]),
      ),
    (path) =>
      `${path}${oneOf(["?", "?a", "?a=/healthz", "#", "#/healthz", "%3f", ";jsessionid=1", ".json", ".csv"])}`,
    (path) => `${oneOf(ORIGINS)}${path}`,
    (path) => `${oneOf(ORIGINS)}${path}`,
    (path) => `${oneOf(["/healthz/..", "/openapi.json/..", "/healthz;", "/%2e%2e"])}${path}`,
  ];
  return Array.from({ length: count }, () => {
    let path = oneOf(PATHS);
    for (let change = random(3); change >= 0; change--) path = oneOf(changes)(path);
    return `${oneOf(["GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PROPFIND"])} ${path}`;
  });
}

/** The status of each, sent as it is over a connection of its own, and whether its body is empty. */
async function statusesOf(
  port: number,
  requests: readonly string[],
  headers: string,
): Promise<readonly string[]> {
  const statuses: string[] = new Array(requests.length);
  let next = 0;
  const ask = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const answer = await sendRaw(
        port,
        `${requests[at]} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`,
      );
      const status = answer.slice(9, 12);
      const isEmpty = status === "204" && answer.endsWith("\r\n\r\n");
      const isPage = /\r\ncontent-security-policy: /.test(answer);
      const isHttp = !answer.includes("is not valid HTTP");
      statuses[at] =
        `${status}${isEmpty ? " empty" : ""}${isPage ? " page" : ""}${isHttp ? "" : " not HTTP"}`;
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return statuses;
}

function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request, "latin1"));
    let received = "";
    socket.on("data", (part) => {
      received += part.toString("latin1");
    });
    socket.on("close", () => resolve(received));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(received) : reject(error),
    );
  });
}
