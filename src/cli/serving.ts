import { join } from "node:path";
import { ArtunitError, damaged } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import { createServer, embargoed, type Settings } from "../server/index.js";
import { openLiveStore } from "../store/index.js";
import { EngineProcess } from "../store/remote/engineProcess.js";
import { openRemoteStore } from "../store/remote/remoteStore.js";
import { damagedFiles } from "../store/snapshots/checked.js";
import { storedName } from "../store/snapshots/damage.js";
import { places } from "../store/snapshots/folder.js";
import { type ScrubOptions, scrub } from "../store/snapshots/scrub.js";
import { threadFile } from "../store/threads.js";
import { systemError } from "../systemErrors.js";
import { VERSION } from "../version.js";
import { nothingLoaded } from "./nothingLoaded.js";
import { counted } from "./progress.js";

export interface ServingOptions {
  readonly embargoDays?: number;
  /** Every stored file is read again within so many days; 0 for never. */
  readonly scrubDays?: number;
  /** Whether questions that need an engine have a process of their own. */
  readonly hasEngineProcess?: boolean;
}

export interface Address {
  readonly port: number;
  readonly host: string;
}

/**
 * Serves a data folder until the process is asked to end (SIGTERM, SIGINT): requests under way are then
 * finished; a second signal does not wait for them. Prints the address once it answers.
 *
 * @throws ArtunitError `place-unusable` where the address cannot be listened on.
 */
export async function serveFolder(
  folder: string,
  address: Address,
  settings: Partial<Settings>,
  { embargoDays = 0, scrubDays = 7, hasEngineProcess = false }: ServingOptions = {},
): Promise<void> {
  const log = (message: string) => process.stderr.write(`${message}\n`);
  let isToldWhy = false;
  let refused: ArtunitError | null = null;
  const engine = hasEngineProcess ? engineProcess(folder, log) : null;
  const live = await openLiveStore(folder, INSTALLATION, {
    ...(engine ? { open: (snapshot) => openRemoteStore(snapshot, INSTALLATION, engine) } : {}),
    onProblem: (problem, snapshot, served) => {
      // Nothing to wait for: the program itself has to be another.
      if (served === null && problem instanceof ArtunitError && problem.code === "snapshot-newer") {
        refused = problem;
        return;
      }
      isToldWhy = true;
      log(cannotBeServed(problem, snapshot, served));
    },
  });
  try {
    if (refused) throw refused;
    const { app, metrics } = createServer({
      installation: INSTALLATION,
      snapshots: embargoDays > 0 ? embargoed(live, embargoDays) : live,
      settings: {
        archivesFolder: join(folder, "published"),
        // Of a file it is not known how old what it is about is.
        filesFolder: embargoDays > 0 ? null : places.files(folder),
        ...settings,
        version: VERSION,
      },
      log,
    });
    metrics.askDamaged(() => damagedFiles(folder));
    const scrubbing = new AbortController();
    try {
      const port = await listen(app, address);
      // Until now a signal ends the process at once, as it does by itself.
      const ended = whenAskedToEnd();
      process.stdout.write(
        `listening on http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${port}\n`,
      );
      const current = live.current();
      if (current === null && !isToldWhy)
        log(`${nothingLoaded(folder)} What is loaded is served without a restart.`);
      current?.release();
      if (scrubDays > 0) void scrub(scrubOptions(folder, scrubDays, log, scrubbing.signal));
      await ended;
    } finally {
      scrubbing.abort();
      await app.close();
    }
  } finally {
    await live.close();
    await engine?.close();
  }
}

function engineProcess(folder: string, log: (message: string) => void): EngineProcess {
  return new EngineProcess({
    program: threadFile(import.meta.url, "engine.js"),
    arguments: [folder],
    onReplaced: (why) => log(`The engine's process was replaced: ${why}.`),
  });
}

function scrubOptions(
  data: string,
  days: number,
  log: (message: string) => void,
  signal: AbortSignal,
): ScrubOptions {
  return {
    data,
    days,
    signal,
    onDamage: ({ file, names }) =>
      log(
        damaged(storedName(file), `its hash differs; ${counted(names.length, "snapshot")} share it`).message,
      ),
    onProblem: (problem) =>
      log(`Stored files cannot be checked: ${(systemError(problem) ?? (problem as Error)).message}`),
  };
}

function cannotBeServed(problem: unknown, snapshot: string, served: string | null): string {
  const known = systemError(problem)?.message;
  const why =
    known ??
    `${(problem as Error).message}. \`artunit verify\` says what is damaged, \`artunit rollback ID\` goes back to another.`;
  return `Snapshot ${snapshot} cannot be opened, and ${served === null ? "nothing" : `snapshot ${served}`} is served. ${why}`;
}

async function listen(app: ReturnType<typeof createServer>["app"], address: Address): Promise<number> {
  try {
    await app.listen(address);
  } catch (error) {
    const isName = /^(?:ENOTFOUND|EAI_)/.test((error as NodeJS.ErrnoException).code ?? "");
    throw systemError(error, isName ? address.host : `${address.host}:${address.port}`) ?? error;
  }
  const bound = app.server.address();
  return bound !== null && typeof bound === "object" ? bound.port : address.port;
}

/** Resolves at the first signal to end; the second ends the process at once. */
function whenAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (isAsked) process.exit(1);
        isAsked = true;
        resolve();
      });
    }
  });
}
