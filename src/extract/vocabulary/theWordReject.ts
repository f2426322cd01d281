import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The word that rejects",
  '"Rejected", "rejection", "rejects", also as typing and character recognition spoil them (MPEP 706.01).',
);

export const REJECT = wording({
  name: "the-word-reject",
  says: "The verb or noun that rejects, also as typing and character recognition spoil it.",
  from: "MPEP 706.01",
  matches: [
    "rejected",
    "rejections",
    "rejectedunder 35",
    "re jected",
    "reiected",
    "rej ected",
    "rej. under 35",
    "turned down under 35",
  ],
  not: ["rejoinder", "regarding", "refused the amendment", "turned down by a hinge"],
  stems: ["rej", "rei", "rey", "re ", "re\n", "re-", "refused", "turned down"],
  is: [
    /reject(?:ed|ion|ions)(?=under(?:\s|35))/y,
    /reject-\s{1,3}(?:ed|ions?)\b/,
    /re(?:j(?:ect|et(?=ed|ion)|ecct|eet|ecl|cct|cet|ec[dr]|eot|ct|etc)|iect|i ect|yect)[a-z]{0,6}\b/,
    /rej\s?ect\s?(?:ed|ion|ions)\b/,
    /re(?:\s|-\s{0,3})(?:jected|jections?)\b/,
    /refused\s(?=under)/,
    /turned\s+down\b(?=\s+(?:under|over|as\s+being)\b)/,
    /rej\.(?=\s{1,3}(?:under|over|as|35|§)\b)/,
  ],
});

export const JOINED_TO_ARE = wording({
  name: "are-joined-to-rejected",
  says: 'The blank between "are" and "rejected" was lost.',
  matches: ["arerejected", "isrejected"],
  not: ["are rejected"],
  stems: ["arerej", "isrej"],
  is: /(?:are|is)(?=rej)/y,
});

export const IS_NOUN = wording({
  name: "rejection-is-a-noun",
  says: 'The word is "rejection", not "rejected": the sentence speaks of a rejection.',
  matches: ["rejection", "rejections", "rejeciions"],
  not: ["rejected", "rejects"],
  is: /ion|iions/,
});

export const IS_THIRD_PERSON = wording({
  name: "rejects",
  says: 'Somebody "rejects".',
  matches: ["rejects"],
  not: ["rejectss", "rejected"],
  is: /(?<!s)s$/,
});

export const IS_PARTICIPLE = wording({
  name: "rejected",
  says: 'The word is "rejected", perhaps with its end misread.',
  matches: ["rejected", "rejecet", "rejec", "rej.", "turneddown"],
  not: ["reject", "rejecting"],
  is: /e[dt]$|d$|ec$|ecl$|^rej\.$|^turneddown$/,
});

export const ARE_BEFORE_REJECT = wording({
  name: "are-reject",
  says: '"are reject under": the ending was lost.',
  matches: ["claims 1-5 are ", "claim 3 stands "],
  not: ["we ", "the claims that are novel "],
  is: /\b(?:is|are|is\/are|stands?|remains?)\s{1,3}$/,
});
