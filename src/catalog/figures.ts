/** A figure that others have published of some data, and how it is counted. */
export interface FigureQuestion {
  readonly name: string;
  /** One row; its values, joined with " / ", are compared with `expected`. */
  readonly sql?: string;
  readonly expected: string;
  /** What would be needed to compute it, where the data alone does not do. */
  readonly needs?: string;
}
