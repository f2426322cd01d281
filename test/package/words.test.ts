import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { viewName } from "../../src/catalog/index.js";
import { DATASETS, TABLES } from "../../src/installation.js";

const root = resolve(import.meta.dirname, "../../src");

/** Names that only a family gives: those of tables, columns and datasets that are no words of English. */
const NAMES = [
  ...new Set([
    ...TABLES.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]),
    ...DATASETS.flatMap((dataset) => [dataset.key, viewName(dataset)]),
  ]),
].filter((name) => name.includes("_"));

/** The names of a family that a source text has outside its comments. */
function familyWords(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  const words = new Set(code.match(/[a-z0-9_]+/g));
  return NAMES.filter((name) => words.has(name));
}

test("the words of a family are told from others, and passed over in comments", () => {
  expect(familyWords('const column = "mail_date"; // art_unit\n')).toEqual(["mail_date"]);
  expect(familyWords("const path = `/v1/datasets/oa_rejections/v2`; /* is_preferred */")).toEqual([
    "oa_rejections",
  ]);
});

// What joined objects are called by is the native API's own word.
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  "protocols/native/joined.ts": ["application_number", "reference_key"],
  "portal/joined.ts": ["application_number", "reference_key"],
};

test.each(["server", "query", "protocols", "portal"])(
  "no file of src/%s names a table, a column or a dataset of a family",
  (folder) => {
    const found = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .map((name) => [
        name,
        familyWords(readFileSync(join(root, name), "utf8")).filter(
          (word) => !OWN_WORDS[name]?.includes(word),
        ),
      ])
      .filter(([, words]) => words!.length > 0);
    expect(found).toEqual([]);
  },
);
