import type { ClaimSlip } from "../claims/index.js";
import type { GroundItem } from "../grounds/index.js";
import type { Span } from "../model.js";
import type { FoundSection } from "../text/index.js";

/** A word that may reject claims, with the sentence and the clause it stands in. Spans are those of the clean text. */
export interface Trigger {
  readonly word: Span;
  /** From behind the verb before it, or from the beginning of the sentence, to the end of the sentence. */
  readonly clause: Span;
  readonly sentence: Span;
  /** The number of the sentence in its action. */
  readonly index: number;
}

/**
 * How the sentence puts it, by its verb alone: "are rejected" now, "were rejected" before, "have been rejected" since,
 * "would be" perhaps, "are not" never; "the rejection of" only names it, "are subject to a rejection" makes them its
 * subject. An item of a list says what its introduction says, a share of claims what is said of that share.
 */
export type Mood =
  | "now"
  | "before"
  | "since"
  | "perhaps"
  | "never"
  | "named"
  | "subject-to"
  | "listed"
  | "apportioned";

/** A statement in the words of a rejection. What it comes to is for its verdict. Positions are those of the clean text. */
export interface RejectionStatement {
  /** "claims … are rejected", "the rejection of claims …", "the examiner rejects claims …". */
  readonly form: "verb" | "noun" | "active";
  readonly mood: Mood;
  /** "previously rejected", "formerly rejected". */
  readonly isFormer: boolean;
  /** The claims are those of another application or patent. */
  readonly isOfOther: boolean;
  /** What stands before the claims, or before the verb: whose words these are, and under which condition. */
  readonly lead: Span;
  /** For an item, what introduces its list; for a share, the verb of that share. */
  readonly introduction: string;
  readonly grounds: readonly GroundItem[];
  readonly groundsFromContext: boolean;
  readonly preAia: boolean;
  readonly claims: readonly number[];
  /** Where the numbers stand; null if they stand nowhere. */
  readonly claimSpan: Span | null;
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  /** Of all claims, those that are not meant. */
  readonly leftOut?: readonly number[];
  readonly span: Span;
  /** Where the word stands that rejects. */
  readonly word: Span;
  /** Where a clause ends that shares its verb with further ones: what is said behind them is said of all. */
  readonly predicateEnd: number;
  /** Where the reasons and references begin: behind the statute. */
  readonly reasonsStart: number;
  /** The number of the sentence in its action. */
  readonly sentence: number;
  readonly section: FoundSection;
  readonly provisional: boolean;
  /** The statement opens its sentence. */
  readonly opens: boolean;
  readonly slips: readonly ClaimSlip[];
  readonly letterSlips: readonly string[];
  readonly rule: string;
  readonly confidence: number;
}
