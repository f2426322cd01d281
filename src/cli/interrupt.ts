import { constants } from "node:os";
import { currentId } from "../store/snapshots/folder.js";
import type { Progress } from "./progress.js";

/**
 * Runs a load. Until it is over, Ctrl-C and SIGTERM end the process at once, with the exit code of the signal and
 * a word on what is served now.
 */
export async function interruptible<Result>(
  data: string,
  progress: Progress,
  load: () => Promise<Result>,
): Promise<Result> {
  const before = currentId(data);
  const end = (signal: "SIGINT" | "SIGTERM") => {
    progress.say(whatIsServed(before, currentId(data)));
    process.exit(128 + constants.signals[signal]);
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  try {
    return await load();
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
    progress.clear();
  }
}

function whatIsServed(before: string | null, now: string | null): string {
  if (now !== before) return `Interrupted, but the load was complete: snapshot ${now} is served.`;
  const served = now === null ? "nothing is loaded" : `snapshot ${now} is served`;
  return `Interrupted. Nothing has changed: ${served}, as before. The same command can be run again.`;
}
