/** A text as a SQL literal; for paths and names of our own, never for values from users. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quoted(name: string): string {
  return `"${name}"`;
}
