import type { Dataset, Shape } from "../catalog/index.js";
import type { Predicate } from "../query/predicate.js";
import type { Manifest } from "./manifest.js";
import type { KeyColumn } from "./records/spelled.js";
import type { Row } from "./row.js";

/**
 * What the rest of the program knows of an engine: one snapshot, opened for reading. Implementations: DuckDB
 * for the structured tables, SQLite shards for texts, a plain in-memory evaluator as the oracle. One contract
 * suite runs against all of them. Every method answers from this one snapshot.
 */
export interface Store {
  readonly manifest: Manifest;
  /** Exactly how many records of the dataset match. */
  count(query: Selection): Promise<number>;
  /** The exact total and the records of one page. */
  page(request: PageRequest): Promise<Page>;
  /** Exact groups of one to three fields. */
  groups(request: GroupRequest): Promise<Groups>;
  /** All groups from `start` on, in batches, for exports; a store without it gives them at once. */
  groupBatches?(request: GroupRequest): Promise<AsyncIterable<Groups["groups"]>>;
  /** The SQL and parameters that `page` would run, per statement, for people who want to check us. */
  explain(request: PageRequest): readonly Statement[] | Promise<readonly Statement[]>;
  /** Search for people over texts; stores without texts have none. */
  search?(request: SearchRequest): Promise<SearchResult>;
  /** The rows of a value, and what stands in one statement with them; null where nothing is kept for it. */
  together?(request: TogetherRequest): Promise<TogetherRows | null>;
  /** Whole stored rows with their long texts, in the declared order; for publishing. */
  documents?(query: Selection): AsyncIterable<readonly Row[]>;
  close(): Promise<void>;
}

/** Which records: a dataset, what the criteria ask, and what every question may narrow further. */
export interface Selection {
  readonly dataset: Dataset;
  readonly predicate: Predicate;
  /** Leaves out documents that duplicate another; the default is to count them. */
  readonly withoutDuplicates?: boolean;
  /** Ends the query: the client left, or its time is over. Without one an engine ends it after a time of its own. */
  readonly signal?: AbortSignal;
}

/** What is asked of the kept rows of a frequent value, whatever their source. */
export interface TogetherRequest extends Pick<Selection, "dataset" | "signal"> {
  /** The second order that keeps it. */
  readonly order: string;
  readonly value: string;
  readonly columns: readonly string[];
}

/** For each column its values, the rows in the declared order. */
export type TogetherRows = readonly (readonly (string | number | boolean | null)[])[];

/** Which records, in which order and shape, from where. */
export interface PageRequest extends Selection {
  /** How its records are written. */
  readonly shape: Shape;
  /** Columns; the table's declared order always follows as the tie-breaker. Nulls come last. */
  readonly sort?: readonly SortKey[];
  /** Records to skip, from 0. Not together with `after`. */
  readonly start?: number;
  /** Continue behind this key (of the last record of the page before). */
  readonly after?: RowKey;
  /** At most so many records; Infinity streams them all. */
  readonly rows: number;
  /** False where the caller already knows the total or does not need it: `total` is then null. */
  readonly counts?: boolean;
}

export interface SortKey extends KeyColumn {
  readonly descending: boolean;
}

/** Values of the sort columns, then the row's position in the declared order. */
export type RowKey = readonly (string | number | boolean | null)[];

/** A page of records. */
export interface Page {
  /** Exact; null when it was not asked for. */
  readonly total: number | null;
  /**
   * The records, rendered as JSON text in the asked-for shape, in batches. Ends with an error, never
   * silently, when the engine stops before the page is complete.
   */
  readonly records: AsyncIterable<readonly string[]>;
  /** The key of the last record once `records` has been read to its end; null when it held none. */
  readonly last: () => RowKey | null;
}

/** Which records are counted, by which columns. */
export interface GroupRequest extends Selection {
  /** One to three columns, dates cut to a period. */
  readonly by: readonly GroupKey[];
  readonly measure: { readonly kind: "count" } | ({ readonly kind: "distinct" } & KeyColumn);
  readonly order: "size" | "key";
  readonly start: number;
  readonly rows: number;
}

export interface GroupKey extends KeyColumn {
  readonly period?: "year" | "quarter" | "month";
}

/** Records counted by columns. */
export interface Groups {
  /** How many groups there are. */
  readonly total: number;
  /** How many records they hold together. */
  readonly records: number;
  readonly groups: readonly {
    readonly key: readonly (string | number | boolean | null)[];
    readonly size: number;
  }[];
}

export interface Statement {
  readonly engine: string;
  readonly sql: string;
  readonly parameters: readonly (string | number | boolean | null)[];
}

/** A search for people: best matches first, or latest, with the passages that show why. */
export interface SearchRequest extends Selection {
  readonly order: "relevance" | "date";
  /** How each text is written. */
  readonly shape: Shape;
  /** Continue behind this key (of the last hit of the page before). */
  readonly after?: RowKey;
  readonly limit: number;
  /** Passages of each text at most. */
  readonly passages: number;
}

export interface SearchResult {
  /** Exact. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** The key of the last hit; null when these were the last. */
  readonly next: RowKey | null;
}

export interface SearchHit {
  /** The text in the asked-for shape. */
  readonly record: string;
  /** Greater is better (BM25); null where the order is another or no word was asked for. */
  readonly score: number | null;
  readonly passages: readonly SearchPassage[];
}

/** UTF-16 code units of the body, half-open. */
export interface SearchPassage {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
}
