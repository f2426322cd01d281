import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { zipOf } from "../ingest/zips.js";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const RECORDED = join(
  import.meta.dirname,
  "../data/recorded/oa_rejections-v2/odp-docs-sample-app-14832202.json",
);
const PETITIONS = join(import.meta.dirname, "../data/recorded/odp_petition/raw_search_petitions.json");
const home = mkdtempSync(join(tmpdir(), "artunit-export-"));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

beforeAll(async () => {
  await load({
    data: join(home, "data"),
    installation: INSTALLATION,
    paths: [RECORDED, PETITIONS],
    artunitVersion: "0",
  });
});

function exported(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const done = spawnSync(process.execPath, [MAIN, "export", "--format", "csv", ...args], {
    cwd: home,
    encoding: "utf8",
    env: { ...process.env, ARTUNIT_DATA: join(home, "data") },
  });
  return { status: done.status, said: done.stderr };
}

const linesOf = (...path: readonly string[]) =>
  readFileSync(join(home, ...path), "utf8")
    .trim()
    .split(/\r?\n/);
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(home, folder, "manifest.json"), "utf8"));

test("A cohort says which column it took, what of it was found, and which file it was", async () => {
  writeFileSync(join(home, "ids.csv"), "client,matter\nAcme,14/832202\nBell,14000001\nAcme,14832202\n");
  const { status, said } = exported("--cohort", "ids.csv", "--out", "cohort");
  expect(status).toBe(0);
  expect(said).toContain("ids.csv, column 2 (matter): 2 applications (1 line repeated), 1 found, 1 not");
  expect(linesOf("cohort", "rejections.csv").length).toBeGreaterThan(1);
  expect(linesOf("cohort", "cohort.csv")).toEqual([
    "application,written,line,matched",
    "14832202,14/832202,2,1",
    "14000001,14000001,3,0",
    "14832202,14832202,4,1",
  ]);
  expect(manifestOf("cohort").cohort).toEqual({
    file: "ids.csv",
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    column: "column 2 (matter)",
    applications: 2,
    matched: 1,
    unmatched: 1,
  });
  // It is an export like any other: all of it loads back, or holds no rows.
  const report = await load({
    data: join(home, "again"),
    installation: INSTALLATION,
    paths: [join(home, "cohort")],
    artunitVersion: "0",
  });
  expect(report.refused).toEqual([]);
});

const XLSX = zipOf([
  { name: "[Content_Types].xml", content: "<Types/>" },
  { name: "xl/workbook.xml", content: "<w/>" },
]);

test.each<[string, Buffer]>([
  ["ids.xlsx", XLSX],
  ["ids.csv", XLSX],
  ["utf16.csv", Buffer.from("\ufeffapp\n14832202\n", "utf16le")],
  ["page.csv", Buffer.from("<!doctype html><html><body>14832202</body></html>")],
  ["old.xls", Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0", "latin1")],
  ["ids.pdf", Buffer.from("%PDF-1.7\n")],
  ["ids.parquet", Buffer.from("PAR1....PAR1")],
  ["ids.bin", Buffer.from(Array.from({ length: 400 }, (_, at) => at % 7))],
])("A cohort that is no text is refused by name, as load refuses it: %s", async (name, content) => {
  const path = join(home, name);
  writeFileSync(path, content);
  const { status, said } = exported("--cohort", path, "--out", `refused-${name}`);
  expect(status).not.toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes of a file are what must not be printed.
  expect(said).not.toMatch(/[\x00-\x09\x0b-\x1f\ufffd]/);
  const { refused } = await load({
    data: join(home, "refusing"),
    installation: INSTALLATION,
    paths: [path],
    artunitVersion: "0",
  });
  expect(said).toContain(`${name} is `);
  // Documents, and tables that are no text, are loaded and hold no list.
  if (!/pdf|parquet/.test(name))
    expect(said).toContain(refused[0]?.error.message.split(/[,.] (?:and does|If it)/)[0]);
});

test("Criteria choose applications, and columns can be chosen", () => {
  const args = [
    "--criteria",
    "legalSectionCode:103",
    "--dataset",
    "oa_rejections/v2",
    "--select",
    "patentApplicationNumber,legal_section",
  ];
  expect(exported(...args, "--out", "some").status).toBe(0);
  expect(linesOf("some", "rejections.csv")[0]).toBe("application_number,legal_section");
  expect(manifestOf("some")).toMatchObject({
    criteria: { dataset: "oa_rejections/v2", criteria: "legalSectionCode:103", applications: 1 },
    select: ["application_number", "legal_section"],
  });
  expect(linesOf("some", "dictionary.csv")).toContainEqual(
    expect.stringMatching(/^rejections,legal_section,text,.*legalSectionCode/),
  );
  expect(
    exported("--criteria", "legalSectionCode:999", "--dataset", "oa_rejections/v2", "--out", "none").said,
  ).toMatch(/is not|never|0 applications/);
});

test("A part holds the rows of its applications alone, of tables too that are not cut by them", () => {
  writeFileSync(join(home, "one.csv"), "12/383,049\n");
  const { status, said } = exported("--cohort", "one.csv", "--out", "one");
  expect([status, said]).toEqual([0, expect.stringContaining("1 application, 1 found, 0 not")]);
  expect(linesOf("one", "petition_decisions.csv")).toEqual([
    expect.any(String),
    expect.stringContaining("12383049"),
  ]);
  expect(linesOf("one", "rejections.csv")).toHaveLength(1);
  writeFileSync(join(home, "other.csv"), "14832202\n");
  expect(exported("--cohort", "other.csv", "--out", "other").status).toBe(0);
  expect(linesOf("other", "petition_decisions.csv")).toHaveLength(1);
});

test.each<[string, readonly string[], RegExp]>([
  ["rows nobody chose", [], /Say which rows/],
  ["all and some rows", ["--all", "--criteria", "x"], /Say which rows/],
  ["a column of no cohort", ["--all", "--column", "2"], /--column.*--cohort/],
  ["a dataset without criteria", ["--all", "--dataset", "oa_rejections/v2"], /--dataset.*--criteria/],
  ["criteria of no dataset", ["--criteria", "a:1"], /--dataset/],
  ["a column that is not there", ["--all", "--select", "legal_secton"], /Did you mean "legal_section"/],
])("%s are refused", (_, args, says) => {
  const { status, said } = exported(...args, "--out", "refused");
  expect([status, said]).toEqual([2, expect.stringMatching(says)]);
  expect(existsSync(join(home, "refused"))).toBe(false);
});

test("A folder that holds an export of another format, or of more tables, is refused and left as it was", () => {
  expect(exported("--all", "--out", "whole").status).toBe(0);
  const before = readdirSync(join(home, "whole"));
  for (const others of [
    ["--all", "--format", "parquet"],
    ["--all", "--select", "legal_section"],
  ]) {
    const { status, said } = exported(...others, "--out", "whole");
    expect([status, said]).toEqual([
      2,
      expect.stringMatching(/holds another export \(artunit export.*--out/),
    ]);
  }
  expect(readdirSync(join(home, "whole"))).toEqual(before);
  expect(exported("--all", "--out", "whole").status).toBe(0);
});
