import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Official notice and admitted prior art",
  "What stands among the references of a rejection and is none (MPEP 2129, 2144.03).",
);

export const OFFICIAL_NOTICE = wording({
  name: "official-notice",
  says: "Facts beyond the references are noticed.",
  from: "MPEP 2144.03",
  matches: ["official notice", "well known prior art"],
  not: ["notice of allowance"],
  is: /official notice|well[- ]known (?:prior )?art|judicial notice/,
});

const NOTICED =
  /official notice|(?:(?:common|general|ordinary)\s+)?knowledge(?:\s+in\s+the\s+art)?|prior art|applicant's? admi|routine|following|combination|same|above|reasons?/;
const SAME_AGAIN = /further|well.known|examiner/;
const ONE_OF_NONE = re`(?:(?:the\s+)?examiner's\s+)?(?:${NOTICED}|${SAME_AGAIN})(?:\s+(?:as\s+)?taken(?:\s+(?:by|in)\b.*)?)?`;
export const NO_REFERENCE = wording({
  name: "no-reference",
  says: 'Nothing of a document: official notice, common knowledge, "the same".',
  from: "MPEP 2144.03",
  matches: [
    "official notice",
    "the same",
    "",
    "examiner's official notice",
    "the official notice taken by the examiner",
    "examiner's official notice and common knowledge",
  ],
  not: ["smith", "the official journal"],
  is: re`^[\s,.;:()"'*-]*(?:the\s+)?(?:${ONE_OF_NONE}(?:\s+and\s+(?:the\s+)?${ONE_OF_NONE})*)?[\s,.;:()"'*-]*$`,
});

export const ADMITTED_PRIOR_ART = wording({
  name: "admitted-prior-art",
  says: "What the applicant admits to be prior art.",
  from: "MPEP 2129",
  matches: ["applicant's admitted prior art", "aapa"],
  not: ["applicant's claims"],
  is: /^(?:applicants?'?s?|the)?\s*(?:own\s+)?(?:admitted|admission|aapa\b|apa\b|admitted prior art)/,
});
