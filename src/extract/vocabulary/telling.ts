import { MAY, patternsOn, re } from "./pattern.js";

/** Words by which a sentence tells of a rejection without making it. */
const others = patternsOn(
  "Said by the applicant, or of another application",
  "What the applicant argues, and what became of claims elsewhere, rejects nothing here (MPEP 707.07(f), 804).",
);

const PARTY = /applicants?|appellants?|attorney|remarks|response|applicant's representative/;
const SAYS =
  /argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|alleged/;
const SAYS_MORE =
  /notes?|noted|traverses?|traversed|believes?|points? out|requests?|disagrees?|argument|arguments|assertion/;
export const APPLICANT_SAYS = others({
  name: "applicant-argues-that-claims",
  says: "The applicant's side says it, before the claims are named.",
  from: "MPEP 707.07(f)",
  matches: ["applicant argues that ", "appellant's attorney has noted ", "the remarks discuss how "],
  not: ["the examiner notes that ", "applicant's claims "],
  is: re`\b(?:${PARTY})\b[^.]{0,80}\b(?:${SAYS}|${SAYS_MORE}|discuss\w*|respond\w*)\b`,
});

const SAYS_OF_REJECTION = /notes?|noted|points?\s+out|discusses|acknowledges|traverses?|traversed|requests?/;
const SAYS_PLAINLY =
  /argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?/;
export const APPLICANT_SAYS_OF_REJECTION = others({
  name: "applicant-argues-the-rejection",
  says: "The applicant says it of the rejection.",
  from: "MPEP 707.07(f)",
  matches: ["applicant traverses the ", "applicants acknowledges the previous "],
  not: ["the examiner maintains the ", "applicant's amendment overcomes the "],
  is: re`\b(?:applicants?|appellants?)\b[^.]{0,80}\b(?:${SAYS_PLAINLY}|${SAYS_OF_REJECTION})\b`,
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

const full = patternsOn(
  "A complete statement of rejection",
  "Claims, verb, statute and reason together: what only a sentence that rejects has, and what outweighs a section's heading.",
);

const AS_BEING = /as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|claiming|clearly)/;
const AS_DIRECTED = /as\s+(?:being\s+)?(?:of\s+improper|based|not|directed|drawn)/;
export const FULL_REASON = full({
  name: "statute-and-reason",
  says: "Behind the statute stands the reason of a form paragraph.",
  from: "form paragraphs 7.05 to 7.36.01, 8.30 to 8.39",
  matches: [" as being unpatentable over smith", " because the claimed invention", " as failing to comply"],
  not: [" in the last action", " for the reasons of record"],
  is: re`${AS_BEING}|because\s+the\s+claimed|${AS_DIRECTED}|\bover\b`,
});

export const MAINTAINED_IN_FULL = full({
  name: "maintained-with-its-reason",
  says: "A rejection that is maintained is told with its reason or references: enough among arguments.",
  matches: [" as being anticipated", " over smith", " based on jones"],
  not: [" for the reasons of record"],
  is: [
    /\bas\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|directed)/,
    /\bover\b|\bbased\s+(?:up)?on\b/,
  ],
});

export const SOME_REASON = full({
  name: "some-reason",
  says: "A reason stands behind the statute: without claims, the least that is asked of a rejection.",
  matches: [" as being", " over", " because", " as failing"],
  not: [" is set forth below"],
  is: /\bas\s+being\b|\bover\b|\bbecause\b|\bas\s+failing/,
});

export const WITHDRAWN_NEAR = full({
  name: "withdrawn-before-it",
  says: "Near the end of what stands between the heading and the sentence, something is said to be withdrawn.",
  matches: ["the rejections below are withdrawn."],
  not: ["the rejections below stand."],
  is: /withdrawn/,
});

const section = patternsOn(
  "The ground stands in the heading",
  '"Claim 16 is rejected. See the explanation of claim 11": the section gives the ground.',
);

export const REASON_AT_ONCE = section({
  name: "rejected-over-under-a-heading",
  says: "References or a reason follow at once: the heading alone gives the ground.",
  matches: [" over smith", ", because", " in view of"],
  not: [" under 35 u.s.c. 103", ". see"],
  is: /^[\s,]*(?:over|as|because|for|in\s+view)\b/,
});

const BEHIND_REJECTED =
  /under|on|for|as|because|based|by|due|since|in view|over|using|with|accordingly|similarly|likewise/;
export const REASONED = section({
  name: "rejected-for-some-reason",
  says: "A reason follows, or the sentence ends: further claims under the ground of the rejection before.",
  matches: [" for the same reasons", ".", ", likewise"],
  not: [" claims stand", " subject matter"],
  is: re`^\s*[,(]?\s*(?:${BEHIND_REJECTED}|\W*$)`,
});

const other = patternsOn(
  "Cancelled, interpreted, inherited",
  "Sentences beside the rejections that say what becomes of some of them.",
);

export const CANCELLATION_OF = other({
  name: "cancellation-of-claims",
  says: '"Cancellation of claims 20-31 renders the rejection thereof moot".',
  from: "MPEP 714.02",
  matches: ["cancellation of claims", "canceling of claim"],
  not: ["cancelled claims"],
  is: /(?:cancell?ation|canceling|cancelling)\s+of\s+(?=claim)/y,
});

export const REJECT_ANYWHERE = other({
  name: "reject-anywhere",
  says: "The sentence speaks of a rejection.",
  matches: ["rejection"],
  not: ["objection"],
  is: /reject/,
});

export const INVOKES_112F = other({
  name: "section-112-f",
  says: "Paragraph (f), pre-AIA the sixth, of section 112.",
  from: "35 U.S.C. 112(f); MPEP 2181",
  matches: ["112(f)", "112, sixth paragraph", "112, ¶ 6"],
  not: ["112(b)", "112, first paragraph"],
  is: /112(?:\s?,?\s?\(?\s?f\s?\)|[^.\n]{0,30}\b(?:sixth|6th)\s+paragraph|\s?,?\s?¶\s?6)/y,
});

export const INTERPRETED = other({
  name: "interpreted",
  says: "A limitation is interpreted; nothing is rejected.",
  from: "form paragraph 7.30.05, MPEP 2181",
  matches: ["invokes", "are being interpreted", "is construed"],
  not: ["rejected"],
  is: /\b(?:invok\w+|interpret\w*|constru\w+|treated)\b/,
});

export const NOT_INTERPRETED = other({
  name: "not-interpreted",
  says: "The statute is quoted, or the limitation is not interpreted under it.",
  from: "form paragraphs 7.30.03, 7.30.06",
  matches: ["the following is a quotation of 35 u.s.c. 112(f)", "will not be interpreted", "amend the claim"],
  not: ["is being interpreted"],
  is: [/quotation of/, /will\s+not\s+be\s+interpreted|no\s+longer\s+be\s+interpreted/, /amend\s+the\s+claim/],
});

const OVER_THE = /\b(?:over|in\s+view\s+of)\s+(?:the\s+)?(?:above\s+|same\s+|prior\s+|cited\s+|applied\s+)*/;
const THE_ART = /(?:combinations?|art|references?)(?:\s+(?:of\s+references|above))?,?/;
const AS_APPLIED =
  /as\s+(?:applied|set\s+forth|discussed|used|cited)\s+(?:to|in|for|against|with\s+respect\s+to|above)/;
export const ART_AS_APPLIED = other({
  name: "the-combination-as-applied-to",
  says: '"Over the combination as applied to claim 5 above": the references of that rejection are part of this one.',
  from: "form paragraph 7.22.aia",
  matches: ["over the above combination as applied to", "in view of the prior art, as discussed above"],
  not: ["over smith as applied to"],
  is: re`${OVER_THE}${THE_ART}\s+${AS_APPLIED}`,
});

export const REFERENCES_ON_NEXT_LINES = other({
  name: "over-the-following",
  says: "A colon at the end: the references stand on the lines behind it.",
  matches: ["unpatentable over:", "in view of the following references: "],
  not: ["over smith.", "over smith:"],
  is: /\b(?:over|by|of|following)\s*(?:references?\s*)?:\s*$/,
});

export const LINE_GOES_ON = other({
  name: "line-of-references-goes-on",
  says: "A line of the list that another follows.",
  matches: ["123;", "2),", " and"],
  not: ["456."],
  is: /(?:[,;]|\band)\s*$/,
});

export const STATED_112A = other({
  name: "heading-112-first",
  says: "The heading names the first paragraph, or (a).",
  matches: ["112, first paragraph", "112(a)"],
  not: ["112(b)"],
  is: /first|\(a\)|1st/,
});

export const STATED_112B = other({
  name: "heading-112-second",
  says: "The heading names the second paragraph, or (b).",
  matches: ["112, second paragraph", "112(b)"],
  not: ["112(a)"],
  is: /second|\(b\)|2nd/,
});

export const STATED_112D = other({
  name: "heading-112-fourth",
  says: "The heading names the fourth paragraph, or (d).",
  matches: ["112, fourth paragraph", "112(d)"],
  not: ["112(a)"],
  is: /fourth|\(d\)|4th/,
});

export const SAME_INVENTION_101 = other({
  name: "statutory-double-patenting",
  says: "A rejection under 101 that compares with another patent's claims.",
  from: "MPEP 804 II.A; form paragraphs 8.30 to 8.32",
  matches: ["claiming the same invention", "double patenting"],
  not: ["an abstract idea"],
  is: /same invention|double patenting/,
});

export const PROVISIONALLY = other({
  name: "provisionally-rejected",
  says: "The word itself: needed outside double patenting.",
  from: "form paragraph 7.21.01.aia",
  matches: ["are provisionally rejected under 35 u.s.c. 103"],
  not: ["a provisional application"],
  is: /provisionally/,
});

export const LETTER_OF_102 = other({
  name: "letter-of-102",
  says: "The letter of section 102: two letters are two rejections.",
  matches: ["102(f)", "102(a)(1)"],
  not: ["102"],
  is: /\(([a-g])\)/,
});
