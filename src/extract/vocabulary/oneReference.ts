import { SUFFIXES } from "./names.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "What one reference is",
  "A patent by its number, an application, a name, a title: what a piece of the list names (MPEP 707.05).",
);

export const REFERENCE_LEAD = wording({
  name: "words-before-a-reference",
  says: "Words before a reference that are no part of it.",
  matches: ["the ", "either of ", "claims 1-4 of "],
  not: ["smith"],
  is: /^(?:the\s+|and\s+|either\s+|both\s+|one\s+of\s+|or\s+|of\s+|claims?\s[\d\s,;&-]+(?:and\s\d+\s)?of\s+)+/,
});

export const OWNER_NAMED = wording({
  name: "to-lin",
  says: '"US 2007/0281400 to Lin": the name decides which of two numbers is meant.',
  matches: [" to Lin", "by Smith"],
  not: [" in view"],
  is: /\b(?:to|by|of)\s+([A-Z][\w'-]+)/,
});

export const EQUIVALENT = wording({
  name: "translation-or-equivalent",
  says: "A second number is a translation or an equivalent, no further reference.",
  from: "MPEP 901.05, 1207.02",
  matches: ["english translation", "published as"],
  not: ["in view of"],
  is: /translat|equivalent|english|corresponding|family|publication of|published as/,
});

export const APPLICATION_AS_ART = wording({
  name: "over-an-application",
  says: "An application that is the other one of double patenting.",
  from: "MPEP 804",
  matches: ["application no. 16/269,712", "ser. no. 16269712"],
  not: ["patent no. 6,123,456"],
  is: /(?:application|appl\.?|serial|ser\.?)\s*(?:serial\s*)?(?:no\.?|number|nos?\.?)?[\s.:#]*(\d{2}\s?\/?\s?\d{3}[,.]?\d{3})/,
});

export const APPLICATION_ALONE = wording({
  name: "application-number-alone",
  says: "The number of an application without the word.",
  matches: ["16/269,712"],
  not: ["6,123,456"],
  is: /\b(\d{2}\/\s?\d{3}[,.]?\d{3})/,
});

export const NO_NAME_FIRST = wording({
  name: "no-name-first",
  says: "The first word is that of no name.",
  matches: ["official", "The"],
  not: ["Smith"],
  is: /^(?:official|the|a|an|its|it|what|common|knowledge|examiner|applicant|in|this)$/i,
});

const BOOKS =
  /index|handbook|guide|manual|textbook|encyclop\w+|dictionary|wikipedia|youtube|website|web\s?page|brochure|catalog(?:ue)?/;
const WEB_AND_PAPERS =
  /data\s?sheet|article|thesis|dissertation|white\s?paper|press\s+release|arxiv|ieee|ietf|3gpp|itu-t|astm|ansi/;
const STANDARDS = /pharmacopo?eia|edition|monograph|symposium|university|magazine|newsletter|tutorial/;
export const WORK_WORD = wording({
  name: "word-of-literature",
  says: "What only literature is called: no patent has an edition, a handbook or a standard in its name.",
  from: "MPEP 707.05(e)",
  matches: ["Handbook of", "IEEE", "data sheet"],
  not: ["pump"],
  flags: "i",
  is: re`\b(?:${BOOKS}|${WEB_AND_PAPERS}|${STANDARDS})\b`,
});

export const TITLE_OF_WORK = wording({
  name: "title-of-a-work",
  says: 'Words of a title: "The Pharmacological Basis of Therapeutics".',
  matches: ["Basis of Therapeutics", "Kotler, Marketing Management"],
  not: ["Smith Inc"],
  is: /\b[A-Z][a-z]+\s(?:of|for|in)\s(?:the\s)?[A-Z][a-z]+|^[A-Z][a-z]+,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)+(?<!\b(?:Inc|Corp|Ltd|Co|Company|Electronics))$/,
});

export const NAME_OF_REFERENCE = wording({
  name: "name-of-a-reference",
  says: "The capitalised words, with particles, by which a reference is known where no number stands.",
  matches: ["Smith", "van der Berg", "Smith, Jr.", '"3GPP'],
  not: ["the pump", ""],
  is: re`^[\s"'(]*((?:\d?[A-Z][\w'.-]*|de|van|von|del|di|le|la)(?:\s(?:[A-Z][\w'-]*|de|van|von|del|di|le|la)){0,3}${SUFFIXES})`,
});

export const BIBLIOGRAPHIC = wording({
  name: "year-volume-or-page",
  says: "A year, a volume, pages, an address or the word of a journal: literature.",
  from: "MPEP 707.05(e)",
  matches: [", J. Chem., 2014", ", vol. 3", " pp. 5-7", "http"],
  not: [" in view of Jones"],
  is: /\b(?:19|20)\d{2}\b|"|\bvol\b|\bpp?\.|\bet al[.,]*\s*\S{0,3}[("].{20}|http|journal|proceed|conference|thesis|manual|standard|rfc\s?\d/i,
});

export const TITLE_IN_APOSTROPHES = wording({
  name: "title-in-apostrophes",
  says: "A title of two words or more between apostrophes; asked of the text as written, behind the first of them.",
  from: "MPEP 707.05(e)",
  matches: ["A Study of Things' by Kumar", "Image Matching' (2009)"],
  not: ["Smith' of record", "Smith '456", "the users' data"],
  is: /^[A-Z][^"'\s]*\s[^"']*(?<=[A-Za-z\d])'(?=\s?[,.;]?(?:\s|$|\())/,
});

export const AUTHOR_OF_TITLE = wording({
  name: "author-behind-the-title",
  says: "Behind a title, the first of its authors.",
  from: "MPEP 707.05(e)",
  matches: ['" by Kumar et al.', "' (Kumar, 2009)", '", to Lee'],
  not: ['", IEEE Trans.', '" (2009)'],
  is: re`^["']\s?,?\s?(?:(?:written\s|authored\s)?(?:by|to|of)\s|\(\s?(?=[A-Z][\w'-]+(?:\s(?:et|and|&)\s|,\s)))((?:[A-Z]\.\s?){0,3}[A-Z][\w'-]+)`,
});

export const QUOTED_TITLE = wording({
  name: "title-in-quotation-marks",
  says: "The title of a work, as far as it is needed to tell it from others; asked of the text as written.",
  from: "MPEP 707.05(e)",
  matches: ['"A Pump for Liquids"', '"Image Matching, '],
  not: ["A Pump", '"no'],
  is: /"\s*([^"]{3,80}?)[\s,.]*(?:"|$)/,
});

export const NO_REFERENCE_NAME = wording({
  name: "name-of-no-reference",
  says: "An application or admitted prior art stands in the place of a name.",
  from: "MPEP 2129",
  matches: ["application 12/345,678", "applicant admitted prior art"],
  not: ["Smith"],
  is: /^application |^applicant admitted/,
});
