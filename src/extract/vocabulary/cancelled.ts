import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Claims cancelled",
  "Somebody cancels or deletes claims, and not words of them (37 CFR 1.121(c); MPEP 714).",
);

export const CANCEL_CLAIMS = wording({
  name: "cancelled-claims-behind",
  says: 'What may stand between "cancel" and the claims behind it.',
  matches: [" the non-elected claim", " of claim"],
  not: [" the drawings"],
  is: /^\s*(?:\(?(?:by|via)[^)]{0,40}\)?\s*)?(?:of\s+)?(?:(?:the|non-elected|withdrawn|dependent|original|previously|pending|independent)\s+){0,3}(?=claim)/,
});

export const NOT_THE_CLAIMS = wording({
  name: "subject-matter-of-cancelled",
  says: "Only the subject matter of cancelled claims is meant, or a condition.",
  matches: ["the subject matter of ", "if "],
  not: ["the amendment "],
  is: /\bsubject\s+matter\s+of\s+$|if\s+$/,
});

export const OUT_OF_CLAIM = wording({
  name: "deleted-out-of-a-claim",
  says: "Words or lines of the claim are deleted; the claim itself is on file.",
  from: "37 CFR 1.121(c)",
  matches: ["the words of ", "lines 4-5 of the ", "in ", "from independent "],
  not: ["by the amendment, ", "each of "],
  is: /(?<!\b(?:each|all|both|one)\s)\b(?:of|in|from)\s+(?:(?:the|each|independent|dependent|pending)\s+){0,2}$/,
});

export const CANCELLATION_UNDONE = wording({
  name: "cancellation-undone",
  says: "The request or the amendment that cancels claims was withdrawn, or not entered.",
  from: "MPEP 714.03, 714.13",
  matches: [" is withdrawn", " has not been entered", " was denied"],
  not: [" is acknowledged", " has been entered", ", and claim 9 is withdrawn"],
  is: /^\s+(?:is|are|was|were|(?:has|have)\s+been|has\s+not|have\s+not|will\s+not)\s+(?:\w+\s+){0,2}(?:withdrawn|denied|refused|(?<=\bnot\s(?:been\s|be\s)?)entered)\b/,
});

export const NEW_CLAIMS_BEHIND = wording({
  name: "adds-claims",
  says: '"And added claims 4-9": what stands behind is no longer cancelled.',
  matches: [" and added claims", ", and amended claim"],
  not: [" and claims 5"],
  is: /[,;]?\s*\band\s+(?:has\s+|have\s+)?(?:newly\s+)?(?:add|amend|present|submit|rewr[io]t)\w*\b/,
});
