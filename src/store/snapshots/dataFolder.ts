import { join } from "node:path";

/** Where things lie in a data folder. */
export const places = {
  snapshots: (data: string) => join(data, SNAPSHOTS),
  snapshot: (data: string, id: string) => join(data, SNAPSHOTS, id),
  /** The pointer: the id of the snapshot that is served. */
  current: (data: string) => join(data, CURRENT),
  pins: (data: string) => join(data, "pins"),
  /** Each load stages in a folder of its own below it. */
  staging: (data: string) => join(data, "staging"),
  /** What extraction found for a load that is not served yet. */
  findings: (data: string) => join(data, "findings"),
  /** When each stored file was last read whole, and which were found damaged. */
  checked: (data: string) => join(data, "checked.json"),
  /** What came of the latest `artunit sync`. */
  synced: (data: string) => join(data, "synced.json"),
  /** Files that are served as they came. */
  files: (data: string) => join(data, "files"),
  /** Weekly archives that `publish` wrote, to be downloaded. */
  published: (data: string) => join(data, "published"),
  quarantine: (data: string) => join(data, "quarantine"),
  lock: (data: string) => join(data, LOCK),
  /** Held by a sync from its first look to its load's end: two would write into one `incoming`. */
  syncLock: (data: string) => join(data, SYNC_LOCK),
  /** What cursors are sealed with. */
  sealKey: (data: string) => join(data, "seal.key"),
  /** The keys that were made here, as hashes, and how much they were used. */
  keys: (data: string) => join(data, "keys"),
  /** What a sync has fetched and not loaded yet. */
  incoming: (data: string) => join(data, "incoming"),
  /** The latest signed state that was taken from each holder of a key. */
  trusted: (data: string) => join(data, "trusted.json"),
} as const;

export const SNAPSHOTS = "snapshots";
export const CURRENT = "current";
export const LOCK = "load.lock";
export const SYNC_LOCK = "sync.lock";

/** A snapshot's id is its folder's name, `yyyymmddThhmmss-xxxxxx`: nothing that leads elsewhere. */
export const SNAPSHOT_ID = /^\d{8}T\d{6}-[0-9a-f]{6}$/;

/** In a snapshot's folder: written last, so where there is one, the snapshot is complete. */
export const MANIFEST_FILE = "manifest.json";
/** The manifest's own hash, as `sha256sum --check` reads it. */
export const MANIFEST_HASH_FILE = "manifest.sha256";
/** All tables. A file of this name stands in an overlay, too, as do the next three. */
export const STORE_FILE = "store.duckdb";
/** Counts that were worked out beforehand. */
export const COUNTS_FILE = "counts.duckdb";
/** What a server would otherwise count at every start. */
export const FACTS_FILE = "facts.json";
/** The folder of look-up files. */
export const LOOKUP_FOLDER = "lookup";
/** Opens the tables in a shell of the engine's, with what lies beside them. */
export const OPEN_FILE = "open.sql";
/** What was loaded since the base was built. */
export const OVERLAY_FOLDER = "overlay";
export const OVERLAY_FILE = "overlay.json";
