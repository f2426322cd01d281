import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { operationsOf } from "../../src/portal/console/operations.js";
import { keysFromFile } from "../../src/server/index.js";
import { type Call, inLanguages } from "../../src/server/writtenCalls.js";
import { rejection, serverOf, storeOf } from "../server/servers.js";

const run = promisify(execFile);
const store = storeOf({ rejections: [rejection(1), rejection(2), rejection(3)] });
const { app } = serverOf(store, { publicUrl: "http://localhost:8892" });
const operations = operationsOf(INSTALLATION);

/** A page without the places where a long name may be broken, and its characters as they are read. */
const shown = (page: string) =>
  page
    .replaceAll("<wbr>", "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const page = async (query: Readonly<Record<string, string>>) =>
  shown((await app.inject(`/console?${new URLSearchParams(query)}`)).body);

test("every operation of the OpenAPI document stands in the list and has its form", async () => {
  const { paths } = (await app.inject("/openapi.json")).json<{ paths: Record<string, object> }>();
  const methods = Object.entries(paths).flatMap(([path, each]) =>
    Object.keys(each).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const listed = await page({});
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(methods);
  for (const { id, method, path, fields } of operations) {
    expect(listed).toContain(`/console?operation=${encodeURIComponent(id)}"><code>${method} ${path}<`);
    const form = await page({ operation: id });
    expect(form).toContain(`<h2><code>${method} ${path}</code></h2>`);
    for (const { name } of fields) expect(form).toContain(` name="p.${name}"`);
    expect([id, /id="call"[^>]* data-url=|Fill in [\w, ]+ to see the call/.test(form)]).toEqual([id, true]);
  }
});

test("a search narrows the list, and says to how many", async () => {
  const listed = await page({ search: "PEDS queries" });
  expect(listed).toContain("POST /peds/api/queries</code>");
  expect(listed).not.toContain("/v1/datasets");
  expect(listed).toMatch(/\d+ of \d{3} operations\./);
});

test("what is filled in becomes the call: the path, the address, the extension of a format", async () => {
  const form = await page({
    operation: "native-list-records-oa_rejections-v2",
    "p.criteria": 'hasRej103:1 AND "a&b"',
    "p.limit": "5",
    as: "csv",
  });
  const url =
    "http://localhost:8892/v1/datasets/oa_rejections/v2/records.csv?criteria=hasRej103%3A1%20AND%20%22a%26b%22&limit=5";
  expect(form).toContain(`data-url="${url}"`);
  expect(form).toContain(`pd.read_csv("${url}")`);
  const permanent = /<a href="([^"]*)">Permanent link/.exec(form)?.[1] ?? "";
  expect(await page(Object.fromEntries(new URL(permanent).searchParams))).toContain(`data-url="${url}"`);
});

test.each([
  ["application/json", 'data-body="{"criteria":"hasRej103:1","rows":5}"'],
  ["application/x-www-form-urlencoded", 'data-body="criteria=hasRej103%3A1&rows=5"'],
])("a body is written as %s, each value of its type", async (sent, body) => {
  const given = { "p.criteria": "hasRej103:1", "p.rows": "5", sent };
  expect(await page({ operation: "hub-search-oa_rejections-v2-post", ...given })).toContain(body);
});

test("a body that somebody writes is sent instead of the fields", async () => {
  const body = '{"q":"Design","filters":[{"name":"x","value":["y"]}]}';
  const form = await page({
    operation: "odp-search-search-applications-post",
    "p.q": "other",
    body,
  });
  expect(form).toContain(`data-type="application/json" data-body="${body}"`);
  expect(form).toContain("cannot send this");
});

test("what is required has an example at first, and is missed where it was emptied", async () => {
  const operation = "native-read-application";
  expect(await page({ operation })).toMatch(/data-url="http:\/\/localhost:8892\/v1\/applications\/\d+"/);
  expect(await page({ operation, "p.number": "" })).toContain("Fill in number to see the call.");
});

test("the page runs our own small module only, and asks this server only", async () => {
  const { headers, body } = await app.inject("/console");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'; connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(body.match(/<script[^>]*>/g)).toEqual([
    '<script type="module" src="http://localhost:8892/console.js">',
  ]);
  expect(body).not.toMatch(/\son\w+=|style="/);
  const script = await app.inject("/console.js");
  expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(script.rawPayload.length).toBeLessThan(30 * 1024);
  expect((await app.inject("/datasets")).headers["content-security-policy"]).not.toContain("script-src");
});

test.each([
  ["operation=nothing", 404, "There is no operation"],
  ["operation=server-health&p.nothing=1", 400, "There is no parameter"],
])("%s is refused in words", async (query, status, words) => {
  const answer = await app.inject({ url: `/console?${query}`, headers: { accept: "text/html" } });
  expect([answer.statusCode, answer.body.includes(words)]).toEqual([status, true]);
});

test("what is filled in stays text", async () => {
  const { body } = await app.inject(
    `/console?operation=native-list-records-oa_rejections-v2&p.criteria=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`,
  );
  expect(body).not.toContain("<img");
});

const folder = mkdtempSync(join(tmpdir(), "artunit-console-"));
let base: string;
const guarded = () => {
  writeFileSync(join(folder, "keys"), "first-key\n");
  return serverOf(store, { keys: keysFromFile(join(folder, "keys")) }).app;
};
const listening = guarded();
beforeAll(async () => {
  base = await listening.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await listening.close();
  rmSync(folder, { recursive: true });
});

const CALLS: readonly Omit<Call, "url">[] = [
  { method: "GET", body: null, answers: "json", fileName: "answer.json", asksForKey: true },
  {
    method: "POST",
    body: { type: "application/json", text: `{"criteria":"hasRej103:1 OR id:\\"it's\\"","limit":2}` },
    answers: "json",
    fileName: "answer.json",
    asksForKey: true,
  },
];

test("a page that asks for a key leads a person to the field for it, and a program to the header", async () => {
  const url = `${base}/datasets/oa_rejections/v2`;
  const asPage = await fetch(url, { headers: { accept: "text/html" } });
  expect(asPage.status).toBe(401);
  expect(await asPage.text()).toMatch(
    /asks for a key\. The <a href="[^"]*\/console">console<\/a> has a field for one/,
  );
  const asJson = await fetch(`${base}/v1/datasets`);
  expect([asJson.status, await asJson.text()]).toEqual([
    401,
    expect.stringContaining("in the header X-API-KEY"),
  ]);
});

test.each(CALLS)("the calls run as they are written: %j", async (call) => {
  const url = `${base}/v1/datasets/oa_rejections/v2/records${call.method === "GET" ? "?limit=2" : ""}`;
  const written = new Map(inLanguages({ ...call, url }));
  const env = { ...process.env, ARTUNIT_API_KEY: "first-key" };
  const [curl = "", python = "", typeScript = ""] = ["curl", "Python", "TypeScript"].map((each) =>
    written.get(each),
  );
  await run("sh", ["-c", `cd ${folder} && ${curl}`], { env });
  const answers = [JSON.parse(readFileSync(join(folder, "answer.json"), "utf8")) as unknown];
  const ran = await run("python3", ["-c", `${python}\nprint(json.dumps(answer))`], { env });
  answers.push(JSON.parse(ran.stdout));
  writeFileSync(
    join(folder, "call.mjs"),
    `${typeScript.replace("!", "")}\nconsole.log(JSON.stringify(answer));`,
  );
  const node = await run(process.execPath, [join(folder, "call.mjs")], { env });
  answers.push(JSON.parse(node.stdout));
  for (const answer of answers) expect(answer).toMatchObject({ total: 3, records: [{}, {}] });
});
