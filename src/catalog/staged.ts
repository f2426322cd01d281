/**
 * What stands, in the lines in which ingest lays rows of tables aside for the engine, behind each cell and for the line breaks inside
 * one; in those of records, whose cells have no line breaks, between cells and between the values of a list. No cell holds any of them.
 */
export const STAGED = {
  cellEnd: "\x1f",
  lineFeed: "\x1e",
  carriageReturn: "\x1d",
  betweenValues: "\x1e",
} as const;

/** A file of such lines. */
export interface StagedBucket {
  /** What the values of the column begin with by which buckets are told apart, where they are texts, or between which numbers they are; null where they are any. */
  readonly holds:
    | { readonly prefix: string }
    | { readonly from: number /** Exclusive. */; readonly to: number }
    | null;
  readonly path: string;
  readonly rows: number;
}
