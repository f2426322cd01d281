import type { PhraseTerm } from "../../../query/predicate.js";

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
  readonly position: number;
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
    positions.map((position) => ({ shift: position - terms[index]!.position, index, position })),
  );
  shifts.sort((a, b) => a.shift - b.shift);
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
    if (!repeats || canStandApart(terms.length, shifts.slice(first, last + 1))) return true;
  }
  return false;
}

/** Whether each term can take one of its places in the window with no place taken twice (a matching of both). */
function canStandApart(terms: number, window: readonly Shift[]): boolean {
  const takenBy = new Map<number, number>();
  const seat = (index: number, tried: Set<number>): boolean => {
    for (const { index: of, position } of window) {
      if (of !== index || tried.has(position)) continue;
      tried.add(position);
      const other = takenBy.get(position);
      if (other === undefined || seat(other, tried)) {
        takenBy.set(position, index);
        return true;
      }
    }
    return false;
  };
  for (let index = 0; index < terms; index++) if (!seat(index, new Set())) return false;
  return true;
}

/** Whether two texts differ by at most so many edits, a swap of neighbours counting as one. */
export function withinEdits(a: readonly string[], b: readonly string[], most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current: number[] = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, before[j - 2]! + 1);
      }
      current.push(edits);
      if (edits < least) least = edits;
    }
    // A swap looks two rows back, so one row above the limit does not decide yet.
    if (least > most && Math.min(...previous) > most) return false;
    before = previous;
    previous = current;
  }
  return previous[b.length]! <= most;
}
