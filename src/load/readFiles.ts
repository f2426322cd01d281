import { rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { publishedShape, type Table } from "../catalog/index.js";
import { ArtunitError, isDiskFull } from "../errors.js";
import type { Tally } from "../ingest/bulk.js";
import { CellCounts } from "../ingest/cells.js";
import type { Kinds } from "../ingest/kindOfFile.js";
import { namesKnownTo, openFile } from "../ingest/members.js";
import { bomb, isBomb, unreadable } from "../ingest/opened.js";
import type { Quarantine } from "../ingest/quarantine.js";
import type { Member, Reader } from "../ingest/reader.js";
import { readMember } from "../ingest/readMember.js";
import { type Recognition, recognise } from "../ingest/recognise.js";
import type { Render } from "../ingest/recordRows.js";
import { kindsOfRelease, releaseOf } from "../ingest/releases.js";
import type { Stage } from "../ingest/stage.js";
import { bytesOf, type FileStore } from "../store/files.js";
import {
  type FileInput,
  parquetToCsv,
  recordRenderer,
  type SnapshotBuild,
  type SourceFile,
} from "../store/index.js";
import { sha256Of } from "../store/snapshots/hash.js";
import { afreshOf, keysOfFile } from "./loadable.js";
import type { LoadEvent, LoadOptions, Note, UnreadCells } from "./options.js";
import { walk } from "./walk.js";

/** What files are read into. */
export interface ReadTarget {
  readonly stage: Stage;
  readonly build: SnapshotBuild;
  readonly quarantine: Quarantine;
  /** Of the families; the same throughout a load. */
  readonly readers: readonly Reader[];
  readonly staging: string;
  /** Where files are kept that are served as they came. */
  readonly kept: FileStore;
  /** Files that the snapshot holds already. */
  readonly loaded: readonly SourceFile[];
  readonly now: Date;
}

export interface ReadFiles {
  readonly files: readonly { readonly file: SourceFile }[];
  readonly unreadCells: readonly UnreadCells[];
  readonly notes: readonly Note[];
  /** How many files are kept beside the snapshot, of those that were read and within them. */
  readonly kept: number;
  /** Documents that were loaded before and are brought anew. */
  readonly replaced: ReadonlySet<string>;
  readonly members: readonly FileInput[];
  readonly skipped: readonly string[];
  readonly refused: readonly { readonly file: string; readonly error: ArtunitError }[];
}

/**
 * Reads the files that are new into the stage. A file that is refused stops no other; what it staged before is left out
 * when the snapshot is built.
 */
export async function readFiles(options: LoadOptions, reading: ReadTarget): Promise<ReadFiles> {
  const files: { file: SourceFile }[] = [];
  const members: MemberInput[] = [];
  const skipped: string[] = [];
  const refused: { file: string; error: ArtunitError }[] = [];
  const unreadCells: UnreadCells[] = [];
  const notes: Note[] = [];
  const replaced = new Set<string>();
  const known = new Map(reading.loaded.map((file) => [file.sha256, file]));
  const documents: Documents = {
    loaded: new Set(reading.loaded.flatMap((file) => file.documents ?? [])),
    now: new Map(),
  };
  const groups = new Map<string, number>();

  const paths = walk(options.paths);
  if (options.about !== undefined && paths.length !== 1)
    throw new ArtunitError(
      "bad-parameter",
      `--application, --code and --mailed are said of one document, and there are ${paths.length} files. Load them one by one.`,
    );
  const keeping: Keeping = { files: new Set(), times: 0 };
  for (const path of paths) {
    const firstMember = members.length;
    const keys = keysOfFile(options.installation, path);
    try {
      const sha256 = await hashOf(path);
      const keptBefore = keeping.times;
      await keep(keys, basename(path), bytesOf(path), reading, keeping);
      const before = known.get(sha256);
      if (before && !(await isKnownOtherwise(path, before, options, reading))) {
        skipped.push(path);
        options.onEvent?.({ kind: "skipped", file: path });
        continue;
      }
      const counts = new CellCounts();
      const noted: Note[] = [];
      const read: LoadEvent[] = [];
      const counted = { members, groups, counts, documents, notes: noted, read, keeping };
      const file = await readFile(path, sha256, options, reading, counted);
      // No part of the snapshot: the same bytes may come again under another name.
      if (isOnlyKept(file, keptBefore, keeping)) continue;
      const unread = counts.unread().map((each) => ({ file: file.name, ...each }));
      checkUnread(unread, options.accepted ?? []);
      for (const event of read) options.onEvent?.(event);
      unreadCells.push(...unread);
      known.set(sha256, file);
      for (const id of file.documents ?? []) documents.now.set(id, file.name);
      files.push({ file });
      notes.push(...noted);
      for (const { file: name, note } of noted) options.onEvent?.({ kind: "noted", file: name, note });
      const gone = [...(before?.documents ?? []), ...(file.documents ?? [])].filter((id) =>
        documents.loaded.has(id),
      );
      for (const id of gone) replaced.add(id);
      reading.build.without(gone);
      await reading.build.keep(numbersFrom(firstMember, members.length));
    } catch (error) {
      // What the file staged before it turned out to be damaged is left out when the snapshot is built.
      for (let at = firstMember; at < members.length; at++) members[at]!.isRefused = true;
      refused.push(...refusalOf(path, error, keys.length > 0, options));
    }
  }
  return { files, members, skipped, refused, unreadCells, notes, replaced, kept: keeping.files.size };
}

/** A file that is not read: nothing of one that is kept, whose kind is no matter. Throws what is no fault of the file's. */
function refusalOf(
  file: string,
  error: unknown,
  isKept: boolean,
  { onEvent }: LoadOptions,
): ReadFiles["refused"] {
  if (!(error instanceof ArtunitError)) throw error;
  if (isKept && (error.code.startsWith("format-") || error.code === "file-unreadable")) {
    onEvent?.({ kind: "noted", file, note: `kept, and not read: ${error.message}` });
    return [];
  }
  onEvent?.({ kind: "refused", file, error });
  return [{ file, error }];
}

/** What was kept so far. */
interface Keeping {
  /** Each once, though its place and its name may both say that it is kept. */
  readonly files: Set<string>;
  times: number;
}

function isOnlyKept({ read }: SourceFile, keptBefore: number, { times }: Keeping): boolean {
  return read === 0 && times > keptBefore;
}

/** Keeps a file under its keys, if it has any. */
async function keep(
  keys: readonly string[],
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  { kept, staging }: ReadTarget,
  keeping: Keeping,
): Promise<void> {
  if (keys.length === 0) return;
  const { sha256 } = await kept.keep(keys, name, chunks, join(staging, "files"));
  keeping.files.add(`${sha256} ${name}`);
  keeping.times++;
}

/** Documents by their ids. */
interface Documents {
  /** Those that the snapshot holds. */
  readonly loaded: ReadonlySet<string>;
  /** The name of each that was read in this load. */
  readonly now: Map<string, string>;
}

/** A document that is loaded already, of which something else is known now: its file has another name, or one says so. */
async function isKnownOtherwise(
  path: string,
  before: SourceFile,
  options: LoadOptions,
  reading: ReadTarget,
): Promise<boolean> {
  if (before.documents?.length !== 1) return false;
  if (before.name === basename(path) && options.about === undefined) return false;
  const opened = await openFile(path, namesKnownTo(options.installation));
  try {
    const [found] = await recogniseAll(opened.members, options.installation.sources, options, reading);
    const id = found && (await documentOf(found));
    return id !== null && id !== before.documents[0];
  } finally {
    opened.close();
  }
}

async function documentOf({ member, recognition }: RecognisedMember): Promise<string | null> {
  return recognition.how === "reader" ? ((await recognition.reader.identify?.(member)) ?? null) : null;
}

/** The documents that a file holds. Throws where one was read already in this load, or something is said of no document. */
async function documentsIn(
  path: string,
  recognised: readonly RecognisedMember[],
  about: LoadOptions["about"],
  { now }: Documents,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const each of recognised) {
    const id = await documentOf(each);
    if (id === null) continue;
    const other = now.get(id) ?? (ids.includes(id) ? basename(path) : undefined);
    if (other !== undefined)
      throw new ArtunitError(
        "format-ambiguous",
        `${each.member.name} is the same document as ${other}: same application, kind and date. Load the one that is meant.`,
      );
    ids.push(id);
  }
  if (about !== undefined && (ids.length !== 1 || recognised.length !== 1))
    throw new ArtunitError(
      "bad-parameter",
      `--application, --code and --mailed are said of one document, and ${basename(path)} is ${recognised.length === 1 ? recognised[0]!.recognition.kind : `${recognised.length} files`}.`,
    );
  return ids;
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

interface Counted {
  readonly members: MemberInput[];
  readonly groups: Map<string, number>;
  readonly counts: CellCounts;
  readonly documents: Documents;
  readonly notes: Note[];
  /** What was read of its members: told once the file is not refused for it. */
  readonly read: LoadEvent[];
  readonly keeping: Keeping;
}

async function readFile(
  path: string,
  sha256: string,
  options: LoadOptions,
  reading: ReadTarget,
  counted: Counted,
): Promise<SourceFile> {
  const opened = await openFile(path, namesKnownTo(options.installation));
  const total: Tally = { read: 0, loaded: 0, rejected: 0 };
  const kinds = new Set<string>();
  const unknownColumns = new Set<string>();
  const file = { name: basename(path), sha256, bytes: statSync(path).size };
  let documents: readonly string[] = [];
  try {
    if (opened.members.length === 0)
      throw new ArtunitError("format-unknown", `${basename(path)} holds no file.`);
    const ofRelease = kindsOfRelease(options.installation.sources, releaseOf(path, reading.now));
    const recognised = await recogniseAll(opened.members, ofRelease, options, reading);
    documents = await documentsIn(path, recognised, options.about, counted.documents);
    for (const each of recognised) {
      const source = { ...file, isLastMember: each === recognised.at(-1) };
      const { tally, unknown } = await readOne({ ...each, path, source }, options, reading, counted);
      for (const name of unknown) unknownColumns.add(name);
      kinds.add(each.recognition.kind);
      total.read += tally.read;
      total.loaded += tally.loaded;
      total.rejected += tally.rejected;
    }
  } finally {
    opened.close();
  }
  return {
    ...file,
    kind: [...kinds].sort().join(", "),
    ...total,
    loadedAt: reading.now.toISOString(),
    unknownColumns: [...unknownColumns].sort(),
    ...(documents.length > 0 ? { documents } : {}),
  };
}

/** One member of a file, into the stage. */
async function readOne(
  given: RecognisedMember & {
    readonly path: string;
    readonly source: Parameters<typeof readMember>[0]["source"];
  },
  options: LoadOptions,
  reading: ReadTarget,
  { members, groups, counts, notes, read, keeping }: Counted,
): Promise<{ readonly tally: Tally; readonly unknown: readonly string[] }> {
  const { member, recognition, path, source } = given;
  options.onEvent?.({ kind: "recognised", file: member.name, as: recognition.kind });
  const file = members.length;
  const name = sourceName(path, member);
  const group = groupOf(member.name, recognition.kind, groups);
  members.push({ name, table: bulkTableOf(recognition), group, isRefused: false });
  const tally: Tally = { read: 0, loaded: 0, rejected: 0 };
  let firstRejected: string | null = null;
  const unknown = await readMember({
    member: { ...member, name },
    recognition,
    file,
    stage: reading.stage,
    dataset: options.dataset ?? null,
    source,
    render,
    afresh: (table: Table) => afreshOf(options.installation, table),
    tally,
    counts,
    reject: (rejected) => {
      firstRejected ??= rejected.reason;
      reading.quarantine.add(member.name, rejected);
    },
    keep: (keys) => keep(keys, basename(member.name), member.open(), reading, keeping),
    note: (note) => notes.push({ file: member.name, note }),
    onProgress: (bytes) =>
      options.onEvent?.({ kind: "reading", file: member.name, bytes, of: member.bytes, rows: tally.read }),
  });
  read.push({ kind: "read", file: member.name, tally, firstRejected, unknownColumns: unknown });
  return { tally, unknown };
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
  kinds: Kinds,
  options: LoadOptions,
  reading: ReadTarget,
): Promise<readonly RecognisedMember[]> {
  const found: RecognisedMember[] = [];
  for (const member of members) {
    let recognised = await recogniseMember(member, kinds, options, reading);
    let source = member;
    if (recognised.how === "parquet") {
      const csv = join(reading.staging, `${found.length}-${basename(member.name)}.csv`);
      await convertParquet(recognised.path, csv);
      const plain = (await openFile(csv)).members[0]!;
      source = { ...plain, name: member.name };
      recognised = await recogniseMember(source, kinds, options, reading, true);
      if (recognised.how === "parquet") throw new Error("CSV was taken for Parquet");
    }
    found.push({ member: source, recognition: recognised });
  }
  return found;
}

async function convertParquet(path: string, csv: string): Promise<void> {
  const { size } = statSync(path);
  let isWhole: boolean;
  try {
    isWhole = await parquetToCsv(path, csv, (bytes) => isBomb(bytes, size));
  } catch (error) {
    if (isDiskFull(error)) throw error;
    throw new ArtunitError(
      "file-unreadable",
      `${basename(path)} cannot be read: ${(error as Error).message}.`,
    );
  }
  if (isWhole) return;
  rmSync(csv, { force: true });
  throw bomb(basename(path));
}

function recogniseMember(
  member: Member,
  kinds: Kinds,
  options: LoadOptions,
  { readers }: ReadTarget,
  isConverted = false,
): Promise<Recognition> {
  return recognise(member, {
    kinds,
    dataset: options.dataset ?? null,
    renamed: options.renamed ?? new Map(),
    readers,
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
