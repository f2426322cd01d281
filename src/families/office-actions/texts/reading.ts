import { availableParallelism } from "node:os";
import type { ExtractionContext } from "../../../extract/index.js";
import type { Asked, Context, Upload } from "../../../server/route.js";
import { ThreadPool } from "../../../store/threadPool.js";
import { threadFile } from "../../../store/threads.js";
import type { ReadingCalls } from "./readingWorker.js";

/** Office actions that somebody sends are read beside the server: a long one takes a second, and would keep all others waiting. */
const threads = new ThreadPool<ReadingCalls>(threadFile(import.meta.url, "readingWorker.js"), {
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  waiting: 32,
  perClient: 4,
  megabytes: 512,
  idle: 30_000,
});

type Visitor = Pick<Asked, "signal"> & Pick<Context, "client">;

export function textOfFile({ bytes, name }: Upload, { client, signal }: Visitor): Promise<string> {
  return threads.run(client, signal, (call) => call.text(bytes, name));
}

/** What a text says, as JSON. */
export function extractionOf(
  text: string,
  context: ExtractionContext,
  { client, signal }: Visitor,
): Promise<string> {
  return threads.run(client, signal, (call) => call.extraction(text, context));
}

/** What a file says, as JSON; null where it holds no text. */
export function extractionOfFile(
  { bytes, name }: Upload,
  context: ExtractionContext,
  { client, signal }: Visitor,
): Promise<string | null> {
  return threads.run(client, signal, (call) => call.extractionOfFile(bytes, name, context));
}

/** What an action says otherwise than an earlier one, as JSON. */
export function differenceOf(before: string, after: string, { client, signal }: Visitor): Promise<string> {
  return threads.run(client, signal, (call) => call.difference(before, after));
}
