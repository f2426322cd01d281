import type { Field, Matching, Wire } from "./types.js";

/**
 * Wire forms by name, so that a field is one line. In the Developer Hub (`ds`) a missing value is a missing
 * key; the portal (`odp`) sends an empty string or a sentinel date, and never null.
 */
export const DS = {
  string: { form: "string", absent: null },
  list: { form: "string-list", absent: null },
  float: { form: "float", absent: null },
  number: { form: "number", absent: null },
  boolean: { form: "boolean", absent: null },
  numberText: { form: "number-string-list", absent: null },
  day: { form: "utc-midnight", absent: '"0001-01-01T05:00:00Z"' },
  dayOrNothing: { form: "utc-midnight", absent: null },
  dayText: { form: "midnight-list", absent: null },
  seconds: { form: "utc-seconds", absent: null },
  milliseconds: { form: "utc-milliseconds", absent: null },
} as const satisfies Record<string, Wire>;

export const ODP = {
  string: { form: "string", absent: '""' },
  stringOrNothing: { form: "string", absent: null },
  list: { form: "string-list", absent: null },
  listOrEmpty: { form: "string-list", absent: '[""]' },
  number: { form: "number", absent: null },
  boolean: { form: "boolean", absent: null },
  day: { form: "midnight", absent: '"0001-01-01T00:00:00"' },
  dayOrNothing: { form: "midnight", absent: null },
  seconds: { form: "seconds", absent: null },
} as const satisfies Record<string, Wire>;

/** What a field says of itself beside its name and column. */
type About = Omit<Field, "name" | "column" | "match">;

/** Declares one field: `field("artUnit", "art_unit", "keyword", { … })`. */
export function field(name: string, column: string, match: Matching, about: About): Field {
  return { name, column, match, ...about };
}

/** A field of our own, in the native generation only; it carries its column's name. */
export function own(
  column: string,
  match: Matching,
  meaning: string,
  example: string,
  derived: string,
): Field {
  return { name: column, column, match, meaning, example, derived };
}

/** Adds fields of our own to a dataset's, leaving out those whose name the dataset already uses. */
export function withOwn(
  fields: readonly Field[],
  ...own: readonly (Field | readonly Field[])[]
): readonly Field[] {
  const taken = new Set(fields.map((each) => each.name));
  return [...fields, ...own.flat().filter((each) => !taken.has(each.name))];
}
