/**
 * How many insertions, deletions, substitutions and exchanges of neighbours turn one text into the other, by
 * code point: the distance of Lucene's fuzzy queries (optimal string alignment, no part edited twice).
 */
export function editDistance(one: string, other: string): number {
  const a = Array.from(one);
  const b = Array.from(other);
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(substituted, previous[j]! + 1, current[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforePrevious[j - 2]! + 1);
      current.push(least);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length]!;
}

/** The candidate most like a name, letter case aside; null when none is within `mostEdits`. */
export function nearest(
  name: string,
  candidates: readonly string[],
  mostEdits = Number.POSITIVE_INFINITY,
): string | null {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  return best && best.distance <= mostEdits ? best.candidate : null;
}
