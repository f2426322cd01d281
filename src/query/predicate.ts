/**
 * What bound criteria ask of one stored row: columns of the dataset's table and typed values. This is all a
 * store has to understand; names of wire fields, protocols and Lucene are gone by here.
 */
export type Predicate =
  | { readonly kind: "everything" }
  | { readonly kind: "nothing" }
  | { readonly kind: "and"; readonly children: readonly Predicate[] }
  | { readonly kind: "or"; readonly children: readonly Predicate[] }
  /** True where the child is not true: a row whose column is null satisfies `not (column = 1)`. */
  | { readonly kind: "not"; readonly child: Predicate }
  /** The column has a value. */
  | { readonly kind: "exists"; readonly column: string }
  /**
   * The column equals one of the values; for a list column, one of its elements does. `otherwise` are other forms of a single
   * value, which are meant where no record has it as it is written; an engine takes no notice of them.
   */
  | {
      readonly kind: "in";
      readonly column: string;
      readonly values: readonly Value[];
      readonly otherwise?: readonly Value[];
    }
  /** Text compares by code point. For a list column, one of its elements lies in the range. */
  | {
      readonly kind: "range";
      readonly column: string;
      readonly lower: Bound | null;
      readonly upper: Bound | null;
    }
  /** The whole value of a keyword column matches. */
  | { readonly kind: "matches"; readonly column: string; readonly pattern: Pattern }
  /** Words of an analysed text column. */
  | { readonly kind: "text"; readonly column: string; readonly text: TextQuery };

/** One that asks something of a column. */
export type ColumnPredicate = Extract<Predicate, { column: string }>;

/** Dates are `yyyy-mm-dd`, instants `yyyy-mm-ddThh:mm:ss[.fff]` (wall time as stored), as text. */
export type Value = string | number | boolean;

/** An end of a range. */
export interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

/** What stands for many texts: a wildcard, a regular expression, a fuzzy term. */
export type Pattern =
  /** `*` any run, `?` one code point, `\` escapes the next character. */
  | { readonly kind: "wildcard"; readonly pattern: string }
  /**
   * Lucene's regular expressions, already checked and translated to a subset that RE2 and JavaScript read in
   * the same way. It must match as a whole, and `.` matches line ends too.
   */
  | { readonly kind: "regexp"; readonly source: string }
  /** At most so many edits by code point, an exchange of neighbours counting as one, as Lucene's fuzzy query. */
  | { readonly kind: "fuzzy"; readonly value: string; readonly edits: number };

/** One analysed text question. Terms are already analysed (UAX #29 words, lower case). */
export type TextQuery =
  | { readonly kind: "term"; readonly term: string }
  | { readonly kind: "phrase"; readonly terms: readonly PhraseTerm[]; readonly slop: number }
  /** A pattern over single terms of the column. */
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  | { readonly kind: "term-range"; readonly lower: Bound | null; readonly upper: Bound | null };

/** A term and its position in the phrase; gaps are kept where the analyser dropped something. */
export interface PhraseTerm {
  readonly term: string;
  readonly position: number;
}
