import {
  CANCEL_CLAIMS,
  CANCELLATION_UNDONE,
  CLAIM_NAMED_BEHIND,
  NEW_CLAIMS_BEHIND,
  NOT_THE_CLAIMS,
  OUT_OF_CLAIM,
} from "../../vocabulary/index.js";
import { claimListsIn } from "../numbersAndRanges.js";
import { readSubject } from "../subjectOfVerb.js";
import {
  CLAIM_RIGHT_BEHIND,
  CLAIMS_RIGHT_BEHIND,
  clauseBefore,
  isOfClaims,
  type StandingStatement,
  type StandingTrigger,
  saidOf,
  verbBefore,
} from "./statement.js";
import { tabledList } from "./tableOfStatus.js";

/** "The subject matter of the" right before "cancelled". */
const THING_BEFORE = 20;
/** Without a verb the claims stand so near before the word: "claims 4-5 (cancelled)". */
const WIDEST_GAP = 12;

/** "Applicant cancels claims 4-5", "claims canceled: 4-5". */
export function readCancelling(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const ahead = CANCEL_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + CLAIMS_RIGHT_BEHIND)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const added = NEW_CLAIMS_BEHIND.exec(lower.slice(listAt, end));
    const list = claimListsIn(lower, listAt, added ? listAt + added.index : end)[0];
    const isUndone = list && CANCELLATION_UNDONE.test(lower.slice(list.end, end));
    if (
      list?.start === listAt &&
      !isUndone &&
      !NOT_THE_CLAIMS.test(lower.slice(Math.max(start, at - THING_BEFORE), at))
    )
      return [saidOf(list, trigger, { kind: "cancelled", rule: "cancelling", confidence: 0.93 })];
  }
  const tabled = tabledList(trigger);
  return tabled && [saidOf(tabled, trigger, { kind: "cancelled", rule: "tabled", confidence: 0.9 })];
}

/** "Claims 4 and 5 have been cancelled". */
export function readCancelled(trigger: StandingTrigger): StandingStatement[] | null {
  const cancelling = readCancelling(trigger);
  if (cancelling) return cancelling;
  const {
    action,
    row,
    sentence: { start },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const verb = verbBefore(trigger);
  if (verb.negated || verb.modal) return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || (verb.aux === "none" && subject.gap > WIDEST_GAP)) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (row.rightBehindClaims && (subject.gap > 1 || OUT_OF_CLAIM.test(lower.slice(start, subject.start))))
    return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + CLAIM_RIGHT_BEHIND)))
    return null;
  return [saidOf(subject, trigger, { kind: "cancelled", rule: "cancelled", confidence: 0.95 })];
}
