import { describe, expect, test } from "vitest";
import type { ArtunitError } from "../../src/errors.js";
import {
  formatCriteria,
  MAX_CLAUSES,
  MAX_CRITERIA_LENGTH,
  MAX_DEPTH,
  parseCriteria,
} from "../../src/query/index.js";

describe("criteria that do not parse say where and what to do", () => {
  test.each([
    ["(a", 0, "never closed"],
    ["a b)", 3, "closes nothing"],
    ['f:"a b', 2, "quote is never closed"],
    ["a ()", 2, "empty"],
    ["a AND", 2, 'Nothing follows "AND"'],
    ["OR a", 0, "nothing before it"],
    ["a AND OR b", 6, "nothing before it"],
    ["a NOT NOT b", 6, "cannot stand here"],
    ["f:-b", 2, "-field:value"],
    ["hasRej103:", 10, "hasRej103:* asks"],
    ["(f: )", 4, "has no value"],
    [":x", 0, "No field"],
    ["submissionDate:2019-03-05T00:00:00Z", 28, "quotes"],
    ["a^x", 1, "boost needs a number"],
    ["a^2^3", 3, "boost belongs to nothing"],
    ["a~3", 1, "~1 or ~2"],
    ["a~1~2", 3, "belongs to nothing"],
    ["a*~1", 2, "wildcard cannot be fuzzy"],
    ['"a b"~1.5', 5, "whole number"],
    ["[a TO]", 5, "lacks an end"],
    ["[a TO b", 0, "never closed"],
    ["[a TO b c]", 8, "two ends"],
    ["a]", 1, "closes nothing"],
    ["a\\", 1, "backslash"],
    ["ab\\u12", 2, "four hexadecimal digits"],
    ['f:"ab\\u12"', 5, "four hexadecimal digits"],
    ["[a TO \\u12]", 6, "four hexadecimal digits"],
    ["f:>= 5", 4, "without a blank"],
    ["f:>5*", 2, "plain value"],
    ["{!lucene}a", 0, "another query language"],
    ["f:{!x TO y}", 2, "another query language"],
    ['a _query_:"b"', 2, "another query language"],
  ])("%s at %i: %s", (criteria, position, says) => {
    const error = refusal(criteria);
    expect(error).toMatchObject({ code: "criteria-syntax", status: 400, where: { position } });
    expect(error.message).toContain(says);
    expect(error.message).toContain(error.where.hint);
  });

  test.each([[""], ["  \n\u3000"]])("blank criteria %j are refused by name", (criteria) => {
    expect(refusal(criteria).code).toBe("criteria-empty");
  });
});

describe("limits", () => {
  test("a list of 5,000 application numbers in one group is normal use", () => {
    const numbers = Array.from({ length: 5000 }, (_, i) => String(12_000_000 + i));
    const query = parseCriteria(`patentApplicationNumber:(${numbers.join(" OR ")})`);
    expect(query.kind === "group" && query.clauses.length).toBe(5000);
  });

  test.each([
    ["a megabyte", "a ".repeat(512 * 1024)],
    ["10,000 clauses", "a ".repeat(10_000)],
    ["2,000 nested groups", `${"(".repeat(2000)}a${")".repeat(2000)}`],
    ["2,000 open parentheses", "(".repeat(2000)],
    ["2,000 nested field groups", `${"f:(".repeat(2000)}a${")".repeat(2000)}`],
  ])("%s are refused within a fraction of a second", (_, criteria) => {
    const before = performance.now();
    expect(refusal(criteria).code).toBe("criteria-too-large");
    expect(performance.now() - before).toBeLessThan(500);
  });

  test("what just fits the limits is read", () => {
    expect(parseCriteria("a ".repeat(MAX_CLAUSES)).kind).toBe("group");
    expect(parseCriteria(`${"(".repeat(MAX_DEPTH)}a b${")".repeat(MAX_DEPTH)}`).kind).toBe("group");
    expect(parseCriteria("a".repeat(MAX_CRITERIA_LENGTH)).kind).toBe("term");
  });

  test.each([
    ["slashes that open nothing", "/ab ".repeat(8000)],
    ["quotes", '"ab" '.repeat(8000)],
    ["backslashes", "\\\\".repeat(120_000)],
    ["stars", "*?".repeat(120_000)],
    ["brackets", "[a TO b]".repeat(8000)],
    ["tildes", `a${"~".repeat(200_000)}`],
    ["digits", `a^${"1".repeat(200_000)}`],
    ["blanks before a bracket", `[a${" ".repeat(200_000)}`],
    ["backslashes in a range", `[${"\\".repeat(200_000)} TO b]`],
    ["regular expressions never closed", "/a\\".repeat(60_000)],
  ])("time grows with the length alone: %s", (_, criteria) => {
    const before = performance.now();
    try {
      formatCriteria(parseCriteria(criteria));
    } catch (error) {
      expect(error).toMatchObject({ name: "ArtunitError" });
    }
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe("spans", () => {
  test("a node knows its value's place and its field's", () => {
    const criteria = 'a AND legalSectionCode:(103 "x y") d:[1 TO "2"]';
    const query = parseCriteria(criteria);
    const group = query.kind === "group" ? query : null;
    const inner = group?.clauses[1]?.query;
    const phrase = inner?.kind === "group" ? inner.clauses[1]?.query : null;
    const range = group?.clauses[2]?.query;
    if (phrase?.kind !== "phrase" || range?.kind !== "range") throw new Error("unexpected shape");
    const at = (span: { start: number; end: number } | null) => span && criteria.slice(span.start, span.end);
    expect([at(phrase.span), at(phrase.fieldSpan)]).toEqual(['"x y"', "legalSectionCode"]);
    expect([at(range.span), at(range.fieldSpan), at(range.lowerSpan), at(range.upperSpan)]).toEqual([
      '[1 TO "2"]',
      "d",
      "1",
      '"2"',
    ]);
  });
});

function refusal(criteria: string): ArtunitError {
  try {
    parseCriteria(criteria);
  } catch (error) {
    return error as ArtunitError;
  }
  throw new Error(`parsed: ${criteria.slice(0, 80)}`);
}
