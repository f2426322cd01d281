import { ADDED_CLAIMS, ONCE, PENDING_ARE } from "../../vocabulary/index.js";
import { claimListsIn, readClaimList } from "../numbersAndRanges.js";
import { readSubject } from "../subjectOfVerb.js";
import {
  CLAIMS_RIGHT_BEHIND,
  clauseBefore,
  isOfClaims,
  type StandingStatement,
  type StandingTrigger,
  saidOf,
  verbBefore,
} from "./statement.js";
import { tabledList } from "./tableOfStatus.js";

/** Without a verb the claims stand so near before the word: "claims 1-5, currently pending". */
const WIDEST_GAP = 14;
/** "Pending in this application are", and then the claims. */
const PENDING_LEAD = 100;
/** "in the parent application" behind "pending". */
const ONCE_REACH = 60;

export function readPending(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const ahead = PENDING_ARE.exec(lower.slice(wordEnd, Math.min(end, wordEnd + PENDING_LEAD)));
  if (ahead) {
    // "The pending claims are claims 1-8", "are 1-8".
    const list = claimListsIn(lower, wordEnd, end)[0] ?? readClaimList(lower, wordEnd + ahead[0].length, end);
    if (list) return [saidOf(list, trigger, { kind: "pending", rule: "pending-are", confidence: 0.9 })];
  }
  const tabled = tabledList(trigger);
  if (tabled) return [saidOf(tabled, trigger, { kind: "pending", rule: "tabled", confidence: 0.9 })];
  const verb = verbBefore(trigger);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  const subject =
    readSubject(action, from, at - verb.length, start) ??
    (from > start ? readSubject(action, start, at - verb.length, start) : null);
  if (subject?.rule !== "list" || subject.other) return null;
  if (verb.aux === "none" && subject.gap > WIDEST_GAP) return null;
  if (!isOfClaims(lower, subject, start, at)) return null;
  const around = `${lower.slice(start, subject.start)} ${lower.slice(wordEnd, Math.min(end, wordEnd + ONCE_REACH))}`;
  const isOnce = verb.aux === "past" || verb.formerly || ONCE.test(around);
  const rule = isOnce ? "pending-once" : "pending";
  return [saidOf(subject, trigger, { kind: "pending", rule, confidence: 0.95 })];
}

/** "Claims 7-12 were added", "applicant has added claims 7-12". */
export function readAdded(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
    row: { rightBehindClaims },
  } = trigger;
  const { lower } = action.text;
  // "Newly submitted claims 9-12 are directed to …" tells something else of them.
  const ahead = rightBehindClaims
    ? null
    : ADDED_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + CLAIMS_RIGHT_BEHIND)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const list = claimListsIn(lower, listAt, end)[0];
    return list?.start === listAt
      ? [saidOf(list, trigger, { kind: "pending", rule: "added", confidence: 0.9 })]
      : null;
  }
  const verb = verbBefore(trigger);
  if (verb.negated || verb.modal || verb.aux === "none") return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (rightBehindClaims && subject.gap > 1) return null;
  return [saidOf(subject, trigger, { kind: "pending", rule: "added", confidence: 0.9 })];
}
