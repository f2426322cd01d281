import { patternsOn, re } from "./pattern.js";

/** How document numbers are written, and what looks like one and is none. */
const us = patternsOn(
  "U.S. document numbers",
  "Patents, publications of applications, designs, reissues and plants (MPEP 901, 707.05(e)), with the slips that typing and " +
    "character recognition make.",
);

export const DIGIT_CLUSTER = us({
  name: "cluster-of-digits",
  says: "Runs of digits that single marks and blanks join: what a number can be made of.",
  matches: ["6,123,456", "2010/0123456", "2004-159476", "1 234 567"],
  not: ["abc"],
  is: /\d{1,13}(?:(?:\s?[-,/.\\']\s?|\s)\d{1,12}){0,5}/y,
});

export const PUBLICATION = us({
  name: "us-publication-number",
  says: "Four digits of the year and seven that begin with 0.",
  from: "37 CFR 1.211 to 1.221; MPEP 1120",
  matches: ["2018/0130905", "20150044531", "2015 0044531"],
  not: ["2018/1309050", "1999"],
  is: [
    /((?:19|20)\d{2})\s?[/\\-]\s?(0\d{6})(?!\d)/y,
    /(20[0-4]\d)(0\d{6})(?!\d)/,
    /(20[0-4]\d)\s(0\d{6})(?!\d)/,
  ],
});

const GROUPS_OF_A_SLIP = /\d{3}[,. ]?\d{3}|\d{1,2}[,. ]\d{2,3}[,. ]?\d{2,3}[,. ]?\d{0,2}|0\d{3}[,. ]\d{3}/;
const BROKEN_OR_MISREAD = /0\d{1,5}-\s\d{1,5}|[0o][\doil]{6}/;
const ZEROS_LEFT_OUT = /\d{5}(?!\d|[,./]\d)/;
export const PUBLICATION_SLIP = us({
  name: "us-publication-misread",
  says: "A wrong mark, a blank, a hyphen at a line's end, zeros left out, letters in the place of digits.",
  matches: ["2018/130905", "2009/48582", "2o18/0130905", "2010/0123,456", "2010//0123456"],
  not: ["2018", "6,123,456"],
  is: new RegExp(
    `(2[0o][0-4o][\\do])(?:\\s?[/\\\\-]{1,2}\\s?(${GROUPS_OF_A_SLIP.source}|${BROKEN_OR_MISREAD.source}|${ZEROS_LEFT_OUT.source})|(\\d{6}))(?![\\d])`,
    "y",
  ),
});

export const LETTERS_FOR_DIGITS = us({
  name: "letters-for-digits",
  says: "Letters O and L in the place of digits.",
  matches: ["6,l23,456", "2o1o/o123456"],
  not: ["6,123", "claim l"],
  is: [/\d{1,2},[\dlo]{3},[\dlo]{3}(?![a-z\d])/y, /2[0o][0-4o][\do][/-][0o][\doil]{6}(?![a-z\d])/],
});

export const PATENT_IN_GROUPS = us({
  name: "us-patent-in-groups",
  says: "Groups of three, one mark between them.",
  matches: ["6,123,456", "6.123.456", "10 123 456"],
  not: ["6123456", "6,12,456"],
  is: /\d{1,2}([,.' ])\s?\d{3}(?:\1|[,. ])\s?\d{3}(?![\d]|,\d{3})/y,
});

export const PATENT_RUN_TOGETHER = us({
  name: "us-patent-run-together",
  says: "Seven or eight digits without marks.",
  matches: ["7993972", "10123456"],
  not: ["123456", "12 34 567"],
  is: /\d{7,8}(?!\d)/y,
});

export const PATENT_SLIP = us({
  name: "us-patent-misplaced-mark",
  says: "A mark too few, too many, wrong or in the wrong place.",
  matches: ["6,123456", "6123,456", "6,123, 456", "6,123/456", "6;123,456"],
  not: ["6,123,456", "123"],
  is: [
    /(?:\d{1,2},\d{6}|\d{4,5},\d{3}|\d{1,2},\d{3},\s\d{3}|\d{1,2},\d{3},(?:\d\s\d\d|\d\d\s\d))(?!\d)/y,
    /(?:\d{1,2},\d{3}\/\d{3}|\d{1,2};\d{3},\d{3}|\d{1,2},\d{3};\d{3}|\d{1,2},\d{1,2},\d{3},\d{3})(?!\d)/,
  ],
});

export const PATENT_WITH_SLASH = us({
  name: "us-patent-with-a-slash",
  says: 'One digit before the slash is no series of applications: "U.S. Patent No. 5/874,928".',
  from: "MPEP 503",
  matches: ["5/874,928"],
  not: ["16/269,712"],
  is: /^[1-9]\/\d{3},\d{3}(?!\d)/,
});

export const OLD_PATENT = us({
  name: "us-patent-of-six-digits",
  says: "Six digits and fewer: only with the full words before them.",
  matches: ["692,578", "692578", "12,345"],
  not: ["6,123,456", "1234567"],
  is: /^(?:\d{3},\d{3}|\d{1,2},\d{3}|\d{6})(?![\d,])/,
});

export const APPLICATION_NUMBER = us({
  name: "us-application-number",
  says: "Two digits of a series, a slash, six digits: an application, no patent.",
  from: "MPEP 503",
  matches: ["16/269,712", "16/269712"],
  not: ["6,123,456", "2018/0130905"],
  is: /^\d{2}\/\d{3}[,.]?\d{3}/,
});

export const YEARS = us({
  name: "two-years",
  says: 'Years, not numbers: "U.S. patents 2001-2005".',
  matches: ["2001-2005"],
  not: ["2010/0123456"],
  is: /^(?:19|20)\d{2}\s?[-,/]\s?(?:19|20)\d{2}(?!\d)/,
});

const lead = patternsOn(
  "What stands before a document number",
  "The words before a number say which office it is of and what kind of document it is.",
);

const US_NAMES =
  /u\.?\s?s\.?\s?a?\.?|united\s+states|usp?|us-?pgpub|uspgpub|usppn|uspap|us-pg-pub|usgpub|uspub|uspat|uspn/;
const US_NAME = re`(?:^|[\s("'[,;:/-])(?:${US_NAMES}|u\.?s\.?p\.?(?:n\.?)?)(?![a-z])[\s.,-]*`;
const PATENT_WORDS =
  /pre[- ]?grant|granted|issued|published|patents?|pats?|document|reference|utility|design|des|plant|reissue/;
const PUBLICATION_WORDS = /pgpubs?|pg-pub|pgp|pg|pubs?|publ|publications?|applications?|appl|app|appln|appin/;
const NUMBER_WORDS = /nos?|number|num|n\.o|ser|serial|us/;
const DOCUMENT_WORD = re`(?<![a-z])(?:${PATENT_WORDS}|${PUBLICATION_WORDS}|${NUMBER_WORDS})(?![a-z])(?:\s?\((?:no|us)\.?\))?[\s.,:-]*`;
const GLUED_US = /(?:(?<![a-z])|(?<=pat|patent|pub|nos?))(?:u\.?\s?s\.?\s?|us[\s-]{0,2})/;
/** What stands before a number is read backwards from it: that costs no more than the words that fit. */
export const US_LEAD = lead({
  name: "us-patent-no",
  says: "Whatever introduces a U.S. number; the parts of it tell what it is.",
  matches: ["U.S. Patent No. ".toLowerCase(), "us pgpub ", ""],
  not: [],
  is: new RegExp(
    `(?<=((?:${US_NAME.source})?(?:${DOCUMENT_WORD.source}|#\\s{0,3})*(?:${GLUED_US.source})?))`,
    "y",
  ),
});

export const SAYS_US = lead({
  name: "says-us",
  says: "The words name the United States.",
  matches: ["u.s. patent no. ", "us ", "usp "],
  not: ["patent no. "],
  is: /(?:^|[^a-z])(?:u\.?\s?s|us|usp|united states|uspgpub|uspub|uspat|uspn|usgpub|usppn)/,
});

export const SAYS_PATENT = lead({
  name: "says-patent",
  says: "The words say that it is a patent.",
  matches: ["patent no. ", "pat. ", "uspn "],
  not: ["publication no. "],
  is: /pat|uspn/,
});

export const SAYS_PUBLICATION = lead({
  name: "says-publication",
  says: "The words say that it is a publication.",
  matches: ["pub. no. ", "pgpub ", "uspap "],
  not: ["patent no. "],
  is: /pub|pg|usppn|uspap/,
});

export const SAYS_APPLICATION = lead({
  name: "says-application",
  says: "The words say that it is an application: unless a publication is meant too, no document.",
  matches: ["application no. ", "ser. no. ", "serial number "],
  not: ["patent no. "],
  is: /app|serial|\bser\b/,
});

export const APPLICATION_THAT_IS_PATENT = lead({
  name: "patent-right-before",
  says: '"Application … Patent No.": the patent stands right before the number.',
  matches: ["application, now pat. no. ", "application us "],
  not: ["application no. "],
  is: [/pat[a-z.]*[\s.,:#-]*(?:no|number|us)?[\s.,:#-]*(?:us)?\s*$/, /\bus\s?$/],
});

export const SAME_AS_BEFORE = lead({
  name: "another-in-a-list",
  says: 'Nothing but a comma or "and" since the number before: of the same office.',
  matches: [", ", " and ", "; "],
  not: [" of smith, "],
  is: /^(?:[,;]|\s|and|or|&){1,8}$/,
});

export const LETTERS_THAT_INTRODUCE = lead({
  name: "us-right-before",
  says: "Letters glued to the digits that introduce a number.",
  matches: ["us", "no", "pub"],
  not: ["fig", "seq"],
  is: /(?:us|no|pub|pat)$/,
});

export const MARKS_THAT_INTRODUCE = lead({
  name: "no-dot-right-before",
  says: "A slash, a stop or a hyphen glued to the digits that belongs to what introduces a number.",
  matches: ["us-", "no.", "u.s."],
  not: ["12/", "3."],
  is: /(?:us[-/.]|no\.|pub\.|pat\.|s\.|#\.)$/,
});

export const PLANT_OR_REISSUE = lead({
  name: "plant-or-reissue",
  says: "The few digits of a plant or a reissue patent.",
  matches: ["plant patent no. ", "reissue "],
  not: ["patent no. "],
  is: /\b(?:plant|reissue)\b/,
});

export const NUMBER_SIGN = lead({
  name: "no-before",
  says: '"No." stands before it.',
  matches: ["no. "],
  not: ["nos of "],
  is: /no\.\s?$/,
});

export const PCT_APPLICATION = lead({
  name: "pct-application",
  says: '"PCT/US2010/012345" is an application.',
  from: "MPEP 1820",
  matches: ["pct/us", "pct "],
  not: ["wo "],
  is: /pct\s?\/?\s?[a-z]{0,2}\s?$/,
});

export const LAW_REPORT = lead({
  name: "law-report",
  says: "A page of a law report or of the Federal Register.",
  matches: ["545 f.3d ", "35 u.s.p.q", "fed"],
  not: ["u.s. patent no. "],
  is: /(?:f\.\s?[23]d|u\.?s\.?p\.?q|fed|reg|o\.g)\s?$/,
});

export const USP_ALONE = lead({
  name: "usp-alone",
  says: '"USP" alone also stands for the Pharmacopeia.',
  matches: ["usp "],
  not: ["uspn "],
  is: /(?:^|[^a-z])usp\s?$/,
});

export const NAME_BEFORE = lead({
  name: "inventor-right-before",
  says: '"Smith et al. 6,123,456", "Smith, 6,123,456": a name right before a number in groups.',
  matches: ["Smith et al. ", "Smith, (", "Lin '734, "],
  not: ["value of "],
  is: /(?:et\.?\s?al\.?,?|[A-Z][a-z]+(?:\s?'\d{3})?\s?[,;:]?)\s?\(?\s?$/,
});

const NO_INVENTOR = /(?!(?:Application|Patent|Publication|Serial|No|Claims?|Number)\b)/;
const FURTHER_NAMES = /(?:[A-Z][\w'-]+\s){0,2}/;
/** "Smith 5890015, ": a reference that stands before the next in the same list. */
const NUMBERED_BEFORE = re`(?:${NO_INVENTOR}[A-Z][\w'.-]*\s){1,3}\(?\d{7,8}\)?,?\s`;
export const REFERENCE_NAME_BEFORE = lead({
  name: "over-inventor-right-before",
  says: '"Over Smith 5890015 in view of Jones et al. (6123456)": a name in a list of references, right before digits without marks.',
  matches: [
    "over Smith ",
    "in view of Jones et al. (",
    "anticipated by Van Smith, ",
    "over Smith 5890015 Jones ",
  ],
  not: ["Application ", "the Model ", "value of ", "Serial No. 5890015 Model "],
  is: re`\b(?:over|by|view\s+of|and|with)\s+(?:${NUMBERED_BEFORE}){0,2}${NO_INVENTOR}${FURTHER_NAMES}${NO_INVENTOR}[A-Z][a-z][\w'-]*(?:,?\s+et\.?\s?al\.?)?,?\s?\(?$`,
});

export const COUNTED_THING_BEFORE = lead({
  name: "claim-or-table-right-before",
  says: "Something else that is numbered.",
  matches: ["Claims ", "SEQ ID NO: ", "Table "],
  not: ["Smith "],
  is: /(?:[Cc]laims?|[Ll]ines?|[Tt]able|Step|SEQ ID NO:?)\s?$/,
});

export const IN_THREES = us({
  name: "digits-in-threes",
  says: "Seven or eight digits divided by commas, as patents are written.",
  matches: ["6,123,456", "10,123,456"],
  not: ["123,456", "61234567"],
  is: /^\d{1,2},\d{3},\d{3}/,
});

export const MISREAD_DIGITS = us({
  name: "letters-read-for-digits",
  says: "Digits in threes among which o or l stands for 0 or 1.",
  matches: ["6,l23,456", "5,89o,015"],
  not: ["6,123", "6,abc,def"],
  is: /^\d{1,2},[\dol]{3},[\dol]{3}(?![a-z\d])/,
});

export const US_RIGHT_BEFORE = us({
  name: "us-right-before-the-number",
  says: "The code of the office stands right before a number of few digits: a patent, whatever its size.",
  matches: ["us", "patent us "],
  not: ["us patent", "thus"],
  is: /\bus\s?$/,
});

export const KIND_CODE_BEHIND = us({
  name: "kind-code-behind-the-number",
  says: "A kind code between the number and the bracket that closes behind it.",
  from: "WIPO Standard ST.16",
  matches: [" b2)", "a1 )"],
  not: [")", " b2,"],
  is: /^\s?[a-z][1-9]?\s?\)/,
});
