import type { RejectionStatement } from "../statements/index.js";
import { type Action, endInHeading } from "../text/index.js";
import {
  BUT_THIS_IS_NOT,
  CLAIMS_AMENDED,
  DECIDED_TO,
  ENDS_WITH_OVERCOME,
  endingOf,
  FULL_REASON,
  GOVERNS,
  GROUND_NAMED,
  HEADING_OF_EARLIER,
  HYPOTHETICAL,
  IS_ABOUT_IT,
  MAINTAINED,
  MAY_END,
  NO_LONGER_RELIES,
  NO_REJECTION,
  NOT_OVERCOME,
  NOT_RENDERED_MOOT,
  NUMBERS_CLAIMS,
  OF_ENDS,
  OF_REJECTIONS,
  OPENS_LIST,
  OTHER_SUBJECT,
  PERSUASIVE,
  REJECTION_OF_OTHER,
  REPORT_ENDS,
  SPEAKS_OF_REJECTION,
  SUCCEEDED,
  TELLS_NEXT_REJECTION,
  THE_REJECTION_ITSELF,
  VERB_DENIED,
  WITHDRAWN_LATER,
  WITHDRAWN_NEAR,
} from "../vocabulary/index.js";
import type { Finding, VerdictKind } from "./verdictKinds.js";

/** The verb that governs a rejection, "the examiner respectfully maintains the previous …", stands no farther before it. */
const GOVERNOR_REACH = 200;
/** The reason of a form paragraph begins so near behind the statute. */
const REASON_REACH = 160;
/** Between the heading of withdrawn rejections and a sentence that belongs to it stands no more than this, */
const NEAR_HEADING = 600;
/** or this near before the sentence something is said to be withdrawn. */
const NEAR_SENTENCE = 400;
/** A list that ended is opened by a short sentence, and no more items than these stand before the one in question. */
const LONGEST_INTRODUCTION = 500;
const MOST_ITEMS_BEFORE = 12;
/** What became of a rejection is told within so many sentences: at once behind a complete statement, soon behind another. */
const NEXT_SENTENCE = 1;
const NEXT_TWO = 2;
const NEXT_FIVE = 5;
/** So much of a later sentence is read. */
const LATER_SENTENCE = 500;

/**
 * What is said of "the rejection of claims 1-5": by the verb before it, by its own predicate, or, where several
 * rejections share one ("the rejections of claims 1-5 under … and of claims 6-7 under … are withdrawn"), by the next.
 */
export function fateOfNamedRejection(action: Action, statement: RejectionStatement): Finding | null {
  const { lower } = action.text;
  const start = action.sentences.starts[statement.sentence]!;
  const end = action.sentences.ends[statement.sentence]!;
  const at = statement.word.start;
  const lead = lower.slice(Math.max(start, at - GOVERNOR_REACH), at).replace(/^.*\brejections?\b/s, "");
  const governed = fateByGovernor(lead);
  if (governed) return governed;
  for (const predicate of lower.slice(at, end).split(/\brejections?\b/)) {
    const fate = fateIn(predicate);
    if (fate) return fate;
  }
  if (BUT_THIS_IS_NOT.test(lower.slice(at, end))) {
    const other = lower.slice(start, at);
    if (endOf(other)) return { is: "maintained", by: [BUT_THIS_IS_NOT] };
    if (MAINTAINED.test(other)) return { is: "withdrawn", by: [BUT_THIS_IS_NOT] };
  }
  return endOf(lower.slice(start, end));
}

/** "Applicant argues that the rejection is overcome; it is withdrawn": only what stands behind the report is decided. */
export function fateBehindReport(action: Action, { sentence, word }: RejectionStatement): Finding | null {
  const behind = action.text.lower.slice(word.end, action.sentences.ends[sentence]!);
  const report = REPORT_ENDS.exec(behind);
  return report && fateIn(behind.slice(report.index));
}

/** By the verb before it, "the examiner maintains the", "the amendment does not overcome the"; null if none governs it. */
function fateByGovernor(lead: string): Finding | null {
  if (NOT_RENDERED_MOOT.test(lead)) return { is: "maintained", by: [NOT_RENDERED_MOOT] };
  if (SUCCEEDED.test(lead)) return { is: "overcome", by: [SUCCEEDED] };
  if (NO_LONGER_RELIES.test(lead)) return { is: "withdrawn", by: [NO_LONGER_RELIES] };
  const governor = GOVERNS.exec(lead);
  if (!governor) return null;
  const keeps = (governor[1] ?? governor[2]) !== undefined;
  const before = lead.slice(0, governor.index);
  if (VERB_DENIED.test(before)) return { is: keeps ? "withdrawn" : "maintained", by: [GOVERNS, VERB_DENIED] };
  if (HYPOTHETICAL.test(before) && !DECIDED_TO.test(before)) return null;
  const ending = keeps ? null : endingOf(governor[0]);
  if (ending) return { is: ending.is, by: [GOVERNS, ending.by] };
  return { is: keeps ? "maintained" : "withdrawn", by: [GOVERNS] };
}

function fateIn(predicate: string): Finding | null {
  const ends = endOf(predicate);
  const maintained = MAINTAINED.exec(predicate);
  const stays = maintained ?? NOT_OVERCOME.exec(predicate);
  if (!stays) return ends;
  const stands: Finding = { is: "maintained", by: [maintained ? MAINTAINED : NOT_OVERCOME] };
  // "that was maintained in the last action is withdrawn" ends it; "is maintained; the objection is withdrawn" does not.
  if (ends && OTHER_SUBJECT.test(predicate.slice(stays.index)))
    return { ...stands, by: [...stands.by, OTHER_SUBJECT] };
  return ends ?? stands;
}

function endOf(sentence: string): Finding | null {
  const ending = endingOf(sentence);
  return ending && { is: ending.is, by: [ending.by] };
}

/** The full skeleton that only a sentence that rejects has: claims, verb, statute, reason, at the beginning. */
export function isFullStatement(action: Action, statement: RejectionStatement): boolean {
  const { form, groundsFromContext, opens, reasonsStart, span } = statement;
  if (form !== "verb" || groundsFromContext || !opens) return false;
  return FULL_REASON.test(
    action.text.lower.slice(reasonsStart, Math.min(span.end, reasonsStart + REASON_REACH)),
  );
}

/** What the heading says of all that stands under it: withdrawn, moot, overcome. */
export function fateByHeading(
  action: Action,
  statement: RejectionStatement,
  said: VerdictKind,
): Finding | null {
  const { section } = statement;
  return section.kind === "withdrawn" && isUnderItsHeading(action, statement, said)
    ? { is: endInHeading(section), by: [] }
    : null;
}

/** "Prior Rejections": what stands under it was made in an earlier action. */
export function recalledByHeading(
  action: Action,
  statement: RejectionStatement,
  said: VerdictKind,
): Finding | null {
  const heading = statement.section.heading.toLowerCase().replace(/[:.]$/, "");
  if ((said !== "live" && said !== "named") || !HEADING_OF_EARLIER.test(heading)) return null;
  // Behind what is said of the earlier rejections a complete statement makes the next.
  const between = action.text.lower.slice(statement.section.headingEnd, statement.span.start);
  if (said === "live" && isFullStatement(action, statement) && MAY_END.test(between)) return null;
  return isUnderItsHeading(action, statement, said) ? { is: "recalled", by: [HEADING_OF_EARLIER] } : null;
}

function isUnderItsHeading(action: Action, statement: RejectionStatement, said: VerdictKind): boolean {
  if (statement.form === "active") return false;
  if (said !== "live" || !isFullStatement(action, statement)) return true;
  const between = action.text.lower.slice(statement.section.headingEnd, statement.span.start);
  return between.length < NEAR_HEADING || WITHDRAWN_NEAR.test(between.slice(-NEAR_SENTENCE));
}

/** "The following rejections are withdrawn:" governs the items listed behind it. */
export function fateOfListAround(action: Action, { sentence, section }: RejectionStatement): Finding | null {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  for (let index = sentence - 1; index >= Math.max(0, sentence - MOST_ITEMS_BEFORE); index--) {
    if (ends[index]! < section.start) return null;
    const text = lower.slice(starts[index]!, ends[index]!);
    const isOfRejections = OF_REJECTIONS.test(text);
    if (
      (isOfRejections || OF_ENDS.test(text)) &&
      OPENS_LIST.test(text) &&
      text.length < LONGEST_INTRODUCTION
    ) {
      const ending = endOf(text);
      if (ending) return ending.is === "reversed" ? null : ending;
      return ENDS_WITH_OVERCOME.test(text) ? { is: "overcome", by: [ENDS_WITH_OVERCOME] } : null;
    }
    if (!isOfRejections) return null;
  }
  return null;
}

/** "Therefore, the rejection has been withdrawn", within the next sentences of the section. */
export function fateToldLater(
  action: Action,
  statement: RejectionStatement,
  said: VerdictKind,
): Finding | null {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  const isFull = said === "live" && isFullStatement(action, statement);
  const reach = isFull ? NEXT_SENTENCE : statement.form === "verb" && said === "live" ? NEXT_TWO : NEXT_FIVE;
  const isPersuasive = PERSUASIVE.test(lower.slice(statement.span.start, statement.span.end));
  const last = Math.min(statement.sentence + reach, starts.length - 1);
  for (let index = statement.sentence + 1; index <= last; index++) {
    const start = starts[index]!;
    if (start >= statement.section.end) return null;
    const text = lower.slice(start, Math.min(ends[index]!, start + LATER_SENTENCE));
    const answer = SPEAKS_OF_REJECTION.test(text)
      ? laterSentence(text, statement, said, isFull, isPersuasive)
      : isPersuasive && WITHDRAWN_LATER.test(text)
        ? { is: "withdrawn" as const, by: [PERSUASIVE, WITHDRAWN_LATER] }
        : "look further";
    if (answer !== "look further") return answer;
  }
  return null;
}

/** What one later sentence says of the rejection; null if it ends the search. */
function laterSentence(
  text: string,
  statement: RejectionStatement,
  said: VerdictKind,
  isFull: boolean,
  isPersuasive: boolean,
): Finding | null | "look further" {
  if (!IS_ABOUT_IT.test(text) || TELLS_NEXT_REJECTION.test(text)) return null;
  if (isOfOtherGrounds(text, statement)) return "look further";
  const ending = endOf(text);
  if (ending && !NUMBERS_CLAIMS.test(text.replace(CLAIMS_AMENDED, "")))
    return isFull && !THE_REJECTION_ITSELF.test(text) ? null : ending;
  if (isPersuasive) return "look further";
  if (REJECTION_OF_OTHER.test(text)) return null;
  const mayStand = statement.form === "noun" || said === "recalled";
  return mayStand && MAINTAINED.test(text) && !NO_REJECTION.test(text)
    ? { is: "maintained", by: [MAINTAINED] }
    : "look further";
}

/** "The rejections under 35 U.S.C. 112 and 102(b) are withdrawn": nothing is said of the one under 103. */
function isOfOtherGrounds(text: string, { grounds }: RejectionStatement): boolean {
  const named = text.match(GROUND_NAMED);
  if (!named || grounds.length === 0) return false;
  return !grounds.some(({ ground }) =>
    named.some((name) => (ground === "DP" ? name.startsWith("double") : ground.startsWith(name))),
  );
}
