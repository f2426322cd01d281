import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { ArtunitError } from "../../errors.js";
import { places } from "./folder.js";

/** The holder touches the lock this often; one that was not touched for `STALE_AFTER` is left over. */
const TOUCHED_EVERY = 5_000;
const STALE_AFTER = 120_000;

export interface Lock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes the data folder's lock for a load. Throws `loader-busy` while another load holds it. A lock whose
 * process is gone, or that nobody has touched for two minutes, is taken over. A plain file, created
 * exclusively, so that it works on every system.
 */
export function takeLock(data: string, now: () => Date = () => new Date()): Lock {
  mkdirSync(data, { recursive: true });
  const path = places.lock(data);
  const holder: Holder = { pid: process.pid, host: hostname(), since: now().toISOString() };
  const mine = `${JSON.stringify(holder)}\n`;
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(path, mine, { flag: "wx" });
      const timer = setInterval(() => touch(path), TOUCHED_EVERY);
      timer.unref();
      return {
        release() {
          clearInterval(timer);
          if (contents(path) === mine) rmSync(path, { force: true });
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const found = contents(path);
    if (found === null) continue;
    if (!isLeftOver(path, found, now())) throw busy(found);
    removeExactly(path, found);
  }
  throw busy(contents(path) ?? "");
}

function busy(found: string): ArtunitError {
  const holder = parse(found);
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : "";
  return new ArtunitError(
    "loader-busy",
    `Another load is running on this data folder${who}. Wait for it to end, then load again.`,
  );
}

function isLeftOver(path: string, found: string, now: Date): boolean {
  const holder = parse(found);
  const age = now.getTime() - touchedAt(path);
  // A lock that is just being written is still empty.
  if (!holder) return age > TOUCHED_EVERY;
  if (age > STALE_AFTER) return true;
  return holder.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes a left-over lock, but not one that another load has put in its place meanwhile. */
function removeExactly(path: string, found: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (contents(aside) === found) rmSync(aside, { force: true });
  else
    try {
      writeFileSync(path, contents(aside) ?? "", { flag: "wx" });
    } finally {
      rmSync(aside, { force: true });
    }
}

function parse(found: string): Holder | null {
  try {
    return JSON.parse(found) as Holder;
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

function touchedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The lock is gone with its data folder; the load will notice by itself.
  }
}
