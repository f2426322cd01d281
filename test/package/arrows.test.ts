import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

describe("imports follow the arrows", () => {
  test("the sources as they are break no rule", () => {
    expect(cruise().stdout).toContain("no dependency violations");
  });

  test.each([
    ["a family reading the store", "families", 'import "../store/store.js";', "arrows-of-families"],
    [
      "the store reading a family",
      "store",
      'import "../families/office-actions/tables.js";',
      "arrows-of-store",
    ],
    ["the store reading the installation", "store", 'import "../installation.js";', "arrows-of-store"],
    ["catalog reading query", "catalog", 'import "../query/tree.js";', "arrows-of-catalog"],
    ["query reading the store", "query", 'import "../store/store.js";', "arrows-of-query"],
    [
      "the engine's driver outside its home",
      "server",
      'import "@duckdb/node-api";',
      "home-of--duckdb-node-api",
    ],
    ["the web framework in the store", "store", 'import "fastify";', "home-of-fastify"],
    ["extraction touching files", "extract", 'import "node:fs";', "extract-are-pure"],
    [
      "claims looking ahead to verdicts",
      "extract/claims",
      'import "../verdict/index.js";',
      "stations-before-claims",
    ],
    [
      "a station calling the list of steps",
      "extract/rows",
      'import "../extract.js";',
      "stations-before-rows",
    ],
    [
      "a station entered by the window",
      "extract/verdict",
      'import "../claims/lists.js";',
      "stations-have-one-entry",
    ],
    ["another folder in a station", "load", 'import "../extract/rows/flags.js";', "stations-have-one-entry"],
  ])("%s is caught", (_, folder, fault, rule) => {
    const planted = join(copy, "src", folder, "planted.ts");
    mkdirSync(join(copy, "src", folder), { recursive: true });
    writeFileSync(planted, `${fault}\n`);
    const found = cruise();
    rmSync(planted);
    expect(found.stdout).toContain(rule);
    expect(found.status).not.toBe(0);
  });
});
