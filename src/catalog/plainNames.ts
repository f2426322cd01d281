/** Words of SQL that no engine takes for a name as they stand, and what every stored table has of its own. */
const RESERVED = new Set(
  `all alter analyse analyze and any array as asc asymmetric between both by case cast check collate column commit
   constraint create default deferrable delete desc describe distinct do drop else end escape except exists false fetch
   for foreign from group having if in index initially insert intersect into is isnull join lambda lateral leading limit
   not notnull null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning
   select set show some summarize symmetric table then to trailing transaction true union unique unpivot update using
   values variadic when where window with position rowid`.split(/\s+/),
);

/** Whether a table or a column may be called so: statements name them as they are. */
export function isPlainName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name) && !RESERVED.has(name);
}

/** A name for what a file calls otherwise: small letters, digits and `_`, and no word of SQL's. */
export function plainName(written: string): string {
  const plain = written
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^(?=[^a-z])/, "c_");
  return isPlainName(plain) ? plain : `${plain}_text`;
}
