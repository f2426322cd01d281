import { type EndingVerb, formsOf } from "./endingVerbs.js";
import { patternsOn, re } from "./pattern.js";
import { SIDE } from "./saidByApplicant.js";

/** How an action says that a rejection or an objection has ended, and how that it stands. */
const ends = patternsOn(
  "A rejection or objection ends",
  "Withdrawn, moot, overcome or reversed, in the words of a sentence (MPEP 706.07, 707.07(e) and (f), 1207.04, 1214).",
);

const isEnd = ({ says }: EndingVerb) => says !== "stands";
const isOfRejectionsAlone = (verb: EndingVerb) => !verb.ofOtherThingsToo;
const saying =
  (...what: readonly EndingVerb["says"][]) =>
  (verb: EndingVerb) =>
    what.includes(verb.says);
const plain =
  (...what: readonly EndingVerb["says"][]) =>
  (verb: EndingVerb) =>
    what.includes(verb.says) && isOfRejectionsAlone(verb);
const ambiguous =
  (...what: readonly EndingVerb["says"][]) =>
  (verb: EndingVerb) =>
    what.includes(verb.says) && verb.ofOtherThingsToo;

/**
 * Behind a rejection or an objection up to the first verb, which is then of it and of nothing that is told on the way. Sentences
 * are asked behind the word "rejection", too, so that it may begin there.
 */
const OF_A_REJECTION =
  /(?:^|\brejections?\b|\bobjections?\b)(?:(?!\b(?:is|are|was|were|has|have|had|be|since|because|which|that|where\w*|when)\b)[^;]){0,300}/;
const IS_OR_HAS_BEEN =
  /\b(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?!(?:not|never|to)\b)\w+\s+){0,2}/;
const NOT_IN_ORDER_TO =
  /(?<!\bto\s|\bnot\s|\bcould\s|\bwould\s|\bcannot\s|\bmust\s|\bmay\s|\bmight\s|\bwill\s|\bcan\s)/;
const NOT_EVEN = /(?<!\b(?:not|never|cannot|yet)\s(?:be\s|been\s|made\s|render\s|rendered\s){0,2})/;
/** "The (previous) rejection": a rejection is the object, and no "of" leads to it. Sentences are cut at the word. */
const A_REJECTION =
  /(?:the|this|these|all)\s+(?:(?!(?:of|in|from|for)\s)\S+\s+){0,6}?(?:rejections?\b|objections?\b|$)/;

const NOT_WITHDRAWN = ends({
  name: "not-withdrawn",
  says: "Its withdrawal is denied or asked for.",
  matches: [
    "has not been withdrawn",
    "has not been vacated",
    "requests that the rejection be withdrawn",
    "should be withdrawn",
  ],
  not: ["is withdrawn", "has been withdrawn"],
  is: [
    re`\bnot\s+(?:been\s+|being\s+)?(?:${formsOf(saying("withdrawn"), "participle")})\b`,
    re`(?:should|to|would|cannot|will\s+not)\s+be\s+(?:${formsOf(saying("withdrawn"), "participle")})\b`,
    /request\w*\s[^.]{0,60}withdraw/,
  ],
});

const WITHDRAWN = ends({
  name: "withdrawn",
  says: "It is withdrawn.",
  from: "MPEP 706.07(e), 707.07(e)",
  matches: [
    "the rejection is hereby withdrawn",
    "withdraws the rejection",
    "rejections withdrawn",
    "112: withdrawn",
  ],
  not: ["the rejection is maintained", "the withdrawn claims remain"],
  is: [
    /\b(?:is|are|was|were|been|being|hereby|therefore|is\/are|has|stands?|,)\s+(?:\w+\s+){0,3}withdrawn/,
    /^\W*withdrawn\b/,
    re`${NOT_IN_ORDER_TO}\bwithdraws?\s+(?:the|this|these|his|her|all)`,
    /withdrawing/,
    /withdrawal\s+of\s+(?:the|this|these|previous)/,
    /:\s*withdrawn/,
    /rejections?\s+withdrawn/,
    /\bwithdrawn\b\s*[.)]?$/,
  ],
});

const KEPT_AND_DENIED_OF_IT = formsOf(
  (verb) => ambiguous("stands")(verb) && verb.isDeniedToo !== false,
  "participle",
);
/** What a rejection does by itself, or what is not done with it: one look for its subject serves all. */
const FALLS =
  /\b(?:gives|give|gave)\s+way\s+to\b|(?<!\bor\s)\b(?:falls?|fell)(?:\s+(?:away|in\s+(?:view|light)\s+of|because|due\s+to|upon|by\s+(?:the|virtue))|\s*[.;,]|\s*$)/;
const FAILS =
  /\b(?:(?:do(?:es)?\s+not|can\s?not|no\s+longer)\s+(?:survives?|holds?)|does\s+not\s+(?:apply|extend|reach)\s+(?:to\s+)?(?:the\s+)?(?:claims?\b|(?:now|newly|currently|presently|amended)\s))/;
const IS_NOT_KEPT = re`\b(?:is|are|was|were|has|have)\s+(?:not|no\s+longer)\s+(?:been\s+)?(?:${KEPT_AND_DENIED_OF_IT})\b`;
const DROPPED = ends({
  name: "dropped",
  says: "It is vacated, dropped, retracted or set aside: as good as withdrawn.",
  from: "MPEP 1207.04",
  matches: [
    "the rejection is hereby vacated",
    "the rejections have been dropped",
    " of claims 1-5 is retracted",
    "the rejection is set aside",
    " of claims 1-5 gives way to the new ground",
    "the examiner has reconsidered and removes this rejection",
    " of claims 1-5 under 35 u.s.c. 103 falls in view of the amendment",
    " of claims 1-5 does not apply to the amended claims",
    " of claims 1-5 over kato does not survive the amendment",
    " of claims 1-5 no longer holds",
    " of claims 1-5 has not been kept",
  ],
  not: [
    "the examiner sees no reason to remove the rejection",
    " of claims 2-5 stands or falls with that of claim 1",
    " of claims 1-5 is maintained since the exception does not apply to kato",
    " of claims 1-5 still holds",
    " is maintained; the lid is not kept closed",
    "the rejection is maintained since the page is removed from the die",
    "the drop test",
    "the rejection is maintained: the blade is retracted",
  ],
  is: [
    re`\b(?:is|are|been|was|were)\s+(?:\w+\s+){0,2}(?:${formsOf((verb) => verb.base !== "withdraw" && plain("withdrawn")(verb), "participle")})\b`,
    re`${OF_A_REJECTION}(?:${IS_OR_HAS_BEEN}(?:${formsOf(ambiguous("withdrawn"), "participle")})\b|${FALLS}|${FAILS}|${IS_NOT_KEPT})`,
    re`${NOT_IN_ORDER_TO}\b(?:${formsOf((verb) => verb.base !== "withdraw" && saying("withdrawn")(verb), "base", "present")})\s+${A_REJECTION}`,
  ],
});

const NOT_IN_ITS_REASON = /(?<!\b(?:since|because|that|which|where|if)\b[^.;,]{0,120})/;
/** "since the seal of Smith is not applied" tells of the art, "because claim 1 was amended the rejection is not maintained" does not. */
const NOT_OF_AN_ART = /(?<!\b(?:since|because)\b(?:(?!rejection)[^.;,]){0,120})/;
const NOT_IF = /(?!\s+(?:if|once|when|where|unless|provided|upon)\b)/;
const KEPT_AND_DENIED = formsOf((verb) => plain("stands")(verb) && verb.isDeniedToo !== false, "participle");
const DOES_NOT_STAND = /(?:(?:do(?:es)?|will)\s+not|can\s?not|no\s+longer)\s+stands?\b/;
const NO_LONGER_MADE = ends({
  name: "no-longer-made",
  says: "It is not maintained any more.",
  matches: [
    "is no longer maintained",
    "are not being repeated",
    "is not applicable",
    "will not be maintained",
    "can no longer be sustained",
    "cannot be sustained",
    "is no longer upheld",
    "no longer applies",
    "is no longer pending",
    "is no longer being pursued",
    "is not pursued further",
    "is no longer tenable",
    "does not stand",
    "no longer stands",
    "can no longer stand",
  ],
  not: [
    "is maintained",
    "does stand",
    "since the cup does not stand",
    "not persuasive",
    "will not be maintained once a terminal disclaimer is filed",
    "since the pressure will not be maintained",
    "the argument that smith no longer applies",
    "since the embodiment of figure 3 is no longer pursued",
    "since the seal of smith is not applied",
  ],
  is: [
    re`\b(?=no)${NOT_OF_AN_ART}(?:not|no\s+longer)\s+(?:being\s+|been\s+)?(?:${KEPT_AND_DENIED}|appli(?:ed|cable)|necessary|proper|appropriate)\b`,
    re`\b(?=(?:will|can)\s?no)${NOT_IN_ITS_REASON}(?:will\s+not|can\s?not|(?:can|will)\s+no\s+longer)\s+be\s+(?:${KEPT_AND_DENIED}|applied)\b${NOT_IF}`,
    re`\b(?=no\s+longer\s)${NOT_IN_ITS_REASON}no\s+longer\s+(?:appl(?:ies|y)|tenable|warranted|viable|supportable|pending|outstanding|of\s+record|in\s+(?:effect|force))\b`,
    re`\b(?=no)${NOT_IN_ITS_REASON}(?:not|no\s+longer)\s+(?:being\s+)?pursued\b`,
    re`\b(?=${DOES_NOT_STAND})${NOT_IN_ITS_REASON}`,
  ],
});

const REVERSED = ends({
  name: "reversed",
  says: "The Board, or the examiner, has reversed it.",
  from: "MPEP 1213, 1214.04",
  matches: ["was reversed by the board", "the board reversed the rejection"],
  not: ["in reverse order", "is maintained since the flow is reversed", "was not reversed"],
  is: [
    re`${OF_A_REJECTION}${IS_OR_HAS_BEEN}(?:${formsOf(saying("reversed"), "participle")})\b`,
    re`${NOT_IN_ORDER_TO}\b(?:${formsOf(saying("reversed"), "present", "participle")})\s+(?:the|this|all)\s`,
  ],
});

export const MOOT = ends({
  name: "moot",
  says: "There is nothing left of it to decide.",
  from: "MPEP 707.07(f), form paragraph 7.38",
  matches: ["the rejection is rendered moot", "is now moot"],
  not: ["is maintained", "does not render moot", "has not been rendered moot"],
  is: re`${NOT_EVEN}\b(?:moot|${formsOf(saying("moot"), "present", "participle")})\b`,
});

const MOOT_ARGUMENT = ends({
  name: "moot-argument",
  says: "It is the applicant's arguments that are moot, for new grounds: the rejections stand.",
  from: "form paragraph 7.38",
  matches: ["applicant's arguments with respect to claims 1-5 have been considered but are moot"],
  not: ["the rejection is moot"],
  is: /argument\w*[^.]{0,160}\bmoot/,
});

const TRAVERSED = /(?:traversed|rebutted|refuted|challenged|contested|disputed|argued\s+against|overcome)/;
const HAS_BEEN = /\b(?:have|has|had|is|are|was|were|been)\s+(?:\w+\s+){0,2}/;
const OVERCOMES = plain("overcome");
const CURES = ambiguous("overcome");
const OVERCOME = ends({
  name: "overcome",
  says: "An amendment or an argument has overcome it.",
  from: "MPEP 707.07(f)",
  matches: [
    "the amendment overcomes the rejection",
    "the amendment cures the rejection",
    "the amendments cure the rejection",
    "has been overcome",
    "the rejection has been cured",
    "were all obviated",
    "and overcome by applicant's amendment",
    "the rejection has been successfully traversed",
  ],
  not: [
    "in order to overcome the rejection",
    "could overcome the rejection",
    "smith cures the deficiencies of jones",
    "the rejection is maintained, since the lack of an antecedent is cured",
    "may be overcome by applicant's amendment",
  ],
  is: [
    re`${HAS_BEEN}(?:${formsOf(OVERCOMES, "participle")})\b`,
    re`${OF_A_REJECTION}(?:${IS_OR_HAS_BEEN}(?:${formsOf(CURES, "participle")})\b|\b(?:is|are|was|were|(?:has|have|had)\s+been)\s+successfully\s+${TRAVERSED}\b)`,
    re`${NOT_IN_ORDER_TO}\b(?:${formsOf(OVERCOMES, "base", "present")})\s+(?:the|this|these|those|said|all|each|such)\b`,
    re`${NOT_IN_ORDER_TO}\b(?:${formsOf(CURES, "base", "present")})\s+${A_REJECTION}`,
    re`(?<!\bbe\s)\b(?:${formsOf(OVERCOMES, "participle")})\s+by\s+(?:the\s+)?(?:applicants?'?s?|amendment)\b`,
    re`\b(?:${formsOf(OVERCOMES, "present", "past")})\b`,
  ],
});

const TO_OVERCOME = formsOf(saying("overcome"), "base");
const BEEN_OVERCOME = formsOf(saying("overcome"), "participle");
const STILL_NOT_OVERCOME = ends({
  name: "still-not-overcome",
  says: "It is said not to have been overcome.",
  matches: [
    "has not been overcome",
    "insufficient to overcome",
    "ineffective to overcome",
    "fails to overcome the rejection",
    "does not cure the rejection",
    "has not been cured",
    "have not been fully corrected",
  ],
  not: ["has been overcome", "has been cured"],
  is: [
    re`\b(?:not|n't|never)\s+(?:(?:been|fully|yet|being)\s+){0,2}(?:${TO_OVERCOME}|${BEEN_OVERCOME})\b`,
    re`(?:insufficient|ineffective|inadequate|unable)\s+to\s+(?:${TO_OVERCOME})`,
    re`fail\w*\s+to\s+(?:${TO_OVERCOME})`,
    re`(?:has|have)\s+not\b[^.]{0,40}(?:${BEEN_OVERCOME})\b`,
  ],
});

export const MAY_END = ends({
  name: "some-word-of-an-end",
  says: "A word without which none of the ends is told in the predicate of rejected claims.",
  matches: ["withdrawn", "is moot", "overcome"],
  not: ["maintained"],
  is: re`moot|${formsOf((verb) => isEnd(verb) && isOfRejectionsAlone(verb), "participle")}|reversed`,
});

const NOT_FROM_CONSIDERATION = /(?!\s+from\s+(?:further\s+)?(?:consideration|examination|prosecution))/;
export const ENDED_BEHIND_CLAIMS = ends({
  name: "rejected-but-withdrawn",
  says: "Behind claims and statute it is said that their rejection ended, not that claims are withdrawn from consideration.",
  from: "MPEP 821",
  matches: [
    " under 35 u.s.c. 101. the rejection is withdrawn",
    " over smith has been withdrawn",
    " under 102 - withdrawn.",
    " (withdrawn)",
  ],
  not: [" and claims 6-8 are withdrawn from consideration", " over smith"],
  is: [
    re`rejections?\b[^.]{0,60}\b(?:moot|reversed|${formsOf((verb) => isEnd(verb) && isOfRejectionsAlone(verb), "participle")})`,
    re`^[^.]{0,400}\b(?:has|have)\s+been\s+withdrawn${NOT_FROM_CONSIDERATION}`,
    re`[\s(,-](?:is|are)\s+(?:hereby\s+|now\s+)?withdrawn${NOT_FROM_CONSIDERATION}`,
    /\(\s?withdrawn\s?\)|[-:]\s*withdrawn\s*\.?$/,
  ],
});

const WITHDRAWING = formsOf(
  (verb) => isEnd(verb) && isOfRejectionsAlone(verb),
  "base",
  "present",
  "past",
  "gerund",
);
const RETRACTING = formsOf((verb) => isEnd(verb) && verb.ofOtherThingsToo, "base", "present");
const KEEPING = formsOf(
  (verb) => plain("stands")(verb) && verb.present !== null,
  "base",
  "present",
  "past",
  "gerund",
);
/** "Repeats the arguments against the rejection": what is said against a rejection is no rejection. */
const NOT_ITS_CRITICISM =
  /(?!\w+\s+(?:\w+\s+){0,3}(?:arguments?|travers(?:al|e)|remarks?|contentions?|assertions?|requests?|challenges?|criticisms?|reply|response)\b|those\s+(?:made|raised|advanced)\b)/;
const ITS_REJECTION = re`${NOT_ITS_CRITICISM}(?:the|this|these|those|his|her|its|all|any|each|an?|of)\b[^.;,]{0,100}`;
const PRESERVING = formsOf(
  (verb) => ambiguous("stands")(verb) && verb.isDeniedToo !== false,
  "base",
  "present",
  "past",
);
export const NO_LONGER_RELIES = ends({
  name: "no-longer-relies-on-the",
  says: "Nobody relies on the rejection behind it any more: as good as withdrawn.",
  matches: ["the examiner no longer relies on the ", "the office does not pursue the previous "],
  not: ["the examiner relies on the ", "the examiner no longer relies on kato. the "],
  is: re`\b(?:no\s+longer|not)\s+(?:rel(?:y|ies|ied|ying)\s+(?:up)?on|pursu(?:e|es|ed|ing)|press(?:es|ed|ing)?|insists?\s+(?:up)?on|appl(?:y|ies|ying))\s+(?:the|this|these|those|his|her|any|all)\s+(?:(?!(?:of|in|from|for)\s)[^\s.;,]+\s+){0,6}$`,
});

const TRAVERSING = /(?:traversing|rebutting|refuting|challenging|overcoming)/;
export const SUCCEEDED = ends({
  name: "applicant-succeeded",
  says: "The applicant has traversed the rejection, and with success: it is overcome.",
  from: "MPEP 707.07(f)",
  matches: [
    "applicant has successfully traversed the ",
    "applicants successfully argued against the ",
    "applicant's remarks have succeeded in overcoming the ",
  ],
  not: [
    "applicant has not successfully traversed the ",
    "applicant believes to have successfully traversed the ",
    "applicant argues that it has successfully traversed the ",
    "applicant traverses the ",
  ],
  is: re`(?:^|[;,]\s|\b(?:since|because|as|and|that)\s)(?:the\s+)?(?:${SIDE})(?:'s?\s+\w+)?\s+(?:(?:has|have)\s+)?(?:successfully\s+${TRAVERSED}|succeeded\s+in\s+${TRAVERSING})\s+(?:the|this|these|those|all|each)\s+(?:[^\s.;,]+\s+){0,6}$`,
});

export const GOVERNS = ends({
  name: "maintains-or-withdraws-the",
  says: 'A verb that governs the rejection behind it: "the examiner maintains the rejection", "withdrawn is the rejection".',
  matches: [
    "the examiner maintains the ",
    "the amendment overcomes the previous ",
    "the amendment cures the ",
    "withdrawn are all ",
    "the examiner keeps the ",
  ],
  not: [
    "the examiner maintains that the claims are obvious. the ",
    "reyes cures the deficiencies of kato in the ",
    "applicant repeats the arguments against the ",
    "applicant renews its traversal of the ",
  ],
  is: new RegExp(
    `\\b(?:(?:(${KEEPING.source})|${WITHDRAWING.source}|withdrawn\\s+(?:is|are)),?\\s+${ITS_REJECTION.source}$|(?:(${PRESERVING.source})|${RETRACTING.source})\\s+${A_REJECTION.source})`,
  ),
});

const AN_ARGUMENT = /arguments?|amendments?|remarks?|evidence|showings?|declarations?|affidavits?|part\s+of/;
export const VERB_DENIED = ends({
  name: "denied-before-the-verb",
  says: "The verb that governs the rejection is denied: what does not end it lets it stand, and what does not maintain it ends it.",
  from: "MPEP 707.07(f), 716.01, 717.01",
  matches: [
    "the amendment does not ",
    "the arguments fail to ",
    "the affidavit is insufficient to ",
    "neither the amendment nor the arguments ",
    "nothing in the response ",
    "the examiner sees no reason to ",
    "the examiner declines to ",
    "the arguments do not persuade the examiner to ",
    "the examiner no longer ",
  ],
  not: [
    "in order to ",
    "would not ",
    "since kato has no lid, the amendment ",
    "the amendment is sufficient to ",
  ],
  is: [
    /(?<!\b(?:would|could|should|may|might)\s)\b(?:not|cannot|never|no\s+longer)\s+(?:\w+\s+)?$/,
    /\b(?:fail(?:s|ed)?|insufficient|not\s+(?:\w+\s+)?(?:sufficient|adequate|enough|effective|persuasive)|ineffective|inadequate|unable|not\s+serve)\s+to\s+(?:\w+\s+)?$/,
    /\b(?:no\s+(?:reason|basis|need|cause)|declin\w+|refus\w+|not\s+(?:agree|convince|persuade)\w*\s[^.;,]{0,30})\s*\bto\s+$/,
    re`(?:^|[;,]\s|\b(?:since|because|that|but|and|however)\s)(?:neither|nothing|none|no\s+(?:${AN_ARGUMENT}))\b[^.;,]{0,100}$`,
  ],
});

export const DECIDED_TO = ends({
  name: "decided-to",
  says: "Somebody decided or agreed to do it: as good as done.",
  matches: ["the examiner has decided to ", "the examiner agrees to "],
  not: ["in order to ", "the examiner would agree to ", "applicant must elect to "],
  is: /(?<!\b(?:not|would|could|may|might|must|should|will|to)\s)\b(?:decided|agree[sd]|elected|chosen|determined)\s+to\s+$/,
});

export const NOT_RENDERED_MOOT = ends({
  name: "does-not-render-it-moot",
  says: "Nothing has made the rejection moot.",
  from: "MPEP 707.07(f)",
  matches: ["the amendment does not render moot the ", "does not render the ", "fails to moot the "],
  not: ["the amendment renders moot the ", "does not render the claims clear. the "],
  is: /\b(?:not|cannot|fails?\s+to)\s+(?:\w+\s+)?(?:moot|(?:render|make)(?:\s+moot)?)\s+(?:the|this|these|any)\b[^.;,]{0,60}$/,
});

export const HYPOTHETICAL = ends({
  name: "would-or-to-before-the-verb",
  says: "The verb is denied, wished for or only possible.",
  matches: ["in order to ", "does not ", "would fully "],
  not: ["the examiner "],
  is: /\b(?:not|would|could|should|to|will|may|might|cannot|can)\s+(?:\w+\s+)?$/,
});

const stands = patternsOn(
  "A rejection stands",
  "Maintained, repeated, sustained: a rejection of an earlier action that this one lets stand (MPEP 706.07, 707.07(f)).",
);

const KEPT_VERB = formsOf(plain("stands"), "participle");
const BEEN_ENDED = formsOf(isEnd, "participle");
const IS_HEREBY = /\b(?:is|are|been|be|hereby|therefore|thus|and|is\/are)\s+/;
const NOT_BEFORE = /(?<!\b(?:(?:can)?not|never|longer)\s(?:be\s|been\s|being\s)?)/;
const AS_IT_WAS = /proper|outstanding|pending|unchanged|applicable|valid/;
const NOT_DENIED = /(?:(?!not\b|never\b|no\b)\w+\s+){0,2}/;
export const MAINTAINED = stands({
  name: "maintained",
  says: 'The rejection is let stand. Where it is "no longer maintained", `no-longer-made` is asked first.',
  from: "MPEP 706.07; form paragraph 7.37",
  matches: [
    "is therefore maintained",
    "maintains the rejection",
    "the rejection stands.",
    "is deemed proper",
    "has not been withdrawn",
    "is held in abeyance",
    "has not been cured",
    "remain under rejection",
    "remains outstanding",
    "is still outstanding",
    "continues to apply",
    "persists",
    "is believed to be proper",
    "the rejection is set forth below.",
    "the rejection is kept for the reasons of record",
    "the rejection still holds",
  ],
  not: [
    "is made moot",
    "has been withdrawn",
    "cannot be sustained.",
    "should not be maintained.",
    "does not stand.",
    "is no longer outstanding",
    " is based on kato, who still holds the lid",
  ],
  is: [
    re`${NOT_BEFORE}${IS_HEREBY}${NOT_DENIED}(?:${KEPT_VERB})\b(?!\s+moot)`,
    re`${OF_A_REJECTION}${IS_OR_HAS_BEEN}(?:${formsOf(ambiguous("stands"), "participle")})\b`,
    /\bmaintains?\s+(?:the|this|his|her|all|its|their)/,
    re`${OF_A_REJECTION}\b(?:(?:still|continues?\s+to)\s+holds?\b|(?<!\b(?:not|longer)\s)holds?(?=\s*[.;,]|\s+(?:good|true|for\s+the\s+reasons)|\s*$))`,
    re`${NOT_BEFORE}\b(?:stands?|remains?)\s*(?:[.,;]|as\s|in\s+(?:full\s+)?(?:effect|force|place)|under\s+rejection|(?:so\s+|still\s+)?rejected|${AS_IT_WAS}|for\s+the\s+reasons|and\s|$)`,
    re`\b(?:is|are)\s+still\s+(?:in\s+(?:full\s+)?(?:effect|force|place)|${AS_IT_WAS})`,
    /\b(?:still|continues?\s+to)\s+(?:appl(?:y|ies)|stands?)\b|\bpersists?\b/,
    /\bis\s+(?:still\s+)?(?:(?:deemed|believed|considered|held|seen)\s+(?:to\s+be\s+)?)?proper/,
    /\b(?:is|are)\s+(?:being\s+)?held\s+in\s+abeyance/,
    re`\b(?:is|are|has|have)\s+not\s+(?:(?:been|being|yet|fully)\s+){0,2}(?:${BEEN_ENDED})\b`,
    /\b(?:follows?|(?:is|are)\s+(?:set\s+forth|given|presented|stated)\s+(?:again\s+)?below)\s*[.:]?$/,
    /^\W*(?:maintained|repeated)\b/,
    re`${NOT_BEFORE}\b(?:maintained|sustained|repeated)\s*(?:[.:)]|for\b|as\b|in\b|$)`,
  ],
});

export const NOT_OVERCOME = stands({
  name: "not-overcome",
  says: "The reply does not overcome it.",
  from: "MPEP 707.07(f)",
  matches: [
    "is insufficient to overcome the rejection",
    "is ineffective to overcome it",
    "does not serve to overcome it",
  ],
  not: ["is sufficient", "has been overcome"],
  is: [
    re`\b(?:insufficient|ineffective|inadequate|unable|not\s+sufficient|not\s+persuasive|fails?|failed|does\s+not|do\s+not)\b[^.]{0,30}\bto\s+(?:${TO_OVERCOME})\b`,
    re`\bnot\s+(?:been\s+)?(?:${BEEN_OVERCOME})\b`,
  ],
});

export const BUT_THIS_IS_NOT = stands({
  name: "but-this-one-is-not",
  says: '"… is withdrawn; however, the rejection of claims 4-7 is not": the opposite of what was said of the one before.',
  matches: ["rejection of claims 4-7 is not.", "rejections of claims 4-7 have not"],
  not: ["rejection of claims 4-7 is not withdrawn", "rejection is maintained"],
  is: /\b(?:is|are|was|were|has|have)\s+not\s*\.?\s*$/,
});

export const OTHER_SUBJECT = stands({
  name: "then-something-else-ends",
  says: '"Is maintained; the objection is withdrawn": what ends behind it is another thing.',
  matches: [
    "is maintained; the objection to the drawings is withdrawn",
    "stands and the finality of all claims is withdrawn",
  ],
  not: ["maintained in the last action is withdrawn"],
  is: /^[^.;,]{0,120}(?:[;,]|\band\b|\bbut\b|\bwhile\b)[^.;]{0,30}\b(?:the|all|any|said)\s[^.;]{0,80}\b(?:objections?|requirement|finality|restriction|claims?)\b/,
});

export const REMAINS_REJECTED = stands({
  name: "remain-so-rejected",
  says: '"Were rejected over Smith in the last action and remain so rejected".',
  matches: ["and remain so", "and stand finally rejected", "and are hereby maintained"],
  not: ["over smith in the last action"],
  is: [
    /\b(?:remains?|stands?|continues?)\b[^.]{0,20}\b(?:rejected|so)\b/,
    /\b(?:is|are)\s+(?:\w+\s+){0,2}(?:maintained|repeated)/,
  ],
});

export const ADOPTED = stands({
  name: "proposed-rejection-adopted",
  says: "Inter partes reexamination: what the requester proposed stands, since the examiner adopts it.",
  from: "MPEP 2660, 2671",
  matches: ["this proposed rejection is adopted", "the rejection has been hereby adopted"],
  not: ["this rejection is not adopted"],
  is: /^\W*(?:this|the|said)\s+(?:proposed\s+)?rejection\s+(?:is|has\s+been)\s+(?:hereby\s+)?adopted\b/,
});

export const REQUESTER_PROPOSED = stands({
  name: "requester-proposed",
  says: "The third-party requester proposed it.",
  from: "MPEP 2660",
  matches: ["the third party requester has proposed that claims 1-5 be "],
  not: ["the examiner proposed an amendment"],
  is: /\brequesters?\b[^.]{0,40}\bpropos/,
});

const later = patternsOn(
  "The next sentences say what became of it",
  'A rejection that is told, and one or a few sentences later: "Therefore, the rejection has been withdrawn."',
);

export const SPEAKS_OF_REJECTION = later({
  name: "a-later-sentence-of-the-rejection",
  says: "The later sentence speaks of a rejection, or opens with what became of it.",
  matches: ["the rejection is withdrawn", "claims were rejected", "withdrawn.", "maintained"],
  not: ["applicant's arguments are persuasive"],
  is: [/\brejections?\b|\brejected\b/, /^\W*(?:withdrawn|moot|maintained)/],
});

const THEREFORE =
  /accordingly|therefore|thus|as such|hence|consequently|in view of|in light of|because|as a result/;
const THE_REJECTION =
  /the|this|these|that|those|said|such|both|all|applicants?|rejections?|withdrawn|moot|maintained/;
const SINCE = /for th|due to|upon|it is|however|since|with|based on|on reconsideration|after|examiner/;
export const IS_ABOUT_IT = later({
  name: "opens-as-a-consequence",
  says: "The later sentence opens as one that goes on about the same rejection.",
  matches: ["therefore, the rejection", "1. this rejection", "upon reconsideration"],
  not: ["claims 1-5 are", "smith discloses"],
  is: re`^(?:[\s\d.)-]*)(?:${THEREFORE}|${THE_REJECTION}|${SINCE})`,
});

export const TELLS_NEXT_REJECTION = later({
  name: "the-next-rejection-is-told",
  says: "The later sentence tells the next rejection, which has a fate of its own.",
  matches: ["the examiner rejected claims 6-8", "claims 9 and 10 were rejected"],
  not: ["the rejection of claims 1-5 is withdrawn"],
  is: [
    /\brejected\s+(?:the\s+)?claims?\b/,
    /\bclaims?\s[\d\s,and-]+(?:were|was|are|is|stand|have\s+been)\s+rejected/,
  ],
});

export const GROUND_NAMED = later({
  name: "ground-named",
  says: "A ground that a later sentence names: of others it says nothing.",
  matches: ["under 103", "112", "double patenting"],
  not: ["1031", "claim 10"],
  is: /\b(?:10[123]|112)(?!\d)|double\s+patenting/g,
});

export const NUMBERS_CLAIMS = later({
  name: "numbers-claims",
  says: "The later sentence numbers claims: it may be about others.",
  matches: ["claims 6-8", "claim 3"],
  not: ["the claims"],
  is: /claims?\s*\d/,
});

export const CLAIMS_AMENDED = later({
  name: "claims-were-cancelled-or-amended",
  says: "Claims that are numbered only to say that they were cancelled or amended.",
  matches: ["claims 1-5 have been cancel", "claim 3 amend"],
  not: ["claims 1-5 are rejected"],
  is: /claims?\s[\d\s,and-]+(?:has|have)?\s*(?:been\s+)?(?:cancel|amend)/g,
});

export const THE_REJECTION_ITSELF = later({
  name: "opens-with-the-rejection",
  says: "The later sentence opens with the rejection itself: needed where the first one is complete.",
  matches: [
    "therefore, the rejection",
    "in view of the amendment, this rejection",
    "this above rejection",
    "this proposed rejection",
    "rejections",
  ],
  not: ["applicant's amendment overcomes the rejection"],
  is: /^\W*(?:in\s+(?:view|light)\s+of\s[^,;.]{1,100},\s+|therefore|accordingly|thus|the|this|these|said)?[,\s]*(?:the\s+|this\s+|these\s+)?(?:above\s+|(?:requester's\s+)?proposed\s+)?rejections?\b/,
});

export const REJECTION_OF_OTHER = later({
  name: "rejection-under-another",
  says: "A rejection with a statute or claims of its own: the search for a fate ends there.",
  matches: ["rejections under", "rejection of", "103", "112"],
  not: ["the rejection has been"],
  is: /\brejections?\s+(?:of|under|to)\b|\b10[123]\b|\b112\b/,
});

export const NO_REJECTION = later({
  name: "no-rejection",
  says: "There is no such rejection.",
  matches: ["no rejection", "no such rejections"],
  not: ["the rejection"],
  is: /\bno\s+(?:such\s+)?rejections?\b/,
});

export const PERSUASIVE = later({
  name: "persuasive",
  says: "The applicant's arguments are found persuasive.",
  from: "form paragraph 7.38.01, MPEP 707.07(f)",
  matches: ["arguments are persuasive", "is found persuasive"],
  not: ["are not persuasive", "is unpersuasive"],
  is: /\b(?:are|is|found|deemed)\s+(?:to be\s+)?persuasive/,
});

export const WITHDRAWN_LATER = later({
  name: "withdrawn-since-persuasive",
  says: "What follows persuasive arguments is withdrawn.",
  matches: ["has been withdrawn"],
  not: ["withdraw"],
  is: /\bwithdrawn\b/,
});

const list = patternsOn(
  "A list of rejections that ended",
  '"The following rejections are withdrawn:" governs the items behind it.',
);

export const OF_REJECTIONS = list({
  name: "of-rejections",
  says: "The sentence speaks of rejections or objections.",
  matches: ["rejections", "objections"],
  not: ["claims 1-5"],
  is: /reject|object/,
});

export const OF_ENDS = list({
  name: "of-ends",
  says: "The sentence speaks of an end.",
  matches: ["overcome", "withdrawn", "moot"],
  not: ["maintained"],
  is: /overcome|withdraw|moot/,
});

export const OPENS_LIST = list({
  name: "opens-a-list",
  says: "The sentence opens a list.",
  matches: ["are withdrawn:", "the following rejections", "have been overcome"],
  not: ["the rejections are withdrawn.", "the rejection is replaced by the following rejection."],
  is: [/:\s*$/, /(?<!\b(?:by|with|for|favou?r of|lieu of)\s)\bthe following\b/, /\bovercome\s*$/],
});

export const ENDS_WITH_OVERCOME = list({
  name: "objections-overcome",
  says: 'A title of a list: "Objections and rejections overcome:".',
  matches: ["rejections overcome:"],
  not: ["overcome by amendment", "rejections not overcome"],
  is: /(?<!\bnot\s(?:been\s|yet\s)?)\bovercome:?\s*$/,
});

/** How a sentence ends a rejection or an objection, and by which pattern. */
export interface Ending {
  readonly is: "withdrawn" | "moot" | "overcome" | "reversed";
  readonly by: RegExp;
}

/** In this order. An end that its second pattern denies is none. */
const ENDINGS: readonly (readonly [Ending["is"], RegExp, RegExp | null])[] = [
  ["withdrawn", WITHDRAWN, null],
  ["withdrawn", DROPPED, null],
  ["withdrawn", NO_LONGER_MADE, null],
  ["reversed", REVERSED, null],
  ["moot", MOOT, MOOT_ARGUMENT],
  ["overcome", OVERCOME, STILL_NOT_OVERCOME],
];

/** How a sentence about an objection or rejection ends it; null if it does not. */
export function endingOf(sentence: string): Ending | null {
  if (NOT_WITHDRAWN.test(sentence)) return null;
  for (const [is, by, unless] of ENDINGS) if (by.test(sentence) && !unless?.test(sentence)) return { is, by };
  return null;
}
