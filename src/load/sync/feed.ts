import type { Dataset } from "../../catalog/index.js";

/** How a service is asked for what is missing here, as the protocols that it speaks say it. */
export interface Feed {
  readonly files: FileFeed;
  /** The first that has a dataset is asked for it. */
  readonly records: readonly RecordFeed[];
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

/** Records that are asked for; every one where no criteria are said. */
export interface RecordQuestion {
  readonly criteria: string | null;
  readonly start: number;
  /** None where only their number is asked for. */
  readonly rows: number;
}

/** What an answer holds: how many records match, and those of this page as they were written. */
export interface FoundRecords {
  readonly total: number;
  readonly records: readonly string[];
}

/** Of records, by criteria in a body. */
export interface RecordFeed {
  /** The protocol's name, whose names the fields go by. */
  readonly protocol: string;
  /** The service refuses to page further than this. */
  readonly window: number;
  /** Records that are asked for at once. */
  readonly rows: number;
  /** So many days before today are asked for where neither days nor applications are said; null: they must be. */
  readonly usualDays: number | null;
  /** Statuses that answer a question, beside 200. */
  readonly accepts: readonly number[];
  has(dataset: Dataset): boolean;
  path(dataset: Dataset): string;
  body(dataset: Dataset, question: RecordQuestion): { readonly type: string; readonly text: string };
  /** What an answer holds, given as a value and as its text; null where it is no such answer. */
  recordsIn(
    dataset: Dataset,
    answer: { readonly value: unknown; readonly text: string },
  ): FoundRecords | null;
  /** What stands around records in a file of them, and whether it tells what they are. */
  around(dataset: Dataset): { readonly before: string; readonly after: string; readonly tellsKind: boolean };
}
