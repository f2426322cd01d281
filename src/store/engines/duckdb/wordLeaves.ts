import { type Dataset, fieldOfColumn } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import type { ColumnPredicate, Predicate } from "../../../query/predicate.js";
import type { Parameters } from "../../sql/compile.js";

/** From so many text questions to a column on, they are put to its values together. */
export const LEAVES_TOGETHER = 8;
/** Values that a text or fuzzy question may be resolved to. */
const VALUES_RESOLVED = 500_000;
export function checkResolved(dataset: Dataset, column: string, values: number): void {
  if (values <= VALUES_RESOLVED) return;
  throw new ArtunitError(
    "too-expensive",
    `The criteria on ${fieldOfColumn(dataset, column)} match more than ${VALUES_RESOLVED} different values. Use a longer or more exact term, or fewer.`,
  );
}
type TextLeaf = Extract<Predicate, { kind: "text" }>;
export function textLeaves(predicate: Predicate): readonly TextLeaf[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.flatMap(textLeaves);
    case "not":
      return textLeaves(predicate.child);
    case "text":
      return [predicate];
    default:
      return [];
  }
}

/** A condition that every value satisfying the leaf satisfies, and few others. */
export function candidates(leaf: ColumnPredicate, parameters: Parameters): string {
  const isText = `${leaf.column} IS NOT NULL`;
  if (leaf.kind === "text") {
    const terms =
      leaf.text.kind === "term"
        ? [leaf.text.term]
        : leaf.text.kind === "phrase"
          ? leaf.text.terms.map(({ term }) => term)
          : [];
    // Lower case of other alphabets depends on the library; ASCII words do not.
    const safe = terms.filter((term) => /^[\x20-\x7e]+$/.test(term));
    return [
      isText,
      ...safe.map((term) => `contains(lower(${leaf.column}), ${parameters.add(term, "text")})`),
    ].join(" AND ");
  }
  if (leaf.kind === "matches" && leaf.pattern.kind === "fuzzy") {
    const { value, edits } = leaf.pattern;
    const length = [...value].length;
    return `${isText} AND length(${leaf.column}) BETWEEN ${Math.max(0, length - edits)} AND ${length + edits}`;
  }
  return isText;
}
