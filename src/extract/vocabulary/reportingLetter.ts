import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Letters that only report",
  "A decision of the Board, an advisory action, an interview summary: they tell of rejections made elsewhere (MPEP 713.04, 1213; forms PTOL-303, PTOL-413).",
);

export const ON_APPEAL = wording({
  name: "decision-on-appeal",
  says: "The head of a decision of the Board.",
  from: "MPEP 1213",
  matches: ["decision on appeal"],
  not: ["appeal brief"],
  is: /decision\s+on\s+appeal/,
});

export const THE_BOARD = wording({
  name: "the-board",
  says: "The Board of appeals or one of its judges.",
  from: "35 U.S.C. 6",
  matches: ["administrative patent judge", "patent trial and appeal board", "board of patent appeals"],
  not: ["patent examiner"],
  is: /administrative\s+patent\s+judge|patent\s+(?:trial\s+and\s+)?appeals?\s+(?:board|and)|board\s+of\s+patent\s+appeals/,
});

const DECIDED_PETITION =
  /decision\s+on\s+petition|decision\s+(?:granting|dismissing|denying)\s+(?:the\s+)?petition/;
const NOT_IN_CONDITION =
  /(?:request\s+for\s+reconsideration|reply|response|amendment|arguments?)\s+ha(?:s|ve)\s+been\s+considered,?\s+but\s+(?:does|do)\s+not\s+place\s+the\s+application\s+in\s+condition/;
export const REPORTING_LETTER = wording({
  name: "letter-that-reports",
  says: "An advisory action, or a decision on a petition or request: it tells of rejections and makes none.",
  from: "MPEP 706.07(f), 1002, 1204.02",
  matches: [
    "panel decision from pre-appeal brief review",
    "advisory action before the filing of an appeal brief",
    "decision on petition",
    "the request for reconsideration has been considered but does not place the application in condition for allowance",
  ],
  not: ["the petition", "final office action", "the request for reconsideration has been considered."],
  is: re`${NOT_IN_CONDITION}|panel\s+decision\s+from\s+pre-?\s?appeal|advisory\s+action\s+before\s+the\s+filing|${DECIDED_PETITION}`,
});

export const REPORTING_HEAD = wording({
  name: "head-of-a-letter-that-reports",
  says: "A line at its head that only such a letter begins with.",
  from: "MPEP 706.07(f), 2246, 2247; form PTOL-303",
  matches: [
    "advisory action",
    "\ncontinuation sheet (ptol-303)",
    "order granting request for ex parte reexamination",
  ],
  not: ["in the advisory action", "office action"],
  is: /(?:^|\n)\W{0,8}(?:advisory\s+action\b|continuation\s+sheet\s+\(ptol?-303\)|(?:order|decision)\s+(?:granting|denying)\b[^\n]{0,40}re-?examination)/,
});

export const INTERVIEW_SUMMARY = wording({
  name: "interview-summary",
  says: "An interview summary: the form of its own, or the first section of an action.",
  from: "MPEP 713.04; form PTOL-413",
  matches: ["interview summary", "applicant-initiated interview summary"],
  not: ["the interview summary of may 3"],
  is: /^\W{0,8}(?:(?:applicant|examiner)-initiated\s+)?interview\s+summary\b/,
});

export const REOPENED = wording({
  name: "prosecution-reopened",
  says: "After a decision of the Board the examiner goes on: what follows is an action.",
  from: "37 CFR 1.198, MPEP 1214.07",
  matches: ["prosecution is hereby reopened", "prosecution on the merits has been re-opened"],
  not: ["prosecution is closed"],
  is: /prosecution\s+(?:on\s+the\s+merits\s+)?(?:is|has\s+been)\s+(?:hereby\s+)?(?:re-?opened)/,
});
