import type { Predicate } from "./predicate.js";
import { reversed } from "./refusals.js";
import type { RangeQuery } from "./tree.js";
import { emptyRange, isReversed, type WrittenBound } from "./typedValues.js";

type TextBound = { readonly value: string; readonly inclusive: boolean } | null;

export function bindTextRange(
  leaf: RangeQuery,
  name: string,
  normal: (value: string) => string,
  build: (lower: TextBound, upper: TextBound) => Predicate,
): Predicate {
  const [lower, upper] = writtenBounds(leaf);
  const from = lower && { value: normal(lower.text), inclusive: lower.inclusive };
  const to = upper && { value: normal(upper.text), inclusive: upper.inclusive };
  const order = from && to ? codePointOrder(from.value, to.value) : -1;
  if (from && to && isReversed(order, 0, from.inclusive && to.inclusive)) {
    throw reversed(name, leaf, { says: emptyRange(order > 0) });
  }
  return build(from, to);
}

export function writtenBounds(leaf: RangeQuery): [lower: WrittenBound | null, upper: WrittenBound | null] {
  return [
    leaf.lower === null ? null : { text: leaf.lower, inclusive: leaf.includesLower },
    leaf.upper === null ? null : { text: leaf.upper, inclusive: leaf.includesUpper },
  ];
}

/** Negative, zero or positive; surrogates sort above all other code units, as their code points do. */
function codePointOrder(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  const at = a.findIndex((character, i) => character !== b[i]);
  if (at < 0) return a.length - b.length;
  return a[at]!.codePointAt(0)! - (b[at]?.codePointAt(0) ?? -1);
}
