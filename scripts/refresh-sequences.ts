/**
 * Loads pieces of data in random sequences: small loads into overlays and large ones into new bases, removals of documents,
 * compactions, roll-backs, loads that break off and loads that are killed. Whatever the way, what is left must be what one load
 * of the same files makes: the same content hash, the same counts, the same answers to every kind of question, and every table
 * the same, row by row and in order.
 *
 * A sequence is told by its seed alone: `refresh-sequences.js 1 SEED SCALE` repeats one. Most of its time are folders written
 * and synced, so it is quickest with TMPDIR in memory.
 *
 *   npm run tools && node build/scripts/refresh-sequences.js [count] [seed] [scale]
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generateRelease } from "../bench/release/generate.js";
import { type Dataset, datasetName, hasColumn, isFullText, ownShape } from "../src/catalog/index.js";
import { FAMILIES, installationOf } from "../src/installation.js";
import { type LoadOptions, load } from "../src/load/load.js";
import type { Predicate } from "../src/query/predicate.js";
import { exportTables, type Manifest, openSnapshotStore, type Store } from "../src/store/index.js";
import { places, STORE_FILE } from "../src/store/snapshots/dataFolder.js";
import { currentId, readManifest, snapshotIds } from "../src/store/snapshots/folder.js";
import { compact } from "../src/store/snapshots/rebuild.js";
import { rollBack } from "../src/store/snapshots/rollback.js";
import { verifySnapshot } from "../src/store/snapshots/verify.js";

export interface SequenceOptions {
  readonly count: number;
  readonly seed: number;
  /** What is loaded, piece by piece; a piece is never loaded alone before the first. */
  readonly pieces: readonly string[];
  /** Pieces of the first load. */
  readonly first: number;
  readonly steps: number;
  /** This file, built, where loads are to be killed; null to let them all end. */
  readonly killer: string | null;
  readonly onSequence?: (line: string) => void;
}

const VERSION = "0.0.0-sequences";
/** The families that derive: where a key's rows depend on each other. */
const SERVED = installationOf(FAMILIES.filter(({ deriving }) => deriving !== undefined));

/** Runs the sequences; returns what did not hold, in sentences. Each has a seed of its own, so that one tried alone is tried alike. */
export async function refreshSequences(options: SequenceOptions): Promise<readonly string[]> {
  const broken: string[] = [];
  const known = new Map<string, Outcome>();
  for (let sequence = options.seed; sequence < options.seed + options.count; sequence++) {
    const folder = mkdtempSync(join(tmpdir(), "artunit-sequence-"));
    const random = generator(sequence);
    const done: string[] = [];
    try {
      const removed = await runSequence(join(folder, "many"), options, random, done);
      const faults = await compareWithOne(folder, options.pieces, removed, known);
      broken.push(...faults.map((fault) => `sequence ${sequence} (${done.join(", ")}): ${fault}`));
      options.onSequence?.(`${sequence}: ${done.join(", ")}: ${faults.length} faults`);
    } catch (error) {
      broken.push(`sequence ${sequence} (${done.join(", ")}): ${(error as Error).stack}`);
      options.onSequence?.(`${sequence}: ${done.join(", ")}: ${(error as Error).message}`);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return broken;
}

/** Loads in some order until all steps are done, and what is left then; returns the documents that were taken out. */
async function runSequence(
  data: string,
  { pieces, first, steps, killer }: SequenceOptions,
  random: () => number,
  done: string[],
): Promise<readonly string[]> {
  mkdirSync(data);
  const left = shuffled(pieces, random);
  const removed = new Set<string>();
  const share = () => [100, 0.3, 0][Math.floor(random() * 3)]!;
  await loadSome(data, left.splice(0, first), 0);
  for (let step = 0; step < steps; step++) {
    const dice = random();
    const kept = snapshotIds(data);
    if (dice < 0.12) {
      await compact({ data, artunitVersion: VERSION, ...SERVED });
      done.push("compact");
    } else if (dice < 0.24 && kept.length > 1) {
      const id = kept[Math.floor(random() * kept.length)]!;
      await rollBack(data, id, SERVED);
      const loaded = loadedIn(readManifest(data, id));
      left.splice(0, left.length, ...shuffled(pieces, random).filter((piece) => !loaded(piece)));
      done.push("roll back");
    } else if (dice < 0.36) {
      const documents = await someDocuments(data, 1 + Math.floor(random() * 3), random);
      for (const id of documents) removed.add(id);
      const how = share();
      await loadSome(data, [], how, { removes: documents });
      done.push(`remove ${documents.join(" ")} at ${how}`);
    } else {
      // An overlay of any size, one that may just be too large, or a new base.
      const some = left.splice(0, 1 + Math.floor(random() * 3));
      const how = share();
      const fails = random();
      if (fails < 0.2) done.push(`break off: ${await breakOff(data, some, how, random)}`);
      else if (killer !== null && fails < 0.35)
        done.push(`kill at step ${await loadAndKill(killer, data, some, how, random)}`);
      await loadSome(data, some, how);
      done.push(`load ${some.length} at ${how}`);
    }
  }
  // Mostly all of it in the end, so that one load need not be made for each sequence.
  if (left.length > 0 && random() < 0.8) {
    await loadSome(data, left, 100);
    done.push("load the rest");
  }
  // A file that came after a document was taken out may have brought it again.
  if (removed.size > 0) await loadSome(data, [], 100, { removes: [...removed] });
  return [...removed].sort();
}

function loadedIn({ files }: Manifest): (piece: string) => boolean {
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  return (piece) => hashes.has(hashOf(piece));
}

const hashes = new Map<string, string>();

function hashOf(piece: string): string {
  const known = hashes.get(piece) ?? createHash("sha256").update(readFileSync(piece)).digest("hex");
  hashes.set(piece, known);
  return known;
}

async function loadSome(
  data: string,
  paths: readonly string[],
  overlayShare: number,
  others: Partial<LoadOptions> = {},
): Promise<void> {
  await load({
    data,
    installation: SERVED,
    paths,
    artunitVersion: VERSION,
    memoryLimit: "500MB",
    overlayShare,
    ...others,
  });
}

/** Documents that are there, whatever brought them. */
async function someDocuments(data: string, count: number, random: () => number): Promise<readonly string[]> {
  return withStore(data, async (store) => {
    const dataset = SERVED.datasets.find((each) => datasetName(each) === "office_actions/all")!;
    const selection = { dataset, predicate: EVERYTHING };
    const all = await store.count(selection);
    const found: string[] = [];
    for (let at = 0; at < count; at++) {
      const start = Math.floor(random() * all);
      const [record] = await recordsOf(store, dataset, EVERYTHING, { start, rows: 1 });
      const { document_id: id } = JSON.parse(record ?? "{}") as { document_id?: string };
      if (id) found.push(id);
    }
    return found;
  });
}

/** A load whose program fails at some step; what is served stays. Returns at which. */
async function breakOff(
  data: string,
  paths: readonly string[],
  share: number,
  random: () => number,
): Promise<string> {
  const before = currentId(data);
  let left = Math.floor(random() * 12);
  let at = "behind the end";
  try {
    await loadSome(data, paths, share, {
      onEvent: (event) => {
        if (event.kind !== "building" || left-- > 0) return;
        at = event.what;
        throw new Error("broken off");
      },
    });
  } catch (error) {
    if ((error as Error).message !== "broken off") throw error;
    if (currentId(data) !== before) throw new Error("A load that broke off changed what is served.");
  }
  return at;
}

/** Steps that last (writes, syncs, renames) up to which a load is killed: about as many as a small one takes. */
const MOST_STEPS = 90;

/** A load of another process, which is killed before or after such a step; returns which, or that it ended before. */
function loadAndKill(
  killer: string,
  data: string,
  paths: readonly string[],
  share: number,
  random: () => number,
): Promise<string> {
  const at = 1 + Math.floor(random() * MOST_STEPS);
  const isAfter = random() < 0.5;
  return new Promise((resolve, reject) => {
    const hook = new URL("../bench/nemesis/dieAt.js", pathToFileURL(killer)).href;
    const child = spawn(
      process.execPath,
      ["--import", hook, killer, "--load", data, String(share), ...paths],
      {
        stdio: "ignore",
        env: { ...process.env, NEMESIS_DIE_AT: String(at), NEMESIS_DIE_AFTER: isAfter ? "1" : "0" },
      },
    );
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (signal === "SIGKILL") resolve(String(at));
      else if (code === 0) resolve(`${at}, behind the end`);
      else reject(new Error(`A load that was to be killed at step ${at} ended with ${code ?? signal}.`));
    });
  });
}

/** What a data folder comes to. */
interface Outcome {
  readonly contentHash: string;
  readonly tables: string;
  /** By table, the hash of its export. */
  readonly exports: ReadonlyMap<string, string>;
  /** By question. */
  readonly answers: ReadonlyMap<string, string>;
}

/** Loads what is left in one go beside, and compares. */
async function compareWithOne(
  folder: string,
  pieces: readonly string[],
  removed: readonly string[],
  known: Map<string, Outcome>,
): Promise<readonly string[]> {
  const many = join(folder, "many");
  const manifest = readManifest(many, currentId(many)!);
  const loaded = pieces.filter(loadedIn(manifest));
  const key = JSON.stringify([loaded, removed]);
  const expected = known.get(key) ?? (await oneLoad(join(folder, "one"), loaded, removed));
  if (removed.length === 0) known.set(key, expected);
  const faults = [...(await verifySnapshot(many, manifest.id)).damage];
  const found = await outcomeOf(many, join(folder, "exported"));
  if (found.contentHash !== expected.contentHash) faults.push("The content hash is another.");
  if (found.tables !== expected.tables)
    faults.push(`The tables are said to be ${found.tables} instead of ${expected.tables}.`);
  for (const [table, hash] of found.exports)
    if (expected.exports.get(table) !== hash) faults.push(`${table} has other rows.`);
  for (const [question, answer] of found.answers)
    if (expected.answers.get(question) !== answer)
      faults.push(`${question} is answered ${answer} instead of ${expected.answers.get(question)}.`);
  return faults;
}

async function oneLoad(
  data: string,
  loaded: readonly string[],
  removed: readonly string[],
): Promise<Outcome> {
  mkdirSync(data);
  await loadSome(data, loaded, 0);
  if (removed.length > 0) await loadSome(data, [], 0, { removes: removed });
  return outcomeOf(data, `${data}-exported`);
}

async function outcomeOf(data: string, exports: string): Promise<Outcome> {
  const { contentHash, tables } = readManifest(data, currentId(data)!);
  return {
    contentHash,
    tables: JSON.stringify(tables),
    exports: await exported(data, exports),
    answers: await withStore(data, answersOf),
  };
}

async function exported(data: string, folder: string): Promise<ReadonlyMap<string, string>> {
  mkdirSync(folder);
  const files = await exportTables({
    database: join(places.snapshot(data, currentId(data)!), STORE_FILE),
    folder,
    tables: SERVED.tables.filter((table) => !isFullText(table)),
    format: "csv",
    applications: null,
    documents: undefined,
  });
  return new Map(files.map(({ table, sha256 }) => [table, sha256]));
}

async function withStore<T>(data: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSnapshotStore(places.snapshot(data, currentId(data)!), SERVED);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const EVERYTHING: Predicate = { kind: "everything" };

/** One question of each kind to every dataset; a page deep inside, and by cursor from there. */
async function answersOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const dataset of SERVED.datasets) {
    const name = datasetName(dataset);
    const { roles } = dataset.table;
    const total = await store.count({ dataset, predicate: EVERYTHING });
    answers.set(`count of ${name}`, String(total));
    if (total === 0) continue;
    const start = Math.floor(total * 0.6);
    const deep = await recordsOf(store, dataset, EVERYTHING, { start, rows: 3 });
    answers.set(`page of ${name} at ${start}`, deep.join());
    if (hasColumn(dataset.table, roles.date)) {
      const sort = [{ column: roles.date!, descending: true }];
      const sorted = await recordsOf(store, dataset, EVERYTHING, { sort, start: 1, rows: 3 });
      answers.set(`page of ${name}, latest first`, sorted.join());
    }
    if (isFullText(dataset.table)) continue;
    const by = [{ column: roles.date! }].filter(({ column }) => hasColumn(dataset.table, column));
    if (by.length === 0) continue;
    for (const period of ["year", undefined] as const)
      for (const measure of [{ kind: "count" }, { kind: "distinct", column: roles.partition! }] as const) {
        const groups = await store.groups({
          dataset,
          predicate: EVERYTHING,
          by: by.map((key) => (period ? { ...key, period } : key)),
          measure,
          order: "size",
          start: 0,
          rows: 5,
        });
        answers.set(`groups of ${name} by ${period ?? "day"}, ${measure.kind}`, JSON.stringify(groups));
      }
    const [first] = deep;
    const number =
      first && (JSON.parse(first) as Record<string, unknown>)[ownNameOf(dataset, roles.partition!)];
    if (typeof number !== "string") continue;
    const one: Predicate = { kind: "in", column: roles.partition!, values: [number] };
    answers.set(`${name} of ${number}`, (await recordsOf(store, dataset, one, { rows: 1000 })).join());
  }
  return answers;
}

function ownNameOf({ fields }: Dataset, column: string): string {
  return fields.find((field) => field.column === column)?.name ?? column;
}

async function recordsOf(
  store: Store,
  dataset: Dataset,
  predicate: Predicate,
  page: {
    readonly start?: number;
    readonly rows: number;
    readonly sort?: readonly { column: string; descending: boolean }[];
  },
): Promise<readonly string[]> {
  const { records } = await store.page({ dataset, predicate, shape: ownShape(dataset), ...page });
  const found: string[] = [];
  for await (const batch of records) found.push(...batch);
  return found;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A release of some size, each of its files cut into pieces by application; beside the records of the sample. */
async function piecesOf(scale: number, folder: string): Promise<readonly string[]> {
  await generateRelease({ folder, scale, seed: 1, zip: false });
  const pieces: string[] = [];
  for (const table of ["office_actions", "rejections", "citations"]) {
    const [header, ...lines] = readFileSync(join(folder, `${table}.csv`), "utf8")
      .trimEnd()
      .split("\n");
    const at = header!.split(",").findIndex((name) => /app_id/.test(name));
    for (let piece = 0; piece < 6; piece++) {
      const path = join(folder, `${table}-${piece}.csv`);
      const these = lines.filter((line) => Number(line.split(",")[at]!.slice(-3)) % 6 === piece);
      writeFileSync(path, `${[header, ...these].join("\n")}\n`);
      pieces.push(path);
    }
  }
  return [...pieces, ...samplePieces()];
}

/** The files of the sample that these families read. */
export function samplePieces(): readonly string[] {
  return readdirSync("sample", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:csv|json)$/.test(name) && !/^(?:applications|petitions|ptab)/.test(name))
    .sort()
    .map((name) => join("sample", name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [first, ...others] = process.argv.slice(2);
  if (first === "--load") {
    const [data, share, ...paths] = others;
    await loadSome(data!, paths, Number(share));
  } else {
    const [seed = "1", scale = "0.005"] = others;
    const folder = mkdtempSync(join(tmpdir(), "artunit-pieces-"));
    const broken = await refreshSequences({
      count: Number(first ?? 300),
      seed: Number(seed),
      pieces: await piecesOf(Number(scale), folder),
      first: 8,
      steps: 6,
      killer: process.argv[1]!,
      onSequence: (line) => console.log(line),
    });
    rmSync(folder, { recursive: true, force: true });
    for (const what of broken) console.log(what);
    console.log(`${broken.length} promises broken`);
    process.exitCode = broken.length > 0 ? 1 : 0;
  }
}
