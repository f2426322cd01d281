import { patternsOn, re } from "./pattern.js";

const claimStatus = patternsOn(
  "Standing of claims",
  "Allowed, allowable, objected to, cancelled, withdrawn from consideration, pending: what a sentence says of claims apart from rejections (MPEP 707.07(i) and (j), 714, 821).",
);

export const TITLE_ARGUED = claimStatus({
  name: "title-argued",
  says: "The applicant says it of the title, or it is a condition.",
  matches: ["applicant argues that the ", "if the "],
  not: ["the "],
  is: /\bapplicants?\b|\bif\b/,
});

export const ALLOWED_IF = claimStatus({
  name: "allowed-if",
  says: "A condition stands before what is allowed.",
  matches: ["if the fee is paid claim", "until the claims"],
  not: ["claims 1-5 are "],
  is: /\b(?:if|unless|until|whether|upon|should)\b[^,]{0,120}$/,
});

export const WOULD_BE = claimStatus({
  name: "would-be-allowable-if",
  says: '"Would be allowable": the condition belongs to it.',
  from: "form paragraph 7.43",
  matches: ["would be "],
  not: ["are "],
  is: /\bwould be\s*$/,
});

export const APPLICANT_SAYS_ALLOWABLE = claimStatus({
  name: "applicant-says-allowable",
  says: "The applicant says that claims are allowable.",
  matches: ["applicant submits that claims 1-5 are "],
  not: ["the examiner submits that "],
  is: /\bapplicants?\b[^.]{0,90}\b(?:argues?|submits?|asserts?|believes?|states?|contends?|requests?)\b/,
});

export const SUBJECT_MATTER = claimStatus({
  name: "allowable-subject-matter",
  says: '"Allowable subject matter": in claims that are not allowed as they stand.',
  from: "MPEP 707.07(j)",
  matches: [" subject matter"],
  not: [" claims"],
  is: /^\s+subject\s+matter/,
});

export const IN_CONDITION_FOR = claimStatus({
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
export const CONTAIN_ALLOWABLE = claimStatus({
  name: "contain-allowable",
  says: 'The verb of "allowable subject matter" or "allowance".',
  matches: ["contain ", "objected to as containing ", "in condition for "],
  not: ["no ", "of "],
  is: re`\b(${CONTAINS}|${OBJECTED_AS}|${CONTAIN_ALLOWABLE_A})\s+(?:the\s+)?$`,
});

export const CONTAINS_WHAT_IS = claimStatus({
  name: "contain-what-is-allowable",
  says: '"Contain subject matter that would be allowable": the same in a clause.',
  from: "MPEP 707.07(j)",
  matches: ["contain subject matter that would be ", "recite a combination of features which is "],
  not: ["contain ", "the subject matter that would be "],
  is: re`\b(?:${CONTAINS})\s+(?:(?:the|an?)\s+)?(?:subject\s+matter|combinations?\s+of\s+\w+|features?|limitations?)\s+(?:that|which)\s+(?:is|are|would\s+be|may\s+be|appears?\s+to\s+be)\s+$`,
});

const DEEMED =
  /(?:deemed|considered|found|held|determined|indicated|believed|seen|regarded)(?:\s+(?:to\s+be|as|being|to\s+contain))?/;
const NOW = /to\s+be|being|as|also|hereby|now|thus|presently|potentially|finally|formally/;
export const FOUND_ALLOWABLE = claimStatus({
  name: "found-allowable",
  says: 'Words between the verb and "allowable": deemed to be, hereby, now.',
  matches: ["deemed to be ", "considered as ", "hereby "],
  not: ["claims "],
  is: re`\b(?:${DEEMED}|${NOW})\s*$`,
});

export const NONE_ALLOWED = claimStatus({
  name: "none-allowed",
  says: "No claim is.",
  matches: ["no claims are ", "none of the claims is "],
  not: ["claims 1-5 are "],
  is: /\b(?:no|none|neither)\b[^.]{0,40}$/,
});

export const WILL_BE = claimStatus({
  name: "will-be-allowed",
  says: '"Will be allowed": as good as allowed.',
  matches: ["will be "],
  not: ["would be "],
  is: /\bwill be\s*$/,
});

const SOMETHING_TO_COME =
  /(?:the\s+|a\s+)?(?:filing|submission|receipt|entry|resolution|correction|overcoming|terminal)/;
export const IF_REWRITTEN = claimStatus({
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

export const OPENS_WITH_PRONOUN = claimStatus({
  name: "they-would-be",
  says: "The sentence opens with a pronoun for the claims of the one before.",
  matches: ["they would be", "however, these claims are"],
  not: ["the drawings "],
  is: /^[\s\d.)(]*(?:however,?\s+)?(?:they|these\s+claims|those\s+claims|it|this\s+claim)\s/,
});

export const APPLICANT_SAYS_OBJECTED = claimStatus({
  name: "applicant-on-the-objection",
  says: "The applicant speaks of an objection, or has overcome it.",
  matches: ["applicant argues that the ", "applicant's amendment overcame the "],
  not: ["the examiner "],
  is: /\bapplicants?\b[^.]{0,90}\b(?:argues?|submits?|asserts?|believes?|states?|contends?|requests?|overc[ao]me)\b/,
});

export const ONLY_CLAIMS_BEFORE = claimStatus({
  name: "claims-objected",
  says: '"Claims 5, 14 objected to because": the verb was left out, and only claims stand before it.',
  matches: ["claims 5, 14 ", "3. claim 7 ", "claims 1-4 allowed; claim 10 "],
  not: ["the drawings were ", "claims 1-4 of smith "],
  is: /(?:^[\s\d.)(]*|[;:]\s+)claims?\b[^.;:]{0,80}\d\s*$/,
});

export const TO_BECAUSE = claimStatus({
  name: "objected-to-because",
  says: "A reason follows, or nothing more.",
  matches: [" to because", " to under 37 cfr", " to; ", " to."],
  not: [" to by", " to the"],
  is: /^\s+to(?:\s+(?:because|as|for|under|since)\b|\s*(?:[;.,]|$))/,
});

export const ON_REJECTED_BASE = claimStatus({
  name: "dependent-upon-a-rejected-claim",
  says: "Objected to only as depending on a rejected claim.",
  from: "form paragraph 7.43",
  matches: ["as being dependent upon a rejected base claim", "allowable subject matter"],
  not: ["because of the following informalities"],
  is: /depend\w*\s+(?:(?:up)?on|from)\s+(?:a\s+|an\s+)?(?:rejected|objected)|rejected\s+(?:base|independent|parent)\s+claim|allowable\s+subject\s+matter/,
});

export const EXAMINER_BEFORE = claimStatus({
  name: "the-examiner-objects",
  says: 'The subject of "objects": the examiner, or the Office.',
  matches: ["the examiner ", "the office further ", "this office action therefore "],
  not: ["applicant ", "the examiner notes that applicant "],
  is: /\b(?:examiner|office(?:\s+action)?|undersigned)\s+(?:(?:also|again|\w+ly|further|hereby|therefore|thus)\s+){0,2}$/,
});

export const OBJECTS_TO = claimStatus({
  name: "objects-to-behind",
  says: '"Objects to": what is objected to follows.',
  matches: [" to claims 3-5", " to the drawings"],
  not: [" to be weighed", " of claim 3"],
  is: /^\s+to\s+(?!be\b)/,
});

export const OBJECTION_MADE_TO = claimStatus({
  name: "objection-is-made-to",
  says: '"Objection is made to claims 3-5": what is objected to follows.',
  from: "MPEP 706.01",
  matches: [" is made to claims 3-5", " is hereby made to the drawings", " is raised against claim 3"],
  not: [" to claims 3-5 is withdrawn", " was made to the drawings"],
  is: /^\s+(?:is|are)\s+(?:(?:also|again|hereby|therefore|further|thus)\s+)?(?:made|raised|entered)\s+(?:to|against)\s+/,
});

export const NO_BEFORE = claimStatus({
  name: "no-objection",
  says: "There is none.",
  matches: ["no ", "no further "],
  not: ["an ", "the "],
  is: /\b(?:no|without)\s+(?:\w+\s+)?$/,
});

export const SUBJECT_TO_OBJECTION = claimStatus({
  name: "subject-to-objection",
  says: '"Claims 7, 9-13 are subject to objection".',
  matches: ["are subject to ", "subject to the following "],
  not: ["withdrawn the "],
  is: /subject\s+to\s+(?:an?\s+|the\s+following\s+)?$/,
});

export const OF_ABSTRACT = claimStatus({
  name: "objection-to-abstract",
  says: "The objection is to the abstract.",
  from: "MPEP 608.01(b)",
  matches: ["the abstract "],
  not: ["the title "],
  is: /\babstract\b/,
});

export const OF_TITLE = claimStatus({
  name: "objection-to-title",
  says: "The objection is to the title.",
  from: "MPEP 606",
  matches: ["the title "],
  not: ["the abstract "],
  is: /\btitle\b/,
});

export const OF_DRAWINGS = claimStatus({
  name: "objection-to-drawings",
  says: "The objection is to the drawings.",
  from: "37 CFR 1.83, 1.84; MPEP 608.02",
  matches: ["the drawings are ", "fig. 3 "],
  not: ["the title "],
  is: /\bdrawings?\b|\bfigures?\b|\bfigs?\b/,
});

export const OF_SPECIFICATION = claimStatus({
  name: "objection-to-specification",
  says: "The objection is to the specification or an amendment of it.",
  from: "MPEP 608.01, 608.04",
  matches: ["the disclosure ", "the amendment filed "],
  not: ["the claims "],
  is: /\bspecification\b|\bdisclosure\b|\bamendment\b|\bparagraph|\bsequence\b/,
});

export const OF_OATH = claimStatus({
  name: "objection-to-oath",
  says: "The objection is to the oath or declaration.",
  from: "MPEP 602",
  matches: ["the declaration "],
  not: ["the claims "],
  is: /\boath\b|\bdeclaration\b/,
});

export const OF_CLAIMS = claimStatus({
  name: "objection-to-claims",
  says: "The objection is to claims without numbers.",
  from: "MPEP 608.01(m)",
  matches: ["the claims "],
  not: ["the oath "],
  is: /\bclaims?\b/,
});

export const CANCEL_CLAIMS = claimStatus({
  name: "cancelled-claims-behind",
  says: 'What may stand between "cancel" and the claims behind it.',
  matches: [" the non-elected claim", " of claim"],
  not: [" the drawings"],
  is: /^\s*(?:\(?(?:by|via)[^)]{0,40}\)?\s*)?(?:of\s+)?(?:(?:the|non-elected|withdrawn|dependent|original|previously|pending|independent)\s+){0,3}(?=claim)/,
});

export const NOT_THE_CLAIMS = claimStatus({
  name: "subject-matter-of-cancelled",
  says: "Only the subject matter of cancelled claims is meant, or a condition.",
  matches: ["the subject matter of ", "if "],
  not: ["the amendment "],
  is: /\bsubject\s+matter\s+of\s+$|if\s+$/,
});

export const OUT_OF_CLAIM = claimStatus({
  name: "deleted-out-of-a-claim",
  says: "Words or lines of the claim are deleted; the claim itself is on file.",
  from: "37 CFR 1.121(c)",
  matches: ["the words of ", "lines 4-5 of the ", "in ", "from independent "],
  not: ["by the amendment, ", "each of "],
  is: /(?<!\b(?:each|all|both|one)\s)\b(?:of|in|from)\s+(?:(?:the|each|independent|dependent|pending)\s+){0,2}$/,
});

export const REJOINED = claimStatus({
  name: "rejoined",
  says: "Claims that were withdrawn from consideration are rejoined.",
  from: "form paragraph 8.42, MPEP 821.04",
  matches: [" from consideration, are hereby rejoined", ", have been rejoined"],
  not: [
    " from consideration; claims 9-10 are rejoined",
    " and are not rejoined",
    " and will not be rejoined",
  ],
  is: /^(?:(?!\bclaims?\b)[^;]){0,160}(?<!\bnot\s(?:be\s|been\s)?(?:\w+\s)?)\brejoined\b/,
});

export const ALLOWABLE_NO_MORE = claimStatus({
  name: "allowability-withdrawn",
  says: '"The indication that claims 6-8 are allowable is withdrawn".',
  from: "MPEP 706.04",
  matches: [" is withdrawn", " has hereby been withdrawn", " subject matter is hereby withdrawn"],
  not: [", and claim 9 is withdrawn", " and the rejection is withdrawn"],
  is: /^(?:\s+subject\s+matter)?\s+(?:is|are|was|has)\s+(?:\w+\s+){0,2}withdrawn\b/,
});

export const CANCELLATION_UNDONE = claimStatus({
  name: "cancellation-undone",
  says: "The request or the amendment that cancels claims was withdrawn, or not entered.",
  from: "MPEP 714.03, 714.13",
  matches: [" is withdrawn", " has not been entered", " was denied"],
  not: [" is acknowledged", " has been entered", ", and claim 9 is withdrawn"],
  is: /^\s+(?:is|are|was|were|(?:has|have)\s+been|has\s+not|have\s+not|will\s+not)\s+(?:\w+\s+){0,2}(?:withdrawn|denied|refused|(?<=\bnot\s(?:been\s|be\s)?)entered)\b/,
});

export const OF_SOMETHING_WITHDRAWN = claimStatus({
  name: "something-else-withdrawn",
  says: "A rejection, objection or requirement is withdrawn, not claims.",
  matches: ["the rejection of", "the finality of"],
  not: ["claims 6-8 are"],
  is: /rejections?\b|objections?\b|requirement|finality/,
});

export const CLAIMS_NEAR = claimStatus({
  name: "claims-right-before-withdrawn",
  says: "Claims stand right before it all the same.",
  matches: ["claims 6-8 are "],
  not: ["the requirement is "],
  is: /claims?[^.]{0,60}$/,
});

const MADE_OF_CLAIMS =
  /rejections?|objections?|requirement|allowance|cancell?ation|election|notice|(?:indication|statement|finding|determination)\s+that/;
export const WITHDRAWN_AS_TO = claimStatus({
  name: "withdrawn-as-to-claims",
  says: "The claims are only those that a rejection or objection is withdrawn for.",
  matches: ["the rejection of ", "as to all ", "the notice of allowance of ", "the indication that "],
  not: ["claims ", "further consideration of "],
  is: re`(?:${MADE_OF_CLAIMS}|with respect to|as to|regarding)\s+(?:of|to|for|against|set forth[^.]{0,30})?\s*(?:the\s+|all\s+)?$`,
});

export const REJECTION_BETWEEN = claimStatus({
  name: "rejection-between",
  says: 'A rejection or objection stands between the claims and "withdrawn".',
  matches: ["rejection"],
  not: ["are hereby"],
  is: /rejections?|objections?/,
});

export const CLAIMS_HEADING = claimStatus({
  name: "claims-pending-table",
  says: '"Claims pending: 1-5": a small table of the status.',
  matches: ["claims "],
  not: ["claims 1-5 are "],
  is: /(?:^|[\s(])claims?\s*$/,
});

export const TABLE_NUMBERS = claimStatus({
  name: "numbers-of-the-table",
  says: "The numbers of the small table.",
  matches: [": 1-5", ": dependent claims 6"],
  not: [" in the application"],
  is: /^\s*(?::|\s)\s*(?:(?:in)?dependent\s+)?(?:claims?\s+)?(?=\d)/,
});

export const PENDING_ARE = claimStatus({
  name: "pending-claims-are",
  says: '"The pending claims are 1-5".',
  matches: [" claims are 1-5", " in this application are claims 1"],
  not: [" and rejected"],
  is: /^\s+(?:claims?\s+(?:are|include|in (?:this|the) application are)|in\s[^.]{0,60}\s(?:is|are))\s*:?\s*(?=claims?|\d)/,
});

export const ALLOWED_TO_DO = claimStatus({
  name: "allowed-to-move",
  says: '"Is allowed to move": a part of the invention may do something; no claim is allowed.',
  matches: [" to move along the rail", " to expire"],
  not: [" to issue", " to be allowed", "."],
  is: /^\s+to\s+(?!issue\b|be\s+allow|date\b)[a-z]/,
});

export const CLAIM_NAMED_BEHIND = claimStatus({
  name: "allowable-claim",
  says: '"Incorporated into previously allowable claim 3": the word only describes the claim behind it.',
  matches: [" claim 3", " dependent claims 4"],
  not: [" as they stand", " subject matter", "."],
  is: /^\s+(?:(?:in)?dependent\s+|base\s+|method\s+|apparatus\s+|system\s+)?claims?\b/,
});

const TEACHES =
  /\b(?:teach(?:es)?|disclos(?:es?|ing)|recit(?:es?|ing)|shows?|suggests?|describes?|requir(?:es?|ing)|wherein|whereby|where|that|whether)\b/;
export const ANOTHER_SUBJECT = claimStatus({
  name: "another-subject-takes-the-verb",
  says: '"Regarding claim 4, Smith teaches that the order is cancelled", "as to claim 3, the fluid is allowed": the verb is of something else.',
  matches: [", smith teaches that the order is ", ", the fluid is ", " recites that the transaction is "],
  not: [" are ", ", drawn to a non-elected species, are ", ", as amended, are "],
  is: re`${TEACHES}|,\s+(?:the|an?|each|said|one|these)\s+(?!(?:\w+\s+){0,2}claims?\b)`,
});

const AND_THEN =
  /therefore|thus|also|hereby|now|is|are|is\/are|stands?|remains?|have|has|been|considered|would|be|found|deemed|to|accordingly|hence|so/;
export const CLAIMS_AGAIN = claimStatus({
  name: "and-is-therefore",
  says: "A conjunction, a comma or a bracket right before the verb: it is of the claims again.",
  matches: [" recites the pump and is therefore ", ", the only ones left, are "],
  not: [", the fluid is ", " recites that the transaction is "],
  is: re`(?:\band|\bwhich|[,);])\s+(?:(?:${AND_THEN})[\s,]+){1,7}$`,
});

const OWN_PART =
  /each|all|any|both|some|either|one|most|many|matter|inventions?|species|groups?|rest|remainder|scope/;
const OWN_PART_TOO =
  /examination|consideration|prosecution|features?|limitations?|combination|embodiments?|claims?|cancell?ation|allowance/;
export const THING_OF_CLAIM = claimStatus({
  name: "a-thing-of-the-claim",
  says: '"The carriage of claim 3", "the indicated allowability of claim 4": it is the thing that the verb is about.',
  matches: ["the carriage of ", "allowability of the independent "],
  not: ["each of ", "the subject matter of ", "thus "],
  is: re`\b(?!(?:${OWN_PART}|${OWN_PART_TOO})\b)[a-z'-]+\s+(?:of|in)\s+(?:(?:the|pending|independent|dependent|instant)\s+){0,3}$`,
});

const ONLY_WITH_CLAIMS =
  /against|between|among|[a-z]{3,}\s+(?:concerning|about)|adding|amending|rejecting|allowing|(?:amendments?|changes?|revisions?|corrections?)\s+(?:to|in)/;
const APPLIED_TO_CLAIMS =
  /(?:cited|applied|used|relied\s+(?:up)?on|raised|asserted|submitted|filed|presented|made|added|introduced)\s+(?:to|for|in|with\s+respect\s+to)/;
export const ASIDE_ON_CLAIMS = claimStatus({
  name: "which-were-added",
  says: '"Claims 9-12, which were added by the amendment, are withdrawn": the aside parts nothing.',
  matches: [", which were added by the amendment,", ", newly added,"],
  not: [", claims 6 and 9 have been added,", " and newly added"],
  flags: "g",
  is: /,\s+(?:all\s+of\s+which|which|as|newly|previously)\b(?:(?!\bclaims?\b)[^,;]){0,120},/,
});

export const CLAIMS_ONLY_NAMED = claimStatus({
  name: "claims-only-named",
  says: '"The reference cited against claims 6-8", "the amendment to claim 4", "the request to cancel claim 5": the verb is about what stands before the claims.',
  matches: [
    "the reference cited against ",
    "the reference applied to the pending ",
    "the amendment to ",
    "between ",
  ],
  not: ["group ii, drawn to ", "the invention of ", "in reply to the restriction, ", ""],
  is: re`\b(?:${ONLY_WITH_CLAIMS}|${APPLIED_TO_CLAIMS}|to\s+(?:cancel|add|amend|reject|allow))\s+(?:(?:the|pending|independent|dependent|instant|previous|earlier)\s+){0,3}$`,
});

const EARLIER_DAY =
  /originally(?!\s+filed)|initially|previously(?!\s+presented)|formerly|prior\s+to|before\s+(?:the|this|entry)|at\s+the\s+time/;
const EARLIER_PAPER =
  /in\s+(?:the|a|its)\s+(?:(?:\w+\s+)?parent|last|previous|prior|preceding|original|earlier|related|co-?pending|first)/;
export const ONCE = claimStatus({
  name: "claims-once",
  says: "It tells of an earlier day, or of another application: what claims were once, not what they are.",
  matches: [
    "originally, ",
    "prior to the amendment, ",
    "in the parent application ",
    " in the last office action",
  ],
  not: ["this office action ", "currently ", "as originally filed", "(previously presented)"],
  is: re`\b(?:${EARLIER_DAY}|${EARLIER_PAPER})\b`,
});

export const ADDED_CLAIMS = claimStatus({
  name: "claims-added-behind",
  says: 'What may stand between "added" and the claims behind it.',
  from: "37 CFR 1.121(c)",
  matches: [" claims 7-12", " new claim 7"],
  not: [" matter to claim 3", " to claims 1"],
  is: /^\s+(?:(?:the|new|further|dependent|independent)\s+){0,2}(?=claim)/,
});

export const NEW_CLAIMS_BEHIND = claimStatus({
  name: "adds-claims",
  says: '"And added claims 4-9": what stands behind is no longer cancelled.',
  matches: [" and added claims", ", and amended claim"],
  not: [" and claims 5"],
  is: /[,;]?\s*\band\s+(?:has\s+|have\s+)?(?:newly\s+)?(?:add|amend|present|submit|rewr[io]t)\w*\b/,
});

export const OTHER_THING_TOO = claimStatus({
  name: "claims-and-the-drawings",
  says: '"Claims 1-3 and the drawings are objected to": two subjects.',
  matches: [" and the drawings ", " as well as the specification "],
  not: [" of the drawings ", " and 5 "],
  is: /(?:\band|as\s+well\s+as)\s+the\s+(?:abstract|title|drawings?|specification|disclosure|oath|declaration)\b[^.;]{0,60}$/,
});

export const UNTICKED_BOX = claimStatus({
  name: "unticked-box",
  says: "An empty box of a form: what stands behind it is not said.",
  from: "PTOL-326",
  matches: ["9)[ ] The specification", "\u2610 The drawings", "\u25a1 "],
  not: ["[X] The", "\u2612 The", "[x] accepted or"],
  is: /(?:\[\s{0,3}\]|[\u2610\u25a1\uf06f\uf0a8])(?!.*(?:\[\s?[xXvV\u2713]\s?\]|[\u2611\u2612\u25a0\uf0fe]))/s,
});

export const TICKED_BOX = claimStatus({
  name: "ticked-box-of-the-objection",
  says: '"The drawings are: a)[ ] accepted or b)[X] objected to": the tick says which of the two is so.',
  from: "PTOL-326",
  matches: ["is/are: a)[ ] accepted or b)[X] ", "b)\u2612 "],
  not: ["b)[ ] ", "[X] The drawings were "],
  is: /(?:\[\s?[xXvV\u2713]\s?\]|[\u2611\u2612\u25a0\uf0fe])\s*$/,
});

export const OBJECTION_HEADING = claimStatus({
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
export const OBJECTION_ARGUED = claimStatus({
  name: "objection-argued",
  says: "Its section answers the applicant's arguments: it tells again of an objection that is made elsewhere.",
  from: "MPEP 707.07(f)",
  matches: ["in response to applicant's arguments", "the examiner respectfully disagrees"],
  not: ["the abstract exceeds 150 words"],
  is: /\bapplicants?'?s?\s+(?:\w+\s+)?argu\w+|\bdisagrees?\b/,
});

export const OBJECTION_UNDONE = claimStatus({
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
export const OBJECTION_EXPLAINED = claimStatus({
  name: "objection-explained",
  says: "The section tells what is wrong, or what is required.",
  from: "MPEP 608.01",
  matches: ["the abstract exceeds 150 words", "correction is required", "figure 3 lacks the numeral 12"],
  not: ["the drawings of may 3 are acceptable"],
  is: re`\b(?:${DEFECT}|${DEFECT_TOO})\b`,
});

export const OBJECTION_OF_ITS_OWN = claimStatus({
  name: "objection-with-its-own-reason",
  says: "What an objection says that is not merely told again for claims that depend on rejected ones.",
  from: "MPEP 608.01(m), 706.01",
  matches: ["because of the following informalities", "should read", "lacks antecedent basis"],
  not: ["as being dependent upon a rejected base claim"],
  is: /informalit|because|since|\bfor\s+the\s+following|misspel|typograph|antecedent|37\s?c\.?f\.?r|should\s+(?:read|be)/,
});

export const TO_BE_BEFORE = claimStatus({
  name: "to-be-before-the-word",
  says: 'The form of "to be" that belongs to a word: "claims 1-5 have been examined".',
  matches: ["claims 1-5 have been ", "claims 1-5 are "],
  not: ["claims 1-5 as "],
  is: /\b(?:been|are|were|is) $/,
});
