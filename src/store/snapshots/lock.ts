import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";
import Database from "libsql";
import { ArtunitError } from "../../errors.js";
import { makeFolder } from "../../systemErrors.js";
import { places, SYNC_LOCK } from "./dataFolder.js";

export interface Lock {
  /** Throws `loader-busy` where the lock is no longer ours; asked before each step that others can see. */
  check(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** What only one process at a time does to a data folder: building snapshots, and fetching what they are built from. */
type Work = "load" | "sync";

/**
 * Takes the data folder's lock for a load, or for a sync, which loads at its end. Throws `loader-busy` while another holds it. The
 * lock is an exclusive transaction on an empty SQLite file: the system ends it with its process, however that ends, and never
 * while the process is only suspended. What is written beside it is for the message alone.
 */
export function takeLock(data: string, work: Work = "load"): Lock {
  makeFolder(data);
  const path = work === "load" ? places.lock(data) : places.syncLock(data);
  const now = new Date();
  refuseOlderLock(path, now);
  for (let attempt = 0; attempt < 5; attempt++) {
    const inode = inodeOf(path) ?? create(path);
    const database = begin(path);
    // Another may have ended, and removed its file, between our looking and our locking.
    if (inode !== null && inode === inodeOf(path)) return held(path, database, inode, now);
    database.close();
  }
  throw busy(path);
}

function held(path: string, database: Database.Database, inode: number, since: Date): Lock {
  const holder: Holder = { pid: process.pid, host: hostname(), since: since.toISOString() };
  writeFileSync(holderOf(path), `${JSON.stringify(holder)}\n`);
  let isHeld = true;
  const isOurs = () => isHeld && inodeOf(path) === inode;
  return {
    check() {
      if (!isOurs()) throw busy(path);
    },
    release() {
      if (isOurs()) {
        rmSync(holderOf(path), { force: true });
        removeIfPossible(path);
      }
      if (isHeld) database.close();
      isHeld = false;
    },
  };
}

/** Only where there is no file: closing one that this process has locked elsewhere would end that lock. */
function create(path: string): number | null {
  try {
    writeFileSync(path, "", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return inodeOf(path);
}

/** Opens the file and locks it. Throws `loader-busy` at once where somebody else has. */
function begin(path: string): Database.Database {
  const database = new Database(path, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (/BUSY|LOCKED/.test((error as { readonly code?: string }).code ?? "")) throw busy(path);
    throw error;
  }
}

function holderOf(path: string): string {
  return `${path}.holder`;
}

function busy(path: string): ArtunitError {
  const holder = parse(contents(holderOf(path)) ?? olderLock(path));
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : "";
  const work = basename(path) === SYNC_LOCK ? "sync" : "load";
  return new ArtunitError(
    "loader-busy",
    `Another ${work} is running on this data folder${who}. Wait for it to end, then ${work} again.`,
  );
}

function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}

/** While it is open, some systems keep a file that is removed; it is empty, and the next load takes it. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Kept by the system until it is closed.
  }
}

// ---- the lock of version 0.1.0: a file that names its holder, which touches it every five seconds

const STALE_AFTER = 120_000;

/** A lock as older versions wrote it holds while its holder lives; what a killed one left, whole or half, is removed. */
function refuseOlderLock(path: string, now: Date): void {
  const found = olderLock(path);
  if (found === null) return;
  const holder = parse(found);
  if (holder) {
    const age = now.getTime() - statSync(path).mtimeMs;
    if (age <= STALE_AFTER && (holder.host !== hostname() || isAlive(holder.pid))) throw busy(path);
  }
  rmSync(path, { force: true });
}

/** What an older version wrote; null for a lock of ours, which is empty and never read: see `create`. */
function olderLock(path: string): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size === 0 ? null : contents(path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function parse(found: string | null): Holder | null {
  try {
    return found === null ? null : (JSON.parse(found) as Holder | null);
  } catch {
    return null;
  }
}

function contents(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
