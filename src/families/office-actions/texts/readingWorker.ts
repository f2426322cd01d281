import { parentPort } from "node:worker_threads";
import { difference, type ExtractionContext, extract } from "../../../extract/index.js";
import { readDocument } from "../../../ingest/documents/index.js";
import { serve } from "../../../store/threads.js";
import { readActionFile } from "./document.js";

/** What a thread does that reads Office actions which somebody sends. */
export interface ReadingCalls {
  /** The text of a file. */
  text(bytes: Uint8Array, name: string): Promise<string>;
  /** What a text says, as JSON. */
  extraction(text: string, context: ExtractionContext): Promise<string>;
  /** What a file says, as JSON; what is not said of it is taken from its name and what it tells beside its text. Null where it holds no text. */
  extractionOfFile(bytes: Uint8Array, name: string, context: ExtractionContext): Promise<string | null>;
  /** What an action says otherwise than an earlier one, as JSON. */
  difference(before: string, after: string): Promise<string>;
}

const calls: ReadingCalls = {
  text: async (bytes, name) => readDocument(bytes, name),
  extraction: async (text, context) => JSON.stringify(extract(text, context)),
  difference: async (before, after) => JSON.stringify(difference(before, after)),
  extractionOfFile: async (bytes, name, context) => {
    const { text, context: inFile } = readActionFile(bytes, name);
    return text.trim() === "" ? null : JSON.stringify(extract(text, { ...inFile, ...context }));
  },
};

serve(parentPort!, calls);
