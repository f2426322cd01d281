/**
 * The words between claims and "rejected", "allowed", "cancelled" and the like, by what they make of the verb. To add one, add it
 * to its row, with a whole sentence where it is read otherwise than the others; how they are read together is in text/tenseAndDenial.ts.
 */
export interface VerbWords {
  readonly name: string;
  readonly says: string;
  readonly words: readonly string[];
  /** Whole sentences and the rejections that they make, as in test/extract/wordings: "-" for none. */
  readonly matches: readonly string[];
}

const split = (words: string) => words.split(" ");

const PRESENT: VerbWords = {
  name: "verb-now",
  says: "The sentence rejects now.",
  words: [
    ...split("is are is/are are/is is(are) stand stands stand/stands remain remains continue continues"),
    "is/ are",
  ],
  matches: [
    "Claims 1-5 stand rejected under 35 U.S.C. 103 over Kato. => 103 1-5",
    "Claims 1-5 continue to be rejected under 35 U.S.C. 103 over Kato. => 103 1-5",
  ],
};

const MISREAD: VerbWords = {
  name: "verb-now-misread",
  says: "The same, mistyped or as character recognition reads it.",
  words: split("ae arc ate aare ar aer re iis isare is/arc was/are isl ls is/a /are are."),
  matches: ["Claims 1-5 arc rejected under 35 U.S.C. 103 over Kato. => 103 1-5"],
};

const PAST: VerbWords = {
  name: "verb-before",
  says: "Told of an earlier action; no rejection by itself.",
  words: split("was were was/were stood"),
  matches: ["Claims 1-5 were rejected under 35 U.S.C. 103 over Kato. => -"],
};

const MODAL: VerbWords = {
  name: "verb-perhaps",
  says: "Only possible, asked for or yet to come.",
  words: split("will would could should may might must shall cannot can if"),
  matches: [
    "Claims 1-5 would be rejected under 35 U.S.C. 103 over Kato. => -",
    "Claims 1-5, if amended so, will be rejected under 35 U.S.C. 103 over Kato. => -",
  ],
};

const DENIED: VerbWords = {
  name: "verb-denied",
  says: "The verb is denied.",
  words: split("not never longer neither"),
  matches: [
    "Claims 1-5 are not rejected under 35 U.S.C. 103 over Kato. => -",
    "Claims 1-5 are no longer rejected under 35 U.S.C. 103 over Kato. => -",
  ],
};

const ADVERBS: VerbWords = {
  name: "verb-adverb",
  says: "Stands between the parts of the verb and changes nothing, like whatever ends in -ly.",
  words: [
    ...split(
      "also further hereby herein again provisionally finally now thus therefore still similarly likewise",
    ),
    ...split(
      "each all both correspondingly additionally alternatively newly respectively accordingly currently",
    ),
    ...split(
      "properly and then consequently hence so maintained continually continue to together collectively",
    ),
    ...split(
      "initially therefor as instead here too separately individually yet presently (provisionally) only",
    ),
    ...split("hereinafter hereunder"),
  ],
  matches: ["Claims 1-5 are hereby again finally rejected under 35 U.S.C. 103 over Kato. => 103 1-5"],
};

export const VERB_WORDS: readonly VerbWords[] = [PRESENT, MISREAD, PAST, MODAL, DENIED, ADVERBS];

export const VERB_NOW: ReadonlySet<string> = new Set([...PRESENT.words, ...MISREAD.words]);
export const VERB_BEFORE: ReadonlySet<string> = new Set(PAST.words);
export const VERB_PERHAPS: ReadonlySet<string> = new Set(MODAL.words);
export const VERB_DENIED_BY: ReadonlySet<string> = new Set(DENIED.words);
export const VERB_ADVERBS: ReadonlySet<string> = new Set(ADVERBS.words);
