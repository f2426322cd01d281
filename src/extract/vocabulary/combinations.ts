import { patternsOn, re } from "./pattern.js";

const combinations = patternsOn(
  "References that a rejection combines",
  "Where the references of a rejection begin and end, what divides them, and what one of them is (MPEP 706.02, 2131, 2141; form paragraphs 7.15 to 7.22).",
);

const UNPATENTABLE =
  /anticipated|unpatentable|obvious|obviated|patentable|rendered obvious|disclosed|taught|met|shown|distinct|envisaged/;
const MISSPELT_UNPATENTABLE =
  /evidenced|described|indistinct|anticpated|anticipate|unpantentable|unpatantable|unpatenable/;
const SHOWN =
  /(?:combination|combined teachings?|teachings?|disclosures?|publication|prior art(?: reference)?|reference|either|any|one|both|each)\s+(?:of\s+)?/;
/** "Over the art of record, Weiss and Yamada". */
const ART_NAMELY =
  /(?:(?:(?:cited|applied|prior)\s+)*art(?:\s+of\s+record)?\s*[,:]\s*(?:namely,?\s*|i\.e\.,?\s*)?)?/;
export const ART_BEGINS = combinations({
  name: "unpatentable-over",
  says: "The list of references begins behind these words.",
  matches: [
    "unpatentable over ",
    "anticipated by the teachings of ",
    " in view of the ",
    "over the art of record, ",
  ],
  not: ["rejected under "],
  is: re`\b(?:${UNPATENTABLE}|${MISSPELT_UNPATENTABLE})\s*[,:]?\s*(?:by|over|from|in view of|under|through|based on|in light of)(?:\s*:\s*|\s+)(?:the\s+)?(?:${SHOWN})?${ART_NAMELY}|\b(?:over|in view of|in light of)(?:\s*:\s*|\s+)(?:the\s+)?${ART_NAMELY}`,
});

const CLAIMED_IN = /(?:the\s+)?(?:claims?\b|u\.?s|patent|prior|commonly|co-?pending|application)/;
export const SAME_INVENTION_AS = combinations({
  name: "same-invention-as",
  says: '"As claiming the same invention as that of claims 1-10 of prior U.S. Patent No. …".',
  from: "form paragraph 8.31",
  matches: ["same invention as that of claims", "identical subject matter as claimed in u.s"],
  not: ["same invention for"],
  is: re`\b(?:same|identical)\s+(?:invention|subject\s+matter|design)\s+as\s+(?:that\s+)?(?:(?:of|in|claimed\s+in|recited\s+in)\s+)?(?=${CLAIMED_IN})`,
});

export const OVER_LEFT_OUT = combinations({
  name: "unpatentable-smith",
  says: '"As being unpatentable Yokoyama et al.": the preposition was left out.',
  matches: ["unpatentable yokoyama et al", "obvious smith in view"],
  not: ["unpatentable over smith et al"],
  is: /\b(?:anticipated|unpatentable|obvious)\s+(?=[a-z]+\s+(?:et\s|\(|in\s+view))/,
});

const REASON_WITHOUT_OVER = /(?:as\s+(?:being\s+)?(?:clearly\s+)?(?:anticipated|unpatentable|obvious)\s+)?/;
const INVENTOR = /(?:[A-Z][a-z][\w'-]*\s){0,2}[A-Z][a-z][\w'-]*/;
const NUMBER_OR_NEXT = /et\s+al|\((?:US|U\.S|WO|EP|JP|\d)|in\s+view\s+of|US\b|U\.S\./;
export const NAME_BEHIND_STATUTE = combinations({
  name: "103-smith",
  says: '"Under 35 U.S.C. 103 Smith (US …) in view of Jones": nothing stands between the statute and the reference.',
  matches: [
    " Smith (US 5,890,015)",
    "(a) Van Smith et al. in view of",
    " as being unpatentable Smith, US",
    " - Weiss (US",
  ],
  not: [" Claims 1-3", " in view of Smith", " as being unpatentable over Smith"],
  is: re`^[\s,:;-]*(?:\([a-z]\)(?:\(\d\))?\s*)?${REASON_WITHOUT_OVER}(?=${INVENTOR},?\s+(?:${NUMBER_OR_NEXT}))`,
});

export const BARE_NAMES = combinations({
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

export const NOTICE_AT_END = combinations({
  name: "and-official-notice",
  says: "Official notice or common knowledge at the end of a list of names.",
  from: "MPEP 2144.03",
  matches: [", and Official Notice", " and common knowledge"],
  not: [", and Smith", "Official Notice of Smith"],
  is: /,?\s+(?:and|with|or)\s+(?:further\s+)?(?:the\s+)?(?:official\s+notice|(?:common|general)\s+knowledge)[\s.,;]*$/i,
});

export const BASED_ON_ART = combinations({
  name: "based-on-smith",
  says: '"The rejection based on Smith and Jones".',
  matches: ["based on smith and ", "based upon the combination of smith in view"],
  not: ["based on the amendment"],
  is: /\bbased\s+(?:up)?on\s+(?:the\s+)?(?:combination\s+of\s+)?(?=[a-z'-]+\s+(?:et\s|\(|and\s|in\s+view))/,
});

const NEXT_SENTENCE =
  /\.\s+(?:as\s+to|regarding|with\s+respect|claims?\s|in\s+regard|the\s+applied|although|this\s+is|it\s+would|in\s+re\b)/;
const FOR_REASONS = /\bfor the (?:same )?reasons?\b|\bas set forth\b/;
const AS_SET_FORTH =
  /\bas (?:discussed|explained|stated|detailed|noted|outlined) (?:above|below|in)|\balthough the (?:conflicting )?claims/;
const EXPLAINS =
  /\bbecause\b|\bwherein\b|\bfor (?:claims?|the reasons)\b|\bwhich (?:disclose|teach)|\bin the (?:alternative|event)\b/;
const IN_THE_ALTERNATIVE = /\bor,? in the alternative|\band further in (?:view|light) of the following/;
const STAYS = /\b(?:is|are)\s+(?:hereby\s+|still\s+)?(?:maintained|sustained|repeated|reiterated)/;
export const ART_ENDS = combinations({
  name: "end-of-the-references",
  says: "What follows explains the rejection: the list of references ends.",
  matches: [" for the same reasons", ". as to ", " as set forth", " because", " or, in the alternative"],
  not: [" in view of jones"],
  is: re`(?:${NEXT_SENTENCE}|${FOR_REASONS}|${AS_SET_FORTH}|${EXPLAINS}|${IN_THE_ALTERNATIVE}|${STAYS})`,
});

const IN_VIEW =
  /in\s+(?:further\s+|additional\s+|the\s+)?(?:view|combination|conjunction|concert|light|veiw|vew|vie)\s+(?:of|with|to)?/;
const TAKEN_TOGETHER =
  /(?:and\s+)?(?:as\s+)?(?:modified|taken|supplemented|combined|considered)\s+(?:by|with|together\s+with|in\s+(?:further\s+)?(?:view|combination|conjunction|light)\s+(?:of|with))/;
const BESIDE =
  /(?:together|combined|along|coupled|paired|when\s+\w+)\s+with|as\s+well\s+as|and\s+(?:either|one)\s+of|plus|(?:and|further)\s+over|in\s+consideration\s+of/;
/** "As shown in Fig. 3", "as taught by the specification": a place, and no further reference. */
const NOT_A_PLACE =
  /(?!\s+(?:figs?\b|figures?|col(?:umns?|s)?\b|para|pages?|pp?\b|lines?|tables?|sections?|mpep|applicants?|claims?|(?:the|its|this|an?)\s+(?!(?:\w+\s+){0,2}(?:of|by|to)\s)))/;
const EXTENDED_BY = re`as\s+(?:(?:further|also)\s+)?(?:extended|augmented|complemented|improved|taught|suggested)\s+(?:by|in)${NOT_A_PLACE}`;
const OR_OVER = /or\s+(?:alternatively|in\s+the\s+alternative|over)|alternatively/;
const WITH_OTHERS =
  /(?:teachings?|combined\s+teachings?|combination|disclosures?|either|any\s+one|one|both)\s+of\s+/;
export const IN_VIEW_OF = combinations({
  name: "further-in-view-of",
  says: "What divides one reference from the next.",
  from: "form paragraph 7.22.aia",
  matches: [
    " in view of ",
    " in concert with ",
    ", and further in view of ",
    " as modified by ",
    " in conjunction with ",
    "; ",
  ],
  not: [", "],
  flags: "g",
  is: re`\s*[,;]?\s*\b(?:and\s+)?(?:further\s+|additionally\s+|still\s+|even\s+|yet\s+|also\s+)*(?:${IN_VIEW}|${TAKEN_TOGETHER}|${BESIDE}|${EXTENDED_BY}|${OR_OVER})\s+(?:the\s+)?(?:${WITH_OTHERS})?|\s*;\s*(?:and\s+)?`,
});

const PROVEN =
  /(?:further\s+)?(?:evidenced|shown|proven|proved|confirmed|attested|established|substantiated|corroborated|documented)/;
const TOLD = /disclosed|described|explained|illustrated|demonstrated|indicated|reported|defined/;
export const AS_EVIDENCED_BY = combinations({
  name: "as-evidenced-by",
  says: "The reference behind it only proves a fact.",
  from: "MPEP 2131.01",
  matches: ["as evidenced by ", "see also ", "as shown by ", "as proven in ", "with evidence provided by "],
  not: ["in view of ", "as shown in fig. 3", "as disclosed in the specification"],
  flags: "g",
  is: [
    /\b(?:as\s+)?(?:evidenced|evident|supported|further\s+evidenced|demonstrated|illustrated|exemplified)\s+(?:by|from)\s+/,
    /\bas\s+evidence(?:d)?\s+by\s+|\bwith\s+(?:the\s+)?evidence\s+(?:(?:provided|given|found)\s+)?(?:from|by|in|of)\s+|\bsee\s+also\s+/,
    /\bwith\s+(?=[\w. ]{2,40}\s(?:cited|used|relied\s+(?:up)?on)\s+(?:as|for)\s+(?:evidence|support)\b)/,
    re`\bas\s+(?:${PROVEN}|${TOLD})\s+(?:by|in|from)${NOT_A_PLACE}\s+(?:the\s+(?:\w+\s+){0,2}(?:of|by|to)\s+)?`,
  ],
});

export const OFFICIAL_NOTICE = combinations({
  name: "official-notice",
  says: "Facts beyond the references are noticed.",
  from: "MPEP 2144.03",
  matches: ["official notice", "well known prior art"],
  not: ["notice of allowance"],
  is: /official notice|well[- ]known (?:prior )?art|judicial notice/,
});

const AT_LEAST =
  /(?:u\.?\s?s|patent|pat|co-?pending|application|prior|appl|us|ser|\d|'|pub|issued|commonly|related|[a-z]+\s+et\s+al|[a-z]+\s+\()/;
const WHOSE_PATENT = /(?:the|prior|commonly\s+(?:owned|assigned)|parent|reference|conflicting|issued)\s+/;
export const CLAIMS_OF_OTHER = combinations({
  name: "over-claims-of",
  says: '"Over claims 1-5 and 8-15 of U.S. Patent No. …": those claims are the other patent\'s.',
  from: "form paragraphs 8.34 to 8.37",
  matches: ["claims 1-5 of u.s. patent", "the claims in copending"],
  not: ["smith"],
  is: re`^(?:at least\s+|the\s+|all\s+(?:of\s+)?|any\s+(?:one\s+)?of\s+|corresponding\s+)?(?:claims?|claim\(s\))[^.;]{0,400}?\b(?:of|in|from)\s+(?:${WHOSE_PATENT})*(?=${AT_LEAST})`,
});

export const CONJUNCTION_OR = combinations({
  name: "and-or",
  says: "A conjunction, not a comma alone.",
  matches: [" and ", "&"],
  not: [", "],
  is: /\b(?:and|or)\b|&/,
});

export const NAME_ALONE = combinations({
  name: "name-alone",
  says: "Nothing but a name: it can end a reference.",
  matches: ["Smith et al.", "Van Smith"],
  not: ["the pump of claim 1"],
  is: /^(?:[A-Z][\w'-]*\s?){1,3}(?:,?\s?et\.?\s?al\.?)?$/,
});

export const ENDS_WITH_ET_AL = combinations({
  name: "et-al",
  says: 'A name ends with "et al.".',
  matches: ["Smith et al."],
  not: ["Smith"],
  is: /et\.?\s?al\.?$/,
});

export const ENDS_WITH_YEAR = combinations({
  name: "year-at-the-end",
  says: "Literature can end with its year or its pages.",
  matches: ["J. Chem. 2014", "(2014)", "1999, pp. 11-19"],
  not: ["Smith", "12-19"],
  is: /\d{4}\)?$|\bpp?\.\s*\d[\d\s,-]*$/,
});

export const WORK_BY = combinations({
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
export const GOES_ON_WITH = combinations({
  name: "same-reference-goes-on",
  says: "The first word goes on with the same reference: Inc., hereinafter, page, filed.",
  matches: ["et", "Inc", "hereinafter", "pages"],
  not: ["Smith"],
  flags: "i",
  is: re`^(?:${COMPANY_OR_HEREINAFTER}|${PAGES_OR_DATE})\b`,
});

export const NUMBER_OF_SAME = combinations({
  name: "number-of-the-same",
  says: "A number that belongs to the reference before the comma.",
  matches: ["US", "WO", "Patent"],
  not: ["Smith"],
  is: /^(?:u\.?s|us|wo|ep|jp|kr|cn|de|gb|patent|pub|pg)/i,
});

export const CLAIMS_OF_NEXT = combinations({
  name: "claims-of-the-next-patent",
  says: "Claims of another patent: a further reference of double patenting.",
  from: "MPEP 804",
  matches: ["claims 1-3 of "],
  not: ["claims 1-3"],
  is: /^\s*claims?\s\d[^.;]{0,80}?\bof\s/,
});

export const ADMITTED_OR_OFFICIAL = combinations({
  name: "admitted-or-official",
  says: "Admitted prior art or official notice: a part of its own.",
  from: "MPEP 2129, 2144.03",
  matches: ["applicant", "AAPA"],
  not: ["Smith"],
  is: /^(?:applicant|aapa|admitted|official)/i,
});

export const NAME_PARTICLE = combinations({
  name: "particle-of-a-name",
  says: "A particle that begins a name.",
  matches: ["van", "De"],
  not: ["view"],
  is: /^(?:de|van|von|del|di|le|la|el|al)$/i,
});

export const PARTICLE_AND_NAME = combinations({
  name: "capital-behind-particle",
  says: "A capital behind the particle.",
  matches: ["van Smith"],
  not: ["de facto"],
  is: /^[\s"'(]*\S+\s+[A-Z]/,
});

export const NAME_ET_AL = combinations({
  name: "smith-et-al",
  says: 'A name with "et al.": a reference begins.',
  matches: ["Smith et al", "Van Smith, et al."],
  not: ["Smith discloses"],
  is: /^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3},?\s*et\.?\s?al/,
});

export const NAME_AND_NUMBER = combinations({
  name: "smith-and-number",
  says: "A name with a bracket or a number: a reference begins.",
  matches: ["Smith (", "Smith, US", "Smith Patent"],
  not: ["Smith discloses"],
  is: /^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3}\s*(?:[,;]?\s*\(|,?\s*(?:US|U\.S|WO|EP|JP|KR|CN|Patent|Pub))/,
});

export const NAME_AND_COMMA = combinations({
  name: "smith-comma",
  says: "A bare name before a comma.",
  matches: ["Jones, and"],
  not: ["Jones and"],
  is: /^[A-Z][\w'-]+\s*,\s/,
});

export const NAME_AT_END = combinations({
  name: "smith-at-the-end",
  says: "A name that ends the list.",
  matches: ["Jones.", "Jones as"],
  not: ["Jones discloses"],
  is: /^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2}\s*(?:[.,;)]|$|\sas\b|\sin\b)/,
});

const NOTICED =
  /official notice|knowledge|common knowledge|prior art|applicant's? admi|routine|following|combination|same|above|reasons?/;
const SAME_AGAIN = /further|well.known|examiner/;
export const NO_REFERENCE = combinations({
  name: "no-reference",
  says: 'Nothing of a document: official notice, common knowledge, "the same".',
  from: "MPEP 2144.03",
  matches: [
    "official notice",
    "the same",
    "",
    "examiner's official notice",
    "the official notice taken by the examiner",
  ],
  not: ["smith", "the official journal"],
  is: re`^[\s,.;:()"'*-]*(?:the\s+)?(?:(?:(?:the\s+)?examiner's\s+)?(?:${NOTICED}|${SAME_AGAIN})(?:\s+(?:as\s+)?taken(?:\s+(?:by|in)\b.*)?)?)?[\s,.;:()"'*-]*$`,
});

export const ADMITTED_PRIOR_ART = combinations({
  name: "admitted-prior-art",
  says: "What the applicant admits to be prior art.",
  from: "MPEP 2129",
  matches: ["applicant's admitted prior art", "aapa"],
  not: ["applicant's claims"],
  is: /^(?:applicants?'?s?|the)?\s*(?:own\s+)?(?:admitted|admission|aapa\b|apa\b|admitted prior art)/,
});

export const REFERENCE_LEAD = combinations({
  name: "words-before-a-reference",
  says: "Words before a reference that are no part of it.",
  matches: ["the ", "either of ", "claims 1-4 of "],
  not: ["smith"],
  is: /^(?:the\s+|and\s+|either\s+|both\s+|one\s+of\s+|or\s+|of\s+|claims?\s[\d\s,;&-]+(?:and\s\d+\s)?of\s+)+/,
});

export const OWNER_NAMED = combinations({
  name: "to-lin",
  says: '"US 2007/0281400 to Lin": the name decides which of two numbers is meant.',
  matches: [" to Lin", "by Smith"],
  not: [" in view"],
  is: /\b(?:to|by|of)\s+([A-Z][\w'-]+)/,
});

export const EQUIVALENT = combinations({
  name: "translation-or-equivalent",
  says: "A second number is a translation or an equivalent, no further reference.",
  from: "MPEP 901.05, 1207.02",
  matches: ["english translation", "published as"],
  not: ["in view of"],
  is: /translat|equivalent|english|corresponding|family|publication of|published as/,
});

export const APPLICATION_AS_ART = combinations({
  name: "over-an-application",
  says: "An application that is the other one of double patenting.",
  from: "MPEP 804",
  matches: ["application no. 16/269,712", "ser. no. 16269712"],
  not: ["patent no. 6,123,456"],
  is: /(?:application|appl\.?|serial|ser\.?)\s*(?:serial\s*)?(?:no\.?|number|nos?\.?)?[\s.:#]*(\d{2}\s?\/?\s?\d{3}[,.]?\d{3})/,
});

export const APPLICATION_ALONE = combinations({
  name: "application-number-alone",
  says: "The number of an application without the word.",
  matches: ["16/269,712"],
  not: ["6,123,456"],
  is: /\b(\d{2}\/\s?\d{3}[,.]?\d{3})/,
});

export const NO_NAME_FIRST = combinations({
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
export const WORK_WORD = combinations({
  name: "word-of-literature",
  says: "What only literature is called: no patent has an edition, a handbook or a standard in its name.",
  from: "MPEP 707.05(e)",
  matches: ["Handbook of", "IEEE", "data sheet"],
  not: ["pump"],
  flags: "i",
  is: re`\b(?:${BOOKS}|${WEB_AND_PAPERS}|${STANDARDS})\b`,
});

export const TITLE_OF_WORK = combinations({
  name: "title-of-a-work",
  says: 'Words of a title: "The Pharmacological Basis of Therapeutics".',
  matches: ["Basis of Therapeutics", "Kotler, Marketing Management"],
  not: ["Smith Inc"],
  is: /\b[A-Z][a-z]+\s(?:of|for|in)\s(?:the\s)?[A-Z][a-z]+|^[A-Z][a-z]+,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)+(?<!\b(?:Inc|Corp|Ltd|Co|Company|Electronics))$/,
});

const STATEMENT_OPENING =
  /Claims?|Regarding|As\s+(?:to|per)|With\s+(?:respect|regard)|The\s|It\s|In\s+re|However|Although/;
const STATEMENT_OPENING_TOO = /This\s|See\s|Note|Examiner|Specifically|Here|For\s/;
const NOT_A_NUMBER = /(?!US|U\.S|WO|EP|JP|KR|CN|DE|GB|FR|TW|Pat|Pub|No)/;
export const NEXT_STATEMENT = combinations({
  name: "next-statement",
  says: "A stop before a new capitalised statement ends the list, though an abbreviation may have hidden it.",
  matches: [". Claims", ") Regarding", "et al.\nSmith"],
  not: [". US 6", " Claims"],
  is: re`[.)]\s+(?=(?:${STATEMENT_OPENING}|${STATEMENT_OPENING_TOO})\b)|(?<=\bal)\.\s{0,3}\n\s{0,3}(?=[A-Z])${NOT_A_NUMBER}`,
});

const APPLIED = /applied|set forth|discussed|recited|stated|described|used|modified|in|per|relied/;
const APPLIED_TO = /\s*(?:to|in|for|with respect to|with regard to|above|on)?/;
const CLAIM_NUMBERS = /\bclaims?\b[\s\d,;&()-]*(?:(?:and|or|to|through|claims?)\b[\s\d,;&()-]+)*/;
const APPLIED_ABOVE =
  /[,(]?\s*\bas\s+(?:applied|discussed|set forth|stated|described|modified|noted)\s+above\)?,?/;
export const AS_APPLIED_TO = combinations({
  name: "as-applied-to-claims",
  says: "It refers to what was applied to other claims; no reference stands in it.",
  from: "form paragraph 7.22.aia",
  matches: [" as applied to claims 1 and 10 above", ", as discussed above,"],
  not: [" as modified by jones"],
  flags: "g",
  is: re`[,(]?\s*\bas\s+(?:previously\s+|already\s+)?(?:${APPLIED})${APPLIED_TO}[^,;.]{0,24}${CLAIM_NUMBERS}(?:above|respectively|supra|herein|previously|,|\s)*|${APPLIED_ABOVE}`,
});

export const NAME_OF_REFERENCE = combinations({
  name: "name-of-a-reference",
  says: "The capitalised words, with particles, by which a reference is known where no number stands.",
  matches: ["Smith", "van der Berg", '"3GPP'],
  not: ["the pump", ""],
  is: /^[\s"'(]*((?:\d?[A-Z][\w'.-]*|de|van|von|del|di|le|la)(?:\s(?:[A-Z][\w'-]*|de|van|von|del|di|le|la)){0,3})/,
});

export const BIBLIOGRAPHIC = combinations({
  name: "year-volume-or-page",
  says: "A year, a volume, pages, an address or the word of a journal: literature.",
  from: "MPEP 707.05(e)",
  matches: [", J. Chem., 2014", ", vol. 3", " pp. 5-7", "http"],
  not: [" in view of Jones"],
  is: /\b(?:19|20)\d{2}\b|"|\bvol\b|\bpp?\.|\bet al[.,]*\s*\S{0,3}[("].{20}|http|journal|proceed|conference|thesis|manual|standard|rfc\s?\d/i,
});

export const DIVIDES_IN_PART = combinations({
  name: "comma-or-and",
  says: 'What may divide two references, and may as well stand within one: ", ", "and further".',
  matches: ["smith and jones", "smith, jones", "smith and/or jones"],
  not: ["smith"],
  is: /\s*,?\s*\b(?:and\/or|and|or|&)\s+(?:further\s+)?|\s*,\s+/g,
});

export const CHOOSES_AMONG = combinations({
  name: "either-or-both-of",
  says: "Words before the first of several references that choose among them.",
  matches: ["either of smith", "the smith"],
  not: ["smith"],
  is: /^(?:(?:the|either|both|any|one|of)\s+)+/,
});

export const QUOTED_TITLE = combinations({
  name: "title-in-quotation-marks",
  says: "The title of a work, as far as it is needed to tell it from others; asked of the text as written.",
  from: "MPEP 707.05(e)",
  matches: ['"A Pump for Liquids"', '"Image Matching, '],
  not: ["A Pump", '"no'],
  is: /"\s*([^"]{3,80}?)[\s,.]*(?:"|$)/,
});

export const NO_REFERENCE_NAME = combinations({
  name: "name-of-no-reference",
  says: "An application or admitted prior art stands in the place of a name.",
  from: "MPEP 2129",
  matches: ["application 12/345,678", "applicant admitted prior art"],
  not: ["Smith"],
  is: /^application |^applicant admitted/,
});

const OVER_THE = /\b(?:over|in\s+view\s+of)\s+(?:the\s+)?(?:above\s+|same\s+|prior\s+|cited\s+|applied\s+)*/;
const THE_ART = /(?:combinations?|art|references?)(?:\s+(?:of\s+references|above))?,?/;
const AS_APPLIED =
  /as\s+(?:applied|set\s+forth|discussed|used|cited)\s+(?:to|in|for|against|with\s+respect\s+to|above)/;
export const ART_AS_APPLIED = combinations({
  name: "the-combination-as-applied-to",
  says: '"Over the combination as applied to claim 5 above": the references of that rejection are part of this one.',
  from: "form paragraph 7.22.aia",
  matches: ["over the above combination as applied to", "in view of the prior art, as discussed above"],
  not: ["over smith as applied to"],
  is: re`${OVER_THE}${THE_ART}\s+${AS_APPLIED}`,
});

export const REFERENCES_ON_NEXT_LINES = combinations({
  name: "over-the-following",
  says: "A colon at the end: the references stand on the lines behind it.",
  matches: ["unpatentable over:", "in view of the following references: "],
  not: ["over smith.", "over smith:"],
  is: /\b(?:over|by|of|following)\s*(?:references?\s*)?:\s*$/,
});

export const LINE_GOES_ON = combinations({
  name: "line-of-references-goes-on",
  says: "A line of the list that another follows.",
  matches: ["123;", "2),", " and"],
  not: ["456."],
  is: /(?:[,;]|\band)\s*$/,
});
