import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, lowerCase } from "../../src/query/analyse.js";

interface Case {
  readonly input: string;
  readonly "8.7.0": readonly [term: string, start: number, end: number, position: number][];
}

const cases = JSON.parse(readFileSync(new URL("lucene/tokens.json", import.meta.url), "utf8")) as Case[];

describe("words are those of Lucene 8.7's StandardAnalyzer without stop words", () => {
  test.each(cases)("$input", ({ input, "8.7.0": tokens }) => {
    expect(analyse(input).map(({ term, start, end, position }) => [term, start, end, position])).toEqual(
      tokens,
    );
  });
});

test("every word stands where it says, in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      let last = 0;
      for (const [i, { term, start, end, position }] of analyse(text).entries()) {
        expect(term).toBe(lowerCase(text.slice(start, end)));
        expect([start >= last, end > start, position]).toEqual([true, true, i]);
        last = end;
      }
    }),
  );
});

test.each([
  ["joiners", "_"],
  ["accents", "a.\u0301"],
  ["periods", "a."],
  ["number signs", "#"],
  ["Thai", "\u0e01"],
  ["letters", "a"],
])("time grows with the length alone: %s", (_, piece) => {
  // Of the processor, which others may keep busy.
  const before = process.cpuUsage();
  analyse(piece.repeat(500_000));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});
