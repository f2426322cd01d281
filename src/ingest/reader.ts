import type { Row } from "../catalog/index.js";

/**
 * How readers hand rows to the loader. A reader turns one file (or one entry of an archive) into batches of
 * rows of any tables; the loader stages them, joins them with what is stored, computes the derived
 * columns and writes the next snapshot. A reader never sees the store.
 *
 * ```ts
 * export const weeklyArchive: Reader = {
 *   name: "weekly archive",
 *   recognise: (member, head) => looksLikeWeeklyRecord(head) ? { kind: "weekly archive" } : null,
 *   async *read(member, context) {
 *     for await (const action of readActions(member)) {
 *       yield { kind: "rows", table: "office_actions", rows: [{ record_id, document_id, …, source: "extraction" }] };
 *     }
 *   },
 * };
 * ```
 */
export interface Reader {
  /** What messages call it. */
  readonly name: string;
  /** What a document that it reads is: `an Office action`. */
  readonly document?: string;
  /** `key/version` of the dataset whose records it reads, whatever file they come in. */
  readonly dataset?: string;
  /** Null when the member is not of this reader's kind. `head` is its first bytes (up to 256 KiB), unpacked. */
  recognise(member: Member, head: Uint8Array): RecognisedBy | null;
  /**
   * Where a member is one document: the id it gets, null for one that cannot be read. It is the same as long as nothing that is known of the document changed; what
   * was loaded under it before is replaced.
   */
  identify?(member: Member): Promise<string | null>;
  /** Streams the member; throws an ArtunitError (`file-unreadable`) when the whole member cannot be read. */
  read(member: Member, context: ReadContext): AsyncIterable<Batch>;
}

/** What the readers of a family are made with, once for each load: they may count over the entries of an archive. */
export interface ReaderOptions {
  /** Whether what texts say is sought in them. */
  readonly extracts: boolean;
  /** Where findings are kept until the load is served; null for nowhere. */
  readonly findings: string | null;
  /** What a person says of the single document that is loaded. */
  readonly about?: AboutDocument;
}

/** What a person knows of a document and its file does not tell. */
export interface AboutDocument {
  readonly application?: string;
  readonly code?: string;
  /** Its date, `yyyy-mm-dd`. */
  readonly day?: string;
}

export interface RecognisedBy {
  /** Stored in the manifest and shown to the user, e.g. `oa_actions/v1 records`. */
  readonly kind: string;
  /** Set where any other reader that knows the member goes before this one. */
  readonly yields?: true;
}

export interface ReadContext {
  /** The file's name as provenance shows it: `source_file` of every row. */
  readonly fileName: string;
  /** `--dataset KEY/VERSION`, where the user named one. */
  readonly dataset: string | null;
  /** The file on disk that the member is, or is an entry of. */
  readonly file: {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly isLastMember: boolean;
  };
}

/**
 * One step of a reader. `rows` counts as read and loaded, `rejected` as read and rejected: every record of the
 * file must show up in exactly one of them. Rows that a record brings along for another table (the Office
 * action of a text, the citations found in it) go into batches with `counted: false`.
 */
export type Batch =
  | {
      readonly kind: "rows";
      readonly table: string;
      /**
       * The reader fills `record_id` (unique within the source; the same at every load), `source`, `source_file`, `source_row`,
       * and what it read. What its family derives is worked out when the snapshot is built.
       */
      readonly rows: readonly Row[];
      readonly counted?: boolean;
    }
  | { readonly kind: "rejected"; readonly rejected: Rejected }
  /** A record that is loaded, though something that belongs to it could not be done: goes into the quarantine, too. */
  | { readonly kind: "flawed"; readonly rejected: Rejected }
  /** The member itself is kept beside the snapshots, as the file that these keys ask for. */
  | { readonly kind: "file"; readonly keys: readonly string[] }
  /** What a person should know of a member that was loaded. */
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "unknown-members"; readonly names: readonly string[] };

/** A record that could not be read: kept in the quarantine with where it stood and why. */
export interface Rejected {
  /** Line of a text file, or number of the record, from 1. */
  readonly line: number;
  /** A short code, then what it means: `ragged-row: 8 cells where the header has 9`. */
  readonly reason: string;
  /** The record as received, cut to a bounded length. */
  readonly raw: string;
}

/** One stream of bytes to read: a plain file, an unpacked one, or an entry of an archive. */
export interface Member {
  /** File name, or `archive.zip/entry.csv`. */
  readonly name: string;
  /** Unpacked size where it is known before reading. */
  readonly bytes: number | null;
  /** The file on disk, when this is the whole of one and not packed. */
  readonly path: string | null;
  /** Opens it from its beginning; may be called more than once, one stream at a time. */
  open(): AsyncIterable<Uint8Array>;
}
