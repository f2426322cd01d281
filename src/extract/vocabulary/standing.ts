import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Sentences on the standing of claims",
  "What allowed, objected, cancelled, withdrawn and pending have in common: whose the verb is, boxes of forms, tables, what claims were once (MPEP 707.07(i)).",
);

export const CLAIMS_HEADING = wording({
  name: "claims-pending-table",
  says: '"Claims pending: 1-5": a small table of the status.',
  matches: ["claims "],
  not: ["claims 1-5 are "],
  is: /(?:^|[\s(])claims?\s*$/,
});

export const TABLE_NUMBERS = wording({
  name: "numbers-of-the-table",
  says: "The numbers of the small table.",
  matches: [": 1-5", ": dependent claims 6"],
  not: [" in the application"],
  is: /^\s*(?::|\s)\s*(?:(?:in)?dependent\s+)?(?:claims?\s+)?(?=\d)/,
});

export const CLAIM_NAMED_BEHIND = wording({
  name: "allowable-claim",
  says: '"Incorporated into previously allowable claim 3": the word only describes the claim behind it.',
  matches: [" claim 3", " dependent claims 4"],
  not: [" as they stand", " subject matter", "."],
  is: /^\s+(?:(?:in)?dependent\s+|base\s+|method\s+|apparatus\s+|system\s+)?claims?\b/,
});

const TEACHES =
  /\b(?:teach(?:es)?|disclos(?:es?|ing)|recit(?:es?|ing)|shows?|suggests?|describes?|requir(?:es?|ing)|wherein|whereby|where|that|whether)\b/;
export const ANOTHER_SUBJECT = wording({
  name: "another-subject-takes-the-verb",
  says: '"Regarding claim 4, Smith teaches that the order is cancelled", "as to claim 3, the fluid is allowed": the verb is of something else.',
  matches: [", smith teaches that the order is ", ", the fluid is ", " recites that the transaction is "],
  not: [" are ", ", drawn to a non-elected species, are ", ", as amended, are "],
  is: re`${TEACHES}|,\s+(?:the|an?|each|said|one|these)\s+(?!(?:\w+\s+){0,2}claims?\b)`,
});

const AND_THEN =
  /therefore|thus|also|hereby|now|is|are|is\/are|stands?|remains?|have|has|been|considered|would|be|found|deemed|to|accordingly|hence|so/;
export const CLAIMS_AGAIN = wording({
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
export const THING_OF_CLAIM = wording({
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
export const ASIDE_ON_CLAIMS = wording({
  name: "which-were-added",
  says: '"Claims 9-12, which were added by the amendment, are withdrawn": the aside parts nothing.',
  matches: [", which were added by the amendment,", ", newly added,"],
  not: [", claims 6 and 9 have been added,", " and newly added"],
  flags: "g",
  is: /,\s+(?:all\s+of\s+which|which|as|newly|previously)\b(?:(?!\bclaims?\b)[^,;]){0,120},/,
});

export const CLAIMS_ONLY_NAMED = wording({
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
export const ONCE = wording({
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

export const UNTICKED_BOX = wording({
  name: "unticked-box",
  says: "An empty box of a form: what stands behind it is not said.",
  from: "PTOL-326",
  matches: [
    "9)[ ] The specification",
    "[_] The specification",
    "( ) The drawings",
    "___ The drawings",
    "\u2610 The drawings",
    "\u25a1 ",
  ],
  not: ["[X] The", "\u2612 The", "[x] accepted or", "_X_ The", "__X__ The", "__The drawings__ "],
  is: /(?:\[[\s_]{0,3}\]|\(\s{1,3}\)|(?<!\w)_{2,}(?=\s)|[\u2610\u25a1\uf06f\uf0a8])(?!.*(?:\[\s?[xXvV\u2713]\s?\]|[\u2611\u2612\u25a0\uf0fe]))/s,
});

export const TO_BE_BEFORE = wording({
  name: "to-be-before-the-word",
  says: 'The form of "to be" that belongs to a word: "claims 1-5 have been examined".',
  matches: ["claims 1-5 have been ", "claims 1-5 are "],
  not: ["claims 1-5 as "],
  is: /\b(?:been|are|were|is) $/,
});
