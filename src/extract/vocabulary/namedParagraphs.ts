import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Paragraphs of a section that are named",
  '"112(a) and (b)", "112, second paragraph", "102(a)(1)" (35 U.S.C. 102, 112; MPEP 2161).',
);

export const STATUTE_LETTER = wording({
  name: "letter-of-a-section",
  says: "The letter of a paragraph, with or without brackets.",
  matches: ["(a)", " ( b )", "a,"],
  not: ["as", "1"],
  is: /\s{0,2}(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}1]|([a-h])(?=[\s,;.)/(]|[)\]}]|$|\d\)?))/y,
});

export const STATUTE_DIGIT = wording({
  name: "number-of-a-paragraph",
  says: "The number in 102(a)(1) and (a)(2).",
  from: "35 U.S.C. 102(a)",
  matches: ["(1)", "(2)"],
  not: ["(3)", "(a)"],
  is: /\s{0,2}(?:[([{]\s{0,2}([12il])\s{0,2}[)\]}]|([12])(?=\)|\s|,|\/))/y,
});

export const NEXT_LETTER = wording({
  name: "and-b",
  says: "A further letter of the same section.",
  matches: [" and (b)", ", (d)", " or b,"],
  not: [" and smith", " over"],
  is: /\s{0,2}(?:,|and\/or|and|or|&|\/)\s{0,3}(?:or\s{1,2})?(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}]|([b-h])(?=[\s,;.]))/y,
});

const ORDINAL = /first|1st|second|2nd|2d|third|3rd|fourth|4th|sixth|6th/;
const COUNTED = /first|second|fourth|one|two|three|four|five|six|[1-6]|i{1,2}|iv|vi|[a-f]/;
const SAME_AGAIN = re`\s{1,2}(?:and|or|&)\s{1,2}(?:the\s{1,2})?`;
const ORDINAL_FIRST = re`(${ORDINAL})(?:${SAME_AGAIN}(${ORDINAL}))?\s{1,2}par(?:agraph)?s?\.?`;
const IN_BRACKETS = re`[([]?\s?(${COUNTED})\s?[)\]]?`;
const WORD_FIRST = re`(?:paragraphs?|paras?\.?|subsections?|subparagraphs?)\s{1,2}${IN_BRACKETS}(?:${SAME_AGAIN}${IN_BRACKETS})?`;
const OF_SECTION = /(?:\s{1,2}of\s{1,2}|,\s{1,2}(?=sec|§|35|title))/;
/** "The second paragraph of", "paragraph two of", "subsection (b) of": the paragraph before its section; a part, with its words in groups. */
export const PARAGRAPH_BEFORE_SECTION = re`(?:the\s{1,2})?(?:${ORDINAL_FIRST}|${WORD_FIRST})${OF_SECTION}`;
export const PARAGRAPH_OF = wording({
  name: "the-second-paragraph-of",
  says: "The paragraph stands before its section.",
  from: "35 U.S.C. 112",
  matches: [
    "the second paragraph of ",
    "first and second paragraphs of ",
    "paragraph two of ",
    "paragraphs one and two of ",
    "subsection (a) of ",
  ],
  not: ["second embodiment of ", "paragraph two ", "paragraph 0012 of "],
  flags: "y",
  is: PARAGRAPH_BEFORE_SECTION,
});

const PARAGRAPH_WORD =
  /first|1st|lst|ist|frist|second|2nd|2d|secord|third|3rd|fourth|4th|forth|fifth|5th|sixth|6th|[1-6](?=\s{0,2}[)\],.;\s])/;
const FIRST_OR_SECOND = /i{1,2}(?=\s{0,2}[)\],.;])|iv|vi/;
/** Only behind the word: "112, one of the". */
const COUNTED_BEHIND_WORD = /(?<=par[a-z]{0,7}\.?\s{1,2})(?:one|two|four|six)/;
export const PARAGRAPH_ORDINAL = wording({
  name: "second-paragraph",
  says: "The paragraph of section 112 in words, as before the AIA.",
  from: "MPEP 2161",
  matches: [", second", " (pre-aia), first", ", ¶ 2.", ", paragraph two"],
  not: [" over smith", ", two of the"],
  flags: "y",
  is: re`\s{0,3}(?:[([{]\s{0,2})?(?:pre\s?-?\s?aia\s{0,2}\)?)?[,.\s:;-]{0,4}(?:the\s)?(?:(?:paragraphs?|paras?|pars?|pa\.|¶{1,2})\s{0,2}\.?\s{0,2}[([]?\s{0,2})?(${PARAGRAPH_WORD}|${FIRST_OR_SECOND}|${COUNTED_BEHIND_WORD})(?![a-z0-9])(?:\s{0,2}[)\]])?`,
});

export const NEXT_ORDINAL = wording({
  name: "and-second",
  says: "A further paragraph.",
  matches: [" and second", ", fourth"],
  not: [" and b"],
  is: /\s{0,2}(?:,|and|or|&|\/|and\/or|,\s{0,2}and)\s{1,2}(?:the\s)?(first|1st|second|2nd|2d|third|3rd|fourth|4th|fifth|5th|sixth|6th)(?![a-z0-9])/y,
});

export const AND_A_2 = wording({
  name: "and-a-2",
  says: '"102(a)(1) and (2)".',
  from: "35 U.S.C. 102(a)",
  matches: [" and (2)", "/(a)(2)"],
  not: [" and (b)"],
  is: /^\s{0,2}(?:and\/or|and|or|&|\/|,)\s{0,2}(?:102\s?)?(?:\(a\)\s?)?\(\s?2\s?\)/,
});

export const PARAGRAPH_LETTER = wording({
  name: "paragraph-b",
  says: '"112, paragraph (b)".',
  matches: [", paragraph (b)", " ¶ a"],
  not: [", second"],
  is: /^\s{0,3}(?:\(\s?pre\s?-?\s?aia\s?\))?,?\s{0,3}(?:paragraph|para\.?|¶)\s{0,2}[([]?([a-f])[)\]]?(?![a-z])/,
});

export const LETTER_OF_102 = wording({
  name: "letter-of-102",
  says: "The letter of section 102: two letters are two rejections.",
  matches: ["102(f)", "102(a)(1)"],
  not: ["102"],
  is: /\(([a-g])\)/,
});
