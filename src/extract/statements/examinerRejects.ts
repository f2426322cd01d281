import { claimListsIn } from "../claims/index.js";
import { laterGrounds, readGrounds, saysProvisional } from "../grounds/index.js";
import { type Action, sectionAt } from "../text/index.js";
import { CLAIMS_BEHIND_VERB, EARLIER_ACTION, EXAMINER_ACTS, I_OR_WE } from "../vocabulary/index.js";
import type { Mood, RejectionStatement, Trigger } from "./statement.js";

/** The subject of the verb stands no farther before it. */
const SUBJECT_REACH = 120;
/** "the pending independent" and a few blanks: what may stand between the verb and its claims. */
const CLAIMS_REACH = 50;
/** The word "claims" itself, behind those. */
const CLAIM_WORD = 12;
/** "provisionally", behind the claims. */
const PROVISIONAL_REACH = 80;
/** "The examiner therefore" still opens its sentence. */
const LONGEST_OPENING = 24;

/** "Examiner rejected claims 1-8 on the ground of …", "the Office action rejects claims …". */
export function readActive(
  action: Action,
  { word, clause, sentence, index }: Trigger,
  tense: "present" | "past" | "infinitive",
): RejectionStatement | null {
  const { lower } = action.text;
  const { end } = sentence;
  const before = lower.slice(Math.max(clause.start, word.start - SUBJECT_REACH), word.start);
  const head = CLAIMS_BEHIND_VERB.exec(lower.slice(word.end, word.end + CLAIMS_REACH))![0];
  const first = claimListsIn(lower, word.end, Math.min(end, word.end + head.length + CLAIM_WORD))[0];
  if (!first) return null;
  const list = claimListsIn(lower, first.start, end)[0]!;
  if (list.start > word.end + head.length + 2) return null;
  if (!EXAMINER_ACTS.test(before)) return null;
  const grounds = readGrounds(lower, list.end, end) ?? laterGrounds(lower, list.end, end);
  return {
    form: "active",
    mood: moodOf(before, tense),
    isFormer: false,
    isOfOther: false,
    lead: { start: sentence.start, end: word.start },
    introduction: "",
    grounds: grounds?.items ?? [],
    groundsFromContext: !grounds,
    preAia: grounds?.preAia ?? false,
    claims: list.claims,
    claimSpan: { start: list.start, end: list.end },
    dependentsInherit: list.dependentsInherit,
    placeholder: list.placeholder,
    span: sentence,
    word,
    predicateEnd: end,
    reasonsStart: grounds?.end ?? list.end,
    sentence: index,
    section: sectionAt(action.sections, word.start),
    provisional: saysProvisional(lower.slice(sentence.start, Math.min(end, list.end + PROVISIONAL_REACH))),
    opens: before.trim().length < LONGEST_OPENING,
    slips: list.slips,
    letterSlips: grounds?.slips ?? [],
    rule: "active",
    confidence: 0.85,
  };
}

function moodOf(before: string, tense: "present" | "past" | "infinitive"): Mood {
  if (tense === "present" || (tense === "infinitive" && I_OR_WE.test(before)))
    return EARLIER_ACTION.test(before) ? "before" : "now";
  return tense === "past" ? "before" : "perhaps";
}
