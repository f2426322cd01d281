import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCriteria, parseCriteria } from "../../src/query/index.js";
import { trees, withoutSpans } from "./trees.js";

test("printing any tree and reading it again gives the same tree", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(withoutSpans(parseCriteria(formatCriteria(tree)))).toEqual(tree);
    }),
    { numRuns: 3000 },
  );
});

test("reading criteria, printing them and reading them again gives the same tree", () => {
  const pieces = fc.constantFrom(
    "a",
    "f:",
    "103",
    " ",
    " ",
    " AND ",
    " OR ",
    "NOT ",
    "+",
    "-",
    "!",
    "(",
    ")",
    '"',
    "[a TO b]",
    "{a TO *]",
    "~1",
    "^2",
    "*",
    "?",
    "/",
    "\\",
    ">=",
    "\\u0041",
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), (parts) => {
      const tree = parseOrNull(parts.join(""));
      if (tree === null) return;
      read++;
      expect(withoutSpans(parseCriteria(formatCriteria(tree)))).toEqual(withoutSpans(tree));
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(300);
});

function parseOrNull(criteria: string) {
  try {
    return parseCriteria(criteria);
  } catch {
    return null;
  }
}

test.each([
  ["a OR b AND c", "a +b +c"],
  [
    "techCenter:(2100 2800) -legalSectionCode:(101 112)",
    "(techCenter:2100 techCenter:2800) -(legalSectionCode:101 legalSectionCode:112)",
  ],
  ["(a AND b)^2 c", "((+a +b)^2.0) c"],
  ["submissionDate:>=2019-01-01", "submissionDate:[2019-01-01 TO *]"],
  ['citedDocumentIdentifier:"US 20190165601 A1"', 'citedDocumentIdentifier:"US 20190165601 A1"'],
  ['patentApplicationNumber:"16123456"', "patentApplicationNumber:16123456"],
  ["citedDocumentIdentifier:2013/0341529", "citedDocumentIdentifier:2013/0341529"],
  ["a\\:b", "a\\:b"],
  ['f:["x y" TO "*"]', 'f:["x y" TO \\*]'],
  ["*", "*:*"],
  ["a^0.0000001", "a^0.0000001"],
])("%s prints as %s", (criteria, printed) => {
  expect(formatCriteria(parseCriteria(criteria))).toBe(printed);
});
