import cluster, { type Worker } from "node:cluster";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Common, type Counts, commonFor, type Everybody, sumOf } from "../server/index.js";
import { EngineKeeper } from "../store/remote/engineKeeper.js";
import { processUse } from "../store/remote/processUse.js";
import { callsOver, lineToChild } from "../threads/calls.js";
import { threadFile } from "../threads/threads.js";
import { errorOf } from "../threads/told.js";
import { ownTurns } from "../threads/turns.js";
import type { FrontCalls, FrontTask, Seen, SupervisorCalls } from "./frontCalls.js";
import { type Address, asPlace, say, sayWhere, scrubInTurn, whenAskedToEnd } from "./serving.js";

export interface Supervised {
  readonly workers: number;
  readonly task: Omit<FrontTask, "number">;
  readonly scrubDays: number;
  readonly common: Omit<Common, "turns" | "keysChanged">;
}

/**
 * Serves a data folder by several processes, until this one is asked to end: front ends that share a port and answer, and one
 * process for questions that need an engine. One that dies is replaced. Prints the address once all of them answer.
 *
 * @throws ArtunitError what keeps a front end from beginning, such as `place-unusable`.
 */
export async function supervise(given: Supervised): Promise<void> {
  const address = await settled(given.task.options);
  const supervisor = new Supervisor(given, address);
  const scrubbing = new AbortController();
  try {
    await supervisor.begin();
    const ended = whenAskedToEnd();
    sayWhere(address, given.task.folder);
    scrubInTurn(given.task.folder, given.scrubDays, scrubbing.signal);
    await ended;
  } finally {
    scrubbing.abort();
    await supervisor.end();
  }
}

/** Front ends that come later have to find the same port: any free one is chosen once. */
async function settled({ port, host }: Address): Promise<Address> {
  if (port !== 0) return { port, host };
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once("error", (error) => failed(asPlace(error, { port, host })));
    server.listen(0, host, listening);
  });
  const bound = server.address() as { readonly port: number };
  await new Promise((closed) => server.close(closed));
  return { port: bound.port, host };
}

interface Front {
  readonly worker: Worker;
  readonly calls: FrontCalls;
  seen: Seen | null;
}

/** How long a front end may take to say what it has counted, and how often it is asked, in milliseconds. */
const LOOK = 1000;
/** How long it is waited before a front end that could not begin is tried again, in milliseconds. */
const AGAIN = 1000;
/** How long front ends may take to end, in milliseconds: they finish what is under way. */
const ENDING = 40_000;

class Supervisor {
  private readonly fronts = new Map<number, Front>();
  private readonly engines: EngineKeeper;
  private readonly common: Common;
  private readonly looking: NodeJS.Timeout;
  /** What front ends had counted that are gone. */
  private lost: Counts = sumOf([]);
  private isEnding = false;

  constructor(
    private readonly given: Supervised,
    private readonly address: Address,
  ) {
    this.engines = new EngineKeeper({
      program: threadFile(import.meta.url, "engine.js"),
      arguments: [given.task.folder],
      onReplaced: (why) => say(`The engine's process was replaced: ${why}.`),
    });
    this.common = {
      ...given.common,
      turns: ownTurns(),
      keysChanged: async () => {
        await Promise.all(this.all().map((front) => within(front.calls.readKeys())));
      },
    };
    cluster.schedulingPolicy = cluster.SCHED_RR;
    this.looking = setInterval(() => void this.look(), LOOK);
  }

  /** Resolves when all front ends listen; throws what keeps the first from it. */
  async begin(): Promise<void> {
    // It takes as long to begin as they do, and they wait for it.
    this.engines.engine().catch(() => {});
    const numbers = Array.from({ length: this.given.workers }, (_, at) => at + 1);
    await Promise.all(numbers.map((number) => this.start(number)));
  }

  /** Ends the front ends, which finish what is under way, and the engine's process after them. */
  async end(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.looking);
    await Promise.all(
      this.all().map(async ({ worker, calls }) => {
        const ended = new Promise<void>((done) => worker.once("exit", () => done()));
        const kill = setTimeout(() => worker.process.kill("SIGKILL"), ENDING);
        calls.end().catch(() => {});
        await ended;
        clearTimeout(kill);
      }),
    );
    await this.engines.close();
    this.common.issuedKeys.flush();
    await this.common.accessLog?.close();
  }

  private all(): readonly Front[] {
    return [...this.fronts.values()];
  }

  /** What front ends have counted and take; of one that does not say so in time, what it last said. */
  private async look(): Promise<readonly Seen[]> {
    const seen = await Promise.all(
      this.all().map(async (front) => {
        front.seen = (await within(front.calls.seen())) ?? front.seen;
        return front.seen;
      }),
    );
    return seen.filter((each) => each !== null);
  }

  private async everybody(): Promise<Everybody> {
    const [known, engine] = await Promise.all([this.look(), within(this.engines.use())]);
    return {
      counts: [this.lost, ...known.flatMap(({ counts }) => counts ?? [])],
      processes: [processUse("supervisor"), ...known.map(({ use }) => use), ...(engine ? [engine] : [])],
    };
  }

  /** Resolves when the front end listens; throws what keeps it from that. One that ends after it has listened is replaced. */
  private start(number: number): Promise<void> {
    const { task } = this.given;
    const worker = forked({ ...task, number, options: { ...task.options, ...this.address } });
    return new Promise((listening, failed) => {
      const shared = commonFor(this.common);
      let isListening = false;
      let why: Error | null = null;
      const { theirs, end } = callsOver<FrontCalls, SupervisorCalls>(lineToChild(worker.process), {
        ...shared.calls,
        listening: async () => {
          isListening = true;
          listening();
        },
        failed: async (said) => {
          why = errorOf(said);
        },
        engine: () => this.engines.engine(),
        killEngine: async (engine, reason) => this.engines.kill(engine, reason),
        engineGone: (engine) => this.engines.gone(engine),
        everybody: () => this.everybody(),
      });
      const front: Front = { worker, calls: theirs, seen: null };
      this.fronts.set(number, front);
      worker.on("error", () => {});
      worker.on("exit", (code, signal) => {
        const ended = `it ended with ${signal ?? `code ${code}`}`;
        end(new Error(`A front end is gone: ${ended}.`));
        shared.leave();
        this.fronts.delete(number);
        if (front.seen?.counts) this.lost = sumOf([this.lost, { ...front.seen.counts, inFlight: 0 }]);
        if (!isListening) return failed(why ?? new Error(`Front end ${number} did not begin: ${ended}.`));
        if (this.isEnding) return;
        say(`Front end ${number} was replaced: ${why?.message ?? ended}.`);
        this.startAgain(number);
      });
    });
  }

  private startAgain(number: number): void {
    this.start(number).catch((why: Error) => {
      if (this.isEnding) return;
      say(`Front end ${number} cannot begin, and is tried again: ${why.message}`);
      setTimeout(() => {
        if (!this.isEnding) this.startAgain(number);
      }, AGAIN);
    });
  }
}

function forked(task: FrontTask): Worker {
  cluster.setupPrimary({
    exec: fileURLToPath(threadFile(import.meta.url, "front.js")),
    args: [JSON.stringify(task)],
    serialization: "advanced",
  });
  return cluster.fork();
}

/** What is answered in time; null where it is not, or the other has gone. */
async function within<Value>(answered: Promise<Value>): Promise<Value | null> {
  const late = new AbortController();
  const value = await Promise.race([
    answered.catch(() => null),
    wait(LOOK, null, { signal: late.signal }).catch(() => null),
  ]);
  late.abort();
  return value;
}
