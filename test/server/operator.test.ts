import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keysFromFile, rateLimit } from "../../src/server/index.js";
import { rejection, search, serverOf, storeOf } from "./servers.js";

const store = storeOf({ rejections: [rejection(1)] });
const folder = mkdtempSync(join(tmpdir(), "artunit-keys-"));
const file = join(folder, "keys");
afterAll(() => rmSync(folder, { recursive: true }));

const DIGEST_OF_SECOND = `sha256:${createHash("sha256").update("second-key").digest("hex")}`;
const ODP = "/api/v1/patent/oa/oa_rejections/v2/records";

test("keys: none is 401, a wrong one 403, ours is let in, in each way clients send it", async () => {
  writeFileSync(file, `# people\nfirst-key # Ada\n${DIGEST_OF_SECOND}\n`);
  const { app } = serverOf(store, { keys: keysFromFile(file) });
  const ask = async (headers: Record<string, string>) => {
    const wanted = search(ODP, { rows: "1" });
    const answer = await app.inject({ ...wanted, headers: { ...wanted.headers, ...headers } });
    return [answer.statusCode, answer.body.includes("wrong-key")];
  };
  expect(await ask({})).toEqual([401, false]);
  expect(await ask({ "x-api-key": "wrong-key" })).toEqual([403, false]);
  expect(await ask({ "X-API-Key": "first-key" })).toEqual([200, false]);
  expect(await ask({ authorization: "Bearer second-key" })).toEqual([200, false]);
  expect(await ask({ "x-api-key": DIGEST_OF_SECOND })).toEqual([403, false]);
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  expect((await app.inject({ method: "OPTIONS", url: ODP })).statusCode).toBe(204);
});

test.each([
  ["/v1/datasets", ["code", "message", "field", "position", "suggestion", "requestId"]],
  ["/v1/nothing/there", ["code", "message", "field", "position", "suggestion", "requestId"]],
  ["/ds-api", ["code", "error", "errorDetails", "requestIdentifier"]],
  ["/api/v1/datasets/products/search", ["code", "error", "errorDetails", "requestIdentifier"]],
])("%s refuses in the manner of its protocol, whatever it refuses", async (url, members) => {
  writeFileSync(file, "first-key\n");
  const { app } = serverOf(store, { keys: keysFromFile(file), rateLimit: rateLimit(2, () => 0) });
  const ask = async (headers: Record<string, string>) => {
    const answer = await app.inject({ url, headers });
    return [answer.statusCode, Object.keys(answer.json())];
  };
  expect(await ask({})).toEqual([401, members]);
  expect(await ask({ "x-api-key": "wrong" })).toEqual([403, members]);
  expect(await ask({ "x-api-key": "wrong" })).toEqual([429, members]);
});

test("a key that is not needed is ignored", async () => {
  const wanted = search(ODP, {});
  const headers = { ...wanted.headers, "x-api-key": "anything" };
  expect((await serverOf(store).app.inject({ ...wanted, headers })).statusCode).toBe(200);
});

test("a key that is taken out of the file is refused within seconds", () => {
  let now = 0;
  writeFileSync(file, "first-key\n");
  const keys = keysFromFile(file, () => now);
  expect(() => keys.check({ "x-api-key": "first-key" })).not.toThrow();
  writeFileSync(file, "other-key\n");
  utimesSync(file, 1, 1);
  now = 3000;
  expect(() => keys.check({ "x-api-key": "first-key" })).toThrow("not one of this server's");
  expect(() => keys.check({ "x-api-key": "other-key" })).not.toThrow();
});

test("a limit answers 429 with the seconds to wait, and leaves health alone", async () => {
  let now = 0;
  const { app } = serverOf(store, { rateLimit: rateLimit(3, () => now) });
  const statuses = async () => {
    const answers = [];
    for (let at = 0; at < 5; at++) answers.push(await app.inject(search(ODP, { rows: "1" })));
    return answers;
  };
  const answers = await statuses();
  expect(answers.map((each) => each.statusCode)).toEqual([200, 200, 200, 429, 429]);
  expect(answers.at(-1)?.headers["retry-after"]).toBe("20");
  expect(answers.at(-1)?.json()).toMatchObject({ code: 429, error: "Too Many Requests" });
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  now += 20_000;
  expect((await statuses()).map((each) => each.statusCode)).toEqual([200, 429, 429, 429, 429]);
});

test("a forwarded address does not make a new client", async () => {
  const { app } = serverOf(store, { rateLimit: rateLimit(1, () => 0) });
  const ask = (address: string) => app.inject({ url: ODP, headers: { "x-forwarded-for": address } });
  expect([(await ask("1.1.1.1")).statusCode, (await ask("2.2.2.2")).statusCode]).toEqual([200, 429]);
});

test("the public address stands in every link, whatever host the request names", async () => {
  const { app } = serverOf(store, { publicUrl: "https://data.example.org/oa" });
  const { body } = await app.inject({
    url: "/ds-api/oa_rejections/v2/fields",
    headers: { host: "evil.example" },
  });
  expect(body).toContain('"apiUrl":"https://data.example.org/oa/ds-api/oa_rejections/v2/fields"');
  expect(body).not.toContain("evil");
});

test("a host that is none is not repeated", async () => {
  const { app } = serverOf(store);
  const { body } = await app.inject({ url: "/ds-api/", headers: { host: 'x"><script>' } });
  expect(body).not.toContain("script");
});

test.each([
  ["*", "*"],
  ["https://app.example.org", "https://app.example.org"],
  [null, undefined],
])("with cors %s the allowed origin is %s", async (cors, expected) => {
  const { headers } = await serverOf(store, { cors }).app.inject("/ds-api/");
  expect(headers["access-control-allow-origin"]).toBe(expected);
});

test("metrics count answers and name the snapshot, and hold nothing of what was asked", async () => {
  const { app } = serverOf(store, { version: "1.2.3" });
  await app.inject(search(ODP, { criteria: "patentApplicationNumber:12000001" }));
  const { body } = await app.inject("/metrics");
  expect(body).toContain('artunit_info{version="1.2.3",snapshot="20260101T000000-memory"} 1');
  expect(body).toContain('artunit_answers_total{status="200"} 1');
  expect(body).not.toContain("12000001");
});

test.each<[string | undefined, string | undefined]>([
  ["gzip, deflate", "gzip"],
  ["gzip, deflate, br", "br"],
  ["gzip;q=0.9, br;q=0", "gzip"],
  ["*", "br"],
  ["identity", undefined],
  ["gzip;q=0", undefined],
  [undefined, undefined],
])("a client that accepts %s gets %s", async (accepted, coding) => {
  const { app } = serverOf(storeOf({ rejections: Array.from({ length: 50 }, (_, at) => rejection(at)) }));
  const answer = await app.inject({
    url: ODP,
    headers: { ...(accepted === undefined ? {} : { "accept-encoding": accepted }) },
  });
  expect(answer.headers["content-encoding"]).toBe(coding);
  expect(answer.headers.vary).toContain("accept-encoding");
});
