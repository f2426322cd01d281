import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Claims found unpatentable",
  '"Claims 1-20 are indefinite under 35 U.S.C. 112(b)": a sentence finds claims unpatentable and does not say that they are rejected (MPEP 706).',
);

const FOUND =
  /unpatentable|anticipated|obvious|rendered\s+obvious|indefinite|(?:non-?statutory|(?:patent[\s-]+)?ineligible)\b/;
const DIRECTED_TO = /directed\s+to\s+(?:non-?statutory|an?\s+abstract\s+idea|a\s+judicial\s+exception)/;
const NOT_ENABLED =
  /not\s+(?:allowable|patentable|enabled|(?:adequately\s+)?(?:described|supported)|(?:patent[\s-]+)?eligible|directed\s+to\s+(?:patent[\s-]*(?:able|eligible)|statutory))/;
const ARE_FOUND = re`(?:is|are)\s+(?:(?:clearly|also|further|therefore|thus|additionally|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?){0,3}(?:${FOUND}|${DIRECTED_TO}|${NOT_ENABLED})`;
const FAILS_TO_COMPLY =
  /(?:fails?|do(?:es)?\s+not)\s+(?:to\s+)?(?:comply|meet|satisfy|conform|particularly\s+point|further\s+limit)/;
const RECITES_INELIGIBLE =
  /(?:recites?|claims?|covers?|encompass(?:es)?)\s+(?:patent[\s-]+)?(?:ineligible|non-?statutory)\b/;
const LACKS =
  /lacks?\s+(?:an?\s+)?(?:adequate\s+)?(?:utility|written\s+description|enablement|clarity|novelty|inventive\s+step|non-?obviousness)/;
const OF_THIS_APPLICATION = /of\s+the\s+(?:instant|present)\s+application\s+/;
export const ASSERTS = wording({
  name: "claims-are-unpatentable-under",
  says: "The sentence finds a defect in its claims and names the statute, but does not say that they are rejected.",
  from: "MPEP 706",
  matches: [
    " are indefinite under 35 u",
    " fail to comply with the requirements of 35 u",
    " is directed to an abstract idea under § 1",
    " lack novelty under 35 u",
    " lacks an inventive step under 35 u",
    " are not allowable over kato under 35 u",
  ],
  not: [" are rejected under 35 u", " recite a pump", " do not lack novelty under 35 u"],
  is: re`^\s{0,3}(?:${OF_THIS_APPLICATION})?(?:${ARE_FOUND}|${FAILS_TO_COMPLY}|${RECITES_INELIGIBLE}|${LACKS})(?:[^.;]|(?<=\bal)\.){0,200}?\b(?:under|of|by|per|to|with)\s+(?:the\s+(?:provisions|requirements?)\s+of\s+)?(?=(?:pre-aia\s+)?(?:35\s?u|§))`,
});

export const OVER_SOME_ART = wording({
  name: "over-some-art",
  says: "Some art is named.",
  matches: ["unpatentable over", "anticipated by"],
  not: ["obvious to"],
  is: /\b(?:unpatentable|obvious|anticipated)\s+(?:over|by|in\s+view)\b/,
});

const CLEARLY =
  /(?:clearly|also|further|therefore|thus|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?/;
export const ASSERTS_OVER_ART = wording({
  name: "claims-are-unpatentable-over",
  says: "The reason tells the ground, unless other claims are the art.",
  from: "MPEP 706.02",
  matches: [" are unpatentable over smith", " is clearly anticipated by smith"],
  not: [" are unpatentable over claims 1-5"],
  is: re`^\s{0,3}(?:is|are)\s+(?:${CLEARLY}){0,3}(unpatentable|obvious|anticipated)\s+(?=(?:over|by|in\s+view\s+of)\s+(?!(?:the\s+)?claims?\b))`,
});

export const THEREFORE_LEAD = wording({
  name: "therefore-claims",
  says: "A word of conclusion before the claims.",
  matches: ["accordingly, ", "as such, "],
  not: ["claims "],
  is: /(?:accordingly|therefore|thus|hence|consequently|as\s+such),?\s+/y,
});

export const NOT_MADE = wording({
  name: "told-or-thought-of",
  says: "It is told, or thought of, or of something else.",
  matches: ["applicant", "would", "withdrawn", "is allowable"],
  not: ["smith", "is not allowable"],
  is: /\b(?:applicants?|appellants?|if|unless|would|could|withdr[ae]w\w*|moot|overc[ao]me\w*|maintain\w*|(?<!\bnot\s)allow\w*|no\s+longer|previous\w*)\b/,
});
