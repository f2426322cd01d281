import { patternsOn, re } from "./pattern.js";

/** Words by which a sentence tells of a rejection without making it. */
const wording = patternsOn(
  "Said by the applicant",
  "What the applicant argues, asks for or reports rejects nothing here, and lets no rejection stand (MPEP 707.07(f)).",
);

/** Behind these words no clause of another's begins. */
const SAME_CLAUSE =
  /(?:(?!;|,\s+(?:but|yet|however|so(?!\s+that)|thus|therefore|and\s+(?:the|this|these)|the|this)\b)[^.]){0,200}/;
/** Whoever judges what the applicant said goes on with the sentence. */
const JUDGED =
  /\b(?:not\s+(?:\w+\s+)?persuasive|unpersuasive|unconvincing|moot)\b|\b(?:is|are|was|were|been)\s+(?:\w+\s+){0,2}(?:considered|noted|acknowledged|entered|addressed|reviewed)\b/;
const IN_ANSWER_TO =
  /despite|notwithstanding|contrary\s+to|responsive\s+to|in\s+(?:response|reply|answer)\s+to|in\s+(?:view|light|spite)\s+of|(?:upon|after|on)\s+(?:\w+\s+){0,2}(?:of|to)/;
/** The applicant's side, a part of every pattern that names it; and what it files. */
export const SIDE =
  /applicants?|appellants?|patent\s+owners?|patentees?|attorneys?|counsel|(?:patent|registered)\s+agents?|(?:legal|authorized)\s+representatives?/;
export const BRIEF = /(?:(?:appeal|reply|supplemental|principal|opening)\s+)brief/;
/** Those who ask for a review or a re-examination, and what all file. */
const ASKS = /petitioners?|requesters?/;
const PAPER = re`remarks|response|reply|petition|${BRIEF}`;
const SIDE_OR_PAPER = re`${SIDE}|${ASKS}|${PAPER}`;
const SAYS =
  /argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|alleged/;
const SAYS_MORE =
  /notes?|noted|traverses?|traversed|believes?|points? out|requests?|disagrees?|argument|arguments|assertion/;
/** What was said is only what the examiner answers to: "despite applicant's arguments, claims 1-5 remain rejected". */
const BEFORE_THE_ANSWER = re`\b(?:${IN_ANSWER_TO})\s+(?:the\s+)?(?:${SIDE_OR_PAPER})\b(?:(?!\bthat\b)[^.;]){0,80},\s*`;
/** "It is the applicant's position that", "the belief of the applicant that", "applicant's view is that". */
const VIEWS =
  /(?:position|contention|view|belief|opinion|assertion|allegation|understanding|submission|argument|suggestion|complaint|stance)/;
export const THEIR_VIEW_THAT = re`(?:(?:${SIDE_OR_PAPER})(?:'s?)?\s+(?:\w+\s+){0,2}${VIEWS}|${VIEWS}\s+(?:of|by)\s+(?:the\s+)?(?:${SIDE_OR_PAPER}))(?:\s+(?:is|was|remains))?\s+that`;
export const APPLICANT_SAYS = wording({
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
    "it is the applicant's position that ",
    "it is the considered belief of the applicant that the amended ",
  ],
  not: [
    "the examiner notes that ",
    "it is the examiner's position that ",
    "contrary to applicant's view that kato lacks a lid, ",
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
  is: [
    re`\b(?:${SIDE_OR_PAPER})\b(?![^.]*(?:${JUDGED}))[^.;]{0,80}\b(?:${SAYS}|${SAYS_MORE}|discuss\w*|respond\w*)\b${SAME_CLAUSE}(?<!${BEFORE_THE_ANSWER})$`,
    re`\b${THEIR_VIEW_THAT}\b[^.,;]{0,80}$`,
  ],
});

const SAYS_OF_REJECTION =
  /notes?|noted|points?\s+out|discusses|acknowledges|traverses?|traversed|requests?|disagrees?|disputes?|contests?|challenges?/;
const SAYS_AGAIN =
  /(?:repeat|reiterate|renew|reassert|maintain|advance|rais|present|mak)(?:e[sd]?|s|ed|ing)?/;
const CRITICISM =
  /arguments?|traversal|remarks?|contentions?|assertions?|challenges?|criticisms?|those\s+(?:made|raised|advanced)/;
const THINKS =
  /believes?|urges?|urged|insists?|opines?|posits?|considers?|takes\s+the\s+position|(?:maintain|reiterate|repeat)s?\s+that/;
export const APPLICANT_SAYS_OF_REJECTION = wording({
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
    re`\b(?:${SIDE})\b[^.;]{0,80}\b(?:${SAYS}|${SAYS_OF_REJECTION}|${THINKS})\b${SAME_CLAUSE}$`,
    re`\b(?:${SIDE_OR_PAPER})\b[^.;]{0,80}\b${SAYS_AGAIN}\s+(?:\w+\s+){0,4}(?:${CRITICISM})\b${SAME_CLAUSE}$`,
  ],
});

const IN_THEIR_VIEW = re`(?:according\s+to\s+(?:the\s+)?(?:${SIDE_OR_PAPER})|in\s+(?:the\s+)?(?:${SIDE})(?:'s?)?\s+(?:view|opinion)),?`;
const AS_THEY_SAY = re`as\s+(?:argued|asserted|alleged|contended|submitted)\s+by\s+(?:the\s+)?(?:${SIDE}),?`;
const IT_IS_SAID =
  /it\s+(?:is|was|has\s+been)\s+(?:\w+\s+)?(?:argued|asserted|submitted|alleged|contended|urged|believed)/;
export const REPORTED_OF_REJECTION = wording({
  name: "reported-of-the-rejection",
  says: "What follows of the rejection is the applicant's view: its end or its error is reported, not decided.",
  from: "MPEP 707.07(f)",
  matches: [
    "applicant believes the ",
    "patent owner argues that the ",
    "according to applicant, the ",
    "in the remarks, it is asserted that the ",
    "it is applicant's position that the ",
  ],
  not: [
    "the examiner agrees with applicant that the ",
    "applicant argues that kato lacks a lid; the ",
    "applicant traverses the ",
  ],
  is: re`\b(?:(?:${SIDE_OR_PAPER})\b[^.;]{0,60}\b(?:${SAYS}|${THINKS}),?(?:\s+that)?|${IN_THEIR_VIEW}|${AS_THEY_SAY}|${IT_IS_SAID}\s+that|${THEIR_VIEW_THAT})\s+(?:the|this|these|all|each|any)\s+(?:[^\s.;,]+\s+){0,6}$`,
});

export const NAMES_APPLICANT = wording({
  name: "names-the-applicant",
  says: "The introduction of a list names the applicant: it lists what the applicant says.",
  matches: ["applicant argues the following rejections:"],
  not: ["the following rejections are made:"],
  is: re`\b(?:${SIDE})\b`,
});

export const OTHERS_SAY_THAT = wording({
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

export const REPORTED_BEHIND = wording({
  name: "reported-behind-it",
  says: "Behind what is told of the rejection stands that somebody else says so.",
  from: "MPEP 707.07(f)",
  matches: [" is overcome, according to applicant", " is allegedly overcome", " is said to be moot"],
  not: [" is overcome by applicant's amendment", " is maintained for the reasons applicant disputes"],
  is: re`${IN_THEIR_VIEW}|\ballegedly\b|\b(?:said|alleged|believed\s+by\s+(?:${SIDE}))\s+to\s+(?:be|have)\b`,
});

export const REPORT_ENDS = wording({
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
