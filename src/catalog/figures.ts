/** A figure that others have published of some data, and how it is counted. */
export interface FigureQuestion {
  readonly name: string;
  /** One row; its values, joined with " / ", are compared with `expected`. */
  readonly sql?: string;
  readonly expected: string;
  /** It counts all rows of one of the files: with fewer, every other figure differs. */
  readonly countsFile?: true;
  /** What would be needed to compute it, where the data alone does not do. */
  readonly needs?: string;
}
