import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Names of references",
  "By which names an action knows a document: those beside its number and those that it gives it. Asked of the text as written (MPEP 707.05).",
);

/** Words that begin with a capital and are no name of a reference, by what they are. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  [
    // the action and its parties
    "claim claims application examiner applicant applicants office action art unit rejected rejection rejections",
    "unpatentable anticipated obvious using based disclosed teaches discloses",
    // documents and their numbers
    "patent patents publication pub publications published pat pg pgpub appl ser serial number no nos document",
    "aapa apa admitted admission reference references npl non-patent literature prior granted issued filed date copy kokai title statutory invention registration",
    "translation machine english attached provided record form previously newly cited ids pto-892 pto-1449",
    // offices and countries
    "us u.s usc usp wo ep jp kr cn de gb international japanese european chinese korean german",
    // places in a document
    "fig figs figure table section abstract paragraph column line lines page pre-aia aia",
    // companies, authors, short names
    "inc corp ltd co company et al hereinafter hereafter",
    // words of the language
    "a an the this that these is are in on at of to by for from as and both each with under over per view further",
    "see also said regarding respect however therefore because note herein first second primary secondary",
    // months
    "jan feb mar apr may jun jul aug sep sept oct nov dec",
    "january february march april june july august september october november december",
  ].flatMap((words) => words.split(" ")),
);

const PARTICLE = /[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Ll]a|[Ll]e|[Dd]el|[Dd]i|[Dd]a|[Dd]os|[Ee]l|[Aa]l/;
const RARER_PARTICLE = /[Tt]en|[Tt]er|[Bb]in|[Ss]t\.|O'|D'|d'/;
/** What stands behind a family name and belongs to it: of generations and degrees. */
const SUFFIX = /J[rR]|S[rR]|Esq|ESQ|I{2,3}|IV|2nd|3rd|Ph\.?\s?D|M\.?D|D\.D\.S/;
export const SUFFIXES = re`(?:,?\s(?:${SUFFIX})(?![\w'-])\.?){0,2}`;
export const NAME_SUFFIX = wording({
  name: "name-suffix",
  says: '"Jr.", "III", "Ph.D." behind a family name belong to it.',
  matches: ["Smith, Jr.", "Smith III", "Smith, Sr", "Jones, Ph.D.", "Jones, MD, PhD"],
  not: ["Smith", "Jr. Smith", "Smith, Jrgens"],
  is: re`(?:,?\s(?:${SUFFIX})\.?){1,2}$`,
});

const NAME = re`(?:(?:${PARTICLE}|${RARER_PARTICLE})[\s-]?){0,3}[A-Z][A-Za-z\u00c0-\u024f'-]{0,30}${SUFFIXES}`;
/** "Smith", "Smith, Jr.", "van der Berg and Jones". */
const NAMES = re`${NAME}(?:\s(?:(?:and|&)\s)?${NAME}){0,3}`;
const ET_AL = /[,.]?\s{0,2}(?:et\.?,?\s{0,2}al\b\.?|ET\.?,?\s?AL\b\.?|et\.?\s?a1\.?|and others)/;

const ISSUED_TO = /(?:(?:issued|granted|published|assigned)\s)?(?:to|by|of|from)\s(?:inventors?\s)?/;
const CALLED = re`(?:\(\s?["']?(${NAMES}(?:\s?['(]*\d{3}\)?)?)["']?\s?\))?`;
export const TO_NAME = wording({
  name: "number-issued-to",
  says: "Behind a number, the inventor it issued to, and in brackets the name that the action gives it.",
  matches: [" to Lin", ", issued to van der Berg et al. (Berg '123)", ") by Smith"],
  not: [" Lin", " to the pump"],
  is: re`^\s?\)?,?\s?${ISSUED_TO}(${NAMES})(${ET_AL})?\s?,?\s?${CALLED}`,
});

export const NAME_IN_BRACKETS_BEHIND = wording({
  name: "name-in-brackets-behind-the-number",
  says: "Behind a number, a name alone in brackets.",
  matches: [" (Berg)", ", (Smith and Jones)"],
  not: [" (see Berg)", " Berg"],
  is: re`^\s?\)?,?\s?\(\s?(${NAMES})\s?\)`,
});

export const ET_AL_BEHIND_NUMBER = wording({
  name: "name-and-others-behind-the-number",
  says: 'Behind a number, a name with "et al.".',
  matches: [" Lin et al.", ", Smith, et al"],
  not: [" Lin", " lin et al."],
  is: re`^\s?,?\s(${NAME})${ET_AL}`,
});

const PLAIN_NAME = re`(?:["'(]{0,3})(?:${NAMES}|D\d{1,2})(?:\s?[('"]{0,2}\s?'?\d{3}\)?)?(?:${ET_AL})?`;
export const NAME_GIVEN = wording({
  name: "name-behind-hereinafter",
  says: 'The name behind "hereinafter": a family name, its last digits, D1, the \'248 patent.',
  matches: ["Lin 734", "reference D1", "'248 patent", "AAPA-1"],
  not: ["the first", "lin"],
  is: re`^((?:[Rr]eference\s|[Pp]atent\s)?${PLAIN_NAME}|'\d{3}(?:\s[Pp]atent)?|[A-Z0-9][A-Za-z0-9-]{1,20})`,
});

export const ET_AL_AT_END = wording({
  name: "et-al-at-the-end",
  says: '"Et al." is no part of the name before it.',
  matches: ["Lin et al.", "Lin, et al"],
  not: ["Lin", "Lin et al. teaches"],
  is: re`(?:${ET_AL})$`,
});

const HEREINAFTER_CALLED = re`(?:\(?\s?(?:herein\s?-?after|hereafter|herein)[^()]{0,30}?["']?(${NAMES}(?:\s?'?\d{3})?)["']?\s?[,)]?)?`;
const QUOTED_NAME = re`(?:\(?\s?["'](${NAMES})["']\s?\)?)?`;
const NUMBER_WORD =
  /[Ii]nternational|[Pp]atent|[Pp]ublication|[Pp]ub\.?|[Aa]pplication|[Nn]o\.?:?|PG|U\.?S\.?|in|of|[Pp]ublished/;
export const NAME_BEFORE_NUMBER = wording({
  name: "name-before-the-number",
  says: 'The name right before a number: "Juang et al. (", "Chang; Tsai-Fu et al., ", "Smith, hereinafter Smith \'123, US Patent No. ".',
  matches: [
    "Juang et al. (",
    "Chang; Tsai-Fu et al., ",
    "to Takahashi (hereinafter Takahashi, US ",
    "Lin ",
    "Ito '456 (",
    'Egan ("Egan"; US ',
  ],
  not: ["the patent ", "lin ("],
  is: re`(?<![A-Za-z])(${NAMES}(?:\s'\d{3})?)(;\s${NAMES})?(${ET_AL})?[\s,.;:]{0,3}(?:is\s)?${HEREINAFTER_CALLED}[\s,;:]{0,3}${QUOTED_NAME}[\s,;]{0,3}(?:[([]\s?)?(?:(?:[Tt]he\s)?(?:${NUMBER_WORD})[\s,.:]{0,2}){0,5}["']?\s?$`,
});

const HEREINAFTER_WORD = /herein\s?-?after|hereafter|herein\s?-?below|herein\b|henceforth|thereafter|hereby/;
const REFERRED_TO =
  /(?:simply\s)?(?:referred|refered|refer|denoted|called|known|cited|identified|abbreviated)?/;
export const HEREINAFTER = wording({
  name: "hereinafter",
  says: "A short name for the document follows.",
  from: "MPEP 707.05",
  matches: ["hereinafter Lin", '(hereafter simply referred to as the "Lin', "herein Lin"],
  not: ["here Lin", "referred to as Lin"],
  flags: "gi",
  is: re`(?:${HEREINAFTER_WORD})[\s,]*(?:${REFERRED_TO}\s*(?:to)?\s*(?:as|by)?|:|,|the)?\s*(?:the\s)?(?:["'(]+\s?)?`,
});

export const REFERRED_AS = wording({
  name: "referred-to-as",
  says: 'The same without "hereinafter".',
  matches: ["referred to as Lin", "referred to hereinafter as the 'Lin"],
  not: ["referred to Lin"],
  is: /referred\s+to\s+(?:herein\s+|hereinafter\s+)?as\s+(?:the\s)?["'(]*/gi,
});

export const SHORT_NAME_IN_BRACKETS = wording({
  name: "short-name-in-brackets",
  says: "Behind a number, in brackets and quotation marks, the name that the action gives the reference.",
  matches: [' ("Smith")', ' to Smith (the "Smith patent")'],
  not: [" (Smith)", ' ("smith")'],
  is: /^[^"]{0,60}?\(\s?(?:the\s)?["']+\s?((?:'\d{3}|[A-Z])[^"'()]{0,40})["']+\s?\)/,
});

export const SHORT_NAME_IN_QUOTES = wording({
  name: "short-name-in-quotation-marks",
  says: "Behind a number, in quotation marks alone, the name that the action gives the reference.",
  matches: [', "Smith"', " 'Smith Junior'"],
  not: [" Smith", ' "smith"'],
  is: /^\s?,?\s?["']([A-Z][A-Za-z0-9' -]{1,30})["']/,
});

export const SHORT_NAME_HEREINAFTER = wording({
  name: "short-name-before-hereinafter",
  says: '"…), Smith hereinafter": the name stands before the word.',
  matches: [", Smith hereinafter", " and Smith hereafter"],
  not: [", hereinafter Smith"],
  is: /^\s?[);,]?\s*(?:and\s+)?([A-Z][A-Za-z-]{1,30})\s+(?:hereinafter|hereafter)/,
});

export const LOWER_CASE_PARTICLE = wording({
  name: "particle-before-a-name",
  says: "A word with which a family name may begin: de, van, von.",
  matches: ["de", "van", "St."],
  not: ["the", "vanish"],
  is: /^(?:de|van|von|der|del|di|la|le|el|da|dos|den|st\.)$/i,
});

export const JOINS_NAMES = wording({
  name: "and-or-particle",
  says: "A word within a name that is no name itself: an and, a particle.",
  matches: ["and", "&", "van", "de"],
  not: ["Smith", "patent"],
  is: /^(?:and|&|de|van|von|der|den|del|di|la|le|el|al|da|dos|ten|ter|bin|st\.)$/i,
});

export const NAME_GOES_ON = wording({
  name: "name-goes-on-in-the-next-line",
  says: "A line that ends with a particle or an and: the name goes on behind the break.",
  matches: ["Smith and", "Jan van "],
  not: ["Smith"],
  is: /(?:^|\s)(?:de|van|von|der|den|del|di|la|le|el|da|dos|and|&)\s*$/i,
});
