import type { RejectionStatement } from "../statements/index.js";
import { type Action, isInQuotationMarks } from "../text/index.js";
import {
  ACCORDING_TO_OTHERS,
  ADOPTED,
  APPLICANT_SAYS,
  APPLICANT_SAYS_OF_REJECTION,
  ENDED_BEHIND_CLAIMS,
  endingOf,
  IF_BEFORE_CLAIMS,
  IN_LAST_ACTION,
  IN_OTHER_APPLICATION,
  IS_CONDITION,
  LIST_OF_EARLIER,
  LIST_STANDS,
  MAY_END,
  NAMES_APPLICANT,
  nameOf,
  OTHERS_FOUND,
  OTHERS_SAY_BEHIND,
  OTHERS_SAY_THAT,
  REMAINS_REJECTED,
  REPORTED_BEHIND,
  REPORTED_OF_REJECTION,
  REQUESTER_PROPOSED,
  SUCCEEDED,
  WOULD_BEFORE_REJECTION,
  WOULD_BEHIND_CLAIMS,
  WOULD_BEHIND_REJECTION,
} from "../vocabulary/index.js";
import type { Finding, Verdict, VerdictKind } from "./verdictKinds.js";
import {
  fateBehindReport,
  fateByHeading,
  fateOfListAround,
  fateOfNamedRejection,
  fateToldLater,
  recalledByHeading,
} from "./withdrawnOrMaintained.js";

interface Reason<T> {
  readonly name: string;
  readonly says: string;
  readonly finds: (asked: T) => Finding | null;
}

interface Sentence {
  readonly action: Action;
  readonly statement: RejectionStatement;
  /** The words before the claims, or before the verb or noun. */
  readonly lead: string;
}

/** What the sentence says by itself. In this order: the first that finds something decides. */
export const SAID: readonly Reason<Sentence>[] = [
  {
    name: "in-a-block-quotation",
    says: 'The statement stands in a block that the text quotes: lines that open with ">".',
    finds: ({ action: { text }, statement: { word } }) =>
      text.isBlockQuoted(word.start) ? verdict("quoted") : null,
  },
  {
    name: "share",
    says: "What is said of this share of the claims: withdrawn as to some, maintained as to others.",
    finds: ({ statement: { mood, introduction } }) =>
      mood === "apportioned" ? verdict(introduction as VerdictKind) : null,
  },
  {
    name: "list",
    says: "What the introduction of its list says of every item.",
    finds: ({ statement: { mood, introduction } }) => (mood === "listed" ? ofList(introduction) : null),
  },
  {
    name: "rejection-may-come",
    says: "The rejection that is named may, could or will come about: it is not made.",
    finds: (sentence) => (sentence.statement.form === "noun" ? mayCome(sentence) : null),
  },
  {
    name: "applicant-on-the-rejection",
    says: "The applicant speaks of the rejection.",
    finds: ({ statement, lead }) =>
      statement.form === "noun" && !SUCCEEDED.test(lead)
        ? (when("quoted", REPORTED_OF_REJECTION, lead) ?? when("quoted", APPLICANT_SAYS_OF_REJECTION, lead))
        : null,
  },
  {
    name: "not-rejected",
    says: "The verb is denied.",
    finds: ({ statement: { mood } }) => (mood === "never" ? verdict("never") : null),
  },
  {
    name: "would-be-rejected",
    says: "The verb is only possible: would be, may be, will be.",
    finds: ({ statement: { form, mood } }) =>
      form === "verb" && mood === "perhaps" ? verdict("conditional") : null,
  },
  {
    name: "in-quotation-marks",
    says: "The statement stands between quotation marks.",
    finds: ({ action, statement }) =>
      statement.form !== "noun" && isQuoted(action, statement) ? verdict("quoted") : null,
  },
  {
    name: "argued",
    says: "The applicant, the remarks or the response say it, or it is what is proposed, reported or answered.",
    finds: ({ statement, lead }) =>
      statement.form === "noun"
        ? null
        : (when("quoted", APPLICANT_SAYS, lead) ?? when("quoted", OTHERS_SAY_THAT, lead)),
  },
  {
    name: "said-by-others",
    says: "A petition, a brief, a court, the Board, a search report or a foreign office says it.",
    finds: ({ action, statement, lead }) =>
      statement.form === "noun"
        ? null
        : (when("quoted", ACCORDING_TO_OTHERS, lead) ??
          when("quoted", OTHERS_FOUND, lead) ??
          when("quoted", OTHERS_SAY_BEHIND, endOfSentence(action, statement))),
  },
  {
    name: "claims-of-another",
    says: "The claims are those of another application or patent.",
    finds: ({ statement: { isOfOther } }) => (isOfOther ? verdict("other-application") : null),
  },
  {
    name: "in-another-application",
    says: "It happened in another application.",
    finds: ({ statement, lead }) =>
      statement.form === "verb" ? when("other-application", IN_OTHER_APPLICATION, lead) : null,
  },
  {
    name: "if",
    says: "It hangs on a condition.",
    finds: ({ statement: { form, mood }, lead }) =>
      form === "verb" && mood === "now" && IF_BEFORE_CLAIMS.test(lead)
        ? when("conditional", IS_CONDITION, lead, IF_BEFORE_CLAIMS)
        : null,
  },
  {
    name: "examiner-may-reject",
    says: "Somebody may, will or has to reject: nothing is rejected yet.",
    finds: ({ statement: { mood } }) => (mood === "perhaps" ? verdict("conditional") : null),
  },
  {
    name: "formerly",
    says: '"Previously", "originally" rejected: told of an earlier action.',
    finds: ({ statement: { form, mood, isFormer } }) =>
      form === "verb" && mood === "now" && isFormer ? verdict("recalled") : null,
  },
  {
    name: "in-the-last-action",
    says: "The sentence opens by saying that it tells of an earlier action.",
    finds: ({ statement: { form, mood }, lead }) =>
      form === "verb" && mood === "now" ? when("recalled", IN_LAST_ACTION, lead.trim()) : null,
  },
  {
    name: "were-rejected",
    says: "Past tense: told of an earlier action.",
    finds: ({ statement: { mood } }) => (mood === "before" ? verdict("recalled") : null),
  },
  {
    name: "have-been-rejected",
    says: "Perfect tense: counts where nothing else makes the rejection.",
    finds: ({ statement: { mood } }) => (mood === "since" ? verdict("since") : null),
  },
  {
    name: "subject-to-rejection",
    says: "Claims are subject to a rejection: counts where nothing else makes it.",
    finds: ({ statement: { mood } }) => (mood === "subject-to" ? verdict("maintained") : null),
  },
  {
    name: "rejection-named",
    says: "A rejection is named, and nothing is said of it.",
    finds: ({ statement: { mood } }) => (mood === "named" ? verdict("named") : null),
  },
  {
    name: "are-rejected",
    says: "Present tense: the sentence rejects.",
    finds: () => verdict("live"),
  },
];

interface Told extends Sentence {
  readonly said: VerdictKind;
  /** What its own predicate says of the rejection. */
  readonly own: Finding | null;
  /** The words behind its claims. */
  readonly behind: string;
}

/** What is said around it. In this order: the first that finds something outweighs what the sentence says by itself. */
export const AROUND: readonly Reason<Told>[] = [
  {
    name: "ended-by-its-own-words",
    says: "The same sentence says that the rejection ended.",
    finds: ({ own }) => (own && own.is !== "maintained" ? own : null),
  },
  {
    name: "under-a-heading-of-withdrawn",
    says: "It stands under a heading of rejections that ended, and is not a complete statement that only happens to follow.",
    finds: ({ action, statement, said }) => fateByHeading(action, statement, said),
  },
  {
    name: "in-a-list-of-ended",
    says: "A sentence before it opens a list of rejections that ended.",
    finds: ({ action, statement }) => fateOfListAround(action, statement),
  },
  {
    name: "maintained-by-its-own-words",
    says: "The same sentence lets the rejection stand. What the applicant says of one never does.",
    finds: ({ own }) => (own?.is === "maintained" ? own : null),
  },
  {
    name: "remain-so-rejected",
    says: "Were rejected in an earlier action and remain so.",
    finds: ({ statement, said, behind }) =>
      statement.form === "verb" && said === "recalled" ? when("maintained", REMAINS_REJECTED, behind) : null,
  },
  {
    name: "told-later",
    says: "One of the next sentences says what became of it.",
    finds: ({ action, statement, said }) => fateToldLater(action, statement, said),
  },
  {
    name: "under-a-heading-of-earlier",
    says: 'It stands under a heading such as "Prior Rejections", and nothing says that it is maintained.',
    finds: ({ action, statement, said }) => recalledByHeading(action, statement, said),
  },
];

/** Reasons that are asked before all of these. */
export const BEFOREHAND = [
  {
    name: "letter-only-tells",
    says: "A decision of the Board, an advisory action, a decision on a petition, an interview, a paper of the applicant or of another office: it tells of rejections and makes none (MPEP 706.07(f), 713.04, 1214).",
  },
  {
    name: "proposal-adopted",
    says: "The requester of an inter partes reexamination proposed it, and the next sentence adopts it (MPEP 2660).",
  },
] as const;

/** What a sentence comes to, and why. Nothing else decides it, and nothing changes it afterwards. */
export function verdictOf(action: Action, statement: RejectionStatement): Verdict {
  const { lower } = action.text;
  const lead = lower.slice(statement.lead.start, statement.lead.end);
  const sentence: Sentence = { action, statement, lead };
  const said = firstOf(SAID, sentence)!;
  if (action.isReport && said.is !== "never") return { is: "quoted", because: [BEFOREHAND[0].name] };
  if ((said.is === "conditional" || said.is === "quoted") && isAdopted(action, statement))
    return { is: "live", because: [...said.because, BEFOREHAND[1].name, nameOf(ADOPTED)] };
  if (isSettled(said.is, statement)) return said;
  const behind = wordsBehind(action, statement);
  const own = ownFate(sentence, said.is, behind);
  const around = firstOf(AROUND, { action, statement, lead, said: said.is, own, behind });
  return around ? { is: around.is, because: [...said.because, ...around.because] } : said;
}

/** What its own sentence says became of it; what is only reported there of a rejection is nobody's decision. */
function ownFate({ action, statement, lead }: Sentence, said: VerdictKind, behind: string): Finding | null {
  if (statement.form !== "noun") return fateOfRejected(behind);
  const isReported = REPORTED_OF_REJECTION.test(lead) || REPORTED_BEHIND.test(behind);
  if (said !== "quoted" && !isReported) return fateOfNamedRejection(action, statement);
  const decided = fateBehindReport(action, statement);
  if (decided || isReported) return decided;
  const fate = fateOfNamedRejection(action, statement);
  // What the applicant says of a rejection never lets it stand.
  return fate?.is === "maintained" ? null : fate;
}

/** What outweighs nothing around it: shares, conditions, denials, other applications, and statements that are quoted. */
function isSettled(said: VerdictKind, { form, mood }: RejectionStatement): boolean {
  if (mood === "apportioned") return true;
  if (said === "conditional" || said === "other-application" || said === "never") return true;
  return said === "quoted" && form === "verb";
}

function firstOf<T>(reasons: readonly Reason<T>[], asked: T): Verdict | null {
  for (const { name, finds } of reasons) {
    const found = finds(asked);
    if (found) return { is: found.is, because: [name, ...found.by.map(nameOf)] };
  }
  return null;
}

const verdict = (is: VerdictKind): Finding => ({ is, by: [] });

/** A verdict by a pattern, where it matches; `also` matched before. */
function when(is: VerdictKind, pattern: RegExp, words: string, ...also: readonly RegExp[]): Finding | null {
  return pattern.test(words) ? { is, by: [...also, pattern] } : null;
}

/** What stands before a rejection that is named: since the rejection named before it, and no farther. */
const BEFORE_NOUN = 130;
/** "of claims 1-5 under 35 U.S.C. 103 would be": a verb behind the noun, and none farther. */
const BEHIND_NOUN = 80;

function mayCome({ action, statement }: Sentence): Finding | null {
  const { lower } = action.text;
  const { word, span, claimSpan } = statement;
  const before = lower
    .slice(Math.max(span.start, word.start - BEFORE_NOUN), word.start)
    .replace(/^.*\brejections?\b/s, "");
  return (
    when("conditional", WOULD_BEFORE_REJECTION, before) ??
    when(
      "conditional",
      WOULD_BEHIND_REJECTION,
      lower.slice(word.end, Math.min(span.end, word.end + BEHIND_NOUN)),
    ) ??
    (claimSpan && when("conditional", WOULD_BEHIND_CLAIMS, lower.slice(claimSpan.end, span.end)))
  );
}

function ofList(introduction: string): Finding {
  const ending = endingOf(introduction);
  if (ending) return { is: ending.is, by: [ending.by] };
  return (
    when("quoted", NAMES_APPLICANT, introduction) ??
    when("maintained", LIST_STANDS, introduction) ??
    when("quoted", LIST_OF_EARLIER, introduction) ??
    verdict("maintained")
  );
}

/** Whose view it was stands so near the end of the sentence. */
const VIEW_BEHIND = 160;

function endOfSentence({ text, sentences }: Action, { word, sentence }: RejectionStatement): string {
  const end = sentences.ends[sentence]!;
  return text.lower.slice(Math.max(word.end, end - VIEW_BEHIND), end);
}

/** A quotation that is open where the claims stand, or where the examiner's verb does. */
function isQuoted({ text }: Action, { form, claimSpan, word, lead }: RejectionStatement): boolean {
  const at = form === "verb" ? (claimSpan?.start ?? word.start) : word.start;
  return isInQuotationMarks(text.lower, lead.start, at);
}

/** Inter partes reexamination, MPEP 2660: what the requester proposed stands where the next sentence adopts it. */
function isAdopted(action: Action, statement: RejectionStatement): boolean {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  const next = statement.sentence + 1;
  return (
    next < starts.length &&
    REQUESTER_PROPOSED.test(lower.slice(starts[statement.sentence]!, statement.word.start)) &&
    ADOPTED.test(lower.slice(starts[next]!, ends[next]!))
  );
}

function wordsBehind(
  action: Action,
  { claimSpan, reasonsStart, span, predicateEnd }: RejectionStatement,
): string {
  const from = claimSpan && claimSpan.end > 0 ? Math.min(claimSpan.end, reasonsStart) : span.start;
  return action.text.lower.slice(from, predicateEnd);
}

/** Behind "claims 1-5 are rejected": that the rejection ended, not that claims are withdrawn from consideration. */
function fateOfRejected(behind: string): Finding | null {
  if (!MAY_END.test(behind) || !ENDED_BEHIND_CLAIMS.test(behind)) return null;
  const ending = endingOf(behind);
  return ending
    ? { is: ending.is, by: [ENDED_BEHIND_CLAIMS, ending.by] }
    : { is: "withdrawn", by: [ENDED_BEHIND_CLAIMS] };
}
