import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Literature",
  "That a document is literature and no patent, by author, title, journal and year (MPEP 707.05(e)).",
);

export const DEFINES_WORK = wording({
  name: "line-defines-a-work",
  says: "A line that opens with a name and a mark.",
  matches: ["Ray: Loaded", "Ray (World"],
  not: ["Ray discloses"],
  is: /^[^.]{2,40}[:;,("]/,
});

export const HAS_YEAR = wording({
  name: "year-of-a-work",
  says: "A year stands in it.",
  matches: ["October 2010"],
  not: ["10"],
  is: /\b(?:19|20)\d{2}\b/,
});

export const WORK_WITH_YEAR = wording({
  name: "work-and-year",
  says: "A name, a title or a journal, and a year.",
  matches: ["Malhotra (World J Transplant, 2014"],
  not: ["Malhotra discloses"],
  is: /^[\w\s.,-]{2,60}(?:\(|,\s?"|")[^()]{5,260}\b(?:19|20)\d{2}\b/,
});

export const SAYS_DOCUMENT = wording({
  name: "patent-or-pub",
  says: "It is a patent document after all.",
  matches: ["Patent", "Pub."],
  not: ["Journal"],
  is: /patent|pub\./i,
});

export const LITERATURE_BEGINS = wording({
  name: "et-al-and-title",
  says: '"et al." before a bracket or a quoted title.',
  matches: ["et al. (", 'et al., "'],
  not: ["et al. discloses"],
  stems: ["al.", "al,", "al ", "al\n", "al(", "al:", 'al"'],
  is: /et al\.?,?\s*(?:\(|[,:]?\s?")/y,
});

export const LITERATURE = wording({
  name: "literature",
  says: "Authors, a title or a journal, and a year.",
  from: "MPEP 707.05(e)",
  matches: ["et al. (World J Transplant, 2014)", 'et al., "A title of a paper", Journal, 2012'],
  not: ["et al. (US 6,123,456)"],
  is: /^et al\.?,?\s*(?:\((?=[^()]*[A-Za-z]{3})[^()]{4,260}\b(?:19|20)\d{2}\b[^()]{0,80}\)|[,:]?\s?"[^"\n]{8,260}"[^\n]{0,200}?\b(?:19|20)\d{2}\b)/,
});

export const PATENT_OR_CASE = wording({
  name: "patent-or-case",
  says: "A patent or a decision, no literature.",
  matches: ["US", "Fed. Cir", "USPQ"],
  not: ["World J Transplant"],
  is: /\b(?:US|U\.S\.|Patent|Pat\.|Pub\b|Pub\.|Publication No|WO|EP|JP|CN|KR)\b|Fed\.\s?Cir|USPQ|F\.[23]d|[\d/]{9,}/,
});
