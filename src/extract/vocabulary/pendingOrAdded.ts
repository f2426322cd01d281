import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Claims pending or added",
  "Which claims are on file (MPEP 707.07(i); 37 CFR 1.121(c)).",
);

export const PENDING_ARE = wording({
  name: "pending-claims-are",
  says: '"The pending claims are 1-5".',
  matches: [" claims are 1-5", " in this application are claims 1"],
  not: [" and rejected"],
  is: /^\s+(?:claims?\s+(?:are|include|in (?:this|the) application are)|in\s[^.]{0,60}\s(?:is|are))\s*:?\s*(?=claims?|\d)/,
});

export const ADDED_CLAIMS = wording({
  name: "claims-added-behind",
  says: 'What may stand between "added" and the claims behind it.',
  from: "37 CFR 1.121(c)",
  matches: [" claims 7-12", " new claim 7"],
  not: [" matter to claim 3", " to claims 1"],
  is: /^\s+(?:(?:the|new|further|dependent|independent)\s+){0,2}(?=claim)/,
});
