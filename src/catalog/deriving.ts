import type { Column } from "./types.js";

/**
 * How the columns of a family's tables are worked out when a snapshot is built. The mill goes through the data in
 * ranges of the tables' partition and owns every statement; the family supplies expressions and steps, in the
 * engine's SQL. Within a range the rows of a table, as they were read and each record once, are `own_<table>`; in
 * expressions over a table they are `r`.
 */
export interface Deriving {
  /** Distinct texts that a function of ours reads. */
  readonly readings: readonly ColumnReading[];
  /** What is worked out in each range before the rows are: temporary tables, each may ask those before it. */
  readonly steps: (range: Range) => readonly Step[];
  /** What is said of a table, by its name; of one that is missing here, rows are kept as they were read. */
  readonly tables: Readonly<Record<string, TableDeriving>>;
  /** What is counted and reported. */
  readonly remarks: readonly Remark[];
}

/**
 * A column that is our reading of another. It is made afresh at every load: another version of us may read better.
 * Its answers stand in the temporary table `read_<table>_<column>`, as `text` and `value`.
 */
export interface ColumnReading {
  readonly table: string;
  readonly column: string;
  readonly from: string;
  /** What SQL alone can read, most of all texts; null for the others. */
  readonly plain: (text: string) => string;
  /** Reads the others; null for what cannot be read. */
  readonly read: (text: string) => string | readonly number[] | null;
}

export interface Step {
  /** Of the temporary table. */
  readonly name: string;
  readonly select: string;
}

export interface TableDeriving {
  /** Which rows of the snapshot before were read, and not made by steps of the load before: a condition. */
  readonly given?: string;
  /** Columns that are worked out at every load, and so no part of what was received. */
  readonly derived: readonly string[];
  /** Those of them that are never taken from a file, even where it has them. */
  readonly afresh?: readonly string[];
  /** Columns that a row has from elsewhere, unless it comes from one of these sources. */
  readonly filled?: { readonly columns: readonly string[]; readonly ownFrom: readonly string[] };
  /**
   * Columns that a row takes from another where it brought none: the column `brought` holds a bit for each that it brought,
   * in this order, and nothing where it brought none. So what was taken is told from what was received, whatever is stored.
   */
  readonly taken?: { readonly columns: readonly string[]; readonly brought: string };
  /** How a cell of a bulk file is read where its column's type does not tell; null elsewhere. */
  readonly cell?: (column: Column, text: string) => string | null;
  /** Columns that rows of a bulk file have from another of its columns. */
  readonly stated?: Readonly<
    Record<string, { readonly from: string; readonly sql: (text: string) => string }>
  >;
  /** Its rows, `r`, and what is joined to them. */
  readonly from: (range: Range, isAlone: boolean) => string;
  /** The rows in `from` have every column, whatever they were read from. */
  readonly isWhole?: true;
  /** Its rows count as coming from a bulk file alone only where those of these tables do. */
  readonly alongside?: readonly string[];
  /** Columns that are not as they were read. `own` is what was. */
  readonly columns: Readonly<Record<string, (own: string, isAlone: boolean) => string>>;
  /** Rows with this in common describe the same, of which the best source is preferred; else partition and document. */
  readonly same?: string;
  /** A number that stands for what a row says, where it is not made of all its cells together. */
  readonly digest?: (content: readonly Column[], sql: SqlWords) => string;
  readonly alone?: AloneDeriving;
}

/**
 * The short way for rows of a range that all come from one bulk file: what is constant or follows from other columns is
 * not carried through joins and sorting, but worked out while writing. Moving rows costs more than computing columns.
 */
export interface AloneDeriving {
  /** A column that rows carry from the first, in whose presence some others are left out. */
  readonly packed?: {
    readonly name: string;
    readonly sql: (textOf: (column: string) => string) => string;
    readonly instead: readonly string[];
  };
  /** Columns that hold one value throughout. */
  readonly constant: (rows: AloneRows, sql: SqlWords) => ReadonlyMap<string, string>;
  /** Columns that follow from what is carried. */
  readonly computed: (rows: AloneRows, sql: SqlWords) => ReadonlyMap<string, string>;
  /** What is carried beside the columns: expressions with their names. */
  readonly carried: (rows: AloneRows) => readonly string[];
  /** As of the table, over what is carried. */
  readonly digest: (sql: SqlWords) => string;
}

/** What is known of a table's rows in a range that all come from one bulk file. */
export interface AloneRows {
  /** The columns that they have of their own. */
  readonly columns: ReadonlySet<string>;
  /** Those of the house that hold one value. */
  readonly house: ReadonlyMap<string, string>;
}

/** What is known of the rows of a range. */
export interface Range {
  /** Tables of which all rows come from one bulk file. */
  readonly alone: ReadonlySet<string>;
  readonly sql: SqlWords;
}

export interface Remark {
  readonly table: string;
  /** Which rows, as they stand before they are written. */
  readonly condition: (isAlone: boolean) => string;
  /** What such a row is, in the singular and the plural. */
  readonly says: readonly [one: string, several: string];
}

/** The engine's words. */
export interface SqlWords {
  readonly quoted: (name: string) => string;
  readonly literal: (text: string) => string;
  readonly typeOf: (column: Column) => string;
  /** A cell as text; nothing where it is missing. */
  readonly textOf: (column: Column) => string;
  /** A number that stands for some texts. */
  readonly digestOf: (texts: readonly string[]) => string;
}
