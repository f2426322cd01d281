import { patternsOn, re } from "./pattern.js";

const citations = patternsOn(
  "Art of record, family and literature",
  "In which context a document is cited: relied on, of record, of the applicant's own family, or mentioned (MPEP 707.05, 609, 201 to 213).",
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
export const FAMILY = citations({
  name: "own-family",
  says: "The document is of the applicant's own family.",
  from: "MPEP 201, 211",
  matches: ["continuation of", "claims the benefit of", "instant application", "published as"],
  not: ["smith discloses"],
  is: re`\b(?:${CONTINUING}|${BENEFIT}|${NOW_PATENT}|${OWN_TEXT}|${OWN_PUBLICATION}|${REISSUED})\b`,
});

export const OWN_FAMILY = citations({
  name: "this-application-is-a",
  says: "Plain enough to count among the art of record too.",
  from: "MPEP 201",
  matches: ["this application is a continuation", "the present application is a national stage"],
  not: ["smith's application is a continuation"],
  is: /\b(?:this|(?:the\s+)?(?:present|instant))\s+application\s+is\s+(?:a\s+)?(?:continuation|division|reissue|national\s+stage)/,
});

export const TERMINAL_DISCLAIMER = citations({
  name: "terminal-disclaimer",
  says: "A terminal disclaimer names the other patent.",
  from: "MPEP 1490",
  matches: ["terminal disclaimer"],
  not: ["disclaimer"],
  is: /terminal\s+disclaimer/,
});

export const CASE_LAW = citations({
  name: "case-law",
  says: "A decision of a court.",
  from: "MPEP 707.06",
  matches: ["graham v. john deere", "148 uspq"],
  not: ["smith et al."],
  is: /\bv\.\s|\busp?q|\bf\.\s?[23]d/,
});

export const STANDS_FOR = citations({
  name: "stands-for-another",
  says: "It stands for another document: relied on as that one is.",
  matches: ["english translation", "corresponds to"],
  not: ["discloses"],
  is: /equivalent|translation|corresponds?\s+to|english/,
});

export const USED_AS_ART = citations({
  name: "used-as-art",
  says: "The sentence uses it as art.",
  matches: ["anticipated", "teaches"],
  not: ["continuation"],
  is: /reject|anticipat|discloses|teaches/,
});

export const PUBLISHED_AS = citations({
  name: "published-as",
  says: '"Published as": a document, no priority.',
  matches: ["published as "],
  not: ["filed as "],
  is: /published\s+as\s*$/,
});

export const PRIORITY = citations({
  name: "foreign-priority",
  says: "Priority is claimed: the number is the application's own earlier filing.",
  from: "MPEP 213, 215",
  matches: ["foreign priority", "certified copy", "119(a)"],
  not: ["prior art"],
  is: /foreign\s+priority|certified\s+cop|priority\s+(?:document|under|to|based|date|is\s+claimed)|119\(a\)|claims?\s+(?:the\s+)?(?:benefit|priority)|right\s+of\s+priority/,
});

export const BEFORE_PERTINENT = citations({
  name: "before-relied-or-pertinent",
  says: 'Words before "relied", "applied", "pertinent" or "cited" that open the list of art of record.',
  matches: ["not ", "considered ", "are "],
  not: ["is hereby "],
  is: /\bnot\s+(?:specifically\s+|currently\s+|presently\s+)?(?:being\s+)?$|considered\s+$|(?:is|are)\s+$|(?:additional|other)\s+$/,
});

const MADE_OF_RECORD =
  /(?:made|prior\s+art|art|references?|cited)\s+(?:made\s+)?of\s+record|prior\s+art|references?/;
const CITED_AS = re`(?:${MADE_OF_RECORD})[^.\n]{0,80}\bnot\s+(?:specifically\s+|currently\s+|presently\s+)?(?:being\s+)?(?:relied|applied|used)`;
const OF_INTEREST = /considered\s+pertinent\s+to\s+applicant/;
const PERTINENT_ART =
  /(?:is|are)\s+cited\s+(?:as\s+(?:being|showing)|as|to\s+(?:further\s+)?(?:show|illustrate)|for)\s+(?:being\s+)?(?:of\s+interest|pertinent|relevant|the\s+(?:general\s+)?state)/;
const OF_RECORD_A = /(?:additional|other)\s+(?:pertinent|relevant)\s+(?:prior\s+)?(?:art|references)/;
export const OF_RECORD = citations({
  name: "of-record-not-relied-upon",
  says: "The list of art of record begins.",
  from: "form paragraph 7.96, MPEP 707.05",
  matches: [
    "prior art made of record and not relied",
    "considered pertinent to applicant",
    "are cited as being of interest",
  ],
  not: ["prior art relied upon"],
  is: re`${CITED_AS}|${OF_INTEREST}|${PERTINENT_ART}|${OF_RECORD_A}`,
});

export const DEFINES_WORK = citations({
  name: "line-defines-a-work",
  says: "A line that opens with a name and a mark.",
  matches: ["Ray: Loaded", "Ray (World"],
  not: ["Ray discloses"],
  is: /^[^.]{2,40}[:;,("]/,
});

export const HAS_YEAR = citations({
  name: "year-of-a-work",
  says: "A year stands in it.",
  matches: ["October 2010"],
  not: ["10"],
  is: /\b(?:19|20)\d{2}\b/,
});

export const WORK_WITH_YEAR = citations({
  name: "work-and-year",
  says: "A name, a title or a journal, and a year.",
  matches: ["Malhotra (World J Transplant, 2014"],
  not: ["Malhotra discloses"],
  is: /^[\w\s.,-]{2,60}(?:\(|,\s?"|")[^()]{5,260}\b(?:19|20)\d{2}\b/,
});

export const SAYS_DOCUMENT = citations({
  name: "patent-or-pub",
  says: "It is a patent document after all.",
  matches: ["Patent", "Pub."],
  not: ["Journal"],
  is: /patent|pub\./i,
});

export const LITERATURE_BEGINS = citations({
  name: "et-al-and-title",
  says: '"et al." before a bracket or a quoted title.',
  matches: ["et al. (", 'et al., "'],
  not: ["et al. discloses"],
  is: /et al\.?,?\s*(?:\(|[,:]?\s?")/y,
});

export const LITERATURE = citations({
  name: "literature",
  says: "Authors, a title or a journal, and a year.",
  from: "MPEP 707.05(e)",
  matches: ["et al. (World J Transplant, 2014)", 'et al., "A title of a paper", Journal, 2012'],
  not: ["et al. (US 6,123,456)"],
  is: /^et al\.?,?\s*(?:\((?=[^()]*[A-Za-z]{3})[^()]{4,260}\b(?:19|20)\d{2}\b[^()]{0,80}\)|[,:]?\s?"[^"\n]{8,260}"[^\n]{0,200}?\b(?:19|20)\d{2}\b)/,
});

export const PATENT_OR_CASE = citations({
  name: "patent-or-case",
  says: "A patent or a decision, no literature.",
  matches: ["US", "Fed. Cir", "USPQ"],
  not: ["World J Transplant"],
  is: /\b(?:US|U\.S\.|Patent|Pat\.|Pub\b|Pub\.|Publication No|WO|EP|JP|CN|KR)\b|Fed\.\s?Cir|USPQ|F\.[23]d|[\d/]{9,}/,
});

const LINES_OF_COLUMN =
  /cols?(?:umns?)?\.?\s?\d{1,3}(?:\s?-\s?\d{1,3})?(?:\s?,?\s?(?:lines?|ll?\.|ln\.?|:)\s?\d{1,3}(?:\s?(?:-|to|through)\s?(?:col(?:umn)?\.?\s?\d{1,3},?\s?(?:lines?|:)\s?)?\d{1,3})?)?/;
const PARAGRAPHS_OF =
  /(?:paragraphs?|paras?\.?|pars?\.?)\s?(?:no\.?\s?)?\[?\d{1,4}\]?(?:\s?(?:-|,|and|&|to)\s?\[?\d{1,4}\]?){0,8}/;
const PAGES_OF =
  /pages?\s\d{1,4}(?:\s?-\s?\d{1,4})?(?:,?\s?(?:lines?|paragraphs?|col(?:umn)?\.?)\s\d{1,3}(?:\s?-\s?\d{1,3})?)?/;
const FIGURES_OF =
  /figs?(?:ures?)?\.?\s?\d{1,3}[a-z]?(?:\s?(?:-|,|and|&)\s?\d{1,3}[a-z]?\b(?!\s?[-,]?\s?line)){0,8}|(?:the\s)?abstract\b/;
export const PASSAGE = citations({
  name: "passage-of-a-reference",
  says: "Where a reference is pointed into: column and line, paragraph, page, figure, abstract.",
  from: "MPEP 707",
  matches: ["column 3, lines 5-10", "paragraphs 12 and 13", "fig. 3a", "the abstract", "[0035]", "¶ 12"],
  not: ["collar", "part of"],
  flags: "y",
  is: re`\b(?:${LINES_OF_COLUMN}|${PARAGRAPHS_OF}|${PAGES_OF}|${FIGURES_OF})|¶{1,2}\s?\[?\d{1,4}\]?(?:\s?(?:-|,|and)\s?¶?\s?\[?\d{1,4}\]?){0,8}|\[0\d{3}\](?:\s?(?:-|,|and)\s?\[0?\d{1,4}\]){0,8}`,
});
