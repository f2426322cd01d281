import {
  CLAIM_NAMED_BEHIND,
  CLAIMS_NEAR,
  OF_SOMETHING_WITHDRAWN,
  REJECTION_BETWEEN,
  REJOINED,
  WITHDRAWN_AS_TO,
} from "../../vocabulary/index.js";
import { readSubject } from "../subjectOfVerb.js";
import {
  CLAIM_RIGHT_BEHIND,
  clauseBefore,
  isOfClaims,
  type StandingStatement,
  type StandingTrigger,
  saidOf,
  verbBefore,
} from "./statement.js";

/** What else may be withdrawn, a rejection or a request, is named so far before the word; the claims, this near. */
const THING_WITHDRAWN = 200;
const CLAIMS_BEFORE = 80;
/** "The rejection as to" right before the claims. */
const LEAD_REACH = 60;

export function readWithdrawn(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const verb = verbBefore(trigger);
  if (verb.negated || verb.modal) return null;
  if (REJOINED.test(lower.slice(wordEnd, end))) return null;
  const from = clauseBefore(lower, start, at);
  if (
    OF_SOMETHING_WITHDRAWN.test(lower.slice(Math.max(from, at - THING_WITHDRAWN), at)) &&
    !CLAIMS_NEAR.test(lower.slice(Math.max(from, at - CLAIMS_BEFORE), at))
  )
    return null;
  const subject = readSubject(action, from, at - verb.length, start);
  if (subject?.rule !== "list" || subject.gap > CLAIMS_BEFORE) return null;
  const leading = lower.slice(Math.max(start, subject.start - LEAD_REACH), subject.start);
  if (WITHDRAWN_AS_TO.test(leading)) return null;
  if (REJECTION_BETWEEN.test(lower.slice(subject.end, at))) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + CLAIM_RIGHT_BEHIND)))
    return null;
  return [
    saidOf(subject, trigger, { kind: "withdrawn-from-consideration", rule: "withdrawn", confidence: 0.93 }),
  ];
}
