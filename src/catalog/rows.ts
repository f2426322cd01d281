/**
 * One value of a row as plain TypeScript: text as string, integers and doubles as number, dates as `yyyy-mm-dd`, timestamps as
 * `yyyy-mm-ddThh:mm:ss[.fff]` (a fraction has no trailing zeros), json columns as JSON text.
 */
export type Scalar = string | number | boolean;

/** What a row holds in a column: a value, the values of a list, or null where it is missing. */
export type Cell = Scalar | readonly Scalar[] | null;

/** One row by column name, as it is read and as it is stored. A column that is not there counts as missing. */
export type Row = Readonly<Record<string, Cell>>;

/** Takes the rows of a table that is not staged in files: what is long is worked on while the rest is read. */
export interface RowSink {
  /** Resolves once there is room for more; a failure comes out at the end, too. */
  add(rows: readonly Row[], file: number): Promise<void>;
}
