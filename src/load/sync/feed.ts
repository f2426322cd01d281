import type { Dataset } from "../../catalog/index.js";

/** How a service is asked for what is missing here, as the protocols that it speaks say it. */
export interface Feed {
  readonly files: FileFeed;
  readonly records: RecordFeed;
}

/** Of bulk files. Paths stand below the service's base, without a slash at their front. */
export interface FileFeed {
  /** Where the files of a product are listed. */
  path(product: string): string;
  /** What an answer lists, each entry as it came; null where it is no such list. */
  filesIn(answer: unknown): readonly ListedFile[] | null;
}

/** A file as a service lists it; what it does not say is missing. */
export interface ListedFile {
  readonly name?: unknown;
  readonly uri?: unknown;
  readonly bytes?: unknown;
  readonly toDate?: unknown;
  /** About the data, and none itself. */
  readonly isDocument: boolean;
}

/** Of records, by criteria in a form's body. */
export interface RecordFeed {
  /** The protocol's name, whose names the fields go by. */
  readonly protocol: string;
  /** The service refuses to page further than this. */
  readonly window: number;
  path(dataset: Dataset): string;
  /** The records of an answer, and how many match; null where it has none. */
  recordsIn(answer: unknown): { readonly total: number; readonly records: readonly unknown[] } | null;
}
