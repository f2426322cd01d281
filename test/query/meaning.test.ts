import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Dataset, Field, Table } from "../../src/catalog/index.js";
import { bindCriteria, parseCriteria } from "../../src/query/index.js";
import { evaluator } from "../../src/store/inMemory/evaluate.js";

interface Case {
  readonly input: string;
  readonly "3.6.2": readonly string[] | { readonly error: string };
  readonly "8.7.0": readonly string[] | { readonly error: string };
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`lucene/${file}`, import.meta.url), "utf8"));
}

const cases = read("matches.json") as Case[];
const { documents } = read("cases.json") as { documents: (readonly [field: string, value: string])[][] };

const names = ["id", "app", "code", "section", "tc", "ref", "missing", "text", "text2"];
const isText = (name: string) => name.startsWith("text");

const table: Table = {
  name: "archives",
  columns: names.map((name) => ({ name, type: isText(name) ? "fulltext" : "text", meaning: "" })),
  order: ["id"],
  roles: {},
  secondOrders: [],
};

const dataset: Dataset = {
  key: "lucene",
  version: "v1",
  versionAliases: [],
  title: "",
  description: "",
  table,
  rows: null,
  fields: names.map(
    (name): Field => ({
      name,
      column: name,
      match: isText(name) ? "text" : "keyword",
      meaning: "",
      example: "",
    }),
  ),
  defaultFields: ["text"],
  renamed: {},
  publishedIn: {},
  notes: [],
};

const rows = documents.map((document) => Object.fromEntries(document));

/** What we answer instead of what Lucene 8.7.0 does, and why. */
const differences: Record<string, readonly string[] | string> = {
  // A reversed range is refused, never silently empty.
  "section:[103 TO 101]": "bad-value",
  // Blanks separate values, as in 3.6.2; 8.7.0 hands them on to the field's analyzer, which may keep them.
  "code:(CTNF CTFR)": ["1", "2", "3", "4", "7"],
  "code:(CTNF NOA) -tc:(2100 3600)": ["3", "4"],
  "app:(12190351 14574014)": ["1", "2", "3", "4"],
  "id:(1 2 3)": ["1", "2", "3"],
  "id:(1 5) AND NOT id:5": ["1"],
  // A slash inside a value is an ordinary character, as in 3.6.2.
  "ref:2013/0341529": ["2"],
  // \\d is a digit, as in later versions; here it is a d.
  "section:/1\\d\\d/": ["1", "2", "3", "6", "7", "8"],
  "ref:/[^\\d]+/": ["6", "8"],
  // A group of exclusions only means all others, at the top as in Solr and nested too; Lucene finds none.
  "-code:CTNF": ["2", "5", "6", "7", "8"],
  "NOT section:103": ["2", "3", "4", "5", "6"],
  "-code:CTNF -tc:3600": ["2", "7", "8"],
  "section:(-103)": ["2", "3", "4", "5", "6"],
  "code:CTNF AND (-section:103)": ["3", "4"],
  "code:CTNF (-section:103)": ["1", "2", "3", "4", "5", "6"],
  "-(-code:CTNF)": ["1", "3", "4"],
  "code:CTNF AND -(-section:103)": ["1"],
};

test.each(["code:(CTNF CTFR)", "app:(12190351 14574014)", "id:(1 5) AND NOT id:5", "ref:2013/0341529"])(
  "%s as in 3.6.2",
  (input) => {
    expect(ours(input)).toEqual(cases.find((one) => one.input === input)?.["3.6.2"]);
  },
);

describe("matches the documents that Lucene 8.7.0 matches", () => {
  test.each(cases.filter(({ input }) => !Object.hasOwn(differences, input)))("$input", (one) => {
    expect(ours(one.input)).toEqual(one["8.7.0"]);
  });
});

test.each(Object.entries(differences))("%s is answered otherwise, on purpose", (input, answer) => {
  expect(cases.find((one) => one.input === input)?.["8.7.0"]).not.toEqual(answer);
  expect(ours(input)).toEqual(answer);
});

function ours(criteria: string): readonly string[] | string {
  try {
    const { predicate } = bindCriteria(parseCriteria(criteria), dataset);
    const test = evaluator(predicate, table);
    return rows.filter((row) => test(row)).map((row) => String(row.id));
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
