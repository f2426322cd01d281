import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { accessLogTo, keysFromFile, protocolsMeant, rateLimit } from "../../src/server/index.js";
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

test("the portal's searches say of a missing key what its status says, and what to do", async () => {
  writeFileSync(file, "first-key\n");
  const { app } = serverOf(store, { keys: keysFromFile(file) });
  for (const path of ["trials/proceedings/search", "trials/decisions/search", "applications/search"]) {
    const answer = await app.inject(`/api/v1/patent/${path}`);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      401,
      {
        code: path.startsWith("trials") ? "401" : 401,
        error: "Unauthorized",
        message: "Unauthorized",
        errorDetails: expect.stringContaining("X-API-KEY"),
      },
    ]);
  }
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
  expect(() => keys.check("first-key")).not.toThrow();
  writeFileSync(file, "other-key\n");
  utimesSync(file, 1, 1);
  now = 3000;
  expect(() => keys.check("first-key")).toThrow("not one of this server's");
  expect(() => keys.check("other-key")).not.toThrow();
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

test.each([
  [["v1"], [401, 200, 404, 200, 200]],
  [["-ds-api"], [401, 401, 401, 200, 401]],
  [
    ["/v1", "pages"],
    [401, 200, 404, 200, 401],
  ],
  [
    ["native", "api"],
    [401, 401, 401, 200, 200],
  ],
])("keys for %j leave the rest open", async (names, statuses) => {
  writeFileSync(file, "first-key\n");
  const { app } = serverOf(store, {
    keys: keysFromFile(file),
    keysFor: protocolsMeant(names, INSTALLATION),
  });
  const urls = [
    "/v1/datasets",
    ODP,
    "/api/v1/patent/applications/search",
    "/ds-api/oa_rejections/v2/fields",
    "/datasets/oa_rejections/v2",
  ];
  const asked = urls.map(async (url) => (await app.inject(url)).statusCode);
  expect(await Promise.all(asked)).toEqual(statuses);
  expect((await app.inject("/nothing")).statusCode).toBe(401);
});

test.each([[["v2"]], [["v1", "-api"]], [[""]]])("keys for %j is refused with what there is", (names) => {
  expect(() => protocolsMeant(names, INSTALLATION)).toThrow("is nothing that is served. Write some of");
});

test("the console sends the key as a field of its form, which no route sees", async () => {
  writeFileSync(file, "first-key\n");
  const { app } = serverOf(store, { keys: keysFromFile(file) });
  const page = "/console?operation=hub-search-oa_rejections-v2-post";
  expect((await app.inject(page)).body).toContain('<input name="api_key" type="password"');
  expect((await serverOf(store).app.inject(page)).body).not.toContain("api_key");
  const send = async (payload: string, url = ODP) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return (await app.inject({ method: "POST", url, headers, payload })).statusCode;
  };
  const form = "criteria=*:*&start=0&rows=1&sort=";
  expect(await send(`${form}&api_key=first-key`)).toBe(200);
  expect(await send(`api_key=first-key&${form}`, "/ds-api/oa_rejections/v2/records")).toBe(200);
  expect(await send(`${form}&api_key=wrong`)).toBe(403);
  expect(await send(`${form}&api_key=`)).toBe(401);
  expect(await send(form)).toBe(401);
  expect(await send("", "/v1/nothing")).toBe(401);
  expect(await send("text=x&api_key=first-key", "/v1/extract")).toBe(401);
  expect((await app.inject(`${ODP}?${form}&api_key=first-key`)).statusCode).toBe(401);
});

test("the access log has a line for each answer, with nothing of what was asked", async () => {
  writeFileSync(file, "first-key\n");
  const log = join(folder, "access.log");
  const accessLog = accessLogTo(log, () => {});
  const { app } = serverOf(store, { keys: keysFromFile(file), accessLog });
  const headers = { "x-api-key": "first-key" };
  const wanted = search(ODP, { criteria: "patentApplicationNumber:12000001" });
  await app.inject({ ...wanted, headers: { ...wanted.headers, ...headers } });
  await app.inject({ url: "/v1/applications/12000001?as_of=secret", headers });
  await app.inject("/nothing/secret?secret");
  await app.close();
  const text = readFileSync(log, "utf8");
  expect(text).not.toMatch(/12000001|secret|first-key/);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toMatchObject([
    { method: "POST", route: "/api/v1/patent/oa/{dataset}/{version}/records", status: 200 },
    { method: "GET", route: "/v1/applications/{number}", status: 404, client: "127.0.0.1" },
    { method: "GET", route: null, status: 401, key: null },
  ]);
  expect(lines[0]?.key).toBe(createHash("sha256").update("first-key").digest("hex").slice(0, 12));
  expect(lines.every(({ ms, bytes, time }) => Number(ms) >= 0 && Number(bytes) > 0 && time)).toBe(true);
});

test("an access log that cannot be written is told at the start, and once when it fails later", async () => {
  expect(() => accessLogTo(join(folder, "none", "log"), () => {})).toThrow("none");
  const told: string[] = [];
  const moved = join(folder, "moved");
  mkdirSync(moved);
  const accessLog = accessLogTo(join(moved, "log"), (message) => told.push(message));
  const { app } = serverOf(store, { accessLog });
  rmSync(moved, { recursive: true });
  await app.inject("/healthz");
  await app.close();
  expect(told).toEqual([expect.stringContaining("The access log cannot be written")]);
});

test("metrics have a histogram for each route that was asked, and say what is loaded", async () => {
  const { app } = serverOf(store);
  for (let at = 0; at < 3; at++) await app.inject("/v1/applications/12000001");
  await app.inject("/v1/%zz");
  await app.inject("/nothing");
  const { body } = await app.inject("/metrics");
  const route = 'route="/v1/applications/{number}"';
  expect(body).toContain(`artunit_answer_seconds_bucket{${route},le="+Inf"} 3`);
  expect(body).toContain(`artunit_answer_seconds_count{${route}} 3`);
  expect(body).toMatch(/artunit_answer_seconds_sum\{route="\/v1\/applications\/\{number\}"\} [0-9.e-]+\n/);
  expect(body).toContain('artunit_answer_seconds_count{route="none"} ');
  expect(body).toContain('artunit_table_rows{table="rejections"} 1\n');
  expect(body).toContain(`artunit_snapshot_created_seconds ${Date.parse("2026-01-01T00:00:00Z") / 1000}\n`);
  expect(body).toMatch(/\nartunit_load_files 0\n/);
  expect(body).toMatch(/\nartunit_requests_in_flight 1\n/);
  // Each line is a comment or a sample, each metric has its type once.
  const names = body.split("\n").flatMap((line) => (line.startsWith("# TYPE ") ? [line.split(" ")[2]] : []));
  expect(new Set(names).size).toBe(names.length);
  for (const line of body.trimEnd().split("\n"))
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [0-9.e+-]+)$/);
});
