import type { Field } from "../catalog/index.js";
import { analyse, lowerCase } from "./analyse.js";
import { fuzzyPattern, regexpPattern, wildcardPattern } from "./leafPatterns.js";
import { MAX_REPEATED_WORDS } from "./limits.js";
import type { Predicate, TextQuery } from "./predicate.js";
import { refusal } from "./refusals.js";
import { lowerCaseRegexp } from "./regexp.js";
import { anyOf } from "./simplify.js";
import { bindTextRange } from "./textRanges.js";
import type { Leaf, PhraseQuery, TermQuery } from "./tree.js";

/** Words, in lower case. */
export function bindText({ column }: Field, name: string, leaf: Leaf): Predicate {
  const text = (query: TextQuery): Predicate => ({ kind: "text", column, text: query });
  switch (leaf.kind) {
    case "term":
      // As Lucene does: the words of an unquoted value, any of them.
      return anyOf(wordsOf(leaf, name).map(({ term }) => text({ kind: "term", term })));
    case "phrase": {
      const words = wordsOf(leaf, name);
      const [first] = words;
      if (first !== undefined && words.length === 1) return text({ kind: "term", term: first.term });
      checkRepeated(words, name, leaf);
      return text({
        kind: "phrase",
        terms: words.map(({ term, position }) => ({ term, position })),
        slop: leaf.slop,
      });
    }
    case "range":
      return bindTextRange(leaf, name, lowerCase, (lower, upper) =>
        text({ kind: "term-range", lower, upper }),
      );
    case "wildcard":
      return text({ kind: "pattern", pattern: wildcardPattern(leaf, lowerCase) });
    case "fuzzy": {
      const pattern = fuzzyPattern(leaf, lowerCase(leaf.value));
      return text(pattern.edits === 0 ? { kind: "term", term: pattern.value } : { kind: "pattern", pattern });
    }
    case "regexp":
      return text({ kind: "pattern", pattern: regexpPattern(leaf, name, lowerCaseRegexp) });
  }
}

function wordsOf(leaf: TermQuery | PhraseQuery, name: string) {
  const words = analyse(leaf.value);
  if (words.length > 0) return words;
  throw refusal(
    "bad-value",
    name,
    leaf.span,
    `There is no word in "${leaf.value.slice(0, 40)}", and "${name}" is searched by words`,
    "Write letters or digits.",
  );
}

function checkRepeated(words: readonly { readonly term: string }[], name: string, leaf: PhraseQuery): void {
  const repeated = words.length - new Set(words.map(({ term }) => term)).size;
  if (leaf.slop === 0 || repeated <= MAX_REPEATED_WORDS) return;
  throw refusal(
    "too-expensive",
    name,
    leaf.span,
    `A phrase with a distance has at most ${MAX_REPEATED_WORDS} words that stand in it before, and this one ${repeated}`,
    `Leave out ~${leaf.slop}, or use a shorter part of the phrase.`,
  );
}
