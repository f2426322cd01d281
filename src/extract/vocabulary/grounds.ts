import { patternsOn, re } from "./pattern.js";

const grounds = patternsOn(
  "Statutes and reasons",
  "Which ground of rejection a phrase names, by its statute or by its reason alone (MPEP 706.02, 706.03; 35 U.S.C. 101 to 112).",
);

const PREPOSITION =
  /under|pursuant to|on|in|over|based|upon|per|by|accordance|with|grounds?(?:\(s\))?|basis|of|the|35|title|us code/;
const CODE_NAME =
  /u\.?\s{0,2}s\.?,?\s{0,2}[c0o]\.?s?\.?(?:a\.)?|us[c0]s?|usg|code|united states|section(?:s|\(s\))?|sections?|sec\.?/;
const SECTION_NAME =
  /subsections?|(?:first|second|fourth|1st|2nd|4th)(?=,?\s+(?:and\s+second\s+)?paragraph)|paragraphs?|paras?\.?|pars?\.?/;
const VERSION =
  /pre\s?-?\s?aia|post-aia|aia|pre-america invents act|america invents act|\(pre\s?-?\s?aia\s?\)|\(aia\s?\)|and\/or|and|or/;
const CONJUNCTION =
  /either|both|in the alternative|alternatively|also|as well as|at least|further|respectively|statute|provisions?|as|being/;
const OTHER_SIGNS = /violation|s(?=\s?\d)|u\s?\.\s?s\s?\.\s?c\s?\./;
export const STATUTE_FILLER = grounds({
  name: "word-among-statutes",
  says: "Words that may stand among the statutes of a rejection phrase without ending it.",
  matches: ["under", "35", "section", "pre-aia", "and/or"],
  not: ["smith", "smith"],
  flags: "y",
  is: re`(?:35(?=\s?u\.?\s?s)|under(?=35\s?u|1[01][1-3])|(?:${PREPOSITION}|${CODE_NAME}|${SECTION_NAME}|${VERSION}|${CONJUNCTION}|${OTHER_SIGNS})(?![a-z0-9]))`,
});

export const SECTION_NUMBER = grounds({
  name: "section-number",
  says: "The number of a section, also misread: 1O3, l02.",
  matches: ["103", "1o2", "l12", "251", "10 3"],
  not: ["35", "10"],
  is: /(?:[1il|][0o1il|][1-3il|](?!\d)|1\s[01]\s?[1-3](?!\d)|1[01]\s[1-3](?!\d)|1[0-9]{2}|251|305)(?!\s?\d{2})/y,
});

export const STATUTE_LETTER = grounds({
  name: "letter-of-a-section",
  says: "The letter of a paragraph, with or without brackets.",
  matches: ["(a)", " ( b )", "a,"],
  not: ["as", "1"],
  is: /\s{0,2}(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}1]|([a-h])(?=[\s,;.)/(]|[)\]}]|$|\d\)?))/y,
});

export const STATUTE_DIGIT = grounds({
  name: "number-of-a-paragraph",
  says: "The number in 102(a)(1) and (a)(2).",
  from: "35 U.S.C. 102(a)",
  matches: ["(1)", "(2)"],
  not: ["(3)", "(a)"],
  is: /\s{0,2}(?:[([{]\s{0,2}([12il])\s{0,2}[)\]}]|([12])(?=\)|\s|,|\/))/y,
});

export const NEXT_LETTER = grounds({
  name: "and-b",
  says: "A further letter of the same section.",
  matches: [" and (b)", ", (d)", " or b,"],
  not: [" and smith", " over"],
  is: /\s{0,2}(?:,|and\/or|and|or|&|\/)\s{0,3}(?:or\s{1,2})?(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}]|([b-h])(?=[\s,;.]))/y,
});

const PARAGRAPH_WORD =
  /first|1st|lst|ist|frist|second|2nd|2d|secord|third|3rd|fourth|4th|forth|fifth|5th|sixth|6th|[1-6](?=\s{0,2}[)\],.;\s])/;
const FIRST_OR_SECOND = /i{1,2}(?=\s{0,2}[)\],.;])|iv|vi/;
export const PARAGRAPH_ORDINAL = grounds({
  name: "second-paragraph",
  says: "The paragraph of section 112 in words, as before the AIA.",
  from: "MPEP 2161",
  matches: [", second", " (pre-aia), first", ", ¶ 2."],
  not: [" over smith"],
  flags: "y",
  is: re`\s{0,3}(?:[([{]\s{0,2})?(?:pre\s?-?\s?aia\s{0,2}\)?)?[,.\s:;-]{0,4}(?:the\s)?(?:(?:paragraphs?|paras?|pars?|pa\.|¶{1,2})\s{0,2}\.?\s{0,2}[([]?\s{0,2})?(${PARAGRAPH_WORD}|${FIRST_OR_SECOND})(?![a-z0-9])(?:\s{0,2}[)\]])?`,
});

export const NEXT_ORDINAL = grounds({
  name: "and-second",
  says: "A further paragraph.",
  matches: [" and second", ", fourth"],
  not: [" and b"],
  is: /\s{0,2}(?:,|and|or|&|\/|and\/or|,\s{0,2}and)\s{1,2}(?:the\s)?(first|1st|second|2nd|2d|third|3rd|fourth|4th|fifth|5th|sixth|6th)(?![a-z0-9])/y,
});

export const PARAGRAPH_OF = grounds({
  name: "the-second-paragraph-of",
  says: "The paragraph stands before its section.",
  matches: ["the second paragraph of ", "first and second paragraphs of "],
  not: ["second embodiment of "],
  is: /(?:the\s{1,2})?(first|1st|second|2nd|2d|fourth|4th)(?:\s{1,2}(?:and|or|&)\s{1,2}(?:the\s{1,2})?(second|2nd|2d))?\s{1,2}paragraphs?\s{1,2}of\s{1,2}/y,
});

export const PRE_AIA_RIGHT_BEFORE = grounds({
  name: "pre-aia-before-the-statute",
  says: '"Pre-AIA" right before the statute.',
  from: "MPEP 2159",
  matches: ["pre-aia 35 u.s.c. ", "(pre-aia) "],
  not: ["35 u.s.c. "],
  is: /pre\s?-?\s?aia\)?\s*,?\s*(?:title\s)?(?:35\s*)?(?:u\.?\s?s\.?\s?c\.?)?\s*(?:§{0,2}|section)?\s*$/,
});

export const OR_PRE_AIA = grounds({
  name: "or-pre-aia",
  says: '"112(a) or pre-AIA 112": the boilerplate that names both tells nothing.',
  from: "form paragraph 7.30.01",
  matches: ["or pre-aia"],
  not: ["pre-aia"],
  is: /\bor\s+pre/,
});

export const LETTERED_LEAD = grounds({
  name: "lettered-lead",
  says: 'A letter or "judicially" opens the phrase.',
  matches: ["a) under", "judicially created"],
  not: ["under"],
  is: /^(?:[a-z]\)|judicially)/,
});

export const AND_A_2 = grounds({
  name: "and-a-2",
  says: '"102(a)(1) and (2)".',
  from: "35 U.S.C. 102(a)",
  matches: [" and (2)", "/(a)(2)"],
  not: [" and (b)"],
  is: /^\s{0,2}(?:and\/or|and|or|&|\/|,)\s{0,2}(?:102\s?)?(?:\(a\)\s?)?\(\s?2\s?\)/,
});

export const PARAGRAPH_LETTER = grounds({
  name: "paragraph-b",
  says: '"112, paragraph (b)".',
  matches: [", paragraph (b)", " ¶ a"],
  not: [", second"],
  is: /^\s{0,3}(?:\(\s?pre\s?-?\s?aia\s?\))?,?\s{0,3}(?:paragraph|para\.?|¶)\s{0,2}[([]?([a-f])[)\]]?(?![a-z])/,
});

export const BASIS_SAME_INVENTION = grounds({
  name: "basis-same-invention",
  says: "Statutory double patenting.",
  from: "MPEP 804 II.A",
  matches: ["claiming the same invention", "double patenting"],
  not: ["abstract idea"],
  is: /same invention|statutory(?:-|\s)type double patenting|double patenting/,
});

export const BASIS_UTILITY = grounds({
  name: "basis-utility",
  says: "No utility.",
  from: "form paragraph 7.05.02, MPEP 2107",
  matches: ["lacks utility", "inoperative"],
  not: ["abstract idea"],
  is: /lacks? (?:patentable )?utility|not supported by either|asserted utility|inoperative|well.established utility/,
});

export const BASIS_EXCEPTION = grounds({
  name: "basis-judicial-exception",
  says: "A judicial exception without significantly more.",
  from: "form paragraph 7.05.016, MPEP 2106.04",
  matches: ["an abstract idea", "a law of nature"],
  not: ["a signal per se"],
  is: /abstract idea|judicial exception|law of nature|natural phenomen|product of nature|significantly more/,
});

export const BASIS_CATEGORY = grounds({
  name: "basis-no-category",
  says: "In none of the four categories.",
  from: "form paragraph 7.05.01, MPEP 2106.03",
  matches: ["a signal per se", "non-statutory subject matter"],
  not: ["an abstract idea"],
  is: /signal per se|transitory|carrier wave|software per se|program per se|non-?statutory subject matter/,
});

export const BASIS_HUMAN = grounds({
  name: "basis-human-organism",
  says: "A human organism.",
  from: "form paragraph 7.04.03, MPEP 2105",
  matches: ["a human organism"],
  not: ["a plant"],
  is: /human organism/,
});

export const BASIS_INVENTOR = grounds({
  name: "basis-inventorship",
  says: "Wrong inventorship.",
  from: "form paragraph 7.04.02.aia",
  matches: ["the inventorship"],
  not: ["invention"],
  is: /inventor(?:ship)?\b/,
});

export const BASIS_NEW_MATTER = grounds({
  name: "basis-new-matter",
  says: "New matter.",
  from: "form paragraph 7.31.01, MPEP 2163.06",
  matches: ["new matter"],
  not: ["matter"],
  is: /new matter/,
});

export const BASIS_ENABLEMENT = grounds({
  name: "basis-enablement",
  says: "Not enabled.",
  from: "form paragraph 7.31.02, MPEP 2164",
  matches: ["the enablement requirement"],
  not: ["written description"],
  is: /enable|enabling|enablement/,
});

export const BASIS_DESCRIPTION = grounds({
  name: "basis-written-description",
  says: "Not described.",
  from: "form paragraph 7.31.01, MPEP 2163",
  matches: ["the written description requirement"],
  not: ["enablement"],
  is: /written description|had possession|not described/,
});

export const BASIS_BEST_MODE = grounds({
  name: "basis-best-mode",
  says: "The best mode is concealed.",
  from: "form paragraph 7.31.04, MPEP 2165",
  matches: ["best mode"],
  not: ["mode"],
  is: /best mode/,
});

export const BASIS_INDEFINITE = grounds({
  name: "basis-indefinite",
  says: "Indefinite.",
  from: "form paragraph 7.34.01, MPEP 2173",
  matches: ["as being indefinite"],
  not: ["definite"],
  is: /indefinite|particularly point/,
});

export const BASIS_OMITTED = grounds({
  name: "basis-essential-omitted",
  says: "Essential elements are omitted.",
  from: "form paragraph 7.34.12, MPEP 2172.01",
  matches: ["omitting essential steps"],
  not: ["complete"],
  is: /omitting essential|incomplete/,
});

export const BASIS_DEPENDENT = grounds({
  name: "basis-improper-dependent",
  says: "Of improper dependent form.",
  from: "form paragraph 7.36.01, MPEP 608.01(n)",
  matches: ["failing to further limit"],
  not: ["limit"],
  is: /further limit|improper dependent/,
});

export const BASIS_NOT_DISTINCT = grounds({
  name: "basis-not-distinct",
  says: "Not patentably distinct.",
  from: "form paragraphs 8.34 to 8.37, MPEP 804",
  matches: ["not patentably distinct from"],
  not: ["same"],
  is: /not patentably distinct|unpatentable over|anticipated/,
});

export const REASON_112A = grounds({
  name: "reason-of-112a",
  says: "A reason under 112(a).",
  from: "35 U.S.C. 112(a)",
  matches: ["written description", "best mode"],
  not: ["indefinite"],
  is: /written description|enabl|new matter|best mode|possession|not described/,
});

export const REASON_112D = grounds({
  name: "reason-of-112d",
  says: "A reason under 112(d).",
  from: "35 U.S.C. 112(d)",
  matches: ["dependent form"],
  not: ["indefinite"],
  is: /further limit|improper dependent|dependent form/,
});

export const REASON_112B = grounds({
  name: "reason-of-112b",
  says: "A reason under 112(b).",
  from: "35 U.S.C. 112(b)",
  matches: ["lacks antecedent basis", "vague"],
  not: ["new matter"],
  is: /indefinite|particularly point|distinctly claim|antecedent|unclear|vague/,
});

export const STATUTE_OF_OTHER = grounds({
  name: "statute-of-something-else",
  says: "The statute belongs to a requirement, a quotation or another rejection.",
  matches: ["the requirements of ", "the rejection made "],
  not: ["claims 1-5 are rejected "],
  is: /(?:rejections?|requirements?|eligib\w+|set forth|quotation|purposes?)[^.]{0,40}$/,
});

export const MISSPELT_STATUTE = grounds({
  name: "misspelt-statute",
  says: "Words of the phrase are misread or misspelt, but it is plain where the section stands.",
  matches: [" udner 35 u.sc. 103"],
  not: [" over 35 u.s.c. 103"],
  is: /^[\s,([:]{0,4}(?!over\b|as\b|because\b|for\b|in\b)(?:[a-z]{2,8}[\s,]{1,3}){0,2}35(?:[a-z.,\s§$]{1,14})(?=1[01][1-3])/,
});

export const PARAGRAPH_ALONE = grounds({
  name: "second-paragraph-alone",
  says: '"Under the second paragraph": of section 112, which alone has paragraphs called so.',
  matches: [" under the second paragraph only"],
  not: [" under the second paragraph of"],
  is: /^\s+under\s+(?:the\s+)?(first|1st|second|2nd|fourth|4th)\s+paragraph\b(?!s?\s+of\b)/,
});

export const STATUTE_NAMED = grounds({
  name: "statute-named-anywhere",
  says: "A statute is named.",
  matches: ["35 u.s.c", "section§ 103"],
  not: ["37 cfr"],
  is: /\b(?=35\s{0,2}u\.?\s?s|§\s?1[01]\d)/,
});

export const REJECTION_OR_END = grounds({
  name: "rejection-or-end-told",
  says: "The words speak of a rejection or of its end.",
  matches: ["the rejection", "overcome"],
  not: ["fail to comply"],
  is: /\b(?:rejections?|overcome|withdrawn)\b/,
});

export const ONLY_CLAIMS_FOLLOW = grounds({
  name: "only-claims-follow",
  says: "Behind an opening statute only the claims may follow.",
  matches: [", ", ": the ", ", "],
  not: [" having been overcome, "],
  is: /^[\s,;:.()*-]*(?:paragraphs?[\s,;:.()*-]*)?(?:(?:the|all|pending|instant)\s+)*$/,
});

export const IMPROPER_MARKUSH = grounds({
  name: "improper-markush",
  says: "An improper Markush grouping: no statute.",
  from: "form paragraph 8.40, MPEP 2117",
  matches: ["improper markush grouping"],
  not: ["markush claim"],
  is: /improper markush|markush grouping/,
});

export const REASON_102 = grounds({
  name: "anticipated-by",
  says: "Anticipated: 102.",
  from: "MPEP 2131",
  matches: [" as being clearly anticipated by"],
  not: [" as obvious over"],
  is: /^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:clearly\s+)?anticipated\s+by/,
});

export const REASON_103 = grounds({
  name: "obvious-over",
  says: "Obvious over art: 103.",
  from: "MPEP 2141",
  matches: [" as being unpatentable over smith"],
  not: [" as indefinite"],
  is: /^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:unpatentable|obvious)\s+(?:over|in view)/,
});

export const REASON_INDEFINITE = grounds({
  name: "as-being-indefinite",
  says: "Indefinite: 112(b).",
  from: "MPEP 2173",
  matches: [" as being indefinite"],
  not: [" as definite"],
  is: /^[^.]{0,30}(?:as\s+)?(?:being\s+)?indefinite\b/,
});

export const REASON_DESCRIPTION = grounds({
  name: "as-new-matter",
  says: "New matter, no description, no enablement: 112(a).",
  from: "MPEP 2163",
  matches: [" as new matter", " as failing to comply with the enablement"],
  not: [" as indefinite"],
  is: /^[^.]{0,30}(?:new matter|failing to comply with the (?:written description|enablement))/,
});

export const REASON_101 = grounds({
  name: "as-nonstatutory-subject-matter",
  says: "Not eligible: 101.",
  from: "MPEP 2106",
  matches: [" as directed to non-statutory subject matter"],
  not: [" as double patenting"],
  is: /^[^.]{0,60}(?:non-?statutory subject matter|abstract idea)/,
});

export const OBVIOUSNESS_REJECTION = grounds({
  name: "obviousness-rejection",
  says: '"The obviousness rejection": 103.',
  matches: ["obviousness "],
  not: ["obvious "],
  is: /\bobviousness\s+$/,
});

export const ANTICIPATION_REJECTION = grounds({
  name: "anticipation-rejection",
  says: '"The anticipation rejection": 102.',
  matches: ["anticipation "],
  not: ["obviousness "],
  is: /\banticipation\s+$/,
});

export const DESCRIPTION_REJECTION = grounds({
  name: "enablement-rejection",
  says: '"The enablement rejection": 112(a).',
  matches: ["enablement ", "new matter "],
  not: ["indefiniteness "],
  is: /\b(?:enablement|written\s+description|new\s+matter)\s+$/,
});

export const INDEFINITENESS_REJECTION = grounds({
  name: "indefiniteness-rejection",
  says: '"The indefiniteness rejection": 112(b).',
  matches: ["indefiniteness "],
  not: ["definite "],
  is: /\bindefiniteness\s+$/,
});

export const ELIGIBILITY_REJECTION = grounds({
  name: "eligibility-rejection",
  says: '"The eligibility rejection": 101.',
  matches: ["subject matter eligibility ", "utility "],
  not: ["eligible "],
  is: /\b(?:subject\s+matter\s+)?(?:eligibility|utility)\s+$/,
});

export const BUT_THE_OTHER = grounds({
  name: "but-the-rejection",
  says: "Behind a rejection that is told with its statute, another of the same statute is set against it.",
  matches: [
    "the rejection under 35 u.s.c. 102 is withdrawn, but the ",
    "rejection is withdrawn, while the other ",
  ],
  not: ["the rejection of claims 1-5 and the ", "but the "],
  is: /\brejections?\b[^;]*[,;]\s*(?:but|while|whereas|however,?)\s+(?:the|that|any)\s+(?:other\s+)?$/,
});

export const STATUTE_BEFORE_NOUN = grounds({
  name: "statute-before-rejection",
  says: 'The statute before the noun: "the 35 U.S.C. 112, 2nd paragraph rejection".',
  matches: ["35 u.s.c. 112, 2nd paragraph ", "102 "],
  not: ["the previous "],
  is: /(?:pre-aia\s+)?(?:35\s*u\.?\s?s\.?\s?c|u\.s\.c|\busc|§|section\s+1|\b10[123]\b|\b112\b|double patenting|non-?statutory)[^;]{0,70}$/,
});

export const TOLD_BETWEEN = grounds({
  name: "told-between",
  says: "Something else is told between the statute and the noun.",
  matches: ["which", "; ", "are"],
  not: ["second paragraph"],
  is: /[,;]|\b(?:is|are|was|were|which|has|have|all|any)\b/,
});

const PARAGRAPHS_OF =
  /(?:first|second|fourth|1st|2nd|4th)(?:\s{1,3}and\s{1,3}(?:second|2nd))?\s{1,3}paragraphs?\s{1,3}of\s{1,3}/;
const AIA_BEFORE = /(?:\(?(?:pre-?\s?aia|post-?\s?aia|aia)\)?\s{1,3})?(?:the\s{1,3})?/;
const CODE_OR_SECTION = /35|title|u\.\s?s\.\s?c|usc|§|sections?\s{1,3}1|sec\.?\s{1,3}1|1[01]\d/;
/** What may open the name of a statute, behind "under" or "per". */
const STATUTE_NAME = re`${AIA_BEFORE}(?:(?:${PARAGRAPHS_OF})?(?:the\s{1,3})?(?:${CODE_OR_SECTION}))`;
const UNDER_OR_PER = /under|by|per|pursuant to|in accordance with|based (?:up)?on|on the basis of|§/;
export const LATER_STATUTE = grounds({
  name: "under-a-statute-further-behind",
  says: "The statute stands further behind the verb.",
  matches: [" for the reasons below under 35 u.s.c. 103", ", (35 u.s.c. 102", " pursuant to section 112"],
  not: [" by smith", " 35 u.s.c. 103"],
  is: re`(?:\b(?:${UNDER_OR_PER})\s{1,3}|[,([]\s{0,3}(?=35\s{0,2}u))(?=${STATUTE_NAME})`,
});

const UNDER_OR_FOR = /pursuant to|in accordance with|under|for|per|on the grounds? of|as to the/;
export const OPENING_STATUTE = grounds({
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
export const ALTERNATIVE_GROUND = grounds({
  name: "or-in-the-alternative-under",
  says: "A second ground behind the first reason.",
  from: "form paragraph 7.27.aia; MPEP 2112",
  matches: ["or, in the alternative, under 35", " and further rejected under 35", " or as obvious under § 1"],
  not: [" and claims 6-8 under 35", " over smith"],
  flags: "g",
  is: re`(?:${ALTERNATIVE})[,\s]{0,3}${REJECTED_AGAIN}${AS_OBVIOUS}under\s+(?:pre-aia\s+)?(?:35|§|section|u\.s\.c|title|aia)`,
});

export const MARKUSH_NAMED = grounds({
  name: "improper-markush-named",
  says: "Alternatives that share no single structural similarity or use.",
  from: "MPEP 2117, 706.03(y); form paragraph 8.40",
  matches: ["improper markush grouping"],
  not: ["a markush claim"],
  is: /improper\s+markush/y,
});

export const RES_JUDICATA = grounds({
  name: "res-judicata",
  says: "Decided before.",
  from: "MPEP 706.03(w)",
  matches: ["res judicata"],
  not: ["judicata"],
  is: /res\s+judicata/y,
});

export const RECAPTURE = grounds({
  name: "recapture",
  says: "A reissue recaptures what was surrendered: 35 U.S.C. 251.",
  from: "MPEP 1412.02; form paragraph 14.17",
  matches: ["recapture", "an improper recapture"],
  not: ["capture"],
  is: /(?:an?\s+)?(?:improper\s+)?recapture/y,
});

export const INTERFERENCE_ESTOPPEL = grounds({
  name: "interference-estoppel",
  says: "Lost in an interference.",
  from: "37 CFR 41.127; MPEP 2308.03",
  matches: ["interference estoppel"],
  not: ["interference fit"],
  is: /interference\s+estoppel/y,
});

export const LACHES = grounds({
  name: "prosecution-laches",
  says: "Unreasonable delay in prosecution.",
  from: "MPEP 2190",
  matches: ["prosecution laches", "laches"],
  not: ["prosecution"],
  is: /(?:prosecution\s+)?laches/y,
});

export const AIA_LETTERS = grounds({
  name: "letters-of-the-aia",
  says: "The letters that 35 U.S.C. 112 has had since the AIA, or the AIA by its name.",
  from: "MPEP 2159",
  matches: ["112(b)", "under the aia", "102(a)(1)"],
  not: ["112, second paragraph", "102(b)"],
  is: /112\s?\(?[ab]\)|aia|102\(a\)\(/,
});

export const LETTER_OF_102 = grounds({
  name: "letter-of-102",
  says: "The letter of section 102: two letters are two rejections.",
  matches: ["102(f)", "102(a)(1)"],
  not: ["102"],
  is: /\(([a-g])\)/,
});
