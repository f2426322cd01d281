/**
 * The known name that was probably meant: the one with the fewest edits, letter case counting little; null when
 * nothing is near. Names of any length are compared by their first 64 characters.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const asked = name.slice(0, 64);
  let best: { readonly name: string; readonly edits: number } | null = null;
  for (const each of known) {
    const edits = editsBetween(asked.toLowerCase(), each.toLowerCase());
    if (!best || edits < best.edits) best = { name: each, edits };
  }
  return best && best.edits <= Math.max(2, Math.floor(asked.length * 0.4)) ? best.name : null;
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
export function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < to.length; other++) {
      const replaced = row[other]! + (from[at] === to[other] ? 0 : 1);
      next.push(Math.min(replaced, row[other + 1]! + 1, next[other]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
