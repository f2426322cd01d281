import type { Deriving, StagedBucket, Table } from "../../catalog/index.js";
import type { TableSummary } from "../manifest.js";

/** Tables that belong together, and how their columns are worked out. */
export interface TableFamily {
  readonly tables: readonly Table[];
  readonly deriving?: Deriving;
}

export interface BuildInput {
  /** An empty folder; the engine's file is written there. */
  readonly folder: string;
  /** For spilling and intermediate files; emptied afterwards by the caller. */
  readonly scratch: string;
  /** The folder of the snapshot this one continues; its files are opened for reading only. */
  readonly previous: string | null;
  /** Its tables that have no rows: nothing is read of them. */
  readonly emptyBefore?: ReadonlySet<string>;
  readonly families: readonly TableFamily[];
  readonly bulk: readonly BulkInput[];
  readonly catalog: readonly RecordInput[];
  /** By file number, as staged rows carry it. */
  readonly files: readonly FileInput[];
  /** Documents whose rows of the snapshot before are left out. */
  readonly without?: readonly string[];
  readonly memoryLimit?: string;
  /** Rows that are built at once, of all tables together; two such ranges are in memory. */
  readonly rangeRows?: number;
  readonly onStep?: (step: BuildStep) => void;
}

/** Staged rows of a release table; see the stage of the loader for the file's form. */
export interface BulkInput {
  readonly table: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly stored: readonly string[];
  /** The stored column by whose values the buckets are told apart. */
  readonly bucketedBy: string;
  readonly buckets: readonly StagedBucket[];
  readonly hasLineBreaks: boolean;
  /** Under which name of the patches of a row what its columns cannot hold is kept. */
  readonly patch: string;
}

/** Staged rows that were read record by record; see the stage of the loader for the files' forms. */
export interface RecordInput {
  readonly table: string;
  /** Files of JSON Lines. */
  readonly paths: readonly string[];
  /** Files of delimited lines, told apart by the partition. */
  readonly buckets?: readonly StagedBucket[];
  readonly rows: number;
}

export interface FileInput {
  readonly name: string;
  /** The release table its rows belong to; null for records. */
  readonly table: string | null;
  /** Files of one group (the shards of one export) count identical rows together. */
  readonly group: number;
  /** Its rows are left out: the file turned out to be damaged after some of them were staged. */
  readonly isRefused: boolean;
}

export interface BuildStep {
  readonly what: string;
  readonly done: number;
  readonly of: number;
}

/** What is known of the built tables without looking. */
export interface KnownOfTables {
  /** No text holds a line break, nor is one empty or a control character. */
  readonly isPlain: boolean;
  /** By table, columns that follow from others in every row as they usually do. */
  readonly followed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tables without rows: nothing is asked of them. */
  readonly empty?: ReadonlySet<string>;
}

export interface Built {
  readonly tables: readonly TableSummary[];
  readonly remarks: readonly RemarkMade[];
}

/** How many rows a family remarks upon. */
export interface RemarkMade {
  readonly count: number;
  /** What they are, in the singular and the plural. */
  readonly says: readonly [one: string, several: string];
}
