import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { HOUSE } from "../../src/catalog/index.js";
import { DATASETS, INSTALLATION, TABLES } from "../../src/installation.js";

/** The middle of the house, which knows no family and speaks no protocol. */
const MIDDLE = ["catalog", "query", "ingest", "load", "store", "server", "threads"];

const ofHouse = new Set<string>(Object.values(HOUSE));
/** Names of several words say for sure what they mean; of the others, only texts that are one. */
const words = new Set(
  [
    ...TABLES.flatMap(({ name, columns }) => [name, ...columns.map((each) => each.name)]),
    ...DATASETS.map(({ key }) => key),
  ].filter((name) => !ofHouse.has(name)),
);
const long = [...words].filter((name) => name.includes("_"));
/** A shard calls its rows `texts`, whatever table they are of. */
const tables = TABLES.map(({ name }) => name).filter((name) => name !== "texts");

/** What families call sources of rows and bulk products; a word of English may mean something else. */
const called = [
  ...TABLES.flatMap(({ sources = [] }) => sources),
  ...INSTALLATION.families.flatMap(({ products }) => products.map(({ id }) => id)),
].filter((name) => /[^a-z]/.test(name));

/** The names of a family that a source of the middle holds, comments aside. */
function namesIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [
    ...long.filter((name) => new RegExp(`\\b${name}\\b`).test(code)),
    ...[...tables, ...called].filter((name) => code.includes(`"${name}"`) || code.includes(`'${name}'`)),
  ];
}

function sourcesOf(folder: string): readonly string[] {
  const root = resolve(import.meta.dirname, "../../src", folder);
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, name));
}

const protocols = INSTALLATION.protocols.map(({ name }) => name);

/** The protocols that a source names as texts, comments aside. */
function protocolsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return protocols.filter((name) => code.includes(`"${name}"`));
}

describe("the middle names no protocol", () => {
  test.each(MIDDLE)("src/%s", (folder) => {
    const found = sourcesOf(folder).flatMap((path) =>
      protocolsIn(readFileSync(path, "utf8")).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  test("one would be found", () => {
    expect(protocolsIn('const PORTAL = "odp";')).toEqual(["odp"]);
    expect(protocolsIn('// "odp"')).toEqual([]);
  });
});

describe("the middle names no table, dataset, column, source or bulk product of a family", () => {
  test.each(MIDDLE)("src/%s", (folder) => {
    const found = sourcesOf(folder).flatMap((path) =>
      namesIn(readFileSync(path, "utf8")).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ["a column", "const where = `application_number = $1`;", "application_number"],
    ["a table", 'if (table.name === "rejections") return;', "rejections"],
    ["a source", 'const SOURCES = ["api", "release-2017"];', "release-2017"],
    ["a bulk product", 'product: "OACT",', "OACT"],
    ["a dataset", 'findDataset("oa_rejections", "v2");', "oa_rejections"],
  ])("%s would be found", (_, source, name) => {
    expect(namesIn(source)).toContain(name);
    expect(namesIn(`// ${source}`)).toEqual([]);
  });
});
