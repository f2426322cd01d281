import { patternsOn, re } from "./pattern.js";

const implied = patternsOn(
  "Rejections that no sentence states",
  "A defect told claim by claim under a heading, a line of claims and references, a sentence that finds claims unpatentable (MPEP 706, 707.07(d)).",
);

export const DEFECT_112B = implied({
  name: "defect-indefinite",
  says: "A defect under 112(b).",
  from: "MPEP 2173",
  matches: ["insufficient antecedent basis", "is unclear"],
  not: ["is clear"],
  is: /antecedent\s+basis|\bindefinite|\bunclear|\bnot\s+clear|\bvague|\bambiguous|\bconfus|metes\s+and\s+bounds|cannot\s+be\s+(?:determined|ascertained)/,
});

export const DEFECT_112A = implied({
  name: "defect-not-described",
  says: "A defect under 112(a).",
  from: "MPEP 2163, 2164",
  matches: ["new matter", "not adequately described in"],
  not: ["is described in"],
  is: [
    /new\s+matter|not\s+(?:adequately\s+|sufficiently\s+)?(?:described|supported|disclosed)\s+in/,
    /lacks?\s+(?:written\s+description|support|enablement)|not\s+(?:be\s+)?enabled/,
    /does\s+not\s+(?:reasonably\s+)?(?:provide\s+enablement|enable)/,
  ],
});

export const DEFECT_112D = implied({
  name: "defect-not-further-limiting",
  says: "A defect under 112(d).",
  from: "MPEP 608.01(n)",
  matches: ["fails to further limit"],
  not: ["further limits"],
  is: /fails?\s+to\s+further\s+limit|does\s+not\s+further\s+limit|improper\s+dependent/,
});

export const SECTION_ENDED = implied({
  name: "section-of-an-ended-rejection",
  says: "The section says at its beginning that its rejection ended.",
  matches: ["withdrawn", "moot"],
  not: ["recites"],
  is: /withdraw|moot|overcome/,
});

export const ANSWERS_ARGUMENTS = implied({
  name: "section-answers-arguments",
  says: "The section answers arguments; it makes no rejection.",
  from: "MPEP 707.07(f)",
  matches: ["applicant's arguments", "applicants submit"],
  not: ["claim 3 recites"],
  is: /\bapplicants?(?:'s?)?\b[^.]{0,120}\b(?:argu|amend|remark|submit|overc|travers|cancel|respon|persuas)/,
});

export const DEFECT_101 = implied({
  name: "defect-not-eligible",
  says: "A defect under 101.",
  from: "MPEP 2106",
  matches: ["an abstract idea", "not patent eligible"],
  not: ["is eligible"],
  is: /abstract\s+idea|non-?statutory|not\s+fall\s+within|not\s+(?:patent\s+)?eligible|judicial\s+exception|signal\s+per\s+se|transitory|significantly\s+more|lacks?\s+utility/,
});

export const DEFECT_102 = implied({
  name: "claim-is-anticipated",
  says: "A claim is said to be anticipated.",
  from: "MPEP 2131",
  matches: ["is anticipated by smith"],
  not: ["discloses"],
  is: /\banticipated\s+by\b|\bis\s+anticipated\b/,
});

export const DEFECT_103 = implied({
  name: "claim-is-obvious",
  says: "A claim is said to be obvious over art.",
  from: "MPEP 2141",
  matches: ["obvious over smith"],
  not: ["obvious to try"],
  is: /\b(?:obvious|unpatentable)\s+(?:over|in\s+view)/,
});

const NOT_A_NAME = /claims?\b|applicants?\b|specification\b|which\b|that\b|figs?\b|figures?\b|art\b|it\b/;
export const TEACHES = implied({
  name: "smith-teaches",
  says: "The name of a reference and what it teaches.",
  matches: ["gill shows", "smith et al. also discloses"],
  not: ["claim 1 shows", "which discloses"],
  is: re`(?<![a-z])(?!${NOT_A_NAME})([a-z][a-z'-]+)(?:\s+et\s+al\.?)?,?\s+(?:also\s+|further\s+|clearly\s+|as\s+modified[^.;]{0,60}\s)?(?:shows?|discloses?|teach(?:es)?|describes?|anticipates?|lacks?)\b`,
});

export const OTHER_FATE = implied({
  name: "another-fate-of-claims",
  says: "What else becomes of claims.",
  matches: ["is allowed", "withdrawn"],
  not: ["recites"],
  is: /\b(?:allow\w*|object\w*|withdr[ae]w\w*|cancel\w*|pending|elect\w*|restrict\w*)\b/,
});

export const SAYS_OBVIOUS = implied({
  name: "says-obvious",
  says: "Why the rest was obvious: needed under 103.",
  from: "MPEP 2143",
  matches: ["it would have been obvious"],
  not: ["it was known"],
  is: /\bobvious/,
});

export const LINE_LEAD = implied({
  name: "line-opens-with-claims",
  says: "A line that opens with claims, perhaps numbered.",
  matches: ["a. claims", "rejection 2: claim", "re claims"],
  not: ["smith"],
  is: /^[\s|*>#-]{0,8}(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s{0,4})?(?:(?:rejections?|grounds?)(?:\s+(?:of|\d{1,2}|[a-h])){0,2}\s?[:-]?\s{0,3}|re:?\s{1,3})?(?=claims?\b)/,
});

export const LINE_APART = implied({
  name: "claims-colon-references",
  says: "What parts the claims of such a line from its references.",
  matches: [": ", " - unpatentable over ", ""],
  not: [],
  is: /^\s{0,3}(?:[:;.|,]|-{1,3})?\s{0,3}(?:(?:unpatentable|obvious)\s+over\s+|anticipated\s+by\s+|over\s+|in\s+view\s+of\s+)?/,
});

const TELLING =
  /teach|disclos|show|recit|requir|describ|compris|includ|depend|applicant|argu|allow|object|cancel|withdraw|pending|reject/;
const FATE_WORD =
  /overc|maintain|is|are|was|were|has|have|does|not|would|wherein|which|that|see|note|fig|figs|figure|col|column|para/;
const AUXILIARY = /paragraph|line|lines|page/;
export const NARRATIVE = implied({
  name: "words-of-a-sentence",
  says: "Words of a sentence: the line is no heading.",
  matches: ["teaches", "is", "see fig"],
  not: ["smith", "in view of jones"],
  is: re`\b(?:${TELLING}|${FATE_WORD}|${AUXILIARY})`,
});

export const LINE_WRAPPED = implied({
  name: "line-wrapped",
  says: "The line is wrapped where it cannot end.",
  matches: ["in view of"],
  not: ["smith"],
  is: /(?:\bin\s+view\s+of|\bover|\band|,)\s*$/,
});

export const NAMES_STATUTE = implied({
  name: "names-a-statute",
  says: "A statute is named, in short or at length.",
  matches: ["35 u.s.c", "§ 103"],
  not: ["103"],
  is: /35\s?u|§/,
});

export const STATUTE_LINE = implied({
  name: "line-opens-with-statute",
  says: "A line that opens with its statute.",
  matches: ["35 u.s.c", "rejection under § 103"],
  not: ["claims 1-4 - 35 u"],
  is: /^[\s|*>#-]{0,8}(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s{0,4})?(?:claims?\s+)?(?:rejections?\s*(?:-{1,2}|:|under)?\s*)?(?=35\s?u|§|u\.s\.c)/,
});

export const DEFECT_ELSEWHERE = implied({
  name: "the-term-in-claim",
  says: "\"The term 'rapidly' in claim 9\": the claim stands within the sentence that tells its defect.",
  from: "MPEP 2173.05(b)",
  matches: ['the term "rapidly" in claim 9'],
  not: ["claim 9 recites the term"],
  is: /^\W{0,6}the\s+(?:term|phrase|limitation|recitation|language|word|expression|scope)s?\b[^.;]{0,200}\b(?:in|of)\s+(?=claims?\s\d)/,
});

const FOUND =
  /unpatentable|anticipated|obvious|rendered\s+obvious|indefinite|(?:non-?statutory|(?:patent[\s-]+)?ineligible)\b/;
const DEFECTIVE = /directed\s+to\s+(?:non-?statutory|an?\s+abstract\s+idea|a\s+judicial\s+exception)/;
const ELIGIBLE_OR_NOT =
  /not\s+(?:enabled|(?:adequately\s+)?(?:described|supported)|(?:patent[\s-]+)?eligible|directed\s+to\s+(?:patent[\s-]*(?:able|eligible)|statutory))/;
const DIRECTED_TO = re`(?:is|are)\s+(?:(?:clearly|also|further|therefore|thus|additionally|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?){0,3}(?:${FOUND}|${DEFECTIVE}|${ELIGIBLE_OR_NOT})`;
const NOT_SUPPORTED =
  /(?:fails?|do(?:es)?\s+not)\s+(?:to\s+)?(?:comply|meet|satisfy|conform|particularly\s+point|further\s+limit)/;
const FAILS_TO =
  /(?:recites?|claims?|covers?|encompass(?:es)?)\s+(?:patent[\s-]+)?(?:ineligible|non-?statutory)\b/;
const RECITES_INELIGIBLE =
  /lacks?\s+(?:an?\s+)?(?:adequate\s+)?(?:utility|written\s+description|enablement|clarity)/;
const LACKS = /of\s+the\s+(?:instant|present)\s+application\s+/;
export const ASSERTS = implied({
  name: "claims-are-unpatentable-under",
  says: "The sentence finds a defect in its claims and names the statute, but does not say that they are rejected.",
  from: "MPEP 706",
  matches: [
    " are indefinite under 35 u",
    " fail to comply with the requirements of 35 u",
    " is directed to an abstract idea under § 1",
  ],
  not: [" are rejected under 35 u", " recite a pump"],
  is: re`^\s{0,3}(?:${LACKS})?(?:${DIRECTED_TO}|${NOT_SUPPORTED}|${FAILS_TO}|${RECITES_INELIGIBLE})(?:[^.;]|(?<=\bal)\.){0,200}?\b(?:under|of|by|per|to|with)\s+(?:the\s+(?:provisions|requirements?)\s+of\s+)?(?=(?:pre-aia\s+)?(?:35\s?u|§))`,
});

export const OVER_SOME_ART = implied({
  name: "over-some-art",
  says: "Some art is named.",
  matches: ["unpatentable over", "anticipated by"],
  not: ["obvious to"],
  is: /\b(?:unpatentable|obvious|anticipated)\s+(?:over|by|in\s+view)\b/,
});

const CLEARLY =
  /(?:clearly|also|further|therefore|thus|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?/;
export const ASSERTS_OVER_ART = implied({
  name: "claims-are-unpatentable-over",
  says: "The reason tells the ground, unless other claims are the art.",
  from: "MPEP 706.02",
  matches: [" are unpatentable over smith", " is clearly anticipated by smith"],
  not: [" are unpatentable over claims 1-5"],
  is: re`^\s{0,3}(?:is|are)\s+(?:${CLEARLY}){0,3}(unpatentable|obvious|anticipated)\s+(?=(?:over|by|in\s+view\s+of)\s+(?!(?:the\s+)?claims?\b))`,
});

export const THEREFORE_LEAD = implied({
  name: "therefore-claims",
  says: "A word of conclusion before the claims.",
  matches: ["accordingly, ", "as such, "],
  not: ["claims "],
  is: /(?:accordingly|therefore|thus|hence|consequently|as\s+such),?\s+/y,
});

export const NOT_MADE = implied({
  name: "told-or-thought-of",
  says: "It is told, or thought of, or of something else.",
  matches: ["applicant", "would", "withdrawn"],
  not: ["smith"],
  is: /\b(?:applicants?|appellants?|if|unless|would|could|withdr[ae]w\w*|moot|overc[ao]me\w*|maintain\w*|allow\w*|no\s+longer|previous\w*)\b/,
});

export const NOT_OF_ONE_ALONE = implied({
  name: "more-than-one-reference",
  says: "A heading over one reference that still speaks of obviousness.",
  from: "MPEP 2141",
  matches: ["smith in view of", "smith and official notice", "obvious over smith"],
  not: ["smith"],
  is: /\b(?:view|official|obvious)\b/,
});

export const STATUTE_BEHIND_CLAIMS = implied({
  name: "statute-behind-the-claims-of-a-heading",
  says: '"Claims 1-5: 35 U.S.C. 103 - Smith": what parts the claims of a heading from its statute.',
  matches: [": 35 u.s.c. 103", " - under 35 u.s.c. 102", " (§ 103)"],
  not: [" are rejected under 35 u.s.c.", " 35 pumps"],
  is: /^[\s:;.,|([-]{1,8}(?:under\s+)?(?=35\s?u|§|u\.s\.c)/,
});

export const SAID_TO_TEACH = implied({
  name: "said-to-teach",
  says: "Behind a name it is told what it teaches: the name is that of a reference.",
  from: "MPEP 706.02(j)",
  matches: [" teaches a pump", " et al. clearly disclose", "'s figure shows"],
  not: [" is the applicant", " and"],
  is: /^(?:\s+et\s+al\.?)?(?:'s)?\s+(?:\w+\s+)?(?:teach|disclos|show|describ|suggest)/,
});

const AS_REGARDS =
  /regarding|as\s+to|as\s+per|in\s+regards?\s+to|with\s+re(?:spect|gards?)\s+to|in|for|additionally,?|also,?|further,?|dependent|independent|re/;
export const OPENS_WITH_CLAIM = implied({
  name: "sentence-opens-with-its-claim",
  says: '"Regarding claim 5, …", "As to claims 3 and 4": the claim that the following sentences are about.',
  matches: ["regarding claim 5", "2. as to claims", "claim 3", "with respect to independent claim 9"],
  not: ["the pump of claim 5", "smith teaches"],
  is: re`^[\s\d.)(*-]{0,8}(?:(?:${AS_REGARDS})\s+){0,3}(?=cl)`,
});
