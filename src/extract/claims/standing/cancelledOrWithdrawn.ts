import { readVerbGroup } from "../../text/index.js";
import {
  ADDED_CLAIMS,
  CANCEL_CLAIMS,
  CANCELLATION_UNDONE,
  CLAIM_NAMED_BEHIND,
  CLAIMS_HEADING,
  CLAIMS_NEAR,
  NEW_CLAIMS_BEHIND,
  NOT_THE_CLAIMS,
  OF_SOMETHING_WITHDRAWN,
  ONCE,
  OUT_OF_CLAIM,
  PENDING_ARE,
  REJECTION_BETWEEN,
  REJOINED,
  TABLE_NUMBERS,
  WITHDRAWN_AS_TO,
} from "../../vocabulary/index.js";
import { type ClaimList, claimListsIn, readClaimList } from "../lists.js";
import { readSubject } from "../subject.js";
import {
  CLAIM_RIGHT_BEHIND,
  CLAIMS_RIGHT_BEHIND,
  clauseBefore,
  isOfClaims,
  type StandingStatement,
  type StandingTrigger,
  statement,
  VERB_REACH,
} from "./statement.js";

/** "The subject matter of the" right before "cancelled". */
const THING_BEFORE = 20;
/** Without a verb the claims stand so near before the word: "claims 4-5 (cancelled)", "claims 1-5, currently pending". */
const WIDEST_GAP = 12;
const WIDEST_GAP_OF_PENDING = 14;
/** What else may be withdrawn, a rejection or a request, is named so far before the word; the claims, this near. */
const THING_WITHDRAWN = 200;
const CLAIMS_BEFORE = 80;
/** "The rejection as to" right before the claims. */
const LEAD_REACH = 60;
/** "Pending in this application are", and then the claims. */
const PENDING_LEAD = 100;
/** "in the parent application" behind "pending". */
const ONCE_REACH = 60;
/** "Claims" before the word of a small table, and the marks up to its numbers. */
const TABLE_WORD = 12;
const TABLE_LEAD = 40;

/** "Applicant cancels claims 4-5", "claims canceled: 4-5". */
export function readCancelling(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
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
      return [
        statement({
          kind: "cancelled",
          claims: list.claims,
          span: sentence,
          rule: "cancelling",
          confidence: 0.93,
          slips: list.slips,
        }),
      ];
  }
  const tabled = tabledList(trigger);
  return (
    tabled && [
      statement({
        kind: "cancelled",
        claims: tabled.claims,
        span: sentence,
        rule: "tabled",
        confidence: 0.9,
        slips: tabled.slips,
      }),
    ]
  );
}

/** "Claims 4 and 5 have been cancelled". */
export function readCancelled(trigger: StandingTrigger): StandingStatement[] | null {
  const cancelling = readCancelling(trigger);
  if (cancelling) return cancelling;
  const {
    action,
    row,
    sentence,
    sentence: { start },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - VERB_REACH), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || (verb.aux === "none" && subject.gap > WIDEST_GAP)) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (row.rightBehindClaims && (subject.gap > 1 || OUT_OF_CLAIM.test(lower.slice(start, subject.start))))
    return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + CLAIM_RIGHT_BEHIND)))
    return null;
  return [
    statement({
      kind: "cancelled",
      claims: subject.claims,
      span: sentence,
      rule: "cancelled",
      confidence: 0.95,
      slips: subject.slips,
    }),
  ];
}

export function readWithdrawn(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - VERB_REACH), at);
  const verb = readVerbGroup(before);
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
    statement({
      kind: "withdrawn-from-consideration",
      claims: subject.claims,
      span: sentence,
      rule: "withdrawn",
      confidence: 0.93,
      slips: subject.slips,
    }),
  ];
}

export function readPending(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const ahead = PENDING_ARE.exec(lower.slice(wordEnd, Math.min(end, wordEnd + PENDING_LEAD)));
  if (ahead) {
    // "The pending claims are claims 1-8", "are 1-8".
    const list = claimListsIn(lower, wordEnd, end)[0] ?? readClaimList(lower, wordEnd + ahead[0].length, end);
    if (list)
      return [
        statement({
          kind: "pending",
          claims: list.claims,
          span: sentence,
          rule: "pending-are",
          confidence: 0.9,
          slips: list.slips,
        }),
      ];
  }
  const tabled = tabledList(trigger);
  if (tabled)
    return [
      statement({
        kind: "pending",
        claims: tabled.claims,
        span: sentence,
        rule: "tabled",
        confidence: 0.9,
        slips: tabled.slips,
      }),
    ];
  const before = lower.slice(Math.max(start, at - VERB_REACH), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  const subject =
    readSubject(action, from, at - verb.length, start) ??
    (from > start ? readSubject(action, start, at - verb.length, start) : null);
  if (subject?.rule !== "list" || subject.other) return null;
  if (verb.aux === "none" && subject.gap > WIDEST_GAP_OF_PENDING) return null;
  if (!isOfClaims(lower, subject, start, at)) return null;
  const around = `${lower.slice(start, subject.start)} ${lower.slice(wordEnd, Math.min(end, wordEnd + ONCE_REACH))}`;
  const isOnce = verb.aux === "past" || verb.formerly || ONCE.test(around);
  const rule = isOnce ? "pending-once" : "pending";
  return [
    statement({
      kind: "pending",
      claims: subject.claims,
      span: sentence,
      rule,
      confidence: 0.95,
      slips: subject.slips,
    }),
  ];
}

/** "Claims 7-12 were added", "applicant has added claims 7-12". */
export function readAdded(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const ahead = ADDED_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + CLAIMS_RIGHT_BEHIND)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const list = claimListsIn(lower, listAt, end)[0];
    return list?.start === listAt
      ? [
          statement({
            kind: "pending",
            claims: list.claims,
            span: sentence,
            rule: "added",
            confidence: 0.9,
            slips: list.slips,
          }),
        ]
      : null;
  }
  const verb = readVerbGroup(lower.slice(Math.max(start, at - VERB_REACH), at));
  if (verb.negated || verb.modal || verb.aux === "none") return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || subject.other || !isOfClaims(lower, subject, start, at)) return null;
  return [
    statement({
      kind: "pending",
      claims: subject.claims,
      span: sentence,
      rule: "added",
      confidence: 0.9,
      slips: subject.slips,
    }),
  ];
}

/** "Claims pending: 1-5, 8-15", "Claims canceled: dependent claims 6-7": a small table of the status. */
function tabledList({
  action,
  sentence: { start, end },
  word: { start: at, end: wordEnd },
}: StandingTrigger): ClaimList | null {
  const { lower } = action.text;
  if (!CLAIMS_HEADING.test(lower.slice(Math.max(start, at - TABLE_WORD), at))) return null;
  const lead = TABLE_NUMBERS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + TABLE_LEAD)));
  return lead ? readClaimList(lower, wordEnd + lead[0].length, end, wordEnd) : null;
}
