import type { ArtunitError } from "../errors.js";
import type { Tally } from "../ingest/bulk.js";
import type { AboutDocument } from "../ingest/reader.js";
import type { Loadable } from "./loadable.js";

export interface LoadOptions {
  readonly data: string;
  /** The families whose files are read, and whose tables are built. */
  readonly installation: Loadable;
  /** Files and folders; folders are walked. */
  readonly paths: readonly string[];
  /** `--dataset KEY/VERSION`: what content cannot settle. */
  readonly dataset?: string | null;
  /** `--map old=new`: names of columns. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** `--accept COLUMN`: columns that may have more than a tenth of cells that cannot be read. */
  readonly accepted?: readonly string[];
  readonly artunitVersion: string;
  readonly now?: () => Date;
  readonly onEvent?: (event: LoadEvent) => void;
  /** Whether what texts say is sought in them; it is unless this is false. */
  readonly extracts?: boolean;
  /** What is said of the single document that is loaded; refused where anything else is. */
  readonly about?: AboutDocument;
  /** Ids of documents that are taken out again. */
  readonly removes?: readonly string[];
  readonly memoryLimit?: string;
  /** Which share of the base's rows a load may touch without building a new base; a fiftieth of a large base when left out, never when 0. */
  readonly overlayShare?: number;
  /** Rows that are built at once; see `BuildInput`. */
  readonly rangeRows?: number;
}

export type LoadEvent =
  | { readonly kind: "recognised"; readonly file: string; readonly as: string }
  /** What a person should know of a file that was loaded. */
  | { readonly kind: "noted"; readonly file: string; readonly note: string }
  | { readonly kind: "skipped"; readonly file: string }
  | { readonly kind: "refused"; readonly file: string; readonly error: ArtunitError }
  | {
      readonly kind: "reading";
      readonly file: string;
      readonly bytes: number;
      readonly of: number | null;
      readonly rows: number;
    }
  | {
      readonly kind: "read";
      readonly file: string;
      readonly tally: Tally;
      /** Why the first row was set aside; null where none was. */
      readonly firstRejected: string | null;
      readonly unknownColumns: readonly string[];
    }
  | { readonly kind: "building"; readonly what: string; readonly done: number; readonly of: number };

export interface Note {
  readonly file: string;
  readonly note: string;
}

export interface UnreadCells {
  readonly file: string;
  readonly column: string;
  readonly unread: number;
  /** Cells that hold something. */
  readonly filled: number;
}
