import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Sections that reject without a sentence",
  "That the rejections of a section ended, or that it answers arguments: then what it tells claim by claim rejects nothing (MPEP 706, 707.07(d)).",
);

export const SECTION_ENDED = wording({
  name: "section-of-an-ended-rejection",
  says: "The section says at its beginning that its rejection ended.",
  matches: ["withdrawn", "moot"],
  not: ["recites"],
  is: /withdraw|moot|overcome/,
});

export const ANSWERS_ARGUMENTS = wording({
  name: "section-answers-arguments",
  says: "The section answers arguments; it makes no rejection.",
  from: "MPEP 707.07(f)",
  matches: ["applicant's arguments", "applicants submit"],
  not: ["claim 3 recites"],
  is: /\bapplicants?(?:'s?)?\b[^.]{0,120}\b(?:argu|amend|remark|submit|overc|travers|cancel|respon|persuas)/,
});
