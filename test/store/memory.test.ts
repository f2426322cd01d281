import { expect, test } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { findDataset, tableOf } from "../../src/installation.js";
import type { Predicate, TextQuery } from "../../src/query/predicate.js";
import { evaluator } from "../../src/store/inMemory/evaluate.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";
import type { Row } from "../../src/store/row.js";

const table = tableOf("enriched_citations");

const row: Row = {
  application_number: "15739603",
  mail_date: "2019-10-21",
  claims: [3, 7],
  reference_text: "US 20190165601 A1",
  inventor_name: "Bergeron; Noah P.",
  form892: true,
  created_at: "2026-03-02T21:36:52.5",
};

const word = (text: TextQuery): Predicate => ({ kind: "text", column: "inventor_name", text });
const phrase = (slop: number, ...terms: string[]): Predicate =>
  word({ kind: "phrase", slop, terms: terms.map((term, position) => ({ term, position })) });
const like = (pattern: string): Predicate => ({
  kind: "matches",
  column: "reference_text",
  pattern: { kind: "wildcard", pattern },
});
const fuzzy = (value: string, edits: number): Predicate => ({
  kind: "matches",
  column: "application_number",
  pattern: { kind: "fuzzy", value, edits },
});
const between = (column: string, from: string | number | null, to: string | number | null): Predicate => ({
  kind: "range",
  column,
  lower: from === null ? null : { value: from, inclusive: true },
  upper: to === null ? null : { value: to, inclusive: false },
});

test.each<[string, Predicate, boolean]>([
  ["a list contains one of the values", { kind: "in", column: "claims", values: [7, 9] }, true],
  ["no element of a list is among the values", { kind: "in", column: "claims", values: [4] }, false],
  ["an element of a list lies in the range", between("claims", 5, 8), true],
  ["no element of a list lies in the range, though the list spans it", between("claims", 4, 7), false],
  ["a day lies in a range", between("mail_date", "2019-10-21", "2019-10-22"), true],
  ["an exclusive bound leaves its own value out", between("mail_date", null, "2019-10-21"), false],
  [
    "an instant equals itself with zeros added",
    { kind: "in", column: "created_at", values: ["2026-03-02T21:36:52.500"] },
    true,
  ],
  ["a missing value lies in no range", between("country_code", null, null), false],
  [
    "the complement holds where the value is missing",
    { kind: "not", child: { kind: "in", column: "country_code", values: ["US"] } },
    true,
  ],
  ["a run matches anything", like("US *01 A?"), true],
  ["a pattern is anchored", like("US"), false],
  ["an escaped star is a star", like("US\\*"), false],
  ["a swap of neighbours is one edit", fuzzy("15736903", 1), true],
  ["two changes are not one edit", fuzzy("15739699", 1), false],
  ["words are matched in lower case", word({ kind: "term", term: "noah" }), true],
  ["a phrase follows the order of words", phrase(0, "bergeron", "noah"), true],
  ["a phrase backwards needs slop", phrase(1, "noah", "bergeron"), false],
  ["two moves bring a phrase into order", phrase(2, "noah", "bergeron"), true],
])("%s", (_, predicate, expected) => {
  expect(evaluator(predicate, table)(row)).toBe(expected);
});

const actions: readonly Row[] = [
  { record_id: "c", application_number: "12000002", mail_date: null, art_unit: "2431" },
  { record_id: "a", application_number: "12000001", mail_date: "2016-11-18", art_unit: "1612" },
  { record_id: "b", application_number: "12000002", mail_date: "2010-02-01", art_unit: null },
  {
    record_id: "d",
    application_number: "12000003",
    mail_date: "2016-10-01",
    art_unit: "1612",
    is_duplicate: true,
  },
].map((each) => ({ ...each, source: "release-2017" }));

const dataset = findDataset("office_actions", "2017");
const everything: Predicate = { kind: "everything" };
const store = memoryStore({ office_actions: actions });

async function ids(request: Partial<Parameters<typeof store.page>[0]>): Promise<string> {
  const page = await store.page({
    dataset,
    predicate: everything,
    shape: ownShape(dataset, ["app_id", "mail_dt"]),
    rows: 100,
    ...request,
  });
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return records.map((text) => Object.values(JSON.parse(text)).join(" ").trim()).join(", ");
}

test.each([
  [
    "the declared order puts missing dates last",
    {},
    "12000001 2016-11-18, 12000002 2010-02-01, 12000002, 12000003 2016-10-01",
  ],
  ["pages begin where they are told", { start: 1, rows: 1 }, "12000002 2010-02-01"],
  ["a page past the end is empty", { start: 9 }, ""],
  [
    "missing values come last in a descending sort too",
    { sort: [{ column: "mail_date", descending: true }] },
    "12000001 2016-11-18, 12000003 2016-10-01, 12000002 2010-02-01, 12000002",
  ],
  ["a page goes on behind a key", { after: [1] }, "12000002, 12000003 2016-10-01"],
  ["duplicates are left out when asked", { withoutDuplicates: true, start: 2 }, "12000002"],
])("%s", async (_, request, expected) => {
  expect(await ids(request)).toBe(expected);
});

test("groups are ordered by size, then by key, missing last", async () => {
  const { groups, total, records } = await store.groups({
    dataset,
    predicate: everything,
    by: [{ column: "art_unit" }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: 10,
  });
  expect({ groups, total, records }).toEqual({
    groups: [
      { key: ["1612"], size: 2 },
      { key: ["2431"], size: 1 },
      { key: [null], size: 1 },
    ],
    total: 3,
    records: 4,
  });
});

test("days are grouped by quarter", async () => {
  const { groups } = await store.groups({
    dataset,
    predicate: everything,
    by: [{ column: "mail_date", period: "quarter" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: 2,
  });
  expect(groups).toEqual([
    { key: ["2010-Q1"], size: 1 },
    { key: ["2016-Q4"], size: 2 },
  ]);
});
