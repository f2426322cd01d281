import { MAY, patternsOn, re } from "./pattern.js";

/** Words by which a sentence tells of a rejection without making it. */
const others = patternsOn(
  "Said by the applicant, or of another application",
  "What the applicant argues, and what became of claims elsewhere, rejects nothing here (MPEP 707.07(f), 804).",
);

/** Behind these words no clause of another's begins. */
const SAME_CLAUSE =
  /(?:(?!;|,\s+(?:but|yet|however|so(?!\s+that)|thus|therefore|and\s+(?:the|this|these)|the|this)\b)[^.]){0,200}/;
/** Whoever judges what the applicant said goes on with the sentence. */
const JUDGED =
  /\b(?:not\s+(?:\w+\s+)?persuasive|unpersuasive|unconvincing|moot)\b|\b(?:is|are|was|were|been)\s+(?:\w+\s+){0,2}(?:considered|noted|acknowledged|entered|addressed|reviewed)\b/;
const IN_ANSWER_TO =
  /despite|notwithstanding|contrary\s+to|responsive\s+to|in\s+(?:response|reply|answer)\s+to|in\s+(?:view|light|spite)\s+of|(?:upon|after|on)\s+(?:\w+\s+){0,2}(?:of|to)/;
const PARTY =
  /applicants?|appellants?|patent\s+owners?|patentees?|attorney|counsel|remarks|response|applicant's representative/;
const SAYS =
  /argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|alleged/;
const SAYS_MORE =
  /notes?|noted|traverses?|traversed|believes?|points? out|requests?|disagrees?|argument|arguments|assertion/;
/** What was said is only what the examiner answers to: "despite applicant's arguments, claims 1-5 remain rejected". */
const BEFORE_THE_ANSWER = re`\b(?:${IN_ANSWER_TO})\s+(?:the\s+)?(?:${PARTY})\b(?:(?!\bthat\b)[^.;]){0,80},\s*`;
export const APPLICANT_SAYS = others({
  name: "applicant-argues-that-claims",
  says: "The applicant's side says it, before the claims are named.",
  from: "MPEP 707.07(f)",
  matches: [
    "applicant argues that ",
    "appellant's attorney has noted ",
    "the remarks discuss how ",
    "patent owner contends that ",
    "counsel for the patentee argues that ",
    "in response to applicant's argument that ",
  ],
  not: [
    "the examiner notes that ",
    "applicant's claims ",
    "applicant's arguments are not persuasive; therefore, ",
    "applicant's arguments have been considered but are not persuasive, and ",
    "since applicant's arguments are not persuasive, ",
    "patent owner submitted a declaration, but ",
    "applicant's arguments are moot in view of the new ground, and ",
    "the response filed may 3 is noted, and ",
    "despite applicant's arguments, ",
    "contrary to the applicant's assertion in the remarks, ",
  ],
  is: re`\b(?:${PARTY})\b(?![^.]*(?:${JUDGED}))[^.;]{0,80}\b(?:${SAYS}|${SAYS_MORE}|discuss\w*|respond\w*)\b${SAME_CLAUSE}(?<!${BEFORE_THE_ANSWER})$`,
});

const SIDE = /applicants?|appellants?|patent\s+owners?|patentees?|attorneys?|counsel|agent|representatives?/;
const SAYS_OF_REJECTION =
  /notes?|noted|points?\s+out|discusses|acknowledges|traverses?|traversed|requests?|disagrees?|disputes?|contests?|challenges?/;
const SAYS_AGAIN =
  /(?:repeat|reiterate|renew|reassert|maintain|advance|rais|present|mak)(?:e[sd]?|s|ed|ing)?/;
const CRITICISM =
  /arguments?|traversal|remarks?|contentions?|assertions?|challenges?|criticisms?|those\s+(?:made|raised|advanced)/;
const SAYS_PLAINLY =
  /argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?/;
const THINKS =
  /believes?|urges?|urged|insists?|opines?|posits?|considers?|takes\s+the\s+position|(?:maintain|reiterate|repeat)s?\s+that/;
export const APPLICANT_SAYS_OF_REJECTION = others({
  name: "applicant-argues-the-rejection",
  says: "The applicant says it of the rejection, or argues against it.",
  from: "MPEP 707.07(f)",
  matches: [
    "applicant traverses the ",
    "applicants acknowledges the previous ",
    "patent owner disputes the ",
    "applicant repeats the arguments against the ",
    "the response repeats the arguments against the ",
  ],
  not: [
    "the examiner maintains the ",
    "applicant's amendment overcomes the ",
    "applicant argues that kato lacks a lid; the ",
    "applicant's arguments are noted, but the ",
  ],
  is: [
    re`\b(?:${SIDE})\b[^.;]{0,80}\b(?:${SAYS_PLAINLY}|${SAYS_OF_REJECTION}|${THINKS})\b${SAME_CLAUSE}$`,
    re`\b(?:${SIDE}|response|reply|remarks)\b[^.;]{0,80}\b${SAYS_AGAIN}\s+(?:\w+\s+){0,4}(?:${CRITICISM})\b${SAME_CLAUSE}$`,
  ],
});

const IN_THEIR_VIEW = re`(?:according\s+to\s+(?:the\s+)?(?:${SIDE}|remarks|response)|in\s+(?:the\s+)?(?:${SIDE})(?:'s?)?\s+(?:view|opinion)),?`;
const AS_THEY_SAY = re`as\s+(?:argued|asserted|alleged|contended|submitted)\s+by\s+(?:the\s+)?(?:${SIDE}),?`;
const IT_IS_SAID =
  /it\s+(?:is|was|has\s+been)\s+(?:\w+\s+)?(?:argued|asserted|submitted|alleged|contended|urged|believed)/;
const REPORTED =
  /argu(?:es?|ed)|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|alleged|states?|stated/;
export const REPORTED_OF_REJECTION = others({
  name: "reported-of-the-rejection",
  says: "What follows of the rejection is the applicant's view: its end or its error is reported, not decided.",
  from: "MPEP 707.07(f)",
  matches: [
    "applicant believes the ",
    "patent owner argues that the ",
    "according to applicant, the ",
    "in the remarks, it is asserted that the ",
  ],
  not: [
    "the examiner agrees with applicant that the ",
    "applicant argues that kato lacks a lid; the ",
    "applicant traverses the ",
  ],
  is: re`\b(?:(?:${SIDE}|response|remarks|reply)\b[^.;]{0,60}\b(?:${REPORTED}|${THINKS}),?(?:\s+that)?|${IN_THEIR_VIEW}|${AS_THEY_SAY}|${IT_IS_SAID}\s+that)\s+(?:the|this|these|all|each|any)\s+(?:[^\s.;,]+\s+){0,6}$`,
});

export const NAMES_APPLICANT = others({
  name: "names-the-applicant",
  says: "The introduction of a list names the applicant: it lists what the applicant says.",
  matches: ["applicant argues the following rejections:"],
  not: ["the following rejections are made:"],
  is: /\bapplicants?\b|\bappellants?\b/,
});

export const OTHERS_SAY_THAT = others({
  name: "argument-or-report-that-claims",
  says: "It is the content of an argument, a report, a proposal or an answer, before the claims are named.",
  from: "MPEP 707.07(f), 713.04, 2660",
  matches: [
    "in answer to the argument that ",
    "it was reported in the interview that ",
    "the requester proposed that ",
    "the third party requester submits that the ",
  ],
  not: ["the examiner notes that ", "in response to the argument, ", "it is the examiner's position that "],
  is: [
    /\b(?:arguments?|contentions?|assertions?|allegations?|proposals?|suggestions?|reports?|remarks?)\s+that\s+(?:the\s+)?$/,
    /\b(?:reported|alleged|argued|asserted|proposed|suggested|contended)\b[^.;]{0,40}\bthat\s+(?:the\s+)?$/,
    /\brequesters?\b[^.]{0,60}\b(?:propos|submit|argu|assert|alleg|contend|request|suggest)\w*\b[^.]{0,60}$/,
  ],
});

export const REPORTED_BEHIND = others({
  name: "reported-behind-it",
  says: "Behind what is told of the rejection stands that somebody else says so.",
  from: "MPEP 707.07(f)",
  matches: [" is overcome, according to applicant", " is allegedly overcome", " is said to be moot"],
  not: [" is overcome by applicant's amendment", " is maintained for the reasons applicant disputes"],
  is: re`${IN_THEIR_VIEW}|\ballegedly\b|\b(?:said|alleged|believed\s+by\s+(?:${SIDE}))\s+to\s+(?:be|have)\b`,
});

export const REPORT_ENDS = others({
  name: "behind-the-report",
  says: "Where what is reported ends and the action speaks again.",
  matches: [
    " is overcome; the examiner agrees",
    " is overcome, which is persuasive",
    " is in error, but the rejection",
  ],
  not: [" is overcome by the amendment", " of claims 1, 3, and 5"],
  is: /;|,\s+(?:but|which|however|so|thus|therefore|accordingly|and\s+(?:the|this|it|therefore|thus|is)|the\s+examiner)\b/,
});

export const IN_OTHER_APPLICATION = others({
  name: "in-a-copending-application",
  says: '"In copending Application No. 13/445,566, claims 1-8 were rejected".',
  from: "MPEP 804",
  matches: [
    "the examiner notes that in copending application no. 13/445,566, ",
    "in its parent application, ",
  ],
  not: ["in the instant application, ", "over copending application no. 13/445,566 "],
  is: /\bin\s+(?:the\s+|its\s+)?(?:co-?pending|related|parent|sister)\s+(?:u\.s\.\s+)?(?:patent\s+)?application\b[^.;]{0,5}[^;]{0,40},\s*$/,
});

const earlier = patternsOn(
  "Told of an earlier action, or only possible",
  '"Previously", "in the last Office action", "if", "would": the sentence tells of a rejection and makes none now.',
);

export const IN_LAST_ACTION = earlier({
  name: "in-the-last-action",
  says: "The sentence opens by saying that it tells of an earlier action.",
  matches: ["in the last office action, ", "previously, ", "in the non-final action "],
  not: ["in this office action, ", "claims previously presented "],
  is: /^(?:previously|in the (?:last|previous|prior|parent|non-final|final))/,
});

export const IF_BEFORE_CLAIMS = earlier({
  name: "if-right-before-the-claims",
  says: "A condition stands in the same clause as the claims.",
  matches: ["if in a reply the ", "unless "],
  not: ["if so, ", "the "],
  is: /\b(?:if|should|unless|whether|were)\b[^,;]{0,80}$/,
});

export const IS_CONDITION = earlier({
  name: "if",
  says: "The condition is a condition.",
  matches: ["if the", "whether"],
  not: ["were", "should"],
  is: /\bif\b|\bwhether\b|\bunless\b/,
});

export const WOULD_BEFORE_REJECTION = earlier({
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

export const WOULD_BEHIND_REJECTION = earlier({
  name: "rejection-would-be",
  says: "What it would be or lead to.",
  matches: [" of claims 1-5 would be", " may result"],
  not: [" of claims 1-5 is"],
  is: /\b(?:will|would|may|could|might)\s+(?:be|result|necessitate|likely)/,
});

const STILL = /(?:still\s+|also\s+)?/;
const BE_MADE = /be\s+(?:maintained|withdrawn|repeated|sustained|made|applied)|remain|stand/;
export const WOULD_BEHIND_CLAIMS = earlier({
  name: "rejection-of-claims-will-be-maintained",
  says: "What will be done about the rejection of these claims.",
  matches: [" will be maintained", " would still stand", " could also be applied"],
  not: [" is maintained"],
  is: re`\b(?:will|would|could|might)\s+${STILL}(?:${BE_MADE})\b`,
});

export const LIST_STANDS = earlier({
  name: "list-of-rejections-made",
  says: "The introduction says that the listed rejections are made or stand.",
  matches: ["are maintained", "are rejected", "applicable"],
  not: ["were made in the last action"],
  is: /\b(?:maintained|repeated|applicable|are\s+rejected|are\s+made)\b/,
});

export const LIST_OF_EARLIER = earlier({
  name: "list-of-earlier-rejections",
  says: "The introduction tells of an earlier action.",
  matches: ["the prior office action had", "were"],
  not: ["the following rejections are"],
  is: /\b(?:were|was|had|previous|prior|last|parent)\b/,
});
