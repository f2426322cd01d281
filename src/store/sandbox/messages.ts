/** What a cell of an answer in SQL may hold: numbers that JSON cannot hold exactly, days and instants are texts. */
export type SqlValue = string | number | boolean | null | readonly SqlValue[];

export interface SqlColumn {
  readonly name: string;
  /** As the engine calls it: `BIGINT`, `VARCHAR[]`. */
  readonly type: string;
}

export interface SqlQuestion {
  readonly sql: string;
  /** In the engine's spelling: `1GB`. */
  readonly memory: string;
  readonly rowsAtOnce: number;
}

/** What the process of a question says; after each batch of rows it waits until it is told to go on. */
export type FromSandbox =
  | { readonly kind: "columns"; readonly columns: readonly SqlColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly (readonly SqlValue[])[] }
  | { readonly kind: "end" }
  /** The kind of a statement that does not only ask, or `several`. */
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "error"; readonly message: string };
