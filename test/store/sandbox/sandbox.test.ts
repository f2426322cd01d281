import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../../src/installation.js";
import { load } from "../../../src/load/load.js";
import { askInSql } from "../../../src/store/sandbox/sandbox.js";
import { places } from "../../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../../src/store/snapshots/folder.js";
import { RECORDED } from "../../server/loaded.js";

const data = mkdtempSync(join(tmpdir(), "artunit-sql-"));
let folder: string;
const LIMITS = { seconds: 60, memory: "500MB" };

beforeAll(async () => {
  const paths = [`${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`];
  await load({ data, installation: INSTALLATION, paths, artunitVersion: "test", extracts: false });
  folder = places.snapshot(data, currentId(data)!);
});
afterAll(() => rmSync(data, { recursive: true, maxRetries: 5 }));

/** Every file below the data folder with its hash. */
function filesNow(): Readonly<Record<string, string>> {
  const names = readdirSync(data, { recursive: true }).map(String);
  const files = names.filter((name) => statSync(join(data, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(data, name)))
        .digest("hex"),
    ]),
  );
}

async function ask(sql: string, limits = LIMITS, signal?: AbortSignal) {
  const { columns, batches } = await askInSql(folder, sql, limits, signal);
  const rows = [];
  for await (const batch of batches) rows.push(...batch);
  return { columns, rows };
}

test("the views of the datasets answer under their published names, each value of its type", async () => {
  const { columns, rows } = await ask(
    "SELECT patentApplicationNumber, hasRej103, submissionDate, count(*) AS n, ['a'] AS list, 9007199254740993 AS large, 1.5::DOUBLE AS half FROM oa_rejections_v2 WHERE hasRej103 GROUP BY ALL ORDER BY submissionDate LIMIT 1",
  );
  expect(columns[0]).toEqual({ name: "patentApplicationNumber", type: "VARCHAR" });
  expect(rows).toEqual([
    [
      "14574014",
      true,
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      expect.any(Number),
      ["a"],
      "9007199254740993",
      1.5,
    ],
  ]);
});

test("an answer of many rows comes whole", async () => {
  const { rows } = await ask("SELECT range AS n FROM range(10001)");
  expect([rows.length, rows[10_000]]).toEqual([10_001, [10_000]]);
});

const secret = join(data, "secret.csv");
const out = join(data, "out");

test.each([
  ["COPY (SELECT 1) TO OUT", "sql-refused"],
  ["COPY oa_rejections_v2 TO OUT (FORMAT parquet)", "sql-refused"],
  ["ATTACH OUT AS other", "sql-refused"],
  ["DETACH base", "sql-refused"],
  ["INSTALL httpfs", "sql-refused"],
  ["LOAD httpfs", "sql-refused"],
  ["PRAGMA memory_limit='8GB'", "sql-refused"],
  ["PRAGMA enable_profiling='json'", "sql-refused"],
  ["SET memory_limit = '8GB'", "sql-refused"],
  ["SET enable_external_access = true", "sql-refused"],
  ["RESET lock_configuration", "sql-refused"],
  ["CALL enable_logging(storage = 'file', storage_path = OUT)", "sql-refused"],
  ["CREATE TABLE t AS SELECT 1", "sql-refused"],
  ["CREATE MACRO m() AS 1", "sql-refused"],
  ["DELETE FROM citations", "sql-refused"],
  ["/* all */ -- of them\ndelete from citations", "sql-refused"],
  ["WITH few AS (SELECT 1) DELETE FROM citations", "sql-refused"],
  ["UPDATE citations SET form892 = true", "sql-refused"],
  ["INSERT INTO citations VALUES (1)", "sql-refused"],
  ["TRUNCATE citations", "sql-refused"],
  ["ALTER TABLE citations ADD COLUMN x INT", "sql-refused"],
  ["DROP TABLE rejections", "sql-refused"],
  ["DELETE FROM rejections", "sql-refused"],
  ["UPDATE rejections SET record_id = 'x'", "sql-refused"],
  ["INSERT INTO rejections SELECT * FROM rejections", "sql-refused"],
  ["EXPORT DATABASE OUT", "sql-refused"],
  ["CHECKPOINT", "sql-refused"],
  ["BEGIN", "sql-refused"],
  ["SELECT 1; SELECT 2", "sql-refused"],
  ["", "sql-refused"],
  ["SELECT 1; COPY (SELECT 1) TO OUT", "sql-refused"],
  ["SELECT * FROM read_csv(SECRET)", "sql-refused"],
  ["SELECT * FROM SECRET", "sql-refused"],
  ["SELECT * FROM read_text(SECRET)", "sql-refused"],
  ["SELECT * FROM read_blob(SECRET)", "sql-refused"],
  ["SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')", "sql-refused"],
  ["SELECT * FROM read_csv('https://127.0.0.1:9/x.csv')", "sql-refused"],
  ["SELECT * FROM glob('/*')", "sql-refused"],
  ["SELECT * FROM read_csv('manifest.json')", "sql-refused"],
  ["SELECT * FROM query('SELECT * FROM read_text(''manifest.json'')')", "sql-refused"],
  ["EXPLAIN ANALYZE COPY (SELECT 1) TO OUT", "sql-refused"],
  ["SELECT getenv('HOME')", "bad-sql"],
  ["SELECT nothing FROM oa_rejections_v2", "bad-sql"],
  ["SELEC 1", "bad-sql"],
])("%s is refused, and nothing is read or written", async (written, code) => {
  writeFileSync(secret, "a,b\n1,secret-value\n");
  const before = filesNow();
  const sql = written.replace("OUT", `'${out}'`).replace("SECRET", `'${secret}'`);
  const error = await ask(sql).then(
    ({ rows }) => new Error(JSON.stringify(rows)),
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ code });
  expect(error.message).not.toContain("secret-value");
  expect(filesNow()).toEqual(before);
  expect(existsSync(out)).toBe(false);
});

test.each([
  "FROM enable_profiling(save_location = OUT)",
  "FROM enable_logging(storage = 'file', storage_path = OUT)",
  "FROM force_checkpoint('base')",
])("%s writes nothing, and the next question is answered as before", async (written) => {
  const before = filesNow();
  await ask(written.replace("OUT", `'${out}.txt'`)).catch(() => {});
  expect(filesNow()).toEqual(before);
  expect((await ask("SELECT 1")).rows).toEqual([[1]]);
});

test.each([
  "SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 1",
  "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
  "SELECT * FROM range(100000000000)",
])("%s, which has no end, is ended", async (sql) => {
  await expect(ask(sql, { seconds: 3, memory: "1GB" })).rejects.toMatchObject({ code: "over-time" });
});

test("a question that wants more memory than it may have is ended", async () => {
  const sql = "SELECT list(range::VARCHAR || repeat('x', 1000)) FROM range(10000000)";
  await expect(ask(sql, { seconds: 60, memory: "200MB" })).rejects.toMatchObject({ code: "over-memory" });
});

test("whoever asked and left ends it", async () => {
  const leaving = new AbortController();
  const asked = ask("SELECT * FROM range(100000000000)", LIMITS, leaving.signal);
  setTimeout(() => leaving.abort(new Error("left")), 500);
  await expect(asked).rejects.toThrow("left");
});
