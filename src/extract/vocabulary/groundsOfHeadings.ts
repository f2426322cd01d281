import { patternsOn, re } from "./pattern.js";

const section = patternsOn(
  "The ground stands in the heading",
  '"Claim 16 is rejected. See the explanation of claim 11": the section gives the ground.',
);

export const REASON_AT_ONCE = section({
  name: "rejected-over-under-a-heading",
  says: "References or a reason follow at once: the heading alone gives the ground.",
  matches: [" over smith", ", because", " in view of"],
  not: [" under 35 u.s.c. 103", ". see"],
  is: /^[\s,]*(?:over|as|because|for|in\s+view)\b/,
});

const BEHIND_REJECTED =
  /under|on|for|as|because|based|by|due|since|in view|over|using|with|accordingly|similarly|likewise/;
export const REASONED = section({
  name: "rejected-for-some-reason",
  says: "A reason follows, or the sentence ends: further claims under the ground of the rejection before.",
  matches: [" for the same reasons", ".", ", likewise"],
  not: [" claims stand", " subject matter"],
  is: re`^\s*[,(]?\s*(?:${BEHIND_REJECTED}|\W*$)`,
});

export const STATED_112A = section({
  name: "heading-112-first",
  says: "The heading names the first paragraph, or (a).",
  matches: ["112, first paragraph", "112(a)"],
  not: ["112(b)"],
  is: /first|\(a\)|1st/,
});

export const STATED_112B = section({
  name: "heading-112-second",
  says: "The heading names the second paragraph, or (b).",
  matches: ["112, second paragraph", "112(b)"],
  not: ["112(a)"],
  is: /second|\(b\)|2nd/,
});

export const STATED_112D = section({
  name: "heading-112-fourth",
  says: "The heading names the fourth paragraph, or (d).",
  matches: ["112, fourth paragraph", "112(d)"],
  not: ["112(a)"],
  is: /fourth|\(d\)|4th/,
});
