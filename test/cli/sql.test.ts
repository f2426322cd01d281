import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { driver } from "../../src/store/duckdb/engine.js";
import { RECORDED } from "../server/loaded.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "artunit-sql-"));

beforeAll(async () => {
  const paths = [`${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`];
  await load({ data, installation: INSTALLATION, paths, artunitVersion: "test", extracts: false });
});
afterAll(() => rmSync(data, { recursive: true, maxRetries: 5 }));

function artunit(...args: readonly string[]) {
  return spawnSync(process.execPath, [MAIN, ...args, "--data", data]);
}

const SQL = `SELECT hasRej103 AS flag, count(*) AS n, count(*), ['a'] AS "x, y" FROM oa_rejections_v2 GROUP BY ALL`;

test.each([
  ["json", '[{"flag":true,"n":10,"count_star()":10,"x, y":["a"]}]\n'],
  ["csv", 'flag,n,count_star(),"x, y"\r\n1,10,10,"[""a""]"\r\n'],
  ["table", "flag  n   count_star()  x, y\n----  --  ------------  ----\ntrue  10  10            a\n"],
])("as %s", (format, written) => {
  expect(String(artunit("sql", SQL, "--format", format).stdout)).toBe(written);
});

test("as Parquet, each column of its type", async () => {
  const path = join(data, "answer.parquet");
  writeFileSync(
    path,
    artunit(
      "sql",
      "SELECT submissionDate AS day, 1.5 AS half, count(*) AS n FROM oa_rejections_v2 GROUP BY ALL",
      "--format",
      "parquet",
    ).stdout,
  );
  const instance = await driver().DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const { columnTypes } = {
    columnTypes: (await connection.runAndReadAll(`SELECT * FROM '${path}'`)).columnTypes(),
  };
  expect(columnTypes.map(String)).toEqual(["DATE", "DOUBLE", "BIGINT"]);
  connection.closeSync();
  instance.closeSync();
});

test("a statement that does more than ask ends with its reason and writes nothing", () => {
  const out = join(data, "out.csv");
  const { status, stderr } = artunit("sql", `COPY (SELECT 1) TO '${out}'`);
  expect([status, String(stderr).includes("reaches for a file"), existsSync(out)]).toEqual([2, true, false]);
});
