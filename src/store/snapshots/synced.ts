import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { places } from "./dataFolder.js";

/** What came of a synchronisation. */
export interface Synced {
  /** ISO instant at which it ended. */
  readonly at: string;
  readonly isDone: boolean;
  /** Records that were loaded. */
  readonly records: number;
  /** Why it failed; null where it did not. */
  readonly fault: string | null;
}

/** Remembers it in the data folder, where a server that serves it finds it. */
export function noteSynced(data: string, synced: Synced): void {
  mkdirSync(data, { recursive: true });
  const path = places.synced(data);
  writeFileSync(`${path}.next`, JSON.stringify(synced));
  renameSync(`${path}.next`, path);
}

/** Null where none has ended yet, or where what is there cannot be read. */
export function readSynced(data: string): Synced | null {
  try {
    const { at, isDone, records, fault } = JSON.parse(readFileSync(places.synced(data), "utf8")) as Synced;
    return Number.isNaN(Date.parse(at)) ? null : { at, isDone, records, fault };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
