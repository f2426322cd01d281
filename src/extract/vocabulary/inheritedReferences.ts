import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Inherited references",
  '"As applied to claim 1 above": the references of an earlier rejection are part of this one (form paragraph 7.22).',
);

const OVER_THE = /\b(?:over|in\s+view\s+of)\s+(?:the\s+)?(?:above\s+|same\s+|prior\s+|cited\s+|applied\s+)*/;
const THE_ART = /(?:combinations?|art|references?)(?:\s+(?:of\s+references|above))?,?/;
const AS_APPLIED =
  /as\s+(?:applied|set\s+forth|discussed|used|cited)\s+(?:to|in|for|against|with\s+respect\s+to|above)/;
export const ART_AS_APPLIED = wording({
  name: "the-combination-as-applied-to",
  says: '"Over the combination as applied to claim 5 above": the references of that rejection are part of this one.',
  from: "form paragraph 7.22.aia",
  matches: ["over the above combination as applied to", "in view of the prior art, as discussed above"],
  not: ["over smith as applied to"],
  is: re`${OVER_THE}${THE_ART}\s+${AS_APPLIED}`,
});
