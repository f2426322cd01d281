import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "A complete statement of rejection",
  "Claims, verb, statute and reason together: what only a sentence that rejects has, and what outweighs a section's heading.",
);

const AS_BEING = /as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|claiming|clearly)/;
const AS_DIRECTED = /as\s+(?:being\s+)?(?:of\s+improper|based|not|directed|drawn)/;
export const FULL_REASON = wording({
  name: "statute-and-reason",
  says: "Behind the statute stands the reason of a form paragraph.",
  from: "form paragraphs 7.05 to 7.36.01, 8.30 to 8.39",
  matches: [" as being unpatentable over smith", " because the claimed invention", " as failing to comply"],
  not: [" in the last action", " for the reasons of record"],
  is: re`${AS_BEING}|because\s+the\s+claimed|${AS_DIRECTED}|\bover\b`,
});

export const MAINTAINED_IN_FULL = wording({
  name: "maintained-with-its-reason",
  says: "A rejection that is maintained is told with its reason or references: enough among arguments.",
  matches: [" as being anticipated", " over smith", " based on jones"],
  not: [" for the reasons of record"],
  is: [
    /\bas\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|directed)/,
    /\bover\b|\bbased\s+(?:up)?on\b/,
  ],
});

export const SOME_REASON = wording({
  name: "some-reason",
  says: "A reason stands behind the statute: without claims, the least that is asked of a rejection.",
  matches: [" as being", " over", " because", " as failing"],
  not: [" is set forth below"],
  is: /\bas\s+being\b|\bover\b|\bbecause\b|\bas\s+failing/,
});

export const WITHDRAWN_NEAR = wording({
  name: "withdrawn-before-it",
  says: "Near the end of what stands between the heading and the sentence, something is said to be withdrawn.",
  matches: ["the rejections below are withdrawn."],
  not: ["the rejections below stand."],
  is: /withdrawn/,
});
