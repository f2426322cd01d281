/**
 * The words by which a sentence tells the standing of claims, and what each makes of them. To add a word, add it here, in the
 * row that makes the same of claims or in a row of its own, with a whole sentence: the scan for words, the borders between
 * the parts of a status sentence and the reading all follow from this table.
 */

/** What a word makes of the claims it is said of; each has its reader in claims/standing/standing.ts. */
export type Made =
  | "allowed"
  | "allowable"
  | "allowance"
  | "objected"
  | "objecting"
  | "objection"
  | "cancelled"
  | "cancelling"
  | "withdrawn"
  | "pending"
  | "added"
  | "title";

export interface StandingWord {
  /** Unique; findings give it in `because`. */
  readonly name: string;
  readonly says: string;
  /** The MPEP section, form paragraph or rule, where there is one. */
  readonly from?: string;
  /** In lower case; a blank stands for any run of blanks. */
  readonly words: readonly string[];
  /** Null: nothing by itself, it only parts the claims of a status sentence. */
  readonly makes: Made | null;
  /** "Claims 1-5 have been amended, claims 6 and 9 have been canceled": behind it the next word's claims begin. */
  readonly partsClaims: boolean;
  /** Words and lines are that too: it is said of claims only right behind their numbers, and not of what stands in them. */
  readonly rightBehindClaims?: true;
  /** It tells only behind a form of "to be". */
  readonly behindToBe?: true;
  /** Whole sentences and what they make, as in test/extract/wordings: "Claims 4-5 are cancelled. => cancelled 4-5". */
  readonly matches: readonly string[];
  /** Whole sentences that have the word and make nothing of claims. */
  readonly not: readonly string[];
}

export const STANDING_WORDS: readonly StandingWord[] = [
  {
    name: "word-allowed",
    says: "Claims are allowed.",
    from: "form paragraph 7.97, MPEP 1302",
    words: ["allowed"],
    makes: "allowed",
    partsClaims: true,
    matches: ["Claims 1-5 are allowed. => allowed 1-5"],
    not: ["The carriage of claim 3 is allowed to move along the rail.", "Claims 1-5 are not allowed."],
  },
  {
    name: "word-allowable",
    says: "Claims are allowable: as they stand, if rewritten, or for the subject matter that they contain.",
    from: "form paragraph 7.43, MPEP 707.07(j)",
    words: ["allowable", "patentable over", "define over the", "defines over the"],
    makes: "allowable",
    partsClaims: false,
    matches: [
      "Claims 2-3 are deemed allowable. => allowed 2-3",
      "Claims 2-3 would be allowable if rewritten in independent form. => allowable 2-3",
      "Claims 2-3 contain allowable subject matter. => allowable 2-3",
      "Claims 2-3 are patentable over the prior art of record. => allowed 2-3",
      "Claims 2-3 define over the prior art of record. => allowed 2-3",
      "Claims 2-3 are deemed to define over the prior art of record. => allowed 2-3",
    ],
    not: [
      "Applicant submits that claims 2-3 are allowable.",
      "Claims 2-3 are not patentable over Kato.",
      "Claims 2-3 do not define over the prior art of record.",
      "Claim 2 defines over one hundred pores.",
    ],
  },
  {
    name: "word-allowance",
    says: "Claims are in condition for allowance.",
    from: "MPEP 1302",
    words: ["allowance"],
    makes: "allowance",
    partsClaims: false,
    matches: ["Claims 1-5 are in condition for allowance. => allowed 1-5"],
    not: ["A notice of allowance of claims 1-5 was mailed."],
  },
  {
    name: "word-objected",
    says: "Claims, drawings or the specification are objected to.",
    from: "form paragraph 7.29.01, MPEP 608.01(m)",
    words: ["objected"],
    makes: "objected",
    partsClaims: false,
    matches: [
      "Claims 3-5 are objected to because of informalities. => objection to claims 3-5",
      "The drawings are objected to under 37 CFR 1.83(a). => objection to drawings",
    ],
    not: ["Applicant argues that claim 3 is objected to in error.", "Claims 3-5 were objected to."],
  },
  {
    name: "word-objects",
    says: "The examiner objects to what stands behind the verb.",
    from: "MPEP 706.01",
    words: ["objects"],
    makes: "objecting",
    partsClaims: false,
    matches: [
      "The examiner objects to claims 3-5 because of informalities. => objection to claims 3-5",
      "The examiner further objects to the drawings. => objection to drawings",
    ],
    not: ["Applicant objects to the drawings of Kato.", "Claim 3 recites objects to be weighed."],
  },
  {
    name: "word-objection",
    says: "An objection is named: claims are subject to it, it is made, or it ended.",
    from: "MPEP 706.01, 707.07(e)",
    words: ["objection", "objections"],
    makes: "objection",
    partsClaims: false,
    matches: [
      "Claims 7, 9-13 are subject to objection. => objection to claims 7,9-13",
      "Objection is made to claims 3-5 under 37 CFR 1.75(c). => objection to claims 3-5",
      "An objection is hereby made to the specification. => objection to specification",
      "The objection to the drawings is withdrawn. => objection withdrawn",
    ],
    not: ["The objection to claims 3-5 is noted.", "No objection is made to the drawings."],
  },
  {
    name: "word-cancelled",
    says: "Claims were cancelled.",
    from: "37 CFR 1.121(c), MPEP 714",
    words: ["cancelled", "canceled", "cancelling", "canceling", "canelled", "caneled"],
    makes: "cancelled",
    partsClaims: true,
    matches: [
      "Claims 4 and 5 are cancelled. => cancelled 4-5",
      "Applicant has canceled claims 4-5. => cancelled 4-5",
    ],
    not: ["Claim 4 recites that the order is cancelled.", "Claims 4-5 were not canceled."],
  },
  {
    name: "word-deleted",
    says: "Claims were deleted: as good as cancelled.",
    from: "37 CFR 1.121(c)",
    words: ["deleted", "erased", "dropped by applicant", "dropped by applicants", "dropped by the applicant"],
    makes: "cancelled",
    partsClaims: true,
    rightBehindClaims: true,
    matches: [
      "Claims 4 and 5 have been deleted. => cancelled 4-5",
      "Claims 4 and 5 have been erased. => cancelled 4-5",
      "Claims 4 and 5 were dropped by applicant. => cancelled 4-5",
    ],
    not: [
      "The lines of claim 3 have been erased.",
      "The rejection of claims 4 and 5 was dropped by applicant.",
      "The word about was deleted from claim 3.",
      "Lines 4-5 of claim 3 have been deleted.",
    ],
  },
  {
    name: "word-cancellation",
    says: "Somebody cancels claims, that stand behind it.",
    from: "37 CFR 1.121(c)",
    words: ["cancel", "cancels", "cancellation", "cancelation", "canellation"],
    makes: "cancelling",
    partsClaims: false,
    matches: ["The cancellation of claims 4-5 is acknowledged. => cancelled 4-5"],
    not: ["The filters cancel the noise of claim 3."],
  },
  {
    name: "word-withdrawn",
    says: "Claims are withdrawn from consideration; where it is a rejection that is withdrawn, endingVerbs.ts says what follows.",
    from: "form paragraph 8.05, MPEP 821",
    words: [
      "withdrawn",
      "removed from consideration",
      "removed from further consideration",
      "excluded from consideration",
      "excluded from further consideration",
      "taken out of consideration",
      "held out of consideration",
      "not being treated on the merits",
    ],
    makes: "withdrawn",
    partsClaims: true,
    matches: [
      "Claims 6-8 are withdrawn from consideration. => withdrawn-from-consideration 6-8",
      "Claims 6-8 are hereby removed from further consideration. => withdrawn-from-consideration 6-8",
      "Claims 6-8 are excluded from consideration. => withdrawn-from-consideration 6-8",
      "Claims 6-8 are hereby taken out of consideration. => withdrawn-from-consideration 6-8",
      "Claims 6-8 are held out of consideration at this time. => withdrawn-from-consideration 6-8",
      "Claims 6-8 are not being treated on the merits. => withdrawn-from-consideration 6-8",
    ],
    not: [
      "The rejection of claims 6-8 is withdrawn.",
      "Claim 6 recites that outliers are removed from consideration.",
      "Claims 6-8 are being treated on the merits.",
    ],
  },
  {
    name: "word-pending",
    says: "Claims are pending, presented or examined.",
    from: "37 CFR 1.121(c), MPEP 707.07(i)",
    words: ["pending", "on file"],
    makes: "pending",
    partsClaims: true,
    matches: [
      "Claims 1-8 are pending. => pending 1-8",
      "The pending claims are 1-8. => pending 1-8",
      "Claims 1-8 are on file. => pending 1-8",
    ],
    not: ["Claims 1-8 are not pending.", "Claim 1 recites a record on file."],
  },
  {
    name: "word-under-examination",
    says: "Claims are presented for examination, under consideration, or remain: as good as pending.",
    from: "MPEP 707.07(i)",
    words: [
      "presented for examination",
      "under examination",
      "under consideration",
      "under prosecution",
      "currently active",
      "remain in",
    ],
    makes: "pending",
    partsClaims: false,
    matches: [
      "Claims 1-8 are presented for examination. => pending 1-8",
      "Claims 1-8 are under consideration. => pending 1-8",
      "Claims 1-8 remain in the application. => pending 1-8",
    ],
    not: ["The parts under consideration are old."],
  },
  {
    name: "word-examined",
    says: "Claims are or have been examined in this action.",
    from: "MPEP 707.07(i)",
    words: ["examined"],
    makes: "pending",
    partsClaims: true,
    behindToBe: true,
    matches: ["Claims 1-8 have been examined. => pending 1-8"],
    not: ["Claims 1-8, examined by eye, are complex."],
  },
  {
    name: "word-added",
    says: "Claims were added: they are on file, whatever else is pending.",
    from: "37 CFR 1.121(c)",
    words: ["added"],
    makes: "added",
    partsClaims: true,
    matches: ["Claims 7-12 have been added. => pending 7-12", "Applicant added claims 7-12. => pending 7-12"],
    not: ["New matter was added to claim 3."],
  },
  {
    name: "word-newly-presented",
    says: "Claims are newly presented: they are on file, whatever else is pending.",
    from: "37 CFR 1.121(c)",
    words: ["newly presented", "newly submitted", "newly introduced"],
    makes: "added",
    partsClaims: false,
    rightBehindClaims: true,
    matches: ["Claims 7-12 are newly presented. => pending 7-12"],
    not: [
      "Claim 3 recites that pages are newly presented.",
      "Newly submitted claims 9-12 are directed to a pump.",
    ],
  },
  {
    name: "word-title",
    says: "The title is not descriptive: an objection to it, though the word is missing.",
    from: "form paragraph 6.11, MPEP 606.01",
    words: [
      "title is not descriptive",
      "title is not sufficiently descriptive",
      "title is not aptly descriptive",
      "title of the invention is not descriptive",
      "title of the invention is not sufficiently descriptive",
      "title of the invention is not aptly descriptive",
    ],
    makes: "title",
    partsClaims: false,
    matches: ["The title of the invention is not descriptive. => objection to title"],
    not: ["Applicant denies that the title is not descriptive."],
  },
  {
    name: "word-of-another-status",
    says: "It tells no standing by itself; in a status sentence it ends the claims of the word before.",
    from: "37 CFR 1.121(c)",
    words: ["amended", "new", "elected", "rejected"],
    makes: null,
    partsClaims: true,
    matches: ["Claims 1-3 have been amended, claims 6 and 9 have been canceled. => cancelled 6,9"],
    not: ["Claims 1-3 have been amended."],
  },
];

/** The row of a word as it stands in the text, in lower case. */
export function standingWord(words: string): StandingWord {
  return ROW_OF.get(words.replace(/\s+/g, " "))!;
}

const ROW_OF = new Map(STANDING_WORDS.flatMap((row) => row.words.map((words) => [words, row] as const)));

const anyOf = (rows: readonly StandingWord[]) =>
  rows
    .flatMap(({ words }) => words)
    .map((words) => words.replaceAll(" ", "\\s+"))
    .join("|");

/** Any of the words, at a place of the scan. */
export const STANDING_WORD = new RegExp(
  `\\b(?:${anyOf(STANDING_WORDS.filter(({ makes }) => makes !== null))})\\b`,
  "y",
);

/** Behind each of these the claims of the next part of a status sentence begin; "non-elected" is none. */
export const PARTS_CLAIMS = new RegExp(
  `(?<!-)\\b(?:${anyOf(STANDING_WORDS.filter(({ partsClaims }) => partsClaims))})\\b`,
  "g",
);

/** How the words begin, each once, for the scan: one that another begins with is left out. A stem has three characters at least. */
export const STANDING_STEMS: readonly string[] = STANDING_WORDS.filter(({ makes }) => makes !== null)
  .flatMap(({ words }) => words.map((one) => one.split(" ")[0]!))
  .flatMap((first) => (first.length < 3 ? [`${first} `, `${first}\n`] : [first]))
  .filter(
    (stem, index, all) =>
      all.indexOf(stem) === index && !all.some((other) => other !== stem && stem.startsWith(other)),
  );
