/**
 * What a generated data set is known to hold, written as `truth.json` beside it. It is counted while the rows
 * are made, from the numbers that make them, and never read back through any engine.
 */
export type Table = "office_actions" | "rejections" | "citations";

/** One condition on a row, in the names and spellings of the release. An empty `is` asks for a missing value. */
export type Condition =
  | { readonly column: string; readonly is: string }
  | { readonly column: string; readonly from: string; readonly to: string }
  | { readonly column: string; readonly startsWith: string }
  | { readonly column: string; readonly contains: string };

/** Conditions on columns of the action (a date, a flag) may also be asked of its rejections. */
export interface KnownQuery {
  readonly kind: "flag-and-dates" | "exact" | "prefix" | "infix" | "value" | "claim";
  readonly table: Table;
  readonly where: readonly Condition[];
  readonly total: number;
}

export interface KnownGroups {
  readonly table: Table;
  readonly by: readonly [string, string];
  readonly where: readonly Condition[];
  /** Missing values are empty strings, and so is the year of the sentinel date; groups of no rows are left out. */
  readonly counts: readonly (readonly [string, string, number])[];
}

export interface KnownFacets {
  readonly table: Table;
  readonly where: readonly Condition[];
  readonly total: number;
  readonly fields: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface SampledApplication {
  readonly app_id: string;
  readonly office_actions: number;
  readonly rejections: number;
  readonly citations: number;
}

export interface WholeApplication {
  readonly app_id: string;
  /** Lines of the three files, without line ends, oldest action first. */
  readonly office_actions: readonly string[];
  readonly rejections: readonly string[];
  readonly citations: readonly string[];
}

export interface Truth {
  readonly seed: number;
  readonly scale: number;
  readonly rows: Readonly<Record<Table, number>>;
  readonly applications: {
    readonly withActions: number;
    readonly withCitations: number;
    /** Applications that have citations and no action, and the rows of them. */
    readonly orphans: number;
    readonly orphanCitations: number;
    /** Index = number of actions. */
    readonly byActions: readonly number[];
  };
  /** Pairs of rows of office_actions that are one document under two ids. */
  readonly duplicates: number;
  readonly duplicatesByMonth: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<Table, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
  readonly queries: readonly KnownQuery[];
  readonly groups: readonly KnownGroups[];
  readonly facets: readonly KnownFacets[];
  /** Which application stands at a row when rows are ordered by application number. */
  readonly positions: readonly {
    readonly table: Table;
    readonly position: number;
    readonly app_id: string;
  }[];
  /** The dates of the newest hundred rows, newest first. */
  readonly newest: readonly {
    readonly table: Table;
    readonly where: readonly Condition[];
    readonly dates: readonly string[];
  }[];
  readonly sample: readonly SampledApplication[];
  readonly whole: readonly WholeApplication[];
}
