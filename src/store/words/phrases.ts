import type { PhraseTerm } from "../../query/predicate.js";

/**
 * Whether the terms of a phrase stand in a text within the slop: at places of their own whose displacements from
 * the phrase differ by at most `slop` (Lucene's sloppy phrase). `places` are the positions of each term, ascending.
 */
export function standsWithin(
  terms: readonly PhraseTerm[],
  places: readonly (readonly number[])[],
  slop: number,
): boolean {
  if (terms.length === 0 || places.some((each) => each.length === 0)) return false;
  const repeats = new Set(terms.map((each) => each.term)).size < terms.length;
  return smallestWindows(terms, places, slop, repeats);
}

interface Shift {
  readonly shift: number;
  readonly index: number;
}

/**
 * Slides over all places in the order of their displacement. A window no wider than the slop that holds every
 * term is an answer, unless a term occurs twice in the phrase and would stand on one place twice.
 */
function smallestWindows(
  terms: readonly PhraseTerm[],
  places: readonly (readonly number[])[],
  slop: number,
  repeats: boolean,
): boolean {
  const shifts: Shift[] = places.flatMap((positions, index) =>
    positions.map((position) => ({ shift: position - terms[index]!.position, index })),
  );
  shifts.sort((a, b) => a.shift - b.shift);
  const repeated = repeats ? repeatedTerms(terms) : [];
  const held = terms.map(() => 0);
  let missing = terms.length;
  let first = 0;
  for (let last = 0; last < shifts.length; last++) {
    const entering = shifts[last]!;
    held[entering.index] = held[entering.index]! + 1;
    if (held[entering.index] === 1) missing--;
    while (entering.shift - shifts[first]!.shift > slop) {
      const leaving = shifts[first]!.index;
      held[leaving] = held[leaving]! - 1;
      if (held[leaving] === 0) missing++;
      first++;
    }
    if (missing > 0) continue;
    const [from, to] = [shifts[first]!.shift, entering.shift];
    if (repeated.every((same) => canStandApart(same, terms, places[same[0]!]!, from, to))) return true;
  }
  return false;
}

/** The terms that are the same word, in the order of their positions, for each word that is there twice. */
function repeatedTerms(terms: readonly PhraseTerm[]): readonly (readonly number[])[] {
  const byWord = new Map<string, number[]>();
  terms.forEach(({ term }, index) => {
    byWord.set(term, [...(byWord.get(term) ?? []), index]);
  });
  const inOrder = (a: number, b: number) => terms[a]!.position - terms[b]!.position;
  return [...byWord.values()].filter((same) => same.length > 1).map((same) => same.sort(inOrder));
}

/**
 * Whether terms of one word can each take a place with a displacement in the window, and no place is taken twice. Who
 * stands earlier in the phrase may begin and must end earlier, so that the first place that is left is the right one.
 */
function canStandApart(
  same: readonly number[],
  terms: readonly PhraseTerm[],
  places: readonly number[],
  from: number,
  to: number,
): boolean {
  let taken = Number.NEGATIVE_INFINITY;
  for (const index of same) {
    const { position } = terms[index]!;
    const place = firstFrom(places, Math.max(taken + 1, position + from));
    if (place === undefined || place > position + to) return false;
    taken = place;
  }
  return true;
}

/** The first of ascending places that is not below the least. */
function firstFrom(places: readonly number[], least: number): number | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
