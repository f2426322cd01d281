import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INSTALLATION } from "../../src/installation.js";
import { type LoadReport, load } from "../../src/load/load.js";
import { createServer, type Server, type Settings } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import type { Random } from "../operators/questions.js";

/** One of the things that a server of data must survive. */
export interface Fault {
  readonly number: number;
  readonly name: string;
  /** When it passes, for the report. */
  readonly passesIf: string;
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

/** A server over a data folder, in this process. */
export async function serving(data: string, settings: Partial<Settings> = {}): Promise<Serving> {
  const faults: string[] = [];
  const live = await openLiveStore(data, INSTALLATION, { checkEvery: 50, linger: 0 });
  const server = createServer({
    installation: INSTALLATION,
    snapshots: live,
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
