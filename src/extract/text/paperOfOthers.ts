import {
  ANSWERS_ACTION,
  ATTORNEY_SIGNS,
  OFFICE_WRITES,
  REPLY_HEADING,
  RESPECTFULLY,
  TITLE_OF_BRIEF,
  TITLE_OF_FOREIGN_LETTER,
  TITLE_OF_PETITION,
  TITLE_OF_SEARCH_REPORT,
} from "../vocabulary/index.js";
import { prepare, withSingleBlanks } from "./text.js";

/** Papers that their titles tell, as people are told them. */
const TITLES = [
  { paper: "a brief in an appeal", title: TITLE_OF_BRIEF },
  { paper: "a petition or a request for review", title: TITLE_OF_PETITION },
  {
    paper: "a search report or opinion of an international or foreign authority",
    title: TITLE_OF_SEARCH_REPORT,
  },
  { paper: "a letter of a foreign patent office", title: TITLE_OF_FOREIGN_LETTER },
] as const;

/** A title stands on one of the first lines, */
const HEAD = 1_500;
const TITLE_LINES = 12;
/** what a paper answers, and the applicant's manner, in its beginning, */
const BEGINNING = 20_000;
/** and who signs it, near its end. */
const END = 6_000;
/** One sign alone may stand in an action that tells what the applicant wrote. */
const SIGNS_OF_REPLY = 2;

/** The same of a text as it is given. */
export function paperOfOthersIn(source: string): string | null {
  return paperOfOthers(prepare(source).lower);
}

/**
 * What paper of another than the USPTO the text is, as people are told it ("an applicant's reply"); null for the Office's own
 * letters, and where nothing tells it. By its title, or by two signs of a reply; never where the Office's own words stand in it.
 */
export function paperOfOthers(lower: string): string | null {
  const beginning = lower.slice(0, BEGINNING);
  const end = lower.slice(-END);
  if (OFFICE_WRITES.test(beginning) || OFFICE_WRITES.test(end)) return null;
  const lines = beginning
    .slice(0, HEAD)
    .split("\n")
    .map((line) => withSingleBlanks(line.replace(/^[\s#*]+/, "")))
    .filter((line) => line !== "")
    .slice(0, TITLE_LINES);
  const titled = TITLES.find(({ title }) => lines.some((line) => title.test(line)));
  if (titled) return titled.paper;
  const signs = [
    RESPECTFULLY.test(beginning) || RESPECTFULLY.test(end),
    ANSWERS_ACTION.test(beginning),
    REPLY_HEADING.test(beginning),
    ATTORNEY_SIGNS.test(end),
  ];
  return signs.filter((sign) => sign).length >= SIGNS_OF_REPLY ? "an applicant's reply" : null;
}
