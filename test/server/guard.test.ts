import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isRefused, spellings, statusesOf } from "../../bench/nemesis/spellings.js";
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
  "/components",
  "/console",
  "/console.js",
  "/data.json",
  "/datasets",
  "/dcat3.json",
  "/ds-api-docs",
  "/ds-api-docs/index.html",
  "/drop.js",
  "/favicon.ico",
  "/favicon.svg",
  "/healthz",
  "/index.json",
  "/keys",
  "/metrics",
  "/openapi.json",
  "/robots.txt",
  "/sql",
  "/suggest.js",
  "/v1/statistics",
];

/** What open routes answer that show nothing here: an old address, and pages that the operator did not ask for. */
const OTHERWISE: Readonly<Record<string, number>> = {
  "/components": 404,
  "/ds-api-docs": 302,
  "/ds-api-docs/index.html": 302,
  "/sql": 403,
};

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
  expect(
    declared
      .filter((each) => each.isOpen)
      .map((each) => each.url)
      .sort(),
  ).toEqual([...OPEN].sort());
  expect(declared.length).toBeGreaterThan(40);
  for (const { url, methods, isOpen } of declared) {
    const path = url.replaceAll(/:\w+/g, "x").replace("*", "x");
    for (const method of methods) {
      const { statusCode } = await app.inject({ method: method as "GET", url: path });
      expect([method, url, statusCode]).toEqual([method, url, isOpen ? (OTHERWISE[url] ?? 200) : 401]);
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

test("keys hold for any spelling of a request's target", async () => {
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
