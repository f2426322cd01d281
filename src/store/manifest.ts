/** What a snapshot says of itself; written last, so that a manifest means a complete snapshot. */
export interface Manifest {
  /** Sortable: `yyyymmddThhmmss-xxxxxx`. */
  readonly id: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly artunitVersion: string;
  /** In which form its files are written; see `FORM`. Version 0.1.0 did not say it. */
  readonly form?: number;
  readonly files: readonly SourceFile[];
  readonly tables: readonly TableSummary[];
  /** The snapshot's own files: path relative to its folder. */
  readonly stored: readonly StoredFile[];
  /** Order-independent digest of each table's published fields, over all tables. */
  readonly contentHash: string;
  /** Set where its tables stand partly in a base that an earlier load built. */
  readonly overlay?: OverlaySummary;
}

/** What a manifest says of its overlay. */
export interface OverlaySummary {
  /** The snapshot whose load built the base. */
  readonly base: string;
  readonly baseCreatedAt: string;
  /** Rows of the base that still count, and those of the overlay. */
  readonly baseRows: number;
  readonly overlayRows: number;
}

/** One file that went in, or one entry of an archive. `read = loaded + rejected`. */
export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What it was recognised as, e.g. `release-2017 citations`. */
  readonly kind: string;
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly loadedAt: string;
  /** Columns or members we do not know; kept raw in `verbatim`. */
  readonly unknownColumns: readonly string[];
  /** Ids of the documents that it is or holds, where it is no bulk file. */
  readonly documents?: readonly string[];
}

export interface TableSummary {
  readonly name: string;
  readonly rows: number;
  readonly rowsBySource: Readonly<Record<string, number>>;
  readonly contentHash: string;
  /** The earliest and the latest day in the column with the role `date`; null where there is none. */
  readonly firstDate: string | null;
  readonly lastDate: string | null;
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
