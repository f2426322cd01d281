import { EXCEPTING } from "./numbersAndRanges.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn("All claims", "Every claim, named by no number, or every claim but some.");

export const NAMELY = wording({
  name: "claims-namely",
  says: '"All pending claims, namely 1-20": the numbers behind the word.',
  matches: ["claims, namely 1", "claims (i.e., claims 1"],
  not: ["claims 1"],
  is: /\bclaims,?\s+\(?(?:namely|that\s+is|i\.e\.|viz\.?),?\s+(?:claims?\s+)?(?=\d)/,
});

const SORT_OF_ALL =
  /(?:pending|presented|examined|remaining|elected|instant|above|currently|considered|original)\s+/;
const ALL_OF_THEM = re`\b(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?(?:${SORT_OF_ALL}){0,3}claims?\b`;
export const ALL_CLAIMS = wording({
  name: "all-claims",
  says: "Every claim, without numbers.",
  matches: ["all pending claims", "each of the claims"],
  not: ["the claims"],
  is: ALL_OF_THEM,
});

export const ALL_CLAIMS_BUT = wording({
  name: "all-claims-but",
  says: "Every claim but those of the list behind it.",
  matches: [
    "all pending claims, except for ",
    "all claims with the exception of ",
    "every claim other than ",
    "all claims but ",
    "all of the claims (save ",
    "all but ",
  ],
  not: ["all claims and ", "claims 1-10 except ", "all claims but not "],
  is: re`(?:${ALL_OF_THEM}\s*[,(]?\s*(?!but\s+not)(?:${EXCEPTING}|but)|\ball\s+but)\s+$`,
});

export const EVERY_CLAIM = wording({
  name: "every-claim",
  says: "Where the words begin that speak of all claims.",
  matches: ["all pending claims", "each of the claims", "every claim"],
  not: ["allowed claims"],
  is: /\b(?:all|every|each)\b/,
});
