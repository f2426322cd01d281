import { mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { publishedShape } from "../catalog/index.js";
import { ArtunitError, isDiskFull } from "../errors.js";
import type { Tally } from "../ingest/bulk.js";
import { CellCounts } from "../ingest/cells.js";
import type { Member } from "../ingest/load.js";
import { openFile } from "../ingest/members.js";
import { unreadable } from "../ingest/opened.js";
import { Quarantine } from "../ingest/quarantine.js";
import { readMember } from "../ingest/readMember.js";
import { type Recognition, recognise } from "../ingest/recognise.js";
import type { Render } from "../ingest/records.js";
import { Stage, type StagedBulk } from "../ingest/stage.js";
import { DATASETS, FAMILIES } from "../installation.js";
import {
  type FileInput,
  type Manifest,
  openBuild,
  parquetToCsv,
  type RemarkMade,
  recordRenderer,
  type SnapshotBuild,
  type SourceFile,
} from "../store/index.js";
import {
  currentId,
  nextSnapshotId,
  places,
  readManifest,
  removeFolder,
  removeLeftovers,
  removeOldSnapshots,
} from "../store/snapshots/folder.js";
import { FORM } from "../store/snapshots/form.js";
import { contentHashOf, sha256Of } from "../store/snapshots/hash.js";
import { type Lock, takeLock } from "../store/snapshots/lock.js";
import { makeSealKey } from "../store/snapshots/sealKey.js";
import { publish } from "../store/snapshots/write.js";
import { readersOf } from "./texts/index.js";

export interface LoadOptions {
  readonly data: string;
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
  /** Whether rejections and citations are sought in texts; they are unless this is false. */
  readonly extracts?: boolean;
  readonly memoryLimit?: string;
  /** Rows that are built at once; see `BuildInput`. */
  readonly rangeRows?: number;
}

export type LoadEvent =
  | { readonly kind: "recognised"; readonly file: string; readonly as: string }
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
      readonly unknownColumns: readonly string[];
    }
  | { readonly kind: "building"; readonly what: string; readonly done: number; readonly of: number };

export interface LoadReport {
  /** The new snapshot; null when nothing had to change. */
  readonly manifest: Manifest | null;
  readonly files: readonly SourceFile[];
  readonly skipped: readonly string[];
  readonly refused: readonly { readonly file: string; readonly error: ArtunitError }[];
  readonly rejected: number;
  readonly reasons: ReadonlyMap<string, number>;
  /** Cells that cannot be read, by file and column: missing, with their text kept. */
  readonly unreadCells: readonly UnreadCells[];
  readonly quarantine: string | null;
  /** What the families remark upon, of all that is stored now. */
  readonly remarks: readonly RemarkMade[];
  readonly removed: readonly string[];
}

export interface UnreadCells {
  readonly file: string;
  readonly column: string;
  readonly unread: number;
  /** Cells that hold something. */
  readonly filled: number;
}

/**
 * Loads files into the next snapshot: takes the lock, reads what is new into a staging folder, builds the
 * snapshot beside the current one, and swaps the pointer. Until that last step nothing that is served changes.
 * What was found in texts outlasts a load that is interrupted, and the next one takes it up.
 * Throws `loader-busy` and `disk-full`; a file that is refused does not stop the others.
 */
export async function load(options: LoadOptions): Promise<LoadReport> {
  const lock = takeLock(options.data);
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
  const { data } = options;
  const now = (options.now ?? (() => new Date()))();
  const id = nextSnapshotId(data, now);
  const staging = join(places.staging(data), id);
  const previousId = currentId(data);
  const previous = previousId === null ? null : readManifest(data, previousId);
  mkdirSync(join(staging, "rows"), { recursive: true });
  makeSealKey(data);

  const previousFolder = previousId === null ? null : places.snapshot(data, previousId);
  const folder = join(staging, "snapshot");
  const build = openBuild({
    folder,
    scratch: staging,
    previous: previous && previousFolder ? { folder: previousFolder, manifest: previous } : null,
    families: FAMILIES,
    datasets: DATASETS,
    ...(options.memoryLimit ? { memoryLimit: options.memoryLimit } : {}),
    ...(options.rangeRows ? { rangeRows: options.rangeRows } : {}),
    onStep: (step) => options.onEvent?.({ kind: "building", ...step }),
  });
  try {
    return await loadAll(options, { lock, id, now, staging, folder, previous, build });
  } finally {
    await build.close();
  }
}

interface Loading {
  readonly lock: Lock;
  readonly id: string;
  readonly now: Date;
  readonly staging: string;
  /** Of the snapshot that is being made. */
  readonly folder: string;
  readonly previous: Manifest | null;
  readonly build: SnapshotBuild;
}

async function loadAll(options: LoadOptions, loading: Loading): Promise<LoadReport> {
  const { data } = options;
  const { lock, id, now, staging, folder, previous, build } = loading;
  const rows = join(staging, "rows");
  const stage = new Stage(rows, build.sinks);
  const quarantine = new Quarantine(places.quarantine(data), id);
  const read = await readFiles(options, { stage, build, quarantine, staging, previous, now });
  quarantine.close();
  const outcome = {
    files: read.files.map(({ file }) => file),
    skipped: read.skipped,
    refused: read.refused,
    rejected: quarantine.count,
    reasons: quarantine.reasons,
    unreadCells: read.unreadCells,
    quarantine: quarantine.count > 0 ? quarantine.path : null,
  };
  const loaded = outcome.files.reduce((sum, file) => sum + file.loaded, 0);
  if (loaded === 0) return { ...outcome, manifest: null, remarks: [], removed: [] };

  const staged = stage.finish();
  const built = await build.finish({
    bulk: staged.bulk.map(bulkInput),
    catalog: staged.catalog,
    files: read.members,
    whenTaken: () => removeFolder(rows),
  });
  const manifest: Manifest = {
    id,
    createdAt: now.toISOString(),
    artunitVersion: options.artunitVersion,
    files: [...(previous?.files ?? []), ...outcome.files],
    tables: built.tables,
    stored: built.files,
    form: FORM,
    contentHash: contentHashOf(built.tables),
  };
  await publish(data, folder, manifest, lock);
  return { ...outcome, manifest, remarks: built.remarks, removed: removeOldSnapshots(data) };
}

function bulkInput({ layout, buckets, hasLineBreaks }: StagedBulk) {
  const bucketedBy = layout.stored[layout.columns.indexOf(layout.keys[0]!)]!;
  return { ...layout, bucketedBy, buckets, hasLineBreaks };
}

interface Reading {
  readonly stage: Stage;
  readonly build: SnapshotBuild;
  readonly quarantine: Quarantine;
  readonly staging: string;
  readonly previous: Manifest | null;
  readonly now: Date;
}

interface ReadFiles {
  readonly files: readonly { readonly file: SourceFile }[];
  readonly unreadCells: readonly UnreadCells[];
  readonly members: readonly FileInput[];
  readonly skipped: readonly string[];
  readonly refused: readonly { readonly file: string; readonly error: ArtunitError }[];
}

async function readFiles(options: LoadOptions, reading: Reading): Promise<ReadFiles> {
  const files: { file: SourceFile }[] = [];
  const members: MemberInput[] = [];
  const skipped: string[] = [];
  const refused: { file: string; error: ArtunitError }[] = [];
  const unreadCells: UnreadCells[] = [];
  const known = new Set(reading.previous?.files.map((file) => file.sha256));
  const groups = new Map<string, number>();

  for (const path of walk(options.paths)) {
    const firstMember = members.length;
    try {
      const sha256 = await hashOf(path);
      if (known.has(sha256)) {
        skipped.push(path);
        options.onEvent?.({ kind: "skipped", file: path });
        continue;
      }
      const counts = new CellCounts();
      const file = await readFile(path, sha256, options, reading, members, groups, counts);
      const unread = counts.unread().map((each) => ({ file: file.name, ...each }));
      checkUnread(unread, options.accepted ?? []);
      unreadCells.push(...unread);
      known.add(sha256);
      files.push({ file });
      await reading.build.keep(numbersFrom(firstMember, members.length));
    } catch (error) {
      // What the file staged before it turned out to be damaged is left out when the snapshot is built.
      for (let at = firstMember; at < members.length; at++) members[at]!.isRefused = true;
      if (!(error instanceof ArtunitError)) throw error;
      refused.push({ file: path, error });
      options.onEvent?.({ kind: "refused", file: path, error });
    }
  }
  return { files, members, skipped, refused, unreadCells };
}

/** A column of which more than this cannot be read is no such column, or was written by a program we do not know. */
const MOST_UNREAD = 0.1;

function checkUnread(cells: readonly UnreadCells[], accepted: readonly string[]): void {
  const isAccepted = (column: string) => accepted.some((each) => each.toLowerCase() === column.toLowerCase());
  const bad = cells.filter(
    ({ column, unread, filled }) => unread > filled * MOST_UNREAD && !isAccepted(column),
  );
  if (bad.length === 0) return;
  const shares = bad.map(({ column, unread, filled }) => `${unread} of ${filled} cells of ${column}`);
  throw new ArtunitError(
    "cells-unreadable",
    `${bad[0]!.file} is not loaded: ${shares.join(", ")} cannot be read. To load it with them missing and their text kept, say ${bad.map(({ column }) => `--accept ${column}`).join(" ")}.`,
    { field: bad[0]!.column },
  );
}

function numbersFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, at) => first + at);
}

async function readFile(
  path: string,
  sha256: string,
  options: LoadOptions,
  reading: Reading,
  members: MemberInput[],
  groups: Map<string, number>,
  counts: CellCounts,
): Promise<SourceFile> {
  const opened = await openFile(path);
  const total: Tally = { read: 0, loaded: 0, rejected: 0 };
  const kinds = new Set<string>();
  const unknownColumns = new Set<string>();
  try {
    if (opened.members.length === 0)
      throw new ArtunitError("format-unknown", `${basename(path)} holds no file.`);
    const recognised = await recogniseAll(opened.members, options, reading);
    for (const member of recognised) {
      const { recognition } = member;
      options.onEvent?.({ kind: "recognised", file: member.member.name, as: recognition.kind });
      const number = members.length;
      const group = groupOf(member.member.name, recognition.kind, groups);
      members.push({
        name: sourceName(path, member.member),
        table: bulkTableOf(recognition),
        group,
        isRefused: false,
      });
      const tally: Tally = { read: 0, loaded: 0, rejected: 0 };
      const unknown = await readMember({
        member: { ...member.member, name: sourceName(path, member.member) },
        recognition,
        file: number,
        stage: reading.stage,
        dataset: options.dataset ?? null,
        source: {
          name: basename(path),
          sha256,
          bytes: statSync(path).size,
          isLastMember: member === recognised.at(-1),
        },
        render,
        tally,
        counts,
        reject: (rejected) => reading.quarantine.add(member.member.name, rejected),
        onProgress: (bytes) =>
          options.onEvent?.({
            kind: "reading",
            file: member.member.name,
            bytes,
            of: member.member.bytes,
            rows: tally.read,
          }),
      });
      for (const name of unknown) unknownColumns.add(name);
      kinds.add(recognition.kind);
      total.read += tally.read;
      total.loaded += tally.loaded;
      total.rejected += tally.rejected;
      options.onEvent?.({ kind: "read", file: member.member.name, tally, unknownColumns: unknown });
    }
  } finally {
    opened.close();
  }
  return {
    name: basename(path),
    sha256,
    bytes: statSync(path).size,
    kind: [...kinds].sort().join(", "),
    ...total,
    loadedAt: reading.now.toISOString(),
    unknownColumns: [...unknownColumns].sort(),
  };
}

type MemberInput = { -readonly [Key in keyof FileInput]: FileInput[Key] };

function bulkTableOf(recognition: Recognition): FileInput["table"] {
  if (recognition.how === "bulk-csv") return recognition.match.layout.table;
  return recognition.how === "bulk-json" ? recognition.layout.table : null;
}

interface RecognisedMember {
  readonly member: Member;
  readonly recognition: Exclude<Recognition, { how: "parquet" }>;
}

/** Recognises every member before any is read, so that a file with a stranger in it is refused at once. */
async function recogniseAll(
  members: readonly Member[],
  options: LoadOptions,
  reading: Reading,
): Promise<readonly RecognisedMember[]> {
  const found: RecognisedMember[] = [];
  for (const member of members) {
    let recognised = await recogniseMember(member, options);
    let source = member;
    if (recognised.how === "parquet") {
      const csv = join(reading.staging, `${found.length}-${basename(member.name)}.csv`);
      await convertParquet(recognised.path, csv);
      const plain = (await openFile(csv)).members[0]!;
      source = { ...plain, name: member.name };
      recognised = await recogniseMember(source, options, true);
      if (recognised.how === "parquet") throw new Error("CSV was taken for Parquet");
    }
    found.push({ member: source, recognition: recognised });
  }
  return found;
}

async function convertParquet(path: string, csv: string): Promise<void> {
  try {
    await parquetToCsv(path, csv);
  } catch (error) {
    throw new ArtunitError(
      "file-unreadable",
      `${basename(path)} cannot be read: ${(error as Error).message}.`,
    );
  }
}

function recogniseMember(member: Member, options: LoadOptions, isConverted = false): Promise<Recognition> {
  return recognise(member, {
    dataset: options.dataset ?? null,
    renamed: options.renamed ?? new Map(),
    readers: readersOf(options),
    isConverted,
  });
}

/** The name that provenance shows: the file's, and within an archive of several the entry's. */
function sourceName(path: string, member: Member): string {
  return member.name.includes("/") ? member.name : basename(path);
}

/**
 * Shards of one export (`citations-000000000012.csv`, `part-00003.json`) count identical rows together, as the
 * whole file would; any other file counts its own.
 */
function groupOf(name: string, kind: string, groups: Map<string, number>): number {
  const sharded = name.replace(/(?<=[-_.])\d{3,12}(?=\.[a-z.]+$)/i, "*");
  const key = sharded === name ? `${groups.size} ${name}` : `shards ${kind} ${sharded}`;
  const group = groups.get(key) ?? groups.size;
  groups.set(key, group);
  return group;
}

/** Files below the given paths in name order; hidden ones are left out when a folder is walked. */
export function walk(paths: readonly string[], above: readonly string[] = []): readonly string[] {
  return paths.flatMap((path) => {
    const isFolder = statOf(path)?.isDirectory() ?? false;
    // What cannot be listed stands for itself, and is refused when it is read.
    const inside = isFolder ? namesIn(path) : null;
    if (inside === null) return [path];
    // A link to a folder that it lies in leads round and round.
    const itself = realpathSync(path);
    if (above.includes(itself)) return [];
    const names = inside.filter((name) => !name.startsWith(".") && !IS_ABOUT_A_FOLDER.test(name)).sort();
    return walk(
      names.map((name) => join(path, name)),
      [...above, itself],
    );
  });
}

/** What people write about a folder of data would be read as the text of an Office action. */
const IS_ABOUT_A_FOLDER = /^(?:readme|sources|licen[cs]e|notice|changelog)(?:\.(?:md|txt))?$/i;

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}

function statOf(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

async function hashOf(path: string): Promise<string> {
  try {
    return await sha256Of(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A row as a protocol would write it, to compare with what was received. */
const render: Render = (dataset, protocol, row) =>
  JSON.parse(recordRenderer(publishedShape(dataset, protocol))(row)) as Record<string, unknown>;
