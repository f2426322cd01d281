import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The guard over imports is itself guarded: faults are planted in a copy, and must be caught. */
const root = resolve(import.meta.dirname, "../..");
const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "artunit-arrows-"));
  for (const name of ["src", "package.json", "tsconfig.json", ".dependency-cruiser.cjs"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function cruise() {
  return spawnSync(process.execPath, [depcruise, "--config", ".dependency-cruiser.cjs", "src"], {
    cwd: copy,
    encoding: "utf8",
  });
}

/** A fault, the folder it is planted in, and the rule that must catch it. */
const FAULTS: readonly (readonly [title: string, folder: string, fault: string, rule: string])[] = [
  ["a family reading a protocol", "families", 'import "../protocols/index.js";', "arrows-of-families"],
  [
    "a family importing a family",
    "families/planted",
    'import "../office-actions/tables.js";',
    "a-family-imports-no-other",
  ],
  [
    "a protocol importing a protocol",
    "protocols/planted",
    'import "../ds-api/index.js";',
    "a-protocol-imports-no-other",
  ],
  ["the server importing a protocol", "server", 'import "../protocols/index.js";', "arrows-of-server"],
  ["the server importing a family", "server", 'import "../families/index.js";', "arrows-of-server"],
  ["the server importing the installation", "server", 'import "../installation.js";', "arrows-of-server"],
  ["a protocol importing a family", "protocols", 'import "../families/index.js";', "arrows-of-protocols"],
  [
    "the store importing a family",
    "store",
    'import "../families/office-actions/tables.js";',
    "arrows-of-store",
  ],
  ["the store importing the installation", "store", 'import "../installation.js";', "arrows-of-store"],
  ["query importing the installation", "query", 'import "../installation.js";', "arrows-of-query"],
  ["the web framework in a protocol", "protocols", 'import "fastify";', "home-of-fastify"],
  ["catalog reading query", "catalog", 'import "../query/tree.js";', "arrows-of-catalog"],
  ["query reading the store", "query", 'import "../store/store.js";', "arrows-of-query"],
  [
    "the engine's driver outside its home",
    "server",
    'import "@duckdb/node-api";',
    "home-of--duckdb-node-api",
  ],
  ["the web framework in the store", "store", 'import "fastify";', "home-of-fastify"],
  ["extraction touching files", "extract", 'import "node:fs";', "query-and-extract-are-pure"],
  [
    "claims looking ahead to verdicts",
    "extract/claims",
    'import "../verdict/index.js";',
    "stations-before-claims",
  ],
  ["a station calling the list of steps", "extract/rows", 'import "../extract.js";', "stations-before-rows"],
  [
    "a station entered by the window",
    "extract/verdict",
    'import "../claims/numbersAndRanges.js";',
    "stations-have-one-entry",
  ],
  [
    "another folder in a station",
    "load",
    'import "../extract/rows/usptoFlags.js";',
    "stations-have-one-entry",
  ],
];

interface Rule {
  readonly name: string;
  readonly comment?: string;
}

/** What each folder may import, as the rules say it. */
function allowedByRules(): readonly (readonly [folder: string, others: string])[] {
  const { forbidden } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")) as {
    readonly forbidden: readonly Rule[];
  };
  return forbidden.flatMap(({ name, comment }) => {
    const [, folder] = /^arrows-of-(.*)$/.exec(name) ?? [];
    const others = (comment ?? "").replace(/^.*: /, "").split(", ");
    return folder === undefined
      ? []
      : [[folder, others.filter((each) => !/rrors$/.test(each)).join(", ") || "nothing"] as const];
  });
}

test.each(allowedByRules())("ARCHITECTURE says that src/%s may import %s", (folder, others) => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const row = page.split("\n").find((line) => line.startsWith(`| [src/${folder}](src/${folder}) |`)) ?? "";
  const said = row.split("|").at(-2)?.trim() ?? "";
  expect(said.split(", ").sort()).toEqual(others.split(", ").sort());
});

describe("imports follow the arrows", () => {
  test("the sources as they are break no rule", () => {
    expect(cruise().stdout).toContain("no dependency violations");
  });

  test("each planted fault is caught by its rule", () => {
    FAULTS.forEach(([, folder, fault], at) => {
      mkdirSync(join(copy, "src", folder), { recursive: true });
      writeFileSync(join(copy, "src", folder, `planted${at}.ts`), `${fault}\n`);
    });
    const { stdout, status } = cruise();
    const caught = FAULTS.filter(([, folder, , rule], at) =>
      stdout.includes(`${rule}: src/${folder}/planted${at}.ts`),
    );
    expect(caught.map(([title]) => title)).toEqual(FAULTS.map(([title]) => title));
    expect(status).not.toBe(0);
  });
});
