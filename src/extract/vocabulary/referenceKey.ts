import { patternsOn, re } from "./pattern.js";

/** What somebody writes who names one document, in capitals: a citation as it was transcribed, a question, a path. */
const wording = patternsOn(
  "Numbers written alone",
  "What is read where nothing but a document is named, and would not be believed in a text.",
);

const UNITED_STATES = /U\. ?S\.?|US|UNITED STATES/;
const NUMBER = /(?:NO\.?|NUMBER|#)?[ .:]*/;
const SERIES =
  /(?<series>DES(?:IGN|\.)?|PLANT|RE-?ISSUED?|SIR|(?:STATUTORY )?INVENTION REGISTRATION|DEFENSIVE PUBLICATION)/;
const DIGITS_IN_SERIES = /(?<letters>D|RE|PP|H|T)?[ .-]?0*(?<digits>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,6})/;
const KIND = /(?: ?-? ?[AEHIPS]\d?)?[ .)]*/;

export const NUMBER_IN_WORDS = wording({
  name: "series-in-words",
  says: "The series of a design, a plant, a reissue, a registered or a defensively published invention in words.",
  from: "MPEP 901.04, 707.05(e)",
  matches: [
    "PLANT 12,345",
    "US PLANT PAT. NO. 12,345 P2",
    "REISSUE 45,678",
    "STATUTORY INVENTION REGISTRATION H1,234",
  ],
  not: ["REISSUE 15/123,456", "DESIGN 2009/0048582", "PLANT CELL 12345", "DES MOINES 6807434"],
  is: re`^(?:${UNITED_STATES})?[ .-]*${SERIES} ?(?:PATENTS?|PAT\.?)?[ ,]*${NUMBER}${DIGITS_IN_SERIES}${KIND}$`,
});

const PUBLICATION =
  /(?:(?:PATENT|PAT\.?) )?(?:(?:APPLICATION|APPL?\.?) )?(?:PUBLICATION|PUBL?\.?|PG-?PUB\.?)?/;
const YEARS_ONLY = /(?:19|20)\d{2}(?!\d)/;
export const PUBLICATION_WITHOUT_ZEROS = wording({
  name: "publication-without-zeros",
  says: "The seven digits behind the year are filled up with zeros; publications began in 2001.",
  from: "37 CFR 1.211 to 1.221",
  matches: ["US PUBLICATION NO. 2009/48582", "U.S. PUB. 2009/48582 A1", "US 2009/1"],
  not: ["US 1999/48582", "US 2001-2005", "2009/48582", "US 2009/0048582 B2"],
  is: re`^(?:${UNITED_STATES})[ .-]*${PUBLICATION}[ ,]*${NUMBER}(?:US[ -]?)?(?<year>20(?!00)\d{2})[/ -](?!${YEARS_ONLY})(?<serial>\d{1,6})(?: ?-? ?A\d?)?[ .)]*$`,
});

export const KEPT_UNDER_A_NUMBER = wording({
  name: "kept-under-a-number",
  says: "The number of an application, or of what is kept under an identifier: plasmids, sequences, articles.",
  matches: ["APPL. 15/123,456", "SERIAL NO. 12345678", "SEQ ID NO. 1234567", "TANAKA, PMID 1234567"],
  not: ["SMITH 6807434", "IDA 6807434"],
  is: /\bAPPL|\bSER(?:IAL|\.)|\b(?:ID|PMID|PMCID|PUBMED|GENBANK|ACCESSION|ATCC|DOI|ARXIV)\b/,
});

const THINGS =
  /MODEL|PART|CAT(?:ALOG(?:UE)?)?|PRODUCT|ITEM|ORDER|SKU|VERSION|DOCKET|REG(?:ISTRATION)?|CONTROL|PHONE|TEL|FAX|ISBN|ISSN|CAS/;
export const NUMBER_OF_A_THING = wording({
  name: "number-of-a-thing",
  says: "What else is numbered stands right before the digits.",
  matches: ["PART NO. 1234567", "CATALOG #1234567", "TEL: 5712721234"],
  not: ["PARTON 6807434", "PRODUCT DESIGN 6807434"],
  is: re`\b(?:${THINGS})[ .:#]*${NUMBER}(?=\d)`,
});

export const CODE_BEFORE_A_WORD = wording({
  name: "code-before-a-word",
  says: 'In any case: the code of an office before a word may be that office or part of a company\'s name; "DE WITT" is a name.',
  matches: ["SE Hardware 1234567", "IN Software 1234567"],
  not: ["DE WITT 6807434", "De Witt 6807434", "SE 1234567"],
  is: /^([A-Z]{2}) [A-Z]?[a-z]/,
});

const LETTERS_OF_SERIES = /D|RE|PP|H|T/;
const KIND_ALONE = /(?: ?-? ?(?:[ABEPSHI][0-9]?))?/;
export const BARE_US_NUMBER = wording({
  name: "nothing-but-a-us-number",
  says: "Nothing but an American number: up to eight digits, or a year and six or seven, behind a stroke five, with the letters of its series and its kind.",
  matches: ["6,807,434", "D543613", "2018/0130905 A1", "20180130905", "RE37705 E1", "2009/48582"],
  not: ["PAN 6807434", "WO 2012136906", "US 6807434", "2009-48582", "1999/48582", "2009/4858"],
  is: re`^(?<letters>${LETTERS_OF_SERIES})?[ .-]?(?<digits>[0-9][0-9 ,]*|(?:19|20)[0-9]{2}[/-][0-9]{6,7}|20(?!00)[0-9]{2}/[0-9]{5})${KIND_ALONE}$`,
});

export const US_FILLED_UP = wording({
  name: "us-filled-up-with-zeros",
  says: "The letters US before digits that zeros fill up, as the office's own systems do.",
  matches: ["USD0668832", "US06992580"],
  not: ["US6992580", "USD668832"],
  is: re`^US[ .-]?(?=(?:${LETTERS_OF_SERIES})?[ .-]?0)`,
});

export const YEAR_AND_SERIAL = wording({
  name: "year-and-serial-number",
  says: "A publication of an application: a year and six or seven digits, behind a stroke five. Those that are missing were zeros.",
  from: "MPEP 1120",
  matches: ["2018/0130905", "20180130905", "2018-130905", "2009/48582"],
  not: ["6807434", "2018", "200948582", "2009-48582"],
  is: /^((?:19|20)[0-9]{2})(?:[/-]?(?=[0-9]{6})|\/)([0-9]{5,7})$/,
});

const PATENT = /[1-9][0-9]{5,6}|1[0-9]{7}|(?:19|20)[0-9]{9}|[0-9]{1,2},[0-9]{3},[0-9]{3}/;
export const BEHIND_NAME = wording({
  name: "number-behind-a-name",
  says: "One number behind a name. Patents of eight digits begin at 10,000,000 (2018).",
  matches: ["PAN 6807434", "SMITH ET AL. (6,123,456)"],
  not: ["PAN 12", "VOL. 3, 6807434, PP. 5-7"],
  is: re`^[^0-9]*(?<![0-9A-Z/-])(?<digits>${PATENT})(?:[ -]*[ABES][0-9]?)?[ .)\]]*$`,
});

export const OF_FIRST_MILLION = wording({
  name: "us-patent-of-the-first-million",
  says: "A patent of the first million, behind US.",
  matches: ["US 905,975", "SMITH US 90597"],
  not: ["905,975", "US 905,975,123"],
  is: /(?:^|[^A-Z0-9])US[ .-]?(?<digits>[0-9]{2,3},[0-9]{3}|[1-9][0-9]{4,5})(?![0-9,/]*[0-9])/,
});

export const OFFICE_RIGHT_BEFORE = wording({
  name: "office-right-before-the-digits",
  says: "The code of an office right before the digits: they are that office's, whatever their form.",
  matches: ["CN ", "see DE-"],
  not: ["USPCN ", "CN of "],
  is: /(?<![A-Z0-9])([A-Z]{2})[ .:-]*$/,
});
