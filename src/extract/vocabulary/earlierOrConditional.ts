import { MAY, patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Told of an earlier action, or only possible",
  '"Previously", "in the last Office action", "if", "would": the sentence tells of a rejection and makes none now.',
);

export const IN_LAST_ACTION = wording({
  name: "in-the-last-action",
  says: "The sentence opens by saying that it tells of an earlier action.",
  matches: ["in the last office action, ", "previously, ", "in the non-final action "],
  not: ["in this office action, ", "claims previously presented "],
  is: /^(?:previously|in the (?:last|previous|prior|parent|non-final|final))/,
});

export const IF_BEFORE_CLAIMS = wording({
  name: "if-right-before-the-claims",
  says: "A condition stands in the same clause as the claims.",
  matches: ["if in a reply the ", "unless "],
  not: ["if so, ", "the "],
  is: /\b(?:if|should|unless|whether|were)\b[^,;]{0,80}$/,
});

export const IS_CONDITION = wording({
  name: "if",
  says: "The condition is a condition.",
  matches: ["if the", "whether"],
  not: ["were", "should"],
  is: /\bif\b|\bwhether\b|\bunless\b/,
});

export const WOULD_BEFORE_REJECTION = wording({
  name: "would-before-a-rejection",
  says: "The rejection named may, could or will come about.",
  matches: [
    "removal of the reference would lead to a ",
    "may warrant a ",
    "canceling claim 5 may lead to a ",
  ],
  not: [
    "the examiner maintains the ",
    "the amendment of may 3, 2019 overcomes the ",
    "mailed 3 may 2019, the ",
  ],
  is: re`\b(?:would|will|could|might|${MAY})\b[^.]{0,60}$`,
});

export const WOULD_BEHIND_REJECTION = wording({
  name: "rejection-would-be",
  says: "What it would be or lead to.",
  matches: [" of claims 1-5 would be", " may result"],
  not: [" of claims 1-5 is"],
  is: /\b(?:will|would|may|could|might)\s+(?:be|result|necessitate|likely)/,
});

const STILL = /(?:still\s+|also\s+)?/;
const BE_MADE = /be\s+(?:maintained|withdrawn|repeated|sustained|made|applied)|remain|stand/;
export const WOULD_BEHIND_CLAIMS = wording({
  name: "rejection-of-claims-will-be-maintained",
  says: "What will be done about the rejection of these claims.",
  matches: [" will be maintained", " would still stand", " could also be applied"],
  not: [" is maintained"],
  is: re`\b(?:will|would|could|might)\s+${STILL}(?:${BE_MADE})\b`,
});

export const LIST_STANDS = wording({
  name: "list-of-rejections-made",
  says: "The introduction says that the listed rejections are made or stand.",
  matches: ["are maintained", "are rejected", "applicable"],
  not: ["were made in the last action"],
  is: /\b(?:maintained|repeated|applicable|are\s+rejected|are\s+made)\b/,
});

export const LIST_OF_EARLIER = wording({
  name: "list-of-earlier-rejections",
  says: "The introduction tells of an earlier action.",
  matches: ["the prior office action had", "were"],
  not: ["the following rejections are"],
  is: /\b(?:were|was|had|previous|prior|last|parent)\b/,
});
