import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Art made of record and not relied upon",
  "Where the list of such art begins (MPEP 707.05; form paragraph 7.96).",
);

/** Parts of the words right before, and of what opens the list: both wordings are put together from them. */
const NOT_YET = /not\s+(?:specifically\s+|currently\s+|presently\s+)?(?:being\s+|been\s+)?/;
const CONSIDERED = /(?:considered|deemed|believed|thought)\s+(?:to\s+be\s+)?/;
const DOCUMENTS = /(?:(?:prior\s+)?art|references?|documents?|patents?|publications?)/;
/** "Made of record", "are of general interest", "Art of interest" as a heading. */
const OF_INTEREST_OR_RECORD = re`\bmade\s+of|\bof\s+(?:general|background)|\b(?:is|are)\s+(?:also\s+)?of|(?:^|\n)\W{0,6}(?:(?:other|additional|related|cited)\s+)?${DOCUMENTS}\s+of`;
/** "Listed for information only". */
const FOR_INTEREST =
  /\b(?:only|merely|solely|listed|cited|provided|mentioned|noted|record)\s+for(?:\s+(?:general|background))?/;
export const BEFORE_PERTINENT = wording({
  name: "before-relied-or-pertinent",
  says: 'Words before "relied", "applied", "pertinent", "interest" or "cited" that open the list of art of record.',
  matches: [
    "not ",
    "considered ",
    "deemed ",
    "believed to be ",
    "are ",
    "of general ",
    "listed for ",
    "made of ",
    "prior art\nart of ",
  ],
  not: ["is hereby ", "the prior art of "],
  is: re`\b${NOT_YET}$|${CONSIDERED}$|(?:is|are)\s+$|(?:additional|other)\s+$|(?:${OF_INTEREST_OR_RECORD}|${FOR_INTEREST})\s+$`,
});

const MADE_OF_RECORD =
  /(?:made|prior\s+art|art|references?|cited)\s+(?:made\s+)?of\s+record|prior\s+art|references?|(?:relevant|pertinent|related|additional|other)\s+art/;
const CITED_AS = re`(?:${MADE_OF_RECORD})[^.\n]{0,80}\b${NOT_YET}(?:relied|applied|used)`;
const OF_INTEREST = re`${CONSIDERED}(?:(?:pertinent|relevant)(?:\s+to\s+applicant|\s*:|\s+(?:but|and)\s+(?:is|are|not)\b)|of\s+(?:general\s+)?interest\b)`;
const PERTINENT_ART =
  /(?:is|are)\s+cited\s+(?:as\s+(?:being|showing)|as|to\s+(?:further\s+)?(?:show|illustrate)|for)\s+(?:being\s+)?(?:of\s+interest|pertinent|relevant|the\s+(?:general\s+)?state)/;
const OF_RECORD_A = /(?:additional|other)\s+(?:pertinent|relevant)\s+(?:prior\s+)?(?:art|references)/;
const ARE_OF_INTEREST = re`${DOCUMENTS}(?:\s+(?:below|cited|listed))?\s+(?:is|are)\s+(?:also\s+)?of\s+(?:general\s+|background\s+)?interest\b`;
const FOR_INFORMATION =
  /(?:listed|cited|provided|mentioned|noted|of\s+record)\s+(?:(?:only|merely|solely)\s+)?for\s+(?:general\s+|background\s+)?information(?:al)?(?:\s+purposes?)?(?:\s+only)?\b/;
const TO_SHOW_THE_STATE =
  /made\s+of\s+record\s+(?:as\s+(?:showing|being|illustrating|illustrative|representative|exemplary)|to\s+(?:show|illustrate))/;
const FOLLOWING_ARE = re`\bfollowing\s+(?:\w+\s+){0,3}${DOCUMENTS}\s+(?:is|are)\s+(?:hereby\s+|also\s+)?made\s+of\s+record\b`;
const HEADED_OF_INTEREST = re`(?:^|\n)\W{0,6}(?:(?:other|additional|related|cited)\s+)?${DOCUMENTS}\s+of\s+(?:general\s+)?interest\W{0,4}(?=\n|$)`;
export const OF_RECORD = wording({
  name: "of-record-not-relied-upon",
  says: "The list of art of record begins.",
  from: "form paragraph 7.96, MPEP 707.05",
  matches: [
    "prior art made of record and not relied",
    "considered pertinent to applicant",
    "deemed pertinent to applicant",
    "believed to be pertinent to applicant",
    "believed to be pertinent:",
    "are cited as being of interest",
    "references are of general interest",
    "references have not been used in any rejection",
    "references are listed for information only",
    "are made of record as showing the state of the art",
    "the following references are made of record",
    "art of interest",
    "relevant art not relied upon",
  ],
  not: [
    "prior art relied upon",
    "deemed pertinent to the valve",
    "the amendment is made of record",
    "the art of interest rates is applied",
    "the rate of interest",
    "listed for the information of the user",
  ],
  stems: ["relied", "applied", "used", "pertinent", "relevant", "cited", "interest", "information", "record"],
  is: [
    re`${CITED_AS}|${OF_INTEREST}|${PERTINENT_ART}|${OF_RECORD_A}`,
    re`${ARE_OF_INTEREST}|${FOR_INFORMATION}|${TO_SHOW_THE_STATE}|${FOLLOWING_ARE}|${HEADED_OF_INTEREST}`,
  ],
});

export const LIST_OF_RECORD_ENDS = wording({
  name: "end-of-the-list-of-record",
  says: "What closes an action ends the list of art of record, where no heading does.",
  from: "form paragraphs 7.39, 7.40, 7.100; MPEP 707.08",
  matches: [
    "any inquiry concerning this communication",
    "applicant's amendment necessitated the new ground",
    "this action is made final",
    "a shortened statutory period for reply",
    "any response to this action",
  ],
  not: ["this action is not final", "the response"],
  is: /\bany\s+inquiry\b|\bapplicants?'?s?\s+amendment\s+necessitated\b|\bthis\s+action\s+is\s+made\s+final\b|\ba\s+shortened\s+statutory\s+period\b|\bany\s+response\s+to\s+this\b/,
});
