import fc from "fast-check";
import { expect, test } from "vitest";
import { textTest } from "../../src/store/inMemory/evaluate.js";
import { wordAnswers } from "../../src/store/words/wordAnswers.js";
import { wordTest } from "../../src/store/words/wordTest.js";

const words = fc.constantFrom("a", "b", "c");

test("phrases are found where the evaluator finds them", () => {
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 5 }),
      fc.nat({ max: 5 }),
      fc.array(words, { maxLength: 8 }),
      (phrase, slop, text) => {
        const terms = phrase.map((term, position) => ({ term, position }));
        const question = { kind: "phrase", terms, slop } as const;
        expect(wordTest(question)(text.join(" "))).toBe(textTest(question)(text.join(" ")));
      },
    ),
    { numRuns: 3000 },
  );
});

test("questions that are put together have the answers that each has alone", () => {
  const term = words.map((each) => ({ kind: "term", term: each }) as const);
  const phrase = fc
    .tuple(fc.array(words, { minLength: 1, maxLength: 4 }), fc.nat(3))
    .map(
      ([each, slop]) =>
        ({ kind: "phrase", slop, terms: each.map((word, position) => ({ term: word, position })) }) as const,
    );
  const pattern = fc
    .constantFrom("a*", "?", "*d")
    .map((each) => ({ kind: "pattern", pattern: { kind: "wildcard", pattern: each } }) as const);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(term, phrase, pattern), { maxLength: 6 }),
      fc.array(words, { maxLength: 8 }),
      (questions, each) => {
        const found = new Set<number>();
        wordAnswers(questions)(each.join(" "), (question) => found.add(question));
        const alone = questions.map((question) => textTest(question)(each.join(" ")));
        expect(questions.map((_, at) => found.has(at))).toEqual(alone);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a phrase of one word repeated is no slower than others on a text that repeats it", () => {
  const repeated = Array.from({ length: 20 }, (_, position) => ({ term: "claim", position }));
  const terms = [...repeated, { term: "x", position: 20 }, { term: "x", position: 21 }];
  const before = performance.now();
  expect(wordTest({ kind: "phrase", terms, slop: 1000 })(`${"claim ".repeat(200)} x`)).toBe(false);
  expect(performance.now() - before).toBeLessThan(1000);
});
