import { parentPort } from "node:worker_threads";
import type { Row } from "../../store/index.js";
import { serve } from "../../store/threads.js";
import { type Extracted, extractRows } from "./extraction.js";

export type ExtractOutcome = { readonly found: Extracted | null } | { readonly failed: string };

/** What an extraction thread does when asked. */
export interface ExtractCalls {
  extract(rows: readonly Row[]): Promise<readonly ExtractOutcome[]>;
}

const calls: ExtractCalls = {
  extract: async (rows) =>
    rows.map((row) => {
      try {
        return { found: extractRows(row) };
      } catch (error) {
        return { failed: (error as Error).message };
      }
    }),
};

serve(parentPort!, calls);
