import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The ground by its reason alone",
  'No statute is named: "anticipated by" is 102, "the enablement rejection" 112(a) (MPEP 706.02, 706.03).',
);

export const IMPROPER_MARKUSH = wording({
  name: "improper-markush",
  says: "An improper Markush grouping: no statute.",
  from: "form paragraph 8.40, MPEP 2117",
  matches: ["improper markush grouping"],
  not: ["markush claim"],
  is: /improper markush|markush grouping/,
});

export const REASON_102 = wording({
  name: "anticipated-by",
  says: "Anticipated: 102.",
  from: "MPEP 2131",
  matches: [" as being clearly anticipated by"],
  not: [" as obvious over"],
  is: /^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:clearly\s+)?anticipated\s+by/,
});

export const REASON_103 = wording({
  name: "obvious-over",
  says: "Obvious over art: 103.",
  from: "MPEP 2141",
  matches: [" as being unpatentable over smith"],
  not: [" as indefinite"],
  is: /^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:unpatentable|obvious)\s+(?:over|in view)/,
});

export const REASON_INDEFINITE = wording({
  name: "as-being-indefinite",
  says: "Indefinite: 112(b).",
  from: "MPEP 2173",
  matches: [" as being indefinite"],
  not: [" as definite"],
  is: /^[^.]{0,30}(?:as\s+)?(?:being\s+)?indefinite\b/,
});

export const REASON_DESCRIPTION = wording({
  name: "as-new-matter",
  says: "New matter, no description, no enablement: 112(a).",
  from: "MPEP 2163",
  matches: [" as new matter", " as failing to comply with the enablement"],
  not: [" as indefinite"],
  is: /^[^.]{0,30}(?:new matter|failing to comply with the (?:written description|enablement))/,
});

export const REASON_101 = wording({
  name: "as-nonstatutory-subject-matter",
  says: "Not eligible: 101.",
  from: "MPEP 2106",
  matches: [" as directed to non-statutory subject matter"],
  not: [" as double patenting"],
  is: /^[^.]{0,60}(?:non-?statutory subject matter|abstract idea)/,
});

export const OBVIOUSNESS_REJECTION = wording({
  name: "obviousness-rejection",
  says: '"The obviousness rejection": 103.',
  matches: ["obviousness "],
  not: ["obvious "],
  is: /\bobviousness\s+$/,
});

export const ANTICIPATION_REJECTION = wording({
  name: "anticipation-rejection",
  says: '"The anticipation rejection": 102.',
  matches: ["anticipation "],
  not: ["obviousness "],
  is: /\banticipation\s+$/,
});

export const DESCRIPTION_REJECTION = wording({
  name: "enablement-rejection",
  says: '"The enablement rejection": 112(a).',
  matches: ["enablement ", "new matter "],
  not: ["indefiniteness "],
  is: /\b(?:enablement|written\s+description|new\s+matter)\s+$/,
});

export const INDEFINITENESS_REJECTION = wording({
  name: "indefiniteness-rejection",
  says: '"The indefiniteness rejection": 112(b).',
  matches: ["indefiniteness "],
  not: ["definite "],
  is: /\bindefiniteness\s+$/,
});

export const ELIGIBILITY_REJECTION = wording({
  name: "eligibility-rejection",
  says: '"The eligibility rejection": 101.',
  matches: ["subject matter eligibility ", "utility "],
  not: ["eligible "],
  is: /\b(?:subject\s+matter\s+)?(?:eligibility|utility)\s+$/,
});
