import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Statutes and doctrines",
  "Which statute or doctrine a phrase names (MPEP 706.02, 706.03; 35 U.S.C. 101 to 112).",
);

const PREPOSITION =
  /under|pursuant to|on|in|over|based|upon|per|by|accordance|with|grounds?(?:\(s\))?|basis|of|the|35|title/;
const CODE_NAME =
  /u\.?\s{0,2}s\.?,?\s{0,2}[c0o]\.?s?\.?(?:a\.)?|u\s?\.\s?s\s?\.\s?c\s?\.|us[c0]s?|usg|u\.?\s?s\.?\s{0,2}code|code|united states|section(?:s|\(s\))?|sections?|sec\.?/;
const SECTION_NAME =
  /subsections?|(?:first|second|fourth|1st|2nd|4th)(?=,?\s+(?:and\s+second\s+)?paragraph)|paragraphs?|paras?\.?|pars?\.?/;
const VERSION =
  /pre\s?-?\s?aia|post-aia|aia|pre-america invents act|america invents act|\(pre\s?-?\s?aia\s?\)|\(aia\s?\)|and\/or|and|or/;
const CONJUNCTION =
  /either|both|in the alternative|alternatively|also|as well as|at least|further|respectively|statute|provisions?|as|being/;
/** "The enablement requirement of": what a paragraph of section 112 requires, before its section; a part. */
export const REQUIREMENT_OF_SECTION =
  /(?:written\s+description|enablement|best\s+mode|definiteness)\s+(?:requirement|clause|provision|prong|portion)s?/;
const OTHER_SIGNS = /violation|s(?=\s?\d)/;
export const STATUTE_FILLER = wording({
  name: "word-among-statutes",
  says: "Words that may stand among the statutes of a rejection phrase without ending it.",
  matches: ["under", "35", "section", "pre-aia", "and/or", "enablement requirement", "u.s. code"],
  not: ["smith", "u.s. patent"],
  flags: "y",
  is: re`(?:35(?=\s?u\.?\s?s)|under(?=35\s?u|1[01][1-3])|(?:${PREPOSITION}|${CODE_NAME}|${SECTION_NAME}|${VERSION}|${CONJUNCTION}|${REQUIREMENT_OF_SECTION}|${OTHER_SIGNS})(?![a-z0-9]))`,
});

export const SECTION_NUMBER = wording({
  name: "section-number",
  says: "The number of a section, also misread: 1O3, l02.",
  matches: ["103", "1o2", "l12", "251", "10 3"],
  not: ["35", "10"],
  is: /(?:[1il|][0o1il|][1-3il|](?!\d)|1\s[01]\s?[1-3](?!\d)|1[01]\s[1-3](?!\d)|1[0-9]{2}|251|305)(?!\s?\d{2})/y,
});

export const PRE_AIA_RIGHT_BEFORE = wording({
  name: "pre-aia-before-the-statute",
  says: '"Pre-AIA" right before the statute.',
  from: "MPEP 2159",
  matches: ["pre-aia 35 u.s.c. ", "(pre-aia) "],
  not: ["35 u.s.c. "],
  is: /pre\s?-?\s?aia\)?\s*,?\s*(?:title\s)?(?:35\s*)?(?:u\.?\s?s\.?\s?c\.?)?\s*(?:§{0,2}|section)?\s*$/,
});

export const OR_PRE_AIA = wording({
  name: "or-pre-aia",
  says: '"112(a) or pre-AIA 112": the boilerplate that names both tells nothing.',
  from: "form paragraph 7.30.01",
  matches: ["or pre-aia"],
  not: ["pre-aia"],
  is: /\bor\s+pre/,
});

export const LETTERED_LEAD = wording({
  name: "lettered-lead",
  says: 'A letter or "judicially" opens the phrase.',
  matches: ["a) under", "judicially created"],
  not: ["under"],
  is: /^(?:[a-z]\)|judicially)/,
});

export const MARKUSH_NAMED = wording({
  name: "improper-markush-named",
  says: "Alternatives that share no single structural similarity or use.",
  from: "MPEP 2117, 706.03(y); form paragraph 8.40",
  matches: ["improper markush grouping"],
  not: ["a markush claim"],
  is: /improper\s+markush/y,
});

export const RES_JUDICATA = wording({
  name: "res-judicata",
  says: "Decided before.",
  from: "MPEP 706.03(w)",
  matches: ["res judicata"],
  not: ["judicata"],
  is: /res\s+judicata/y,
});

export const RECAPTURE = wording({
  name: "recapture",
  says: "A reissue recaptures what was surrendered: 35 U.S.C. 251.",
  from: "MPEP 1412.02; form paragraph 14.17",
  matches: ["recapture", "an improper recapture"],
  not: ["capture"],
  is: /(?:an?\s+)?(?:improper\s+)?recapture/y,
});

export const INTERFERENCE_ESTOPPEL = wording({
  name: "interference-estoppel",
  says: "Lost in an interference.",
  from: "37 CFR 41.127; MPEP 2308.03",
  matches: ["interference estoppel"],
  not: ["interference fit"],
  is: /interference\s+estoppel/y,
});

export const LACHES = wording({
  name: "prosecution-laches",
  says: "Unreasonable delay in prosecution.",
  from: "MPEP 2190",
  matches: ["prosecution laches", "laches"],
  not: ["prosecution"],
  is: /(?:prosecution\s+)?laches/y,
});
