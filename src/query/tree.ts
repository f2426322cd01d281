import type { Span } from "../extract/index.js";

export type { Span };

/** How a clause takes part in its group, in Lucene's sense. AND, OR and NOT only set these marks. */
export type Occur = "must" | "should" | "must-not";

/** A part of a group, and how it takes part in it. */
export interface Clause {
  readonly occur: Occur;
  readonly query: Query;
}

interface Node {
  /** Kept for `formatCriteria`; a boost never changes which records match. Null where none, or 1, is written. */
  readonly boost: number | null;
  /** The value or group itself, without its field. */
  readonly span: Span;
}

interface FieldNode extends Node {
  /** Null where the criteria name none. */
  readonly field: string | null;
  /** Where the field is named: before the value, or before the group the value stands in. */
  readonly fieldSpan: Span | null;
}

/** All records: `*:*`, or a bare `*`. */
export interface EverythingQuery extends Node {
  readonly kind: "everything";
}

/** A single unescaped value. A quoted single word of letters and digits is one too: it can mean nothing else. */
export interface TermQuery extends FieldNode {
  readonly kind: "term";
  readonly value: string;
}

export interface PhraseQuery extends FieldNode {
  readonly kind: "phrase";
  readonly value: string;
  readonly slop: number;
}

/**
 * `*` and `?` in an unquoted term; `field:*` is the pattern `*`. In the pattern `\` stands before a literal
 * `*`, `?` or `\` and before nothing else; all other escapes are resolved.
 */
export interface WildcardQuery extends FieldNode {
  readonly kind: "wildcard";
  readonly pattern: string;
}

/**
 * `~` on a term: `edits` 0-2 for `~0`, `~1`, `~2` and 2 for a bare `~`; a fraction (`~0.7`) is a similarity
 * and kept as such. Exactly one of the two is not null.
 */
export interface FuzzyQuery extends FieldNode {
  readonly kind: "fuzzy";
  readonly value: string;
  readonly edits: number | null;
  readonly similarity: number | null;
}

/** What stands between the slashes, as written. */
export interface RegexpQuery extends FieldNode {
  readonly kind: "regexp";
  readonly pattern: string;
}

/** A null bound is an open end. `field:>=v` and its relatives are ranges too. */
export interface RangeQuery extends FieldNode {
  readonly kind: "range";
  readonly lower: string | null;
  readonly upper: string | null;
  readonly includesLower: boolean;
  readonly includesUpper: boolean;
  readonly lowerSpan: Span | null;
  readonly upperSpan: Span | null;
}

/** Two clauses or more, or a single one marked `must` or `must-not`. */
export interface GroupQuery extends Node {
  readonly kind: "group";
  readonly clauses: readonly Clause[];
}

/** The syntax tree of Lucene's classic query language, as the classic parser builds it. Values are unescaped. */
export type Query =
  | EverythingQuery
  | TermQuery
  | PhraseQuery
  | WildcardQuery
  | FuzzyQuery
  | RegexpQuery
  | RangeQuery
  | GroupQuery;

/** A clause that asks one field something. */
export type Leaf = Exclude<Query, { readonly kind: "group" | "everything" }>;
