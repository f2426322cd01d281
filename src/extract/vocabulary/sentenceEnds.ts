import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The ends of sentences",
  "Where one sentence ends and the next begins, and whether a line goes on.",
);

export const PARAGRAPH_UNFINISHED = wording({
  name: "paragraph-breaks-off",
  says: "An empty line behind a word or comma that something must follow ends no sentence.",
  matches: ["claims 1,", "unpatentable over", "1 and"],
  not: ["smith", "claims 1."],
  is: /(?:\bof|\bover|\bby|\band|\bto|,)$/,
});

export const STATUTE_GOES_ON = wording({
  name: "statute-goes-on",
  says: "The next line goes on with the name of the code.",
  matches: ["u.s.c. 103", "u. s. c. 103", "§ 103"],
  not: ["under 35"],
  is: /^(?:u\.\s?s\.\s?c|usc\b|§)/,
});

export const PREDICATE_GOES_ON = wording({
  name: "predicate-goes-on",
  says: "Words that begin no paragraph: the predicate of a sentence whose subject stands before the empty line.",
  matches: ["are rejected", "under 35 u.s.c.", "in view of jones"],
  not: ["claims 1", "area"],
  is: /^(?:(?:is|are|is\/are|stand|stands|remain|remains)\s|rejected\s|under\s|over\s|as\s+being\s|in\s+view\s+of\s|and\s+further\s+in)/,
});

export const RANGE_GOES_ON = wording({
  name: "range-goes-on",
  says: '"Claims 1", "-", "4": a range over three lines.',
  matches: ["-4", "- 4"],
  not: ["- the"],
  is: /^-\s{0,3}\d/,
});

export const NUMBERED_PARAGRAPH = wording({
  name: "numbered-paragraph",
  says: "A number with a stop or in brackets begins a paragraph.",
  matches: ["10. ", "(a) the", "iv) ", "b. "],
  not: ["10 ", "claim", "wherein"],
  is: /^(?:\d{1,3}[.)]\s|\([a-z0-9]{1,3}\)|[a-hivx]{1,3}[.)]\s)/,
});

export const INITIALS = wording({
  name: "letters-with-stops",
  says: '"35 U. S. C. 103", "J. P. Smith": the stop behind single letters ends no sentence.',
  matches: ["u.s.c", "j.p"],
  not: ["smith", "no"],
  is: /^(?:[a-z]\.){1,4}[a-z]$/,
});

export const CLAIM_BEHIND_STOP = wording({
  name: "claim-behind-a-stop",
  says: "A stop within brackets ends a sentence only where claims follow.",
  matches: [". claim 3", ". claims"],
  not: [". vol. 1"],
  is: /^.\s{1,3}claim/,
});

/** Words whose full stop does not end a sentence. Months, titles, and the abbreviations of citations. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  "no nos des u.s u.s.c u.s.p s c al fig figs figure pat pats pub publ pubs appl app ser col cols para paras par pars pp p pg pgs e.g i.e cf vs v inc corp ltd co dr mr mrs ms jr ph.d m.d d.d.s esq st sec secs art ex int int'l hon fed cir supp ed eds vol vols approx ref refs sr dec apr aug feb jan mar nov oct sept sep jun jul et proc conf trans comm comm'r lett phys chem res j ieee eng tech mfg assoc dept univ lab labs op cit ibid bd pat.app pct hei sho appln serial prof rev mpep bros u.k d.c usp us viz resp incl u.sc us.c usc cfr".split(
    " ",
  ),
);

/** Words after which a line break cannot end a sentence. */
export const HANGING_WORDS: ReadonlySet<string> = new Set(
  "and or of the to in over under by view as a an for with further claim claims no no. patent u.s. u.s.. u.s.c u.s.c. usc § see being is are et pub. from that which through is/are number publication on al. at page".split(
    " ",
  ),
);

/** How statements open: a line that begins so begins a sentence, though no stop stands before it. */
export const OPENINGS: readonly string[] = [
  "claim",
  "regarding",
  "as to ",
  "as per",
  "with respect",
  "with regard",
  "in regard",
  "in reference",
  "referring to",
  "applicant",
  "the following",
  "this action",
  "any inquiry",
  "response to",
  "conclusion",
  "the rejection",
  "the claim",
  "the present",
  "the prior art",
  "allowable",
];
