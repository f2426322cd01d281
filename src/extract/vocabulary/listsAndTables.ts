import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Rejections in lists and tables",
  '"The claims are rejected as follows: a. claims 1-4 under 35 U.S.C. 103 over Smith; …", "Claims | Basis | References": the ' +
    "verb stands before the items.",
);

const AS_FOLLOWS = /\brejected\s+(?:as\s+follows|on\s+the\s+following\s+grounds?)/;
const FOLLOWING = /\bfollowing\s+(?:new\s+)?(?:grounds?\s+of\s+)?rejections?\b/;
const REJECTIONS_ARE =
  /\brejections?\s+(?:of\s+record\s+)?(?:in\s+this\s+(?:office\s+)?action\s+)?(?:are|is)(?:\s+(?:as\s+follows|maintained|withdrawn)|(?=\s*:))/;
const NAMED_ALONE = /^\W*(?:the\s+)?(?:new\s+)?(?:grounds?\s+of\s+)?rejections?(?=\s*:)/;
const REJECTED_AT_ONCE =
  /\b(?:are|stand)\s+(?:hereby\s+)?rejected(?=\s*:\s*(?:\(?[a-h1-9][.)]\s*)?(?:claims?\b|\d+(?:\s*-\s*\d+|\s*,\s*\d+)*\s*[;|,]))/;
export const LIST_INTRODUCTION = wording({
  name: "rejected-as-follows",
  says: "The sentence opens a list of rejections; what it says of them it says of every item.",
  matches: [
    "the claims are rejected as follows:",
    "the following rejections are withdrawn:",
    "the rejections are:",
    "rejections:",
    "the following are rejected: claims 1-3",
    "the following claims are rejected: 1-3; 102(b)",
  ],
  not: ["the claims are rejected: see below", "the following is a quotation:"],
  stems: ["rej"],
  is: re`^(?:[^:]{0,120}(?:${AS_FOLLOWS}|${FOLLOWING}|${REJECTIONS_ARE}|${REJECTED_AT_ONCE})[^:]{0,80}|${NAMED_ALONE}\s*):`,
});

export const LIST_HEADING = wording({
  name: "summary-of-rejections",
  says: "A heading over a list of rejections.",
  matches: ["summary of rejections", "list of the rejections in this action"],
  not: ["summary of the invention"],
  stems: ["summary", "rej"],
  is: /^\W*(?:summary|overview|list)\s+of\s+(?:the\s+)?rejections?\b[^.]{0,40}$/,
});

const CLAIMS_COLUMN =
  /(?:rejected\s+)?claims?(?:\s?\(s\))?(?:\s+(?:rejected|numbers?|nos?\b\.?|at\s+issue|affected|involved|concerned))?/;
const STATUTE_COLUMN =
  /statutes?|(?:statutory|legal)\s+(?:basis|bases|provisions?)|basis|bases|(?:types?|kinds?)\s+of\s+rejections?|grounds?|sections?|rejections?|provisions?|authority|35\s+u\.?s\.?c/;
const ART_COLUMN =
  /(?:(?:cited|applied|prior)\s+)?(?:references?|art|documents?)(?:\s?\(s\))?(?:\s+(?:applied|cited|relied\s+upon))?/;
export const TABLE_HEADING = wording({
  name: "table-of-rejections",
  says: "The head of a table of rejections.",
  matches: [
    "claims | statute | references",
    "claim(s)  basis",
    "claims 35 u.s.c. reference(s)",
    "claim numbers | sections",
    "claim(s) rejected | statute | references",
    "claims | legal basis | references",
    "claims | type of rejection | art",
    "claims at issue | provision | references",
    "claim no. | rejection",
    "statute | claims | references",
    "rejection | claims | prior art",
  ],
  not: [
    "claims 1-5 are rejected",
    "previously rejected claims | statute | references",
    "section | claims | page",
    "rejection of claims and references",
  ],
  stems: [
    "statut",
    "basis",
    "bases",
    "ground",
    "section",
    "35 u",
    "rej",
    "provision",
    "legal",
    "type",
    "kind",
    "authorit",
  ],
  is: [
    re`^\W{0,6}(?:${CLAIMS_COLUMN})[\s|]{1,20}(?:${STATUTE_COLUMN})\b[^.]{0,80}`,
    re`^\W{0,6}(?:${STATUTE_COLUMN})[\s|]{1,20}(?:${CLAIMS_COLUMN})[\s|]{1,20}(?:${ART_COLUMN})(?=[\s|]*(?:\n|$))`,
  ],
});

export const STATUTE_COLUMN_FIRST = wording({
  name: "table-opens-with-the-statute",
  says: "The first column of the table has the statutes, the second the claims.",
  matches: ["statute | claims | references", "rejection | claims | prior art"],
  not: ["claims | statute | references"],
  is: re`^\W{0,6}(?:${STATUTE_COLUMN})[\s|]`,
});

export const ITEM_LEAD = wording({
  name: "item-number",
  says: "Bullets, letters and numbers that open an item.",
  matches: ["a. ", "• (2) the rejection of ", "| "],
  not: [],
  is: /^[\s|*•-]{0,8}(?:and\s+)?(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{1,4})?(?:and\s+)?(?:the\s+)?(?:rejections?\s+of\s+)?/,
});

const ARE_REJECTED_UNDER =
  /(?:(?:are|is|stand)\s+)?(?:(?:rejected|unpatentable)\s+)?(?:under\s+|as\s+to\s+)?/;
const STATUTE_AHEAD =
  /35\b|§|1[01]\d\b|section\s+1|u\.s\.c|(?:non-?statutory\s+|obviousness-type\s+)?double\s+patenting/;
export const ITEM_GROUND = wording({
  name: "item-ground",
  says: "What parts the claims of an item from its statute.",
  matches: [" | 35 u.s.c. 103", " under § 103", ": double patenting", " - 103", " (35 u.s.c. 103"],
  not: [" depend from claim 1", " | smith"],
  is: re`^[\s|,:;(-]{1,24}${ARE_REJECTED_UNDER}(?=(?:pre-aia\s+)?(?:${STATUTE_AHEAD}))`,
});

export const ITEM_BARE_STATUTE = wording({
  name: "item-bare-statute",
  says: "The number of a section behind a semicolon: no claim has it.",
  matches: ["; 102(b); smith", " | 103 | smith", "; 112(b)"],
  not: ["; 102, 104", ", 103(a)"],
  is: /[;|]\s*(?=(?:10[1-3]|112)\s*(?:\([a-z]\)|[;:|]))/,
});

export const ITEM_ART_FIRST = wording({
  name: "item-art-before-its-statute",
  says: "The art stands between the claims of an item and its statute.",
  matches: [" over smith under 35 u.s.c. 102(b)", ", as being anticipated by smith under"],
  not: [" under 35 u.s.c. 103", " depend from claim 1"],
  is: /^[\s,:]{1,4}(?:over|as\s+(?:being\s+)?(?:clearly\s+)?(?:anticipated|unpatentable|obvious))\b/,
});

const ITEM_OPENS = /^[\s|*•-]{0,8}(?:and\s+)?(?:\(?[a-h1-9][.)]\s+)?(?:the\s+)?(?:rejections?\s+of\s+)?/;
const ITEM_CLAIMS = /(?:claims?\s+)?\d[\d\s,&-]{0,60}(?:and\s+\d+\s*)?/;
const ITEM_STATUTE =
  /(?:under\s+)?(?:pre-aia\s+)?(?:35\b|§|1[01]\d\b|section\s+1|u\.s\.c|(?:non-?statutory\s+)?double\s+patenting)/;
/** "Claims 1-3; 35 U.S.C. 102(b); Smith": what these semicolons part is one item. */
const WITHIN_ITEM = re`(?<=${ITEM_OPENS}${ITEM_CLAIMS});(?=\s*${ITEM_STATUTE})|(?<=${ITEM_OPENS}${ITEM_CLAIMS};\s*${ITEM_STATUTE}[^;]{0,60}(?:;[^;]{0,60}){0,4});(?!\s*(?:and\s+)?(?:\(?[a-h1-9][.)]\s|(?:the\s+rejections?\s+of\s+)?claims?\b|\d|${ITEM_STATUTE}))`;
const STATUTE_AND_CLAIMS = re`(?<=${ITEM_OPENS}${ITEM_STATUTE}[^;]{0,40});(?=\s*claims?\b)|(?<=${ITEM_OPENS}${ITEM_STATUTE}[^;]{0,40};\s*claims?\s[^;]{0,80});(?!\s*(?:and\s+)?(?:\(?[a-h1-9][.)]\s|${ITEM_STATUTE}|claims?\b))`;
const OPENS_WITH_CLAIMS = /^[\s|*•-]{0,8}(?:and\s+)?(?:\(?[a-h1-9][.)]\s+)?(?:the\s+)?claims?\s+\d/;
export const ITEM_NEXT = wording({
  name: "next-item",
  says: "Where an item of a list ends: at a semicolon that parts no claims, statute and art of one item, or at a comma before further claims with a statute of their own.",
  matches: [
    "smith; claims 4-5",
    "claims 1-3; 35 u.s.c. 102(b); smith; claims 4-5",
    " claims 1-3 under § 102 over smith, claims 4-5 under",
    "(a) claim 1 under § 102, and claims 6 and 7 over",
  ],
  not: [
    " claims 1-3 over smith, jones",
    " claims 1-3; 35 u.s.c. 102(b); smith",
    "1-3; 102(b); smith",
    "35 u.s.c. 102(b); claims 1-3; smith",
    " claims 1-3 over smith as applied to claims 4-5 under",
    " under § 102, claims 1-3, over smith",
  ],
  is: re`(?!${WITHIN_ITEM}|${STATUTE_AND_CLAIMS});|(?<=${OPENS_WITH_CLAIMS}[^;]*),\s+(?:and\s+)?(?=claims?\s+\d[\d\s,&-]{0,40}(?:and\s+\d+\s+)?(?:under|over)\b)`,
});

export const ITEM_STATUTE_FIRST = wording({
  name: "item-opens-with-its-statute",
  says: "The statute opens the item.",
  matches: ["§ 103: claims 1-4", "35 u.s.c. 102", "under 35 u.s.c. 103(a), claims 4-5", "103"],
  not: ["claims 1-4", "1-4", "under smith"],
  is: /^(?:under\s+)?(?:35\b|§|1[01]\d\b|u\.s\.c)/,
});

export const ITEM_CLAIMS_BEHIND = wording({
  name: "item-claims-behind",
  says: "The claims of an item that opens with its statute.",
  matches: [": claims 1-4", " | claims 2"],
  not: [" over smith"],
  is: /^[\s|:;,-]{1,12}(?=claims?\b)/,
});

export const CELL_OF_CLAIMS = wording({
  name: "item-claims-in-their-cell",
  says: "The claims of a row that opens with its statute: the head of the table tells that they are claims.",
  matches: [" | 1-4 | smith", "  claims 2", "\t6, 7"],
  not: [" over smith", " | smith"],
  is: /^[\s|]{1,12}(?=claims?\b|\d)/,
});

export const ITEM_REJECTS_ITSELF = wording({
  name: "item-has-its-own-verb",
  says: "The item says itself that its claims are rejected: it is a sentence of its own.",
  matches: [" are rejected under", " the rejection"],
  not: [" under 35 u.s.c. 103 over smith"],
  is: /\breject(?:ed|s|ions?)\b/,
});

export const ITEM_ENDED = wording({
  name: "item-ended",
  says: "The item says that its rejection ended.",
  matches: [" under 103 (withdrawn)", " - moot"],
  not: [" under 103 over smith"],
  is: /\b(?:withdrawn|moot|overcome)\b/,
});
