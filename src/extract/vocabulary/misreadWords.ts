import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Words misread",
  "What a form or character recognition makes of words that are read by their letters.",
);

export const PLURAL_APART = wording({
  name: "plural-left-apart",
  says: 'A form leaves the plural apart: "Claim s 1-3", "Claim\' s 1-3".',
  matches: ["claim s 1-3", "claim' s 1-3"],
  not: ["claim 1", "claim set", "claim's scope"],
  is: /claim(?:\s{1,3}|'\s{1,2})s(?![a-z'])/y,
});

export const ET_AL_MISREAD = wording({
  name: "et-al-misread",
  says: 'What character recognition makes of "et al."; asked of the text as written.',
  matches: ["et at. (US", "et ai.", "et aI.", "eta!.", "el al."],
  not: ["et al.", "et attendu", "metal"],
  is: /e(?:[tl]\.?,?\s{1,2}a[tiIL1!|/]|l\s{1,2}al|t\.?,?a[!|1/])(?![A-Za-z\d])/y,
});
