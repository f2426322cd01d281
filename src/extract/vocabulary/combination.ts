import { VARIANTS_OF } from "./doublePatenting.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "References that a rejection combines",
  "Where the references of a rejection begin and end (MPEP 706.02, 2131, 2141; form paragraphs 7.15 to 7.22).",
);

const UNPATENTABLE =
  /anticipated|unpatentable|obvious|obviated|patentable|rendered obvious|disclosed|taught|met|shown|distinct|envisaged/;
const MISSPELT_UNPATENTABLE =
  /evidenced|described|indistinct|anticpated|anticipate|unpantentable|unpatantable|unpatenable/;
const SHOWN =
  /(?:combination|combined teachings?|teachings?|disclosures?|publication|prior art(?: reference)?|reference|either|any|one|both|each)\s+(?:of\s+)?/;
/** "Over the art of record, Weiss and Yamada", "over the following references: Weiss". */
const ART_NAMELY =
  /(?:(?:(?:(?:cited|applied|prior)\s+)*art(?:\s+of\s+record)?\s*[,:]|following\s+(?:prior\s+art\s+)?references?\s*:)\s*(?:namely,?\s*|i\.e\.,?\s*)?)?/;
export const ART_BEGINS = wording({
  name: "unpatentable-over",
  says: "The list of references begins behind these words.",
  matches: [
    "unpatentable over ",
    "anticipated by the teachings of ",
    " in view of the ",
    "over the art of record, ",
    "over the following references: ",
    "unpatentable because of ",
  ],
  not: ["rejected under "],
  is: re`\b(?:${UNPATENTABLE}|${MISSPELT_UNPATENTABLE})\s*[,:]?\s*(?:by|over|from|in view of|under|through|based on|in light of|because of|due to|owing to)(?:\s*:\s*|\s+)(?:the\s+)?(?:${SHOWN})?${ART_NAMELY}|\b(?:over|in view of|in light of)(?:\s*:\s*|\s+)(?:the\s+)?${ART_NAMELY}`,
});

const DEFINE =
  /(?:fails?\s+to|do(?:es)?\s+not|cannot)\s+(?:\w+\s+)?(?:define|distinguish)\s+(?:\w+\s+)?(?=over\b)/;
const ARE_OVER =
  /(?:is|are)\s+(?:(?!not\b)\w+\s+)?(?:(?:unpatentable|obvious)\s+(?=over\b|in\s+view\s+of\b)|anticipated\s+(?=by\b))/;
export const ART_BEFORE_VERB = wording({
  name: "art-before-the-verb",
  says: '"Claims 1-5 fail to define over Kato and are rejected": the references stand between the claims and the verb.',
  matches: [
    " fail to define over kato and are ",
    " are unpatentable over kato in view of ozawa and are therefore ",
  ],
  not: [" fail to recite a lid and are ", " are not unpatentable over kato and are "],
  is: re`^\s+(?:${DEFINE}|${ARE_OVER})(?=[^;]{0,300},?\s+(?:and|so|thus|therefore)\s+(?:\w+\s+){0,4}$)`,
});

export const VERB_BEHIND_ART = wording({
  name: "and-are-rejected",
  says: "Where the references that stand before the verb end.",
  matches: [" and are ", ", and are therefore "],
  not: [" over kato"],
  is: /,?\s+(?:and|so|thus|therefore)\s+(?:\w+\s+){0,4}$/,
});

const CLAIMED_IN = /(?:the\s+)?(?:claims?\b|u\.?s|patent|prior|commonly|co-?pending|application)/;
export const SAME_INVENTION_AS = wording({
  name: "same-invention-as",
  says: '"As claiming the same invention as that of claims 1-10 of prior U.S. Patent No. …", "as obvious variants of claims 1-7 of …".',
  from: "form paragraph 8.31",
  matches: [
    "same invention as that of claims",
    "identical subject matter as claimed in u.s",
    "obvious variants of claims 1-7",
  ],
  not: ["same invention for", "obvious variants of smith"],
  is: re`\b(?:same|identical)\s+(?:invention|subject\s+matter|design)\s+as\s+(?:that\s+)?(?:(?:of|in|claimed\s+in|recited\s+in)\s+)?(?=${CLAIMED_IN})|\b${VARIANTS_OF}\s+(?=${CLAIMED_IN})`,
});

export const OVER_LEFT_OUT = wording({
  name: "unpatentable-smith",
  says: '"As being unpatentable Yokoyama et al.": the preposition was left out.',
  matches: ["unpatentable yokoyama et al", "obvious smith in view"],
  not: ["unpatentable over smith et al"],
  is: /\b(?:anticipated|unpatentable|obvious)\s+(?=[a-z]+\s+(?:et\s|\(|in\s+view))/,
});

const REASON_WITHOUT_OVER = /(?:as\s+(?:being\s+)?(?:clearly\s+)?(?:anticipated|unpatentable|obvious)\s+)?/;
const INVENTOR = /(?:[A-Z][a-z][\w'-]*\s){0,2}[A-Z][a-z][\w'-]*/;
const NUMBER_OR_NEXT = /et\.?,?\s*al|\((?:US|U\.S|WO|EP|JP|\d)|in\s+view\s+of|US\b|U\.S\./;
/** A preposition leads to it, without the verb: then the name alone is enough. */
const BY_OR_DUE_TO =
  /by|with|per|from|because\s+of|due\s+to|owing\s+to|using|citing|relying\s+on|based\s+(?:up)?on|on\s+the\s+basis\s+of/;
const WITHOUT_VERB = re`,?\s*(?:${BY_OR_DUE_TO}|as\s+(?:taught|shown|disclosed|described)\s+(?:by|in))\s+(?:the\s+(?:patent\s+(?:to|of)\s+)?)?`;
/** "35 U.S.C. 102(b); Smith", "| Smith and Jones": in an item of a list. */
const ART_APART = re`\s*[;|,:]\s*(?=${INVENTOR}(?:\s*(?:$|[.;|(])|,?\s+(?:and|et|in\s+view)\s))`;
const CODE = /(?:U\.?S\.?|WO|EP|JP|KR|CN|DE|GB|FR)\b/;
export const NAME_BEHIND_STATUTE = wording({
  name: "103-smith",
  says: '"Under 35 U.S.C. 103 Smith (US …) in view of Jones", "under 35 U.S.C. 102 by Lee": no verb stands between the statute and the reference.',
  matches: [
    " Smith (US 5,890,015)",
    "(a) Van Smith et al. in view of",
    " as being unpatentable Smith, US",
    " - Weiss (US",
    " by Lee",
    "(b), based on Lee (US",
    " as taught by Van Lee",
    " by US 5,890,015",
    "; Smith.",
    " | Smith and Jones",
  ],
  not: [" by the examiner", " Claims 1-3", " in view of Smith", " as being unpatentable over Smith"],
  is: re`^[\s,:;-]*(?:\([a-z]\)(?:\(\d\))?\s*)?(?:${REASON_WITHOUT_OVER}(?=${INVENTOR},?\s+(?:${NUMBER_OR_NEXT}))|${WITHOUT_VERB}(?=${INVENTOR}|${CODE})|${ART_APART})`,
});

export const BASED_ON_ART = wording({
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
  /\bbecause\b|\bwherein\b|\bfor (?:claims?|the reasons)\b|\bwhich (?:disclose|teach)|\bin the event\b/;
/** "Smith or, in the alternative, Brown (US …)": a name goes on with the list. */
const ALTERNATIVE_NAME =
  /,?\s+(?!(?:as|under|over|obvious|the|claims?|pre-aia)\b)[a-z][\w'-]+(?:\s+et\s+al\.?)?\s*(?:[.;(]|,\s|$)/;
const IN_THE_ALTERNATIVE = re`\b(?:or,? )?in the alternative(?!${ALTERNATIVE_NAME})|\band further in (?:view|light) of the following`;
const STAYS = /\b(?:is|are)\s+(?:hereby\s+|still\s+)?(?:maintained|sustained|repeated|reiterated)/;
export const ART_ENDS = wording({
  name: "end-of-the-references",
  says: "What follows explains the rejection: the list of references ends.",
  matches: [" for the same reasons", ". as to ", " as set forth", " because", " or, in the alternative"],
  not: [" in view of jones", " or, in the alternative, brown (us 5,111,222)"],
  is: re`(?:${NEXT_SENTENCE}|${FOR_REASONS}|${AS_SET_FORTH}|${EXPLAINS}|${IN_THE_ALTERNATIVE}|${STAYS})`,
});

const AT_LEAST =
  /(?:u\.?\s?s|patent|pat|co-?pending|application|prior|appl|us|ser|\d|'|pub|issued|commonly|related|[a-z]+\s+et\s+al|[a-z]+\s+\()/;
const WHOSE_PATENT = /(?:the|prior|commonly\s+(?:owned|assigned)|parent|reference|conflicting|issued)\s+/;
export const CLAIMS_OF_OTHER = wording({
  name: "over-claims-of",
  says: '"Over claims 1-5 and 8-15 of U.S. Patent No. …": those claims are the other patent\'s.',
  from: "form paragraphs 8.34 to 8.37",
  matches: ["claims 1-5 of u.s. patent", "the claims in copending"],
  not: ["smith"],
  is: re`^(?:at least\s+|the\s+|all\s+(?:of\s+)?|any\s+(?:one\s+)?of\s+|corresponding\s+)?(?:claims?|claim\(s\))[^.;]{0,400}?\b(?:of|in|from)\s+(?:${WHOSE_PATENT})*(?=${AT_LEAST})`,
});

const STATEMENT_OPENING =
  /Claims?|Regarding|As\s+(?:to|per)|With\s+(?:respect|regard)|The\s|It\s|In\s+re|However|Although/;
const STATEMENT_OPENING_TOO = /This\s|See\s|Note|Examiner|Specifically|Here|For\s/;
const NOT_A_NUMBER = /(?!US|U\.S|WO|EP|JP|KR|CN|DE|GB|FR|TW|Pat|Pub|No)/;
export const NEXT_STATEMENT = wording({
  name: "next-statement",
  says: "A stop before a new capitalised statement ends the list, though an abbreviation may have hidden it.",
  matches: [". Claims", ") Regarding", "et al.\nSmith"],
  not: [". US 6", " Claims"],
  is: re`[.)]\s+(?=(?:${STATEMENT_OPENING}|${STATEMENT_OPENING_TOO})\b)|(?<=\bal)\.\s{0,3}\n\s{0,3}(?=[A-Z])${NOT_A_NUMBER}`,
});

export const REFERENCES_ON_NEXT_LINES = wording({
  name: "over-the-following",
  says: "A colon at the end: the references stand on the lines behind it.",
  matches: ["unpatentable over:", "in view of the following references: "],
  not: ["over smith.", "over smith:"],
  is: /\b(?:over|by|of|following)\s*(?:references?\s*)?:\s*$/,
});

export const LINE_GOES_ON = wording({
  name: "line-of-references-goes-on",
  says: "A line of the list that another follows.",
  matches: ["123;", "2),", " and"],
  not: ["456."],
  is: /(?:[,;]|\band)\s*$/,
});
