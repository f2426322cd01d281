import { describe, expect, test } from "vitest";
import { VERB_WORDS } from "../../src/extract/vocabulary/index.js";
import { listOf, outcomeOf } from "./outcome.js";

/** The table of the words of a verb, held to its own sentences. */
describe.each(VERB_WORDS)("$name", ({ says, words, matches }) => {
  test.each(matches)("%s", (example) => {
    const [sentence, made] = example.split(" => ");
    expect(outcomeOf(sentence!).rejections).toEqual(listOf(made!));
    expect(words.some((word) => sentence!.split(/[\s,]+/).includes(word))).toBe(true);
    expect(says).toMatch(/[.?]$/);
  });
});

test("a word stands once in the table, and names are their own", () => {
  const words = VERB_WORDS.flatMap((row) => row.words);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual(["continue"]);
  expect(new Set(VERB_WORDS.map(({ name }) => name)).size).toBe(VERB_WORDS.length);
});
