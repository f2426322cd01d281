import { PARAGRAPH_BEFORE_SECTION } from "./namedParagraphs.js";
import { patternsOn, re } from "./pattern.js";
import { REQUIREMENT_OF_SECTION } from "./statutePhrases.js";

const wording = patternsOn(
  "Where a sentence names its statute",
  "Right behind the verb, further behind, before the claims, before the noun, or a second one in the alternative (MPEP 706.02, 706.03; form paragraph 7.27.aia).",
);

export const STATUTE_OF_OTHER = wording({
  name: "statute-of-something-else",
  says: "The statute belongs to a requirement, a quotation or another rejection.",
  matches: ["the requirements of ", "the rejection made "],
  not: ["claims 1-5 are rejected "],
  is: /(?:rejections?|requirements?|eligib\w+|set forth|quotation|purposes?)[^.]{0,40}$/,
});

export const MISSPELT_STATUTE = wording({
  name: "misspelt-statute",
  says: "Words of the phrase are misread or misspelt, but it is plain where the section stands.",
  matches: [" udner 35 u.sc. 103"],
  not: [" over 35 u.s.c. 103"],
  is: /^[\s,([:]{0,4}(?!over\b|as\b|because\b|for\b|in\b)(?:[a-z]{2,8}[\s,]{1,3}){0,2}35(?:[a-z.,\s§$]{1,14})(?=1[01][1-3])/,
});

export const PARAGRAPH_ALONE = wording({
  name: "second-paragraph-alone",
  says: '"Under the second paragraph": of section 112, which alone has paragraphs called so.',
  matches: [" under the second paragraph only"],
  not: [" under the second paragraph of"],
  is: /^\s+under\s+(?:the\s+)?(first|1st|second|2nd|fourth|4th)\s+paragraph\b(?!s?\s+of\b)/,
});

export const REJECTION_OR_END = wording({
  name: "rejection-or-end-told",
  says: "The words speak of a rejection or of its end.",
  matches: ["the rejection", "overcome"],
  not: ["fail to comply"],
  is: /\b(?:rejections?|overcome|withdrawn)\b/,
});

export const ONLY_CLAIMS_FOLLOW = wording({
  name: "only-claims-follow",
  says: "Behind an opening statute only the claims may follow.",
  matches: [", ", ": the ", ", "],
  not: [" having been overcome, "],
  is: /^[\s,;:.()*-]*(?:paragraphs?[\s,;:.()*-]*)?(?:(?:the|all|pending|instant)\s+)*$/,
});

export const BUT_THE_OTHER = wording({
  name: "but-the-rejection",
  says: "Behind a rejection that is told with its statute, another of the same statute is set against it.",
  matches: [
    "the rejection under 35 u.s.c. 102 is withdrawn, but the ",
    "rejection is withdrawn, while the other ",
  ],
  not: ["the rejection of claims 1-5 and the ", "but the "],
  is: /\brejections?\b[^;]*[,;]\s*(?:but|while|whereas|however,?)\s+(?:the|that|any)\s+(?:other\s+)?$/,
});

export const STATUTE_BEFORE_NOUN = wording({
  name: "statute-before-rejection",
  says: 'The statute before the noun: "the 35 U.S.C. 112, 2nd paragraph rejection".',
  matches: ["35 u.s.c. 112, 2nd paragraph ", "102 "],
  not: ["the previous "],
  is: /(?:pre-aia\s+)?(?:35\s*u\.?\s?s\.?\s?c|u\.s\.c|\busc|§|section\s+1|\b10[123]\b|\b112\b|double patenting|non-?statutory)[^;]{0,70}$/,
});

export const TOLD_BETWEEN = wording({
  name: "told-between",
  says: "Something else is told between the statute and the noun.",
  matches: ["which", "; ", "are"],
  not: ["second paragraph"],
  is: /[,;]|\b(?:is|are|was|were|which|has|have|all|any)\b/,
});

export const STATUTE_NAMED = wording({
  name: "statute-named-anywhere",
  says: "A statute is named.",
  matches: ["35 u.s.c", "section§ 103", "the second paragraph of section 112"],
  not: ["37 cfr"],
  is: re`\b(?=35\s{0,2}u\.?\s?s|§\s?1[01]\d|(?:${PARAGRAPH_BEFORE_SECTION})?section\s{1,2}1[01]\d)`,
});

const AIA_BEFORE = /(?:\(?(?:pre-?\s?aia|post-?\s?aia|aia)\)?\s{1,3})?(?:the\s{1,3})?/;
const CODE_OR_SECTION = /35|title|u\.\s?s\.\s?c|usc|§|sections?\s{1,3}1|sec\.?\s{1,3}1|1[01]\d/;
/** What may open the name of a statute, behind "under" or "per". */
const STATUTE_NAME = re`${AIA_BEFORE}(?:(?:${REQUIREMENT_OF_SECTION}\s{1,3}of\s{1,3})?(?:${PARAGRAPH_BEFORE_SECTION})?(?:the\s{1,3})?(?:${CODE_OR_SECTION}))`;
const FAILING = /fail(?:s|ing|ure)?\s+to\s+(?:comply|conform)\s+(?:with|to)/;
const UNDER_OR_PER = /under|by|per|pursuant to|in accordance with|based (?:up)?on|on the basis of|§/;
export const LATER_STATUTE = wording({
  name: "under-a-statute-further-behind",
  says: "The statute stands further behind the verb.",
  matches: [
    " for the reasons below under 35 u.s.c. 103",
    ", (35 u.s.c. 102",
    " pursuant to section 112",
    " as indefinite under paragraph two of 35 u.s.c. 112",
  ],
  not: [" by smith", " 35 u.s.c. 103"],
  is: re`(?:\b(?:${UNDER_OR_PER}|${FAILING})\s{1,3}|[,([]\s{0,3}(?=35\s{0,2}u))(?=${STATUTE_NAME})`,
});

const UNDER_OR_FOR = /pursuant to|in accordance with|under|for|per|on the grounds? of|as to the/;
export const OPENING_STATUTE = wording({
  name: "statute-opens-the-sentence",
  says: '"Under 35 U.S.C. 103, claims 1-5 are rejected": the statute stands before the claims.',
  matches: ["under 35 u.s.c. 103", "3. 35 u.s.c. 112", "3) per the first paragraph of 35"],
  not: ["claims 1-5 under 35"],
  is: re`^[\s\d.)(]{0,12}(?:(?:${UNDER_OR_FOR})\s{1,3})?(?=${STATUTE_NAME})`,
});

const ALTERNATIVE =
  /\b(?:alternative(?:ly)?|and\/or|or|and|as well as|or,)[,\s]|(?<!\bclaims?\s[^.;]{1,40}),\s(?=under\s+(?:pre-aia\s+)?35)/;
const REJECTED_AGAIN =
  /(?:as\s+best\s+understood[^,;.]{0,40},\s{1,3})?(?:also\s|further\s|rejected\s|provisionally\s){0,3}(?:rejected\s+)?/;
const AS_OBVIOUS = /(?:as\s+)?(?:being\s+)?(?:(?:obvious|unpatentable|anticipated)\s+)?/;
export const ALTERNATIVE_GROUND = wording({
  name: "or-in-the-alternative-under",
  says: "A second ground behind the first reason.",
  from: "form paragraph 7.27.aia; MPEP 2112",
  matches: ["or, in the alternative, under 35", " and further rejected under 35", " or as obvious under § 1"],
  not: [" and claims 6-8 under 35", " over smith"],
  flags: "g",
  is: re`(?:${ALTERNATIVE})[,\s]{0,3}${REJECTED_AGAIN}${AS_OBVIOUS}under\s+(?:pre-aia\s+)?(?:35|§|section|u\.s\.c|title|aia)`,
});
