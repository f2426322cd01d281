import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "The rejection of claims",
  '"The rejection of claims 1-5 under 35 U.S.C. 103", "the 112, 2nd paragraph rejection of claim 15": a rejection is named; ' +
    "whether it stands is for its verdict.",
);

const OF = /of|to|for|against/;
const BASED_ON_OF = /based on [^.]{0,60}? of|\([^()]{0,60}\) of|over [^.]{0,60}? of/;
const UNDER_OF = /under (?:[^.]|\.(?=\s?[a-z(\d])){0,90}? of/;
const CLAIM_WORDS =
  /the|all|pending|independent|dependent|instant|currently|amended|now|canceled|cancelled|previously|presented|said/;
export const REJECTION_OF = wording({
  name: "rejection-of",
  says: "What stands between the noun and its claims.",
  matches: [
    " of claims 1-5",
    " under 35 u.s.c. 103 of the pending claims",
    "(s) against claims 1-3",
    " is hereby entered against claims 1-5",
  ],
  not: [" is maintained"],
  is: re`^(?:\s?\(s\))?\s+(?:(?:(?:is|are)\s+(?:hereby\s+)?)?(?:made|entered)\s+)?(?:${OF}|${UNDER_OF}|${BASED_ON_OF})\s+(?:(?:${CLAIM_WORDS})\s+){0,4}`,
});

export const SUBJECT_TO = wording({
  name: "subject-to-a-rejection",
  says: '"Claims 1-5 are subject to a nonstatutory double patenting rejection": as much as "are rejected".',
  matches: [" are subject to a nonstatutory double patenting ", " remain under ", " are under final "],
  not: [" are subject to restriction, and the "],
  is: /^\s+(?:are|is|remain|remains|stand|stands)\s+(?:also\s+|still\s+)?(?:subject\s+to\s+(?:an?|the)\s+[^,;:.]{0,90}|under\s+(?:final\s+|the\s+)?)$/,
});

export const CLAIMS_REJECTION = wording({
  name: "claims-1-5-rejection",
  says: 'Claims right before the noun: "claims 1-5\'s rejection", "the claims 1-5 103 rejection".',
  matches: [" ", "'s under 35 u.s.c. 103 ", " 102(b) "],
  not: [", as to which the ", " - "],
  is: /^\s*(?:'s|'|\s)*(?:under\s)?[\s§.()a-z0-9]{0,40}$/,
});

export const ABOUT_CLAIMS = wording({
  name: "regarding-the-claims",
  says: '"Regarding claims 1-5, the previous rejection …": the list opens the sentence.',
  matches: ["3. with respect to the ", "regarding ", "as to "],
  not: ["in claims like "],
  is: /^[\s\d.)(]*(?:regarding|as\s+(?:to|for)|with\s+(?:respect|regards?)\s+to|concerning)\s+(?:the\s+)?$/,
});

export const THE_REJECTION_BEHIND = wording({
  name: "comma-the-rejection",
  says: "Right behind the opening list, the rejection.",
  matches: [", the previous ", " , these prior art "],
  not: [", applicant argues that the ", " and the "],
  is: /^\s*,\s*(?:the|these|those)\s+(?:[a-z-]+\s+){0,3}$/,
});

export const FAR_LIST_LEAD = wording({
  name: "is-maintained-as-to",
  says: "Words by which claims further behind the noun are its own.",
  matches: [" of record of ", " is maintained as to ", " with respect to the pending "],
  not: [" over ", " in view of the teaching in "],
  is: /(?:\s(?:of|against|as\s+to|regarding)|respect\s+to)\s+(?:(?:the|all|pending|instant|amended)\s+){0,2}$/,
});

const OF_SOMETHING_ELSE =
  /applied|over|view|features?|limitations?|subject\s+matter|scope|dependency|amendments?|cancell?ation/;
export const FAR_LIST_OF_OTHER = wording({
  name: "features-of-claims",
  says: "The claims belong to something else than the rejection: its features, an amendment, what was applied.",
  matches: [" the limitations of ", " the amendment to "],
  not: [" the rejection of "],
  is: re`(?:${OF_SOMETHING_ELSE})\s+(?:\w+\s+){0,2}$`,
});

export const REJECTION_GOES_ON = wording({
  name: "rejection-goes-on",
  says: "What may follow a rejection that names no claims but its statute.",
  matches: ["under 35 u.s.c. 112", "is withdrawn", "s have been overcome", "."],
  not: ["requires that", "letter"],
  is: /^(?:s|\(s\))?\s*(?:under|of|is|are|has|have|stands?|\W*$)/,
});

export const OVER_ART = wording({
  name: "over-art",
  says: "The references begin here.",
  matches: [" over smith", ", as being unpatentable over ", " in view of "],
  not: [" under 35 u.s.c. 103 over"],
  is: /^[\s,]*(?:as\s+(?:being\s+)?(?:unpatentable|anticipated|obvious)\s+)?(?:over|by|in\s+view\s+of)\s/,
});

export const SECOND_REJECTION_OF_SENTENCE = wording({
  name: "but-the-other-rejection",
  says: 'A second rejection with a fate of its own: "… is withdrawn, but the rejection of claims 6-7".',
  matches: ["the rejection of claim 1 is withdrawn, but that the ", "is moot and the "],
  not: ["is withdrawn. in addition, some "],
  is: /\b(?:withdrawn|moot|overcome|maintained)\b[,;]?\s+(?:but|and|while|whereas|however,?)\s+(?:that\s+)?the\s+[^.;,]{0,40}$/,
});

export const IN_PASSING = wording({
  name: "in-favor-of-the-rejection",
  says: "The rejection only explains something else, or took or gave its place: nothing is said of it.",
  matches: ["is withdrawn in favor of the ", "in lieu of the previous 102 ", "has been replaced by the new "],
  not: [
    "in view of the amendment, the ",
    "in view of the amendment the ",
    "in view of the withdrawal of the ",
    "the ",
  ],
  is: /\b(?:in\s+(?:favou?r|lieu|place|view|light)\s+of|(?:replaced|superseded|supplanted)\s+(?:by|with)|gives?\s+way\s+to)\s+(?:the|an?|this|these)\s+(?:(?!(?:of|the|this|all|said)\b)[^\s.;,]+\s+){0,5}$/,
});
