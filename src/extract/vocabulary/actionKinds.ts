import { patternsOn, re } from "./pattern.js";

/** What sort of thing the whole text is, before any sentence of it is read. */
const actions = patternsOn(
  "What the text is, as a whole",
  "A design application's action, a decision of the Board, a letter that reports rejections made elsewhere, the summary form (MPEP 1504, 713.04, 1213; forms PTOL-303, PTOL-326, PTOL-413).",
);

export const ORNAMENTAL_DESIGN = actions({
  name: "ornamental-design",
  says: "The claim of a design application.",
  from: "MPEP 1503.01, 1504.02",
  matches: ["the ornamental design", "the claimed design", "a design patent"],
  not: ["the design of the pump"],
  is: /^.{0,11}(?:ornamental|claimed) design|^.{0,11}design (?:patent|claim)/,
});

export const DESIGN_STATUTE = actions({
  name: "design-statute",
  says: "The statute of designs.",
  from: "35 U.S.C. 171",
  matches: ["35 u.s.c. 171", "35 usc §171"],
  not: ["35 u.s.c. 101"],
  is: /35 u\.?s\.?c\.? ?§? ?171/,
});

export const ARTICLE_OF_DESIGN = actions({
  name: "article-of-a-design",
  says: "The article in which a design is embodied.",
  from: "MPEP 1502",
  matches: ["article of manufacture in which the design"],
  not: ["article of manufacture comprising"],
  is: /article of manufacture (?:in|as|to) which/,
});

export const ON_APPEAL = actions({
  name: "decision-on-appeal",
  says: "The head of a decision of the Board.",
  from: "MPEP 1213",
  matches: ["decision on appeal"],
  not: ["appeal brief"],
  is: /decision\s+on\s+appeal/,
});

export const THE_BOARD = actions({
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
export const REPORTING_LETTER = actions({
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

export const REPORTING_HEAD = actions({
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

export const INTERVIEW_SUMMARY = actions({
  name: "interview-summary",
  says: "An interview summary: the form of its own, or the first section of an action.",
  from: "MPEP 713.04; form PTOL-413",
  matches: ["interview summary", "applicant-initiated interview summary"],
  not: ["the interview summary of may 3"],
  is: /^\W{0,8}(?:(?:applicant|examiner)-initiated\s+)?interview\s+summary\b/,
});

export const REOPENED = actions({
  name: "prosecution-reopened",
  says: "After a decision of the Board the examiner goes on: what follows is an action.",
  from: "37 CFR 1.198, MPEP 1214.07",
  matches: ["prosecution is hereby reopened", "prosecution on the merits has been re-opened"],
  not: ["prosecution is closed"],
  is: /prosecution\s+(?:on\s+the\s+merits\s+)?(?:is|has\s+been)\s+(?:hereby\s+)?(?:re-?opened)/,
});

export const OTHER_CLAIM = actions({
  name: "another-claim-than-claim-1",
  says: 'A claim other than claim 1 is named: "the claim" is then not the only one.',
  matches: ["claim 2", "claims 1-5", "claims 1, 3"],
  not: ["claim 1 is", "the claim"],
  is: /\bclaims? (?:[2-9]|1\d|1\s?[-,])/,
});

export const NAMES_CLAIMS = actions({
  name: "words-of-an-office-action",
  says: "A text without any of these words is no Office action.",
  matches: ["claim 1", "the examiner", "office action"],
  not: ["dear sir", "exclaimed"],
  is: /\bclaims?\b|\bexaminer\b|office\s+action/,
});

export const DISPOSITION = actions({
  name: "disposition-of-claims",
  says: "The part of the summary form that lists what becomes of which claims.",
  from: "form PTOL-326",
  matches: ["disposition of claims"],
  not: ["the disposition of the pump"],
  is: /^disposition\s+of\s+claims/,
});

export const FORM_PENDING = actions({
  name: "form-claims-pending",
  says: "A line of the form: these claims are pending.",
  from: "form PTOL-326",
  matches: [" is/are pending in the application"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+pending/,
});

export const FORM_REJECTED = actions({
  name: "form-claims-rejected",
  says: "A line of the form: these claims are rejected.",
  from: "form PTOL-326",
  matches: [" is/are rejected"],
  not: [" is/are allowed"],
  is: /^\s*(?:is|are|is\/are)\s+rejected/,
});

export const FORM_OBJECTED = actions({
  name: "form-claims-objected-to",
  says: "A line of the form: these claims are objected to.",
  from: "form PTOL-326",
  matches: [" is/are objected to"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+objected/,
});

export const FORM_ALLOWED = actions({
  name: "form-claims-allowed",
  says: "A line of the form: these claims are allowed.",
  from: "form PTOL-326",
  matches: [" is/are allowed"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+allowed/,
});
