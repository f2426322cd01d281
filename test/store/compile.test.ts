import { expect, test } from "vitest";
import { tableOf } from "../../src/installation.js";
import type { Pattern, Predicate } from "../../src/query/predicate.js";
import { compilePredicate, nextBeginning, Parameters } from "../../src/store/sql/compile.js";
import { type Dialect, DUCKDB, SQLITE } from "../../src/store/sql/dialect.js";

function sqlOf(predicate: Predicate, dialect: Dialect): string {
  const parameters = new Parameters(dialect);
  const sql = compilePredicate(predicate, tableOf("rejections"), parameters);
  return parameters.list.length === 0
    ? sql
    : `${sql} -- ${JSON.stringify(parameters.list.map(({ value }) => value))}`;
}

const is = (column: string, ...values: (string | number | boolean)[]): Predicate => ({
  kind: "in",
  column,
  values,
});
const like = (pattern: string): Predicate => ({
  kind: "matches",
  column: "art_unit",
  pattern: { kind: "wildcard", pattern } satisfies Pattern,
});
const range: Predicate = {
  kind: "range",
  column: "mail_date",
  lower: { value: "2016-01-01", inclusive: true },
  upper: { value: "2017-01-01", inclusive: false },
};

test.each<[string, Predicate, string]>([
  ["one value", is("art_unit", "2431"), 'art_unit = $1 -- ["2431"]'],
  ["several values", is("art_unit", "2431", "2432", "2431"), 'art_unit IN ($1, $2) -- ["2431","2432"]'],
  ["no value", is("art_unit"), "FALSE"],
  ["a flag", is("has_rej_101", true), "has_rej_101 = TRUE"],
  ["a range of days", range, '(mail_date >= $1 AND mail_date < $2) -- ["2016-01-01","2017-01-01"]'],
  ["an element of a list", is("claims", 7), "list_contains(claims, $1) -- [7]"],
  [
    "a complement, also of missing values",
    { kind: "not", child: is("has_rej_101", true) },
    "(has_rej_101 = TRUE) IS NOT TRUE",
  ],
  ["a beginning, as a range", like("24*"), '(art_unit >= $1 AND art_unit < $2) -- ["24","25"]'],
  ["an ending", like("*31"), 'suffix(art_unit, $1) -- ["31"]'],
  ["something within", like("**43*"), 'contains(art_unit, $1) -- ["43"]'],
  ["anything", like("*"), "art_unit IS NOT NULL"],
  ["no wildcard at all", like("a\\*b"), 'art_unit = $1 -- ["a*b"]'],
  [
    "a mixed pattern, with what LIKE itself would read as one",
    like("2_?%*"),
    "((art_unit >= $1 AND art_unit < $2) AND art_unit LIKE $3 ESCAPE '\\') -- " +
      JSON.stringify(["2_", "2`", "2\\__\\%%"]),
  ],
  [
    "a regular expression",
    { kind: "matches", column: "art_unit", pattern: { kind: "regexp", source: "24[0-9]+" } },
    `regexp_full_match(art_unit, $1, 's') -- ["24[0-9]+"]`,
  ],
  [
    "an alternative within a conjunction",
    {
      kind: "and",
      children: [is("art_unit", "2431"), { kind: "or", children: [range, { kind: "nothing" }] }],
    },
    '(art_unit = $1 AND ((mail_date >= $2 AND mail_date < $3) OR FALSE)) -- ["2431","2016-01-01","2017-01-01"]',
  ],
])("%s", (_, predicate, sql) => {
  expect(sqlOf(predicate, DUCKDB)).toBe(sql);
});

test("long lists are one parameter", () => {
  const numbers = Array.from({ length: 1000 }, (_, at) => String(12_000_000 + at));
  expect(sqlOf(is("application_number", ...numbers), DUCKDB)).toMatch(
    /^application_number IN \(SELECT unnest\(\$1\)\) -- \[\["12000000",/,
  );
});

test.each<[string, Predicate, string]>([
  ["flags are numbers", is("has_rej_101", true), "has_rej_101 = 1"],
  [
    "patterns use GLOB, which respects letter case",
    like("2?[*"),
    '((art_unit >= ?1 AND art_unit < ?2) AND art_unit GLOB ?3) -- ["2","3","2?[[]*"]',
  ],
  ["lists are JSON", is("claims", 7), "?1 IN (SELECT value FROM json_each(claims)) -- [7]"],
])("in SQLite %s", (_, predicate, sql) => {
  expect(sqlOf(predicate, SQLITE)).toBe(sql);
});

test.each([
  ["24", "25"],
  ["a\u{10ffff}", "b"],
  ["\ud7ff", "\ue000"],
  ["\u{10ffff}", null],
])("no text that begins with %j comes after %j", (beginning, next) => {
  expect(nextBeginning(beginning)).toBe(next);
});
