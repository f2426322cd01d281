/** A place in the criteria: UTF-16 code units, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a clause takes part in its group, in Lucene's sense. AND, OR and NOT only set these marks. */
export type Occur = "must" | "should" | "must-not";

export interface Clause {
  readonly occur: Occur;
  readonly query: Query;
}

/**
 * The syntax tree of Lucene's classic query language, as the classic parser builds it. `field` is null where
 * the criteria name none. Values are unescaped; a wildcard pattern keeps its escapes so that `\*` stays a
 * literal star. Boosts are kept for `formatCriteria` and never change which records match.
 */
export type Query =
  | { readonly kind: "everything"; readonly boost: number | null; readonly span: Span }
  | {
      readonly kind: "term";
      readonly field: string | null;
      readonly value: string;
      readonly boost: number | null;
      readonly span: Span;
    }
  | {
      readonly kind: "phrase";
      readonly field: string | null;
      readonly value: string;
      readonly slop: number;
      readonly boost: number | null;
      readonly span: Span;
    }
  /** `*` and `?` in an unquoted term; `field:*` is the pattern `*`. */
  | {
      readonly kind: "wildcard";
      readonly field: string | null;
      readonly pattern: string;
      readonly boost: number | null;
      readonly span: Span;
    }
  /** `~` on a term: `edits` 0-2 for `~`, `~1`, `~2`; a fraction (`~0.7`) is a similarity and is kept as such. */
  | {
      readonly kind: "fuzzy";
      readonly field: string | null;
      readonly value: string;
      readonly edits: number | null;
      readonly similarity: number | null;
      readonly boost: number | null;
      readonly span: Span;
    }
  | {
      readonly kind: "regexp";
      readonly field: string | null;
      readonly pattern: string;
      readonly boost: number | null;
      readonly span: Span;
    }
  /** A null bound is an open end. `field:>=v` and its relatives are ranges too. */
  | {
      readonly kind: "range";
      readonly field: string | null;
      readonly lower: string | null;
      readonly upper: string | null;
      readonly includesLower: boolean;
      readonly includesUpper: boolean;
      readonly lowerSpan: Span | null;
      readonly upperSpan: Span | null;
      readonly boost: number | null;
      readonly span: Span;
    }
  | {
      readonly kind: "group";
      readonly clauses: readonly Clause[];
      readonly boost: number | null;
      readonly span: Span;
    };
