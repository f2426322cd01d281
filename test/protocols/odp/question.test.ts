import { expect, test } from "vitest";
import { ArtunitError } from "../../../src/errors.js";
import { readGetQuestion, readPostQuestion } from "../../../src/protocols/odp/grammar/question.js";
import { explainQuery } from "./told.js";

function get(query: string) {
  return readGetQuestion(new URLSearchParams(query));
}

test.each([
  ["nothing", {}, { criteria: "all", sort: [], fields: null, facets: [], offset: 0, limit: 25 }],
  [
    "nulls",
    { q: null, filters: null, rangeFilters: null, sort: null, fields: null, facets: null, pagination: null },
    { criteria: "all", limit: 25 },
  ],
  ["half a page", { pagination: { offset: "50" } }, { offset: 50, limit: 25 }],
  ["numbers as text", { pagination: { offset: "0", limit: "10" } }, { offset: 0, limit: 10 }],
  ["a filter", { filters: [{ name: "a.b", value: ["x", "y z"] }] }, { criteria: '(a.b="x" | a.b="y z")' }],
  ["field for name, number for text", { filters: { field: "a.b", value: 150 } }, { criteria: 'a.b="150"' }],
  [
    "two filters",
    {
      filters: [
        { name: "a", value: ["x"] },
        { name: "b", value: ["y"] },
      ],
    },
    { criteria: '(a="x" & b="y")' },
  ],
  [
    "name for field",
    { rangeFilters: [{ name: "d", valueFrom: "2024-01-01", valueTo: "2024-02-01" }] },
    { criteria: "d in [2024-01-01, 2024-02-01]" },
  ],
  [
    "q and filter",
    { q: "Design", filters: [{ name: "a", value: ["x"] }] },
    { criteria: '(=Design & a="x")' },
  ],
  [
    "sorts",
    {
      sort: [
        { field: "d", order: "Desc" },
        { field: "e", order: "ASC" },
      ],
    },
    {
      sort: [
        { field: "d", descending: true },
        { field: "e", descending: false },
      ],
    },
  ],
  ["fields as text", { fields: "a,b" }, { fields: ["a", "b"] }],
  ["no fields", { fields: [] }, { fields: null }],
  ["facets", { facets: ["a"] }, { facets: ["a"] }],
  ["what means nothing", { colour: 1, pagination: { page: 3 } }, { ignored: ["colour", "pagination.page"] }],
  ["csv", { format: "csv" }, { format: "csv" }],
])("POST with %s", (_, body, expected) => {
  const { criteria, ...rest } = readPostQuestion(body);
  expect({ criteria: explainQuery(criteria), ...rest }).toMatchObject(expected);
});

test.each([
  ["", { criteria: "all", offset: 0, limit: 25 }],
  ["q=a.b:x&offset=5&limit=2", { criteria: "a.b=x", offset: 5, limit: 2 }],
  ["filters=a.b x,y", { criteria: '(a.b="x" | a.b="y")' }],
  ["filters=a.b 'x, z',y", { criteria: '(a.b="x, z" | a.b="y")' }],
  ['filters=a.b "x, z"', { criteria: 'a.b="x, z"' }],
  ["filters=a.b O'Brien", { criteria: 'a.b="O\'Brien"' }],
  ["filters=a x&filters=b y", { criteria: '(a="x" & b="y")' }],
  ["rangeFilters=d 2024-01-01:2024-02-01", { criteria: "d in [2024-01-01, 2024-02-01]" }],
  [
    "rangeFilters=d 2024-01-01T00:00:00:2024-02-01T00:00:00",
    { criteria: "d in [2024-01-01T00:00:00, 2024-02-01T00:00:00]" },
  ],
  ["sort=d desc", { sort: [{ field: "d", descending: true }] }],
  [
    "sort=d desc,e asc&sort=f DESC",
    {
      sort: [
        { field: "d", descending: true },
        { field: "e", descending: false },
        { field: "f", descending: true },
      ],
    },
  ],
  ["fields=a,b&facets=c, d", { fields: ["a", "b"], facets: ["c", "d"] }],
  ["format=csv&x=1", { format: "csv", ignored: ["x"] }],
  ["q=&filters=&sort=&limit=", { criteria: "all", limit: 25 }],
])("GET ?%s", (query, expected) => {
  const { criteria, ...rest } = get(query);
  expect({ criteria: explainQuery(criteria), ...rest }).toMatchObject(expected);
});

test.each([
  [() => get("limit=0"), "limit"],
  [() => get("offset=-1"), "offset"],
  [() => get("limit=ten"), "limit"],
  [() => get("filters=a.b"), "filters"],
  [() => get("rangeFilters=d 2024-01-01"), "rangeFilters"],
  [() => get("rangeFilters=d 2024-01-01:"), "rangeFilters"],
  [() => get("sort=d"), "sort"],
  [() => get("sort=d sideways"), "sort"],
  [() => get("format=xml"), "format"],
  [() => get("q=a&q=b"), "q"],
  [() => readPostQuestion([]), "body"],
  [() => readPostQuestion("x"), "body"],
  [() => readPostQuestion({ rangeFilters: [{ field: "d", valueFrom: "2024-01-01" }] }), "rangeFilters[0]"],
  [() => readPostQuestion({ filters: [{ value: ["x"] }] }), "filters[0]"],
  [() => readPostQuestion({ filters: [{ name: "a" }] }), "filters[0]"],
  [() => readPostQuestion({ filters: [{ name: "a", value: [{}] }] }), "filters[0]"],
  [() => readPostQuestion({ pagination: { limit: 1.5 } }), "pagination.limit"],
  [() => readPostQuestion({ pagination: 3 }), "pagination"],
  [() => readPostQuestion({ sort: [{ field: "d" }] }), "sort"],
  [() => readPostQuestion({ fields: [1] }), "fields"],
  [() => readPostQuestion({ q: {} }), "q"],
])("%s is refused by name", (ask, field) => {
  let thrown: unknown;
  try {
    ask();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ArtunitError);
  expect([(thrown as ArtunitError).code, (thrown as ArtunitError).where.field]).toEqual([
    "bad-parameter",
    field,
  ]);
});

test("a member called __proto__ is one that means nothing", () => {
  expect(readPostQuestion(JSON.parse('{"__proto__":{"q":"a"}}')).ignored).toEqual(["__proto__"]);
  expect(get("__proto__=1&constructor=2").ignored).toEqual(["__proto__", "constructor"]);
});
