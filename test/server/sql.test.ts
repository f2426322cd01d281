import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { keysFromFile, type Settings, sqlDesk } from "../../src/server/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { RECORDED } from "./loaded.js";
import { FORM, rejection, serverOf, storeOf } from "./servers.js";

const data = mkdtempSync(join(tmpdir(), "artunit-sql-"));
let settings: Partial<Settings>;

beforeAll(async () => {
  const paths = [`${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`];
  await load({ data, installation: INSTALLATION, paths, artunitVersion: "test", extracts: false });
  const folder = places.snapshot(data, currentId(data)!);
  settings = { sql: sqlDesk(() => folder, { seconds: 30, memory: "500MB" }) };
});
afterAll(() => rmSync(data, { recursive: true, maxRetries: 5 }));

const serverWith = (more: Partial<Settings>) => serverOf(storeOf({ rejections: [rejection(1)] }), more).app;
const asked = (sql: string, more: Readonly<Record<string, string>> = {}) => ({
  method: "POST" as const,
  url: "/v1/sql",
  headers: { "content-type": FORM },
  payload: new URLSearchParams({ sql, ...more }).toString(),
});

test.each(["/sql", "/v1/sql"])(
  "%s is refused in a sentence where the operator has not allowed it",
  async (url) => {
    const app = serverWith({});
    const answer = await app.inject(url === "/sql" ? url : asked("SELECT 1"));
    expect([answer.statusCode, answer.body.includes("artunit serve --sql")]).toEqual([403, true]);
  },
);

test("a question is answered with columns, rows and whether there are more", async () => {
  const answer = await serverWith(settings).inject(
    asked(
      "SELECT legalSectionCode AS code, count(*) AS n FROM oa_rejections_v2 WHERE legalSectionCode IS NOT NULL GROUP BY ALL ORDER BY n DESC",
      { limit: "1" },
    ),
  );
  expect(answer.json()).toMatchObject({
    columns: [
      { name: "code", type: "VARCHAR" },
      { name: "n", type: "BIGINT" },
    ],
    rows: [[expect.any(String), expect.any(Number)]],
    isCut: true,
  });
});

test.each([
  ["SELEC 1", 400, "bad-sql"],
  ["COPY (SELECT 1) TO '/tmp/x'", 403, "sql-refused"],
])("%s is %i %s", async (sql, status, code) => {
  const answer = await serverWith(settings).inject(asked(sql));
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
});

test("a link cannot ask: only a form or a program can", async () => {
  const { statusCode } = await serverWith(settings).inject("/v1/sql?sql=SELECT%201");
  expect(statusCode).toBe(405);
});

test("the page answers its form, and what is asked and answered stays text", async () => {
  const app = serverWith(settings);
  expect((await app.inject("/sql")).body).toContain('action="http://localhost:80/sql/answer"');
  const answer = await app.inject({ ...asked("SELECT '<img src=x>' AS \"<b>\""), url: "/sql/answer" });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain("&lt;img src=x&gt;");
  expect(answer.body).not.toMatch(/<img|<b>/);
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("where keys are asked for, SQL needs one, also where its protocol is left open", async () => {
  const file = join(data, "keys");
  writeFileSync(file, "first-key\n");
  const app = serverWith({ ...settings, keys: keysFromFile(file), keysFor: new Set(["hub"]) });
  for (const url of ["/v1/sql", "/sql/answer"]) {
    expect((await app.inject({ ...asked("SELECT 1"), url })).statusCode).toBe(401);
    expect((await app.inject({ ...asked("SELECT 1", { api_key: "wrong" }), url })).statusCode).toBe(403);
    expect((await app.inject({ ...asked("SELECT 1", { api_key: "first-key" }), url })).statusCode).toBe(200);
  }
  expect((await app.inject("/v1/datasets")).statusCode).toBe(200);
});

test("so many are answered at once, and another is told to wait", async () => {
  const app = serverWith(settings);
  const slow = "SELECT count(*) FROM range(20000000) WHERE hash(range) % 7 = 1";
  const answers = await Promise.all([1, 2, 3].map(async () => (await app.inject(asked(slow))).statusCode));
  expect(answers.filter((each) => each === 503)).toHaveLength(1);
  expect((await app.inject(asked("SELECT 1"))).statusCode).toBe(200);
});
