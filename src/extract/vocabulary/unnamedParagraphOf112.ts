import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Which paragraph a bare 112 means",
  "The rejection names section 112 and no paragraph: its reason or its heading tells which (35 U.S.C. 112; MPEP 2161 to 2173).",
);

export const REASON_112A = wording({
  name: "reason-of-112a",
  says: "A reason under 112(a).",
  from: "35 U.S.C. 112(a)",
  matches: ["written description", "best mode"],
  not: ["indefinite"],
  is: /written description|enabl|new matter|best mode|possession|not described/,
});

export const REASON_112D = wording({
  name: "reason-of-112d",
  says: "A reason under 112(d).",
  from: "35 U.S.C. 112(d)",
  matches: ["dependent form"],
  not: ["indefinite"],
  is: /further limit|improper dependent|dependent form/,
});

export const REASON_112B = wording({
  name: "reason-of-112b",
  says: "A reason under 112(b).",
  from: "35 U.S.C. 112(b)",
  matches: ["lacks antecedent basis", "vague"],
  not: ["new matter"],
  is: /indefinite|particularly point|distinctly claim|antecedent|unclear|vague/,
});

export const STATED_112A = wording({
  name: "heading-112-first",
  says: "The heading names the first paragraph, or (a).",
  matches: ["112, first paragraph", "112(a)"],
  not: ["112(b)"],
  is: /first|\(a\)|1st/,
});

export const STATED_112B = wording({
  name: "heading-112-second",
  says: "The heading names the second paragraph, or (b).",
  matches: ["112, second paragraph", "112(b)"],
  not: ["112(a)"],
  is: /second|\(b\)|2nd/,
});

export const STATED_112D = wording({
  name: "heading-112-fourth",
  says: "The heading names the fourth paragraph, or (d).",
  matches: ["112, fourth paragraph", "112(d)"],
  not: ["112(a)"],
  is: /fourth|\(d\)|4th/,
});
