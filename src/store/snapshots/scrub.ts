import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { noteChecked, type SharedFile, sharedFiles } from "./checked.js";
import { MANIFEST_FILE, places } from "./dataFolder.js";
import { hashIfReadable } from "./hash.js";

export interface ScrubOptions {
  readonly data: string;
  /** Every file is read within so many days. */
  readonly days: number;
  readonly onDamage: (file: SharedFile) => void;
  /** Something kept a round from going on; the next is tried later. */
  readonly onProblem: (problem: unknown) => void;
  readonly signal: AbortSignal;
  readonly now?: () => number;
}

const DAY = 24 * 60 * 60 * 1000;
/** Bytes a second at the least, and for what is overdue. */
const SLOW = 256 * 1024;
const FAST = 32 * 1024 * 1024;
/** How long it is waited at most before the folder is looked at again. */
const LOOK_AGAIN = 60_000;
/** Read at once, so that nobody who is answered meanwhile waits longer than for a tenth of a millisecond. */
const PIECE = 64 * 1024;

/**
 * Reads every stored file again within some days, the one that was longest unchecked first, at a rate that spreads the work;
 * what is overdue, because no server ran, is read faster. Ends with the signal.
 */
export async function scrub(options: ScrubOptions): Promise<void> {
  const { data, days, signal, onProblem, now = Date.now } = options;
  const half = (days * DAY) / 2;
  const told = new Set<string>();
  const tellOnce = (id: string, problem: unknown) => {
    if (told.has(id)) return;
    told.add(id);
    onProblem(problem);
  };
  while (!signal.aborted) {
    try {
      const files = sharedFiles(data, tellOnce).filter(({ checked }) => !checked.isDamaged);
      const oldest = files.reduce<SharedFile | null>(
        (first, file) => (first === null || file.checked.at < first.checked.at ? file : first),
        null,
      );
      const age = oldest === null ? 0 : now() - Date.parse(oldest.checked.at);
      if (oldest === null || age < half) {
        await wait(oldest === null ? LOOK_AGAIN : Math.min(half - age + 1, LOOK_AGAIN), null, { signal });
        continue;
      }
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const even = Math.max(SLOW, (bytes / half) * 1000);
      await check(oldest, age > days * DAY ? Math.max(FAST, even) : even, options);
    } catch (problem) {
      if (signal.aborted) return;
      onProblem(problem);
      await wait(LOOK_AGAIN, null, { signal }).catch(() => {});
    }
  }
}

async function check(file: SharedFile, rate: number, options: ScrubOptions): Promise<void> {
  const { data, signal, onDamage, now = Date.now } = options;
  const began = now();
  let read = 0;
  const isWhole = await isAsWritten(data, file, async (bytes) => {
    read += bytes;
    const ahead = (read / rate) * 1000 - (now() - began);
    if (ahead > 5) await wait(ahead, null, { signal });
    signal.throwIfAborted();
  });
  const at = new Date(now()).toISOString();
  const seen = isWhole ? { at } : { at, isDamaged: true as const };
  noteChecked(data, new Map(file.names.map((name) => [name, seen])));
  if (!isWhole) onDamage(file);
}

/** A file that is not there is damage, unless its snapshots were removed meanwhile. */
async function isAsWritten(
  data: string,
  { file, names, sha256 }: SharedFile,
  pace: (bytes: number) => Promise<void>,
): Promise<boolean> {
  try {
    return (await hashIfReadable(file, pace, PIECE)) === sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const ids = names.map((name) => name.split("/", 1)[0]!);
    return !ids.some((id) => existsSync(join(places.snapshot(data, id), MANIFEST_FILE)));
  }
}
