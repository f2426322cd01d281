import { patternsOn, re } from "./pattern.js";

/**
 * The words by which a sentence rejects claims, and what stands around them. Where each is asked, and how far it sees,
 * is told in `statements/`.
 */
const verb = patternsOn(
  "Sentences that reject",
  'The verb or noun that rejects, and what may stand around it: "claims 1-5 are rejected", "the examiner rejects claims ' +
    '1-5", "the rejection of claims 1-5" (MPEP 706, form paragraphs 7.05 to 7.36 and 8.30 to 8.39).',
);

export const REJECT = verb({
  name: "the-word-reject",
  says: "The verb or noun that rejects, also as typing and character recognition spoil it.",
  from: "MPEP 706.01",
  matches: [
    "rejected",
    "rejections",
    "rejectedunder 35",
    "re jected",
    "reiected",
    "rej ected",
    "rej. under 35",
  ],
  not: ["rejoinder", "regarding", "refused the amendment"],
  is: [
    /reject(?:ed|ion|ions)(?=under(?:\s|35))/y,
    /reject-\s{1,3}(?:ed|ions?)\b/,
    /re(?:j(?:ect|et(?=ed|ion)|ecct|eet|ecl|cct|cet|ec[dr]|eot|ct|etc)|iect|i ect|yect)[a-z]{0,6}\b/,
    /rej\s?ect\s?(?:ed|ion|ions)\b/,
    /re(?:\s|-\s{0,3})(?:jected|jections?)\b/,
    /refused\s(?=under)/,
    /rej\.(?=\s{1,3}(?:under|over|as|35|§)\b)/,
  ],
});

export const JOINED_TO_ARE = verb({
  name: "are-joined-to-rejected",
  says: 'The blank between "are" and "rejected" was lost.',
  matches: ["arerejected", "isrejected"],
  not: ["are rejected"],
  is: /(?:are|is)(?=rej)/y,
});

export const IS_NOUN = verb({
  name: "rejection-is-a-noun",
  says: 'The word is "rejection", not "rejected": the sentence speaks of a rejection.',
  matches: ["rejection", "rejections", "rejeciions"],
  not: ["rejected", "rejects"],
  is: /ion|iions/,
});

export const IS_THIRD_PERSON = verb({
  name: "rejects",
  says: 'Somebody "rejects".',
  matches: ["rejects"],
  not: ["rejectss", "rejected"],
  is: /(?<!s)s$/,
});

export const IS_PARTICIPLE = verb({
  name: "rejected",
  says: 'The word is "rejected", perhaps with its end misread.',
  matches: ["rejected", "rejecet", "rejec", "rej."],
  not: ["reject", "rejecting"],
  is: /e[dt]$|d$|ec$|ecl$|^rej\.$/,
});

export const ARE_BEFORE_REJECT = verb({
  name: "are-reject",
  says: '"are reject under": the ending was lost.',
  matches: ["claims 1-5 are ", "claim 3 stands "],
  not: ["we ", "the claims that are novel "],
  is: /\b(?:is|are|is\/are|stands?|remains?)\s{1,3}$/,
});

const REASON_WORDS =
  /under|on|over|as|for|because|based|in view|in light|since|by|pursuant|using|with|due|upon|via/;
const ADVERBS_BEHIND =
  /provisionally|herein|again|accordingly|likewise|similarly|along|given|now|also|at least/;
const STATUTE_WORDS = /35|u\.s\.c|according|,|\(|§|section|in accordance|in the|1[01][1-3]\b/;
export const GOES_ON_TO_REASON = verb({
  name: "rejected-goes-on",
  says: 'What may follow "rejected" where it is a predicate: a statute, a reason, references.',
  matches: [" under 35 u.s.c. 103", ", as being unpatentable", " 35 u.s.c. 102"],
  not: [" claims remain", " subject matter"],
  is: re`^[\s,(]*(?:${REASON_WORDS}|${ADVERBS_BEHIND}|${STATUTE_WORDS})`,
});

export const REJECTED_CLAIM = verb({
  name: "rejected-claim-behind",
  says: '"rejected claim 1", "rejected base claim": claims stand behind the word, which may be an adjective.',
  matches: [" base claim 1", " claims 1-8", " independent claim 3"],
  not: [" under 35 u.s.c. 103", " as being"],
  is: /^\s+(?:independent\s|dependent\s|base\s|parent\s|pending\s)?(?:claim|base claim|parent claim)/,
});

export const REJECTED_CLAIM_WITHOUT_NUMBER = verb({
  name: "a-rejected-claim",
  says: '"dependent upon a rejected claim": no claim is numbered behind the word.',
  from: "form paragraph 7.43",
  matches: [" claim, but would be allowable", " claims above"],
  not: [" claims 1-5", " claim 3"],
  is: /^\s+claims?\b(?!\s*\d)/,
});

export const TOLD_OF = verb({
  name: "a-rejection-told-of",
  says: '"Claims 1-15 rejected under 103(a) was previously set forth": a noun phrase, and what became of it.',
  matches: [" was previously set forth in", " have issued; it had been withdrawn", " were hereby overcome"],
  not: [" is set forth below", " as was known"],
  is: /\s(?:was|were|had\s+been)\s+(?:previously\s+|hereby\s+)?(?:set\s+forth|presented|issued|withdrawn|overcome)\b/,
});

export const QUALIFIES_CLAIMS = verb({
  name: "qualified-claims",
  says: "Nothing but a qualifying word stands between the opening of the sentence and its claims.",
  matches: ["amended and", "wherein the dependent", "as noted, said "],
  not: ["the subject matter of which"],
  is: /(?:^|\s)(?:dependent|independent|pending|and|said|the)?\s*$/,
});

export const OPENS_WITH_ITS_CLAIMS = verb({
  name: "regarding-claims",
  says: "The sentence opens by naming what it is about.",
  matches: ["regarding claims 1-5, these", "as per claim 4", "dependent claims"],
  not: ["applicant submits that", "although"],
  is: /^(?:regarding|as to|with re|as per|in re|for claim|dependent|re)/,
});

const NEXT_LEAD = /[,;.]?\s(?:and|while|whereas|;)?\s*claims?\b[^.;]{3,120}?/;
const NEXT_VERB = /(?:is|are|is\/are|stand|remain)s?\s(?:also\s|further\s|provisionally\s){0,2}/;
export const NEXT_CLAUSE = verb({
  name: "next-claims-are-rejected",
  says: "Further claims with a verb of their own: what was said before them ends there.",
  matches: [" over smith, and claims 6-8 are further rejected", "; claims 4-6 are allowed"],
  not: [" over smith as applied to claims 1-5", " and claims 6-8 under 35 u.s.c. 103"],
  is: re`${NEXT_LEAD}\s${NEXT_VERB}(?:rejected|objected|allowed|allowable)`,
});

export const OTHER_PREDICATE = verb({
  name: "another-predicate",
  says: "Another fate of claims is told: the first verb does not reach past it.",
  matches: [", claims 5-6 are allowed and", "; the objection to"],
  not: [", and claims 5-6 under", " over smith"],
  is: /\b(?:reject|allow|object|cancel|pending|withdraw)/,
});

export const SHARES_THE_VERB = verb({
  name: "further-claims-share-the-verb",
  says: "A comma or a conjunction before claims that share the verb of the ones before.",
  matches: [" over smith, ", " over smith; and (b) ", " as to ", ", as well as of "],
  not: [" as applied to ", " over "],
  is: /(?:[,;:]|\band|\bas\s+to|\bas\s+well\s+as)\s+(?:also\s+)?(?:of\s+|for\s+|\(?[a-h1-9ivx]{1,3}[.)]\s+)?$/,
});

const LEADS_INTO_CLAUSE = /\s*(?:only|alone)?,?\s*(?:(?:are|is|each)\s+)?/;
const ALSO = /also\s+|further\s+|likewise\s+|similarly\s+|in\s+turn,?\s+/;
const GROUND_FOLLOWS =
  /under|pursuant|over|as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing)/;
export const CLAUSE_TAIL = verb({
  name: "ground-without-a-verb",
  says: 'What may follow further claims that are told without a verb of their own: "claims 5-6 under 35 U.S.C. 112(b)".',
  matches: [" under 35 u.s.c. 112(b)", " are likewise over jones", " as being indefinite"],
  not: [" depend from claim 1", " and 7"],
  is: re`^${LEADS_INTO_CLAUSE}${ALSO}?(?=(?:${GROUND_FOLLOWS}|on\s+the\s+ground)\b)`,
});

export const LIKEWISE = verb({
  name: "as-are-claims",
  says: '"Claim 8 is rejected for the same reason, as are claims 9 and 10": they are rejected by the same verb.',
  matches: [", as are claims 9 and 10", " so is dependent claim 4"],
  not: [", as claimed in claim 4"],
  is: /,?\s(?:as|so)\s+(?:are|is)\s+(?:also\s+)?(?:dependent\s+)?(?=claims?\b)/,
});

export const RESPECTIVELY = verb({
  name: "respectively",
  says: "Each list of claims has the ground of its own place.",
  matches: ["102(b) and 103(a), respectively", "respectively."],
  not: ["with respect to", "irrespective of"],
  is: /\brespectively\b/,
});

export const RESPECTIVELY_AT_ONCE = verb({
  name: "respectively-at-once",
  says: "The same right behind the grounds.",
  matches: [", respectively, over", " (respectively)"],
  not: [" over smith and jones, respectively"],
  is: /^[\s,(]*respectively\b/,
});

const SHARE_VERB =
  /\b(maintained|sustained|repeated|extended(?=\s+to)|withdrawn|overcome|moot)\s+(?:only\s+)?/;
const SHARE_OF =
  /to|with\s+(?:respect|regards?)\s+to|as\s+to|for|against|as\s+applied\s+to|in\s+regards?\s+to|regarding/;
export const APPORTIONED = verb({
  name: "withdrawn-as-to-these-claims",
  says: "The rejection ends for some of its claims and stands for others: each share is told.",
  from: "MPEP 707.07(e)",
  matches: ["withdrawn with respect to claims 3-4", "maintained as to claims 5-7", "extended to claims 1-6"],
  not: ["the rejection is withdrawn in view of claims"],
  is: new RegExp(`${SHARE_VERB.source}(?:${SHARE_OF.source})\\s+(?:the\\s+)?(?=claims?\\b)`, "g"),
});

const active = patternsOn(
  "The examiner rejects claims",
  '"Examiner rejected claims 1-8", "the Office action rejects claims …": the claims stand behind the verb.',
);

export const CLAIMS_BEHIND_VERB = active({
  name: "claims-behind-the-verb",
  says: "What may stand between the verb and its claims.",
  matches: [" the pending claims", " all of the instant claims", " "],
  not: [],
  is: /^\s*(?:the\s+)?(?:all\s+(?:of\s+)?)?(?:(?:pending|independent|dependent|amended|instant)\s+)?/,
});

export const EXAMINER_ACTS = active({
  name: "the-examiner-acts",
  says: "The examiner, the Office or its action does it.",
  matches: ["the examiner ", "the office action mailed in may ", "accordingly we "],
  not: ["applicant traverses. a reference "],
  is: /\b(?:examiner|office|action|i|we|office action|examiner's)\b[^.;]{0,40}$/,
});

export const I_OR_WE = active({
  name: "i-or-we",
  says: '"I reject", "we therefore reject": said now, though the verb has no ending.',
  matches: ["we therefore ", "i "],
  not: ["the examiner may "],
  is: /\b(?:i|we)\s+(?:\w+ly\s+|also\s+|therefore\s+)?$/,
});

export const EARLIER_ACTION = active({
  name: "an-earlier-action-rejects",
  says: "It is an earlier action that rejects.",
  matches: ["the previous office action ", "the final action of may "],
  not: ["this office action "],
  is: /(?:previous|prior|last|first|earlier|non-?final|final|parent)\s[^.;]{0,30}$/,
});

const noun = patternsOn(
  "The rejection of claims",
  '"The rejection of claims 1-5 under 35 U.S.C. 103", "the 112, 2nd paragraph rejection of claim 15": a rejection is named; ' +
    "whether it stands is for its verdict.",
);

const OF = /of|to|for|against/;
const BASED_ON_OF = /based on [^.]{0,60}? of|\([^()]{0,60}\) of|over [^.]{0,60}? of/;
const UNDER_OF = /under (?:[^.]|\.(?=\s?[a-z(\d])){0,90}? of/;
const CLAIM_WORDS =
  /the|all|pending|independent|dependent|instant|currently|amended|now|canceled|cancelled|previously|presented|said/;
export const REJECTION_OF = noun({
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

export const SUBJECT_TO = noun({
  name: "subject-to-a-rejection",
  says: '"Claims 1-5 are subject to a nonstatutory double patenting rejection": as much as "are rejected".',
  matches: [" are subject to a nonstatutory double patenting ", " remain under ", " are under final "],
  not: [" are subject to restriction, and the "],
  is: /^\s+(?:are|is|remain|remains|stand|stands)\s+(?:also\s+|still\s+)?(?:subject\s+to\s+(?:an?|the)\s+[^,;:.]{0,90}|under\s+(?:final\s+|the\s+)?)$/,
});

export const CLAIMS_REJECTION = noun({
  name: "claims-1-5-rejection",
  says: 'Claims right before the noun: "claims 1-5\'s rejection", "the claims 1-5 103 rejection".',
  matches: [" ", "'s under 35 u.s.c. 103 ", " 102(b) "],
  not: [", as to which the ", " - "],
  is: /^\s*(?:'s|'|\s)*(?:under\s)?[\s§.()a-z0-9]{0,40}$/,
});

export const ABOUT_CLAIMS = noun({
  name: "regarding-the-claims",
  says: '"Regarding claims 1-5, the previous rejection …": the list opens the sentence.',
  matches: ["3. with respect to the ", "regarding ", "as to "],
  not: ["in claims like "],
  is: /^[\s\d.)(]*(?:regarding|as\s+(?:to|for)|with\s+(?:respect|regards?)\s+to|concerning)\s+(?:the\s+)?$/,
});

export const THE_REJECTION_BEHIND = noun({
  name: "comma-the-rejection",
  says: "Right behind the opening list, the rejection.",
  matches: [", the previous ", " , these prior art "],
  not: [", applicant argues that the ", " and the "],
  is: /^\s*,\s*(?:the|these|those)\s+(?:[a-z-]+\s+){0,3}$/,
});

export const FAR_LIST_LEAD = noun({
  name: "is-maintained-as-to",
  says: "Words by which claims further behind the noun are its own.",
  matches: [" of record of ", " is maintained as to ", " with respect to the pending "],
  not: [" over ", " in view of the teaching in "],
  is: /(?:\s(?:of|against|as\s+to|regarding)|respect\s+to)\s+(?:(?:the|all|pending|instant|amended)\s+){0,2}$/,
});

const OF_SOMETHING_ELSE =
  /applied|over|view|features?|limitations?|subject\s+matter|scope|dependency|amendments?|cancell?ation/;
export const FAR_LIST_OF_OTHER = noun({
  name: "features-of-claims",
  says: "The claims belong to something else than the rejection: its features, an amendment, what was applied.",
  matches: [" the limitations of ", " the amendment to "],
  not: [" the rejection of "],
  is: re`(?:${OF_SOMETHING_ELSE})\s+(?:\w+\s+){0,2}$`,
});

export const REJECTION_GOES_ON = noun({
  name: "rejection-goes-on",
  says: "What may follow a rejection that names no claims but its statute.",
  matches: ["under 35 u.s.c. 112", "is withdrawn", "s have been overcome", "."],
  not: ["requires that", "letter"],
  is: /^(?:s|\(s\))?\s*(?:under|of|is|are|has|have|stands?|\W*$)/,
});

export const OVER_ART = noun({
  name: "over-art",
  says: "The references begin here.",
  matches: [" over smith", ", as being unpatentable over ", " in view of "],
  not: [" under 35 u.s.c. 103 over"],
  is: /^[\s,]*(?:as\s+(?:being\s+)?(?:unpatentable|anticipated|obvious)\s+)?(?:over|by|in\s+view\s+of)\s/,
});

export const SECOND_REJECTION_OF_SENTENCE = noun({
  name: "but-the-other-rejection",
  says: 'A second rejection with a fate of its own: "… is withdrawn, but the rejection of claims 6-7".',
  matches: ["the rejection of claim 1 is withdrawn, but that the ", "is moot and the "],
  not: ["is withdrawn. in addition, some "],
  is: /\b(?:withdrawn|moot|overcome|maintained)\b[,;]?\s+(?:but|and|while|whereas|however,?)\s+(?:that\s+)?the\s+[^.;,]{0,40}$/,
});

export const IN_PASSING = noun({
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

const listed = patternsOn(
  "Rejections in lists and tables",
  '"The claims are rejected as follows: a. claims 1-4 under 35 U.S.C. 103 over Smith; …", "Claims | Basis | References": the ' +
    "verb stands before the items.",
);

const AS_FOLLOWS = /\brejected\s+(?:as\s+follows|on\s+the\s+following\s+grounds?)/;
const FOLLOWING = /\bfollowing\s+(?:grounds?\s+of\s+)?rejections?\b/;
const REJECTIONS_ARE =
  /\brejections?\s+(?:in\s+this\s+(?:office\s+)?action\s+)?(?:are|is)\s+(?:as\s+follows|maintained|withdrawn)/;
export const LIST_INTRODUCTION = listed({
  name: "rejected-as-follows",
  says: "The sentence opens a list of rejections; what it says of them it says of every item.",
  matches: ["the claims are rejected as follows:", "the following rejections are withdrawn:"],
  not: ["the claims are rejected: see below", "the following is a quotation:"],
  is: re`^[^:]{0,120}(?:${AS_FOLLOWS}|${FOLLOWING}|${REJECTIONS_ARE})[^:]{0,80}:`,
});

export const LIST_HEADING = listed({
  name: "summary-of-rejections",
  says: "A heading over a list of rejections.",
  matches: ["summary of rejections", "list of the rejections in this action"],
  not: ["summary of the invention"],
  is: /^\W*(?:summary|overview|list)\s+of\s+(?:the\s+)?rejections?\b[^.]{0,40}$/,
});

export const TABLE_HEADING = listed({
  name: "table-of-rejections",
  says: "The head of a table of rejections.",
  matches: ["claims | statute | references", "claim(s)  basis", "claims 35 u.s.c. reference(s)"],
  not: ["claims 1-5 are rejected"],
  is: /^\W{0,6}claims?(?:\(s\)|\s+(?:rejected|numbers?))?[\s|]{1,20}(?:statutes?|statutory\s+basis|basis|grounds?|sections?|rejections?|35\s+u\.?s\.?c)\b[^.]{0,80}/,
});

export const ITEM_LEAD = listed({
  name: "item-number",
  says: "Bullets, letters and numbers that open an item.",
  matches: ["a. ", "• (2) the rejection of ", "| "],
  not: [],
  is: /^[\s|*•-]{0,8}(?:and\s+)?(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{1,4})?(?:and\s+)?(?:the\s+)?(?:rejections?\s+of\s+)?/,
});

const ARE_REJECTED_UNDER =
  /(?:(?:are|is|stand)\s+)?(?:(?:rejected|unpatentable)\s+)?(?:under\s+|as\s+to\s+)?/;
const STATUTE_AHEAD =
  /35\b|§|1[01]\d\b|section\s+1|u\.s\.c|(?:non-?statutory\s+|obviousness-type\s+)?double\s+patenting/;
export const ITEM_GROUND = listed({
  name: "item-ground",
  says: "What parts the claims of an item from its statute.",
  matches: [" | 35 u.s.c. 103", " under § 103", ": double patenting", " - 103"],
  not: [" depend from claim 1", " | smith"],
  is: re`^[\s|,:;-]{1,24}${ARE_REJECTED_UNDER}(?=(?:pre-aia\s+)?(?:${STATUTE_AHEAD}))`,
});

export const ITEM_STATUTE_FIRST = listed({
  name: "item-opens-with-its-statute",
  says: "The statute opens the item.",
  matches: ["§ 103: claims 1-4", "35 u.s.c. 102", "103"],
  not: ["claims 1-4", "1-4"],
  is: /^(?:35\b|§|1[01]\d\b|u\.s\.c)/,
});

export const ITEM_CLAIMS_BEHIND = listed({
  name: "item-claims-behind",
  says: "The claims of an item that opens with its statute.",
  matches: [": claims 1-4", " | claims 2"],
  not: [" over smith"],
  is: /^[\s|:;,-]{1,12}(?=claims?\b)/,
});

export const ITEM_REJECTS_ITSELF = listed({
  name: "item-has-its-own-verb",
  says: "The item says itself that its claims are rejected: it is a sentence of its own.",
  matches: [" are rejected under", " the rejection"],
  not: [" under 35 u.s.c. 103 over smith"],
  is: /\breject(?:ed|s|ions?)\b/,
});

export const ITEM_ENDED = listed({
  name: "item-ended",
  says: "The item says that its rejection ended.",
  matches: [" under 103 (withdrawn)", " - moot"],
  not: [" under 103 over smith"],
  is: /\b(?:withdrawn|moot|overcome)\b/,
});

export const FORMERLY = verb({
  name: "formerly",
  says: "A word beside the verb that tells of an earlier action.",
  matches: ["previously", "originally"],
  not: ["provisionally", "also"],
  is: /^(?:previously|formerly|originally|earlier|initially|once)$/,
});

const AUXILIARY = /(is|are|is\/are|stand|stands|remain|remains|was|were)/;
export const VERB_PARTED = verb({
  name: "verb-parted",
  says: '"Are, as best understood by the examiner, rejected": words between commas or brackets part the verb.',
  matches: ["claims 1-5 are, as best understood by the examiner,", "claim 3 is (in part)"],
  not: ["claims 1-5 are", "claims 1-5 are; if so,"],
  is: re`(?:^|[\s)\]\d])${AUXILIARY}\s{0,3}(?:(?:also|further|hereby|still|again|therefore|thus)\s{0,3})?[,(]\s{0,3}(?!rejected)([^.;:()]{3,120})[,)]\s{0,3}$`,
});

export const PARTED_BY_ANOTHER = verb({
  name: "parted-by-another-statement",
  says: "What parts the verb is a statement of its own: the auxiliary belongs to it.",
  matches: ["which depend from claim 1", "pending", "cancelled"],
  not: ["as best understood"],
  is: /\b(?:claims?|pending|reject|allow|object|withdrawn|cancel)/,
});

export const CONTINUES_TO_BE = verb({
  name: "continues-to-be",
  says: 'Behind these words, "be" tells what is: "continue to be rejected", "must again be rejected".',
  matches: ["continue to be", "must therefore be"],
  not: ["would be", "to be"],
  is: /\b(?:continues?\s+to|must(?:\s+\w+){0,2})\s+be\s*$/,
});

export const ADVERBS_ALONE = verb({
  name: "adverbs-without-a-verb",
  says: '"Claims 1-5, also rejected": adverbs before the participle, and no auxiliary before them.',
  matches: ["1-5 also ", "5, further "],
  not: ["claims 1-5 are"],
  is: /(?:^|[\s,(])((?:provisionally|also|finally|further|newly|hereby|and|previously|,|\s)+)$/,
});
