import { counted } from "../catalog/index.js";
import { ArtunitError, damaged } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import { createServer, embargoed, type Metrics, type Settings } from "../server/index.js";
import { type LiveOptions, openLiveStore } from "../store/index.js";
import { damagedFiles } from "../store/snapshots/checked.js";
import { storedName } from "../store/snapshots/damage.js";
import { places } from "../store/snapshots/dataFolder.js";
import { currentId } from "../store/snapshots/folder.js";
import { scrub } from "../store/snapshots/scrub.js";
import { readSynced } from "../store/snapshots/synced.js";
import { systemError } from "../systemErrors.js";
import { VERSION } from "../version.js";
import { nothingLoaded } from "./nothingLoaded.js";

export interface Address {
  readonly port: number;
  readonly host: string;
}

/** How a process serves: alone, or as one of several. */
export interface Serving {
  readonly folder: string;
  readonly address: Address;
  readonly settings: Partial<Settings>;
  readonly embargoDays: number;
  /** Opens a snapshot; with its engines in this process when absent. */
  readonly open?: LiveOptions["open"];
  /** Whether it says what cannot be served; of several processes one does. */
  readonly isTold: boolean;
  /** Called once it listens; it serves until what this returns resolves. */
  readonly untilEnd: (port: number, metrics: Metrics) => Promise<void>;
}

/**
 * Serves a data folder; requests under way are finished at the end.
 *
 * @throws ArtunitError `place-unusable` where the address cannot be listened on.
 */
export async function serveFolder(serving: Serving): Promise<void> {
  const { folder, address, embargoDays } = serving;
  let refused: ArtunitError | null = null;
  const live = await openLiveStore(folder, INSTALLATION, {
    ...(serving.open ? { open: serving.open } : {}),
    onProblem: (problem, snapshot, served) => {
      // Nothing to wait for: the program itself has to be another.
      if (served === null && problem instanceof ArtunitError && problem.code === "snapshot-newer") {
        refused = problem;
        return;
      }
      if (serving.isTold) say(cannotBeServed(problem, snapshot, served));
    },
  });
  try {
    if (refused) throw refused;
    const { app, metrics } = createServer({
      installation: INSTALLATION,
      snapshots: embargoDays > 0 ? embargoed(live, embargoDays) : live,
      settings: {
        archivesFolder: places.published(folder),
        // Of a file, and of a row that could not be read, it is not known how old what it is about is.
        filesFolder: embargoDays > 0 ? null : places.files(folder),
        setAsideFolder: embargoDays > 0 ? null : places.quarantine(folder),
        ...serving.settings,
        version: VERSION,
      },
      log: say,
    });
    metrics.askDamaged(() => damagedFiles(folder));
    metrics.askSynced(() => readSynced(folder));
    try {
      await serving.untilEnd(await listen(app, address), metrics);
    } finally {
      await app.close();
    }
  } finally {
    await live.close();
  }
}

/** Serves a data folder in this process alone, until it is asked to end. */
export async function serveAlone(
  serving: Omit<Serving, "open" | "isTold" | "untilEnd">,
  scrubDays: number,
): Promise<void> {
  const scrubbing = new AbortController();
  try {
    await serveFolder({
      ...serving,
      isTold: true,
      untilEnd: (port) => {
        const ended = whenAskedToEnd();
        sayWhere({ ...serving.address, port }, serving.folder);
        scrubInTurn(serving.folder, scrubDays, scrubbing.signal);
        return ended;
      },
    });
  } finally {
    scrubbing.abort();
  }
}

export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Says where it listens, and that nothing is loaded where that is so. */
export function sayWhere({ host, port }: Address, folder: string): void {
  process.stdout.write(`listening on http://${host.includes(":") ? `[${host}]` : host}:${port}\n`);
  if (currentId(folder) === null) say(`${nothingLoaded(folder)} What is loaded is served without a restart.`);
}

/** Looks for damage in stored files until the signal aborts; 0 days for never. */
export function scrubInTurn(data: string, days: number, signal: AbortSignal): void {
  if (days === 0) return;
  void scrub({
    data,
    days,
    signal,
    onDamage: ({ file, names }) =>
      say(
        damaged(storedName(file), `its hash differs; ${counted(names.length, "snapshot")} share it`).message,
      ),
    onProblem: (problem) =>
      say(`Stored files cannot be checked: ${(systemError(problem) ?? (problem as Error)).message}`),
  });
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
    throw asPlace(error, address);
  }
  const bound = app.server.address();
  return bound !== null && typeof bound === "object" ? bound.port : address.port;
}

/** What kept an address from being listened on, as an error that names it. */
export function asPlace(error: unknown, { host, port }: Address): unknown {
  const isName = /^(?:ENOTFOUND|EAI_)/.test((error as NodeJS.ErrnoException).code ?? "");
  return systemError(error, isName ? host : `${host}:${port}`) ?? error;
}

/**
 * Resolves at the first signal to end (SIGTERM, SIGINT); the second ends the process at once. Until this is called, a signal ends
 * the process by itself.
 */
export function whenAskedToEnd(): Promise<void> {
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
