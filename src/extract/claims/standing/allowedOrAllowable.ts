import { isInQuotationMarks, readVerbGroup, sectionAt, type VerbGroup } from "../../text/index.js";
import {
  ACCORDING_TO_OTHERS,
  ALLOWABLE_NO_MORE,
  ALLOWED_IF,
  ALLOWED_TO_DO,
  APPLICANT_SAYS_ALLOWABLE,
  CLAIM_NAMED_BEHIND,
  CONTAIN_ALLOWABLE,
  CONTAINS_WHAT_IS,
  DEPENDS_FROM,
  FOUND_ALLOWABLE,
  IF_REWRITTEN,
  IN_CONDITION_FOR,
  LIKEWISE_ALLOWABLE,
  NONE_ALLOWED,
  ONCE,
  OPENS_WITH_PRONOUN,
  OTHERS_FOUND,
  OTHERS_SAY_BEHIND,
  OTHERS_SAY_THAT,
  REPORTED_BEHIND,
  SAID_TO_BE,
  SUBJECT_MATTER,
  WILL_BE,
  WOULD_BE,
} from "../../vocabulary/index.js";
import { claimListsIn } from "../numbersAndRanges.js";
import type { Subject } from "../subject.js";
import { readSubject } from "../subjectOfVerb.js";
import { isOfClaims, type StandingStatement, type StandingTrigger, saidOf, VERB_REACH } from "./statement.js";

/** Behind the word: "if rewritten in independent form including all of the limitations of the base claim". */
const BEHIND = 160;
/** "None of the claims", "if rewritten": words right beside the word. */
const NEAR = 60;
/** Without a verb the claims stand so near before the word. */
const WIDEST_GAP = 20;

/** A cascade of what keeps "allowed" from meaning it, each case with its pattern; then the two that it can mean. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a cascade, one branch for each thing that keeps "allowed" from meaning it.
export function readAllowed(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const made = trigger.row.makes;
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - VERB_REACH), at);
  const after = lower.slice(wordEnd, Math.min(end, wordEnd + BEHIND));
  const lead = lower.slice(start, at);
  if (ALLOWED_IF.test(lead) && !WOULD_BE.test(before)) return null;
  if (ALLOWABLE_NO_MORE.test(after)) return null;
  if (APPLICANT_SAYS_ALLOWABLE.test(lead) || isInQuotationMarks(lower, start, at)) return null;
  const containing = made === "allowable" ? CONTAINS_WHAT_IS.exec(before) : null;
  const subjectMatter = containing !== null || (made === "allowable" && SUBJECT_MATTER.test(after));
  let verbAt = at;
  let verb = readVerbGroup(before);
  if (subjectMatter || made === "allowance") {
    if (made === "allowance" && !IN_CONDITION_FOR.test(before)) return null;
    const bridge = containing ?? CONTAIN_ALLOWABLE.exec(before);
    if (!bridge) return null;
    verbAt = at - (before.length - bridge.index);
    verb = readVerbGroup(lower.slice(Math.max(start, verbAt - VERB_REACH), verbAt));
  } else {
    const bridge = FOUND_ALLOWABLE.exec(before);
    if (bridge) {
      // "Are deemed to be": the verb is the one before, and "to be" makes it no other.
      const bridgeAt = at - (before.length - bridge.index);
      const bridged = readVerbGroup(lower.slice(Math.max(start, bridgeAt - VERB_REACH), bridgeAt));
      if (verb.aux === "none" && bridged.aux === "none" && !bridged.modal) return null;
      if (verb.aux === "none" || bridged.aux !== "none") {
        verbAt = bridgeAt;
        verb = bridged;
      }
    }
  }
  if (verb.negated || NONE_ALLOWED.test(lead.slice(-NEAR))) return null;
  const subject = readSubject(action, start, verbAt - verb.length, start);
  if (!subject || (subject.claims.length === 0 && subject.rule !== "all-claims")) return null;
  // "Claims 6 and 7 are objected to as depending from a rejected claim. They would be allowable if rewritten."
  if (subject.rule === "pronoun" && !(verb.modal && OPENS_WITH_PRONOUN.test(lead))) return null;
  if (subject.other || !isOfClaims(lower, subject, start, verbAt)) return null;
  if (isSaidOnly(lower.slice(start, subject.start), before, lower.slice(wordEnd, end))) return null;
  if (made !== "allowance" && (ALLOWED_TO_DO.test(after) || isTold(verb, lower.slice(start, end))))
    return null;
  if (verb.aux === "none" && !verb.modal && !subjectMatter)
    if (subject.gap > WIDEST_GAP || CLAIM_NAMED_BEHIND.test(after)) return null;
  if (verb.aux === "past" && sectionAt(action.sections, at).kind === "response") return null;
  const conditional =
    (verb.modal && !WILL_BE.test(before)) ||
    IF_REWRITTEN.test(`${before.slice(-NEAR)} ${after.slice(0, NEAR)}`) ||
    subjectMatter;
  if (made === "allowable" && !conditional) {
    const follows = whatTheyFollow(trigger, subject, before);
    if (follows) {
      const said = saidOf(subject, trigger, { kind: "allowed", rule: made, confidence: 0.85 });
      return [{ ...said, follows }];
    }
  }
  return [
    conditional
      ? saidOf(subject, trigger, {
          kind: "allowable",
          rule: subjectMatter ? "allowable-subject-matter" : "would-be-allowable",
          confidence: 0.95,
        })
      : saidOf(subject, trigger, {
          kind: "allowed",
          rule: made!,
          confidence: made === "allowed" ? 0.97 : 0.9,
        }),
  ];
}

/** "Claims 8-10 depend from claim 7 and are likewise allowable": the claims whose standing they share; null if none is meant. */
function whatTheyFollow(
  { action, sentence: { end }, word: { end: wordEnd } }: StandingTrigger,
  subject: Subject,
  before: string,
): readonly number[] | null {
  const { lower } = action.text;
  const to = Math.min(end, wordEnd + BEHIND);
  const depends = DEPENDS_FROM.exec(lower.slice(subject.end, to));
  if (!depends) return LIKEWISE_ALLOWABLE.test(before) ? [] : null;
  const base = claimListsIn(lower, subject.end + depends.index + depends[0].length, to)[0];
  return base?.claims.filter((claim) => !subject.claims.includes(claim)) ?? null;
}

/**
 * Dependents that are allowable with their base are so if rewritten where that is, and where nothing says that it is allowed
 * (form paragraph 7.43); "likewise" alone repeats what is said before it.
 */
export function withStandingOfBase(found: readonly StandingStatement[]): StandingStatement[] {
  const settled: StandingStatement[] = [];
  for (const [index, one] of found.entries()) {
    const { follows, ...plain } = one;
    const isAllowed =
      follows === undefined ||
      (follows.length > 0
        ? isAllAllowed(follows, [...settled, ...found.slice(index + 1).filter((other) => !other.follows)])
        : settled.findLast(({ kind, rule }) => kind.startsWith("allow") || rule === "objected-dependent")
            ?.kind !== "allowable");
    settled.push(
      isAllowed
        ? plain
        : {
            ...plain,
            kind: "allowable",
            rule: WITH_BASE,
            because: [`standing-${WITH_BASE}`, ...one.because.slice(1)],
          },
    );
  }
  return settled;
}

const WITH_BASE = "allowable-with-its-base";

function isAllAllowed(claims: readonly number[], said: readonly StandingStatement[]): boolean {
  return claims.every((claim) => said.some((one) => one.kind === "allowed" && one.claims.includes(claim)));
}

/** What applicant, a petition, a search report says of claims: before them, around the verb, at the end of the sentence. */
function isSaidOnly(lead: string, before: string, behind: string): boolean {
  return (
    SAID_TO_BE.test(before) ||
    REPORTED_BEHIND.test(before) ||
    OTHERS_SAY_THAT.test(lead) ||
    ACCORDING_TO_OTHERS.test(lead) ||
    OTHERS_FOUND.test(lead) ||
    OTHERS_SAY_BEHIND.test(behind)
  );
}

/** "Were previously allowed", "were allowed in the parent application". */
function isTold({ aux, formerly }: VerbGroup, sentence: string): boolean {
  return aux === "past" && (formerly || ONCE.test(sentence));
}
