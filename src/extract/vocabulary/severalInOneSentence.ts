import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Several rejections in one sentence",
  "One verb or noun rejects several lists of claims, each with its own statute or art.",
);

export const OTHER_PREDICATE = wording({
  name: "another-predicate",
  says: "Another fate of claims is told: the first verb does not reach past it.",
  matches: [", claims 5-6 are allowed and", "; the objection to"],
  not: [", and claims 5-6 under", " over smith"],
  is: /\b(?:reject|allow|object|cancel|pending|withdraw)/,
});

export const SHARES_THE_VERB = wording({
  name: "further-claims-share-the-verb",
  says: "A comma or a conjunction before claims that share the verb of the ones before.",
  matches: [" over smith, ", " over smith; and (b) ", " as to ", ", as well as of "],
  not: [" as applied to ", " over "],
  is: /(?:[,;:]|\band|\bas\s+to|\bas\s+well\s+as)\s+(?:also\s+)?(?:of\s+|for\s+|\(?[a-h1-9ivx]{1,3}[.)]\s+)?$/,
});

const LEADS_INTO_CLAUSE = /\s*(?:only|alone)?,?\s*(?:(?:are|is|each)\s+)?/;
const ALSO = /also\s+|further\s+|likewise\s+|similarly\s+|in\s+turn,?\s+/;
const GROUND_FOLLOWS =
  /under|pursuant|over|as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing)/;
export const CLAUSE_TAIL = wording({
  name: "ground-without-a-verb",
  says: 'What may follow further claims that are told without a verb of their own: "claims 5-6 under 35 U.S.C. 112(b)".',
  matches: [" under 35 u.s.c. 112(b)", " are likewise over jones", " as being indefinite"],
  not: [" depend from claim 1", " and 7"],
  is: re`^${LEADS_INTO_CLAUSE}${ALSO}?(?=(?:${GROUND_FOLLOWS}|on\s+the\s+ground)\b)`,
});

export const LIKEWISE = wording({
  name: "as-are-claims",
  says: '"Claim 8 is rejected for the same reason, as are claims 9 and 10": they are rejected by the same verb.',
  matches: [", as are claims 9 and 10", " so is dependent claim 4"],
  not: [", as claimed in claim 4"],
  is: /,?\s(?:as|so)\s+(?:are|is)\s+(?:also\s+)?(?:dependent\s+)?(?=claims?\b)/,
});

export const RESPECTIVELY = wording({
  name: "respectively",
  says: "Each list of claims has the ground of its own place.",
  matches: ["102(b) and 103(a), respectively", "respectively."],
  not: ["with respect to", "irrespective of"],
  is: /\brespectively\b/,
});

export const RESPECTIVELY_AT_ONCE = wording({
  name: "respectively-at-once",
  says: "The same right behind the grounds.",
  matches: [", respectively, over", " (respectively)"],
  not: [" over smith and jones, respectively"],
  is: /^[\s,(]*respectively\b/,
});

const SHARE_VERB =
  /\b(maintained|sustained|repeated|extended(?=\s+to)|withdrawn|overcome|moot)\s+(?:only\s+)?/;
const SHARE_OF =
  /to|with\s+(?:respect|regards?)\s+to|as\s+to|for|against|as\s+applied\s+to|in\s+regards?\s+to|regarding/;
export const APPORTIONED = wording({
  name: "withdrawn-as-to-these-claims",
  says: "The rejection ends for some of its claims and stands for others: each share is told.",
  from: "MPEP 707.07(e)",
  matches: ["withdrawn with respect to claims 3-4", "maintained as to claims 5-7", "extended to claims 1-6"],
  not: ["the rejection is withdrawn in view of claims"],
  is: new RegExp(`${SHARE_VERB.source}(?:${SHARE_OF.source})\\s+(?:the\\s+)?(?=claims?\\b)`, "g"),
});
