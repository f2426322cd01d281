import type { Column, Field, Matching } from "./types.js";

/** What a field says of itself beside its name and column. */
type About = Omit<Field, "name" | "column" | "match">;

/** Declares one field: `field("artUnit", "art_unit", "keyword", { … })`. */
export function field(name: string, column: string, match: Matching, about: About): Field {
  return { name, column, match, ...about };
}

/** A field of a nested record, called by its place in the object that fills its column. */
export function nested(
  { name, path, meaning }: Column,
  match: Matching,
  about: Omit<About, "meaning">,
): Field {
  if (path === undefined) throw new Error(`The column ${name} is filled from no path.`);
  return { name: path, column: name, match, meaning, ...about };
}

/** A field of our own, which no other protocol publishes; it carries its column's name. */
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
