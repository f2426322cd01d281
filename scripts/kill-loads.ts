/**
 * Kills loads at random instants and looks at what they leave: the snapshot being served must be the old one or
 * the new one, whole, every time; and the same load, run again to its end, must give what it would have given at once.
 *
 *   npm run tools && node build/scripts/kill-loads.js [count] [seed]
 */
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { places } from "../src/store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../src/store/snapshots/folder.js";
import { verifySnapshot } from "../src/store/snapshots/verify.js";

export interface KillOptions {
  /** Loads to kill; one that ends before its kill is tried again, at most three times as many in all. */
  readonly count: number;
  readonly seed: number;
  readonly rows: number;
  /** After so long no further load is begun. */
  readonly seconds?: number;
  readonly onKill?: (line: string) => void;
}

export interface KillReport {
  /** Sentences; empty when the promise held. */
  readonly broken: readonly string[];
  readonly killed: number;
  readonly finished: number;
}

export async function killLoads(options: KillOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "artunit-kill-"));
  try {
    return await killAndLook(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function killAndLook(folder: string, options: KillOptions): Promise<KillReport> {
  const first = join(folder, "first.csv");
  const second = join(folder, "second.csv");
  writeCitations(first, 1_000, 12_000_001);
  writeCitations(second, options.rows, 13_000_001);
  const end = performance.now() + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const alone = join(folder, "alone");
  await runLoad(alone, first, null);
  const oldHash = hashOf(alone);
  // How long a load takes swings with the machine's other work: the last whole one is the measure.
  let whole = (await runLoad(alone, second, null)).took;
  const newHash = hashOf(alone);

  const broken: string[] = [];
  const random = generator(options.seed);
  let killed = 0;
  let round = 0;
  const isTime = () => killed === 0 || performance.now() < end;
  for (; killed < options.count && round < options.count * 3 && isTime(); round++) {
    const data = join(folder, `data${round}`);
    mkdirSync(data);
    await runLoad(data, first, null);
    // Half of the kills fall into the last fifth, where the snapshot is hashed, moved and pointed at.
    const share = round % 2 === 0 ? random() : 0.8 + random() * 0.25;
    const { wasKilled, took } = await runLoad(data, second, share * whole);
    if (wasKilled) killed++;
    const hash = hashOf(data);
    const { damage } = await verifySnapshot(data, currentId(data)!);
    if (hash !== oldHash && hash !== newHash)
      broken.push(`kill ${round} at ${share.toFixed(3)} left a mixture.`);
    broken.push(...damage.map((what) => `kill ${round} at ${share.toFixed(3)}: ${what}`));
    const again = await runLoad(data, second, null);
    whole = !wasKilled ? took : hash === oldHash ? again.took : whole;
    if (hashOf(data) !== newHash) broken.push(`the load after kill ${round} gave another content.`);
    if (existsSync(places.staging(data)))
      broken.push(`the load after kill ${round} left its staging folder.`);
    options.onKill?.(
      `${round + 1}: ${wasKilled ? "killed" : "ended first"} at ${share.toFixed(3)}, ${hash === oldHash ? "old" : "new"} snapshot`,
    );
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
  return { broken, killed, finished: round - killed };
}

function hashOf(data: string): string {
  return readManifest(data, currentId(data)!).contentHash;
}

/** Runs `artunit load`; kills it after so many milliseconds. */
function runLoad(
  data: string,
  file: string,
  killAfter: number | null,
): Promise<{ readonly wasKilled: boolean; readonly took: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, ["dist/cli/main.js", "load", "--data", data, file], {
      stdio: "ignore",
    });
    const timer = killAfter === null ? null : setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (timer) clearTimeout(timer);
      if (killAfter === null && code !== 0) reject(new Error(`the load ended with ${code ?? signal}`));
      else resolve({ wasKilled: signal === "SIGKILL", took: performance.now() - began });
    });
  });
}

/** Writes a CSV of citations in the shape of 2017's, twenty for each application. */
export function writeCitations(path: string, rows: number, firstApplication: number): void {
  const file = openSync(path, "w");
  try {
    let lines =
      "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa\n";
    for (let row = 0; row < rows; row++) {
      const number = 5_000_000 + ((row * 7919) % 4_000_000);
      lines += `${firstApplication + Math.floor(row / 20)},${number},${number},,,,1,0,0\n`;
      if (lines.length > 1_000_000) {
        writeSync(file, lines);
        lines = "";
      }
    }
    writeSync(file, lines);
  } finally {
    closeSync(file);
  }
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [count = "50", seed = "1"] = process.argv.slice(2);
  const report = await killLoads({
    count: Number(count),
    seed: Number(seed),
    rows: 100_000,
    onKill: (line) => console.log(line),
  });
  for (const what of report.broken) console.log(what);
  console.log(
    `${report.killed} killed, ${report.finished} ended first, ${report.broken.length} promises broken`,
  );
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}
