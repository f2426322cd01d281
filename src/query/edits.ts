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

/**
 * Says of a text whether it is at most so many edits away: the same distance, in a time that is linear in the text,
 * because only places that are no further apart than the edits allow are compared.
 */
export function nearMatcher(value: string, edits: number): (text: string) => boolean {
  const wanted = pointsOf(value);
  const letters = lettersOf(wanted);
  let [beforePrevious, previous, current] = Array.from(
    { length: 3 },
    () => new Uint8Array(wanted.length + 3),
  );
  // Cells are one further than their place, so that the cell left of the first place can be written.
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: asked of every value of a column; its rows and bounds are one thought.
  return (text) => {
    if (text.length > 2 * (wanted.length + edits)) return false;
    const points = pointsOf(text);
    if (Math.abs(points.length - wanted.length) > edits) return false;
    if (bitsOf(lettersOf(points) & ~letters) > edits) return false;
    const far = edits + 1;
    for (let j = 0; j <= Math.min(edits + 1, wanted.length); j++) previous![j + 1] = j;
    for (let i = 1; i <= points.length; i++) {
      const from = Math.max(1, i - edits);
      const to = Math.min(wanted.length, i + edits);
      current![from] = from === 1 ? Math.min(i, far) : far;
      let least = current![from]!;
      for (let j = from; j <= to; j++) {
        const isSame = points[i - 1] === wanted[j - 1];
        let cell = previous![j]! + (isSame ? 0 : 1);
        if (j < i + edits) cell = Math.min(cell, previous![j + 1]! + 1);
        cell = Math.min(cell, current![j]! + 1);
        if (i > 1 && j > 1 && points[i - 1] === wanted[j - 2] && points[i - 2] === wanted[j - 1])
          cell = Math.min(cell, beforePrevious![j - 1]! + 1);
        current![j + 1] = Math.min(cell, far);
        least = Math.min(least, cell);
      }
      // An exchange looks two rows back: where this row is too far and the next cannot reach back, none is near.
      if (least > edits && Math.min(...previous!.subarray(from, to + 2)) > edits) return false;
      [beforePrevious, previous, current] = [previous, current, beforePrevious];
    }
    return previous![wanted.length + 1]! <= edits;
  };
}

/**
 * The words that are at most so many edits away, of words in the order of their UTF-16 code units. What words begin with in
 * common is compared once, and where it is too far away already, all of them are passed over.
 */
export function nearWords(words: readonly string[], value: string, edits: number): readonly string[] {
  const wanted = pointsOf(value);
  const { length } = wanted;
  const far = edits + 1;
  const begin = new Uint8Array(length + 3);
  for (let j = 0; j <= Math.min(edits + 1, length); j++) begin[j + 1] = j;
  // One row for each point of what is being compared, and the least cell of each.
  const rows = [begin];
  const least = [0];
  const points: number[] = [];
  const found: string[] = [];
  let depth = 0;

  function compareNext(point: number): boolean {
    const [beforePrevious, previous] = [rows[depth - 1], rows[depth]!];
    points[depth] = point;
    const i = ++depth;
    rows[i] ??= new Uint8Array(length + 3);
    const current = rows[i]!;
    const from = Math.max(1, i - edits);
    const to = Math.min(length, i + edits);
    current[from] = from === 1 ? Math.min(i, far) : far;
    let best = current[from]!;
    for (let j = from; j <= to; j++) {
      let cell = previous[j]! + (point === wanted[j - 1] ? 0 : 1);
      if (j < i + edits) cell = Math.min(cell, previous[j + 1]! + 1);
      cell = Math.min(cell, current[j]! + 1);
      if (beforePrevious && j > 1 && point === wanted[j - 2] && points[i - 2] === wanted[j - 1])
        cell = Math.min(cell, beforePrevious[j - 1]! + 1);
      current[j + 1] = Math.min(cell, far);
      best = Math.min(best, cell);
    }
    least[i] = best;
    // An exchange looks two rows back: only where both are too far is everything behind them.
    return best <= edits || least[i - 1]! <= edits;
  }

  for (let at = 0; at < words.length; ) {
    const word = words[at]!;
    let unit = 0;
    let shared = 0;
    for (; shared < depth && unit < word.length; shared++) {
      const point = word.codePointAt(unit)!;
      if (point !== points[shared]) break;
      unit += point > 0xffff ? 2 : 1;
    }
    depth = shared;
    let isNear = true;
    while (isNear && unit < word.length) {
      const point = word.codePointAt(unit)!;
      unit += point > 0xffff ? 2 : 1;
      isNear = compareNext(point);
    }
    if (isNear) {
      if (Math.abs(depth - length) <= edits && rows[depth]![length + 1]! <= edits) found.push(word);
      at++;
    } else at = firstWithout(words, at, word.slice(0, unit));
  }
  return found;
}

/** Where words that begin so end, in steps that double and then halve. */
function firstWithout(words: readonly string[], from: number, beginning: string): number {
  let step = 1;
  while (from + step < words.length && words[from + step]!.startsWith(beginning)) step *= 2;
  let [low, high] = [from + Math.floor(step / 2), Math.min(from + step, words.length)];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.startsWith(beginning)) low = middle;
    else high = middle;
  }
  return high;
}

function pointsOf(text: string): readonly number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0)!);
  return points;
}

/** Which letters occur, as bits. A letter that one text has and the other lacks takes an edit. */
function lettersOf(points: readonly number[]): number {
  let bits = 0;
  for (const point of points) bits |= 1 << (point & 31);
  return bits;
}

function bitsOf(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * The candidate that was probably meant by a name, letter case aside: the one that it is a long part of, or else the nearest, at most
 * four edits in ten characters away. Null where none is near.
 */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = isPart(wanted, candidate) ? 0.5 : editDistance(wanted, candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  if (best === null) return null;
  const most = MOST_EDITS * Math.max(wanted.length, best.candidate.length);
  return best.distance <= Math.min(most, 0.75 * wanted.length) ? best.candidate : null;
}

/** Of the characters of the longer name: what differs in more is another word. */
export const MOST_EDITS = 0.4;
const LONG_PART = 8;

function isPart(name: string, candidate: string): boolean {
  const [shorter = "", longer = ""] = [name, candidate.toLowerCase()].sort((a, b) => a.length - b.length);
  return shorter.length >= LONG_PART && shorter.length < longer.length && longer.includes(shorter);
}
