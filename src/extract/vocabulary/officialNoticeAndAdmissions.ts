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

const WHOSE =
  /(?:(?:the|an?|in|as|applicants?'?s?|appellants?'?s?|inventors?'?s?|patent\s+owners?'?s?|own|instant|present|specification's?)\s+)*/;
const ART_OF_SPECIFICATION =
  /(?:prior|related|background|conventional)\s+art\s+(?:(?:of|as|in|from|by|the|shown|described|discussed|disclosed)\s+)*(?:admi|\(?fig|applicant|instant|specification)/;
const ADMISSION = re`admi(?:tted|ssions?)\b|(?:acknowledged|disclosed)\s+prior\s+art|a?apa\b|${ART_OF_SPECIFICATION}`;
const OWN_ART =
  /(?:applicants?'?s?|appellants?'?s?)\s+(?:own\s+)?(?:prior\s+art|specification|disclosure|drawings?)(?!\s+(?:patent|reference|publication|document))/;
const OWN_SPECIFICATION =
  /background(?:\s+art)?(?:\s+section)?\s+of\s+the|(?:statement|description|discussion)\s+of\s+(?:the\s+)?(?:prior|related|background)\s+art/;
const FIGURE_NUMBERS = /\d{1,2}[a-z]?(?:(?:\s?[-,&]\s?|\s+(?:and|to)\s+)\d{1,2}[a-z]?){0,3}/;
const OWN_FIGURE = re`fig(?:ures?|s)?\b\.?\s?${FIGURE_NUMBERS}\s*(?:$|\(|of\s+(?:(?:the\s+)?applicants?'?s?|the\s+(?:instant|present))\s)`;
export const ADMITTED_PRIOR_ART = wording({
  name: "admitted-prior-art",
  says: "What the applicant admits to be prior art, in words, by its short name, or as the background or a figure of the specification.",
  from: "MPEP 2129",
  matches: [
    "applicant's admitted prior art",
    "aapa",
    '"apa"',
    "the applicant's own admission",
    "prior art figure 1",
    "prior art as admitted by applicant",
    "applicant's background of the invention",
    "figure 1 of the instant application",
    "applicant's own prior art",
  ],
  not: [
    "applicant's claims",
    "applicant's prior art patent",
    "prior art of record",
    "prior art as a whole",
    "figure 3 of smith",
    "apache",
    "background modeling",
  ],
  is: re`^[\s"'([]*(?:(?:the\s+)?${OWN_ART}|${WHOSE}(?:${ADMISSION}|${OWN_SPECIFICATION}|${OWN_FIGURE}))`,
});
