import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What is said about the data folder is true and helps: which folder, what is in it, where data is. */
const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const SAMPLE = join(import.meta.dirname, "../../sample/research-2017/office_actions.csv");
const home = mkdtempSync(join(tmpdir(), "artunit-nothing-"));
const mine = join(home, "mine");
let sample: string;
let snapshot: string;

function artunit(...args: readonly string[]): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: home,
    encoding: "utf8",
    env: { ...process.env, ARTUNIT_DATA: mine },
  });
  return { status: done.status, said: done.stderr + done.stdout };
}

beforeAll(() => {
  sample = join(`${mine}-sample`, artunit("--version").said.trim());
  expect(artunit("load", SAMPLE, "--data", sample).said).toContain("is the current one");
  snapshot = readFileSync(join(sample, "current"), "utf8").trim();
});
afterAll(() => rmSync(home, { recursive: true, maxRetries: 5 }));

const ASKING: readonly (readonly string[])[] = [
  ["query", "oa_rejections/v2"],
  ["group", "oa_rejections/v2", "id"],
  ["export", "--all", "--out", "out"],
  ["publish", "archives", "--out", "out"],
  ["compare"],
  ["verify"],
];

describe.each(ASKING)("%s %s", (...command) => {
  test("names the folder and the sample's", () => {
    const { status, said } = artunit(...command);
    expect(said).toContain(`Nothing is loaded in ${mine}: there is no such folder.`);
    expect(said).toContain(`The sample is in ${sample}.`);
    expect(said).toMatch(/--data.*ARTUNIT_DATA/);
    expect(status).toBe(2);
  });
});

test("snapshots names the folder and the sample's, too", () => {
  const { status, said } = artunit("snapshots");
  expect(said).toContain(`Nothing is loaded in ${mine}: there is no such folder.`);
  expect(said).toContain(`The sample is in ${sample}.`);
  expect(status).toBe(0);
});

/** A copy of the data folder with something done to it. */
function copy(name: string, change: (folder: string) => void): string {
  const folder = join(home, name);
  cpSync(sample, folder, { recursive: true });
  change(folder);
  return folder;
}

test.each<readonly [string, RegExp, (folder: string) => void]>([
  [
    "a store that is damaged",
    /store\.duckdb of snapshot .* is damaged \(it has 100000 bytes instead of \d+\).*artunit rollback/,
    (folder) => truncateSync(join(folder, "snapshots", snapshot, "store.duckdb"), 100_000),
  ],
  [
    "a snapshot that is gone",
    /which .*current names, is not complete .*artunit rollback/,
    (folder) => rmSync(join(folder, "snapshots", snapshot, "manifest.json")),
  ],
  [
    "a damaged manifest.json",
    /manifest\.json cannot be read: .*artunit rollback/,
    (folder) => writeFileSync(join(folder, "snapshots", snapshot, "manifest.json"), "{"),
  ],
  ...["facts.json", "lookup/index.json"].map((file): readonly [string, RegExp, (folder: string) => void] => [
    `a damaged ${file}`,
    new RegExp(`${file} of snapshot .* is damaged \\(it has 1 bytes instead of \\d+\\).*artunit rollback`),
    (folder) => writeFileSync(join(folder, "snapshots", snapshot, file), "{"),
  ]),
  [
    "a pointer that is gone",
    /its pointer, the file "current", is missing\. It keeps .*artunit rollback/,
    (folder) => rmSync(join(folder, "current")),
  ],
  [
    "a pointer that is damaged",
    /pointer .*current is damaged: it names no snapshot\. It keeps .*artunit rollback ID/,
    (folder) => writeFileSync(join(folder, "current"), "nonsense"),
  ],
])("%s is not called nothing", (name, message, change) => {
  const folder = copy(name, change);
  for (const command of [["query", "oa_rejections/v2"], ["compare"]]) {
    const { status, said } = artunit(...command, "--data", folder);
    expect(said).toMatch(message);
    expect(said).not.toContain("Nothing is loaded");
    expect(status).toBe(2);
  }
});

test("a load onto a damaged store says where its files can be loaded, and there they can", () => {
  const folder = copy("reloaded", (data) =>
    truncateSync(join(data, "snapshots", snapshot, "store.duckdb"), 5000),
  );
  const refused = artunit("load", SAMPLE, "--data", folder);
  expect(refused.said).toMatch(
    /store\.duckdb of snapshot .* is damaged .*load its files into another folder, with --data/,
  );
  expect(artunit("load", SAMPLE, "--data", join(home, "elsewhere")).status).toBe(0);
});

test("a rollback to a snapshot that cannot be opened is refused, and nothing changes", () => {
  const folder = copy("damaged-earlier", () => {});
  const at = join(folder, "snapshots", snapshot, "store.duckdb");
  const bytes = readFileSync(at);
  for (const [content, says] of [
    [
      bytes.subarray(0, 5000),
      /is damaged: store\.duckdb has 5000 bytes instead of \d+\..*artunit repair.*There is no other/,
    ],
    [
      Buffer.alloc(bytes.length, 7),
      /is damaged: (?:It cannot be opened|store\.duckdb is not what was written)/,
    ],
  ] as const) {
    writeFileSync(at, content);
    const { status, said } = artunit("rollback", snapshot, "--data", folder);
    expect(said).toMatch(says);
    expect(said).not.toContain("is the current one");
    expect(status).toBe(2);
  }
});

test("a file is no data folder", () => {
  writeFileSync(join(home, "README.md"), "");
  const { status, said } = artunit("query", "oa_rejections/v2", "--data", "README.md");
  expect(said).toContain("The data folder README.md is a file. Name a folder with --data");
  expect(status).toBe(2);
});

test("a folder of other things is said to hold them", () => {
  const folder = join(home, "other");
  mkdirSync(folder);
  writeFileSync(join(folder, "thesis.txt"), "");
  expect(artunit("query", "oa_rejections/v2", "--data", folder).said).toContain(
    "there is no snapshot in it, but thesis.txt.",
  );
});

test("a snapshot that is not kept is said with those that are", () => {
  const { said } = artunit(
    "query",
    "oa_rejections/v2",
    "--data",
    sample,
    "--as-of",
    "20200101T000000-abcdef",
  );
  expect(said).toContain(
    `There is no snapshot "20200101T000000-abcdef" in ${sample}. There are: ${snapshot}.`,
  );
});
