import type { Span } from "../model.js";
import { type Action, sectionAt } from "../text/index.js";
import {
  ARE_CLAIMS,
  ASIDE_CLOSES,
  ASIDE_OPENS,
  BESIDE,
  CLAIMS_ANNOUNCED,
  CLAIMS_WITHOUT_NUMBER,
  COLON_CLAIMS,
  DEPENDENTS_IN_GAP,
  JOINED_LISTS,
  LINE_NUMBERING,
  LIST_WITHOUT_ITS_WORD,
  NOT_SUBJECT,
  NOTHING_BEFORE_VERB,
  ONLY_BASE,
  PRONOUN,
  REASON_FOR_CLAIMS,
  REASON_OR_END,
  SUBJECT_LEAD,
  THE_ONE_CLAIM,
} from "../vocabulary/index.js";
import { allClaims, allClaimsBut } from "./allClaims.js";
import { asSet, type ClaimList, claimListsIn, readClaimList } from "./numbersAndRanges.js";
import { ofOther } from "./ofAnotherApplication.js";
import { type Subject, subjectOf } from "./subject.js";

/** The subject of a verb stands no farther before it, and no subject has more lists. */
const SUBJECT_REACH = 3_000;
const MOST_LISTS = 40;
/** "the limitations of base", "along with", "Rejected … are": words right before a list. */
const BASE_BEFORE = 30;
const WORDS_BEFORE_LIST = 24;
/** What leads to a list, "in view of the amendment to", and tells that it is no subject. */
const LEAD_REACH = 90;
/** A list this near before its verb is surely its subject. */
const NEAR_VERB = 60;
/** "The following claims" opens its sentence. */
const ANNOUNCED_WITHIN = 80;
/** ": claims". */
const WORD_BEHIND_COLON = 20;
/** "1-5 and 7 are rejected": the list without its word is no longer, and nothing longer than a numbering stands before it. */
const BARE_LIST = 420;
const NUMBERING = 12;
/** "all of the pending claims", "they", "the claim" stand right before the verb. */
const WORD_SUBJECT = 160;
/** What "they" stands for was named in the sentences before. */
const NAMED_BEFORE = 700;
/** Claims left blank: "Claims ___ are". */
const BLANK = 10;

export function readSubject(
  action: Action,
  clauseStart: number,
  subjectEnd: number,
  sentenceStart: number,
): Subject | null {
  const { lower } = action.text;
  const from = Math.max(clauseStart, subjectEnd - SUBJECT_REACH);
  const lists = claimListsIn(lower, from, subjectEnd).slice(-MOST_LISTS);
  const allBut = allButLast(lower, from, subjectEnd, lists);
  if (allBut) return allBut;
  let chosen = -1;
  for (let i = lists.length - 1; i >= 0; i--) {
    if (i > 0 && isAside(lower, lists[i - 1]!.end, lists[i]!, subjectEnd)) continue;
    if (belongsToSubject(lower, lists[i]!, sentenceStart)) {
      chosen = i;
      break;
    }
  }
  if (
    chosen < 0 &&
    lists.length === 1 &&
    !ONLY_BASE.test(lower.slice(Math.max(from, lists[0]!.start - BASE_BEFORE), lists[0]!.start))
  )
    chosen = 0;
  if (chosen >= 0) {
    let first = chosen;
    while (first > 0) {
      const gap = lower.slice(lists[first - 1]!.end, lists[first]!.start);
      const joined = JOINED_LISTS.test(gap);
      if (!joined) break;
      // "Since claim 1 includes the limitations of claim 5, claims 1-4 are allowed": a comma joins no base claim.
      if (/^\s*,\s*$/.test(gap) && !belongsToSubject(lower, lists[first - 1]!, sentenceStart)) break;
      first--;
    }
    // "Claim 17 is indefinite and, along with claims 18 and 19, is rejected"
    const beside = lists
      .slice(chosen + 1)
      .find((list) => BESIDE.test(lower.slice(Math.max(from, list.start - WORDS_BEFORE_LIST), list.start)));
    const group = beside ? [...lists.slice(first, chosen + 1), beside] : lists.slice(first, chosen + 1);
    const last = group.at(-1)!;
    const gap = lower.slice(last.end, subjectEnd);
    return {
      claims: asSet(group.flatMap((list) => list.claims)),
      start: group[0]!.start,
      end: last.end,
      gap: gap.trim().length,
      dependentsInherit: group.some((list) => list.dependentsInherit) || DEPENDENTS_IN_GAP.test(gap),
      placeholder: group.every((list) => list.placeholder),
      other: ofOther(action, gap),
      slips: group.flatMap((list: ClaimList) => list.slips),
      rule: "list",
      confidence: gap.trim().length < NEAR_VERB ? 0.98 : 0.9,
    };
  }
  return readWordSubject(action, from, subjectEnd, sentenceStart);
}

/** "All claims except claim 5": the last list says which are not meant, unless brackets only tell of it. */
function allButLast(
  lower: string,
  from: number,
  subjectEnd: number,
  lists: readonly ClaimList[],
): Subject | null {
  const [named, list] = [lists.at(-2), lists.at(-1)];
  if (!list || (named && isAside(lower, named.end, list, subjectEnd))) return null;
  return allClaimsBut(lower, from, list, subjectEnd);
}

/**
 * "The following claims are rejected under 35 U.S.C. 103 over Smith: 11 and 12", "Claims rejected over Smith: 11 and 12",
 * "Rejected under 35 U.S.C. 103 as obvious over Smith are claims 13 and 15": the claims behind the verb.
 */
export function subjectBehind(action: Action, { start, end }: Span, verb: Span): Subject | null {
  const { lower } = action.text;
  const wordEnd = verb.end;
  const lead = lower.slice(start, verb.start).slice(0, ANNOUNCED_WITHIN);
  const announced = CLAIMS_ANNOUNCED.test(lead);
  const inverted = NOTHING_BEFORE_VERB.test(lead);
  if (!announced && !inverted) return null;
  const list = announced ? listAfterColon(lower, wordEnd, end) : listAfterVerb(lower, wordEnd, end);
  return list && list.claims.length > 0 ? subjectOf(list, "list-behind", 0.85) : null;
}

const LONGEST_LINE = 1_500;

/** "Claim 14: "substantially real-time" is a relative term. Rejected under 35 U.S.C. 112", "; rejected under": the claims that open the line. */
export function subjectOfLine(action: Action, sentence: number, at: number): Subject | null {
  const { lower } = action.text;
  const { starts } = action.sentences;
  const isBehindStop = /;\s*$/.test(lower.slice(starts[sentence], at));
  if (!isBehindStop && (starts[sentence] !== at || sentence === 0)) return null;
  const before = lower.slice(Math.max(0, at - LONGEST_LINE), at);
  const lineStart = at - before.length + before.lastIndexOf("\n") + 1;
  const list = claimListsIn(lower, lineStart, at)[0];
  if (!list || !LINE_NUMBERING.test(lower.slice(lineStart, list.start))) return null;
  if (isBehindStop && !/^\s*:/.test(lower.slice(list.end, at))) return null;
  return subjectOf(list, "head-of-line", 0.8);
}

/** The list that ends the sentence behind a colon, with or without the word "claims". */
function listAfterColon(lower: string, wordEnd: number, end: number): ClaimList | null {
  const colon = lower.lastIndexOf(":", end);
  if (colon < wordEnd) return null;
  const word = COLON_CLAIMS.exec(lower.slice(colon, Math.min(end, colon + WORD_BEHIND_COLON)));
  const list = word
    ? readClaimList(lower, colon + word[0].length, end, colon + word[0].search(/[a-z\d]|$/))
    : null;
  return list && /^[\s.;]*$/.test(lower.slice(list.end, end)) ? list : null;
}

/** "… are claims 13 and 15", at the end or before the reasons. */
function listAfterVerb(lower: string, wordEnd: number, end: number): ClaimList | null {
  for (const list of claimListsIn(lower, wordEnd, end)) {
    if (!ARE_CLAIMS.test(lower.slice(Math.max(wordEnd, list.start - WORDS_BEFORE_LIST), list.start)))
      continue;
    if (REASON_OR_END.test(lower.slice(list.end, end))) return list;
  }
  return null;
}

/** "claims 1-6 and 9 (i.e., all claims except claims 10-14)": what the brackets say of the list is not the list. */
function isAside(lower: string, from: number, list: ClaimList, subjectEnd: number): boolean {
  const before = lower.slice(from, list.start);
  return ASIDE_OPENS.test(before) && ASIDE_CLOSES.test(lower.slice(list.end, subjectEnd));
}

function belongsToSubject(lower: string, list: ClaimList, sentenceStart: number): boolean {
  const before = lower.slice(Math.max(sentenceStart, list.start - LEAD_REACH), list.start);
  if (SUBJECT_LEAD.test(` ${before}`) && !REASON_FOR_CLAIMS.test(before)) return true;
  return !NOT_SUBJECT.test(before);
}

function readWordSubject(
  action: Action,
  from: number,
  subjectEnd: number,
  sentenceStart: number,
): Subject | null {
  const { lower } = action.text;
  const text = lower.slice(from, subjectEnd);
  const make = (
    claims: readonly number[],
    start: number,
    rule: string,
    confidence: number,
    placeholder = false,
  ): Subject => ({
    claims,
    start,
    end: subjectEnd,
    gap: 0,
    dependentsInherit: false,
    placeholder,
    other: false,
    slips: [],
    rule,
    confidence,
  });
  // "1-5 and 7 are rejected": the head of the line was lost.
  const bare = LIST_WITHOUT_ITS_WORD.exec(text.slice(-BARE_LIST));
  if (bare) {
    const lead = text.slice(0, text.length - bare[0].length).trim();
    if (lead.length < NUMBERING) {
      const listAt = subjectEnd - bare[0].length + bare[0].search(/\d/);
      const list = readClaimList(lower, listAt, subjectEnd);
      if (list && list.end >= subjectEnd - 3)
        return { ...make(list.claims, listAt, "lost-word", 0.8), slips: list.slips };
    }
  }
  const near = text.slice(-WORD_SUBJECT);
  const all = allClaims(lower, near, subjectEnd);
  if (all) return make(all.claims, all.start, "all-claims", 0.85);
  const single = THE_ONE_CLAIM.exec(near);
  if (single && action.hasOneClaim())
    return make([1], subjectEnd - near.length + single.index, "design-claim", 0.93);
  const pronoun = PRONOUN.exec(near);
  if (pronoun) {
    const earlier = claimListsIn(
      lower,
      Math.max(sentenceStart - NAMED_BEFORE, sectionAt(action.sections, sentenceStart).start),
      sentenceStart,
    );
    // "Claim 14 depends from cancelled claim 7. It is rejected": what the earlier sentence is about.
    const list =
      [...earlier]
        .reverse()
        .find((one) => belongsToSubject(lower, one, Math.max(0, one.start - NEAR_VERB))) ?? earlier.at(-1);
    if (list && lower.slice(list.end, sentenceStart).split("\n").length <= 2)
      return make(list.claims, list.start, "pronoun", 0.6);
    return make([], subjectEnd - near.length + pronoun.index, "pronoun", 0.4);
  }
  if (CLAIMS_WITHOUT_NUMBER.test(near))
    return make([], Math.max(from, subjectEnd - BLANK), "placeholder", 0.6, true);
  return null;
}
