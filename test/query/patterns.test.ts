import vm from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "../../src/query/edits.js";
import { patternMatcher } from "../../src/query/index.js";
import { formatRegexp, parseRegexp } from "../../src/query/regexp.js";
import { type WildcardPart, wildcardParts } from "../../src/query/wildcards.js";

const texts = fc.string({ maxLength: 10, unit: fc.constantFrom(..."abA1*?\\.- \n", "😀", "é") });

describe("wildcards", () => {
  test("match as the same pattern written as a regular expression", () => {
    const pieces = fc.constantFrom("*", "?", "a", "b", "1", "\\*", "\\?", "\\\\", "😀", ".");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), texts, (parts, text) => {
        const source = parts
          .map((part) =>
            part === "*"
              ? ".*"
              : part === "?"
                ? "."
                : part.replace(/^\\?(.)$/su, "$1").replace(/[.*?\\]/g, "\\$&"),
          )
          .join("");
        const matches = patternMatcher({ kind: "wildcard", pattern: parts.join("") });
        expect(matches(text)).toBe(new RegExp(`^${source}$`, "su").test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("no pattern makes them slow", () => {
    const before = performance.now();
    expect(patternMatcher({ kind: "wildcard", pattern: `${"*a".repeat(100)}*b` })("a".repeat(5000))).toBe(
      false,
    );
    expect(performance.now() - before).toBeLessThan(500);
  });
});

const regexps = fc.letrec<{ regexp: string }>((tie) => ({
  regexp: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(
      "a",
      "b",
      "1",
      ".",
      "[ab]",
      "[^a]",
      "[a-z]",
      "\\d",
      "\\W",
      "\\.",
      "()",
      "@",
      '"a.b"',
      "😀",
      "-",
      "^",
      "$",
      "\\/",
      "/",
    ),
    fc.tuple(tie("regexp"), tie("regexp")).map(([a, b]) => a + b),
    fc.tuple(tie("regexp"), tie("regexp")).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie("regexp"), fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,}"))
      .map(([a, count]) => `(${a})${count}`),
  ),
})).regexp;

const oracle = { script: new vm.Script('new RegExp(source, "su").test(text)'), context: vm.createContext() };

/** What JavaScript says; null where it tries so many ways to read nested repetitions that it would not come back. */
function elsewhere(source: string, text: string): boolean | null {
  Object.assign(oracle.context, { source: `^(?:${source})$`, text });
  try {
    return oracle.script.runInContext(oracle.context, { timeout: 200 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  }
}

describe("regular expressions", () => {
  test("nested repetitions that JavaScript does not come back from are answered here", () => {
    const source = "(((.*)*)*(.*)*)*b{2}(((.*)*)*)*c";
    expect(elsewhere(source, "a".repeat(200))).toBe(null);
    expect(patternMatcher({ kind: "regexp", source })("a".repeat(200))).toBe(false);
  });

  test("what is handed to an engine means the same there as here", () => {
    fc.assert(
      fc.property(regexps, texts, (pattern, text) => {
        const source = formatRegexp(parseRegexp(pattern, "lucene"));
        const matched = patternMatcher({ kind: "regexp", source })(text);
        expect(matched).toBe(elsewhere(source, text) ?? matched);
        expect(formatRegexp(parseRegexp(source, "common"))).toBe(source);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["103", "103", true],
    ["103", "1034", false],
    ["1[0-9]{2}", "112", true],
    ["^1$", "1", false],
    ["^1$", "^1$", true],
    ['"a.b"', "axb", false],
    ['"a.b"', "a.b", true],
    ["a.c", "a\nc", true],
    ["\\w+", "a_1", true],
    ["\\S", " ", false],
    ["[\\]\\-a]+", "]-a", true],
    ["[a-]", "-", true],
    ["(a|b)*c", "ababc", true],
    ["a{2,3}", "aaaa", false],
    ["", "", null],
    ["a||b", "b", null],
    ["a)", "a)", null],
    ["[b-a]", "b", null],
    ["a{3,2}", "aaa", null],
    ["a\\", "a", null],
    ['"a', "a", null],
    ["a&b", "a", null],
    ["<1-9>", "5", null],
  ])("/%s/ on %j: %s", (pattern, text, answer) => {
    const run = () =>
      patternMatcher({ kind: "regexp", source: formatRegexp(parseRegexp(pattern, "lucene")) })(text);
    if (answer === null) expect(run).toThrow();
    else expect(run()).toBe(answer);
  });

  test.each(["(a*)*b", "(a|a)*b", "(.*)*x", "(a?){400}a{400}b"])(
    "/%s/ is not slow on what it almost matches",
    (pattern) => {
      const before = performance.now();
      expect(
        patternMatcher({ kind: "regexp", source: formatRegexp(parseRegexp(pattern, "lucene")) })(
          "a".repeat(600),
        ),
      ).toBe(false);
      expect(performance.now() - before).toBeLessThan(2000);
    },
  );
});

test.each([
  ["kitten", "kitten", 0, true],
  ["kitten", "kittne", 1, true],
  ["kitten", "sitting", 2, false],
  ["a😀b", "ab", 1, true],
  ["CTNF", "ctnf", 2, false],
])("%s and %s differ by at most %i edits: %s", (value, text, edits, answer) => {
  expect(patternMatcher({ kind: "fuzzy", value, edits })(text)).toBe(answer);
});

test.each<[string, readonly WildcardPart[]]>([
  ["?*?*?*9z", [{ any: "one" }, { any: "one" }, { any: "one" }, { any: "run" }, "9z"]],
  ["a**b", ["a", { any: "run" }, "b"]],
  ["\\*\\?*?", ["*?", { any: "one" }, { any: "run" }]],
  ["", []],
])("the normal form of %s", (pattern, parts) => {
  expect(wildcardParts(pattern)).toEqual(parts);
});

test("a fuzzy term is near what the plain distance says", () => {
  const words = fc.string({ maxLength: 9, unit: fc.constantFrom("a", "b", "c", "😀") });
  fc.assert(
    fc.property(words, words, fc.nat(2), (value, text, edits) => {
      const isNear = patternMatcher({ kind: "fuzzy", value, edits });
      expect(isNear(text)).toBe(editDistance(value, text) <= edits);
      expect(isNear(value)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});
