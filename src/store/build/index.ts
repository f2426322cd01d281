import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../catalog/index.js";
import { isFullText, type Table } from "../../catalog/index.js";
import { buildFacts, FACTS_FILE } from "../engines/duckdb/facts.js";
import { TextsBuild, type TextsBuilt } from "../engines/fulltext/build.js";
import { LOOKUP_FOLDER } from "../engines/lookup/lookupFile.js";
import type { Manifest, StoredFile, TableSummary } from "../manifest.js";
import type { Row } from "../row.js";
import { describeStored } from "../snapshots/write.js";
import { buildStore, STORE_FILE } from "./build.js";
import { buildCounts, COUNTS_FILE } from "./counts.js";
import type { BuildStep, BulkInput, CatalogInput, FileInput, RemarkMade, TableFamily } from "./input.js";
import { buildLookup } from "./lookup.js";

export type { BuildStep, FileInput, RemarkMade, TableFamily } from "./input.js";
export { outlineOfParquet, parquetToCsv } from "./parquetToCsv.js";

export interface BuildOptions {
  /** Where the files of the next snapshot are written. */
  readonly folder: string;
  /** For spilling and intermediate files; emptied afterwards by the caller. */
  readonly scratch: string;
  /** The snapshot this one continues; null for the first. */
  readonly previous: { readonly folder: string; readonly manifest: Manifest } | null;
  readonly families: readonly TableFamily[];
  /** Brings texts that no file touches to the present form, too. */
  readonly renews?: boolean;
  /** What is served of their tables. */
  readonly datasets: Catalog["datasets"];
  readonly memoryLimit?: string;
  /** Rows that are built at once, of all tables of a family together; two such ranges are in memory. */
  readonly rangeRows?: number;
  readonly onStep?: (step: BuildStep) => void;
}

/** Takes the rows of a table while files are read, instead of having them staged. */
export interface RowSink {
  /** Resolves once there is room for more; a failure comes out at the end, too. */
  add(rows: readonly Row[], file: number): Promise<void>;
}

/** What was staged. */
export interface StagedInput {
  readonly bulk: readonly BulkInput[];
  readonly catalog: readonly CatalogInput[];
  /** By file number, as staged rows carry it. */
  readonly files: readonly FileInput[];
  /** Called when the staged rows stand in the tables: other files take their place on the disk. */
  readonly whenTaken?: () => void;
}

/** What came of a build: the files of the next snapshot are complete. */
export interface SnapshotBuilt {
  readonly tables: readonly TableSummary[];
  readonly files: readonly StoredFile[];
  readonly remarks: readonly RemarkMade[];
}

/** The next snapshot while it is being made. */
export interface SnapshotBuild {
  /** By table. */
  readonly sinks: Readonly<Record<string, RowSink>>;
  /** What the snapshot before holds of these documents is left out; said before the files that bring them anew are kept. */
  without(documents: readonly string[]): void;
  /** Files that were read to their end: what the sinks were given of them belongs to the snapshot. */
  keep(files: readonly number[]): Promise<void>;
  finish(staged: StagedInput): Promise<SnapshotBuilt>;
  /** Ends what works beside; what was written stays for the caller to remove. */
  close(): Promise<void>;
}

/** Begins the next snapshot: the rows of long texts can be given at once, all others when they are staged. */
export function openBuild(options: BuildOptions): SnapshotBuild {
  const tables = options.families.flatMap((family) => family.tables);
  const texts = new Map(
    tables.filter(isFullText).map((table) => [table.name, textsBuild(options, table)] as const),
  );
  const without = new Set<string>();
  return {
    without(documents) {
      for (const id of documents) without.add(id);
      for (const build of texts.values()) build.without(documents);
    },
    sinks: Object.fromEntries(texts),
    keep: async (files) => {
      for (const build of texts.values()) await build.keep(files);
    },
    finish: async (staged) => {
      mkdirSync(options.folder, { recursive: true });
      const structured = await buildStructured(options, staged, [...without]);
      begin(options, "indexing texts");
      const built = new Map<string, TextsBuilt>();
      for (const [name, build] of texts) built.set(name, await build.finish());
      begin(options, "hashing");
      const files = await describeStored(options.folder, hashesOfTexts(built, options.previous?.manifest));
      const summaries = structured.tables.map((table) => textsSummary(table, built.get(table.name)));
      return { tables: summaries, files, remarks: structured.remarks };
    },
    close: async () => {
      for (const build of texts.values()) await build.close();
    },
  };
}

function begin({ onStep }: BuildOptions, what: string): void {
  onStep?.({ what, done: 0, of: 1 });
}

/** A table of texts has a folder of its own, under its own name. */
function textsBuild({ folder, scratch, previous, renews = false }: BuildOptions, table: Table): TextsBuild {
  return new TextsBuild({
    table,
    renews,
    current: previous === null ? null : join(previous.folder, table.name),
    next: join(folder, table.name),
    hashes: hashesBelow(table.name, previous?.manifest),
    scratch: join(scratch, `texts-${table.name}`),
  });
}

/** By the names of a folder's files, what a manifest says of them. */
function hashesBelow(folder: string, manifest: Manifest | undefined): ReadonlyMap<string, string> {
  const below = (manifest?.stored ?? []).filter(({ path }) => path.startsWith(`${folder}/`));
  return new Map(below.map(({ path, sha256 }) => [path.slice(folder.length + 1), sha256]));
}

/** The tables of short rows, and all that is made of them. */
async function buildStructured(options: BuildOptions, staged: StagedInput, without: readonly string[]) {
  const { folder, scratch, previous, families, datasets, memoryLimit, rangeRows, onStep } = options;
  const tables = families.flatMap((family) => family.tables);
  const { whenTaken, ...input } = staged;
  return buildStore(
    {
      folder,
      scratch,
      previous: previous === null ? null : join(previous.folder, STORE_FILE),
      families,
      ...input,
      without,
      ...(memoryLimit ? { memoryLimit } : {}),
      ...(rangeRows ? { rangeRows } : {}),
      ...(onStep ? { onStep } : {}),
    },
    datasets,
    async (ask, known) => {
      whenTaken?.();
      begin(options, "writing look-up files");
      await buildLookup(ask, join(folder, LOOKUP_FOLDER), tables, known);
      begin(options, "storing counts");
      await buildCounts(ask, join(folder, COUNTS_FILE), tables);
      await buildFacts(ask, join(folder, FACTS_FILE), { tables, datasets });
    },
  );
}

/** Shards are hashed when they are written; one that is taken over keeps the hash it had. */
function hashesOfTexts(
  built: ReadonlyMap<string, TextsBuilt>,
  previous: Manifest | undefined,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const [name, { written, linked }] of built) {
    const isLinked = new Set(linked.map((file) => `${name}/${file}`));
    for (const { path, sha256 } of previous?.stored ?? []) if (isLinked.has(path)) hashes.set(path, sha256);
    for (const { path, sha256 } of written) hashes.set(`${name}/${path}`, sha256);
  }
  return hashes;
}

function textsSummary(table: TableSummary, built: TextsBuilt | undefined): TableSummary {
  if (!built) return table;
  const { rows, rowsBySource, digest, firstDate, lastDate } = built.facts;
  return { name: table.name, rows, rowsBySource, contentHash: digest, firstDate, lastDate };
}
