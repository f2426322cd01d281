import { availableParallelism } from "node:os";
import type { ExtractionContext } from "../../../extract/index.js";
import type { Asked, Context, Upload } from "../../../server/route.js";
import { type Caller, ThreadPool } from "../../../threads/threadPool.js";
import { threadFile } from "../../../threads/threads.js";
import type { ReadingCalls, TextOfFile } from "./readingWorker.js";

/** Office actions that somebody sends are read beside the server: a long one takes a second, and would keep all others waiting. */
const threads = new ThreadPool<ReadingCalls>(threadFile(import.meta.url, "readingWorker.js"), {
  rule: {
    name: "reading",
    atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)),
    waiting: 32,
    perClient: 4,
  },
  megabytes: 512,
  idle: 30_000,
});

type Visitor = Pick<Asked, "signal"> & Pick<Context, "client" | "settings">;

function callerOf({ client, settings, signal }: Visitor): Caller {
  return { client, turns: settings.turns, signal };
}

/** The text of a file, and what a person should know of how it was read. */
export function textOfFile({ bytes, name }: Upload, visitor: Visitor): Promise<TextOfFile> {
  return threads.run(callerOf(visitor), (call) => call.text(bytes, name));
}

/** What a text says, as JSON. */
export function extractionOf(text: string, context: ExtractionContext, visitor: Visitor): Promise<string> {
  return threads.run(callerOf(visitor), (call) => call.extraction(text, context));
}

/** What a file says, as JSON; null where it holds no text. */
export function extractionOfFile(
  { bytes, name }: Upload,
  context: ExtractionContext,
  visitor: Visitor,
): Promise<string | null> {
  return threads.run(callerOf(visitor), (call) => call.extractionOfFile(bytes, name, context));
}

/** What an action says otherwise than an earlier one, as JSON. */
export function differenceOf(before: string, after: string, visitor: Visitor): Promise<string> {
  return threads.run(callerOf(visitor), (call) => call.difference(before, after));
}
