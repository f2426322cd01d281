import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Cancellation that moots a rejection",
  "A sentence that cancels claims and says what becomes of their rejection (MPEP 714.02).",
);

export const CANCELLATION_OF = wording({
  name: "cancellation-of-claims",
  says: '"Cancellation of claims 20-31 renders the rejection thereof moot".',
  from: "MPEP 714.02",
  matches: ["cancellation of claims", "canceling of claim"],
  not: ["cancelled claims"],
  stems: ["cancel"],
  is: /(?:cancell?ation|canceling|cancelling)\s+of\s+(?=claim)/y,
});

export const REJECT_ANYWHERE = wording({
  name: "reject-anywhere",
  says: "The sentence speaks of a rejection.",
  matches: ["rejection"],
  not: ["objection"],
  is: /reject/,
});
