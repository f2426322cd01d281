import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearMatcher, nearWords } from "../../src/query/edits.js";

const word = (letters: readonly string[], maxLength = 9) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((each) => each.join(""));
const LETTERS = ["a", "b", "c", "é", "\uffff", "𝔸", "𝔹"];

test.each([0, 1, 2])("words within %i edits are found together as each is alone", (edits) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word(LETTERS), { maxLength: 60 }),
      fc.constantFrom(word(["a", "b"]), word(LETTERS)).chain((each) => each),
      (words, value) => {
        const sorted = [...words].sort();
        const near = nearWords(sorted, value, edits);
        expect(near).toEqual(sorted.filter((each) => editDistance(each, value) <= edits));
        expect(near).toEqual(sorted.filter(nearMatcher(value, edits)));
      },
    ),
    { numRuns: 2000 },
  );
});

test("very many words are passed over that begin in a way that is too far", () => {
  const words = Array.from({ length: 200_000 }, (_, at) => `zz${at.toString(36).padStart(6, "0")}`);
  const begin = performance.now();
  for (let at = 0; at < 1000; at++) expect(nearWords(words, "claim", 2)).toEqual([]);
  // One by one this takes a minute.
  expect(performance.now() - begin).toBeLessThan(2000);
});
