import { expect, test } from "vitest";
import { findDataset } from "../../src/installation.js";
import { bindCriteria } from "../../src/query/bind.js";
import { parseCriteria } from "../../src/query/parse.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";
import { withOtherForms } from "../../src/store/layers/otherForms.js";

const CITATIONS = findDataset("oa_citations", "v2");

/** What was transcribed in some citations; one stands as a person would write it, and as plain digits. */
const TRANSCRIBED = ["US 6,992,580 B2", "6992580", "6992580", "20090048582", "Smith"];
const COLUMN = CITATIONS.fields.find(({ name }) => name === "referenceIdentifier")!.column;
const plain = memoryStore({
  [CITATIONS.table.name]: TRANSCRIBED.map((written, at) => ({
    record_id: `r${at}`,
    application_number: `1200000${at}`,
    source: "api",
    is_preferred: true,
    [COLUMN]: written,
  })),
});
const store = withOtherForms(plain);

const asked = (criteria: string) => {
  const { predicate } = bindCriteria(parseCriteria(criteria), CITATIONS);
  return { dataset: CITATIONS, predicate };
};

test.each([
  // Somebody wrote it so: that alone is meant, as in the original.
  ['referenceIdentifier:"US 6,992,580 B2"', 1],
  ["referenceIdentifier:6992580", 2],
  // Nobody wrote it so: the same number in other forms.
  ["referenceIdentifier:US6992580", 2],
  ['referenceIdentifier:"2009/0048582"', 1],
  // Each value by itself, whatever the others find.
  ['referenceIdentifier:"US 6,992,580 B2" OR referenceIdentifier:"2009/0048582"', 2],
  ['referenceIdentifier:Smith OR referenceIdentifier:"2009/0048582"', 2],
  ['-referenceIdentifier:"2009/0048582"', 4],
  ['-referenceIdentifier:"US 6,992,580 B2"', 4],
  ["referenceIdentifier:7,000,001", 0],
])("%s finds %i", async (criteria, count) => {
  const question = asked(criteria);
  expect(await store.count(question)).toBe(count);
  const groups = await store.groups({
    ...question,
    by: [{ column: "source" }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: 10,
  });
  expect(groups.groups.reduce((sum, { size }) => sum + size, 0)).toBe(count);
});

test("a page without its total is asked for once, in the forms that are meant", async () => {
  let pages = 0;
  const counting = withOtherForms({
    ...plain,
    page: (request) => {
      pages++;
      return plain.page(request);
    },
  });
  const { records } = await counting.page({
    ...asked('referenceIdentifier:"2009/0048582"'),
    shape: { kind: "members", name: "own", members: [], verbatim: null },
    rows: 5,
    counts: false,
  });
  const found: string[] = [];
  for await (const batch of records) found.push(...batch);
  expect([pages, found.length]).toEqual([1, 1]);
});
