/** Names in a sentence: `a, b, and 3 more`. */
export function firstFew(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

/** All of them: `a, b or c`. */
export function inWords(names: readonly string[], word: "and" | "or"): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}

/** The names of fields there are, for somebody whose name is near none of them. */
export function listed(names: readonly string[]): string {
  return `There are: ${firstFew(names, MOST_LISTED)}.`;
}

const MOST_LISTED = 50;
