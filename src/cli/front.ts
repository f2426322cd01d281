import cluster from "node:cluster";
import { connect, type Socket } from "node:net";
import { INSTALLATION } from "../installation.js";
import {
  CommonKeys,
  commonAccessLog,
  commonLimit,
  commonTurns,
  type Metrics,
  type Settings,
} from "../server/index.js";
import { type EngineLine, EngineLink, engineLost } from "../store/remote/engineLink.js";
import { lineOver } from "../store/remote/line.js";
import { processUse } from "../store/remote/processUse.js";
import { openRemoteStore } from "../store/remote/remoteStore.js";
import { places } from "../store/snapshots/dataFolder.js";
import { callsOver, lineToParent } from "../threads/calls.js";
import { told } from "../threads/told.js";
import type { FrontCalls, FrontTask, SupervisorCalls } from "./frontCalls.js";
import { settingsOf } from "./serveOptions.js";
import { serveFolder } from "./serving.js";

/** How often it is tried to reach an engine's process, which may be dying. */
const TRIES = 3;

/** One of the processes that answer for `serve`; what it is to do is its argument. It ends when its supervisor says so, or has gone. */
const { number, folder, options } = JSON.parse(process.argv[2]!) as FrontTask;
let isAskedToEnd: () => void = () => {};
const askedToEnd = new Promise<void>((done) => {
  isAskedToEnd = done;
});
let metrics: Metrics | null = null;
let keys: CommonKeys | null = null;
// The supervisor decides when it ends, also where a terminal sends the signal to all.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit(1));
cluster.worker?.on("error", () => process.exit(1));
// It may have gone while this program was read.
if (!process.connected) process.exit(1);

const { theirs: supervisor } = callsOver<SupervisorCalls, FrontCalls>(lineToParent(), {
  end: async () => isAskedToEnd(),
  readKeys: async () => keys?.readAgain(),
  seen: async () => ({ counts: metrics?.counts() ?? null, use: processUse(`front-${number}`) }),
});

try {
  await front();
  process.exit(0);
} catch (error) {
  await supervisor.failed(told(error));
  process.exit(1);
}

async function front(): Promise<void> {
  const engine = new EngineLink({ connect: reachEngine });
  try {
    await serveFolder({
      folder,
      address: options,
      settings: frontSettings(),
      embargoDays: options.embargoDays,
      open: (snapshot) => openRemoteStore(snapshot, INSTALLATION, engine),
      isTold: number === 1,
      untilEnd(port, counted) {
        metrics = counted;
        metrics.askEverybody(() => supervisor.everybody());
        void supervisor.listening(port);
        return askedToEnd;
      },
    });
  } finally {
    await engine.close();
  }
}

/** The operator's settings, with what all front ends share left to the supervisor. */
function frontSettings(): Partial<Settings> {
  keys = new CommonKeys(places.keys(folder), supervisor);
  const { rateLimit, accessLog } = options;
  return {
    ...settingsOf(options, keys),
    rateLimit: rateLimit === undefined ? null : commonLimit(rateLimit, supervisor),
    accessLog: accessLog === undefined ? null : commonAccessLog(supervisor),
    turns: commonTurns(supervisor),
  };
}

async function reachEngine(): Promise<EngineLine> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { number: engine, address } = await supervisor.engine();
    const socket = await connected(address);
    if (socket) return { ...lineOver(socket), kill: (why) => void supervisor.killEngine(engine, why) };
    await supervisor.engineGone(engine);
  }
  throw engineLost();
}

/** Null where nobody listens there. */
function connected(address: string): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(address);
    socket.once("connect", () => done(socket)).once("error", () => done(null));
  });
}
