import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCitations } from "../scripts/kill-loads.js";
import { VERSION } from "../src/version.js";
import { ASKING } from "./nemesis/asking.js";
import { artunit, type Fault, loadInto, NotHere, SAMPLE_FILES, Tally } from "./nemesis/fault.js";
import { LOADING } from "./nemesis/loading.js";
import { OPERATING } from "./nemesis/operating.js";
import { outcomeOf, printReliability, type Tried } from "./nemesis/report.js";
import { randomOf } from "./operators/questions.js";
import { readOptions } from "./options.js";

const options = readOptions(
  `npm run nemesis -- [options]

Causes the thirty faults that a server of data must survive, and writes RELIABILITY.md. Ends with code 1 when one is not survived.

  --minutes N      how long in all (default 60)
  --seed N         of everything that is random (default 1)
  --only N,N       only these faults; nothing is written
  --check          a short form, for every change: nothing is written
`,
  {
    minutes: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    check: { type: "boolean", default: false },
  },
);

const seed = Number(options.seed);
const minutes = Number(options.minutes ?? (options.check ? 0.5 : 60));
const only = options.only?.split(",").map(Number);
const FAULTS: readonly Fault[] = [...LOADING, ...ASKING, ...OPERATING];
/** Tried with every change elsewhere: by the tests of killed loads, of zips and of damage. */
const TESTED_ELSEWHERE = options.check ? [1, 6, 13] : [];
const faults = FAULTS.filter(({ number }) =>
  only === undefined ? !TESTED_ELSEWHERE.includes(number) : only.includes(number),
);
const root = mkdtempSync(join(tmpdir(), "artunit-nemesis-"));
const sample = join(root, "sample");
try {
  await loadInto(sample, SAMPLE_FILES, true);
  const tried: Tried[] = [];
  // What leaves time over comes first, and what can use all that there is last.
  const inTurn = [...faults].sort((a, b) => shareOf(a) - shareOf(b));
  let shares = inTurn.reduce((sum, each) => sum + shareOf(each), 0);
  const end = performance.now() + minutes * 60_000;
  for (const fault of inTurn) {
    const left = Math.max(0, (end - performance.now()) / 1000);
    const each = await tryFault(fault, (left * shareOf(fault)) / shares);
    shares -= shareOf(fault);
    tried.push(each);
    console.log(
      `${String(fault.number).padStart(2)} ${fault.name}: ${each.tally.trials} trials, ${outcomeOf(each)} (${each.seconds.toFixed(1)} s) ${each.tally.figures.join("; ")}`,
    );
    for (const what of each.tally.broken.slice(0, 5)) console.log(`   ${what}`);
  }
  if (only === undefined && !options.check)
    writeFileSync(
      "RELIABILITY.md",
      printReliability({ version: VERSION, at: new Date(), minutes, seed, tried }),
    );
  if (tried.some(({ tally }) => tally.broken.length > 0)) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

function shareOf({ share }: Fault): number {
  return share ?? 1;
}

/** Made once, and kept for all that ask questions of many rows. */
function many(): { readonly data: string; readonly rows: number } {
  const data = join(root, "many");
  // The rows of the releases; a short campaign does with fewer.
  const rows = minutes < 30 ? 200_000 : 44_000_000;
  if (!existsSync(data)) {
    const csv = join(root, "many.csv");
    writeCitations(csv, rows, 10_000_000);
    const { code, output } = artunit(["load", csv, "--data", data]);
    if (code !== 0) throw new Error(output);
    rmSync(csv);
  }
  return { data, rows };
}

/** Each fault has a seed of its own, so that one that is tried alone is tried alike. */
async function tryFault(fault: Fault, seconds: number): Promise<Tried> {
  const scratch = join(root, String(fault.number));
  mkdirSync(scratch);
  const tally = new Tally();
  const began = performance.now();
  let notHere: string | null = null;
  try {
    await fault.run({ random: randomOf(seed * 100 + fault.number), seconds, scratch, sample, many }, tally);
  } catch (error) {
    if (error instanceof NotHere) notHere = error.message;
    else tally.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return { fault, tally, notHere, seconds: (performance.now() - began) / 1000 };
}
