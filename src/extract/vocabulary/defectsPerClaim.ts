import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Defects told claim by claim",
  "Under the heading of a ground, sentences on single claims tell what is wrong, and none rejects (MPEP 706, 707.07(d)).",
);

export const DEFECT_112B = wording({
  name: "defect-indefinite",
  says: "A defect under 112(b).",
  from: "MPEP 2173",
  matches: ["insufficient antecedent basis", "is unclear"],
  not: ["is clear"],
  is: /antecedent\s+basis|\bindefinite|\bunclear|\bnot\s+clear|\bvague|\bambiguous|\bconfus|metes\s+and\s+bounds|cannot\s+be\s+(?:determined|ascertained)/,
});

export const DEFECT_112A = wording({
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

export const DEFECT_112D = wording({
  name: "defect-not-further-limiting",
  says: "A defect under 112(d).",
  from: "MPEP 608.01(n)",
  matches: ["fails to further limit"],
  not: ["further limits"],
  is: /fails?\s+to\s+further\s+limit|does\s+not\s+further\s+limit|improper\s+dependent/,
});

export const DEFECT_101 = wording({
  name: "defect-not-eligible",
  says: "A defect under 101.",
  from: "MPEP 2106",
  matches: ["an abstract idea", "not patent eligible"],
  not: ["is eligible"],
  is: /abstract\s+idea|non-?statutory|not\s+fall\s+within|not\s+(?:patent\s+)?eligible|judicial\s+exception|signal\s+per\s+se|transitory|significantly\s+more|lacks?\s+utility/,
});

export const DEFECT_102 = wording({
  name: "claim-is-anticipated",
  says: "A claim is said to be anticipated.",
  from: "MPEP 2131",
  matches: ["is anticipated by smith"],
  not: ["discloses"],
  is: /\banticipated\s+by\b|\bis\s+anticipated\b/,
});

export const DEFECT_103 = wording({
  name: "claim-is-obvious",
  says: "A claim is said to be obvious over art.",
  from: "MPEP 2141",
  matches: ["obvious over smith"],
  not: ["obvious to try"],
  is: /\b(?:obvious|unpatentable)\s+(?:over|in\s+view)/,
});

const NOT_A_NAME = /claims?\b|applicants?\b|specification\b|which\b|that\b|figs?\b|figures?\b|art\b|it\b/;
export const TEACHES = wording({
  name: "smith-teaches",
  says: "The name of a reference and what it teaches.",
  matches: ["gill shows", "smith et al. also discloses"],
  not: ["claim 1 shows", "which discloses"],
  is: re`(?<![a-z])(?!${NOT_A_NAME})([a-z][a-z'-]+)(?:\s+et\s+al\.?)?,?\s+(?:also\s+|further\s+|clearly\s+|as\s+modified[^.;]{0,60}\s)?(?:shows?|discloses?|teach(?:es)?|describes?|anticipates?|lacks?)\b`,
});

export const OTHER_FATE = wording({
  name: "another-fate-of-claims",
  says: "What else becomes of claims.",
  matches: ["is allowed", "withdrawn"],
  not: ["recites"],
  is: /\b(?:allow\w*|object\w*|withdr[ae]w\w*|cancel\w*|pending|elect\w*|restrict\w*)\b/,
});

export const SAYS_OBVIOUS = wording({
  name: "says-obvious",
  says: "Why the rest was obvious: needed under 103.",
  from: "MPEP 2143",
  matches: ["it would have been obvious"],
  not: ["it was known"],
  is: /\bobvious/,
});

export const DEFECT_ELSEWHERE = wording({
  name: "the-term-in-claim",
  says: "\"The term 'rapidly' in claim 9\": the claim stands within the sentence that tells its defect.",
  from: "MPEP 2173.05(b)",
  matches: ['the term "rapidly" in claim 9'],
  not: ["claim 9 recites the term"],
  is: /^\W{0,6}the\s+(?:term|phrase|limitation|recitation|language|word|expression|scope)s?\b[^.;]{0,200}\b(?:in|of)\s+(?=claims?\s\d)/,
});

const AS_REGARDS =
  /regarding|as\s+to|as\s+per|in\s+regards?\s+to|with\s+re(?:spect|gards?)\s+to|in|for|additionally,?|also,?|further,?|dependent|independent|re/;
export const OPENS_WITH_CLAIM = wording({
  name: "sentence-opens-with-its-claim",
  says: '"Regarding claim 5, …", "As to claims 3 and 4": the claim that the following sentences are about.',
  matches: ["regarding claim 5", "2. as to claims", "claim 3", "with respect to independent claim 9"],
  not: ["the pump of claim 5", "smith teaches"],
  is: re`^[\s\d.)(*-]{0,8}(?:(?:${AS_REGARDS})\s+){0,3}(?=cl)`,
});
