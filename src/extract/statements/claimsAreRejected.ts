import { readSubject, type Subject, subjectBehind, subjectOfLine } from "../claims/index.js";
import {
  conflictBefore,
  type GroundItem,
  type Grounds,
  groundsBefore,
  inferGround,
  isNonstatutoryAfterAll,
  isProvisionalOverCopending,
  laterGrounds,
  misspeltGrounds,
  NONSTATUTORY_DP,
  namedGrounds,
  paragraphAlone,
  readGrounds,
  saysProvisional,
  withAlternatives,
} from "../grounds/index.js";
import { type Action, readVerbGroup, sectionAt, type VerbGroup } from "../text/index.js";
import {
  GOES_ON_TO_REASON,
  NEXT_CLAUSE,
  OPENS_WITH_ITS_CLAIMS,
  QUALIFIES_CLAIMS,
  REJECTED_CLAIM,
  REJECTED_CLAIM_WITHOUT_NUMBER,
  TOLD_OF,
} from "../vocabulary/index.js";
import { readActive } from "./examinerRejects.js";
import type { Mood, RejectionStatement, Trigger } from "./statement.js";

/** "are, as best understood by the examiner and in so far as they are definite, rejected": the verb group is no longer. */
const VERB_GROUP_REACH = 200;
/** What follows the verb and tells whether it is a predicate. */
const PREDICATE_REACH = 40;
/** A clause is no longer: work in a sentence without stops stays bounded. */
const LONGEST_CLAUSE = 4_000;
/** "provisionally" stands so near before the verb, or so near behind it. */
const PROVISIONAL_BEFORE = 60;
const PROVISIONAL_BEHIND = 40;
/** Without a verb of its own, "rejected" stands right behind its claims and the claims near the sentence's beginning. */
const WIDEST_GAP = 30;
const LONGEST_LEAD = 40;
const UNQUALIFIED_LEAD = 24;
/** "Accordingly, the pending" still opens its sentence. */
const LONGEST_OPENING = 30;

/**
 * "Claims 1-5 are rejected under 35 U.S.C. 103 as being unpatentable over …". Its branches are the members of the statement, each
 * of which may be missing.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: its branches are the members of the statement, each of which may be missing.
export function readVerb(action: Action, trigger: Trigger): RejectionStatement | null {
  const { lower } = action.text;
  const { word, clause, sentence } = trigger;
  const { start, end } = sentence;
  const verb = readVerbGroup(lower.slice(Math.max(clause.start, word.start - VERB_GROUP_REACH), word.start));
  const subjectEnd = word.start - verb.length;
  const after = lower.slice(word.end, Math.min(end, word.end + PREDICATE_REACH));
  if (REJECTED_CLAIM.test(after)) {
    if (verb.aux === "none" || verb.aux === "perfect") return readActive(action, trigger, "past");
    if (REJECTED_CLAIM_WITHOUT_NUMBER.test(after) && verb.aux !== "present") return null;
  }
  const subject = subjectOf(action, trigger, verb, subjectEnd, after);
  const needsSubjectNear =
    verb.aux === "none" && subject?.rule !== "list-behind" && subject?.rule !== "head-of-line";
  if (needsSubjectNear && !isVerblessStatement(lower, trigger, subject, after)) return null;
  const isToldOf = needsSubjectNear && TOLD_OF.test(lower.slice(word.end, end));
  const mood = isToldOf ? "before" : moodOf(verb);
  const clauseEnd = nextClause(lower, word.end, end);
  const told = groundsOf(lower, trigger, subject, subjectEnd, clauseEnd);
  if (!subject && told.items.length === 0) return null;
  if (mood === "now" && verb.aux === "present" && !subject && !GOES_ON_TO_REASON.test(after)) return null;
  const leadEnd = Math.min(subject?.start ?? subjectEnd, word.start);
  const opening = lower.slice(start, leadEnd).replace(/^[\s\d.,)(\]*'"-]+/, "");
  return {
    form: "verb",
    mood,
    isFormer: verb.formerly,
    isOfOther: subject?.other ?? false,
    lead: { start, end: leadEnd },
    introduction: "",
    grounds: told.items,
    groundsFromContext: told.fromContext,
    preAia: told.grounds?.preAia ?? false,
    claims: subject?.claims ?? [],
    claimSpan: subject && { start: subject.start, end: subject.end },
    dependentsInherit: subject?.dependentsInherit ?? false,
    placeholder: subject?.placeholder ?? false,
    ...(subject?.leftOut ? { leftOut: subject.leftOut } : {}),
    span: {
      start: clause.start > start && subject ? Math.min(subject.start, word.start) : start,
      end: clauseEnd,
    },
    word,
    predicateEnd: clauseEnd,
    reasonsStart: told.reasonsStart,
    sentence: trigger.index,
    section: sectionAt(action.sections, word.start),
    provisional: isProvisional(lower, trigger, told, clauseEnd),
    opens: opening.length < LONGEST_OPENING || OPENS_WITH_ITS_CLAIMS.test(opening),
    slips: subject?.slips ?? [],
    letterSlips: told.grounds?.slips ?? [],
    rule: subject?.rule ? `verb/${subject.rule}` : "verb",
    confidence: subject ? (verb.aux === "none" ? 0.85 : subject.confidence) : 0.6,
  };
}

function moodOf(verb: VerbGroup): Mood {
  if (verb.negated) return "never";
  if (verb.modal) return "perhaps";
  if (verb.aux === "past") return "before";
  return verb.aux === "perfect" ? "since" : "now";
}

/** The claims behind the verb where they must stand there, else those before it, else those that open the line. */
function subjectOf(
  action: Action,
  { word, clause, sentence, index }: Trigger,
  verb: VerbGroup,
  subjectEnd: number,
  after: string,
): Subject | null {
  const behind =
    verb.negated || verb.modal ? null : subjectBehind(action, sentence, { start: subjectEnd, end: word.end });
  if (behind) return behind;
  const before = readSubject(action, clause.start, subjectEnd, sentence.start);
  if (before && (verb.aux !== "none" || before.gap <= WIDEST_GAP)) return before;
  const ofLine =
    verb.aux === "none" && GOES_ON_TO_REASON.test(after) ? subjectOfLine(action, index, word.start) : null;
  return ofLine ?? before;
}

/** "Claims 1-24, 26-28 provisionally rejected on …": the verb was left out, and nothing else may be. */
function isVerblessStatement(
  lower: string,
  { sentence: { start } }: Trigger,
  subject: Subject | null,
  after: string,
): boolean {
  if (!subject || subject.gap > WIDEST_GAP) return false;
  if (!GOES_ON_TO_REASON.test(after) && !groundsBefore(lower, start, subject.start)) return false;
  // "Claims 1-3 - rejected under …; claim 4 - rejected under …": each part of such a line opens anew.
  const lead = lower
    .slice(start, subject.start)
    .replace(/^.*;\s*/s, "")
    .replace(/^[\s\d.)(\]*-]+/, "");
  if (lead.length > UNQUALIFIED_LEAD && !QUALIFIES_CLAIMS.test(lead)) return false;
  return lead.length <= LONGEST_LEAD;
}

/** The next "claims … are rejected" in the same sentence ends this one's clause. */
function nextClause(lower: string, from: number, end: number): number {
  const match = NEXT_CLAUSE.exec(lower.slice(from, Math.min(end, from + LONGEST_CLAUSE)));
  return match ? from + match.index : end;
}

interface ToldGrounds {
  readonly grounds: Pick<Grounds, "preAia" | "slips"> | null;
  readonly items: readonly GroundItem[];
  /** No statute and no reason is told: the ground is that of the section. */
  readonly fromContext: boolean;
  readonly reasonsStart: number;
}

/** The statute behind the verb, or further behind, or before the claims; else what the reason tells. */
function groundsOf(
  lower: string,
  { word, sentence }: Trigger,
  subject: Subject | null,
  subjectEnd: number,
  clauseEnd: number,
): ToldGrounds {
  const { start } = sentence;
  const atOnce =
    readGrounds(lower, word.end, clauseEnd) ??
    misspeltGrounds(lower, word.end, clauseEnd) ??
    paragraphAlone(lower, word.end, clauseEnd);
  let reasonsStart = atOnce?.end ?? word.end;
  let grounds = atOnce ?? laterGrounds(lower, word.end, clauseEnd);
  if (!grounds) {
    // "Claims 1-4 are unpatentable under 35 U.S.C. 103 over Smith and are rejected".
    const between = subject?.rule === "list" ? namedGrounds(lower, subject.end, subjectEnd) : null;
    if (between) reasonsStart = between.end;
    grounds = between ?? groundsBefore(lower, start, subject ? Math.max(subject.start, start) : subjectEnd);
  }
  const named = grounds?.items ?? [];
  if (named.length === 0) {
    const inferred = inferGround(lower.slice(reasonsStart, clauseEnd));
    const conflict =
      !inferred && subject?.rule === "list" ? conflictBefore(lower.slice(subject.end, subjectEnd)) : null;
    if (subject && conflict)
      return { grounds, items: [conflict], fromContext: false, reasonsStart: subject.end };
    return { grounds, items: inferred ? [inferred] : [], fromContext: !inferred, reasonsStart };
  }
  const items = withAlternatives(lower, reasonsStart, clauseEnd, named);
  const clause = lower.slice(word.end, clauseEnd);
  return {
    grounds,
    items: isNonstatutoryAfterAll(items, clause) ? [NONSTATUTORY_DP] : items,
    fromContext: false,
    reasonsStart,
  };
}

function isProvisional(lower: string, trigger: Trigger, told: ToldGrounds, clauseEnd: number): boolean {
  const { word, sentence } = trigger;
  const { start, end } = sentence;
  const near = lower.slice(
    Math.max(start, word.start - PROVISIONAL_BEFORE),
    Math.min(end, word.end + PROVISIONAL_BEHIND),
  );
  const reason = lower.slice(told.reasonsStart, clauseEnd);
  return saysProvisional(near) || isProvisionalOverCopending(told.items, reason, lower.slice(start, end));
}
