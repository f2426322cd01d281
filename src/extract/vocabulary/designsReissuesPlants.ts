import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Designs, reissues and plants",
  "U.S. patents whose numbers have letters, and statutory invention registrations (MPEP 901.04, 707.05(e)).",
);

export const LETTERED_DIGITS = wording({
  name: "digits-of-designs-and-plants",
  says: "The digits of a design, reissue or plant patent told in words.",
  matches: ["412,345", "1,012,345", "35612", "11,204"],
  not: ["6,123,456", "123"],
  is: /^(?:1,\d{3},\d{3}|1\d{6}|\d{1,3},\d{3}|\d{4,6})(?![\d,]\d)/,
});

export const LETTERED_WORD = wording({
  name: "design-plant-or-reissue",
  says: "The letters of a design, plant or reissue patent told in words.",
  from: "MPEP 901.04",
  matches: ["u.s. design patent no. ", "des. ", "reissue patent "],
  not: ["utility patent "],
  is: /\b(?:des|plant|reissue)/,
});

const WORDS_BEFORE =
  /(?:(?:Design\s+)?(?:Patent|Pat\.?)|Statutory\s+Invention\s+Registration)\s*(?:No|Number)?\.?:?\s*/;
const COUNTRY_BEFORE = /(?:U\.?\s?S\.?|US|United States)[\s-]*/;
const LETTERS = /Des\.?\s?|DES\.?\s?|D\.?\s?|RE\.?\s?|Re\.?\s?|PP\.?\s?|SIR\s?H|H/;
export const LETTERS_BEFORE = wording({
  name: "letters-of-designs-and-reissues",
  says: "D, RE, PP or H right before the digits: a design, a reissue, a plant, a statutory invention registration.",
  from: "MPEP 901.04",
  matches: ["US D", "Des. ", "RE", "PP", "Statutory Invention Registration No. H"],
  not: ["claim ", "6"],
  is: new RegExp(
    `(?<=(?<![A-Za-z])((?:${COUNTRY_BEFORE.source})?(?:${WORDS_BEFORE.source})?(?:${LETTERS.source}))(\\s?))`,
    "y",
  ),
});

const LETTERS_OF_SERIES = /(Des|DES|D|RE|Re|PP|H)/;
export const LETTERS_OF_A_SERIES = wording({
  name: "letters-of-a-series",
  says: "The letters before the digits of a design, a reissue, a plant or a statutory invention registration.",
  from: "MPEP 901.04, 707.05(e)",
  matches: ["US D", "RE", "PP", "Des."],
  not: ["US", "No."],
  is: re`${LETTERS_OF_SERIES}\.?\s?$`,
});

export const DIGITS_OF_A_SERIES = wording({
  name: "digits-of-a-series",
  says: "The digits behind such letters.",
  from: "MPEP 901.04",
  matches: ["412,345", "1,012,345", "35612", "11,204"],
  not: ["7,412,345", "12"],
  is: /^(?:1,\d{3},\d{3}|1\d{6}|\d{1,3},\d{3}|\d{3,6})(?![\d,]\d)/,
});

export const SAYS_US_BEFORE_LETTERS = wording({
  name: "united-states-before-letters",
  says: "The words before the letters say that a patent of the United States is meant.",
  matches: ["US D", "U.S. Pat. No. RE", "United States Des.", "Statutory Invention Registration H"],
  not: ["claim D", "Figure H"],
  is: /US|U\.|United|Pat|Registration|SIR/,
});
