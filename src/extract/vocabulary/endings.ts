import { patternsOn, re } from "./pattern.js";

/** How an action says that a rejection or an objection has ended, and how that it stands. */
const ends = patternsOn(
  "A rejection or objection ends",
  "Withdrawn, moot, overcome or reversed, in the words of a sentence (MPEP 706.07, 707.07(e) and (f), 1207.04, 1214).",
);

const NOT_WITHDRAWN = ends({
  name: "not-withdrawn",
  says: "Its withdrawal is denied or asked for.",
  matches: ["has not been withdrawn", "requests that the rejection be withdrawn", "should be withdrawn"],
  not: ["is withdrawn", "has been withdrawn"],
  is: [
    /\bnot\s+(?:been\s+|being\s+)?withdrawn/,
    /(?:should|to|would|cannot|will\s+not)\s+be\s+withdrawn/,
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
    /withdraws?\s+(?:the|this|these|his|her|all)/,
    /withdrawing/,
    /withdrawal\s+of\s+(?:the|this|these|previous)/,
    /:\s*withdrawn/,
    /rejections?\s+withdrawn/,
    /\bwithdrawn\b\s*[.)]?$/,
  ],
});

const DROPPED = ends({
  name: "dropped",
  says: "It is vacated, dropped, rescinded or removed: as good as withdrawn.",
  from: "MPEP 1207.04",
  matches: ["the rejection is hereby vacated", "have been dropped"],
  not: ["removed from the die", "the drop test"],
  is: /\b(?:is|are|been|was|were)\s+(?:\w+\s+){0,2}(?:vacated|dropped|rescinded|removed)\b/,
});

const NO_LONGER_MADE = ends({
  name: "no-longer-made",
  says: "It is not maintained any more.",
  matches: ["is no longer maintained", "are not being repeated", "is not applicable"],
  not: ["is maintained", "not persuasive"],
  is: /\b(?:not|no\s+longer)\s+(?:being\s+|been\s+)?(?:maintained|repeated|sustained|reiterated|adopted|applied|applicable|necessary|proper|appropriate)\b/,
});

const REVERSED = ends({
  name: "reversed",
  says: "The Board, or the examiner, has reversed it.",
  from: "MPEP 1213, 1214.04",
  matches: ["was reversed by the board"],
  not: ["in reverse order"],
  is: /\breversed\b/,
});

export const MOOT = ends({
  name: "moot",
  says: "There is nothing left of it to decide.",
  from: "MPEP 707.07(f), form paragraph 7.38",
  matches: ["the rejection is rendered moot", "is now moot"],
  not: ["is maintained"],
  is: /\bmoot\b/,
});

const MOOT_ARGUMENT = ends({
  name: "moot-argument",
  says: "It is the applicant's arguments that are moot, for new grounds: the rejections stand.",
  from: "form paragraph 7.38",
  matches: ["applicant's arguments with respect to claims 1-5 have been considered but are moot"],
  not: ["the rejection is moot"],
  is: /argument\w*[^.]{0,160}\bmoot/,
});

const HAS_BEEN = /\b(?:have|has|had|is|are|was|were|been)\s+(?:\w+\s+){0,2}/;
const OVERCOMING = /overcome|obviated|resolved|cured|remedied|corrected/;
const NOT_IN_ORDER_TO =
  /(?<!\bto\s|\bnot\s|\bcould\s|\bwould\s|\bcannot\s|\bmust\s|\bmay\s|\bmight\s|\bwill\s|\bcan\s)/;
const OVERCOME = ends({
  name: "overcome",
  says: "An amendment or an argument has overcome it.",
  from: "MPEP 707.07(f)",
  matches: [
    "the amendment overcomes the rejection",
    "has been overcome",
    "were all obviated",
    "and overcome by applicant's amendment",
  ],
  not: [
    "in order to overcome the rejection",
    "could overcome the rejection",
    "may be overcome by applicant's amendment",
  ],
  is: [
    re`${HAS_BEEN}(?:${OVERCOMING})`,
    re`${NOT_IN_ORDER_TO}\bovercomes?\s+(?:the|this|these|those|said|all|each|such)\b`,
    /(?<!\bbe\s)\bovercome\s+by\s+(?:the\s+)?(?:applicants?'?s?|amendment)\b/,
    /\bovercame\b|\bovercomes\b|\bobviat(?:es|ed)\b/,
  ],
});

const STILL_NOT_OVERCOME = ends({
  name: "still-not-overcome",
  says: "It is said not to have been overcome.",
  matches: ["has not been overcome", "insufficient to overcome", "fails to overcome the rejection"],
  not: ["has been overcome"],
  is: [
    /\b(?:not|n't|never)\s+(?:been\s+|fully\s+)?(?:overcome|obviat)/,
    /insufficient\s+to\s+overcome/,
    /fail\w*\s+to\s+overcome/,
    /(?:has|have)\s+not\b[^.]{0,40}overcome/,
  ],
});

export const MAY_END = ends({
  name: "some-word-of-an-end",
  says: "A word without which none of the ends is told in the predicate of rejected claims.",
  matches: ["withdrawn", "is moot", "overcome"],
  not: ["maintained"],
  is: /withdraw|moot|overcome|reversed|obviated/,
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
    /rejections?\b[^.]{0,60}\b(?:withdrawn|moot|overcome|reversed)/,
    re`^[^.]{0,400}\b(?:has|have)\s+been\s+withdrawn${NOT_FROM_CONSIDERATION}`,
    re`[\s(,-](?:is|are)\s+(?:hereby\s+|now\s+)?withdrawn${NOT_FROM_CONSIDERATION}`,
    /\(\s?withdrawn\s?\)|[-:]\s*withdrawn\s*\.?$/,
  ],
});

const WITHDRAWING = /withdr(?:aws?|ew|awing|awn\s+(?:is|are))|overcomes?|overcame|obviate[sd]|vacates?/;
const KEEPING = /maintain(?:s|ed|ing)?|repeats?|reiterates?|reinstates?|renews?|sustains?|adheres?\s+to/;
const ITS_REJECTION = /(?:the|this|these|those|his|her|its|all|any|each|an?|of)\b[^.;,]{0,100}/;
export const GOVERNS = ends({
  name: "maintains-or-withdraws-the",
  says: 'A verb that governs the rejection behind it: "the examiner maintains the rejection", "withdrawn is the rejection".',
  matches: ["the examiner maintains the ", "the amendment overcomes the previous ", "withdrawn are all "],
  not: ["the examiner maintains that the claims are obvious. the "],
  is: new RegExp(`\\b(?:(${KEEPING.source})|${WITHDRAWING.source}),?\\s+${ITS_REJECTION.source}$`),
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

/** Verbs by which an action lets a rejection stand. */
const KEPT = [
  "maintained|sustained|repeated|reiterated|affirmed|adhered|reinstated|renewed|retained|upheld",
  "continued|reapplied|restated|adopted|carried\\s+(?:over|forward)|made",
].join("|");
const KEPT_VERB = new RegExp(KEPT);
const IS_HEREBY = /\b(?:is|are|been|be|hereby|therefore|thus|and|is\/are)\s+/;
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
    "the rejection is set forth below.",
  ],
  not: ["is made moot", "has been withdrawn"],
  is: [
    re`(?<!\bnot\s)${IS_HEREBY}${NOT_DENIED}(?:${KEPT_VERB})\b(?!\s+moot)`,
    /\bmaintains?\s+(?:the|this|his|her|all|its|their)/,
    /\b(?:stands?|remains?)\s*(?:[.,;]|as\s|in\s+(?:effect|force|place)|(?:so\s+|still\s+)?rejected|proper|for\s+the\s+reasons|and\s|$)/,
    /\bis\s+(?:still\s+)?(?:deemed\s+)?proper/,
    /\b(?:is|are)\s+(?:being\s+)?held\s+in\s+abeyance/,
    /\b(?:is|are|has|have)\s+not\s+(?:been\s+|being\s+)?withdrawn/,
    /\b(?:follows?|(?:is|are)\s+(?:set\s+forth|given|presented|stated)\s+(?:again\s+)?below)\s*[.:]?$/,
    /^\W*(?:maintained|repeated)\b/,
    /\b(?:maintained|sustained|repeated)\s*(?:[.:)]|for\b|as\b|in\b|$)/,
  ],
});

export const NOT_OVERCOME = stands({
  name: "not-overcome",
  says: "The reply does not overcome it.",
  from: "MPEP 707.07(f)",
  matches: ["is insufficient to overcome the rejection", "does not serve to overcome it"],
  not: ["is sufficient", "has been overcome"],
  is: [
    /\b(?:insufficient|not\s+sufficient|not\s+persuasive|fails?|failed|does\s+not|do\s+not)\b[^.]{0,30}\bto\s+overcome\b/,
    /\bnot\s+(?:been\s+)?overcome\b/,
  ],
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
  matches: ["therefore, the rejection", "this above rejection", "this proposed rejection", "rejections"],
  not: ["applicant's amendment overcomes the rejection"],
  is: /^\W*(?:therefore|accordingly|thus|the|this|these|said)?[,\s]*(?:the\s+|this\s+|these\s+)?(?:above\s+|(?:requester's\s+)?proposed\s+)?rejections?\b/,
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
  not: ["the rejections are withdrawn."],
  is: [/:\s*$/, /\bthe following\b/, /\bovercome\s*$/],
});

export const ENDS_WITH_OVERCOME = list({
  name: "objections-overcome",
  says: 'A title of a list: "Objections and rejections overcome:".',
  matches: ["rejections overcome:"],
  not: ["overcome by amendment"],
  is: /\bovercome:?\s*$/,
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
