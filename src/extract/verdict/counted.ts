import { claimListsIn } from "../claims/index.js";
import { basisOf, isVerbProvisional, NONSTATUTORY_DP, restsOnClaims } from "../grounds/index.js";
import { type CitingAction, type Combination, readCombination } from "../references/index.js";
import type { RejectionStatement } from "../statements/index.js";
import { isRejectionSection } from "../text/index.js";
import {
  ART_BEFORE_VERB,
  LINE_GOES_ON,
  REASON_AT_ONCE,
  REASONED,
  REFERENCES_ON_NEXT_LINES,
  SOME_REASON,
  VERB_BEHIND_ART,
} from "../vocabulary/index.js";
import { groundsOfSection } from "./groundOfHeading.js";
import type { DeadStatement, Judged, LiveRejection } from "./liveOrDead.js";
import { type ResolvedGround, resolvedGrounds } from "./unnamedParagraphOf112.js";

/** A reason begins so near behind the statute of a rejection that names no claims. */
const REASON_NEAR = 120;
/** The reason, as far as it tells its basis. */
const REASON = 700;
/** A reason or references right behind "rejected", where the heading gives the ground; and where the one before does. */
const AT_ONCE = 20;
const REASON_BEHIND = 200;
/** "in view of the following references:" and a colon end the sentence. */
const COLON_REACH = 40;
/** A list of references on lines of their own runs over so many sentences at most. */
const MOST_LINES = 8;
const LINE_END = 5;
/** A stop and a quotation mark, and nothing else, stand behind claims that end their sentence. */
const SENTENCE_END = 4;

/** What becomes of a statement: rejections, one for each ground, and notes under 112(f). */
export interface Counted {
  readonly live: readonly LiveRejection[];
  readonly dead: readonly DeadStatement[];
}

const NOTHING: Counted = { live: [], dead: [] };

/** Takes a live statement in, if it names claims or at least a reason. */
export function countStatement(action: CitingAction, judged: Judged): Counted {
  const { claims, claimSpan, reasonsStart, rule } = judged.statement;
  const { lower } = action.text;
  if (
    claims.length === 0 &&
    !claimSpan &&
    !SOME_REASON.test(lower.slice(reasonsStart, reasonsStart + REASON_NEAR))
  )
    return NOTHING;
  if (rule === "verb/pronoun" && claims.length === 0) return NOTHING;
  return countGrounds(action, judged);
}

/** Each ground that the statement names becomes a rejection. */
function countGrounds(action: CitingAction, { statement, verdict }: Judged): Counted {
  const live: LiveRejection[] = [];
  const dead: DeadStatement[] = [];
  const { claims, span, rule, reasonsStart } = statement;
  const reason = action.text.lower.slice(reasonsStart, Math.min(span.end, reasonsStart + REASON));
  const upToReason = action.text.lower.slice(span.start, reasonsStart);
  for (const { ground, subsection } of resolvedGrounds(action, statement)) {
    if (ground === "112(f)") {
      const { because } = verdict;
      const kind = "interpretation";
      dead.push({ kind, ground, subsection: null, claims, span, rule, because, confidence: 0.7 });
      continue;
    }
    live.push({
      ground,
      subsection: ground === "DP" ? NONSTATUTORY_DP.subsection : subsection,
      preAia: statement.preAia,
      provisional: statement.provisional && isVerbProvisional(ground, upToReason),
      claims,
      dependentsInherit: statement.dependentsInherit,
      combination: combinationOf(action, statement, ground, reason),
      implicit: false,
      basis: basisOf(ground, reason),
      span,
      claimSpan: statement.claimSpan,
      alsoAt: [],
      rule,
      because: verdict.because,
      confidence: statement.confidence * (statement.form === "active" ? 0.9 : 1),
      statement,
      placeholder: statement.placeholder || claims.length === 0,
      section: statement.section,
    });
  }
  return { live, dead };
}

function combinationOf(
  action: CitingAction,
  statement: RejectionStatement,
  ground: ResolvedGround["ground"],
  reason: string,
): Combination {
  const isOverClaims = restsOnClaims(ground, reason);
  const usesArt = isOverClaims || ground === "102" || ground === "103" || ground === "other";
  if (!usesArt) return { references: [], officialNotice: false };
  const behind = readCombination(
    action,
    statement.reasonsStart,
    endOfReferences(action, statement),
    isOverClaims,
  );
  const before =
    behind.references.length > 0 || isOverClaims ? null : combinationBeforeVerb(action, statement);
  return before ?? behind;
}

/** "Claims 1-5 fail to define over Kato and are rejected under 35 U.S.C. 103". */
function combinationBeforeVerb(
  action: CitingAction,
  { form, claimSpan, word }: RejectionStatement,
): Combination | null {
  if (form !== "verb" || !claimSpan || claimSpan.end >= word.start) return null;
  const between = action.text.lower.slice(claimSpan.end, word.start);
  if (!ART_BEFORE_VERB.test(between)) return null;
  const end = claimSpan.end + between.search(VERB_BEHIND_ART);
  return readCombination(action, claimSpan.end, end, false);
}

/** "as being unpatentable over:" and the references on the lines behind it. */
function endOfReferences(action: CitingAction, statement: RejectionStatement): number {
  const { lower } = action.text;
  const { ends } = action.sentences;
  const { rule, span, claimSpan, reasonsStart, sentence } = statement;
  // "… over Smith in view of Jones: claims 11 and 12".
  if (rule === "verb/list-behind" && claimSpan && span.end - claimSpan.end < SENTENCE_END)
    return claimSpan.start;
  if (!REFERENCES_ON_NEXT_LINES.test(lower.slice(Math.max(reasonsStart, span.end - COLON_REACH), span.end)))
    return span.end;
  let index = sentence + 1;
  while (
    index + 1 < ends.length &&
    index < sentence + MOST_LINES &&
    LINE_GOES_ON.test(lower.slice(ends[index]! - LINE_END, ends[index]!))
  )
    index++;
  return Math.max(span.end, ends[index] ?? span.end);
}

/**
 * "Claim 16 is rejected. See the explanation of claim 11": the ground is that of the section. `null` where no rejection
 * stands before it that would give one.
 */
export function countByContext(
  action: CitingAction,
  judged: Judged,
  live: readonly LiveRejection[],
): Counted | null {
  const { statement, verdict } = judged;
  const { section, claims, span, reasonsStart } = statement;
  if (claims.length === 0 || statement.form !== "verb" || statement.rule !== "verb/list") return NOTHING;
  if (!isRejectionSection(section.kind) && section.kind !== "preamble" && section.kind !== "detailed-action")
    return NOTHING;
  const before =
    live.findLast((rejection) => rejection.span.start < span.start && rejection.section === section) ??
    rejectionOfNamedClaims(action, statement, live);
  if (!before) return countByHeading(action, judged);
  const after = action.text.lower.slice(reasonsStart, Math.min(span.end, reasonsStart + REASON_BEHIND));
  if (!REASONED.test(after)) return NOTHING;
  // Claims that stand under the ground already are merely told again.
  const isToldAgain = live.some(
    (rejection) =>
      rejection.ground === before.ground && rejection.claims.some((claim) => claims.includes(claim)),
  );
  if (isToldAgain) {
    before.alsoAt.push(span);
    return NOTHING;
  }
  const rejection: LiveRejection = {
    ...before,
    claims,
    dependentsInherit: statement.dependentsInherit,
    span,
    claimSpan: statement.claimSpan,
    alsoAt: [],
    rule: "verb/ground-of-section",
    because: [...verdict.because, "ground-of-the-one-before"],
    confidence: 0.7,
    statement,
    placeholder: false,
  };
  return { live: [rejection], dead: [] };
}

/** "Claims 7-9 recite the limitations of claims 1-3 and are rejected on the same grounds", and those are told behind it. */
function rejectionOfNamedClaims(
  action: CitingAction,
  { span, claimSpan, section }: RejectionStatement,
  live: readonly LiveRejection[],
): LiveRejection | undefined {
  const named = claimListsIn(action.text.lower, claimSpan?.end ?? span.start, span.end).flatMap(
    ({ claims }) => claims,
  );
  return live.find(
    (rejection) => rejection.section === section && rejection.claims.some((claim) => named.includes(claim)),
  );
}

/** "Claims 1-3 are rejected over Smith taken with Jones": the heading alone gives the ground. */
function countByHeading(action: CitingAction, { statement, verdict }: Judged): Counted | null {
  const announced = groundsOfSection(action, statement);
  const { reasonsStart } = statement;
  const after = action.text.lower.slice(reasonsStart, reasonsStart + AT_ONCE);
  if (announced.length !== 1 || !REASON_AT_ONCE.test(after)) return null;
  const ground = announced[0]!;
  const grounds = [ground === "DP" ? NONSTATUTORY_DP : { ground, subsection: null }];
  return countGrounds(action, {
    statement: { ...statement, grounds },
    verdict: { ...verdict, because: [...verdict.because, "ground-of-heading"] },
  });
}

/** Why a statement that may count does not, or counts under another's ground. */
export const COUNTING = [
  {
    name: "among-arguments",
    says: "A section that talks about rejections names it, or it stands too deep in its sentence.",
  },
  { name: "made-elsewhere", says: "Another sentence makes the rejection that is maintained here." },
  { name: "made-by-nothing-else", says: "It is maintained, and nothing else makes it." },
  { name: "ground-of-heading", says: "The heading of the section gives the ground." },
  { name: "ground-of-the-one-before", says: "The rejection before it in the section gives the ground." },
  {
    name: "same-again",
    says: "The same claims on the same ground over the same art, or for the same reason.",
  },
  { name: "depends-on-rejected", says: "A pronoun refers to claims that stand rejected." },
  { name: "names-no-art", says: "Its claims stand rejected on the ground over art that it does not name." },
  { name: "sums-up", says: "It sums up several rejections without naming their art." },
  {
    name: "talked-of",
    says: "A section that talks about rejections names claims that stand rejected on the ground.",
  },
  { name: "reminder", says: "Within a rejection, a claim is said again to be rejected for the same reason." },
  {
    name: "reminder-of-art",
    says: "Within a rejection, a claim is said again to be rejected over the same art.",
  },
  {
    name: "references-of-those-claims",
    says: "The references of the rejections of other claims are part of it.",
  },
  {
    name: "defect-told-per-claim",
    says: "No sentence rejects: under the heading of a ground a defect is told claim by claim.",
  },
  {
    name: "heading-of-claims-and-art",
    says: "No sentence rejects: a line of its own names claims and references, or a statute with them.",
  },
  {
    name: "asserted-under-statute-or-art",
    says: "No sentence rejects: one finds claims unpatentable under a statute or over known references.",
  },
  {
    name: "claims-from-the-sentences-behind",
    says: "The sentence leaves its claims out; the sentences behind it that tell the defect give them.",
  },
] as const;
