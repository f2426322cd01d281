import type { ObjectionTarget, Span, StatementKind } from "../../model.js";
import { type Action, matchesOf, readVerbGroup, type VerbGroup } from "../../text/index.js";
import {
  ANOTHER_SUBJECT,
  ASIDE_ON_CLAIMS,
  CLAIMS_AGAIN,
  CLAIMS_ONLY_NAMED,
  PARTS_CLAIMS,
  type StandingWord,
  THING_OF_CLAIM,
} from "../../vocabulary/index.js";
import type { ClaimSlip } from "../numbersAndRanges.js";
import type { Subject } from "../subject.js";

/** "The limitations of", "in view of": what leads to the claims and makes something else the subject. */
const LEAD_REACH = 60;
/** Before a word that tells of standing: "are hereby, for the reasons given, ". */
export const VERB_REACH = 140;
/** Behind it: "claims 4-5", "claim 3 to recite". */
export const CLAIMS_RIGHT_BEHIND = 60;
/** "Cancelled claim 4" names a claim right behind the word. */
export const CLAIM_RIGHT_BEHIND = 30;

/** What a sentence says of the standing of claims. Positions are those of the clean text. */
export interface StandingStatement {
  readonly kind: StatementKind;
  readonly what: ObjectionTarget | null;
  readonly claims: readonly number[];
  readonly span: Span;
  readonly rule: string;
  readonly because: readonly string[];
  readonly confidence: number;
  readonly slips: readonly ClaimSlip[];
  /** The claims whose standing these share; empty where it is that of the claims named before. */
  readonly follows?: readonly number[];
}

/** The rules by which a sentence tells the standing of claims, as `because` names them. */
export const STANDING = [
  { name: "standing-title-not-descriptive", says: "The title is not descriptive (form paragraph 6.11)." },
  { name: "standing-allowed", says: "Claims are allowed (form paragraph 7.97)." },
  { name: "standing-allowable", says: "Claims are found allowable as they stand." },
  { name: "standing-allowance", says: "Claims are in condition for allowance." },
  {
    name: "standing-allowable-with-its-base",
    says: "Dependents are allowable with their base claim, which is so only if rewritten (form paragraph 7.43).",
  },
  {
    name: "standing-would-be-allowable",
    says: "Claims would be allowable if rewritten (form paragraph 7.43).",
  },
  { name: "standing-allowable-subject-matter", says: "Claims contain allowable subject matter." },
  {
    name: "standing-objected",
    says: "Claims, drawings or the specification are objected to (form paragraph 7.29.01).",
  },
  {
    name: "standing-objected-dependent",
    says: "Claims are objected to as depending on a rejected claim (form paragraph 7.43).",
  },
  { name: "standing-subject-to-objection", says: "Claims are subject to an objection." },
  { name: "standing-objecting", says: "The examiner objects to claims, drawings or the specification." },
  { name: "standing-objection-made", says: "An objection is made to claims, drawings or the specification." },
  { name: "standing-objection-withdrawn", says: "An objection ended, in the words in which rejections do." },
  { name: "standing-cancelled", says: "Claims were cancelled." },
  { name: "standing-cancelling", says: "Somebody cancels claims: cancellation of, canceling." },
  { name: "standing-withdrawn", says: "Claims are withdrawn from consideration (form paragraph 8.05)." },
  { name: "standing-pending", says: "Claims are pending, presented or examined." },
  { name: "standing-pending-once", says: "Claims were pending once; it bounds no list of claims." },
  { name: "standing-added", says: "Claims were added: they are on file, whatever else is pending." },
  { name: "standing-objection-heading", says: "The heading of its section makes the objection." },
  { name: "standing-pending-are", says: "The pending claims are numbered behind the word." },
  { name: "standing-tabled", says: "A small table of the status: “Claims pending: 1-5”." },
] as const;

/** A word that tells of standing, and the sentence it stands in; positions of the clean text. */
export interface StandingTrigger {
  readonly action: Action;
  readonly sentence: Span;
  readonly word: Span;
  /** What the table says of the word. */
  readonly row: StandingWord;
}

/** A form's box stands so near before the sentence it belongs to. */
const BOX_REACH = 6;

/** What stands in the source from the box of a form to the word: boxes are blanks in the clean text. */
export function sourceBefore({ text }: Action, start: number, at: number): string {
  const from = text.at(Math.max(0, start - BOX_REACH), at);
  const lines = text.source.slice(from.start, from.end);
  return lines.slice(lines.lastIndexOf("\n") + 1);
}

export function statement({
  kind,
  what = null,
  claims,
  span,
  rule,
  confidence,
  slips = [],
}: Pick<StandingStatement, "kind" | "claims" | "span" | "rule" | "confidence"> &
  Partial<Pick<StandingStatement, "what" | "slips">>): StandingStatement {
  return { kind, what, claims, span, rule, because: [`standing-${rule}`], confidence, slips };
}

/** What the trigger's sentence says of claims that were read in it. */
export function saidOf(
  { claims, slips }: Pick<Subject, "claims" | "slips">,
  { sentence: span }: StandingTrigger,
  { kind, rule, confidence }: Pick<StandingStatement, "kind" | "rule" | "confidence">,
): StandingStatement {
  return statement({ kind, claims, span, rule, confidence, slips });
}

/** The verb right before the trigger's word. */
export function verbBefore({ action, sentence: { start }, word: { start: at } }: StandingTrigger): VerbGroup {
  return readVerbGroup(action.text.lower.slice(Math.max(start, at - VERB_REACH), at));
}

/** The verb is of the claims: no other subject stands between, and it is not a thing of the claims that it is about. */
export function isOfClaims(lower: string, subject: Subject, start: number, at: number): boolean {
  if (subject.rule !== "list") return true;
  const between = lower.slice(subject.end, at);
  if (ANOTHER_SUBJECT.test(between) && !CLAIMS_AGAIN.test(between)) return false;
  const before = lower.slice(Math.max(start, subject.start - LEAD_REACH), subject.start);
  return !THING_OF_CLAIM.test(before) && !CLAIMS_ONLY_NAMED.test(before);
}

/** A status sentence tells several things: "claims 1-5 have been amended, claims 6 and 9 have been canceled". */
export function clauseBefore(lower: string, start: number, at: number): number {
  const text = lower.slice(start, at);
  let last = matchesOf(PARTS_CLAIMS, text).at(-1);
  if (last) {
    const withoutAsides = text.replace(ASIDE_ON_CLAIMS, (aside) => " ".repeat(aside.length));
    if (withoutAsides !== text) last = matchesOf(PARTS_CLAIMS, withoutAsides).at(-1);
  }
  return last ? start + last.index + last[0].length : start;
}
