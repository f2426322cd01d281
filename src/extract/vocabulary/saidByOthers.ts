import { patternsOn, re } from "./pattern.js";
import { BRIEF, SIDE } from "./saidByApplicant.js";

const wording = patternsOn(
  "Said or decided by others",
  "What a petition, a brief, a court, the Board, a search report or a foreign office says of claims is reported here and not decided (MPEP 609, 1207, 1309, 2217, 2240; 37 CFR 42.104).",
);

const PETITION =
  /petition|petitioners?|requesters?|protest(?:[oe]rs?)?|complaint|remarks|repl(?:y|ies)|response/;
const PROCEEDING =
  /(?:ipr|pgr|cbm)\s?(?:\d{4}-\d+)?|(?:inter\s+partes|post-?\s?grant)\s+review|decision|courts?|litigation|federal\s+circuit|(?:the|ptab|appeals?)\s+board|ptab/;
const SEARCH_REPORT =
  /search\s+report|written\s+opinion|searching\s+authority|preliminary\s+(?:report|examin\w+)|search\s+opinion|isr|iprp|(?:ep|european|extended)\s+search/;
const COUNTRY =
  /european|japanese|chinese|korean|german|british|uk|canadian|australian|taiwanese|indian|russian|foreign|corresponding|counterpart|pct|international/;
const FOREIGN_OFFICE = re`epo|jpo|kipo|cnipa|sipo|(?:${COUNTRY})\s+(?:patent\s+)?(?:office(?:\s+action)?|examiners?|examination|applications?|counterpart|communication|authority)`;
const OTHER_EXAMINER =
  /(?:examiner|(?:office\s+)?action)\s+(?:in|of|for|from)\s+(?:the|that|its|a)\s+(?:co-?pending|parent|related|sister)|parent\s+application's/;
const OTHERS = re`${SIDE}|${BRIEF}|${PETITION}|${PROCEEDING}|${SEARCH_REPORT}|${FOREIGN_OFFICE}|${OTHER_EXAMINER}`;

const TOLD =
  /(?:set\s+(?:out|forth)|stated|asserted|argued|alleged|noted|explained|found|held|determined|contended|proposed|detailed|indicated|reported|discussed|concluded|urged|submitted|pointed\s+out)/;
/** "As noted in the decision", "according to the petition", "in the Written Opinion": of papers that are no Office action here. */
const BY_THEM = re`according\s+to|(?:^|[,;:]|\bthat)\W*(?:per|in)(?=\s+(?:(?:the|an?|its|their)\b|ipr|pgr))|\bas\s+${TOLD}\s+(?:by|in)`;
const DATED = /(?:[^;.,]|,\s+\d{4}\b|\.(?=\d)){0,80}/;
export const ACCORDING_TO_OTHERS = wording({
  name: "according-to-others",
  says: "Before the claims stands whose view it is: a petition's, a brief's, a court's, the Board's, a search report's, a foreign office's.",
  from: "MPEP 609, 1207, 2217",
  matches: [
    "according to the petition, ",
    "as set out in the petition, ",
    "as found in the final written decision, ",
    "in the written opinion, ",
    "per the international search report dated may 3, 2019, ",
    "in the japanese office action, ",
    "in ipr2019-00123, ",
    "as argued by the third party requester, ",
    "in the petition the ",
    "in applicant's view, ",
  ],
  not: [
    "in view of the petition, ",
    "in response to the decision, ",
    "as set forth in the previous office action, ",
    "for the reasons set forth in the decision, ",
    "in the reply, claims 4-6 were cancelled, and ",
    "in this decision making device, claim 4 recites ",
    "in the office action, ",
  ],
  is: [
    re`(?:${BY_THEM})\s+(?:[a-z'-]+\s+){0,4}?(?:${OTHERS})(?![\w'-])${DATED},?\s*$`,
    re`\bin\s+(?:the\s+)?(?:${SIDE}|petitioners?|requesters?)(?:'s?)?\s+(?:view|opinion),?\s*$`,
  ],
});

const DECIDES =
  /f(?:i|ou)nds?|h[eo]lds?|held|concludes?|concluded|determine[sd]?|considers?|considered|indicate[sd]?|reports?|reported|shows?|rules?|ruled|takes?\s+the\s+position|opines?|opined/;
const SAYS =
  /argue[sd]?|state[sd]?|assert(?:s|ed)?|submit(?:s|ted)?|contend(?:s|ed)?|allege[sd]?|note[sd]?|believe[sd]?|urge[sd]?|propose[sd]?|maintain(?:s|ed)?|says?|said|explain(?:s|ed)?/;
const NO_REASON =
  /^(?!\W*(?:since|because|given|although|while|despite|after|for|in\s+(?:view|light)\s+of)\b)/;
export const OTHERS_FOUND = wording({
  name: "others-found-that-claims",
  says: "Somebody else is the one who says or finds it, right before the claims are named.",
  from: "MPEP 609, 1207, 2217",
  matches: [
    "petitioner asserts ",
    "the petition alleges that ",
    "the board held ",
    "the european patent office found that the ",
    "the examiner in the copending application states that ",
    "the written opinion indicates in box v that ",
  ],
  not: [
    "since the board found that ",
    "the board found that smith teaches a pump, and ",
    "the examiner found that ",
    "the decision making unit of ",
  ],
  is: re`${NO_REASON}[^.;]*?\b(?:${OTHERS})(?![\w'-])[^.;,]{0,60}\b(?:${DECIDES}|${SAYS})\b(?:[^.;,]{0,40}\bthat\b)?\s*(?:(?:the|all|each|pending|independent|dependent|of)\s+){0,4}$`,
});

const ASSERTED = /asserted|argued|alleged|contended|urged|submitted|maintained|believed/;
export const OTHERS_SAY_BEHIND = wording({
  name: "others-say-behind-it",
  says: "The sentence ends with whose view it was. What is rejected as proposed or set forth by a requester is adopted, though (MPEP 2260).",
  from: "MPEP 609, 1207, 2217",
  matches: [
    ", according to the petition.",
    ", as the petitioner asserts.",
    " (as alleged by the requester)",
    ", the petition argues.",
    ", per the international search report.",
  ],
  not: [
    " as set forth in the request.",
    " as proposed by the requester.",
    ", contrary to what applicant asserts.",
    " in view of the petition.",
  ],
  is: [
    re`(?:,|\(|\s)\s*(?:according\s+to|\bper|as\s+(?:${ASSERTED})\s+(?:by|in))\s+(?:[a-z'-]+\s+){0,4}?(?:${OTHERS})(?![\w'-])${DATED}[.)\s]*$`,
    re`(?:,|\(|\s)\s*(?:as\s+)?(?:the\s+)?(?:third[\s-]party\s+)?(?<!\bwhat\s)(?:${OTHERS})\s+(?:${SAYS}|${DECIDES})[.)\s]*$`,
  ],
});

const ALLEGEDLY =
  /allegedly|purportedly|supposedly|reportedly|arguably|presumably|ostensibly|assertedly|so-called/;
const SAID_TO =
  /said|argued|alleged|asserted|contended|submitted|urged|claimed|maintained|represented|suggested|purported|reported|proposed|stated|thought|supposed|presumed/;
export const SAID_TO_BE = wording({
  name: "said-to-be",
  says: '"Allegedly", "said to be", "argued by applicant to be": what somebody says of claims is not what is decided.',
  from: "MPEP 707.07(f)",
  matches: ["are allegedly ", "are said to be ", "are argued by applicant to be ", "are alleged to contain "],
  not: ["are deemed to be ", "are found to be ", "are determined to be ", "said claims are "],
  is: re`\b(?:${ALLEGEDLY})\b[^,;]{0,40}$|\b(?:is|are|been|was|were)\s+(?:\w+\s+)?(?:${SAID_TO})(?:\s+by\s+[^,;.]{0,40})?\s+(?:to\s+(?:be|contain|have|recite)|as(?:\s+being)?)\b[^,;]{0,40}$`,
});
