/**
 * How a table is best kept, as its family says: no answer depends on it, only time and space. Expressions are in the
 * engine's SQL, over the table's own columns.
 */
export interface Hints {
  readonly packing?: Packing;
  /**
   * By what its rows are counted beforehand, each count under a name of its own. A question is answered from the first that
   * has all that it asks, so that the smaller ones come first. Worth it for the largest tables alone.
   */
  readonly counted?: Readonly<Record<string, Counted>>;
  /** What usually follows from another column, in the order in which it is worked out. */
  readonly usual?: readonly Usual[];
  /** Columns that often hold one value throughout the table; they are then kept once. */
  readonly steady?: readonly string[];
  /** Columns that are the same in every row of one document. */
  readonly shared?: readonly string[];
  /** Columns, lists too, that rows are looked up by, beside the roles `partition` and `document`. */
  readonly keys?: readonly string[];
  /** Columns that are no part of what a row says, beside where it was read from. */
  readonly undigested?: readonly string[];
}

/** How many rows there are of each combination of some columns. */
export interface Counted {
  /** In the order in which the counts are kept: first what questions are narrowed by. */
  readonly columns: readonly string[];
  /** Days (the role `date`) are kept as the first of this period; of a month where nothing is said. */
  readonly period?: "year";
}

/**
 * Columns that are written as fewer and narrower ones, and read out of them: each column costs a load a tenth of a
 * microsecond a row if it is a number, half a microsecond if it is a text that hardly repeats.
 */
export interface Packing {
  /** What is written, with its type in the engine. */
  readonly written: ReadonlyMap<string, string>;
  /** How that is worked out from the columns. */
  readonly write: ReadonlyMap<string, string>;
  /** How each column is read out of what is written. */
  readonly read: ReadonlyMap<string, string>;
  /** Of these columns a written one holds two bits each, in this order: 0, 1, or 2 for missing. */
  readonly flags?: { readonly column: string; readonly names: readonly string[] };
  /** How a second order that leads with another spelling of a packed column keeps it beside the leading one. */
  readonly spelling?: {
    readonly written: ReadonlyMap<string, string>;
    readonly read: (leading: string) => string;
  };
}

/** What a column usually holds, given another of its row: lookup files leave it out where it does. */
export interface Usual {
  readonly column: string;
  readonly from: string;
  /** Null where the other column is missing. */
  readonly sql: string;
  /** The same from the other column's text; null for a missing value. */
  readonly textOf: (text: string) => string | null;
  /** Rows that come from one bulk file have it by this very rule. */
  readonly isRule?: true;
}
