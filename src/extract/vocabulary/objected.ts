import { patternsOn, re } from "./pattern.js";
import { SIDE, THEIR_VIEW_THAT } from "./saidByApplicant.js";

const wording = patternsOn(
  "Objections",
  "To claims, drawings, the specification, the title or the oath; made, told again, argued or ended (MPEP 706.01, 608).",
);

export const TITLE_ARGUED = wording({
  name: "title-argued",
  says: "The applicant says it of the title, or it is a condition.",
  matches: ["applicant argues that the ", "if the "],
  not: ["the "],
  is: /\bapplicants?\b|\bif\b/,
});

export const APPLICANT_SAYS_OBJECTED = wording({
  name: "applicant-on-the-objection",
  says: "The applicant speaks of an objection, or has overcome it.",
  matches: [
    "applicant argues that the ",
    "applicant's amendment overcame the ",
    "it is the applicant's position that claims 4-5 are ",
  ],
  not: ["the examiner "],
  is: re`\b(?:${SIDE})\b[^.]{0,90}\b(?:argues?|submits?|asserts?|believes?|states?|contends?|requests?|notes?|acknowledges?|points?\s+out|overc[ao]me)\b|\b${THEIR_VIEW_THAT}\b[^.,;]{0,80}$`,
});

export const ONLY_CLAIMS_BEFORE = wording({
  name: "claims-objected",
  says: '"Claims 5, 14 objected to because": the verb was left out, and only claims stand before it.',
  matches: ["claims 5, 14 ", "3. claim 7 ", "claims 1-4 allowed; claim 10 "],
  not: ["the drawings were ", "claims 1-4 of smith "],
  is: /(?:^[\s\d.)(]*|[;:]\s+)claims?\b[^.;:]{0,80}\d\s*$/,
});

export const TO_BECAUSE = wording({
  name: "objected-to-because",
  says: "A reason follows, or nothing more.",
  matches: [" to because", " to under 37 cfr", " to; ", " to."],
  not: [" to by", " to the"],
  is: /^\s+to(?:\s+(?:because|as|for|under|since)\b|\s*(?:[;.,]|$))/,
});

export const ON_REJECTED_BASE = wording({
  name: "dependent-upon-a-rejected-claim",
  says: "Objected to only as depending on a rejected claim.",
  from: "form paragraph 7.43",
  matches: ["as being dependent upon a rejected base claim", "allowable subject matter"],
  not: ["because of the following informalities"],
  is: /depend\w*\s+(?:(?:up)?on|from)\s+(?:a\s+|an\s+)?(?:rejected|objected)|rejected\s+(?:base|independent|parent)\s+claim|allowable\s+subject\s+matter/,
});

export const EXAMINER_BEFORE = wording({
  name: "the-examiner-objects",
  says: 'The subject of "objects": the examiner, or the Office.',
  matches: ["the examiner ", "the office further ", "this office action therefore "],
  not: ["applicant ", "the examiner notes that applicant "],
  is: /\b(?:examiner|office(?:\s+action)?|undersigned)\s+(?:(?:also|again|\w+ly|further|hereby|therefore|thus)\s+){0,2}$/,
});

export const OBJECTS_TO = wording({
  name: "objects-to-behind",
  says: '"Objects to": what is objected to follows.',
  matches: [" to claims 3-5", " to the drawings"],
  not: [" to be weighed", " of claim 3"],
  is: /^\s+to\s+(?!be\b)/,
});

export const OBJECTION_MADE_TO = wording({
  name: "objection-is-made-to",
  says: '"Objection is made to claims 3-5": what is objected to follows.',
  from: "MPEP 706.01",
  matches: [" is made to claims 3-5", " is hereby made to the drawings", " is raised against claim 3"],
  not: [" to claims 3-5 is withdrawn", " was made to the drawings"],
  is: /^\s+(?:is|are)\s+(?:(?:also|again|hereby|therefore|further|thus)\s+)?(?:made|raised|entered)\s+(?:to|against)\s+/,
});

export const NO_BEFORE = wording({
  name: "no-objection",
  says: "There is none.",
  matches: ["no ", "no further "],
  not: ["an ", "the "],
  is: /\b(?:no|without)\s+(?:\w+\s+)?$/,
});

const AN_OBJECTION = /an?\s+|the\s+following\s+/;
const NOT_PERHAPS = /(?<!\b(?:not|never|may|might|would|could|will|should|to|longer)\s)/;
const DRAWS = /draws?|incurs?|invites?|warrants?|receives?|prompts?|raises?|occasions?|gives?\s+rise\s+to/;
export const SUBJECT_TO_OBJECTION = wording({
  name: "subject-to-objection",
  says: '"Claims 7, 9-13 are subject to objection".',
  matches: [
    "are subject to ",
    "subject to the following ",
    "draw an ",
    "are met with an ",
    "give rise to the following ",
  ],
  not: ["withdrawn the ", "draw no ", "would draw an "],
  is: re`\b(?:(?:subject\s+to|met\s+with|under)\s+(?:${AN_OBJECTION})?|${NOT_PERHAPS}(?:${DRAWS})\s+(?:${AN_OBJECTION}))$`,
});

export const TO_AND_COLON = wording({
  name: "objected-to-and-colon",
  says: '"Claims objected to: 5, 7 and 9": the list stands right behind the verb, or behind its reason.',
  matches: [" to: 5, 7", " to for informalities", " to because of"],
  not: [" to in the last action"],
  is: /^\s+to\s*(?::|\s(?:for|because|as|under|due)\b)/,
});

export const OF_ABSTRACT = wording({
  name: "objection-to-abstract",
  says: "The objection is to the abstract.",
  from: "MPEP 608.01(b)",
  matches: ["the abstract "],
  not: ["the title "],
  is: /\babstract\b/,
});

export const OF_TITLE = wording({
  name: "objection-to-title",
  says: "The objection is to the title.",
  from: "MPEP 606",
  matches: ["the title "],
  not: ["the abstract "],
  is: /\btitle\b/,
});

export const OF_DRAWINGS = wording({
  name: "objection-to-drawings",
  says: "The objection is to the drawings.",
  from: "37 CFR 1.83, 1.84; MPEP 608.02",
  matches: ["the drawings are ", "fig. 3 "],
  not: ["the title "],
  is: /\bdrawings?\b|\bfigures?\b|\bfigs?\b/,
});

export const OF_SPECIFICATION = wording({
  name: "objection-to-specification",
  says: "The objection is to the specification or an amendment of it.",
  from: "MPEP 608.01, 608.04",
  matches: ["the disclosure ", "the amendment filed "],
  not: ["the claims "],
  is: /\bspecification\b|\bdisclosure\b|\bamendment\b|\bparagraph|\bsequence\b/,
});

export const OF_OATH = wording({
  name: "objection-to-oath",
  says: "The objection is to the oath or declaration.",
  from: "MPEP 602",
  matches: ["the declaration "],
  not: ["the claims "],
  is: /\boath\b|\bdeclaration\b/,
});

export const OF_CLAIMS = wording({
  name: "objection-to-claims",
  says: "The objection is to claims without numbers.",
  from: "MPEP 608.01(m)",
  matches: ["the claims "],
  not: ["the oath "],
  is: /\bclaims?\b/,
});

export const OTHER_THING_TOO = wording({
  name: "claims-and-the-drawings",
  says: '"Claims 1-3 and the drawings are objected to": two subjects.',
  matches: [" and the drawings ", " as well as the specification "],
  not: [" of the drawings ", " and 5 "],
  is: /(?:\band|as\s+well\s+as)\s+the\s+(?:abstract|title|drawings?|specification|disclosure|oath|declaration)\b[^.;]{0,60}$/,
});

export const TICKED_BOX = wording({
  name: "ticked-box-of-the-objection",
  says: '"The drawings are: a)[ ] accepted or b)[X] objected to": the tick says which of the two is so.',
  from: "PTOL-326",
  matches: ["is/are: a)[ ] accepted or b)[X] ", "b)\u2612 "],
  not: ["b)[ ] ", "[X] The drawings were "],
  is: /(?:\[\s?[xXvV\u2713]\s?\]|[\u2611\u2612\u25a0\uf0fe])\s*$/,
});

export const OBJECTION_HEADING = wording({
  name: "heading-of-an-objection",
  says: '"Objection to the Specification", "Claim Objections": the heading makes the objection that its section explains.',
  from: "MPEP 608.01, 608.02",
  matches: ["objection to the specification", "drawing objections"],
  not: ["withdrawn objections", "response to objections", "rejections"],
  is: /^(?!.*\b(?:withdraw\w*|response|respon\w*|overcome|previous|prior|moot|no|reject\w*)\b).*\bobjections?\b/,
});

const OBJECTION_ENDED =
  /withdraw\w*|overcome|moot|no\s+(?:new\s+)?objections?|(?:will|would|may|to)\s+be\s+objected|obviat\w+|resolved/;
const OBJECTION_ANSWERED =
  /no\s+longer|acknowledg\w+|reminded|entered|advised|(?:is|are)\s+accepted|previous\w*|corrected|persuasive/;
export const OBJECTION_ARGUED = wording({
  name: "objection-argued",
  says: "Its section answers the applicant's arguments: it tells again of an objection that is made elsewhere.",
  from: "MPEP 707.07(f)",
  matches: ["in response to applicant's arguments", "the examiner respectfully disagrees"],
  not: ["the abstract exceeds 150 words"],
  is: /\bapplicants?'?s?\s+(?:\w+\s+)?argu\w+|\bdisagrees?\b/,
});

export const OBJECTION_UNDONE = wording({
  name: "objection-undone",
  says: "Its section says that the objection ended, was answered or never was.",
  matches: [
    "the objection has been withdrawn",
    "no objection",
    "the amendment to the specification is accepted",
  ],
  not: ["the abstract exceeds 150 words"],
  is: re`\b(?:${OBJECTION_ENDED}|${OBJECTION_ANSWERED})\b`,
});

const DEFECT =
  /required|should|must|lacks?|lacking|fails?|exceeds?|missing|omitted|too\s+(?:long|short)|unclear|improper(?:ly)?|informalit\w+/;
const DEFECT_TOO =
  /misspel\w+|typographical|grammatical|typo|does\s+not|do\s+not|is\s+not|are\s+not|replace|change|delete|insert|because/;
export const OBJECTION_EXPLAINED = wording({
  name: "objection-explained",
  says: "The section tells what is wrong, or what is required.",
  from: "MPEP 608.01",
  matches: ["the abstract exceeds 150 words", "correction is required", "figure 3 lacks the numeral 12"],
  not: ["the drawings of may 3 are acceptable"],
  is: re`\b(?:${DEFECT}|${DEFECT_TOO})\b`,
});

export const OBJECTION_OF_ITS_OWN = wording({
  name: "objection-with-its-own-reason",
  says: "What an objection says that is not merely told again for claims that depend on rejected ones.",
  from: "MPEP 608.01(m), 706.01",
  matches: ["because of the following informalities", "should read", "lacks antecedent basis"],
  not: ["as being dependent upon a rejected base claim"],
  is: /informalit|because|since|\bfor\s+the\s+following|misspel|typograph|antecedent|37\s?c\.?f\.?r|should\s+(?:read|be)/,
});
