import { constants } from "node:os";
import { currentId } from "../store/snapshots/folder.js";
import type { Progress } from "./progress.js";

/**
 * Until the returned function is called, Ctrl-C and SIGTERM end the process at once, with the exit code of the
 * signal and a word on what is served now.
 */
export function sayWhenInterrupted(data: string, progress: Progress): () => void {
  const before = currentId(data);
  const end = (signal: "SIGINT" | "SIGTERM") => {
    progress.say(whatIsServed(before, currentId(data)));
    process.exit(128 + constants.signals[signal]);
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  return () => {
    process.off("SIGINT", end).off("SIGTERM", end);
  };
}

function whatIsServed(before: string | null, now: string | null): string {
  if (now !== before) return `Interrupted, but the load was complete: snapshot ${now} is served.`;
  const served = now === null ? "nothing is loaded" : `snapshot ${now} is served`;
  return `Interrupted. Nothing has changed: ${served}, as before. The same command can be run again.`;
}
