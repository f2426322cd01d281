import type { Catalog, Deriving, FigureQuestion } from "../catalog/index.js";
import type { Reader, ReaderOptions } from "../ingest/reader.js";
import type { Extension } from "../server/extension.js";
import type { Store } from "../store/index.js";
import type { Agreement } from "./agreement.js";

/**
 * Everything that is said of some datasets that belong together. A family is one folder that exports one value, and
 * imports no other family.
 */
export interface Family extends Catalog, Extension {
  /** As its folder is called: `office-actions`. */
  readonly name: string;
  /** How columns are worked out when a snapshot is built; a family without it keeps rows as they were read. */
  readonly deriving?: Deriving;
  /** What reads files of its own that are neither tables nor records of its sources, such as documents. */
  readonly readers?: (options: ReaderOptions) => readonly Reader[];
  /**
   * The keys under which a file is kept beside the snapshots for what its path on disk is, laid out as an address; none for
   * other files.
   */
  readonly keeps?: (path: string) => readonly string[];
  /** Figures that others have published of a release, by the release's name: `artunit verify --release`. */
  readonly figures?: Readonly<Record<string, readonly FigureQuestion[]>>;
  /** Holds what is extracted from texts against what the office says of them: `artunit compare`. */
  readonly agreement?: (store: Store) => Promise<Agreement>;
}
