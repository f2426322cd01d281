import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Claims of another application",
  "The claims that a sentence is about are those of another application or patent (MPEP 804).",
);

export const CLAIMS_OF = wording({
  name: "claims-of-whom",
  says: "Whose claims they are.",
  matches: [" of copending application 12/345,678"],
  not: [" are"],
  is: /^\s*,?\s*(?:of|in|from)\s+(?:the\s+)?([^,;]{3,120})/,
});

export const OWN_APPLICATION = wording({
  name: "own-application",
  says: "The application that is examined.",
  matches: ["instant application", "this application", "reissue application"],
  not: ["parent patent", "reissue application no. 12/345,678"],
  is: /instant|present|this|pending application|current|elected|examined|the application\b|\breissue\s+application(?!\s*(?:no|ser|\d))/,
});

export const RELATED_APPLICATION = wording({
  name: "related-application",
  says: "A related one after all.",
  from: "MPEP 804",
  matches: ["copending", "parent"],
  not: ["instant"],
  is: /co-?pending|parent|related/,
});

export const A_PATENT = wording({
  name: "a-patent",
  says: "A patent: under re-examination its claims are the action's own.",
  from: "MPEP 2258",
  matches: ["patent"],
  not: ["application"],
  is: /patent/,
});

export const REEXAMINATION = wording({
  name: "reexamination",
  says: "A patent is re-examined.",
  from: "MPEP 2209",
  matches: ["reexamination"],
  not: ["exam"],
  is: /re-?examination/,
});

export const OTHER_OWNER = wording({
  name: "other-owner",
  says: "Another application or patent.",
  from: "MPEP 804",
  matches: ["u.s. patent", "the '123"],
  not: ["the group"],
  is: /co-?pending|parent|related|patent|application|'\d{3}/,
});

export const IN_OTHER_APPLICATION = wording({
  name: "in-a-copending-application",
  says: '"In copending Application No. 13/445,566, claims 1-8 were rejected".',
  from: "MPEP 804",
  matches: [
    "the examiner notes that in copending application no. 13/445,566, ",
    "in its parent application, ",
  ],
  not: ["in the instant application, ", "over copending application no. 13/445,566 "],
  is: /\bin\s+(?:the\s+|its\s+)?(?:co-?pending|related|parent|sister)\s+(?:u\.s\.\s+)?(?:patent\s+)?application\b[^.;]{0,5}[^;]{0,40},\s*$/,
});
