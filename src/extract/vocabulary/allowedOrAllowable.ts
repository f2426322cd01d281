import { patternsOn, re } from "./pattern.js";
import { SIDE, THEIR_VIEW_THAT } from "./saidByApplicant.js";

const wording = patternsOn(
  "Claims allowed or allowable",
  "Allowed as they stand, allowable if rewritten, or for the subject matter that they contain; and what keeps a sentence from saying so (MPEP 707.07(j), 1302; form paragraphs 7.43, 7.97).",
);

export const ALLOWED_IF = wording({
  name: "allowed-if",
  says: "A condition stands before what is allowed.",
  matches: ["if the fee is paid claim", "until the claims"],
  not: ["claims 1-5 are "],
  is: /\b(?:if|unless|until|whether|upon|should)\b[^,]{0,120}$/,
});

export const WOULD_BE = wording({
  name: "would-be-allowable-if",
  says: '"Would be allowable": the condition belongs to it.',
  from: "form paragraph 7.43",
  matches: ["would be "],
  not: ["are "],
  is: /\bwould be\s*$/,
});

export const APPLICANT_SAYS_ALLOWABLE = wording({
  name: "applicant-says-allowable",
  says: "The applicant says that claims are allowable.",
  matches: [
    "applicant submits that claims 1-5 are ",
    "applicant's position is that claims 1-5 are ",
    "it is the belief of the applicant that claims 1-5 are ",
  ],
  not: ["the examiner submits that ", "it is the examiner's position that claims 1-5 are "],
  is: re`\b(?:${SIDE})\b[^.]{0,90}\b(?:argues?|submits?|asserts?|believes?|states?|contends?|requests?)\b|\b${THEIR_VIEW_THAT}\b[^.,;]{0,80}$`,
});

export const SUBJECT_MATTER = wording({
  name: "allowable-subject-matter",
  says: '"Allowable subject matter": in claims that are not allowed as they stand.',
  from: "MPEP 707.07(j)",
  matches: [" subject matter"],
  not: [" claims"],
  is: /^\s+subject\s+matter/,
});

export const IN_CONDITION_FOR = wording({
  name: "in-condition-for",
  says: '"In condition for allowance".',
  from: "MPEP 1302",
  matches: ["in condition for "],
  not: ["a notice of "],
  is: /in\s+(?:a\s+)?condition\s+for\s*$/,
});

const CONTAINS = /contains?|containing|recites?|directed\s+to|drawn\s+to|comprises?|includes?/;
const OBJECTED_AS =
  /objected\s+to\s+(?:for|as\s+(?:containing|having))|have|has|indicat\w+\s+as|in\s+condition\s+for/;
const CONTAIN_ALLOWABLE_A = /in\s+a\s+condition\s+for|as/;
export const CONTAIN_ALLOWABLE = wording({
  name: "contain-allowable",
  says: 'The verb of "allowable subject matter" or "allowance".',
  matches: ["contain ", "objected to as containing ", "in condition for "],
  not: ["no ", "of "],
  is: re`\b(${CONTAINS}|${OBJECTED_AS}|${CONTAIN_ALLOWABLE_A})\s+(?:the\s+)?$`,
});

export const CONTAINS_WHAT_IS = wording({
  name: "contain-what-is-allowable",
  says: '"Contain subject matter that would be allowable": the same in a clause.',
  from: "MPEP 707.07(j)",
  matches: ["contain subject matter that would be ", "recite a combination of features which is "],
  not: ["contain ", "the subject matter that would be "],
  is: re`\b(?:${CONTAINS})\s+(?:(?:the|an?)\s+)?(?:subject\s+matter|combinations?\s+of\s+\w+|features?|limitations?)\s+(?:that|which)\s+(?:is|are|would\s+be|may\s+be|appears?\s+to\s+be)\s+$`,
});

const DEEMED =
  /(?:deemed|considered|found|held|determined|indicated|identified|recogni[sz]ed|acknowledged|judged|listed|noted|believed|seen|regarded)(?:\s+(?:to\s+be|as(?:\s+being)?|being|to\s+contain))?/;
const NOW = /to\s+be|being|as|also|hereby|now|thus|presently|potentially|finally|formally/;
export const FOUND_ALLOWABLE = wording({
  name: "found-allowable",
  says: 'Words between the verb and "allowable": deemed to be, hereby, now.',
  matches: ["deemed to be ", "considered as ", "indicated as being ", "identified as ", "hereby "],
  not: ["claims "],
  is: re`\b(?:${DEEMED}|${NOW})\s*$`,
});

export const NONE_ALLOWED = wording({
  name: "none-allowed",
  says: "No claim is.",
  matches: ["no claims are ", "none of the claims is "],
  not: ["claims 1-5 are "],
  is: /\b(?:no|none|neither)\b[^.]{0,40}$/,
});

export const WILL_BE = wording({
  name: "will-be-allowed",
  says: '"Will be allowed": as good as allowed.',
  matches: ["will be "],
  not: ["would be "],
  is: /\bwill be\s*$/,
});

const SOMETHING_TO_COME =
  /(?:the\s+|a\s+)?(?:filing|submission|receipt|entry|resolution|correction|overcoming|terminal)/;
export const IF_REWRITTEN = wording({
  name: "if-rewritten",
  says: "Allowable only once rewritten, or once something else is done.",
  from: "form paragraph 7.43",
  matches: [
    "would be",
    "if rewritten",
    "if amended",
    ", subject to the filing of",
    ", contingent on a terminal",
  ],
  not: ["are allowed", "upon consideration"],
  is: re`\bwould\b|\bif\s+(?:re)?written|\bif\s+amended|\b(?:subject\s+to|pending|(?:contingent|conditioned|conditional)?\s*\b(?:up)?on)\s+${SOMETHING_TO_COME}`,
});

export const OPENS_WITH_PRONOUN = wording({
  name: "they-would-be",
  says: "The sentence opens with a pronoun for the claims of the one before.",
  matches: ["they would be", "however, these claims are"],
  not: ["the drawings "],
  is: /^[\s\d.)(]*(?:however,?\s+)?(?:they|these\s+claims|those\s+claims|it|this\s+claim)\s/,
});

export const ALLOWABLE_NO_MORE = wording({
  name: "allowability-withdrawn",
  says: '"The indication that claims 6-8 are allowable is withdrawn".',
  from: "MPEP 706.04",
  matches: [" is withdrawn", " has hereby been withdrawn", " subject matter is hereby withdrawn"],
  not: [", and claim 9 is withdrawn", " and the rejection is withdrawn"],
  is: /^(?:\s+subject\s+matter)?\s+(?:is|are|was|has)\s+(?:\w+\s+){0,2}withdrawn\b/,
});

export const ALLOWED_TO_DO = wording({
  name: "allowed-to-move",
  says: '"Is allowed to move": a part of the invention may do something; no claim is allowed.',
  matches: [" to move along the rail", " to expire"],
  not: [" to issue", " to be allowed", "."],
  is: /^\s+to\s+(?!issue\b|be\s+allow|date\b)[a-z]/,
});

export const DEPENDS_FROM = wording({
  name: "depends-from-claim",
  says: "The claims are allowable for what they depend from: they share its standing.",
  from: "37 CFR 1.75(c), MPEP 608.01(n); form paragraph 7.43",
  matches: [
    " depend from claim 7",
    " allowable by virtue of their dependency on claims 1-3",
    ", which depend directly or indirectly on objected to claim 7",
    " depending upon the allowable claim 7",
  ],
  not: [" depend from ", " depend on the pump of claim "],
  is: /\bdepend(?:s|ing|ent|ency|ence|encies)?\b[^.;\d]{0,40}?\s(?:from|on|upon|of|to)\s+(?:(?!of\b)[\w-]+\s+){0,5}?(?=claims?\s+\d)/,
});

export const LIKEWISE_ALLOWABLE = wording({
  name: "likewise-allowable",
  says: '"Likewise", "similarly": the standing of the claims named before.',
  from: "form paragraph 7.43",
  matches: ["are likewise ", "are similarly considered ", "are therefore likewise "],
  not: ["are also ", "are "],
  is: /\b(?:likewise|similarly|for\s+the\s+same\s+reasons?)\b[^.;]{0,30}$/,
});
