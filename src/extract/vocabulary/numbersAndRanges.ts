import { patternsOn, re } from "./pattern.js";

/** The parts of a list of claim numbers, in the order in which `claims/numbersAndRanges.ts` puts them together. */
const wording = patternsOn(
  "Lists of claims",
  '"Claims 1-5, 7 and 9-12": the word, numbers and ranges, what joins them, what is taken away again and what is added ' +
    "(MPEP 608.01(n), 714).",
);

export const CLAIM_WORD = wording({
  name: "the-word-claims",
  says: '"Claim", "claims", "claim(s)", and what typing and character recognition make of it.',
  matches: ["claims", "claim(s)", "clams", "clai", "cls. 1"],
  not: ["clause", "closed"],
  is: [
    /cl(?:ai|a|ia|aí|al|ai1|aim)m?(?:s\b|\b|s?(?=\d))(?:\s?[([{]\s?s\s?[)\]}])?/y,
    /cl(?:ms?|s)\.(?=\s?\d)/,
  ],
});

export const BEFORE_NUMBERS = wording({
  name: "nos-before-numbers",
  says: "What may stand between the word and its first number.",
  matches: [": nos. ", " numbered ", " #", " # "],
  not: [],
  is: /\s*:?\s*(?:nos?\.?\s*)?(?:(?:number(?:s|ed)?)\s+)?(?:#\s?)?/y,
});

export const CLAIM_NUMBER = wording({
  name: "claim-number",
  says: "A number, also where recognition read letters for its digits; what is joined to it tells whether it is one.",
  matches: ["12", "l0 ", "1are rejected", "i-"],
  not: ["a1", "50%"],
  is: new RegExp(
    [
      /(?:\d{1,6}|[il|](?=\s*(?:-|,|(?:and|to|through|is|stands)\b))|(?:[1-9l|][0-9olz|]|[il]\d|\d{2}[ol]|\d[ol]\d))/,
      /(?:(?![a-z\d%])|(?=(?:and|is|are|a[a-z]{1,2}\s+rejected)\b|and\d|(?:is|are)rej))/,
    ]
      .map(({ source }) => source)
      .join(""),
    "y",
  ),
});

export const NO_CLAIM_NUMBER = wording({
  name: "no-claim-number",
  says: "The number is of something else: a statute, a line, a figure, a part of a larger number.",
  matches: [" u.s.c", "% by weight", "th", " months", ",345"],
  not: [" and 7", ", 8"],
  is: [
    /\s*(?:u\.?\s?s\.?\s?c|usc\b|cfr\b|c\.f\.r|lines?\b|fig|%|\/\d|:\d|(?:st|nd|rd|th)\b|months?\b|years?\b)/y,
    /\s*(?:pages?\b|steps?\b|paragraphs?\b|times\b|mm\b|cm\b|wt\b)/,
    /[.,]\d{3}/,
  ],
});

export const LINES_BEHIND = wording({
  name: "lines-behind-the-first",
  says: '"Claim 1, line 3", "claim 1 step b": behind the first number these point into the claim.',
  matches: [" lines", "step", " page"],
  not: ["and"],
  is: /^\s*(?:lines?|steps?|pages?|paragraphs?)/,
});

export const COUNTED_BEHIND = wording({
  name: "lines-behind-a-further",
  says: "Behind a further number these say that it counts something else.",
  matches: [" lines", " times", " steps"],
  not: [" and 7"],
  is: /^\s*(?:lines?|steps?|pages?|paragraphs?|times)\b/,
});

export const RANGE = wording({
  name: "range",
  says: "From one number to another.",
  matches: ["-", " to ", " through claim ", "..", "---"],
  not: [",", " and "],
  is: /\s*(?:-{1,3}|to\b|through\b|thru\b|thr\b|until\b|~|—|\.\.{1,2})\s*(?:claims?\s+)?/y,
});

export const BRACKETED_RANGE = wording({
  name: "range-between-brackets",
  says: '"[1]-[5]": each number stands in brackets of its own.',
  matches: ["]-[5", ") to (7"],
  not: ["-5"],
  is: /\s*[)\]}]\s*(?:-{1,3}|to\b|through\b)\s*[([{]\s*(?=\d)/y,
});

export const TITLE_35_BEHIND = wording({
  name: "dash-before-35-usc",
  says: '"Claims 1-4, 9 - 35 U.S.C. 103": the dash parts the claims from the statute.',
  matches: ["35 u.s.c", "35us"],
  not: ["35 and"],
  is: /^35\s?u\.?\s?s/,
});

const AND = /and\s*\/\s*or|and(?:\s+and)?|adn|nad/;
const TOGETHER = /&|as well as|plus|along with|together with/;
const JOINING = re`,\s*;?\s*(?:${AND}|ad|amd|an\sd|or|${TOGETHER}|including)?(?![a-z])|;\s*(?:and|or|&)?(?![a-z])`;
const JOINING_WORD = re`(?:${AND}|ad(?=\s\d)|amd|an\sd|or|${TOGETHER})(?![a-z])|\/(?=\d)`;
const DETERMINERS =
  /also|the|each of|all of|any of|further|new|newly added|amended|corresponding|remaining|similar|their|its|respective/;
const KINDS =
  /(?:in)?dependents?|method|system|apparatus|device|product|process|medium|amended|composition|original|corresponding/;
const CLAIM_AGAIN = /(?:claims?\b(?:\s?\(s\))?:?\s*(?:nos?\.\s*)?|nos?\.\s*)?/;
export const SEPARATOR = wording({
  name: "and-further-claims",
  says: "What joins two numbers or ranges, with the words that may introduce the next.",
  matches: [", ", " and ", " as well as claims ", ", and dependent claims ", "; "],
  not: [" over ", "-"],
  is: new RegExp(
    `\\s*(?:${JOINING.source}|${JOINING_WORD.source})\\s*,?\\s*(?:(?:${DETERMINERS.source})\\s+){0,3}(?:(?:${KINDS.source})\\s+){0,2}${CLAIM_AGAIN.source}`,
    "y",
  ),
});

export const ASIDE = wording({
  name: "aside",
  says: "Words in brackets within the list: it goes on behind them.",
  matches: [" (as amended)", "(two)"],
  not: [" (5)"],
  is: /\s*[([](?!\s*\d)[^()[\]]{1,80}[)\]]/y,
});

export const INCLUSIVE = wording({
  name: "inclusive",
  says: '"Claims 1 to 5, inclusive".',
  matches: [", inclusive", " inclusively"],
  not: [" including"],
  is: /\s*,?\s*inclusive(?:ly)?\b/y,
});

/** What takes claims away from others: a part of every pattern that reads exceptions. */
export const EXCEPTING =
  /except(?:ing)?(?:\s+for)?|(?:with\s+)?(?:the\s+)?exception\s+of|excluding|exclusive\s+of|not\s+including|sav(?:e|ing)(?:\s+for)?|minus|less|without|other\s+than|but\s+(?:not|for)/;
const SORT_LEFT_OUT = /(?:cancell?ed|withdrawn|allowed|objected|dependent|non-?elected)\s+/;
export const EXCEPT = wording({
  name: "except-claims",
  says: "Claims that are taken away from the list again.",
  matches: [
    " except claims 3",
    ", excluding cancelled claim 6",
    " other than 5",
    ", save for claim 5",
    " minus claim 5",
    " (less claim 5",
    " but for claim 5",
  ],
  not: [" except as noted", " and 5"],
  is: new RegExp(
    `\\s*[,(]?\\s*(?:${EXCEPTING.source})\\s+(?:the\\s+)?(?:${SORT_LEFT_OUT.source})?(?:claims?\\s+)?(?=\\d)`,
    "y",
  ),
});

const MARKS_FOR_NUMBERS =
  /\[?\s*\*{1,5}\s*\]?|_{2,20}|#{1,6}|x{2,4}\b|\.{3,12}|-{2,8}(?=\s+(?:is|are)\b)|<[^<>]{0,20}>/;
const INSERT = /\[\s*(?:x|n|insert[^\]]{0,30}|claim[^\]]{0,20}|\s*)\s*\]/;
export const PLACEHOLDER = wording({
  name: "placeholder",
  says: "The examiner left the numbers out, and the form paragraph's mark stands in their place.",
  matches: [" [*]", " ____", " xx", " [insert claim numbers]", " ---- is"],
  not: [" 1-5", " are"],
  is: new RegExp(`\\s*[:\\s]*(?:${MARKS_FOR_NUMBERS.source}|${INSERT.source})`, "y"),
});

export const SLASHED_CLAIMS = wording({
  name: "claims-between-slashes",
  says: '"Claims 1/11/20": three claims of one wording.',
  matches: ["/11/20 are", "/11, "],
  not: ["/4 of", "/2010"],
  is: /(?:\s?\/\s?\d{1,3}){1,6}(?=\s(?:is|are|stand|recites?|under|over)\b|\s?[,;:)]\s)/y,
});

export const STOP_FOR_COMMA = wording({
  name: "stop-for-a-comma",
  says: '"Claims 1. 2, 3": a comma read as a stop.',
  matches: [". 2, 3", ". 2 and 3"],
  not: [". 12 months", ". the"],
  is: /^\.\s{1,2}(?=\d{1,3}(?:\s?[-,]\s?\d|\s(?:and|is|are|is\/are)\s))/,
});

export const STOP_WITHOUT_BLANK = wording({
  name: "stop-for-a-comma-without-blank",
  says: '"Claims 1-5, 7.9 and 12": the comma read as a stop, and its blank lost, within a list that goes on.',
  matches: [".9 and 12", ".9, 12", ".9-12"],
  not: [". 9 and", ".9 mm", ".9"],
  is: /^\.(?=\d{1,2}(?:\s?[-,]\s?\d|\sand\s\d))/,
});

export const SEPARATOR_LOST = wording({
  name: "separator-lost",
  says: '"Claims 1 2 and 3": the comma was lost; only where a verb or another number follows.',
  matches: [" 2 and", " 3-5"],
  not: [" 35 u.s.c", " months"],
  is: /^\s+(?=\d{1,3}(?:\s*[-,]\s*\d|\s+(?:and|is|are|is\/are)\b))/,
});

/** Words that cannot qualify a further claim of the list: they begin another phrase. */
export const NO_QUALIFIERS: ReadonlySet<string> = new Set(
  [
    "only of in to from with by as on over under than for per like regarding respect",
    "is are was were be been has have had",
    "depend depends depending dependent rejected objected allowed applied",
    "hence therefore thus accordingly consequently however then so here",
    "which that because since wherein where see no not when if while whereas but except excluding including",
  ].flatMap((words) => words.split(" ")),
);

export const ANOTHER_LIST = wording({
  name: "another-list-of-claims",
  says: '"Includes claim 5, claims 1-4 are allowed": behind one claim, the plural begins a list of its own.',
  matches: [", claims 1-4"],
  not: [", claim 1", ", 1-4"],
  is: /^\s*,\s{1,3}claims\s/,
});
