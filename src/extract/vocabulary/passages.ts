import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Passages of references",
  "Columns and lines, paragraphs, pages, figures that an action points to (MPEP 707.05).",
);

const LINES_OF_COLUMN =
  /cols?(?:umns?)?\.?\s?\d{1,3}(?:\s?-\s?\d{1,3})?(?:\s?,?\s?(?:lines?|ll?\.|ln\.?|:)\s?\d{1,3}(?:\s?(?:-|to|through)\s?(?:col(?:umn)?\.?\s?\d{1,3},?\s?(?:lines?|:)\s?)?\d{1,3})?)?/;
const PARAGRAPHS_OF =
  /(?:paragraphs?|paras?\.?|pars?\.?)\s?(?:no\.?\s?)?\[?\d{1,4}\]?(?:\s?(?:-|,|and|&|to)\s?\[?\d{1,4}\]?){0,8}/;
const PAGES_OF =
  /pages?\s\d{1,4}(?:\s?-\s?\d{1,4})?(?:,?\s?(?:lines?|paragraphs?|col(?:umn)?\.?)\s\d{1,3}(?:\s?-\s?\d{1,3})?)?/;
const FIGURES_OF =
  /figs?(?:ures?)?\.?\s?\d{1,3}[a-z]?(?:\s?(?:-|,|and|&)\s?\d{1,3}[a-z]?\b(?!\s?[-,]?\s?line)){0,8}|(?:the\s)?abstract\b/;
export const PASSAGE = wording({
  name: "passage-of-a-reference",
  says: "Where a reference is pointed into: column and line, paragraph, page, figure, abstract.",
  from: "MPEP 707",
  matches: ["column 3, lines 5-10", "paragraphs 12 and 13", "fig. 3a", "the abstract"],
  not: ["collar", "part of"],
  stems: ["col", "par", "pag", "fig", "abstract"],
  flags: "y",
  is: re`\b(?:${LINES_OF_COLUMN}|${PARAGRAPHS_OF}|${PAGES_OF}|${FIGURES_OF})`,
});

export const PARAGRAPH_BY_MARK = wording({
  name: "paragraph-by-its-mark",
  says: "A paragraph that is pointed to by a mark or in brackets, without the word.",
  from: "MPEP 707",
  matches: ["[0035]", "¶ 12"],
  not: ["[35]", "12"],
  flags: "y",
  is: /¶{1,2}\s?\[?\d{1,4}\]?(?:\s?(?:-|,|and)\s?¶?\s?\[?\d{1,4}\]?){0,8}|\[0\d{3}\](?:\s?(?:-|,|and)\s?\[0?\d{1,4}\]){0,8}/,
});
