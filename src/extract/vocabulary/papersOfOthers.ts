import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Papers of others",
  "An applicant's reply, a brief, a petition, a search report, a letter of a foreign office: papers in the file of an application that are no action of the USPTO (37 CFR 1.111, 41.37, 42.104; MPEP 609, 714, 1207).",
);

const CLOSING = /any\s+inquiry\s+(?:concerning|regarding)\s+th(?:is|e)|supervisory\s+patent\s+examiner/;
const OPENING =
  /(?:^|\n)[^\S\n]*[#*]*[^\S\n]*(?:detailed\s+action|decision\b|order\b|notice\s+of|examiner's)|application\/control\s+n|present\s+application[^.]{0,60}\bis\s+being\s+examined/;
const LETTER_OF_OFFICE =
  /examiner's\s+(?:amendment|answer)|this\s+is\s+a\s+decision|administrative\s+patent\s+judge/;
const THIS_ACTION =
  /th(?:is|e\s+(?:instant|present|following))\s+(?:final\s+|non-?final\s+)?(?:office\s+action|action\s+is)/;
export const OFFICE_WRITES = wording({
  name: "the-office-writes",
  says: "Only a letter of the USPTO has it: the contact paragraph, the heading of an action or a decision, the head of its pages.",
  from: "MPEP 707, 707.08",
  matches: [
    "any inquiry concerning this communication",
    "detailed action",
    "application/control number: 15/123,456",
    "this office action is in response to the reply",
    "an examiner's amendment to the record appears below",
  ],
  not: ["in response to the office action", "the examiner's rejection", "respectfully submitted"],
  is: re`${CLOSING}|${OPENING}|${LETTER_OF_OFFICE}|${THIS_ACTION}`,
});

const SIDE_ITSELF = /applicants?|appellants?|patent\s+owners?|the\s+undersigned|we/;
const POLITELY = /(?:hereby|herein|herewith|respectfully|therefore|also|further|kindly|earnestly|gratefully)/;
const ASKS =
  /traverses?|submits?|requests?|disagrees?|asserts?|asks?|elects?|amends?|cancels?|acknowledges?|thanks?|solicits?|contends?|notes?/;
export const RESPECTFULLY = wording({
  name: "applicant-respectfully-traverses",
  says: "The applicant speaks in its own paper.",
  from: "37 CFR 1.111; MPEP 714.02",
  matches: [
    "applicant respectfully traverses the rejection",
    "it is respectfully submitted that",
    "reconsideration is respectfully requested",
    "the undersigned hereby requests",
  ],
  not: ["applicant argues that", "applicant's arguments", "the examiner respectfully disagrees"],
  is: re`\b(?:${SIDE_ITSELF})\s+(?:${POLITELY}\s+){1,3}(?:${ASKS})\b|\b(?:is|are)\s+(?:\w+\s+)?respectfully\s+(?:submitted|requested|solicited|traversed)\b`,
});

export const ANSWERS_ACTION = wording({
  name: "in-response-to-the-office-action",
  says: "It answers an Office action, or asks to amend.",
  from: "37 CFR 1.111, 1.121",
  matches: [
    "in response to the office action mailed",
    "this is a response to the final office action of",
    "please amend the application as follows",
    "response to office action",
    "responsive to the non-final office action dated",
  ],
  not: ["in response to the amendment", "this office action"],
  is: [
    /\b(?:in\s+(?:full\s+|timely\s+)?|a\s+)?(?:response|reply|responsive)\s+to\s+(?:the\s+)?(?:(?:final|non-?final|outstanding|first|second)\s+)*(?:office|official)\s+action/,
    /\bplease\s+(?:amend|cancel|enter|add)\b/,
  ],
});

const TITLE_OF_REPLY =
  /(?:amendments?|response|reply|remarks|arguments)(?:\s*(?:and|\/|&|,)\s*(?:amendments?|response|reply|remarks|arguments|request\s+for\s+reconsideration))*/;
const UNDER = /(?:\s+(?:under|pursuant\s+to|after|in\s+response\s+to)\s[^\n]{0,100})?/;
const PARTS_OF_REPLY =
  /amendments?\s+to\s+the\s+(?:claims|specification|drawings)|in\s+the\s+claims|(?:claim\s+)?listing\s+of\s+(?:the\s+)?claims|response\s+to\s+(?:(?:non-?)?final\s+)?office\s+action[^\n]{0,60}/;
export const REPLY_HEADING = wording({
  name: "heading-of-a-reply",
  says: 'A line of its own that only a reply has: "REMARKS", "AMENDMENTS TO THE CLAIMS".',
  from: "37 CFR 1.121",
  matches: ["\nremarks\n", "amendment and response under 37 cfr 1.111\n", "\namendments to the claims:\n"],
  not: ["\nresponse to arguments\n", "\nresponse to amendment\n", "\nthe remarks are noted\n"],
  is: re`(?:^|\n)[^\S\n]*[#*]*[^\S\n]*(?:${TITLE_OF_REPLY}${UNDER}|${PARTS_OF_REPLY})[^\S\n]*[.:*]*[^\S\n]*(?:\n|$)`,
});

const REGISTERED = /\breg(?:istration|\.)?\s*(?:no|number|#)\b\.?:?\s*\d{2},?\d{3}\b/;
const FOR_A_PARTY =
  /\b(?:attorneys?|agents?|counsel)\s+for\s+(?:the\s+)?(?:applicants?|appellants?|patent\s+owner|petitioner|assignee)/;
export const ATTORNEY_SIGNS = wording({
  name: "attorney-signs",
  says: "An attorney or agent signs it.",
  from: "37 CFR 1.33(b), 1.34",
  matches: ["respectfully submitted,", "registration no. 45,678", "reg. no. 45678", "attorney for applicant"],
  not: ["/john doe/ primary examiner", "art unit 2626"],
  is: re`\brespectfully\s+submitted\s*[,.\n]|${REGISTERED}|${FOR_A_PARTY}`,
});

export const TITLE_OF_BRIEF = wording({
  name: "title-of-a-brief",
  says: "The title of a brief in an appeal.",
  from: "37 CFR 41.37, 41.41",
  matches: ["appeal brief", "appellant's reply brief", "brief on appeal under 37 cfr 41.37"],
  not: ["notice of defective appeal brief", "brief description of the drawings"],
  is: /^(?:appellants?'?s?\s+)?(?:(?:supplemental|corrected|amended|substitute)\s+)*(?:(?:appeal|reply|opening)\s+brief|brief\s+(?:on\s+appeal|for\s+appellant|of\s+appellant))/,
});

export const TITLE_OF_PETITION = wording({
  name: "title-of-a-petition",
  says: "The title of a petition or of a request for reexamination, or a paper of such a trial.",
  from: "37 CFR 1.181, 1.510, 42.104",
  matches: [
    "petition for inter partes review of u.s. patent",
    "petition under 37 cfr 1.181",
    "request for ex parte reexamination",
    "patent owner's preliminary response",
  ],
  not: ["decision on petition", "order granting request for ex parte reexamination"],
  is: /^(?:corrected\s+)?(?:petition\s+(?:for|under|to)\b|request\s+for\s+(?:ex\s+parte|inter\s+partes)\s+re-?examination|(?:patent\s+owner|petitioner)'?s?\s+(?:preliminary\s+)?(?:response|reply|motion))/,
});

export const TITLE_OF_SEARCH_REPORT = wording({
  name: "title-of-a-search-report",
  says: "The title of an international or foreign search report or opinion.",
  from: "PCT Rules 43, 43bis, 70; MPEP 1844, 1845",
  matches: [
    "international search report",
    "written opinion of the international searching authority",
    "patent cooperation treaty",
    "form pct/isa/237",
    "extended european search report",
  ],
  not: ["the international search report cites", "opinion of the board"],
  is: [
    /^(?:patent\s+cooperation\s+treaty|(?:(?:extended|supplementary|partial)\s+)?(?:european|international)\s+(?:preliminary\s+)?(?:search|examination)\s+(?:report|opinion)|written\s+opinion)/,
    /^(?:international\s+preliminary\s+(?:report|examination)|(?:form\s+)?pct\/(?:isa|ipea|ib|ro)\b)/,
  ],
});

export const TITLE_OF_FOREIGN_LETTER = wording({
  name: "title-of-a-foreign-letter",
  says: "The title of a foreign office's letter.",
  from: "MPEP 609.04(a)",
  matches: [
    "communication pursuant to article 94(3) epc",
    "notice of reasons for rejection",
    "notification of the first office action",
    "european patent office",
  ],
  not: ["notice of allowance", "office action"],
  is: [
    /^(?:communication\s+(?:pursuant\s+to|under)\s+(?:article|rule)|(?:european|japan(?:ese)?|korean|chinese|german)\s+patent\s+(?:and\s+trade\s?mark\s+)?office)/,
    /^(?:notice\s+of\s+(?:reasons?\s+for|grounds?\s+(?:for|of))\s+(?:rejection|refusal)|notification\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:office\s+action|reasons?\s+for\s+refusal))/,
    /^examination\s+report\s+under\s+section/,
  ],
});
