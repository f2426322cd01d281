import { join } from "node:path";
import { ArtunitError } from "../errors.js";
import { addPortal } from "../portal/index.js";
import { createServer, embargoed, type Settings } from "../server/index.js";
import { openLiveStore } from "../store/index.js";
import { VERSION } from "../version.js";

export interface Address {
  readonly port: number;
  readonly host: string;
}

/**
 * Serves a data folder until the process is asked to end (SIGTERM, SIGINT): requests under way are then
 * finished; a second signal does not wait for them. Prints the address once it answers.
 *
 * @throws ArtunitError `bad-parameter` where the address cannot be listened on.
 */
export async function serveFolder(
  folder: string,
  address: Address,
  settings: Partial<Settings>,
  embargoDays = 0,
): Promise<void> {
  const log = (message: string) => process.stderr.write(`${message}\n`);
  const live = await openLiveStore(folder, {
    onProblem: (problem, snapshot, served) =>
      log(
        `Snapshot ${snapshot} cannot be opened: ${(problem as Error).message}. ${served === null ? "Nothing" : `Snapshot ${served}`} is served. ` +
          "`artunit verify` says what is damaged, `artunit rollback ID` goes back to another.",
      ),
  });
  try {
    const { app, service } = createServer({
      snapshots: embargoDays > 0 ? embargoed(live, embargoDays) : live,
      settings: { archivesFolder: join(folder, "published"), ...settings, version: VERSION },
      log,
    });
    try {
      addPortal(app, service);
      const port = await listen(app, address);
      // Until now a signal ends the process at once, as it does by itself.
      const ended = whenAskedToEnd();
      process.stdout.write(
        `listening on http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${port}\n`,
      );
      await ended;
    } finally {
      await app.close();
    }
  } finally {
    await live.close();
  }
}

async function listen(app: ReturnType<typeof createServer>["app"], address: Address): Promise<number> {
  try {
    await app.listen(address);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Partial<Record<string, string>> = {
      EADDRINUSE: "is already in use",
      EACCES: "may not be used by this account",
      EADDRNOTAVAIL: "is not an address of this machine",
      ENOTFOUND: "is not the name of an address",
    };
    const reason = code === undefined ? undefined : reasons[code];
    if (reason === undefined) throw error;
    throw new ArtunitError(
      "bad-parameter",
      `${address.host}:${address.port} ${reason}. Choose another with --port or --host.`,
    );
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
