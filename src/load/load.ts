import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { ArtunitError, isDiskFull } from "../errors.js";
import { Quarantine } from "../ingest/quarantine.js";
import { Stage, type StagedBulk } from "../ingest/stage.js";
import { isLeftFile } from "../store/engines/fulltext/left.js";
import { FileStore } from "../store/files.js";
import {
  type Manifest,
  openBuild,
  type RemarkMade,
  type SnapshotBuild,
  type SourceFile,
} from "../store/index.js";
import { overlaySummary } from "../store/overlay/overlay.js";
import { places } from "../store/snapshots/dataFolder.js";
import { currentId, nextSnapshotId, readManifest } from "../store/snapshots/folder.js";
import { BASE_FORM, FORM } from "../store/snapshots/form.js";
import { contentHashOf } from "../store/snapshots/hash.js";
import { removeFolder, removeLeftovers, removeOldSnapshots } from "../store/snapshots/leftovers.js";
import { type Lock, takeLock } from "../store/snapshots/lock.js";
import { makeSealKey } from "../store/snapshots/sealKey.js";
import { checkWhole } from "../store/snapshots/whole.js";
import { publish } from "../store/snapshots/write.js";
import { readersOf } from "./loadable.js";
import type { LoadOptions, Note, UnreadCells } from "./options.js";
import { type ReadFiles, readFiles } from "./readFiles.js";

export type { LoadEvent, LoadOptions } from "./options.js";

/** An overlay holds at most this share of the base's rows: questions cost a little more the larger it is. */
export const OVERLAY_SHARE = 1 / 50;
/** Rows of a base below which a new one is built in the time that an overlay takes. */
const LEAST_BASE = 100_000;

export interface LoadReport {
  /** The new snapshot; null when nothing had to change. */
  readonly manifest: Manifest | null;
  /** The tables of the snapshot before it; null where there was none. */
  readonly before: Manifest["tables"] | null;
  readonly files: readonly SourceFile[];
  readonly skipped: readonly string[];
  readonly refused: readonly { readonly file: string; readonly error: ArtunitError }[];
  readonly rejected: number;
  readonly reasons: ReadonlyMap<string, number>;
  /** Cells that cannot be read, by file and column: missing, with their text kept. */
  readonly unreadCells: readonly UnreadCells[];
  /** What a person should know of files that were loaded. */
  readonly notes: readonly Note[];
  /** How many files are kept beside the snapshot, to be served as they came. */
  readonly kept: number;
  readonly quarantine: string | null;
  /** What the families remark upon, of all that is stored now. */
  readonly remarks: readonly RemarkMade[];
  readonly removed: readonly string[];
}

/**
 * Loads files into the next snapshot: takes the lock, reads what is new into a staging folder, builds the
 * snapshot beside the current one, and swaps the pointer. Until that last step nothing that is served changes.
 * What was found in texts outlasts a load that is interrupted, and the next one takes it up.
 * Throws `loader-busy` and `disk-full`; a file that is refused does not stop the others.
 */
export async function load(options: LoadOptions): Promise<LoadReport> {
  const lock = lockOf(options.data);
  const tidyUp = () => {
    try {
      removeFolder(places.staging(options.data));
    } finally {
      lock.release();
    }
  };
  // A load that is interrupted ends with the process.
  process.once("exit", tidyUp);
  try {
    removeLeftovers(options.data);
    const report = await loadLocked(options, lock);
    removeFolder(places.findings(options.data));
    return report;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    removeFolder(places.findings(options.data));
    throw diskFull(options.data, error);
  } finally {
    process.off("exit", tidyUp);
    tidyUp();
  }
}

function lockOf(data: string): Lock {
  try {
    return takeLock(data);
  } catch (error) {
    throw isDiskFull(error) ? diskFull(data, error) : error;
  }
}

function diskFull(data: string, error: unknown): ArtunitError {
  // The engine may have been writing elsewhere, in a temporary folder for one.
  const place = /(?:file|open|write|mkdir) ["']([^"']+)["']/.exec(String(error))?.[1];
  const where = place === undefined || !isAbsolute(place) ? data : place;
  return new ArtunitError(
    "disk-full",
    `The disk that holds ${where} is full. Nothing has changed, and what was written is removed. Free some space, ` +
      "then load again; `artunit load --dry-run` says how much a load needs.",
  );
}

async function loadLocked(options: LoadOptions, lock: Lock): Promise<LoadReport> {
  const next = beginNext(options);
  try {
    const removes = options.removes ?? [];
    next.build.without(removes);
    const quarantine = new Quarantine(places.quarantine(options.data), next.id);
    const stage = new Stage(next.rows, next.build.sinks, options.installation.tables);
    const read = await readFiles(options, {
      stage,
      build: next.build,
      quarantine,
      readers: readersOf(options.installation, {
        extracts: options.extracts ?? true,
        findings: places.findings(options.data),
        ...(options.about ? { about: options.about } : {}),
      }),
      staging: next.staging,
      kept: new FileStore(places.files(options.data)),
      loaded: next.previous?.files ?? [],
      now: next.now,
    });
    quarantine.close();
    const outcome = { ...outcomeOf(read, quarantine), before: next.previous?.tables ?? null };
    if (removes.length === 0 && outcome.files.every((file) => file.loaded === 0))
      return { ...outcome, manifest: null, remarks: [], removed: [] };
    const { manifest, remarks } = await buildNext(options, next, stage, read);
    await publish(options.data, next.folder, manifest, lock);
    return {
      ...outcome,
      manifest,
      remarks,
      removed: removeOldSnapshots(options.data, next.previous?.id ?? null),
    };
  } finally {
    await next.build.close();
  }
}

/** The snapshot that is being made. */
interface Next {
  readonly id: string;
  readonly now: Date;
  readonly staging: string;
  /** Where rows are staged. */
  readonly rows: string;
  /** Where its files are written. */
  readonly folder: string;
  readonly previous: Manifest | null;
  readonly build: SnapshotBuild;
}

function beginNext(options: LoadOptions): Next {
  const { data, installation } = options;
  const now = (options.now ?? (() => new Date()))();
  const id = nextSnapshotId(data, now);
  const staging = join(places.staging(data), id);
  const rows = join(staging, "rows");
  mkdirSync(rows, { recursive: true });
  makeSealKey(data);
  const folder = join(staging, "snapshot");
  const previousId = currentId(data);
  const previous =
    previousId === null
      ? null
      : { folder: places.snapshot(data, previousId), manifest: readManifest(data, previousId) };
  if (previous !== null) checkWhole(previous.folder, previous.manifest);
  const build = openBuild({
    folder,
    scratch: staging,
    previous,
    families: installation.families,
    datasets: installation.datasets,
    ...(options.memoryLimit ? { memoryLimit: options.memoryLimit } : {}),
    ...(options.rangeRows ? { rangeRows: options.rangeRows } : {}),
    overlay: {
      share: options.overlayShare ?? OVERLAY_SHARE,
      leastRows: options.overlayShare === undefined ? LEAST_BASE : 0,
      artunitVersion: options.artunitVersion,
    },
    onStep: (step) => options.onEvent?.({ kind: "building", ...step }),
  });
  return { id, now, staging, rows, folder, previous: previous?.manifest ?? null, build };
}

function outcomeOf(read: ReadFiles, quarantine: Quarantine) {
  return {
    files: read.files.map(({ file }) => file),
    skipped: read.skipped,
    refused: read.refused,
    rejected: quarantine.count,
    reasons: quarantine.reasons,
    unreadCells: read.unreadCells,
    notes: read.notes,
    kept: read.kept,
    quarantine: quarantine.count > 0 ? quarantine.path : null,
  };
}

/** Builds the files of the next snapshot of what was staged. */
async function buildNext(
  { artunitVersion, removes = [] }: LoadOptions,
  { id, now, rows, previous, build }: Next,
  stage: Stage,
  read: ReadFiles,
): Promise<{ readonly manifest: Manifest; readonly remarks: readonly RemarkMade[] }> {
  const staged = stage.finish();
  const built = await build.finish({
    bulk: staged.bulk.map(bulkInput),
    catalog: staged.catalog,
    files: read.members,
    whenTaken: () => removeFolder(rows),
  });
  const gone = new Set([...removes, ...read.replaced]);
  const isGone = ({ documents = [] }: SourceFile) =>
    documents.length > 0 && documents.every((document) => gone.has(document));
  const manifest: Manifest = {
    id,
    createdAt: now.toISOString(),
    artunitVersion,
    files: [
      ...(previous?.files ?? []).filter((file) => !isGone(file)),
      ...read.files.map(({ file }) => file),
    ],
    tables: built.tables,
    stored: built.files,
    form: built.overlay || built.files.some(isLeftFile) ? FORM : BASE_FORM,
    ...(built.overlay ? { overlay: overlaySummary(built.overlay) } : {}),
    contentHash: contentHashOf(built.tables),
  };
  return { manifest, remarks: built.remarks };
}

function bulkInput({ layout, buckets, hasLineBreaks }: StagedBulk) {
  const bucketedBy = layout.stored[layout.columns.indexOf(layout.keys[0]!)]!;
  return { ...layout, bucketedBy, buckets, hasLineBreaks };
}
