/**
 * How far two neighbouring rows of a base lie apart, so that the rows of an overlay have room between them: more than an
 * overlay has rows. Positions stay whole numbers that JavaScript holds exactly up to 500 million rows.
 */
export const STEP = 2 ** 24;

/** Rows of one table, where an overlay stands beside a base. */
export interface Standing {
  /** Rows of the base, those that left included. */
  readonly base: number;
  /** Rows that left the base, as ranges of row numbers: where each begins and where it ends, exclusive. */
  readonly left: readonly (readonly [from: number, to: number])[];
  /** Runs of overlay rows that stand before the same row of the base: the first one's number, and that row's. */
  readonly runs: readonly (readonly [first: number, slot: number])[];
  /** Rows of the overlay. */
  readonly overlay: number;
}

/** Where a row stands: in the base or in the overlay, at which row number. */
export interface Place {
  readonly isBase: boolean;
  readonly row: number;
}

/** SQL: the position of a row of the base, given its row number. */
export function positionOfBase(row: string): string {
  return `((${row}) + 1) * ${STEP}`;
}

/** SQL: the position of a row of the overlay, given its row number and that of the base's row it stands before. */
export function positionOfOverlay(row: string, slot: string): string {
  return `(${slot}) * ${STEP} + 1 + (${row})`;
}

/**
 * The declared order over a base and an overlay: each row's position, which ascends and has gaps, its rank, which has
 * none, and its row number in its file.
 */
export class Places {
  /** How many rows there are. */
  readonly rows: number;
  /** Stretches of neighbours of one file: the rank and the position at which each begins, and the way to the next. */
  private readonly ranks: number[] = [];
  private readonly positions: number[] = [];
  private readonly steps: number[] = [];
  private readonly firsts: number[] = [];
  private readonly slots: number[] = [];
  private readonly overlay: number;

  constructor({ base, left, runs, overlay }: Standing) {
    this.overlay = overlay;
    let rank = 0;
    const add = (position: number, step: number, rows: number) => {
      if (rows <= 0) return;
      this.ranks.push(rank);
      this.positions.push(position);
      this.steps.push(step);
      rank += rows;
    };
    let at = 0;
    let next = 0;
    const baseUpTo = (end: number) => {
      while (at < end) {
        const range = left[next];
        if (range && range[0] <= at) {
          at = Math.max(at, range[1]);
          next++;
          continue;
        }
        const until = Math.min(end, range ? range[0] : end);
        add((at + 1) * STEP, STEP, until - at);
        at = until;
      }
    };
    for (const [run, [first, slot]] of runs.entries()) {
      baseUpTo(slot);
      add(slot * STEP + 1 + first, 1, (runs[run + 1]?.[0] ?? overlay) - first);
      this.firsts.push(first);
      this.slots.push(slot);
    }
    baseUpTo(base);
    this.rows = rank;
  }

  /** In which file a row stands, and at which row number. */
  placeOf(position: number): Place {
    const beyond = position % STEP;
    return beyond === 0 ? { isBase: true, row: position / STEP - 1 } : { isBase: false, row: beyond - 1 };
  }

  ofBase(row: number): number {
    return (row + 1) * STEP;
  }

  ofOverlay(row: number): number {
    return this.slots[lastUpTo(this.firsts, row)]! * STEP + 1 + row;
  }

  /** Whether the row at a position of the base has not left it. */
  isThere(position: number): boolean {
    const at = lastUpTo(this.positions, position);
    if (at < 0 || this.steps[at] !== STEP) return false;
    const rows = (this.ranks[at + 1] ?? this.rows) - this.ranks[at]!;
    return position - this.positions[at]! < rows * STEP;
  }

  /** The number of the first row of the overlay that stands at a position or behind it. */
  overlayFrom(position: number): number {
    for (let at = Math.max(0, lastUpTo(this.positions, position)); at < this.positions.length; at++) {
      if (this.steps[at] !== 1) continue;
      const first = this.positions[at]!;
      const rows = (this.ranks[at + 1] ?? this.rows) - this.ranks[at]!;
      if (position < first + rows) return this.placeOf(Math.max(first, position)).row;
    }
    return this.overlay;
  }

  /** How many rows stand before a position. */
  rankOf(position: number): number {
    const at = lastUpTo(this.positions, position);
    if (at < 0) return 0;
    const steps = Math.ceil((position - this.positions[at]!) / this.steps[at]!);
    return Math.min(this.ranks[at]! + steps, this.ranks[at + 1] ?? this.rows);
  }

  /** The positions of so many rows from a rank on. */
  from(rank: number, count: number): readonly number[] {
    const found: number[] = [];
    const end = Math.min(this.rows, rank + count);
    let at = lastUpTo(this.ranks, rank);
    for (let each = rank; each < end; each++) {
      while (each >= (this.ranks[at + 1] ?? this.rows)) at++;
      found.push(this.positions[at]! + (each - this.ranks[at]!) * this.steps[at]!);
    }
    return found;
  }
}

/** The place of the last of some ascending numbers that is not greater than another; -1 where all are. */
function lastUpTo(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
