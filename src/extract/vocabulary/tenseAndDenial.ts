import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Tense and denial of a verb",
  "Rejected now, before, perhaps or not: what may part the verb from its auxiliary. The words themselves are a table.",
);

export const FORMERLY = wording({
  name: "formerly",
  says: "A word beside the verb that tells of an earlier action.",
  matches: ["previously", "originally"],
  not: ["provisionally", "also"],
  is: /^(?:previously|formerly|originally|earlier|initially|once)$/,
});

const AUXILIARY = /(is|are|is\/are|stand|stands|remain|remains|was|were)/;
export const VERB_PARTED = wording({
  name: "verb-parted",
  says: '"Are, as best understood by the examiner, rejected": words between commas or brackets part the verb.',
  matches: ["claims 1-5 are, as best understood by the examiner,", "claim 3 is (in part)"],
  not: ["claims 1-5 are", "claims 1-5 are; if so,"],
  is: re`(?:^|[\s)\]\d])${AUXILIARY}\s{0,3}(?:(?:also|further|hereby|still|again|therefore|thus)\s{0,3})?[,(]\s{0,3}(?!rejected)([^.;:()]{3,120})[,)]\s{0,3}$`,
});

export const PARTED_BY_ANOTHER = wording({
  name: "parted-by-another-statement",
  says: "What parts the verb is a statement of its own: the auxiliary belongs to it.",
  matches: ["which depend from claim 1", "pending", "cancelled"],
  not: ["as best understood"],
  is: /\b(?:claims?|pending|reject|allow|object|withdrawn|cancel)/,
});

export const CONTINUES_TO_BE = wording({
  name: "continues-to-be",
  says: 'Behind these words, "be" tells what is: "continue to be rejected", "must again be rejected".',
  matches: ["continue to be", "must therefore be"],
  not: ["would be", "to be"],
  is: /\b(?:continues?\s+to|must(?:\s+\w+){0,2})\s+be\s*$/,
});

export const ADVERBS_ALONE = wording({
  name: "adverbs-without-a-verb",
  says: '"Claims 1-5, also rejected": adverbs before the participle, and no auxiliary before them.',
  matches: ["1-5 also ", "5, further "],
  not: ["claims 1-5 are"],
  is: /(?:^|[\s,(])((?:provisionally|also|finally|further|newly|hereby|and|previously|,|\s)+)$/,
});
