import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Claims withdrawn from consideration",
  "Claims are withdrawn, and not a rejection of them (MPEP 821; form paragraph 8.05).",
);

export const REJOINED = wording({
  name: "rejoined",
  says: "Claims that were withdrawn from consideration are rejoined.",
  from: "form paragraph 8.42, MPEP 821.04",
  matches: [" from consideration, are hereby rejoined", ", have been rejoined"],
  not: [
    " from consideration; claims 9-10 are rejoined",
    " and are not rejoined",
    " and will not be rejoined",
  ],
  is: /^(?:(?!\bclaims?\b)[^;]){0,160}(?<!\bnot\s(?:be\s|been\s)?(?:\w+\s)?)\brejoined\b/,
});

export const OF_SOMETHING_WITHDRAWN = wording({
  name: "something-else-withdrawn",
  says: "A rejection, objection or requirement is withdrawn, not claims.",
  matches: ["the rejection of", "the finality of"],
  not: ["claims 6-8 are"],
  is: /rejections?\b|objections?\b|requirement|finality/,
});

export const CLAIMS_NEAR = wording({
  name: "claims-right-before-withdrawn",
  says: "Claims stand right before it all the same.",
  matches: ["claims 6-8 are "],
  not: ["the requirement is "],
  is: /claims?[^.]{0,60}$/,
});

const MADE_OF_CLAIMS =
  /rejections?|objections?|requirement|allowance|cancell?ation|election|notice|(?:indication|statement|finding|determination)\s+that/;
export const WITHDRAWN_AS_TO = wording({
  name: "withdrawn-as-to-claims",
  says: "The claims are only those that a rejection or objection is withdrawn for.",
  matches: ["the rejection of ", "as to all ", "the notice of allowance of ", "the indication that "],
  not: ["claims ", "further consideration of "],
  is: re`(?:${MADE_OF_CLAIMS}|with respect to|as to|regarding)\s+(?:of|to|for|against|set forth[^.]{0,30})?\s*(?:the\s+|all\s+)?$`,
});

export const REJECTION_BETWEEN = wording({
  name: "rejection-between",
  says: 'A rejection or objection stands between the claims and "withdrawn".',
  matches: ["rejection"],
  not: ["are hereby"],
  is: /rejections?|objections?/,
});
