import { EXCEPTING } from "./numbersAndRanges.js";
import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Which claims a verb is about",
  "The list that is the subject of a verb, among others that are only compared, depended on or applied.",
);

const DEPENDS_ON =
  /depend\w*(?:\s+(?:directly|indirectly|ultimately|either|or|and|and\/or)){0,3}\s+(?:from|on|upon|of|to)|as applied to/;
const APPLIED_IN =
  /applied to|applied in|limitations?\s+(?:of|in)|features?\s+(?:of|in)|recited in|set forth in|discussed in|stated in/;
const COMPARED_WITH = /in view of|similar to|identical to|same as|same [a-z]{2,14} as/;
const SAME_AS =
  /(?:same|rationale|reasons?|manner|basis)\s+(?:as|for)(?:\s+(?:that\s+of|in|for))?|analogous to|corresponding to/;
const WITH_OR_OF = /correspond to|parallel|commensurate with|see|all\s+but/;
const SORT_OF_CLAIM = /deficienc\w+\s+of|rejection of|like|than|with|by|to|from|from which|in|of/;
export const NOT_SUBJECT = wording({
  name: "claims-of-something-else",
  says: "The list belongs to something else than the verb: a base claim, a comparison, features.",
  matches: [
    "dependent upon ",
    "depends on allowed ",
    "as applied to ",
    "the limitations of ",
    "similar to ",
    "except for ",
  ],
  not: ["accordingly, ", "; "],
  is: re`(?:${DEPENDS_ON}|${APPLIED_IN}|${COMPARED_WITH}|${SAME_AS}|${EXCEPTING}|${WITH_OR_OF}|${SORT_OF_CLAIM})\s+(?:(?:the\s+)?(?:rejected|base|independent|parent|above|instant|said|method|system|apparatus|cancell?ed|withdrawn|preceding|previous|previously|allowed|allowable|objected|amended|now|currently)\s+){0,3}$|\bbase\s+claims?\s+\(\s?$`,
});

const REGARDING =
  /as to|with respect to|with regards? to|in regards? to|regarding|as per|as for|for|in reference to|concerning/;
const EACH_OF =
  /referring to|re:?|each of|all of|any of|some of|both of|one or more of|either of|the subject matter of|at least|and|or/;
const SORT_OF_SUBJECT = /elected|the examination of/;
const SUBJECT_LEAD_A =
  /the|independent|dependent|pending|instant|method|system|apparatus|product|device|original|amended|newly added|new/;
const SUBJECT_LEAD_B = /elected|rejected|following|remaining/;
export const SUBJECT_LEAD = wording({
  name: "regarding-the-subject",
  says: "Words that lead to the subject: regarding, each of, and.",
  matches: [" as to ", " regarding independent ", " each of "],
  not: [" over "],
  is: re`(?:^|[\s.;:,(*])(?:${REGARDING}|${EACH_OF}|${SORT_OF_SUBJECT})\s+(?:(?:${SUBJECT_LEAD_A}|${SUBJECT_LEAD_B})\s+){0,3}$`,
});

export const BESIDE = wording({
  name: "along-with-claims",
  says: '"And, along with claims 18 and 19, is rejected".',
  matches: [", along with "],
  not: [" with "],
  is: /,\s+(?:along|together)\s+with\s+(?:dependent\s+)?$/,
});

export const ONLY_BASE = wording({
  name: "only-a-base-claim",
  says: "The only list of the sentence is a base claim or an exception.",
  matches: ["dependent on ", "all but "],
  not: ["thus "],
  is: re`(?:depend\w*\s+(?:from|on|upon)|rejection of|applied to|${EXCEPTING}|all but)\s*$`,
});

const JOINING = /also|the|dependent|independent|method|system|apparatus|further|their dependent/;
export const JOINED_LISTS = wording({
  name: "lists-joined",
  says: "Nothing but a conjunction between two lists: both are the subject.",
  matches: [" and ", ", as well as the ", " (as amended) and dependent "],
  not: [" depend from "],
  is: re`^[\s,;(]*(?:\([^()]{0,60}\)[\s,;]*)?(?:and\s+with\s+(?:it|them)|and|or|&|as well as|along with|together with|plus)?[\s,;]*(?:${JOINING})?\s*$`,
});

export const CLAIMS_ANNOUNCED = wording({
  name: "following-claims",
  says: '"The following claims are rejected …: 11 and 12".',
  matches: [
    "the following claims ",
    "claims ",
    "claim(s) ",
    "the following dependent claims ",
    "the following ",
  ],
  not: ["claims 1-5 ", "the following drawings "],
  is: /^[\s\d.)(]*(?:(?:the\s+)?(?:following\s+)?(?:(?:pending|dependent|independent|instant|amended)\s+){0,2}claims?(?:\s?\(s\))?|the\s+following)\s*$/,
});

export const NOTHING_BEFORE_VERB = wording({
  name: "rejected-are-claims",
  says: '"Rejected under 103 are claims 13 and 15": nothing stands before the verb.',
  matches: ["", "also ", "3. "],
  not: ["claims "],
  is: /^[\s\d.)(]*(?:also\s+|further\s+|likewise\s+)?$/,
});

export const LINE_NUMBERING = wording({
  name: "head-of-the-line",
  says: "Only numbering stands before the claims that open the line.",
  matches: ["a. ", "(3) "],
  not: ["as to claim "],
  is: /^[\s\d.)(*-]{0,8}(?:[a-h][.)]\s{1,3})?$/,
});

export const COLON_CLAIMS = wording({
  name: "claims-behind-a-colon",
  says: "The claims behind a colon.",
  matches: [": 11", ": claims 11"],
  not: [" 11"],
  is: /^:\s*(?:claims?(?:\s?\(s\))?\s*)?(?=\d)/,
});

export const ARE_CLAIMS = wording({
  name: "are-claims",
  says: "The verb right before claims that stand behind.",
  matches: [" are ", ", is dependent "],
  not: [" over "],
  is: /[\s,](?:is|are|is\/are)\s+(?:(?:in)?dependent\s+)?$/,
});

export const REASON_OR_END = wording({
  name: "reason-or-end-behind",
  says: "Behind those claims the sentence ends or gives its reason.",
  matches: [".", ", as being", " over smith"],
  not: [" depend from"],
  is: /^[\s.;]*$|^\s*,?\s+(?:as|over|because|for)\b/,
});

const ADDED = /all|any|the|their|its|other|respective|those|of|remaining|corresponding/;
export const DEPENDENTS_IN_GAP = wording({
  name: "and-all-dependents",
  says: "Between the list and the verb, the dependents are added without numbers.",
  from: "MPEP 608.01(n)",
  matches: [" and all claims depending", ", as well as their dependents"],
  not: [" depend from claim 1", " and 7"],
  is: re`^\s*,?\s*(?:and|as well as|along with|together with|including|plus)\s+(?:(?:${ADDED})\s+){0,4}(?:claims\s+)?(?:(?:that|which|directly|indirectly|or|and)\s+){0,4}depend(?!\w*\s+claims?\s*\d)`,
});

export const ASIDE_OPENS = wording({
  name: "aside-on-the-list",
  says: "What the brackets say of the list is not the list.",
  matches: [" (i.e., all claims except ", "("],
  not: [" (and "],
  is: /^\s*[([](?!\s*(?:and|or|as well|plus|including|also)\b)[^()[\]]*$/,
});

export const ASIDE_CLOSES = wording({
  name: "aside-ends",
  says: "The bracket closes behind it.",
  matches: [" above)", "]"],
  not: [" (as"],
  is: /^[^()[\]]*[)\]]/,
});

export const REASON_FOR_CLAIMS = wording({
  name: "same-reasons-as-for",
  says: "The list belongs to a reason that is referred to.",
  matches: ["the same rationale for ", "reasons as of "],
  not: ["regarding "],
  is: /(?:rationale|reasons?|manner|basis|rejections?|applied|same)\s+(?:as\s+)?(?:for|of|and|or)\s+(?:\w+\s+){0,2}$/,
});

export const THE_ONE_CLAIM = wording({
  name: "the-claim",
  says: '"The claim": claim 1, where there is only one.',
  from: "MPEP 1503.01, 1504",
  matches: ["the claim ", "the sole design claim "],
  not: ["the claims "],
  is: /\b(?:the|sole|single|only|this|instant)\s+(?:(?:sole|single|only|pending|instant|design|ornamental|present)\s+)?claim\b(?!s)[^.;]{0,60}$/,
});

export const PRONOUN = wording({
  name: "these-claims",
  says: '"These claims", "they", "it": the claims of the sentences before.',
  matches: ["these claims ", "they ", "said pending claims "],
  not: ["smith "],
  is: /\b(?:the|these|those|said|such|this|that)\s+(?:(?:pending|instant|above|dependent|independent|identified|listed)\s+){0,2}claims?\b[^.;]{0,60}$|\b(?:they|it|which)\b[^.;]{0,24}$/,
});

export const CLAIMS_WITHOUT_NUMBER = wording({
  name: "claims-left-blank",
  says: 'The word "claims" without numbers right before the verb: they were left out.',
  matches: ["claim(s) ", "claims: "],
  not: ["claims 1 "],
  is: /\bclaims?\s*(?:\(s\))?\s*(?:,|:)?\s*$/,
});

export const LIST_WITHOUT_ITS_WORD = wording({
  name: "list-without-the-word-claims",
  says: '"1-5 and 7 are rejected": the head of the line was lost, and numbers are all that stands before the verb.',
  matches: ["1-5 and 7 ", "im 1, 3-9, 12 and 15-20 "],
  not: ["claims ", "the pump of figure"],
  is: /(?:^|[\s(])((?:[a-z]{0,4}\s)?)(\d{1,3}(?:\s?(?:-|,|and|to|through|&|;)\s?){0,2})[\d\s,;&-]{0,400}(?:and\s\d{1,3}(?:\s?-\s?\d{1,3})?\s?)?$/,
});
