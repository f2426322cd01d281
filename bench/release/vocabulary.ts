/**
 * Words the generated rows are made of. Art units and classes are real ones; which class meets which technology
 * center is a rough likeness, enough for skewed groupings.
 */
export interface TechnologyCenter {
  readonly artUnits: readonly string[];
  readonly classes: readonly string[];
  /** Share of the applications. */
  readonly share: number;
}

const artUnits = (center: number, groups: readonly number[]): string[] =>
  groups.flatMap((group) => Array.from({ length: 9 }, (_, i) => String(center + group * 10 + i + 1)));

export const technologyCenters: readonly TechnologyCenter[] = [
  {
    artUnits: artUnits(1600, [1, 2, 3, 4, 5, 6, 7]),
    classes: ["424", "514", "435", "530", "536", "544", "546", "548", "549", "800", "506"],
    share: 0.12,
  },
  {
    artUnits: artUnits(1700, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["428", "427", "429", "156", "204", "210", "264", "118", "096", "075", "252", "526"],
    share: 0.14,
  },
  {
    artUnits: artUnits(2100, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["707", "711", "715", "706", "717", "718", "719", "712", "714", "703", "710", "000"],
    share: 0.11,
  },
  {
    artUnits: artUnits(2400, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["709", "370", "726", "725", "713", "380", "348", "375"],
    share: 0.11,
  },
  {
    artUnits: [...artUnits(2600, [1, 2, 3, 4, 5, 6, 7, 8, 9])],
    classes: ["345", "455", "375", "382", "348", "340", "358", "704", "379", "381"],
    share: 0.16,
  },
  {
    artUnits: artUnits(2800, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["257", "438", "359", "073", "324", "362", "356", "361", "250", "702", "365", "310", "001"],
    share: 0.17,
  },
  {
    artUnits: artUnits(3600, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["705", "701", "280", "166", "297", "052", "248", "414", "180", "244", "342"],
    share: 0.11,
  },
  {
    artUnits: artUnits(3700, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    classes: ["606", "604", "600", "463", "434", "623", "607", "060", "062", "417", "219", "473", "705"],
    share: 0.08,
  },
];

export const allArtUnits: readonly string[] = technologyCenters.flatMap((center) => center.artUnits);
export const allClasses: readonly string[] = [
  ...new Set(technologyCenters.flatMap((center) => center.classes)),
];

/** How much likelier than elsewhere a rejection under 101 is, and that it names Alice (counts by class observed). */
export const abstractIdeaClasses: Readonly<
  Record<string, { readonly raises101: number; readonly alice: number }>
> = {
  "705": { raises101: 9, alice: 0.85 },
  "463": { raises101: 5, alice: 0.5 },
  "702": { raises101: 4, alice: 0.4 },
  "434": { raises101: 5, alice: 0.45 },
  "707": { raises101: 2, alice: 0.12 },
  "709": { raises101: 1.5, alice: 0.12 },
  "701": { raises101: 1.5, alice: 0.15 },
  "726": { raises101: 1.3, alice: 0.12 },
  "704": { raises101: 1.6, alice: 0.15 },
  "435": { raises101: 1.6, alice: 0.08 },
};

/** Last seven characters of a 15-character document id, by the day from which they are seen. */
export const documentEndings = [
  { from: "2000-01-01", endings: ["PPOPPY5"] },
  { from: "2012-01-01", endings: ["PXXIFW4"] },
  { from: "2016-05-15", endings: ["RXEAPX0", "RXEAPX1", "RXEAPX2", "RXEAPX3", "RXEAPX4", "RXEAPX5"] },
] as const;

/**
 * Share of the actions of a month that are held twice, under a 15-character and a 9-digit id (observed for
 * first actions; applied to all).
 */
export const shareHeldTwice: Readonly<Record<string, number>> = {
  "2015-10": 0.382,
  "2015-11": 0.785,
  "2015-12": 0.162,
  "2016-01": 0.026,
  "2016-02": 0.023,
  "2016-03": 0.02,
};

export const surnames: readonly string[] = (
  "Lee Kim Pan Smith Wang Chen Suzuki Sato Tanaka Matsumoto Johnson Miller Garcia Nguyen Park Mueller Schmidt " +
  "Rossi Dubois Andersson Yamamoto Ito Watanabe Kobayashi Zhang Liu Huang Patel Singh Cohen Brown Davis Wilson " +
  "Anderson Taylor Thomas Moore Martin Jackson Nakamura Takahashi Kato Yoshida Sabe O'Brien de_Vries Lindqvist"
)
  .split(" ")
  .map((name) => name.replace("_", " "));
