import type { Leaf } from "./tree.js";
import type { UnheldValue } from "./values.js";

/**
 * What was meant by `28xx` or `2800-2899` on a field of codes, whose values are never written so: a beginning, or a range. Null
 * for any other value.
 */
export function patternMeant(name: string, leaf: Leaf): UnheldValue | null {
  if ((leaf.kind !== "term" && leaf.kind !== "phrase") || leaf.field === null) return null;
  const meant = beginning(leaf.value) ?? range(leaf.value);
  if (meant === null) return null;
  const says = `"${name}" never holds "${leaf.value}" (character ${leaf.span.start}). Write ${meant
    .map((each) => `${name}:${each}`)
    .join(" or ")}.`;
  return { field: name, value: leaf.value, position: leaf.span.start, says, suggestion: meant[0]! };
}

function beginning(value: string): readonly string[] | null {
  const [, digits, open] = /^(\d{1,6})(x{1,6})$/i.exec(value) ?? [];
  if (digits === undefined || open === undefined) return null;
  return [`${digits}*`, `[${digits}${"0".repeat(open.length)} TO ${digits}${"9".repeat(open.length)}]`];
}

/** Of two codes of the same length, three digits or more. */
function range(value: string): readonly string[] | null {
  const [, lower, upper] = /^(\d{3,6})\s*(?:-|–|\.\.)\s*(\d{3,6})$/.exec(value) ?? [];
  if (lower === undefined || upper === undefined || lower.length !== upper.length || lower >= upper)
    return null;
  return [`[${lower} TO ${upper}]`];
}
