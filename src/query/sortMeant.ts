/**
 * A key to sort by as other services write it, `day:desc`, `-day`, `day.desc`, `desc(day)`, written as it is here; null where it is
 * not one of a field that there is.
 */
export function sortMeant(written: string, isField: (name: string) => boolean): string | null {
  const text = written.trim();
  const [, sign, signed] = /^([-+])\s*(\S+)$/.exec(text) ?? [];
  const [, called, within] = /^(asc|desc)\(\s*(\S+?)\s*\)$/i.exec(text) ?? [];
  const [, named, behind] = /^(\S+?)(?:\s*[:.=|]\s*|\s+)(asc|desc)(?:ending)?$/i.exec(text) ?? [];
  const name = signed ?? within ?? named;
  if (name === undefined || !isField(name)) return null;
  const order = sign === undefined ? (called ?? behind)!.toLowerCase() : sign === "-" ? "desc" : "asc";
  return `${name} ${order}`;
}
