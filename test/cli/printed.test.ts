import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tableOf } from "../../src/cli/table.js";
import { difference } from "../../src/cli/verify.js";

/** How answers are printed on the command line. */
const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const SAMPLE = join(import.meta.dirname, "../../sample/research-2017");
const home = mkdtempSync(join(tmpdir(), "artunit-printed-"));
afterAll(() => rmSync(home, { recursive: true, maxRetries: 5 }));

function artunit(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const done = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: home,
    encoding: "utf8",
    env: { ...process.env, ARTUNIT_DATA: join(home, "data") },
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

beforeAll(() => {
  expect(artunit("load", SAMPLE).stdout).toContain("is the current one");
});

const records = [
  { id: "1", same: "x", empty: null, long: "abcdefghij".repeat(6), kind: "a" },
  { id: "2", same: "x", empty: null, long: "abcdefghij", kind: "b" },
];
const answer = {
  records,
  total: 2,
  dataset: "d/v1",
  meaning: "all records",
  duplicates: "include",
  snapshot: "s",
};

describe("a table on a terminal", () => {
  test("is no wider than it, and names the columns that it leaves out", () => {
    const printed = tableOf(answer, 20);
    const [header, rule] = printed.split("\n");
    expect(header).toBe("id  same  kind");
    for (const line of [header!, rule!]) expect(line.length).toBeLessThanOrEqual(20);
    expect(printed).toMatch(/Left out for want of room: empty, long\. Choose with --select .*--format csv/);
  });

  test("prefers columns that differ from row to row to those that are the same or empty", () => {
    expect(tableOf(answer, 10).split("\n")[0]).toBe("id  kind");
  });

  test("has one column at least", () => {
    expect(tableOf(answer, 1).split("\n")[0]).toBe("id");
  });

  test.each([[null], [500]])("shows all columns with room of %s", (room) => {
    const printed = tableOf(answer, room);
    expect(printed.split("\n")[0]).toMatch(/^id {2}same {2}empty {2}long +kind$/);
    expect(printed).not.toContain("Left out");
  });
});

test.each([
  ["query", "office_actions/2017", "--limit", "1"],
  ["query", "office_actions/2017", "--limit", "1", "--format", "ndjson"],
  ["query", "office_actions/2017", "--limit", "1", "--format", "csv"],
  ["query", "office_actions/2017", "--limit", "1", "--format", "table"],
  ["group", "office_actions/2017", "art_unit"],
  ["group", "office_actions/2017", "art_unit", "--format", "csv"],
  ["map", "oa_rejections", "v1", "v2"],
  ["explain", "a"],
  ["compare", "--json"],
])("%s %s %s %s ends with one line end", (...args) => {
  const { status, stdout, stderr } = artunit(...args);
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/[^\n]\n$/);
});

test("what a group counts is called size in every format", () => {
  const headed = (format: string) =>
    artunit("group", "office_actions/2017", "art_unit", "--format", format).stdout;
  expect(headed("table").split("\n")[0]).toMatch(/^art_unit +size$/);
  expect(headed("csv").split(/\r?\n/)[0]).toBe("art_unit,size");
  expect(headed("ndjson").split("\n")[0]).toMatch(/"size":/);
  expect(JSON.parse(headed("json")).groups[0]).toHaveProperty("size");
});

test("a table of distinct values says what was counted", () => {
  const { stdout } = artunit(
    "group",
    "office_actions/2017",
    "art_unit",
    "--measure",
    "distinct:app_id",
    "--format",
    "table",
  );
  expect(stdout).toContain(" Size: distinct:app_id. ");
});

test.each([
  ["query", ["query", "office_actions/2017"], ["--format", "json"]],
  ["group", ["group", "office_actions/2017", "art_unit"], ["--format", "json"]],
  ["explain", ["explain"], ["--dataset", "office_actions/2017"]],
  ["map", ["map", "oa_rejections", "v1", "v2"], []],
])("%s takes criteria with and without quotes", (name, before, after) => {
  const words =
    name === "map"
      ? ["rejection103:1", "AND", "rejection102:0"]
      : ["rejection_103:1", "AND", "rejection_102:0"];
  const apart = artunit(...before, ...words, ...after);
  const quoted = artunit(...before, words.join(" "), ...after);
  expect(apart.status, apart.stderr + apart.stdout).toBe(0);
  expect(apart.stdout).toBe(quoted.stdout);
});

test.each([
  ["20.5", "15.8", "-4.7"],
  ["0.3", "0.1 / 0.2", "-0.2 / —"],
  ["0.1 / 7", "0.3 / 9", "+0.2 / +2"],
  ["5", "5", "0"],
])("the difference of %s to %s is printed as %s", (expected, found, printed) => {
  expect(difference(expected, found)).toBe(printed);
});
