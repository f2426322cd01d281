import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INSTALLATION } from "../../src/installation.js";
import { type LoadReport, load } from "../../src/load/load.js";
import { createServer, type Server, type Settings } from "../../src/server/index.js";
import type { Snapshots } from "../../src/server/snapshots.js";
import { openLiveStore } from "../../src/store/index.js";
import type { Random } from "../operators/questions.js";

/** One of the things that a server of data must survive. */
export interface Fault {
  readonly number: number;
  readonly name: string;
  /** When it passes, for the report. */
  readonly passesIf: string;
  /** How much of the campaign's time is its, beside the others (default 1); what it leaves, later ones have. */
  readonly share?: number;
  run(at: Campaign, tally: Tally): Promise<void>;
}

/** What a fault is tried with. */
export interface Campaign {
  readonly random: Random;
  /** How long this fault may take; at least one trial is made. */
  readonly seconds: number;
  /** A folder of this fault's own. */
  readonly scratch: string;
  /** A data folder with the sample; copy it before you change it. */
  readonly sample: string;
  /** A data folder with many citations and nothing else, made when it is first asked for. */
  many(): { readonly data: string; readonly rows: number };
}

/** Thrown by a fault that cannot be tried on this machine; says why. */
export class NotHere extends Error {}

/** What came of the trials of a fault. */
export class Tally {
  trials = 0;
  readonly broken: string[] = [];
  readonly figures: string[] = [];

  /** A trial, and what it broke. */
  check(holds: boolean, what: () => string): void {
    this.trials++;
    if (!holds) this.broken.push(what());
  }

  figure(text: string): void {
    this.figures.push(text);
  }
}

/** Trials go on while there is time, and until there were enough. */
export function* rounds({ seconds }: Campaign, most: number): Generator<number> {
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < most && (round === 0 || performance.now() < end); round++) yield round;
}

const ROOT = new URL(import.meta.url.includes("/build/") ? "../../../" : "../../", import.meta.url);
export const SAMPLE = fileURLToPath(new URL("sample/", ROOT));
const MAIN = fileURLToPath(new URL("dist/cli/main.js", ROOT));

export const SAMPLE_FILES = readdirSync(SAMPLE, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => join(SAMPLE, each.name));

/** Runs the program; the environment is this one's and more. */
export function artunit(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly signal: string | null; readonly output: string } {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...more },
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, signal, output: stdout + stderr };
}

export function loadInto(data: string, paths: readonly string[], extracts = false): Promise<LoadReport> {
  mkdirSync(data, { recursive: true });
  return load({ data, installation: INSTALLATION, paths, artunitVersion: "nemesis", extracts });
}

/** A file of one rejection of an application of its own, as the API sent it but for what is changed. */
export function recordFile({ scratch }: Campaign, application: number, changes: object = {}): string {
  const folder = join(SAMPLE, "oa_rejections");
  const answer = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]!), "utf8")) as Answer;
  const doc = {
    ...answer.response.docs[0],
    id: String(application).padStart(32, "0"),
    patentApplicationNumber: String(application),
    obsoleteDocumentIdentifier: `NEMESIS${application}`,
    ...changes,
  };
  const path = join(scratch, `record-${application}.json`);
  writeFileSync(path, JSON.stringify({ response: { numFound: 1, start: 0, docs: [doc] } }));
  return path;
}

interface Answer {
  readonly response: { readonly docs: readonly object[] };
}

/** Loads files of which none may be refused. */
export async function loadWhole(data: string, paths: readonly string[], extracts = false): Promise<void> {
  const { refused } = await loadInto(data, paths, extracts);
  if (refused[0]) throw refused[0].error;
}

export interface Serving extends Server {
  readonly faults: readonly string[];
  /** The status and body of an answer. */
  ask(url: string): Promise<{ readonly status: number; readonly body: string; readonly headers: Headers_ }>;
  close(): Promise<void>;
}

type Headers_ = Readonly<Record<string, unknown>>;

/** A server over a data folder, in this process; `around` is what stands between it and the snapshots. */
export async function serving(
  data: string,
  settings: Partial<Settings> = {},
  around: (snapshots: Snapshots) => Snapshots = (snapshots) => snapshots,
): Promise<Serving> {
  const faults: string[] = [];
  const live = await openLiveStore(data, INSTALLATION, { checkEvery: 50, linger: 0 });
  const server = createServer({
    installation: INSTALLATION,
    snapshots: around(live),
    settings,
    log: (message) => faults.push(message),
  });
  return {
    ...server,
    faults,
    ask: async (url) => {
      const { statusCode, body, headers } = await server.app.inject({ url });
      return { status: statusCode, body, headers };
    },
    close: async () => {
      await server.app.close();
      await live.close();
    },
  };
}

/** `artunit serve` as people start it, in processes of its own. */
export interface Started {
  readonly port: number;
  /** The memory of its processes, in bytes; what several share counts once. */
  memory(): number;
  end(): Promise<void>;
}

export async function started(data: string, more: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(
    process.execPath,
    [MAIN, "serve", "--data", data, "--port", "0", "--host", "127.0.0.1"],
    {
      env: { ...process.env, ...more },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  const port = Number(/:(\d+)/.exec(line.toString().replace("http:", ""))?.[1]);
  return {
    port,
    memory: () => processesOf(child.pid!).reduce((sum, pid) => sum + memoryOf(pid), 0),
    end: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A process and all that it started. */
function processesOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return [pid, ...children.flatMap((each) => processesOf(Number(each)))];
}

function memoryOf(pid: number): number {
  return Number(/^Pss:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) * 1024;
}
