import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Double patenting",
  "That claims are rejected over claims of another patent or application, of which kind, and provisionally or not (MPEP 804).",
);

const MISSPELT_NONSTATUTORY =
  /non-?\s?-?statutory|nonstautory|nonstatory|non-statuatory|nonstatuory|obviousness/;
export const NONSTATUTORY_DOUBLE_PATENTING = wording({
  name: "nonstatutory-double-patenting",
  says: "Double patenting of the nonstatutory type, by its full name.",
  from: "MPEP 804; form paragraphs 8.33 to 8.39",
  matches: ["nonstatutory double patenting", "non-statutory obviousness-type double patenting"],
  not: ["double patenting", "statutory double patenting"],
  flags: "y",
  is: re`(?:${MISSPELT_NONSTATUTORY})[\s-]+(?:type\s+)?(?:obviousness[\s-]*(?:type)?[\s-]*)?(?:type\s+)?double[\s-]+patent`,
});

export const JUDICIALLY_CREATED = wording({
  name: "judicially-created-doctrine",
  says: "The older name of nonstatutory double patenting.",
  from: "MPEP 804",
  matches: ["judicially created doctrine of"],
  not: ["judicial exception"],
  is: /(?:judicially|judicial)[\s-]+created\s+doctrine/y,
});

export const DOUBLE_PATENTING_NAMED = wording({
  name: "double-patenting-named",
  says: "Double patenting by a shorter name; nonstatutory unless 35 U.S.C. 101 stands beside it.",
  from: "MPEP 804",
  matches: ["double patenting", "obviousness-type double-patenting"],
  not: ["double patents"],
  is: /(?:nonstatutory\s+)?(?:anticipat\w{1,6}[\s-]+type\s+|obviousness[\s-]*type\s+)?double[\s-]+patenting/y,
});

/** What leads to the claims of another patent, beside "over": it tells the ground, and the reference stands behind it. */
export const VARIANTS_OF =
  /(?:(?:obvious\s+variants?|duplicates?|duplicative)\s+of|(?:identical|equivalent)\s+(?:to|with)|duplicat(?:ing|es?)|co-?extensive\s+with|(?:conflict(?:s|ing)?|in\s+conflict)\s+with)/;
const NOT_OF_THIS = /(?!(?:the\s+)?(?:this|instant|present|same|current)\b)/;
export const OVER_CLAIMS = wording({
  name: "unpatentable-over-claims",
  says: "Unpatentable over claims: double patenting, though the word is missing.",
  from: "form paragraphs 8.34 to 8.37",
  matches: [" as being unpatentable over claims 1-5"],
  not: [" as being unpatentable over smith"],
  is: /^[^.]{0,90}(?:unpatentable|obvious|not patentably distinct|anticipated)[^.]{0,30}\b(?:over|by|from)\s+(?:the\s+)?claims?\s/,
});

export const OVER_CLAIMS_OF_PATENT = wording({
  name: "over-claims-of-a-patent",
  says: "Over claims of a patent or application: double patenting.",
  from: "MPEP 804",
  matches: [
    " over claims 1-5 of u.s. patent no. 9",
    " as obvious variants of claims 1-7 of u.s. patent no. 9",
    " as being coextensive with claims 1-7 of u.s. patent no. 9",
    " as being identical to claims 1-7 of u.s. patent no. 9",
    " as duplicating claims 1-7 of u.s. patent no. 9",
    " as an obvious variant of the claims of kato (us 9",
  ],
  not: [
    " as duplicating claims 1-3 of the instant application",
    " as identical to claim 6",
    " over smith",
    " as obvious variants of claim 6",
    " as obvious variants of the pump of smith",
  ],
  is: re`^[\s,]*(?:over|in view of|as\s+(?:being\s+)?(?:an\s+)?${VARIANTS_OF})\s+(?:the\s+)?claims?\s[^.;]{0,80}\b(?:of|in)\s+${NOT_OF_THIS}[^.;]{0,60}\b(?:patent|application|u\.?s\b)`,
});

export const CONFLICTS_WITH_CLAIMS = wording({
  name: "conflict-with-claims-of-a-patent",
  says: '"Claims 1-5 conflict with claims 1-7 of copending Application No. … and are provisionally rejected": the verb before "rejected" tells the ground.',
  from: "MPEP 804",
  matches: [
    " conflict with claims 1-7 of copending application no. 15/123,456 and are ",
    " are not patentably distinct from claims 1-7 of u.s. patent no. 9,123,456 and are ",
  ],
  not: [
    " do not conflict with claims 1-7 of copending application no. 15/123,456 and are ",
    " conflict with claims 6-8 of this application and are ",
  ],
  is: re`^\s+(?:(?:is|are)\s+(?:an?\s+)?)?(?:${VARIANTS_OF}|not\s+patentably\s+distinct\s+from|(?:unpatentable|obvious)\s+over)\s+(?:the\s+)?claims?\s[^.;]{0,80}\b(?:of|in)\s+${NOT_OF_THIS}[^.;]{0,60}\b(?:patent|application|u\.?s\b)`,
});

export const DOUBLE_PATENTING_SAID = wording({
  name: "double-patenting-said",
  says: "Double patenting is named.",
  from: "MPEP 804",
  matches: ["on the ground of double patenting"],
  not: ["patenting"],
  is: /double patenting/,
});

export const STATUTORY_DOUBLE_PATENTING = wording({
  name: "statutory-kind",
  says: "Of the statutory kind.",
  from: "MPEP 804 II.A",
  matches: ["statutory double patenting", "same invention"],
  not: ["obviousness-type"],
  is: /statutory double|same invention/,
});

export const STATUTORY_BY_101 = wording({
  name: "101-double-patenting",
  says: "Section 101 stands right before double patenting, which is then of the statutory type and no ground of its own.",
  from: "MPEP 804 II.A",
  matches: ["under 35 u.s.c. 101) double patenting", "101 statutory type double patenting"],
  not: ["101 and double patenting", "101 on the ground of nonstatutory double patenting"],
  is: /101[\s)\]-]*(?:statutory[\s-]+)?(?:type[\s-]+)?double[\s-]+patenting$/,
});

export const NOT_STATUTORY = wording({
  name: "nonstatutory-kind",
  says: "Of the judge-made kind after all.",
  from: "MPEP 804 II.B",
  matches: ["nonstatutory"],
  not: ["statutory"],
  is: /non-?statutory/,
});

export const DOUBLE_PATENTING = wording({
  name: "double-patenting",
  says: "Two patents for one invention, or for an obvious variant of it.",
  from: "MPEP 804",
  matches: ["on the ground of double patenting", "double patent"],
  not: ["double-sided patent"],
  is: /double patent/,
});

export const NONSTATUTORY = wording({
  name: "nonstatutory",
  says: "Double patenting of the judge-made kind, though 101 is named beside it.",
  from: "MPEP 804 II.B",
  matches: ["nonstatutory double patenting", "obviousness-type"],
  not: ["statutory double patenting"],
  is: /non-?statutory|obviousness/,
});

export const SAME_INVENTION_101 = wording({
  name: "statutory-double-patenting",
  says: "A rejection under 101 that compares with another patent's claims.",
  from: "MPEP 804 II.A; form paragraphs 8.30 to 8.32",
  matches: ["claiming the same invention", "double patenting"],
  not: ["an abstract idea"],
  is: /same invention|double patenting/,
});

export const PROVISIONAL = wording({
  name: "provisionally",
  says: "The rejection is provisional: the conflicting claims are not patented yet.",
  from: "MPEP 804 I.B; form paragraphs 8.32, 8.33",
  matches: ["provisionally rejected", "a provisional rejection"],
  not: ["in view of the provision of"],
  is: /provisional/,
});

export const COPENDING = wording({
  name: "copending",
  says: "Another application that is pending with this one.",
  from: "MPEP 804",
  matches: ["copending application", "co-pending"],
  not: ["pending claims"],
  is: /co-?pending/,
});

export const PROVISIONALLY = wording({
  name: "provisionally-rejected",
  says: "The word itself: needed outside double patenting.",
  from: "form paragraph 7.21.01.aia",
  matches: ["are provisionally rejected under 35 u.s.c. 103"],
  not: ["a provisional application"],
  is: /provisionally/,
});

export const DEFECT_DP = wording({
  name: "defect-not-distinct",
  says: "Claims are compared with another patent's.",
  from: "MPEP 804",
  matches: ["not patentably distinct", "unpatentable over claims"],
  not: ["is distinct"],
  is: /not\s+patentably\s+distinct|double\s+patenting|unpatentable\s+over\s+claims?|obvious\s+(?:over|variant)/,
});

export const DP_PREAMBLE = wording({
  name: "preamble-of-double-patenting",
  says: "Only the preamble of form paragraph 8.33.",
  from: "form paragraph 8.33",
  matches: ["a nonstatutory double patenting"],
  not: ["claim 1 is"],
  is: /^\s*a?\s*non-?statutory/,
});
