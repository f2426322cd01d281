import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Art made of record and not relied upon",
  "Where the list of such art begins (MPEP 707.05; form paragraph 7.96).",
);

/** Parts of the words right before, and of what opens the list: both wordings are put together from them. */
const NOT_YET = /not\s+(?:specifically\s+|currently\s+|presently\s+)?(?:being\s+)?/;
const CONSIDERED = /(?:considered|deemed|believed|thought)\s+(?:to\s+be\s+)?/;
export const BEFORE_PERTINENT = wording({
  name: "before-relied-or-pertinent",
  says: 'Words before "relied", "applied", "pertinent" or "cited" that open the list of art of record.',
  matches: ["not ", "considered ", "deemed ", "believed to be ", "are "],
  not: ["is hereby "],
  is: re`\b${NOT_YET}$|${CONSIDERED}$|(?:is|are)\s+$|(?:additional|other)\s+$`,
});

const MADE_OF_RECORD =
  /(?:made|prior\s+art|art|references?|cited)\s+(?:made\s+)?of\s+record|prior\s+art|references?/;
const CITED_AS = re`(?:${MADE_OF_RECORD})[^.\n]{0,80}\b${NOT_YET}(?:relied|applied|used)`;
const OF_INTEREST = re`${CONSIDERED}(?:pertinent|relevant)\s+to\s+applicant`;
const PERTINENT_ART =
  /(?:is|are)\s+cited\s+(?:as\s+(?:being|showing)|as|to\s+(?:further\s+)?(?:show|illustrate)|for)\s+(?:being\s+)?(?:of\s+interest|pertinent|relevant|the\s+(?:general\s+)?state)/;
const OF_RECORD_A = /(?:additional|other)\s+(?:pertinent|relevant)\s+(?:prior\s+)?(?:art|references)/;
export const OF_RECORD = wording({
  name: "of-record-not-relied-upon",
  says: "The list of art of record begins.",
  from: "form paragraph 7.96, MPEP 707.05",
  matches: [
    "prior art made of record and not relied",
    "considered pertinent to applicant",
    "deemed pertinent to applicant",
    "believed to be pertinent to applicant",
    "are cited as being of interest",
  ],
  not: ["prior art relied upon", "deemed pertinent to the valve"],
  stems: ["relied", "applied", "used", "pertinent", "relevant", "cited"],
  is: re`${CITED_AS}|${OF_INTEREST}|${PERTINENT_ART}|${OF_RECORD_A}`,
});
