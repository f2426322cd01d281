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

export interface Near {
  readonly candidate: string;
  /** Near enough to be what was meant: at most two edits, or four in ten characters of a longer name. */
  readonly isLikely: boolean;
}

/** The candidate most like a name, letter case aside; null where there are no candidates. */
export function nearest(name: string, candidates: readonly string[]): Near | null {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  if (best === null) return null;
  const most = Math.max(2, Math.floor(wanted.length * 0.4));
  return { candidate: best.candidate, isLikely: best.distance <= most };
}
