/**
 * What the 2017 release looks like, as far as it is published or was observed, and our guesses (marked) where
 * nothing is known. Counts are those of the full release; `scaledShape` shrinks them.
 */
const release = {
  actions: 4_384_532,
  applications: 2_188_195,
  rejections: 10_133_179,
  citations: 58_862_278,
  orphanCitations: 316_827,
  applicationsWithoutCitations: 31_682,
  finalActions: 1_423_182,
  oneAction: 1_059_193,
  twoActions: 602_447,
  mostActions: 22,
  actionsWithoutDate: 156,
  /** Guess: how many actions carry the sentinel date. */
  actionsWithSentinelDate: 1_200,
  raises103: 3_471_340,
  rows103WithLetter: 3_001_862,
  rows103WithoutLetter: 479_613,
  objected: 1_177_245,
  cancelled: 611_066,
  allowed: 278_348,
  /** Guesses from here on: shares that make the published total of rejection rows come out. */
  raises101: 447_000,
  raises102: [852_000, 350_000, 174_000],
  raises112: [1_030_000, 228_000, 220_000, 66_000, 50_000, 34_000, 20_000, 18_000],
  raisesDoublePatenting: 526_000,
  distinctReferences: 7_547_458,
} as const;

/** Paragraphs rejected under, for each face of the deck that is dealt to an action; face 0 raises nothing. */
export const paragraphsOf102 = [[], ["a"], ["b"], ["a", "b"]] as const;
export const paragraphsOf103 = [[], ["a"], [""], ["", "a"]] as const;
export const paragraphsOf112 = [
  [],
  ["b"],
  ["a"],
  ["a", "b"],
  ["d"],
  ["b", "d"],
  ["b", "f"],
  ["a", "b", "d"],
  [""],
] as const;

/** State words beside `objected`, `cancelled` and `allowed`, of which one action has at most one here. */
export const otherStates = [
  "",
  "withdrawn",
  "canceled",
  "allowable",
  "interpreted",
  "cancellation",
  "withdrew",
] as const;

export interface Shape {
  readonly scale: number;
  readonly actions: number;
  readonly applications: number;
  readonly rejections: number;
  readonly citations: number;
  readonly orphanCitations: number;
  readonly applicationsWithoutCitations: number;
  readonly distinctReferences: number;
  /** Index = number of actions, value = number of applications that have so many. */
  readonly applicationsByActions: readonly number[];
  readonly documentCodes: readonly [nonFinal: number, final: number];
  /** Decks dealt to the actions; every one adds up to `actions`. */
  readonly decks: {
    readonly date: readonly [usual: number, sentinel: number, missing: number];
    readonly ground101: readonly number[];
    readonly ground102: readonly number[];
    readonly ground103: readonly number[];
    readonly ground112: readonly number[];
    readonly doublePatenting: readonly number[];
    readonly objected: readonly number[];
    readonly cancelled: readonly number[];
    readonly allowed: readonly number[];
    readonly otherState: readonly number[];
  };
}

/**
 * The release at a scale: exactly its published row counts at 1, below that the number of actions rounded up
 * to two digits (0.1 is 440,000) and everything else in proportion.
 */
export function scaledShape(scale: number): Shape {
  if (!(scale > 0 && scale <= 1))
    throw new RangeError(`The scale must be above 0 and at most 1, not ${scale}.`);
  const actions = scale === 1 ? release.actions : roundUpToTwoDigits(scale * release.actions);
  const ratio = actions / release.actions;
  const scaled = (count: number) => Math.round(count * ratio);
  const applications = scaled(release.applications);
  const rejections = scaled(release.rejections);

  const dealt = (...faces: readonly number[]) => {
    const counts = faces.map(scaled);
    return [actions - sum(counts), ...counts];
  };
  const both103 = release.rows103WithLetter + release.rows103WithoutLetter - release.raises103;
  const date = dealt(release.actionsWithSentinelDate, release.actionsWithoutDate);
  const ground101 = dealt(release.raises101);
  const ground102 = dealt(...release.raises102);
  const ground103 = dealt(
    release.rows103WithLetter - both103,
    release.rows103WithoutLetter - both103,
    both103,
  );
  const ground112 = dealt(...release.raises112);
  const doublePatenting = dealt(release.raisesDoublePatenting);
  const objected = dealt(release.objected);
  const cancelled = dealt(release.cancelled);
  const allowed = dealt(release.allowed);
  const others =
    rejections -
    sum([ground101, doublePatenting, objected, cancelled, allowed].map((deck) => deck[1]!)) -
    rowsOf(ground102, paragraphsOf102) -
    rowsOf(ground103, paragraphsOf103) -
    rowsOf(ground112, paragraphsOf112);
  const shares = [0.5, 0.22, 0.1, 0.1, 0.06, 0.02].map((share) => Math.floor(others * share));
  shares[0]! += others - sum(shares);

  return {
    scale,
    actions,
    applications,
    rejections,
    citations: scaled(release.citations),
    orphanCitations: scaled(release.orphanCitations),
    applicationsWithoutCitations: scaled(release.applicationsWithoutCitations),
    // A smaller set of applications cites fewer references, though not in proportion.
    distinctReferences: Math.max(200, Math.round(release.distinctReferences * ratio ** 0.8)),
    applicationsByActions: applicationsByActions(actions, applications, ratio),
    documentCodes: [actions - scaled(release.finalActions), scaled(release.finalActions)],
    decks: {
      date: [date[0]!, date[1]!, date[2]!],
      ground101,
      ground102,
      ground103,
      ground112,
      doublePatenting,
      objected,
      cancelled,
      allowed,
      otherState: [actions - others, ...shares],
    },
  };
}

/** One and two actions as observed, then falling by half with each further action; adds up exactly. */
function applicationsByActions(actions: number, applications: number, ratio: number): number[] {
  const counts = new Array<number>(release.mostActions + 1).fill(0);
  counts[1] = Math.round(release.oneAction * ratio);
  counts[2] = Math.round(release.twoActions * ratio);
  const others = applications - counts[1] - counts[2];
  const mean = (actions - counts[1] - 2 * counts[2]) / others;
  const falling = (mean - 3) / (mean - 2);
  for (let k = 4; k <= release.mostActions; k++) {
    counts[k] = Math.round(others * (1 - falling) * falling ** (k - 3));
  }
  counts[release.mostActions] = Math.max(1, counts[release.mostActions]!);
  // What rounding left over is settled with applications of three and of four actions.
  const settle = () => {
    const missing = actions - sum(counts.map((count, k) => count * k));
    const missingApplications = applications - sum(counts);
    counts[4]! += missing - 3 * missingApplications;
    counts[3]! += 4 * missingApplications - missing;
  };
  settle();
  for (let k = 5; counts[3]! < 0 || counts[4]! < 0; k = k === 12 ? 5 : k + 1) {
    counts[k] = Math.max(0, counts[k]! - 1);
    settle();
  }
  return counts;
}

function rowsOf(deck: readonly number[], paragraphs: readonly (readonly string[])[]): number {
  return sum(deck.map((count, face) => count * paragraphs[face]!.length));
}

function roundUpToTwoDigits(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
