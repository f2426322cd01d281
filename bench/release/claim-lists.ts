import { Random } from "./random.js";

export interface ClaimList {
  readonly numbers: readonly number[];
  /** As the release writes it: enumerated, comma-joined and therefore quoted; a lone claim bare; none empty. */
  readonly csv: Uint8Array;
}

/** Claim lists of real shape, the commonest first; drawn with a skew, so that a few make up most rows. */
export class ClaimLists {
  readonly lists: readonly ClaimList[];

  constructor(seed: number, count = 20_000) {
    const random = new Random(seed);
    const usual = [20, 10, 15, 18, 19, 12, 30, 25, 8, 14].map((last) => run(1, last));
    this.lists = [[], ...usual, ...Array.from({ length: count }, () => draft(random))].map((numbers) => ({
      numbers,
      csv: Buffer.from(numbers.length > 1 ? `"${numbers.join(",")}"` : numbers.join("")),
    }));
  }

  draw(random: Random): ClaimList {
    const fraction = random.fraction();
    return this.lists[Math.floor(this.lists.length * fraction ** 3)]!;
  }
}

/** One to four runs of neighbouring claims out of an application's 5 to 60. */
function draft(random: Random): number[] {
  const claims = 5 + Math.floor(random.fraction() ** 3 * 55) + random.below(18);
  const numbers = new Set<number>();
  for (let runs = 1 + random.below(4); runs > 0; runs--) {
    const first = random.chance(0.4) ? 1 : 1 + random.below(claims);
    const length = random.chance(0.35) ? 1 : 1 + random.below(Math.ceil(claims / 2));
    for (const number of run(first, Math.min(claims, first + length - 1))) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

function run(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
