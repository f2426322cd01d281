import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { variablesOf } from "../../../src/store/dta/variables.js";
import { writeDta } from "../../../src/store/dta/write.js";
import { tableOf } from "../../ingest/dta/kinds.js";

const ABOUT = { label: "A label of the set", made: new Date("2026-01-02T03:04:05Z") };
const COLUMNS = [
  { name: "a_text", type: "text", meaning: "What it is called" },
  { name: "a_long_text", type: "fulltext", meaning: `${"A meaning ".repeat(12)}longer than a label` },
  { name: "some_json", type: "json" },
  { name: "claims", type: "integer", isList: true },
  { name: "a_flag", type: "boolean", meaning: "Whether it is so" },
  { name: "a_byte", type: "integer" },
  { name: "an_int", type: "integer" },
  { name: "a_long", type: "integer" },
  { name: "a_double", type: "integer" },
  { name: "a_day", type: "date" },
  { name: "an_instant", type: "timestamp" },
] as const;

const RECORDS = [
  {
    a_text: "café, \u2028請求項",
    a_long_text: "long ".repeat(500),
    some_json: { a: [1] },
    claims: [1, 2, 13],
    a_flag: true,
    a_byte: 100,
    an_int: 32_740,
    a_long: 2_147_483_620,
    a_double: 9_007_199_254_740_991,
    a_day: "2012-02-29",
    an_instant: "2012-02-29T13:14:15.678",
  },
  {
    a_text: "x".repeat(2_045),
    a_long_text: "",
    claims: [],
    a_flag: false,
    a_byte: -127,
    an_int: 101,
    a_long: 32_741,
    a_double: 2_147_483_621,
    a_day: "1959-12-31",
    an_instant: "1959-12-31T23:59:59",
  },
  { a_text: null, a_flag: null },
];

async function* batches(records: readonly object[]): AsyncIterable<readonly string[]> {
  yield records.map((each) => JSON.stringify(each));
  yield [];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "artunit-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(name: string, records: readonly object[] = RECORDS): Promise<string> {
  const path = join(folder, name);
  expect(await writeDta(batches(records), COLUMNS, path, ABOUT)).toBe(records.length);
  return path;
}

test("what is written is read back as it was, and nothing is left beside it", async () => {
  const path = await written("a.dta");
  expect(await tableOf(path)).toBe(
    [
      COLUMNS.map(({ name }) => name).join(","),
      [
        `"café, \u2028請求項","${"long ".repeat(500)}","{""a"":[1]}","1,2,13","yes",100,32740,2147483620`,
        "9007199254740991,2012-02-29,2012-02-29T13:14:15.678",
      ].join(","),
      `${"x".repeat(2_045)},,,,"no",-127,101,32741,2147483621,1959-12-31,1959-12-31T23:59:59`,
      ",,,,,,,,,,",
      "",
    ].join("\n"),
  );
  expect(readdirSync(folder)).toEqual(["a.dta"]);
});

test("a file without rows is a file all the same", async () => {
  const path = await written("none.dta", []);
  expect(await tableOf(path)).toBe(`${COLUMNS.map(({ name }) => name).join(",")}\n`);
});

test("names that Stata does not allow are made ones that it does, and stay readable in the label", () => {
  const names = [
    "in",
    "submissionDate.year",
    "2nd",
    "str8",
    `${"x".repeat(40)}1`,
    `${"x".repeat(40)}2`,
    "ok",
  ];
  const columns = names.map((name) => ({ name, type: "text" as const, meaning: "Meaning" }));
  const extents = columns.map(() => ({ longest: 1, least: 0, most: 0 }));
  expect(variablesOf(columns, extents).map(({ name, label }) => [name, label])).toEqual([
    ["in_", "in: Meaning"],
    ["submissionDate_year", "submissionDate.year: Meaning"],
    ["_2nd", "2nd: Meaning"],
    ["str8_", "str8: Meaning"],
    ["x".repeat(32), `${names[4]}: Meaning`],
    [`${"x".repeat(31)}2`, `${names[5]}: Meaning`],
    ["ok", "Meaning"],
  ]);
});

/** Debian's, which has pandas from its own packages; .ci/run installs it. */
const PYTHON = "/usr/bin/python3";
const hasPandas = existsSync(PYTHON) && spawnSync(PYTHON, ["-c", "import pandas"]).status === 0;

const READ = `
import json, sys
import pandas
reader = pandas.io.stata.StataReader(sys.argv[1], convert_categoricals=True)
table = reader.read()
print(json.dumps({
  "label": reader.data_label, "stamp": reader.time_stamp, "labels": reader.variable_labels(),
  "values": {name: {str(key): text for key, text in labels.items()} for name, labels in reader.value_labels().items()}, "types": {name: str(kind) for name, kind in table.dtypes.items()},
  "rows": json.loads(table.to_json(orient="values", date_format="iso")),
}, default=str))
`;

test("in CI pandas is there", () => {
  expect(process.env.CI === undefined || hasPandas).toBe(true);
});

test.runIf(hasPandas)("pandas reads what is written, with types, labels and long texts", async () => {
  const path = await written("pandas.dta");
  const { stdout, stderr } = spawnSync(PYTHON, ["-c", READ, path], { encoding: "utf8" });
  expect(stderr).toBe("");
  const read = JSON.parse(stdout);
  expect(read).toMatchObject({
    label: "A label of the set",
    stamp: "02 Jan 2026 03:04",
    labels: { a_text: "What it is called", a_flag: "Whether it is so", a_byte: "" },
    values: { yesno: { "0": "no", "1": "yes" } },
    types: { a_flag: "category", a_day: "datetime64[ns]", an_instant: "datetime64[ns]" },
  });
  expect([...read.labels.a_long_text]).toHaveLength(80);
  const [first, second, third] = read.rows;
  const { a_text, a_long_text } = RECORDS[0]!;
  expect(first.slice(0, 9)).toEqual([
    ...[a_text, a_long_text, '{"a":[1]}', "1,2,13", "yes", 100, 32_740, 2_147_483_620, 9_007_199_254_740_991],
  ]);
  expect(first.slice(9).map(String)).toEqual([
    expect.stringMatching(/^2012-02-29T00:00/),
    expect.stringMatching(/^2012-02-29T13:14:15.678/),
  ]);
  expect(second.slice(0, 6)).toEqual(["x".repeat(2_045), "", "", "", "no", -127]);
  expect(third).toEqual(["", "", "", "", null, null, null, null, null, null, null]);
});
