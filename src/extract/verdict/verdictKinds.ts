/**
 * What a sentence in the words of a rejection comes to. `live` rejects now. `maintained` and `since` ("have been
 * rejected") count where nothing else makes the rejection. `recalled` tells of an earlier action, `named` only names a
 * rejection, `never` says that there is none.
 */
export type VerdictKind =
  | "live"
  | "maintained"
  | "since"
  | "recalled"
  | "named"
  | "never"
  | "conditional"
  | "quoted"
  | "other-application"
  | "withdrawn"
  | "moot"
  | "overcome"
  | "reversed";

export interface Verdict {
  readonly is: VerdictKind;
  /** The reasons that decided and the patterns that made them, by name. */
  readonly because: readonly string[];
}

/** What a reason found: the verdict, and the patterns by which. */
export interface Finding {
  readonly is: VerdictKind;
  readonly by: readonly RegExp[];
}
