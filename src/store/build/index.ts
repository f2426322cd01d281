import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog, RowSink } from "../../catalog/index.js";
import { isFullText, type Table } from "../../catalog/index.js";
import { columnsIn } from "../duckdb/ask.js";
import { quoted } from "../duckdb/sql.js";
import { buildFacts, mergeFacts, readFacts } from "../engines/duckdb/facts.js";
import { openBaseSql, openOverlaySql } from "../engines/duckdb/views.js";
import { TextsBuild, type TextsBuilt } from "../engines/fulltext/buildTexts.js";
import type { Manifest, StoredFile, TableSummary } from "../manifest.js";
import type { Overlay } from "../overlay/overlay.js";
import {
  COUNTS_FILE,
  FACTS_FILE,
  LOOKUP_FOLDER,
  OPEN_FILE,
  OVERLAY_FOLDER,
  STORE_FILE,
} from "../snapshots/dataFolder.js";
import { BASE_FORM, formOfSnapshot } from "../snapshots/form.js";
import { removeFolder } from "../snapshots/leftovers.js";
import { checkWhole } from "../snapshots/whole.js";
import { describeStored, takeOver } from "../snapshots/write.js";
import { buildOverlay, type OverlayBuilt, type OverlayOptions } from "./buildOverlay.js";
import { buildStore } from "./buildTables.js";
import { buildCounts, mergeCounts } from "./counts.js";
import type {
  BuildInput,
  BuildStep,
  Built,
  BulkInput,
  FileInput,
  RecordInput,
  RemarkMade,
  TableFamily,
} from "./input.js";
import { buildLookup } from "./lookup.js";
import { movedTable, overlaidTable } from "./moving.js";

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
  /** Where a small load may leave the base as it is; a new base is built where this is missing. */
  readonly overlay?: Omit<OverlayOptions, "under">;
  readonly memoryLimit?: string;
  /** Rows that are built at once, of all tables of a family together; two such ranges are in memory. */
  readonly rangeRows?: number;
  readonly onStep?: (step: BuildStep) => void;
}

/** What was staged. */
export interface StagedInput {
  readonly bulk: readonly BulkInput[];
  readonly catalog: readonly RecordInput[];
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
  /** Set where the base of the snapshot before was taken over. */
  readonly overlay: Overlay | null;
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
      // An overlay that is not there any more would be taken for a base alone.
      if (options.previous?.manifest.overlay) checkWhole(options.previous.folder, options.previous.manifest);
      const structured = await buildStructured(options, staged, [...without]);
      begin(options.onStep, "indexing texts");
      const built = new Map<string, TextsBuilt>();
      for (const [name, build] of texts) built.set(name, await build.finish());
      begin(options.onStep, "hashing");
      const known = hashesKnown(built, structured.taken, options.previous?.manifest);
      const files = await describeStored(options.folder, known);
      const summaries = structured.tables.map((table) => textsSummary(table, built.get(table.name)));
      const { remarks, overlay } = structured;
      return { tables: summaries, files, remarks, overlay };
    },
    close: async () => {
      for (const build of texts.values()) await build.close();
    },
  };
}

function begin(onStep: BuildOptions["onStep"], what: string): void {
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

/** By the names of the files of a table with a folder of its own, what a manifest says of them. */
function hashesBelow(table: string, manifest: Manifest | undefined): ReadonlyMap<string, string> {
  const below = (manifest?.stored ?? []).filter(({ path }) => path.startsWith(`${table}/`));
  return new Map(below.map(({ path, sha256 }) => [path.slice(table.length + 1), sha256]));
}

/** The tables of short rows, and all that is made of them: an overlay where that is enough, or else a base. */
async function buildStructured(
  options: BuildOptions,
  staged: StagedInput,
  without: readonly string[],
): Promise<StructuredBuilt> {
  const { folder, scratch, previous, families, memoryLimit, rangeRows, onStep } = options;
  const { whenTaken, ...input } = staged;
  const given: BuildInput = {
    folder,
    scratch,
    previous: previous?.folder ?? null,
    emptyBefore: new Set(previous?.manifest.tables.filter(({ rows }) => rows === 0).map(({ name }) => name)),
    families,
    ...input,
    without,
    ...(memoryLimit ? { memoryLimit } : {}),
    ...(rangeRows ? { rangeRows } : {}),
    ...(onStep ? { onStep } : {}),
  };
  const overlaid = await overlayIfSmall(options, given);
  if (!overlaid?.overlay) removeFolder(join(folder, OVERLAY_FOLDER));
  if (overlaid) {
    if (!overlaid.overlay) writeFileSync(join(folder, OPEN_FILE), openBaseSql(STORE_FILE));
    return { ...overlaid, taken: takeBase(previous!.folder, folder) };
  }
  return { ...(await buildBase(options, given, whenTaken)), overlay: null, taken: [] };
}

interface StructuredBuilt extends Built {
  readonly overlay: Overlay | null;
  /** Files of the base that were taken over. */
  readonly taken: readonly string[];
}

function buildBase(
  { folder, families, datasets, onStep }: BuildOptions,
  input: BuildInput,
  whenTaken: StagedInput["whenTaken"],
): Promise<Built> {
  const tables = families.flatMap((family) => family.tables);
  return buildStore(input, datasets, async (ask, known) => {
    whenTaken?.();
    begin(onStep, "writing look-up files");
    await buildLookup(ask, join(folder, LOOKUP_FOLDER), tables, known);
    begin(onStep, "storing counts");
    await buildCounts(ask, join(folder, COUNTS_FILE), tables, { empty: known.empty });
    await buildFacts(ask, join(folder, FACTS_FILE), { tables, datasets }, known.empty);
    writeFileSync(join(folder, OPEN_FILE), openBaseSql(STORE_FILE));
  });
}

/** Null where there is no base to stand beside, or where a new one is due. */
async function overlayIfSmall(
  { folder, previous, datasets, overlay, renews, onStep }: BuildOptions,
  input: BuildInput,
): Promise<OverlayBuilt | null> {
  if (previous === null || renews || !overlay || formOfSnapshot(previous.manifest) < BASE_FORM) return null;
  if (!existsSync(join(previous.folder, COUNTS_FILE)) || !existsSync(join(previous.folder, FACTS_FILE)))
    return null;
  const options = { ...overlay, under: previous };
  return buildOverlay(input, options, async (ask, known, { overlay: made, tables, before }) => {
    const into = join(folder, OVERLAY_FOLDER);
    begin(onStep, "writing look-up files");
    await buildLookup(ask, join(into, LOOKUP_FOLDER), tables, known);
    begin(onStep, "storing counts");
    await mergeCounts(ask, join(into, COUNTS_FILE), tables, {
      base: join(previous.folder, COUNTS_FILE),
      before: before && join(previous.folder, OVERLAY_FOLDER, COUNTS_FILE),
      changesOf: (table) => ({
        gone: [movedTable(table), ...(before?.tables[table] ? [overlaidTable(table)] : [])],
        come: [quoted(table)],
      }),
    });
    const present = await columnsIn(ask, "base");
    const all = input.families.flatMap((family) => family.tables);
    const sql = openOverlaySql(STORE_FILE, made, present, { tables: all, datasets });
    writeFileSync(join(folder, OPEN_FILE), sql);
    const facts = readFacts(join(previous.folder, FACTS_FILE))!;
    const overlaid = tables.filter(({ name }) => name in made.tables);
    await mergeFacts(ask, join(into, FACTS_FILE), { tables: overlaid, datasets }, facts, (table) => {
      const { base, leftRows, overlay: rows } = made.tables[table]!;
      return base - leftRows.rows + rows;
    });
  });
}

/** The files of a base belong to every snapshot that stands on it. */
function takeBase(from: string, to: string): readonly string[] {
  const lookup = readdirSync(join(from, LOOKUP_FOLDER)).map((name) => `${LOOKUP_FOLDER}/${name}`);
  const files = [STORE_FILE, COUNTS_FILE, FACTS_FILE, ...lookup];
  mkdirSync(join(to, LOOKUP_FOLDER), { recursive: true });
  for (const file of files) takeOver(join(from, file), join(to, file));
  return files;
}

/** Shards are hashed when they are written; a file that is taken over keeps the hash it had. */
function hashesKnown(
  built: ReadonlyMap<string, TextsBuilt>,
  taken: readonly string[],
  previous: Manifest | undefined,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const { path, sha256 } of previous?.stored ?? []) if (taken.includes(path)) hashes.set(path, sha256);
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
