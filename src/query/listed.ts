/** The names of fields there are, for somebody whose name is near none of them. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return `There are: ${names.slice(0, MOST_LISTED).join(", ")}${more > 0 ? `, and ${more} more` : ""}.`;
}

const MOST_LISTED = 50;
