import { formsOf } from "./endingVerbs.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "What a heading looks like",
  "Headings begin sections; which section, the table of headings in `src/extract/vocabulary/headings.ts` tells by their words (MPEP 707.07).",
);

export const SENTENCE_WORD = wording({
  name: "word-of-a-sentence",
  says: "What only a sentence has.",
  matches: ["is", "discloses", "should"],
  not: ["claim rejections"],
  is: /\b(?:is|are|is\/are|was|were|has|have|had|been|shall|should|would|will|can|may|reads|recites?|teach(?:es)?|discloses?|pertain|appears?|forms|set forth|see|which|because|wherein|said|not)\b/,
});

export const HEADING_WORD = wording({
  name: "word-of-a-heading",
  says: "A word without which no line is a heading.",
  matches: ["claim rejections", "priority", "conclusion"],
  not: ["the pump"],
  is: [
    /reject|object|status|response|argument|remarks|amendment|withdraw|election|restriction|unity|aia|examin|interpret/,
    /construction|drawing|specification|abstract|disclosure|title|sequence|patenting|35 u|disclaimer|allow|interview|invent/,
    /common|information|ids|priority|benefit|oath|summary|pending|introduction|acknowledg|preliminary|detailed|correspondence/,
    /contact|inquir|conclusion|pertinent|cited|relevant|closing|affidavit|declaration|overcome|maintain|grounds|issues/,
  ],
});

export const HEADING_NUMBER = wording({
  name: "number-of-a-heading",
  says: "Numbering before the words of a heading.",
  matches: ["1. ", "(a) ", "ii) "],
  not: ["claim "],
  is: /^(?:\(?(?:\d{1,3}|[ivx]{1,5}|[a-h])[.)\]]\s*|\d{1,3}\s{1,4}(?=[a-z])|[-o•]\s+)/,
});

export const WRAPPED_SENTENCE = wording({
  name: "line-of-a-sentence",
  says: "A wrapped line of a sentence, though it may hold the same words.",
  matches: ["the rejection", "unpatentable"],
  not: ["claim rejections"],
  is: /^(?:the|this|these|those|said|an?|under|over|and|or|of|with)\s|\b(?:unpatentable|anticipated|obvious|over|as\s+being)\b/,
});

export const ENDS_WITH_STOP = wording({
  name: "ends-with-a-stop",
  says: "The line ends as a sentence does.",
  matches: ["rejections."],
  not: ["rejections"],
  is: /[.;,]$/,
});

export const STOP_ALLOWED = wording({
  name: "heading-with-a-stop",
  says: "Headings that may end with a stop.",
  matches: ["claim rejections", "conclusion", "response"],
  not: ["status"],
  is: /^(?:claims?\s+)?(?:rejections?|objections?)|^claim\s|^response|^detailed|^conclusion|^double/,
});

export const SENTENCE_OPENING = wording({
  name: "opening-of-a-sentence",
  says: "Words that open sentences rather than headings.",
  matches: ["regarding", "in response to", "claims 1"],
  not: ["rejections"],
  is: /^(?:re|in re|with|in response|regarding|as to|on page|this|see|claims? \d|applicants? (?:argue|submit|state))\b/,
});

export const RE_WORD = wording({
  name: "re-is-a-word",
  says: '"Re" is the beginning of another word.',
  matches: ["response", "remarks"],
  not: ["re claims"],
  is: /^re(?:sponse|ject|marks|lev|ason|strict|quest)/,
});

export const CLAIMS_FIRST = wording({
  name: "claims-first",
  says: "The line opens with numbered claims.",
  matches: ["claims 1"],
  not: ["claims"],
  is: /^claims? \d/,
});

export const CLAIMS_REJECTIONS = wording({
  name: "claims-1-5-rejections",
  says: '"Claims 1-5 rejections" is a heading.',
  matches: ["claims 1-5 rejections"],
  not: ["claims 1-5 are"],
  is: /^claims? [\d\s,and-]+(?: rejections?)/,
});

const WHAT_ENDS =
  /(?:(?:claim|art|statutory|pending|double\s+patenting)\s+)?(?:(?:rejections?|objections?|issues?|grounds?(?:\s+of\s+rejections?)?)(?:\s+(?:and|or)\s+|\/)?){1,2}/;
const STATUTES = /(?:(?:under\s+|[-–—:]\s?)?(?:35\s+u\.?s\.?c\.?\s*)?§{0,2}\s*1[01]\d[^\sa-z]{0,8}\s*)/;
const EARLIER =
  /(?:(?:the|all|following|prior|previous(?:ly)?|earlier|former|past|last|outstanding|office\s+action|now|made|of\s+record|set\s+forth)\s+)/;
const ENDED_BY_VERB = formsOf(({ says, base }) => says !== "stands" && base !== null, "participle");
const NOT_KEPT = re`(?:not|no\s+longer)\s+(?:being\s+)?(?:${formsOf(({ says }) => says === "stands", "participle")}|applied|applicable|pursued|relied\s+upon|pending|outstanding)`;
const HAS_ENDED = re`(?:(?:rendered|made|now)\s+)?moot(?:ed)?|${ENDED_BY_VERB}|${NOT_KEPT}`;
const BY_WHAT =
  /(?:by\s|in\s+(?:view|light)\s+of\s|due\s+to\s|upon\s|after\s|from\s+the\s|and\s)[^.;:]{0,60}/;
export const HEADING_OF_ENDED = wording({
  name: "heading-of-ended-rejections",
  says: "What stands below the heading ended, in whichever words: moot, dropped, overcome, not repeated.",
  from: "MPEP 707.07(f)",
  matches: [
    "moot rejections",
    "rejections dropped",
    "rejections rendered moot",
    "previous grounds not repeated",
    "rejections not maintained",
    "obviated rejections",
    "resolved issues",
    "rejections under 35 u.s.c. 103 overcome by amendment",
    "rejections no longer maintained",
    "removed 35 u.s.c. 112 rejections",
  ],
  not: [
    "claim rejections",
    "prior art rejections",
    "rejections not overcome",
    "rejections not withdrawn",
    "rejections maintained",
    "arguments moot in view of new grounds of rejection",
    "new grounds of rejection replacing the prior rejections",
    "resolved signal",
  ],
  is: [
    re`^${EARLIER}{0,4}(?:${STATUTES})?(?:${WHAT_ENDS})\s*(?:${STATUTES}){0,3}${EARLIER}{0,4}[-–—:,(]?\s*(?:${HAS_ENDED})\)?(?:\s+(?:${BY_WHAT}))?$`,
    re`^${EARLIER}{0,4}(?:${HAS_ENDED})\s+${EARLIER}{0,3}(?:${STATUTES}){0,3}(?:${WHAT_ENDS})\s*(?:${STATUTES}){0,3}$`,
  ],
});

const HEADING_SAYS_MOOT = wording({
  name: "heading-says-moot",
  says: "The heading says that what stands below it is moot.",
  matches: ["rejections rendered moot", "mooted rejections"],
  not: ["rejections withdrawn"],
  is: /\bmoot/,
});

const HEADING_SAYS_OVERCOME = wording({
  name: "heading-says-overcome",
  says: "The heading says that what stands below it was overcome.",
  matches: ["rejections overcome", "obviated rejections", "resolved issues"],
  not: ["rejections withdrawn"],
  is: re`\b(?:${formsOf(({ says }) => says === "overcome", "participle")})\b`,
});

const HEADING_SAYS_REVERSED = wording({
  name: "heading-says-reversed",
  says: "The heading says that what stands below it was reversed.",
  matches: ["rejections reversed by the board"],
  not: ["rejections withdrawn"],
  is: re`\b(?:${formsOf(({ says }) => says === "reversed", "participle")})\b`,
});

/** What a heading says of all that stands below it; one that says none of these says "withdrawn". */
export const ENDS_IN_HEADINGS: readonly (readonly ["moot" | "overcome" | "reversed", RegExp])[] = [
  ["moot", HEADING_SAYS_MOOT],
  ["overcome", HEADING_SAYS_OVERCOME],
  ["reversed", HEADING_SAYS_REVERSED],
];

export const HEADING_OF_EARLIER = wording({
  name: "heading-of-earlier-rejections",
  says: "What stands below the heading was made in an earlier action.",
  from: "MPEP 707.07(f)",
  matches: ["prior rejections", "previous grounds of rejection", "rejections of the last office action"],
  not: ["prior art rejections", "rejections", "rejections maintained from the last office action"],
  is: [
    re`^(?:the\s+|all\s+)?(?:prior(?!\s+art\b)|previous|earlier|former|past)\s+(?:office\s+action\s+)?(?:${WHAT_ENDS})\s*(?:${STATUTES}){0,3}$`,
    re`^(?:the\s+)?(?:${WHAT_ENDS})\s*(?:made\s+|set\s+forth\s+|stated\s+)?(?:of|in|from)\s+the\s+(?:prior|previous|earlier|last|preceding)\s+(?:office\s+)?action$`,
  ],
});
