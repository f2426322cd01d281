import { describe, expect, test } from "vitest";
import { prepare } from "../../src/extract/text/index.js";
import {
  PARTS_CLAIMS,
  STANDING_STEMS,
  STANDING_WORD,
  STANDING_WORDS,
  standingWord,
} from "../../src/extract/vocabulary/index.js";
import { listOf, outcomeOf } from "./outcome.js";

/** The table of the standing of claims, held to its own sentences, from the scan for words to the claims that come out. */
describe.each(STANDING_WORDS)("$name", ({ name, says, words, makes, matches, not }) => {
  test.each(matches)("%s", (example) => {
    const [sentence, made] = example.split(" => ");
    expect(outcomeOf(sentence!).claims).toEqual(listOf(made!));
  });

  test.each(not)("nothing: %s", (sentence) => {
    expect(outcomeOf(sentence).claims).toEqual([]);
  });

  test("every word is scanned for and found", () => {
    expect(says).toMatch(/[.?]$/);
    for (const word of words) {
      const { lower, keywords } = prepare(`Claims 1-3 are ${word}\nas told.`);
      const places = makes === null ? [] : keywords.ofAny(STANDING_STEMS);
      const found = places.flatMap((place) => {
        STANDING_WORD.lastIndex = place;
        return STANDING_WORD.exec(lower) ?? [];
      });
      expect(found).toEqual(makes === null ? [] : [word]);
      expect(standingWord(word).name).toBe(name);
    }
  });

  test("one of its sentences has each word that differs in more than its spelling", () => {
    const told = matches.join(" ").toLowerCase();
    expect(words.some((word) => told.includes(word))).toBe(true);
    expect(not.some((sentence) => words.some((word) => sentence.toLowerCase().includes(word)))).toBe(true);
  });
});

test("names and words stand once in the table", () => {
  const words = STANDING_WORDS.flatMap((row) => row.words);
  expect(new Set(words).size).toBe(words.length);
  expect(new Set(STANDING_WORDS.map(({ name }) => name)).size).toBe(STANDING_WORDS.length);
});

test("words that part the claims of a status sentence are those of the table, and a non-elected species is none", () => {
  const parts = [..."claims 1 amended, 2 deleted, the non-elected, 3 allowable".matchAll(PARTS_CLAIMS)];
  expect(parts.map(([word]) => word)).toEqual(["amended", "deleted"]);
});

test("a stem that no pass looks for is refused", () => {
  expect(() => prepare("x").keywords.ofAny(["zzz"])).toThrow('begin with "zzz"');
});
