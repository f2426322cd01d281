import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Lines of claims and references",
  "A line of its own names claims and references, or a statute with them, and has no verb (MPEP 707.07(d)).",
);

export const LINE_LEAD = wording({
  name: "line-opens-with-claims",
  says: "A line that opens with claims, perhaps numbered.",
  matches: ["a. claims", "rejection 2: claim", "re claims"],
  not: ["smith"],
  is: /^[\s|*>#-]{0,8}(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s{0,4})?(?:(?:rejections?|grounds?)(?:\s+(?:of|\d{1,2}|[a-h])){0,2}\s?[:-]?\s{0,3}|re:?\s{1,3})?(?=claims?\b)/,
});

export const LINE_APART = wording({
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
export const NARRATIVE = wording({
  name: "words-of-a-sentence",
  says: "Words of a sentence: the line is no heading.",
  matches: ["teaches", "is", "see fig"],
  not: ["smith", "in view of jones"],
  is: re`\b(?:${TELLING}|${FATE_WORD}|${AUXILIARY})`,
});

export const LINE_WRAPPED = wording({
  name: "line-wrapped",
  says: "The line is wrapped where it cannot end.",
  matches: ["in view of"],
  not: ["smith"],
  is: /(?:\bin\s+view\s+of|\bover|\band|,)\s*$/,
});

export const NAMES_STATUTE = wording({
  name: "names-a-statute",
  says: "A statute is named, in short or at length.",
  matches: ["35 u.s.c", "§ 103"],
  not: ["103"],
  is: /35\s?u|§/,
});

export const STATUTE_LINE = wording({
  name: "line-opens-with-statute",
  says: "A line that opens with its statute.",
  matches: ["35 u.s.c", "rejection under § 103"],
  not: ["claims 1-4 - 35 u"],
  is: /^[\s|*>#-]{0,8}(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):]\s{0,4})?(?:claims?\s+)?(?:rejections?\s*(?:-{1,2}|:|under)?\s*)?(?=35\s?u|§|u\.s\.c)/,
});

export const NOT_OF_ONE_ALONE = wording({
  name: "more-than-one-reference",
  says: "A heading over one reference that still speaks of obviousness.",
  from: "MPEP 2141",
  matches: ["smith in view of", "smith and official notice", "obvious over smith"],
  not: ["smith"],
  is: /\b(?:view|official|obvious)\b/,
});

export const STATUTE_BEHIND_CLAIMS = wording({
  name: "statute-behind-the-claims-of-a-heading",
  says: '"Claims 1-5: 35 U.S.C. 103 - Smith": what parts the claims of a heading from its statute.',
  matches: [": 35 u.s.c. 103", " - under 35 u.s.c. 102", " (§ 103)"],
  not: [" are rejected under 35 u.s.c.", " 35 pumps"],
  is: /^[\s:;.,|([-]{1,8}(?:under\s+)?(?=35\s?u|§|u\.s\.c)/,
});

export const SAID_TO_TEACH = wording({
  name: "said-to-teach",
  says: "Behind a name it is told what it teaches: the name is that of a reference.",
  from: "MPEP 706.02(j)",
  matches: [" teaches a pump", " et al. clearly disclose", "'s figure shows"],
  not: [" is the applicant", " and"],
  is: /^(?:\s+et\s+al\.?)?(?:'s)?\s+(?:\w+\s+)?(?:teach|disclos|show|describ|suggest)/,
});
