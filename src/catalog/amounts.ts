/** A number of things, in groups of three digits. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** The same with what they are: `1 file`, `2,000 files`. */
export function counted(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? "" : "s"}`;
}
