import { ArtunitError, OTHER_SNAPSHOT } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import { type Lease, openLiveStore } from "../store/index.js";
import { places } from "../store/snapshots/dataFolder.js";
import { currentId, snapshotIds } from "../store/snapshots/folder.js";
import { nothingLoaded } from "./nothingLoaded.js";

/** One snapshot, opened for a command. */
export interface OpenedSnapshot {
  readonly lease: Lease;
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Opens the current snapshot of a data folder, or the one named.
 * @throws ArtunitError `no-data`, `snapshot-unknown`; what keeps a snapshot that is there from being opened.
 */
export async function openSnapshot(dataFolder: string, id: string | null): Promise<OpenedSnapshot> {
  const problems: unknown[] = [];
  const live = await openLiveStore(dataFolder, INSTALLATION, {
    onProblem: (problem) => problems.push(problem),
  });
  try {
    const lease = id === null ? live.current() : await live.open(id);
    // A file that is missing is told by what is there instead.
    if (!lease && problems.length > 0 && !isMissing(problems[0])) throw problems[0];
    if (!lease) throw notThere(dataFolder, id);
    return {
      lease,
      folder: places.snapshot(dataFolder, lease.store.manifest.id),
      async close() {
        lease.release();
        await live.close();
      },
    };
  } catch (error) {
    await live.close();
    throw error;
  }
}

function isMissing(problem: unknown): boolean {
  return (problem as NodeJS.ErrnoException).code === "ENOENT";
}

function notThere(data: string, id: string | null): ArtunitError {
  const current = currentId(data);
  if (current !== null && (id === null || id === current))
    return new ArtunitError(
      "snapshot-damaged",
      `Snapshot ${current}, which ${places.current(data)} names, is not complete in ${data}. ` +
        OTHER_SNAPSHOT,
    );
  if (id === null || snapshotIds(data).length === 0) return new ArtunitError("no-data", nothingLoaded(data));
  return new ArtunitError(
    "snapshot-unknown",
    `There is no snapshot "${id}" in ${data}. There are: ${snapshotIds(data).join(", ")}.`,
  );
}
