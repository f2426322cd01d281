import { readVerbGroup } from "../../text/index.js";
import {
  ADDED_CLAIMS,
  CANCEL_CLAIMS,
  CLAIM_NAMED_BEHIND,
  CLAIMS_HEADING,
  CLAIMS_NEAR,
  NEW_CLAIMS_BEHIND,
  NOT_THE_CLAIMS,
  OF_SOMETHING_WITHDRAWN,
  ONCE,
  PENDING_ARE,
  REJECTION_BETWEEN,
  TABLE_NUMBERS,
  WITHDRAWN_AS_TO,
} from "../../vocabulary/index.js";
import { type ClaimList, claimListsIn, readClaimList } from "../lists.js";
import { readSubject } from "../subject.js";
import {
  clauseBefore,
  isOfClaims,
  type StandingStatement,
  type StandingTrigger,
  statement,
} from "./statement.js";

export function readCancelled(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, word, wordEnd } = trigger;
  const { lower } = action.text;
  const ahead = CANCEL_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 60)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const added = NEW_CLAIMS_BEHIND.exec(lower.slice(listAt, end));
    const list = claimListsIn(lower, listAt, added ? listAt + added.index : end)[0];
    if (list && list.start === listAt && !NOT_THE_CLAIMS.test(lower.slice(Math.max(start, at - 20), at)))
      return [statement("cancelled", list.claims, start, end, "cancelling", 0.93, null, list.slips)];
  }
  const tabled = tabledList(trigger);
  if (tabled) return [statement("cancelled", tabled.claims, start, end, "tabled", 0.9, null, tabled.slips)];
  if (word === "cancellation" || word === "cancels" || word === "cancel") return null;
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || (verb.aux === "none" && subject.gap > 12)) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + 30))) return null;
  return [statement("cancelled", subject.claims, start, end, "cancelled", 0.95, null, subject.slips)];
}

export function readWithdrawn(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, word, wordEnd } = trigger;
  if (word !== "withdrawn") return null;
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  if (
    OF_SOMETHING_WITHDRAWN.test(lower.slice(Math.max(from, at - 200), at)) &&
    !CLAIMS_NEAR.test(lower.slice(Math.max(from, at - 80), at))
  )
    return null;
  const subject = readSubject(action, from, at - verb.length, start);
  if (subject?.rule !== "list" || subject.gap > 80) return null;
  const leading = lower.slice(Math.max(start, subject.start - 60), subject.start);
  if (WITHDRAWN_AS_TO.test(leading)) return null;
  if (REJECTION_BETWEEN.test(lower.slice(subject.end, at))) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + 30))) return null;
  return [
    statement(
      "withdrawn-from-consideration",
      subject.claims,
      start,
      end,
      "withdrawn",
      0.93,
      null,
      subject.slips,
    ),
  ];
}

export function readPending(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, wordEnd } = trigger;
  const { lower } = action.text;
  const ahead = PENDING_ARE.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 100)));
  if (ahead) {
    const lists = claimListsIn(lower, wordEnd, end);
    if (lists[0])
      return [statement("pending", lists[0].claims, start, end, "pending-are", 0.9, null, lists[0].slips)];
  }
  const tabled = tabledList(trigger);
  if (tabled) return [statement("pending", tabled.claims, start, end, "tabled", 0.9, null, tabled.slips)];
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  const subject =
    readSubject(action, from, at - verb.length, start) ??
    (from > start ? readSubject(action, start, at - verb.length, start) : null);
  if (subject?.rule !== "list" || subject.other) return null;
  if (verb.aux === "none" && subject.gap > 14) return null;
  if (!isOfClaims(lower, subject, start, at)) return null;
  const around = `${lower.slice(start, subject.start)} ${lower.slice(wordEnd, Math.min(end, wordEnd + 60))}`;
  const isOnce = verb.aux === "past" || verb.formerly || ONCE.test(around);
  const rule = isOnce ? "pending-once" : "pending";
  return [statement("pending", subject.claims, start, end, rule, 0.95, null, subject.slips)];
}

/** "Claims 7-12 were added", "applicant has added claims 7-12". */
export function readAdded(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, wordEnd } = trigger;
  const { lower } = action.text;
  const ahead = ADDED_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 60)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const list = claimListsIn(lower, listAt, end)[0];
    return list?.start === listAt
      ? [statement("pending", list.claims, start, end, "added", 0.9, null, list.slips)]
      : null;
  }
  const verb = readVerbGroup(lower.slice(Math.max(start, at - 140), at));
  if (verb.negated || verb.modal || verb.aux === "none") return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || subject.other || !isOfClaims(lower, subject, start, at)) return null;
  return [statement("pending", subject.claims, start, end, "added", 0.9, null, subject.slips)];
}

/** "Claims pending: 1-5, 8-15", "Claims canceled: dependent claims 6-7": a small table of the status. */
function tabledList({ action, start, end, at, wordEnd }: StandingTrigger): ClaimList | null {
  const { lower } = action.text;
  if (!CLAIMS_HEADING.test(lower.slice(Math.max(start, at - 12), at))) return null;
  const lead = TABLE_NUMBERS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 40)));
  return lead ? readClaimList(lower, wordEnd + lead[0].length, end, wordEnd) : null;
}
