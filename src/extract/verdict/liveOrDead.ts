import type { Ground, Span, StatementKind } from "../model.js";
import type { Combination } from "../references/index.js";
import type { RejectionStatement } from "../statements/index.js";
import type { FoundSection } from "../text/index.js";
import type { Verdict } from "./verdictKinds.js";

/** A rejection that counts. Positions are those of the clean text. */
export interface LiveRejection {
  readonly ground: Ground;
  readonly subsection: string | null;
  readonly preAia: boolean;
  readonly provisional: boolean;
  readonly claims: readonly number[];
  readonly dependentsInherit: boolean;
  readonly combination: Combination;
  readonly implicit: boolean;
  readonly basis: string | null;
  readonly span: Span;
  /** Where the numbers stand; null if they stand in several sentences or nowhere. */
  readonly claimSpan: Span | null;
  /** Where the same rejection is told again; grows while the others are read. */
  readonly alsoAt: Span[];
  readonly rule: string;
  readonly because: readonly string[];
  readonly confidence: number;
  /** The sentence that makes it; null if none says that claims are rejected. */
  readonly statement: RejectionStatement | null;
  readonly placeholder: boolean;
  readonly section: FoundSection;
}

/** A statement in the words of a rejection that does not count. */
export interface DeadStatement {
  readonly kind: StatementKind;
  readonly ground: string | null;
  readonly subsection: string | null;
  readonly claims: readonly number[];
  readonly span: Span;
  readonly rule: string;
  readonly because: readonly string[];
  readonly confidence: number;
}

/** A statement with what it comes to. */
export interface Judged {
  readonly statement: RejectionStatement;
  readonly verdict: Verdict;
}
