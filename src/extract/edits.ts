/** What becomes of one item on the way from one list to another. */
export type Edit = "kept" | "new" | "dropped";

/**
 * The shortest way from one list to another (E. W. Myers, 1986), as one edit per item, dropped before new. Where more than
 * `most` items differ the search ends, and all between the common beginning and end is dropped and new: `isShortest` says which.
 */
export function editsBetween(
  before: readonly string[],
  after: readonly string[],
  most: number,
): { readonly edits: readonly Edit[]; readonly isShortest: boolean } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const way = shortestWay(a, b, most);
  const kept = (count: number) => new Array<Edit>(count).fill("kept");
  const middle = way ?? [
    ...new Array<Edit>(a.length).fill("dropped"),
    ...new Array<Edit>(b.length).fill("new"),
  ];
  return { edits: [...kept(head), ...middle, ...kept(tail)], isShortest: way !== null };
}

/** The furthest place reached on each diagonal, round after round; null where `most` rounds do not reach the end. */
function shortestWay(a: readonly string[], b: readonly string[], most: number): Edit[] | null {
  const last = Math.min(a.length + b.length, most);
  const middle = last + 1;
  const furthest = new Int32Array(2 * last + 3);
  const rounds: Int32Array[] = [];
  for (let round = 0; round <= last; round++) {
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      let x = isDown(furthest, middle, diagonal, round)
        ? furthest[middle + diagonal + 1]!
        : furthest[middle + diagonal - 1]! + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      furthest[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return wayBack(rounds, a.length, b.length);
    }
    rounds.push(furthest.slice(middle - round, middle + round + 1));
  }
  return null;
}

/** Whether one comes to a diagonal from the one above, by a new item, and not from the one below, by a dropped one. */
function isDown(furthest: Int32Array, middle: number, diagonal: number, round: number): boolean {
  if (diagonal === -round) return true;
  return diagonal !== round && furthest[middle + diagonal - 1]! < furthest[middle + diagonal + 1]!;
}

function wayBack(rounds: readonly Int32Array[], x: number, y: number): Edit[] {
  const edits: Edit[] = [];
  for (let round = rounds.length; round > 0; round--) {
    const [furthest, middle] = [rounds[round - 1]!, round - 1];
    const diagonal = x - y;
    const isNew = isDown(furthest, middle, diagonal, round);
    const from = isNew ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [furthest[middle + from]!, furthest[middle + from]! - from];
    for (; x > fromX && y > fromY; x--, y--) edits.push("kept");
    edits.push(isNew ? "new" : "dropped");
    [x, y] = [fromX, fromY];
  }
  for (; x > 0; x--) edits.push("kept");
  return edits.reverse();
}
