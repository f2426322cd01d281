import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "In which context a document is cited",
  "Relied on, of the applicant's own family, standing for another document, or merely mentioned (MPEP 707.05, 201 to 213).",
);

const CONTINUING =
  /continuation|divisional|division|national\s+stage|371|claims?\s+(?:the\s+)?(?:benefit|priority)|benefit\s+of/;
const BENEFIT = /now\s+(?:u\.?s\.?\s+)?pat|now\s+abandoned|which\s+is\s+now|matured\s+into|cross.reference/;
const NOW_PATENT = /parent\s+(?:application|patent)|instant\s+(?:application|specification|disclosure)/;
const OWN_TEXT = /applicants?'s?\s+(?:own\s+)?(?:published|specification|publication|disclosure|spec)/;
const OWN_PUBLICATION =
  /pg-?pub(?:lication)?\s+of\s+(?:the\s+)?(?:instant|present|this)|this\s+application|published\s+as/;
const REISSUED =
  /present\s+specification|reissue\s+of|re-?examination\s+of|(?:subject\s+to|under)\s+re-?examination/;
export const FAMILY = wording({
  name: "own-family",
  says: "The document is of the applicant's own family.",
  from: "MPEP 201, 211",
  matches: ["continuation of", "claims the benefit of", "instant application", "published as"],
  not: ["smith discloses"],
  is: re`\b(?:${CONTINUING}|${BENEFIT}|${NOW_PATENT}|${OWN_TEXT}|${OWN_PUBLICATION}|${REISSUED})\b`,
});

export const OWN_FAMILY = wording({
  name: "this-application-is-a",
  says: "Plain enough to count among the art of record too.",
  from: "MPEP 201",
  matches: ["this application is a continuation", "the present application is a national stage"],
  not: ["smith's application is a continuation"],
  is: /\b(?:this|(?:the\s+)?(?:present|instant))\s+application\s+is\s+(?:a\s+)?(?:continuation|division|reissue|national\s+stage)/,
});

export const TERMINAL_DISCLAIMER = wording({
  name: "terminal-disclaimer",
  says: "A terminal disclaimer names the other patent.",
  from: "MPEP 1490",
  matches: ["terminal disclaimer"],
  not: ["disclaimer"],
  is: /terminal\s+disclaimer/,
});

export const CASE_LAW = wording({
  name: "case-law",
  says: "A decision of a court.",
  from: "MPEP 707.06",
  matches: ["graham v. john deere", "148 uspq"],
  not: ["smith et al."],
  is: /\bv\.\s|\busp?q|\bf\.\s?[23]d/,
});

export const STANDS_FOR = wording({
  name: "stands-for-another",
  says: "It stands for another document: relied on as that one is.",
  matches: ["english translation", "corresponds to"],
  not: ["discloses"],
  is: /equivalent|translation|corresponds?\s+to|english/,
});

export const USED_AS_ART = wording({
  name: "used-as-art",
  says: "The sentence uses it as art.",
  matches: ["anticipated", "teaches"],
  not: ["continuation"],
  is: /reject|anticipat|discloses|teaches/,
});
