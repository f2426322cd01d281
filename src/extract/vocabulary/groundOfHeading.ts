import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "The ground stands in the heading",
  '"Claim 16 is rejected. See the explanation of claim 11": the section gives the ground.',
);

export const REASON_AT_ONCE = wording({
  name: "rejected-over-under-a-heading",
  says: "References or a reason follow at once: the heading alone gives the ground.",
  matches: [" over smith", ", because", " in view of"],
  not: [" under 35 u.s.c. 103", ". see"],
  is: /^[\s,]*(?:over|as|because|for|in\s+view)\b/,
});

const BEHIND_REJECTED =
  /under|on|for|as|because|based|by|due|since|in view|over|using|with|accordingly|similarly|likewise/;
export const REASONED = wording({
  name: "rejected-for-some-reason",
  says: "A reason follows, or the sentence ends: further claims under the ground of the rejection before.",
  matches: [" for the same reasons", ".", ", likewise"],
  not: [" claims stand", " subject matter"],
  is: re`^\s*[,(]?\s*(?:${BEHIND_REJECTED}|\W*$)`,
});
