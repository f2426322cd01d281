import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Claims are rejected",
  '"Claims 1-5 are rejected": what may stand around the verb (MPEP 706; form paragraphs 7.05 to 7.36 and 8.30 to 8.39).',
);

const REASON_WORDS =
  /under|on|over|as|for|because|based|in view|in light|since|by|pursuant|using|with|due|upon|via/;
const ADVERBS_BEHIND =
  /provisionally|herein|again|accordingly|likewise|similarly|along|given|now|also|at least/;
const STATUTE_WORDS = /35|u\.s\.c|according|,|\(|§|section|in accordance|in the|1[01][1-3]\b/;
export const GOES_ON_TO_REASON = wording({
  name: "rejected-goes-on",
  says: 'What may follow "rejected" where it is a predicate: a statute, a reason, references.',
  matches: [" under 35 u.s.c. 103", ", as being unpatentable", " 35 u.s.c. 102"],
  not: [" claims remain", " subject matter"],
  is: re`^[\s,(]*(?:${REASON_WORDS}|${ADVERBS_BEHIND}|${STATUTE_WORDS})`,
});

export const REJECTED_CLAIM = wording({
  name: "rejected-claim-behind",
  says: '"rejected claim 1", "rejected base claim": claims stand behind the word, which may be an adjective.',
  matches: [" base claim 1", " claims 1-8", " independent claim 3"],
  not: [" under 35 u.s.c. 103", " as being"],
  is: /^\s+(?:independent\s|dependent\s|base\s|parent\s|pending\s)?(?:claim|base claim|parent claim)/,
});

export const REJECTED_CLAIM_WITHOUT_NUMBER = wording({
  name: "a-rejected-claim",
  says: '"dependent upon a rejected claim": no claim is numbered behind the word.',
  from: "form paragraph 7.43",
  matches: [" claim, but would be allowable", " claims above"],
  not: [" claims 1-5", " claim 3"],
  is: /^\s+claims?\b(?!\s*\d)/,
});

export const TOLD_OF = wording({
  name: "a-rejection-told-of",
  says: '"Claims 1-15 rejected under 103(a) was previously set forth": a noun phrase, and what became of it.',
  matches: [" was previously set forth in", " have issued; it had been withdrawn", " were hereby overcome"],
  not: [" is set forth below", " as was known"],
  is: /\s(?:was|were|had\s+been)\s+(?:previously\s+|hereby\s+)?(?:set\s+forth|presented|issued|withdrawn|overcome)\b/,
});

export const QUALIFIES_CLAIMS = wording({
  name: "qualified-claims",
  says: "Nothing but a qualifying word stands between the opening of the sentence and its claims.",
  matches: ["amended and", "wherein the dependent", "as noted, said "],
  not: ["the subject matter of which"],
  is: /(?:^|\s)(?:dependent|independent|pending|and|said|the)?\s*$/,
});

export const OPENS_WITH_ITS_CLAIMS = wording({
  name: "regarding-claims",
  says: "The sentence opens by naming what it is about.",
  matches: ["regarding claims 1-5, these", "as per claim 4", "dependent claims"],
  not: ["applicant submits that", "although"],
  is: /^(?:regarding|as to|with re|as per|in re|for claim|dependent|re)/,
});

const NEXT_LEAD = /[,;.]?\s(?:and|while|whereas|;)?\s*claims?\b[^.;]{3,120}?/;
const NEXT_VERB = /(?:is|are|is\/are|stand|remain)s?\s(?:also\s|further\s|provisionally\s){0,2}/;
export const NEXT_CLAUSE = wording({
  name: "next-claims-are-rejected",
  says: "Further claims with a verb of their own: what was said before them ends there.",
  matches: [" over smith, and claims 6-8 are further rejected", "; claims 4-6 are allowed"],
  not: [" over smith as applied to claims 1-5", " and claims 6-8 under 35 u.s.c. 103"],
  is: re`${NEXT_LEAD}\s${NEXT_VERB}(?:rejected|objected|allowed|allowable)`,
});
