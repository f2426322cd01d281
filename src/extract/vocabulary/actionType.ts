import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "What sort of letter",
  "Final or not, allowance, Quayle, appeal (MPEP 706.07, 714.14, 1207, 1302).",
);

const THIS_LETTER = /(?:this|the\s+(?:following|present|instant|attached|enclosed))\s+/;
const THUS = /hereby|therefore|thus|accordingly|now|being|properly/;
const IS =
  /(?:is|constitutes|represents|comprises|serves\s+as|(?:is|shall\s+be)\s+(?:considered|deemed|treated\s+as)(?:\s+to\s+be)?)/;
const LETTER_IS = re`(?:(?:office\s+action|action|communication|letter|correspondence|paper|document|mailing)\s+)?${IS}\s+(?:${THUS}\s+)*(?:an?|the)\s+`;
const HERE =
  /(?:here(?:in|with|to|inafter|by|under)?|below|enclosed|attached|appended|what\s+follows|(?:set\s+(?:forth|out)|presented|provided|given)\s+(?:below|herein(?:after)?))/;
/** "Herein is the", "attached please find a". */
const HERE_IS = re`\b(?:${HERE}\s+(?:please\s+find\s+|${IS}\s+)|please\s+(?:see|find)\s+(?:${HERE}\s+)?(?:is\s+)?)(?:an?|the|our)\s+`;
const MADE_HERE =
  /(?:set\s+(?:forth|out)|presented|provided|given|made|issued|entered|mailed|attached|enclosed)/;
/** "… now follows", "… is set forth below", "… is hereby issued"; what follows an amendment or a call is another one. */
const FOLLOWS = re`(?:\s+on\s+the\s+merits)?\s+(?:(?:now\s+)?follows\b(?=\s*(?:[.:;,)]|$|below|herein))|(?:is\s+)?as\s+follows|(?:is|appears)\s+(?:${MADE_HERE}\s+)?(?:below|herein(?:after)?|herewith|hereto)\b|is\s+(?:hereby|herewith|now)\s+${MADE_HERE})`;
const ACTION_OR_REJECTION = /(?:office\s+action|action|(?:office\s+)?rejection|office\s+communication)\b/;
const NOT_ENDED = /(?!\s+(?:mailed|dated|of\s+record|(?:is|has|was)\s+(?:\w+\s+){0,2}(?:withdrawn|vacated)))/;
const HELD = /(?:(?:therefore|thus|hereby|deemed|considered|believed|held|to\s+be)\s+){0,3}/;
export const MADE_FINAL = wording({
  name: "made-final",
  says: "The action is made final, or says that it is a final one, in the letter or as what follows.",
  from: "form paragraphs 7.39, 7.40; MPEP 706.07",
  flags: "g",
  matches: [
    "this final office action is in response to",
    "this action is made final",
    "the finality of this action is proper",
    "this letter is hereby designated final",
    "final rejection is proper",
    "this final rejection is filed in response to",
    "the following final action is in response to",
    "this communication is a final office action",
    "this constitutes a final rejection",
    "herein is the final rejection",
    "below is a final office action",
    "attached please find a final action",
    "a final office action follows.",
    "a final rejection is set forth below",
    "the following action becomes final",
  ],
  not: [
    "a final office action follows the amendment",
    "the request follows a final office action",
    "herein is a non-final rejection",
    "a non-final office action follows.",
    "a final rejection was set forth in the last action",
    "an appeal from the final rejection follows.",
    "made non-final",
    "the finality of the last action is proper",
    "the finality of this action is withdrawn",
    "the final rejection mailed",
    "this final rejection is hereby withdrawn",
    "this non-final action",
    "this action becomes non-final",
  ],
  stems: ["final"],
  is: [
    re`\b(?:action|(?:this|the\s+present)\s+(?:letter|communication))\s+(?:is|has\s+been|are|being|becomes)\s+(?:${THUS}\s+)*(?:(?:made|considered|deemed|held|designated|declared)\s+)?final\b`,
    /\baction\s+made\s+final\b/,
    re`\bfinality\s+of\s+(?:this|the\s+(?:present|instant))\s+(?:office\s+)?(?:action|rejection|letter)\s+(?:is|was)\s+${HELD}(?:proper|appropriate|justified|warranted|correct)\b`,
    /\b(?:office\s+)?action\s+is\s+a?\s?final\b|\bthis\s+(?:office\s+)?action\s+is\s+a\s+final\b/,
    re`\b${THIS_LETTER}(?:${LETTER_IS})?final\s+${ACTION_OR_REJECTION}${NOT_ENDED}`,
    re`\brejections?\s+(?:of\s+claims?\s[^.]{0,40})?(?:is|are)\s+(?:(?:${THUS})\s+)*(?:made|${THUS})\s+final\b|final\s+rejection\s+is\s+(?:proper|made)`,
    re`\b(?:hereby|herewith|now)\s+(?:issues?|makes?|enters?|mails?)\s+(?:an?|the|this)\s+final\s+${ACTION_OR_REJECTION}${NOT_ENDED}`,
    re`${HERE_IS}final\s+${ACTION_OR_REJECTION}${NOT_ENDED}`,
    re`(?<!\bnon[\s-])(?<!\b(?:from|of|after|since|to|against|following)\s(?:the|an?)\s)\bfinal\s+${ACTION_OR_REJECTION}${FOLLOWS}`,
  ],
});

export const NON_FINAL = wording({
  name: "non-final",
  says: "The action is not final.",
  from: "MPEP 706",
  matches: ["non-final office action", "this action is a non-final"],
  not: ["this action is made final"],
  stems: ["final", "nonfinal"],
  is: /\bnon-?\s?final\s+(?:office\s+)?(?:action|rejection|response|communication)\b|made\s+non-?\s?final|action\s+is\s+(?:a\s+)?non-?\s?final|first\s+action\s+non-?final/,
});

export const PETITION_DECISION = wording({
  name: "petition-decision",
  says: "A decision on a petition.",
  from: "MPEP 1002",
  matches: ["decision on petition", "petition is granted"],
  not: ["appeal brief"],
  stems: ["petition", "deficiency"],
  is: /decision\s+on\s+petition|on\s+petition\b|petition\s+(?:under|is)[^.]{0,60}(?:granted|dismissed|denied)|fee\s+deficiency/,
});

export const ANSWER = wording({
  name: "examiners-answer",
  says: "An examiner's answer to an appeal brief.",
  from: "MPEP 1207.02",
  matches: ["examiner's answer", "in response to the appeal brief filed"],
  not: ["examiner's amendment"],
  is: /examiner's\s+answer|in\s+response\s+to\s+the\s+(?:supplemental\s+)?appeal\s+brief\s+filed|board\s+of\s+patent\s+appeals[^.]{0,80}appeal\s+brief/,
});

export const ANSWER_PARTS = wording({
  name: "parts-of-an-answer",
  says: "What an answer has in it.",
  from: "37 CFR 41.37, 41.39",
  matches: ["grounds of rejection to be reviewed", "real party in interest"],
  not: ["grounds of rejection"],
  is: /grounds?\s+of\s+rejection\s+to\s+be\s+reviewed|real\s+party\s+in\s+interest|examiner's\s+answer/,
});

export const QUAYLE = wording({
  name: "ex-parte-quayle",
  says: "Closed to everything but matters of form.",
  from: "form paragraph 7.51, MPEP 714.14",
  matches: ["ex parte quayle"],
  not: ["ex parte reexamination"],
  stems: ["quayle"],
  is: /ex\s+parte\s+quayle/,
});

export const CLOSES_PROSECUTION = wording({
  name: "closing-prosecution",
  says: "Letters of inter partes reexamination that state rejections and are no Office actions.",
  from: "MPEP 2671, 2673",
  matches: ["action closing prosecution"],
  not: ["prosecution is open"],
  is: /closing\s+prosecution|right\s+of\s+appeal/,
});

export const ALLOWANCE_PARTS = wording({
  name: "parts-of-an-allowance",
  says: "What only an allowance has in it.",
  from: "MPEP 1302.04, 1302.14",
  matches: ["examiner's amendment", "statement of reasons for allowance"],
  not: ["applicant's amendment"],
  is: /examiner's\s+amendment|statement\s+of\s+reasons\s+for\s+(?:the\s+)?allowance/,
});

export const SAYS_NON_FINAL = wording({
  name: "says-non-final",
  says: "The head of the letter says non-final.",
  matches: ["non-final"],
  not: ["final"],
  is: /non-?final/,
});

export const NOT_RESPONSIVE = wording({
  name: "not-responsive",
  says: "The reply is not responsive: nothing is examined.",
  from: "37 CFR 1.135(c); MPEP 714.03",
  matches: ["the reply filed in may is not fully responsive to the prior"],
  not: ["the reply is responsive"],
  is: /\b(?:reply|response|amendment)\b[^\n]{0,80}\bis\s+(?:not\s+(?:fully\s+)?|non-?)responsive\s+to\s+the\s+prior/,
});

export const COMPLETE_LETTER = wording({
  name: "contact-paragraph-or-signature",
  says: "The contact paragraph or the signature stands at its end.",
  from: "MPEP 707.08",
  matches: ["any inquiry", "art unit 2626"],
  not: ["conclusion"],
  is: /any\s+inquiry|telephone\s+number\s+is|art\s+unit\s*:?\s*\d{4}\s*\W*$/,
});

export const ALLOWANCE = wording({
  name: "allowance",
  says: "The letter speaks of allowance.",
  from: "MPEP 1302",
  matches: ["reasons for allowance", "in condition for allowance"],
  not: ["allowed claims"],
  stems: ["allow"],
  is: /reasons?\s+for\s+(?:the\s+)?(?:indication\s+of\s+)?allowance|notice\s+of\s+allow|in\s+condition\s+for\s+allowance|allowance\s+of\s+(?:the\s+)?claims/,
});

export const EXAMINERS_AMENDMENT = wording({
  name: "examiners-amendment",
  says: "The examiner amends.",
  from: "MPEP 1302.04",
  matches: ["examiner's amendment"],
  not: ["amendment"],
  is: /examiner's\s+amendment/,
});

export const TITLED_FINAL = wording({
  name: "titled-final",
  says: '"FINAL REJECTION" as a line of its own.',
  matches: ["final rejection", "detailed action: final"],
  not: ["final rejection is made"],
  stems: ["final"],
  is: /(?:^|\n)[\s#*]{0,8}(?:(?:detailed\s{1,2})?final\s{1,2}(?:office\s{1,2}action|rejection|action)|detailed\s{1,2}action\s?[:-]{1,2}\s?final(?:\s{1,2}rejection)?|made\s{1,2}final)[\s*.:]{0,8}(?:\n|$)/,
});

export const FORM_PRINTS_BOTH = wording({
  name: "form-prints-both",
  says: "The form prints both; only a tick counts.",
  from: "PTOL-326",
  matches: [" 2b) this action is non-final"],
  not: [" final"],
  is: /^.{0,60}\bthis\s+action\s+is\s+non-?\s?final/s,
});

export const TICKED = wording({
  name: "ticked",
  says: "A tick before it.",
  from: "PTOL-326",
  matches: ["[x] ", "[ x ] this "],
  not: ["[ ] "],
  is: /\[\s?[xv]\s?\]\s*(?:this\s+)?$/,
});

export const NOT_THIS_ACTION = wording({
  name: "not-this-action",
  says: "It is another action, a requirement or a condition that is spoken of.",
  matches: ["if the ", "the previous office ", "the next ", "applicant argues that "],
  not: ["this "],
  is: [
    /\b(?:argues?|asserts?|contends?|alleges?|believes?)\s+that\s*$/,
    /\bif\b[^.]{0,60}$|requirement[^.]{0,60}$|previous[^.]{0,20}$|prior\s+(?:office\s+)?$|next\s+(?:office\s+)?$|any\s+(?:subsequent|future)\s*$|not\s+$/,
  ],
});

export const NON_BEFORE = wording({
  name: "non-before-final",
  says: '"Non-" before "final".',
  matches: ["non-", "non "],
  not: ["the "],
  is: /non[-\s]{1,2}$/,
});

export const EARLIER_LETTER = wording({
  name: "earlier-non-final",
  says: "An earlier non-final action is spoken of.",
  matches: ["the previous ", "mailed"],
  not: ["this "],
  is: /previous|prior|last|in\s+the\s*$|to\s+the\s*$|of\s+the\s*$|response\s+to|mailed/,
});

const WAS_OR_HAS_BEEN = /(?:(?:was|were|has\s+been|had\s+been|is)\s+(?:\w+\s+)?)?/;
const OF_A_DAY = /of\s+(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/;
export const NON_FINAL_SENT = wording({
  name: "non-final-was-sent",
  says: "Behind the words it is told when that action was sent, or that it is withdrawn: an earlier one.",
  matches: [" was mailed on", " dated may 3", " of may 3", " is hereby withdrawn"],
  not: [" is in response to", " in response to the amendment mailed"],
  is: re`^\s*\(?${WAS_OR_HAS_BEEN}(?:mailed|dated|issued|sent|withdrawn|vacated|${OF_A_DAY})`,
});

export const THIS_IS_NON_FINAL = wording({
  name: "this-is-non-final",
  says: "This action itself is said to be non-final.",
  matches: [
    "this office action is made non-final",
    "this is a non-final",
    "a non-final office action follows.",
    "herein is the non-final rejection",
  ],
  not: ["the prior non-final", "a non-final office action follows the request"],
  is: [
    /this\s+(?:office\s+)?action\s+is\s+(?:made\s+)?(?:a\s+)?non-?\s?final|following\s+is\s+a\s+non-?\s?final/,
    re`\b${THIS_LETTER}(?:${LETTER_IS})?non-?\s?final`,
    re`${HERE_IS}non-?\s?final|\b(?:hereby|herewith|now)\s+(?:issues?|makes?|enters?|mails?)\s+(?:an?|the|this)\s+non-?\s?final`,
    re`\bnon-?\s?final\s+${ACTION_OR_REJECTION}${FOLLOWS}`,
  ],
});

export const NAMES_CLAIMS = wording({
  name: "words-of-an-office-action",
  says: "A text without any of these words is no Office action.",
  matches: ["claim 1", "the examiner", "office action"],
  not: ["dear sir", "exclaimed"],
  is: /\bclaims?\b|\bexaminer\b|office\s+action/,
});
