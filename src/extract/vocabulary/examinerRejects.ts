import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The examiner rejects claims",
  '"Examiner rejected claims 1-8", "the Office action rejects claims …": the claims stand behind the verb.',
);

export const CLAIMS_BEHIND_VERB = wording({
  name: "claims-behind-the-verb",
  says: "What may stand between the verb and its claims.",
  matches: [" the pending claims", " all of the instant claims", " "],
  not: [],
  is: /^\s*(?:the\s+)?(?:all\s+(?:of\s+)?)?(?:(?:pending|independent|dependent|amended|instant)\s+)?/,
});

export const EXAMINER_ACTS = wording({
  name: "the-examiner-acts",
  says: "The examiner, the Office or its action does it.",
  matches: ["the examiner ", "the office action mailed in may ", "accordingly we "],
  not: ["applicant traverses. a reference "],
  is: /\b(?:examiner|office|action|i|we|office action|examiner's)\b[^.;]{0,40}$/,
});

export const I_OR_WE = wording({
  name: "i-or-we",
  says: '"I reject", "we therefore reject": said now, though the verb has no ending.',
  matches: ["we therefore ", "i "],
  not: ["the examiner may "],
  is: /\b(?:i|we)\s+(?:\w+ly\s+|also\s+|therefore\s+)?$/,
});

export const EARLIER_ACTION = wording({
  name: "an-earlier-action-rejects",
  says: "It is an earlier action that rejects.",
  matches: ["the previous office action ", "the final action of may "],
  not: ["this office action "],
  is: /(?:previous|prior|last|first|earlier|non-?final|final|parent)\s[^.;]{0,30}$/,
});
