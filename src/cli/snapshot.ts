import { join } from "node:path";
import { ArtunitError } from "../errors.js";
import { type Lease, openLiveStore } from "../store/index.js";

/** One snapshot, opened for a command. */
export interface OpenedSnapshot {
  readonly lease: Lease;
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Opens the current snapshot of a data folder, or the one named.
 * @throws ArtunitError `no-data`, `snapshot-unknown`.
 */
export async function openSnapshot(dataFolder: string, id: string | null): Promise<OpenedSnapshot> {
  const live = await openLiveStore(dataFolder);
  const lease = id === null ? live.current() : await live.open(id);
  if (lease)
    return {
      lease,
      folder: join(dataFolder, "snapshots", lease.store.manifest.id),
      async close() {
        lease.release();
        await live.close();
      },
    };
  await live.close();
  throw id === null
    ? new ArtunitError("no-data", `Nothing is loaded in ${dataFolder}. Load files first: artunit load FILE…`)
    : new ArtunitError(
        "snapshot-unknown",
        `There is no snapshot "${id}" in ${dataFolder}. List them: artunit snapshots`,
      );
}
