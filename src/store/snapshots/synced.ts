import { mkdirSync, readFileSync } from "node:fs";
import { ifThere } from "../../systemErrors.js";
import { places } from "./dataFolder.js";
import { replaceFile } from "./replaceFile.js";

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
  replaceFile(places.synced(data), JSON.stringify(synced));
}

/** Null where none has ended yet, or where what is there cannot be read. */
export function readSynced(data: string): Synced | null {
  try {
    const text = ifThere(() => readFileSync(places.synced(data), "utf8"));
    if (text === null) return null;
    const { at, isDone, records, fault } = JSON.parse(text) as Synced;
    return Number.isNaN(Date.parse(at)) ? null : { at, isDone, records, fault };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
