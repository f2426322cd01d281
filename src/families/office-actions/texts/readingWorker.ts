import { parentPort } from "node:worker_threads";
import { difference, type ExtractionContext, extract, type Warning } from "../../../extract/index.js";
import { type OpenedDocument, openDocument } from "../../../ingest/documents/index.js";
import { answerInTurn, lineToThread } from "../../../threads/calls.js";
import { readActionFile } from "./document.js";

export type TextOfFile = Pick<OpenedDocument, "text" | "remarks">;

/** What a thread does that reads Office actions which somebody sends. */
export interface ReadingCalls {
  /** The text of a file, and what a person should know of how it was read. */
  text(bytes: Uint8Array, name: string): Promise<TextOfFile>;
  /** What a text says, as JSON. */
  extraction(text: string, context: ExtractionContext): Promise<string>;
  /** What a file says, as JSON; what is not said of it is taken from its name and what it tells beside its text. Null where it holds no text. */
  extractionOfFile(bytes: Uint8Array, name: string, context: ExtractionContext): Promise<string | null>;
  /** What an action says otherwise than an earlier one, as JSON. */
  difference(before: string, after: string): Promise<string>;
}

const calls: ReadingCalls = {
  text: async (bytes, name) => {
    const { text, remarks } = await openDocument(bytes, name);
    return { text, remarks };
  },
  extraction: async (text, context) => JSON.stringify(extract(text, context)),
  difference: async (before, after) => JSON.stringify(difference(before, after)),
  extractionOfFile: async (bytes, name, context) => {
    const { text, context: inFile, gaps } = await readActionFile(bytes, name);
    if (text.trim() === "") return null;
    const found = extract(text, { ...inFile, ...context });
    const warnings: readonly Warning[] = gaps.map((message) => ({
      code: "read-in-part",
      message,
      span: null,
    }));
    return JSON.stringify({ ...found, warnings: [...warnings, ...found.warnings] });
  },
};

answerInTurn(lineToThread(parentPort!), calls);
