import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/query/analyse.js";
import { joinedWords } from "../../src/store/engines/fulltext/joinedWords.js";

const slowly = (text: string) => {
  const terms = analyse(text).map(({ term }) => term);
  return { words: terms.join(" "), count: terms.length };
};
const quickly = (text: string) => {
  const { bytes, count } = joinedWords(text);
  return { words: Buffer.from(bytes).toString(), count };
};

describe("joined words are the analyser's", () => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(..."aZ09_:.',;\"- \n\t()") },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "é",
        "\u0301",
        "’",
        "”",
        "–",
        "§",
        "\u00ad",
        "\u00a0",
        "界",
        "ア",
        "ก",
        "א",
        "\u200d",
        "😀",
        "İ",
        "٣",
        "½",
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );
  test("for any text", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        expect(quickly(text)).toEqual(slowly(text));
      }),
      { numRuns: 20_000, seed: 5 },
    );
  });

  test.each([
    ["a word beyond 255 characters", "x".repeat(700)],
    ["lines of underscores", `${"_".repeat(700)} a_b __ _a`],
    ["a megabyte of dashes", "-".repeat(1_000_000)],
    ["a joined word beyond 255 characters", `${"a.b".repeat(200)} ${"1,2".repeat(100)}.5`],
    ["a megabyte without a blank", "é".repeat(300_000)],
  ])("for %s", (_, text) => {
    expect(quickly(text)).toEqual(slowly(text));
  });

  test("for real Office actions", () => {
    const folder = new URL("../../corpora/development/texts/", import.meta.url);
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".txt"))) {
      const text = readFileSync(new URL(name, folder), "utf8");
      expect(quickly(text)).toEqual(slowly(text));
    }
  });
});
