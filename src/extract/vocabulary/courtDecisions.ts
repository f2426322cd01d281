/** Decisions whose naming sets a flag of the USPTO's rows. A decision counts only when it is named. */
export interface Decision {
  readonly flag: "alice" | "mayo" | "bilski" | "myriad";
  /** Lower-case words, any of which names the decision. `alice` alone would also be a first name. */
  readonly names: readonly string[];
  readonly citation: string;
  readonly source: string;
}

const source = "MPEP 2106 (subject matter eligibility), table of decisions";

/** Every name of a decision has a word that begins with one of these; most actions have none. */
export const DECISION_STEMS: readonly string[] = [
  "alice",
  "mayo",
  "bilski",
  "myriad",
  "cls bank",
  "prometheus",
];

export const DECISIONS: readonly Decision[] = [
  {
    flag: "alice",
    names: [
      "alice corp",
      "alice v",
      "alice/mayo",
      "alice decision",
      "alice test",
      "alice framework",
      "alice two",
      "in alice",
      "under alice",
      "see alice",
      "cls bank",
      "mayo/alice",
      "alice step",
      "alice analysis",
      "per alice",
      "alice, 573",
      "alice, 134 s",
      "alice, 110 u",
      "alice, the supreme",
      "alice, the court",
      "alice, slip op",
      "alice, supra",
      "alice and mayo",
      "mayo and alice",
      "alice court",
    ],
    citation: "Alice Corp. v. CLS Bank Int'l, 573 U.S. 208 (2014)",
    source,
  },
  {
    flag: "mayo",
    names: [
      "mayo collaborative",
      "mayo v",
      "mayo test",
      "mayo framework",
      "alice/mayo",
      "mayo/alice",
      "in mayo",
      "under mayo",
      "see mayo",
      "v. prometheus",
      "mayo decision",
      "mayo two",
      "alice and mayo",
      "mayo and alice",
      "mayo and myriad",
      "myriad and mayo",
      "mayo, 566",
      "mayo, 132 s",
    ],
    citation: "Mayo Collaborative Servs. v. Prometheus Labs., 566 U.S. 66 (2012)",
    source,
  },
  {
    flag: "bilski",
    names: ["bilski"],
    citation: "Bilski v. Kappos, 561 U.S. 593 (2010); In re Bilski, 545 F.3d 943 (Fed. Cir. 2008)",
    source,
  },
  {
    flag: "myriad",
    names: [
      "myriad genetics",
      "v. myriad",
      "in myriad",
      "under myriad",
      "see myriad",
      "myriad decision",
      "myriad, 569",
      "myriad, 133 s",
      "mayo and myriad",
      "myriad and mayo",
    ],
    citation: "Ass'n for Molecular Pathology v. Myriad Genetics, 569 U.S. 576 (2013)",
    source,
  },
];
