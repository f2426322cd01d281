import { ERA, ERA_AS_WRITTEN, KINDS_IN_JAPANESE } from "./japaneseNumbers.js";
import { OFFICES } from "./offices.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Foreign document numbers",
  "The office by its code or by its name, and the notations that are peculiar to it (WIPO Standards ST.3, ST.6, ST.10/C; MPEP " +
    "901.05).",
);

const LOWER_WORDS =
  /(?:patent|pat\.?|publication|pub\.?|application|appl\.?|document)\s*(?:no\.?|number)?:?\s*/;
const CAPITAL_WORDS = /Patent\s*(?:No\.?)?:?\s*|Pub\.?\s*(?:No\.?)?:?\s*|Publication\s*(?:No\.?)?:?\s*/;
const GLUE = re`[\s-]?(?:${LOWER_WORDS}|No\.?:?\s*|${CAPITAL_WORDS}|Application\s*(?:No\.?)?:?\s*)|[\s-]{0,3}|-A-|\sA\s|\/`;
export const CODE_BEFORE = wording({
  name: "office-code",
  says: "The two letters of an office before the digits, with the words and letters between.",
  from: "WIPO Standard ST.3",
  matches: ["JP ", "WO", "EP Patent No. ", "JP H", "JP Heisei ", "DE-A-"],
  not: ["of ", "No. "],
  is: new RegExp(
    `(?<=(?<![A-Za-z])([A-Z]{2}|wo|ep|jp|kr|cn|gb|fr|tw)((?:${GLUE.source})(?:([HSMIPD])\\s?|${ERA_AS_WRITTEN.source})?))`,
    "y",
  ),
});

export const PCT_BEFORE_CODE = wording({
  name: "pct-before-the-code",
  says: '"PCT/JP…" is an application.',
  from: "MPEP 1820",
  matches: ["PCT/", "pct/"],
  not: ["WO/"],
  is: /pct\/$/i,
});

export const FEDERAL_REGISTER = wording({
  name: "federal-register",
  says: '"79 FR 74618" is a page of the Federal Register, no French patent.',
  matches: ["79 ", "81 "],
  not: ["in "],
  is: /\d\s$/,
});

export const CODE_IS_A_WORD = wording({
  name: "patent-no",
  says: '"PATENT NO", "APPLICATION IN": the capitals are a word and no office.',
  matches: ["PATENT ", "SERIAL "],
  not: ["Smith, "],
  is: /(?:PATENT|PUB|APPLICATION|SERIAL)\.?\s$/,
});

const OFFICE_NAMES = OFFICES.flatMap((office) => office.words.map((word) => word.replace(/\./g, "\\."))).join(
  "|",
);
const LAID_OPEN = /laid[- ]open\s+|unexamined\s+|examined\s+|utility\s+model\s+|published\s+/;
const DOCUMENT = /patents?|pat\.?|gazettes?|publications?|pub\.?|applications?|appl?n?\.?/;
const OF_ITS_KIND =
  /kokai|document|utility\s+model|reference|offenlegungsschrift|auslegeschrift|patentschrift|gebrauchsmuster|laid[- ]open/;
const FURTHER = /laid-open|kokai|tokkyo|koho|model|document|doc\.?|specification/;
const FURTHER_WORDS = re`(?:\s+(?:${DOCUMENT}|${FURTHER}))*(?:\s*\([a-z-]{2,12}\))?`;
const NUMBER_WORD = /\s*(?:(?:no|nos|number|#)\b\.?\s*:?\s*)?/;
const CODE_AGAIN = /(?:[a-z]{2}[\s-]?(?:a[\s-])?)?/;
const JAPANESE_KINDS = new RegExp(KINDS_IN_JAPANESE.join("|"));
export const OFFICE_NAME_BEFORE = wording({
  name: "japanese-patent-publication-no",
  says: "The name of an office, what kind of document it is, and perhaps its code again, or the era of its year.",
  from: "MPEP 901.05",
  matches: [
    "japanese patent publication no. ",
    " european patent ep ",
    "(german offenlegungsschrift ",
    "(jpn. pat. appln. kokai publication no. ",
    "japanese laid-open publication no. heisei ",
    "over tokkai hei ",
  ],
  not: ["u.s. patent no. ", "japanese food ", "the tokkai of "],
  is: [
    new RegExp(
      `(?:^|[\\s(,;])(${OFFICE_NAMES})\\s+(?:${LAID_OPEN.source})?(?:${DOCUMENT.source}|${OF_ITS_KIND.source})` +
        `${FURTHER_WORDS.source}${NUMBER_WORD.source}${CODE_AGAIN.source}(?:${ERA.source})?$`,
    ),
    re`(?:^|[\s(,;])(${JAPANESE_KINDS})(?:${FURTHER_WORDS})${NUMBER_WORD}(?:${ERA})?$`,
  ],
});

export const WO_NUMBER = wording({
  name: "wo-number",
  says: "A year of two or four digits and five or six digits, with or without a mark between.",
  from: "MPEP 1857; WIPO Standard ST.6",
  matches: ["2012/136906", "2012136906", "99/12345", "2012 136906"],
  not: ["136", "12/34"],
  is: [
    /^(?:(?:19|20)\d{2}|\d{2})\s?[/-]\s?\d{5,6}/,
    /^(?:19|20)?\d{2}\/?\d{5,6}(?!\d)/,
    /^\d{4}\s\d{6}/,
    /^\d{7,10}/,
  ],
});

export const YEAR = wording({
  name: "year-of-filing",
  says: '"BR 10 2013 012345", "DK 2009 00123": blanks stand around the year of the filing.',
  matches: ["2013", "1998"],
  not: ["012345", "3013"],
  is: /^(?:19|20)\d{2}$/,
});
