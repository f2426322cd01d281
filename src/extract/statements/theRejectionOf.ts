import { type ClaimList, claimListsIn } from "../claims/index.js";
import {
  groundByName,
  groundsToldBefore,
  lastStatute,
  laterGrounds,
  readGrounds,
  saysProvisional,
} from "../grounds/index.js";
import { type Action, sectionAt } from "../text/index.js";
import {
  ABOUT_CLAIMS,
  CLAIMS_REJECTION,
  FAR_LIST_LEAD,
  FAR_LIST_OF_OTHER,
  IN_PASSING,
  OVER_ART,
  REJECTION_GOES_ON,
  REJECTION_OF,
  SECOND_REJECTION_OF_SENTENCE,
  SUBJECT_TO,
  THE_REJECTION_BEHIND,
} from "../vocabulary/index.js";
import type { RejectionStatement, Trigger } from "./statement.js";

/** "under 35 U.S.C. 103(a) as being unpatentable over Smith et al. of the pending": what may part the noun from its claims. */
const OF_REACH = 160;
/** Claims or a statute before the noun stand no farther before it. */
const BEFORE_REACH = 130;
/** Claims right before the noun: "claims 1-5 35 U.S.C. 103(a)". */
const ADJACENT = 40;
/** Claims that come only behind the verb, "… is maintained as to claims 1-4", and the words that lead to them. */
const FAR_LIST_REACH = 400;
const NEXT_REJECTION_REACH = 300;
const LIST_LEAD = 40;
/** A statute behind the claims, right there and a little further; and behind a noun that names no claims. */
const STATUTE_BEHIND_CLAIMS = 300;
const LATER_STATUTE_BEHIND_CLAIMS = 160;
const STATUTE_BEHIND_NOUN = 120;
/** "as being clearly unpatentable over the combination of": the words before the references. */
const OVER_REACH = 60;
/** "In view of the amendment, the" still opens its sentence. */
const LONGEST_OPENING = 40;

/** "the rejection of claims 1-5 under 35 U.S.C. 103", "the 35 U.S.C. 112, 2nd paragraph rejection of claim 15". */
export function readNoun(action: Action, { word, sentence, index }: Trigger): RejectionStatement | null {
  const { lower } = action.text;
  const { start, end } = sentence;
  const direct = claimsBehind(lower, word.end, end);
  const before = direct ? null : claimsBefore(lower, start, word.start);
  const claims = direct ?? before?.list ?? null;
  const beforeText = lower
    .slice(Math.max(start, word.start - BEFORE_REACH), word.start)
    .replace(/^.*\brejections?\b/s, "");
  const behindClaims = direct
    ? groundsBehindClaims(lower, direct.end, end)
    : groundsBehindNoun(lower, word.end, end);
  // "the rejection under 35 U.S.C. 103(a) of claims 1-3", "the obviousness rejection of claims 1-3"
  const between = direct ? laterGrounds(lower, word.end, direct.start) : null;
  const grounds =
    behindClaims ??
    between ??
    lastStatute(lower, word.start - beforeText.length, word.start) ??
    groundByName(lower, start, word.start) ??
    (direct ? groundsToldBefore(lower, start, word.start) : null);
  if (!claims && !grounds) return null;
  if (
    !claims &&
    !REJECTION_GOES_ON.test(lower.slice(word.end, Math.min(end, word.end + OF_REACH)).trimStart())
  )
    return null;
  const lead = lower.slice(start, word.start);
  if (IN_PASSING.test(lead)) return null;
  return {
    form: "noun",
    mood: before?.isSubject ? "subject-to" : "named",
    isFormer: false,
    isOfOther: false,
    lead: { start, end: word.start },
    introduction: "",
    grounds: grounds?.items ?? [],
    groundsFromContext: !grounds,
    preAia: grounds?.preAia ?? false,
    claims: claims?.claims ?? [],
    claimSpan: claims && { start: claims.start, end: claims.end },
    dependentsInherit: claims?.dependentsInherit ?? false,
    placeholder: false,
    span: sentence,
    word,
    predicateEnd: end,
    reasonsStart: reasonsStart(lower, end, direct, claims?.end ?? word.end, behindClaims?.end, between?.end),
    sentence: index,
    section: sectionAt(action.sections, word.start),
    provisional: saysProvisional(beforeText),
    opens: lead.trim().length < LONGEST_OPENING || SECOND_REJECTION_OF_SENTENCE.test(lead),
    slips: [],
    letterSlips: [],
    rule: "noun",
    confidence: 0.7,
  };
}

/** "the rejection of claims 1-5", or claims further behind. */
function claimsBehind(lower: string, wordEnd: number, end: number): ClaimList | null {
  const of = REJECTION_OF.exec(lower.slice(wordEnd, Math.min(end, wordEnd + OF_REACH)));
  const at = of ? wordEnd + of[0].length : -1;
  const list = of && lower.startsWith("cl", at) ? claimListsIn(lower, at, end)[0] : undefined;
  return list?.start === at ? list : claimsFarBehind(lower, wordEnd, end);
}

/** "The rejection of record under 35 U.S.C. 103 of claims 1-4", "… is maintained as to claims 1-4": further from the noun. */
function claimsFarBehind(lower: string, wordEnd: number, end: number): ClaimList | null {
  const next = lower.slice(wordEnd, Math.min(end, wordEnd + NEXT_REJECTION_REACH)).search(/\breject/);
  const until = next < 0 ? Math.min(end, wordEnd + FAR_LIST_REACH) : wordEnd + next;
  const isItsOwn = (list: ClaimList) => {
    const before = lower.slice(Math.max(wordEnd, list.start - LIST_LEAD), list.start);
    return FAR_LIST_LEAD.test(before) && !FAR_LIST_OF_OTHER.test(before);
  };
  return claimListsIn(lower, wordEnd, until).find(isItsOwn) ?? null;
}

/** "Claims 1-5 rejections", "claims 1-5 are subject to a rejection", "regarding claims 1-5, the rejection". */
function claimsBefore(
  lower: string,
  start: number,
  at: number,
): { readonly list: ClaimList | null; readonly isSubject: boolean } {
  const list = claimListsIn(lower, Math.max(start, at - BEFORE_REACH), at).at(-1);
  if (!list) return { list: null, isSubject: false };
  const between = lower.slice(list.end, at);
  const isSubject = SUBJECT_TO.test(between);
  const isAdjacent = between.length < ADJACENT && CLAIMS_REJECTION.test(between);
  const isAbout = ABOUT_CLAIMS.test(lower.slice(start, list.start)) && THE_REJECTION_BEHIND.test(between);
  return { list: isSubject || isAdjacent || isAbout ? list : null, isSubject };
}

function groundsBehindClaims(lower: string, from: number, end: number) {
  return (
    readGrounds(lower, from, Math.min(end, from + STATUTE_BEHIND_CLAIMS)) ??
    laterGrounds(lower, from, Math.min(end, from + LATER_STATUTE_BEHIND_CLAIMS))
  );
}

function groundsBehindNoun(lower: string, from: number, end: number) {
  // "The following rejections are withdrawn: claims 1-3, under …": behind a colon each item has its own.
  const colon = lower.indexOf(":", from);
  const until = Math.min(end, from + STATUTE_BEHIND_NOUN, colon < 0 ? end : colon);
  return laterGrounds(lower, from, until) ?? readGrounds(lower, from, until);
}

/** The references may stand between the statute and the claims, or between the claims and the statute. */
function reasonsStart(
  lower: string,
  end: number,
  direct: ClaimList | null,
  claimsEnd: number,
  behindClaims: number | undefined,
  between: number | undefined,
): number {
  const isOver = (place: number) => OVER_ART.test(lower.slice(place, Math.min(end, place + OVER_REACH)));
  if (behindClaims !== undefined && direct && !isOver(claimsEnd)) return Math.max(behindClaims, claimsEnd);
  if (between !== undefined && behindClaims === undefined && isOver(between)) return between;
  return claimsEnd;
}
