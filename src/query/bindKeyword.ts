import type { Field, Spelling } from "../catalog/index.js";
import { fuzzyPattern, regexpPattern, wildcardPattern } from "./leafPatterns.js";
import type { Predicate } from "./predicate.js";
import { badValue, refusal } from "./refusals.js";
import { readSpelling, spellingExample } from "./spelledElsewhere.js";
import { bindTextRange } from "./textRanges.js";
import type { Leaf, PhraseQuery } from "./tree.js";

/** The values that somebody means who wrote one. */
type Spellings = (value: string) => readonly string[];

/** The whole value, letter case and all; a phrase is the value itself. */
export function bindKeyword({ column }: Field, name: string, leaf: Leaf, meant: Spellings): Predicate {
  switch (leaf.kind) {
    case "term":
      return { kind: "in", column, values: meant(leaf.value) };
    case "phrase":
      return bindExactPhrase(column, name, leaf, meant);
    case "range":
      return bindTextRange(
        leaf,
        name,
        (value) => value,
        (lower, upper) => ({ kind: "range", column, lower, upper }),
      );
    case "wildcard":
      return { kind: "matches", column, pattern: wildcardPattern(leaf, (text) => text) };
    case "fuzzy": {
      const pattern = fuzzyPattern(leaf, leaf.value);
      return pattern.edits === 0
        ? { kind: "in", column, values: [leaf.value] }
        : { kind: "matches", column, pattern };
    }
    case "regexp":
      return { kind: "matches", column, pattern: regexpPattern(leaf, name, (regexp) => regexp) };
  }
}

function bindExactPhrase(
  column: string,
  name: string,
  { value, slop, span }: PhraseQuery,
  meant: Spellings,
): Predicate {
  if (slop > 0) {
    throw refusal(
      "unsupported-match",
      name,
      span,
      `"${name}" is matched as a whole, so words in it have no distance`,
      `Leave out ~${slop}, or look for a part of the value with *.`,
    );
  }
  if (value.trim() === "") {
    throw refusal(
      "bad-value",
      name,
      span,
      `An empty value of "${name}" is a missing one`,
      `Write -${name}:* for records without a value.`,
    );
  }
  return { kind: "in", column, values: meant(value) };
}

/** A value in another spelling is the stored one; parts of it are not asked for. */
export function bindSpelled({ column }: Field, spelling: Spelling, name: string, leaf: Leaf): Predicate {
  if (leaf.kind !== "term" && (leaf.kind !== "phrase" || leaf.slop > 0))
    throw refusal(
      "unsupported-match",
      name,
      leaf.span,
      `"${name}" is another spelling of a stored number, and is asked for whole values only`,
      "Ask the field of the stored number for ranges and patterns.",
    );
  const stored = readSpelling(spelling, leaf.value);
  if (stored === null)
    throw badValue(name, leaf.value, leaf.span, {
      says: `is written as ${spellingExample(spelling)}; in quotes if there is a slash.`,
    });
  return { kind: "in", column, values: [stored] };
}
