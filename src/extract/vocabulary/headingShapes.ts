import { patternsOn } from "./pattern.js";

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
    /contact|inquir|conclusion|pertinent|cited|relevant|closing|affidavit|declaration|overcome|maintain/,
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
