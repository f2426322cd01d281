import fc from "fast-check";
import { expect, test } from "vitest";
import { ArtunitError } from "../../../src/errors.js";
import { parseQ } from "../../../src/protocols/odp/grammar/q.js";
import { explainQuery } from "./told.js";

test.each([
  ["", "all"],
  ["  ", "all"],
  ["*", "all"],
  ["*:*", "all"],
  ["Design", "=Design"],
  ["machine learning", "(=machine | =learning)"],
  ["machine OR learning", "(=machine | =learning)"],
  ["machine AND learning", "(=machine & =learning)"],
  ["machine NOT learning", "(=machine & !=learning)"],
  ["machine AND NOT learning", "(=machine & !=learning)"],
  ["NOT learning", "(all & !=learning)"],
  ["a OR NOT b", "(=a | (all & !=b))"],
  ["a OR b AND c", "(=a | (=b & =c))"],
  ["a AND b OR c", "((=a & =b) | =c)"],
  ["(a OR b) AND c", "((=a | =b) & =c)"],
  ["a b NOT c", "((=a | =b) & !=c)"],
  ["a AND (b OR c) AND NOT d", "(=a & (=b | =c) & !=d)"],
  ['"machine learning"', '="machine learning"'],
  ["'machine learning'", '="machine learning"'],
  ["O'Brien", "=O'Brien"],
  ["inventor:O'Brien", "inventor=O'Brien"],
  ["inventor:'Van Dyke'", 'inventor="Van Dyke"'],
  [
    "applicationMetaData.applicationTypeLabelName:Utility",
    "applicationMetaData.applicationTypeLabelName=Utility",
  ],
  ["a.b: Utility", "a.b=Utility"],
  ["a.b : Utility", "a.b=Utility"],
  ["a.b:(x OR y)", "(a.b=x | a.b=y)"],
  ["a.b:(x AND NOT y)", "(a.b=x & !a.b=y)"],
  ["a:(x OR b:y)", "(a=x | b=y)"],
  ['a.b:"two words"', 'a.b="two words"'],
  ["d:>=2024-02-20", "d in [2024-02-20, )"],
  ["d:>2024-02-20", "d in (2024-02-20, )"],
  ["d:<=5", "d in (, 5]"],
  ["d:< 5", "d in (, 5)"],
  ["d:[2700 TO 2710]", "d in [2700, 2710]"],
  ["d:[2024-01-01 TO 2024-08-30]", "d in [2024-01-01, 2024-08-30]"],
  ["d:{1 TO 5]", "d in (1, 5]"],
  ["d:[* TO 5]", "d in [, 5]"],
  ['d:["a b" TO "c d"]', "d in [a b, c d]"],
  ["t:Desig*", "t~Desig*"],
  ["t:D?sign", "t~D?sign"],
  ["t:*", "t~*"],
  ["t:a\\*b", "t=a*b"],
  ["t:a\\*b*", "t~a\\*b*"],
  ["n:14/123,456", "n=14/123,456"],
  ["n:PCT/US2025/047756", "n=PCT/US2025/047756"],
  ["d:2024-01-01T00:00:00", "d=2024-01-01T00:00:00"],
  ["x AND ANDREW", "(=x & =ANDREW)"],
  ["ORacle", "=ORacle"],
  ["colour~1", "≈colour/1"],
  ["colour~", "≈colour/2"],
  ['"a b"~3', '="a b"~3'],
  ["a^2 OR b^0.5", "(=a | =b)"],
  ["a AND NOT (b OR c)", "(=a & !(=b | =c))"],
  ["trialMetaData.trialTypeCode:IPR", "trialMetaData.trialTypeCode=IPR"],
  ["ärger", "=ärger"],
])("%s", (text, meaning) => {
  expect(explainQuery(parseQ(text))).toBe(meaning);
});

test.each([
  ['"open', 0, "not closed"],
  ["a AND", 2, 'Nothing follows "AND"'],
  ["AND a", 0, 'Nothing stands before "AND"'],
  ["a OR OR b", 5, "Nothing stands before"],
  ["(a", 0, '"(" is not closed'],
  ["a)", 1, '")" cannot stand here'],
  ["()", 0, "nothing between"],
  ["f:", 0, "has no value"],
  ["f:[1 TO]", 2, "range"],
  ["f:[1 2]", 2, "range"],
  ["[1 TO 2]", 0, "needs a field"],
  ["a ~ b", 2, "cannot stand here"],
])("%s is refused at character %i", (text, position, says) => {
  let thrown: unknown;
  try {
    parseQ(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ArtunitError);
  const { code, message, where } = thrown as ArtunitError;
  expect([code, where.position]).toEqual(["criteria-syntax", position]);
  expect(message).toContain(says);
});

test("any text is read or refused, in time that grows with its length", () => {
  const piece = fc.constantFrom(
    "a",
    "f:",
    "(",
    ")",
    '"',
    "'",
    "AND ",
    "OR ",
    "NOT ",
    "[",
    " TO ",
    "]",
    "*",
    "\\",
    "~",
    "^2",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      try {
        parseQ(pieces.join(""));
      } catch (error) {
        if (!(error instanceof ArtunitError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
  const begun = performance.now();
  parseQ("word ".repeat(8000));
  expect(() => parseQ("(".repeat(20_000))).toThrow(ArtunitError);
  expect(() => parseQ(`"${"\\".repeat(100_000)}`)).toThrow(ArtunitError);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
