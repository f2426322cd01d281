import { SUFFIXES } from "./names.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "What divides the references of a rejection",
  '"In view of", "and", a comma: where one reference ends and the next begins (MPEP 2141; form paragraph 7.21).',
);

export const BARE_NAMES = wording({
  name: "smith-jones-and-brown",
  says: "A list of bare names, three or more: each is a reference.",
  matches: ["Smith, Jones and Brown", "Smith, Jones, Brown, and Green", "Smith, Jones, Brown"],
  not: [
    "Smith, Inc. and Jones",
    "Smith and Jones",
    "Kotler, Marketing Management",
    "Smith, the pump and Jones",
  ],
  is: /^\s*[A-Z][\w'-]+(?:,\s+[A-Z][\w'-]+)+,?\s+(?:and|or|&)\s+[A-Z][\w'-]+[\s.,;]*$|^\s*[A-Z][\w'-]+(?:,\s+[A-Z][\w'-]+){2,}[\s.,;]*$/,
});

export const NOTICE_AT_END = wording({
  name: "and-official-notice",
  says: "Official notice or common knowledge at the end of a list of names.",
  from: "MPEP 2144.03",
  matches: [", and Official Notice", " and common knowledge"],
  not: [", and Smith", "Official Notice of Smith"],
  is: /,?\s+(?:and|with|or)\s+(?:further\s+)?(?:the\s+)?(?:official\s+notice|(?:common|general)\s+knowledge)[\s.,;]*$/i,
});

const IN_VIEW =
  /in\s+(?:further\s+|additional\s+|the\s+)?(?:view|combination|conjunction|concert|light|veiw|vew|vie)\s+(?:of|with|to)?/;
const TAKEN_TOGETHER =
  /(?:and\s+)?(?:as\s+)?(?:modified|taken|supplemented|combined|considered)\s+(?:by|with|together\s+with|in\s+(?:further\s+)?(?:view|combination|conjunction|light)\s+(?:of|with))/;
const BESIDE =
  /(?:together|combined|along|coupled|paired|when\s+\w+)\s+with|as\s+well\s+as|and\s+(?:either|one)\s+of|plus|(?:and|further)\s+over|in\s+consideration\s+of|and\s+additionally\s+considering/;
/** "The SciFinder datasheet", "the Merck handbook". */
const A_NAMED_WORK =
  /(?:\w+\s+){1,2}(?:data\s?sheet|article|paper|publication|handbook|textbook|dictionary)\b/;
/** "As shown in Fig. 3", "as taught by the specification": a place, and no further reference. */
const NOT_A_PLACE = re`(?!\s+(?:figs?\b|figures?|col(?:umns?|s)?\b|para|pages?|pp?\b|lines?|tables?|sections?|mpep|applicants?|claims?|(?:the|its|this|an?)\s+(?!(?:\w+\s+){0,2}(?:of|by|to)\s|${A_NAMED_WORK})))`;
const EXTENDED_BY = re`as\s+(?:(?:further|also)\s+)?(?:extended|augmented|complemented|improved|enhanced|taught|suggested)\s+(?:by|in)${NOT_A_PLACE}`;
const OR_OVER = /or,?\s+(?:alternatively|in\s+the\s+alternative|over),?|alternatively/;
const WITH_OTHERS =
  /(?:teachings?|combined\s+teachings?|combination|disclosures?|either|any\s+one|one|both)\s+of\s+/;
export const IN_VIEW_OF = wording({
  name: "further-in-view-of",
  says: "What divides one reference from the next.",
  from: "form paragraph 7.22.aia",
  matches: [
    " in view of ",
    " in concert with ",
    ", and further in view of ",
    ", and additionally considering ",
    " as modified by ",
    " as enhanced by ",
    " in conjunction with ",
    " or, in the alternative, ",
    "; ",
  ],
  not: [", "],
  flags: "g",
  is: re`\s*[,;]?\s*\b(?:and\s+)?(?:further\s+|additionally\s+|still\s+|even\s+|yet\s+|also\s+)*(?:${IN_VIEW}|${TAKEN_TOGETHER}|${BESIDE}|${EXTENDED_BY}|${OR_OVER})\s+(?:the\s+)?(?:${WITH_OTHERS})?|\s*;\s*(?:and\s+)?`,
});

export const NEXT_REFERENCE = wording({
  name: "behind-it-the-next-reference",
  says: "What is named behind it is another reference, and so is the short name that follows; asked of the text as written.",
  matches: [" in view of NPL", ", and further in view of", " in combination with", " as modified by"],
  not: [" to Smith et al. (hereinafter Smith)", " and"],
  flags: "i",
  is: re`\b(?:${IN_VIEW}|${TAKEN_TOGETHER})`,
});

const PROVEN =
  /(?:further\s+)?(?:evidenced|shown|proven|proved|confirmed|attested|established|substantiated|corroborated|documented|verified|witnessed|supported|validated|affirmed)/;
const FURTHER_WORDS = /(?:(?:only|merely|solely|being|is)\s+){0,2}/;
const CITED = /(?:cited|used|relied\s+(?:up)?on|applied|offered|introduced|provided|referenced|presented)/;
const AS_EVIDENCE =
  /(?:as|for)\s+(?:an?\s+)?(?:(?:extrinsic|additional|further|supporting|evidentiary|corroborating)\s+)?(?:evidence|support|proof)\b/;
const TO_SHOW =
  /(?:as\s+(?:evidencing|showing|proving|confirming)|to\s+(?:show|prove|demonstrate|establish|evidence|confirm))\b/;
const A_NAME = /(?!(?:the|an?|this|its|said|which)\s)[\w. ]{2,40}/;
const IS_APPARENT =
  /(?:is|was|becomes|can\s+be)\s+(?:(?:further|also|readily)\s+)?(?:apparent|evident|clear|seen|confirmed|shown|proven|demonstrated|known)/;
const TOLD = /disclosed|described|explained|illustrated|demonstrated|indicated|reported|defined/;
export const AS_EVIDENCED_BY = wording({
  name: "as-evidenced-by",
  says: "The reference behind it only proves a fact.",
  from: "MPEP 2131.01",
  matches: [
    "as evidenced by ",
    "see also ",
    "as shown by ",
    "as proven in ",
    "with evidence provided by ",
    "as verified by ozawa",
    "as confirmed by the scifinder datasheet",
    "as is apparent from ozawa",
    "backed up by ozawa",
    "with ozawa cited as extrinsic evidence",
    ", ozawa being cited for a valve",
    ", with ozawa relied upon to show inherency",
    "evidence being provided by ",
  ],
  not: [
    "in view of ",
    "as shown in fig. 3",
    "as disclosed in the specification",
    "as confirmed by the data in the specification",
    "as is apparent from fig. 3",
    ", the valve being cited for its lid",
    "backed up by a spring",
  ],
  flags: "g",
  is: [
    /\b(?:as\s+)?(?:evidenced|evident|supported|further\s+evidenced|demonstrated|illustrated|exemplified)\s+(?:by|from)\s+/,
    /\bas\s+evidence(?:d)?\s+by\s+|\bwith\s+(?:the\s+)?evidence\s+(?:(?:provided|given|found)\s+)?(?:from|by|in|of)\s+|\bsee\s+also\s+/,
    /\bevidence\s+(?:(?:therefor|thereof|of\s+this)\s+)?(?:being\s+)?(?:provided|given|found|furnished|supplied)\s+(?:from|by|in)\s+/,
    re`\bwith\s+(?=${A_NAME}\s${FURTHER_WORDS}${CITED}\s+(?:${AS_EVIDENCE}|${TO_SHOW}))`,
    re`,\s+(?:with\s+)?(?=${A_NAME}\s(?:being|is)\s+${FURTHER_WORDS}${CITED}\s+(?:as|for|to)\s)`,
    re`\bas\s+${IS_APPARENT}\s+(?:from|by|in)${NOT_A_PLACE}\s+(?:the\s+(?:\w+\s+){0,2}(?:of|by|to)\s+)?`,
    re`\b(?:as\s+)?backed\s+(?:up\s+)?by${NOT_A_PLACE}\s+(?:the\s+(?:\w+\s+){0,2}(?:of|by|to)\s+)?`,
    re`\bas\s+(?:${PROVEN}|${TOLD})\s+(?:by|in|from)${NOT_A_PLACE}\s+(?:the\s+(?:\w+\s+){0,2}(?:of|by|to)\s+)?`,
  ],
});

export const CONJUNCTION_OR = wording({
  name: "and-or",
  says: "A conjunction, not a comma alone.",
  matches: [" and ", "&"],
  not: [", "],
  is: /\b(?:and|or)\b|&/,
});

export const NAME_ALONE = wording({
  name: "name-alone",
  says: "Nothing but a name: it can end a reference.",
  matches: ["Smith et al.", "Van Smith", "Smith, Jr."],
  not: ["the pump of claim 1"],
  is: re`^(?:[A-Z][\w'-]*\s?){1,3}${SUFFIXES}(?:,?\s?et\.?\s?al\.?)?$`,
});

export const ENDS_WITH_ET_AL = wording({
  name: "et-al",
  says: 'A name ends with "et al.".',
  matches: ["Smith et al."],
  not: ["Smith"],
  is: /et\.?\s?al\.?$/,
});

export const ENDS_WITH_YEAR = wording({
  name: "year-at-the-end",
  says: "Literature can end with its year or its pages.",
  matches: ["J. Chem. 2014", "(2014)", "1999, pp. 11-19"],
  not: ["Smith", "12-19"],
  is: /\d{4}\)?$|\bpp?\.\s*\d[\d\s,-]*$/,
});

export const WORK_BY = wording({
  name: "the-publication-to",
  says: '"The publication to Thistlewood".',
  matches: ["the publication to T", "article by S"],
  not: ["the pump of s"],
  is: /^\s*(?:the\s+)?(?:(?:article|publication|paper|thesis|book|patent|reference|document)s?\s+(?:to|by|of)\s+)(?=[A-Z])/,
});

const COMPANY_OR_HEREINAFTER =
  /et|inc|ltd|llc|corp|co|hereinafter|hereafter|published|issued|filed|dated|pages?|pp|vol|submitted|cited|previously|newly/;
const PAGES_OR_DATE =
  /of record|referred|which|the english|used|from|paragraphs?|col|figs?|see|title|abstract|herein|now|as/;
export const GOES_ON_WITH = wording({
  name: "same-reference-goes-on",
  says: "The first word goes on with the same reference: Inc., hereinafter, page, filed.",
  matches: ["et", "Inc", "Jr", "hereinafter", "pages"],
  not: ["Smith"],
  flags: "i",
  is: re`^(?:${COMPANY_OR_HEREINAFTER}|${PAGES_OR_DATE}|jr|sr|esq|i{2,3}|iv|ph\.?d|m\.?d)\b`,
});

export const NUMBER_OF_SAME = wording({
  name: "number-of-the-same",
  says: "A number that belongs to the reference before the comma.",
  matches: ["US", "WO", "Patent"],
  not: ["Smith"],
  is: /^(?:u\.?s|us|wo|ep|jp|kr|cn|de|gb|patent|pub|pg)/i,
});

export const CLAIMS_OF_NEXT = wording({
  name: "claims-of-the-next-patent",
  says: "Claims of another patent: a further reference of double patenting.",
  from: "MPEP 804",
  matches: ["claims 1-3 of "],
  not: ["claims 1-3"],
  is: /^\s*claims?\s\d[^.;]{0,80}?\bof\s/,
});

export const ADMITTED_OR_OFFICIAL = wording({
  name: "admitted-or-official",
  says: "Admitted prior art or official notice: a part of its own.",
  from: "MPEP 2129, 2144.03",
  matches: ["applicant", "AAPA"],
  not: ["Smith"],
  is: /^(?:applicant|aapa|admitted|official)/i,
});

export const NAME_PARTICLE = wording({
  name: "particle-of-a-name",
  says: "A particle that begins a name.",
  matches: ["van", "De"],
  not: ["view"],
  is: /^(?:de|van|von|del|di|le|la|el|al)$/i,
});

export const PARTICLE_AND_NAME = wording({
  name: "capital-behind-particle",
  says: "A capital behind the particle.",
  matches: ["van Smith"],
  not: ["de facto"],
  is: /^[\s"'(]*\S+\s+[A-Z]/,
});

export const NAME_ET_AL = wording({
  name: "smith-et-al",
  says: 'A name with "et al.": a reference begins.',
  matches: ["Smith et al", "Van Smith, et al.", "Smith, Jr. et al"],
  not: ["Smith discloses"],
  is: re`^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3}${SUFFIXES},?\s*et\.?\s?al`,
});

export const NAME_AND_NUMBER = wording({
  name: "smith-and-number",
  says: "A name with a bracket or a number: a reference begins.",
  matches: ["Smith (", "Smith, Jr. (", "Smith, US", "Smith Patent"],
  not: ["Smith discloses"],
  is: re`^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3}${SUFFIXES}\s*(?:[,;]?\s*\(|,?\s*(?:US|U\.S|WO|EP|JP|KR|CN|Patent|Pub))`,
});

export const NAME_AND_COMMA = wording({
  name: "smith-comma",
  says: "A bare name before a comma.",
  matches: ["Jones, and"],
  not: ["Jones and"],
  is: /^[A-Z][\w'-]+\s*,\s/,
});

export const NAME_AT_END = wording({
  name: "smith-at-the-end",
  says: "A name that ends the list.",
  matches: ["Jones.", "Jones as"],
  not: ["Jones discloses"],
  is: re`^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2}${SUFFIXES}\s*(?:[.,;)]|$|\sas\b|\sin\b)`,
});

const APPLIED = /applied|set forth|discussed|recited|stated|described|used|modified|in|per|relied/;
const APPLIED_TO = /\s*(?:to|in|for|with respect to|with regard to|above|on)?/;
const CLAIM_NUMBERS = /\bclaims?\b[\s\d,;&()-]*(?:(?:and|or|to|through|claims?)\b[\s\d,;&()-]+)*/;
const APPLIED_ABOVE =
  /[,(]?\s*\bas\s+(?:applied|discussed|set forth|stated|described|modified|noted)\s+above\)?,?/;
export const AS_APPLIED_TO = wording({
  name: "as-applied-to-claims",
  says: "It refers to what was applied to other claims; no reference stands in it.",
  from: "form paragraph 7.22.aia",
  matches: [" as applied to claims 1 and 10 above", ", as discussed above,"],
  not: [" as modified by jones"],
  flags: "g",
  is: re`[,(]?\s*\bas\s+(?:previously\s+|already\s+)?(?:${APPLIED})${APPLIED_TO}[^,;.]{0,24}${CLAIM_NUMBERS}(?:above|respectively|supra|herein|previously|,|\s)*|${APPLIED_ABOVE}`,
});

export const DIVIDES_IN_PART = wording({
  name: "comma-or-and",
  says: 'What may divide two references, and may as well stand within one: ", ", "and further".',
  matches: ["smith and jones", "smith, jones", "smith and/or jones"],
  not: ["smith"],
  is: /\s*,?\s*\b(?:and\/or|and|or|&)\s+(?:further\s+)?|\s*,\s+/g,
});

export const CHOOSES_AMONG = wording({
  name: "either-or-both-of",
  says: "Words before the first of several references that choose among them.",
  matches: ["either of smith", "the smith"],
  not: ["smith"],
  is: /^(?:(?:the|either|both|any|one|of)\s+)+/,
});

export const NAME_BETWEEN_NUMBERS = wording({
  name: "name-between-numbers",
  says: "Behind the number of one reference the name of the next, before its number; nothing else parts them.",
  matches: [" Jones ", ") Jones et al. (", " B2 Jones US ", " Van Allen, No. "],
  not: [" and ", " or ", ", equivalent to ", " B2 "],
  is: /^(?:\s*[A-Z]\d?\b)?[)\s]*\s(?=([A-Z][A-Za-z'’-]{2,}))(?:[A-Z][A-Za-z'’-]+\s+){0,2}[A-Z][A-Za-z'’-]+,?(?:\s+et\s+al\.?,?)?\s*(?:\s|\()(?:U\.?S\.?\s*)?(?:No\.?\s*)?$/,
});
