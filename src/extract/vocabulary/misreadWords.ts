import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Words misread",
  "What a form or character recognition makes of words that are read by their letters.",
);

export const CLAIM_MISREAD = wording({
  name: "claim-misread",
  says: 'Character recognition reads "claim" as "ciaim".',
  matches: ["ciaims 1-3", "disciaimer"],
  not: ["claims 1-3", "acclaim"],
  stems: ["ciaim", "disciaim"],
  is: /ciaim/g,
});

export const PLURAL_APART = wording({
  name: "plural-left-apart",
  says: 'A form leaves the plural apart: "Claim s 1-3", "Claim\' s 1-3".',
  matches: ["claim s 1-3", "claim' s 1-3"],
  not: ["claim 1", "claim set", "claim's scope"],
  stems: ["claim ", "claim\n", "claim'"],
  is: /claim(?:\s{1,3}|'\s{1,2})s(?![a-z'])/y,
});

/** Where "et al." may begin, as character recognition writes it. */
const ET_STEMS = [
  ...["et ", "et\n", "et.", "et,", "eta", "e t ", "e t."],
  ...["el ", "el\n", "el.", "el,", "ef ", "ef.", "ct ", "ct."],
];
export const ET_AL_MISREAD = wording({
  name: "et-al-misread",
  says: 'What character recognition makes of "et al.", and "et ux.", which says the same; asked of the text as written.',
  matches: [
    "et at. (US",
    "et ai.",
    "et aI.",
    "eta!.",
    "el al.",
    "ef al.",
    "ct al.",
    "et a l.",
    "e t al.",
    "et ux. (",
  ],
  not: ["et al.", "et attendu", "metal", "et a line", "e t all"],
  stems: ET_STEMS,
  is: /(?:[ec](?:[tlf]\.?,?\s{1,2}a(?:[tiIL1!|/]|\s[l1I](?=[.,]))|(?:[lf]|(?<=c)t)\.?,?\s{1,2}al|t\.?,?a[!|1/]|t\.?,?\s{1,2}ux)|(?<![A-Za-z\d])e\st\.?,?\s{1,2}al)(?![A-Za-z\d])/y,
});

export const ET_AL_WRITTEN_OUT = wording({
  name: "et-al-written-out",
  says: '"Et al." in its long forms and in capitals; asked of the text as written.',
  matches: ["et alia (US", "et alii", "et als.", "et aliae,", "ET AL.", "Et Al"],
  not: ["et al.", "et alibi", "et already"],
  stems: ET_STEMS,
  is: /(?:[Ee][Ttlf]\.?,?\s{1,2}[Aa][Ll](?:i[aio]s?|iae|s)|E[Tt]\.?,?\s{1,2}A[Ll])\b/y,
});
