import type { Field } from "../catalog/index.js";
import type { Predicate } from "./predicate.js";
import { badValue, refusal, reversed } from "./refusals.js";
import { writtenBounds } from "./textRanges.js";
import type { Leaf } from "./tree.js";
import { between, equals, type TypedField } from "./typedValues.js";

const TYPE_NAMES = {
  integer: "whole number",
  number: "number",
  flag: "flag",
  date: "date",
  instant: "date and time",
} as const;

const MATCH_NAMES: Readonly<Record<Leaf["kind"], string>> = {
  term: "words",
  phrase: "distances (~)",
  wildcard: "wildcards",
  fuzzy: "fuzzy terms",
  regexp: "regular expressions",
  range: "ranges",
};

/** What `1-3` and `2019-01-01..2019-12-31` mean: a range of two values that the field can have; null for any other text. */
function rangeMeant(field: TypedField, written: string, now: Date): string | null {
  for (const { 0: sign, index } of written.matchAll(/\.{2,3}|\s*[-–—]\s*/g)) {
    const lower = written.slice(0, index).trim();
    const upper = written.slice(index + sign.length).trim();
    if (lower === "" || upper === "") continue;
    const ends = between(field, { text: lower, inclusive: true }, { text: upper, inclusive: true }, now);
    if (!("says" in ends)) return `[${lower} TO ${upper}]`;
  }
  return null;
}

export function bindTyped(
  field: Field & { match: keyof typeof TYPE_NAMES },
  name: string,
  leaf: Leaf,
  now: Date,
): Predicate {
  switch (leaf.kind) {
    case "term":
    case "phrase": {
      if (leaf.kind === "phrase" && leaf.slop > 0) break;
      const predicate = equals(field, leaf.value, now);
      if (!("says" in predicate)) return predicate;
      const range = rangeMeant(field, leaf.value, now);
      const says = range === null ? predicate.says : `${predicate.says} For a range, write ${name}:${range}.`;
      throw badValue(name, leaf.value, leaf.span, { says });
    }
    case "range": {
      const [lower, upper] = writtenBounds(leaf);
      const predicate = between(field, lower, upper, now);
      if (!("says" in predicate)) return predicate;
      if (predicate.at === "lower") throw badValue(name, leaf.lower!, leaf.lowerSpan ?? leaf.span, predicate);
      if (predicate.at === "upper") throw badValue(name, leaf.upper!, leaf.upperSpan ?? leaf.span, predicate);
      throw reversed(name, leaf, predicate);
    }
    case "wildcard":
    case "fuzzy":
    case "regexp":
      break;
  }
  const hint = "Ask for a value, a range [a TO b], or * for any.";
  throw refusal(
    "unsupported-match",
    name,
    leaf.span,
    `"${name}" is a ${TYPE_NAMES[field.match]}; ${MATCH_NAMES[leaf.kind]} cannot be used on it`,
    hint,
  );
}
