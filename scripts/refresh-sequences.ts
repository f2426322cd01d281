/**
 * Loads pieces of data in random sequences: small loads into overlays and large ones into new bases, compactions, roll-backs
 * and kills. Whatever the way, what is left must be what one load of the same files makes: the same content hash, the same
 * counts, and every table the same, row by row and in order.
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
import { isFullText } from "../src/catalog/index.js";
import { INSTALLATION } from "../src/installation.js";
import { load } from "../src/load/load.js";
import { exportTables, type Manifest } from "../src/store/index.js";
import { currentId, places, readManifest, snapshotIds } from "../src/store/snapshots/folder.js";
import { rollBack } from "../src/store/snapshots/rollback.js";
import { compact } from "../src/store/snapshots/upgrade.js";
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

/** Runs the sequences; returns what did not hold, in sentences. */
export async function refreshSequences(options: SequenceOptions): Promise<readonly string[]> {
  const broken: string[] = [];
  const random = generator(options.seed);
  for (let sequence = 0; sequence < options.count; sequence++) {
    const folder = mkdtempSync(join(tmpdir(), "artunit-sequence-"));
    try {
      const steps = await runSequence(join(folder, "many"), options, random);
      const faults = await compareWithOne(folder, options.pieces);
      broken.push(...faults.map((fault) => `sequence ${sequence} (${steps.join(", ")}): ${fault}`));
      options.onSequence?.(`${sequence + 1}: ${steps.join(", ")}: ${faults.length} faults`);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return broken;
}

/** Loads in some order until all steps are done; returns what was done. */
async function runSequence(
  data: string,
  { pieces, first, steps, killer }: SequenceOptions,
  random: () => number,
): Promise<readonly string[]> {
  mkdirSync(data);
  const left = shuffled(pieces, random);
  const done: string[] = [];
  await loadSome(data, left.splice(0, first), 0);
  for (let step = 0; step < steps; step++) {
    const dice = random();
    const kept = snapshotIds(data);
    if (dice < 0.12) {
      await compact({ data, artunitVersion: VERSION, ...INSTALLATION });
      done.push("compact");
    } else if (dice < 0.24 && kept.length > 1) {
      const id = kept[Math.floor(random() * kept.length)]!;
      await rollBack(data, id);
      const loaded = loadedIn(readManifest(data, id));
      left.splice(0, left.length, ...shuffled(pieces, random).filter((piece) => !loaded(piece)));
      done.push("roll back");
    } else {
      const some = left.splice(0, 1 + Math.floor(random() * 3));
      // An overlay of any size, one that may just be too large, or a new base.
      const share = [100, 0.3, 0][Math.floor(random() * 3)]!;
      if (killer !== null && random() < 0.3) {
        const wasKilled = await loadAndKill(killer, data, some, share, random() * 3_000);
        done.push(wasKilled ? "kill" : "load");
        if (!wasKilled) continue;
      }
      await loadSome(data, some, share);
      done.push(`load ${some.length} at ${share}`);
    }
  }
  return done;
}

function loadedIn({ files }: Manifest): (piece: string) => boolean {
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  return (piece) => hashes.has(createHash("sha256").update(readFileSync(piece)).digest("hex"));
}

async function loadSome(data: string, paths: readonly string[], overlayShare: number): Promise<void> {
  await load({
    data,
    installation: INSTALLATION,
    paths,
    artunitVersion: VERSION,
    memoryLimit: "500MB",
    overlayShare,
  });
}

function loadAndKill(
  killer: string,
  data: string,
  paths: readonly string[],
  share: number,
  after: number,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const args = [killer, "--load", data, String(share), ...paths];
    const child = spawn(process.execPath, args, { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    child.on("error", reject);
    child.on("exit", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

/** Loads what is left in one go beside, and compares. */
async function compareWithOne(folder: string, pieces: readonly string[]): Promise<readonly string[]> {
  const [many, one] = [join(folder, "many"), join(folder, "one")];
  const found = readManifest(many, currentId(many)!);
  const loaded = loadedIn(found);
  mkdirSync(one);
  await loadSome(one, pieces.filter(loaded), 0);
  const expected = readManifest(one, currentId(one)!);
  const faults = [...(await verifySnapshot(many, found.id)).damage];
  if (found.contentHash !== expected.contentHash) faults.push("The content hash is another.");
  if (JSON.stringify(found.tables) !== JSON.stringify(expected.tables))
    faults.push(
      `The tables are said to be ${JSON.stringify(found.tables)} instead of ${JSON.stringify(expected.tables)}.`,
    );
  const [tables, others] = [await exported(many, join(folder, "a")), await exported(one, join(folder, "b"))];
  for (const [table, hash] of tables) if (others.get(table) !== hash) faults.push(`${table} has other rows.`);
  return faults;
}

async function exported(data: string, folder: string): Promise<ReadonlyMap<string, string>> {
  mkdirSync(folder);
  const files = await exportTables({
    database: join(places.snapshot(data, currentId(data)!), "store.duckdb"),
    folder,
    tables: INSTALLATION.tables.filter((table) => !isFullText(table)),
    format: "csv",
    partitions: null,
    documents: undefined,
  });
  return new Map(files.map(({ table, sha256 }) => [table, sha256]));
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

/**
 * The files of the sample but one: citations that lack a flag take it from an Office action, and keep it when a better
 * source's action, which lacks it too, comes later; loaded together, they never have it.
 */
export function samplePieces(): readonly string[] {
  return readdirSync("sample", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:csv|json)$/.test(name) && !/oa_actions.dh-2023-records-app/.test(name))
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
      steps: 9,
      killer: process.argv[1]!,
      onSequence: (line) => console.log(line),
    });
    rmSync(folder, { recursive: true, force: true });
    for (const what of broken) console.log(what);
    console.log(`${broken.length} promises broken`);
    process.exitCode = broken.length > 0 ? 1 : 0;
  }
}
