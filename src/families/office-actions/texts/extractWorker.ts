import { parentPort } from "node:worker_threads";
import type { Row } from "../../../store/index.js";
import { answerInTurn, lineToThread } from "../../../threads/calls.js";
import { extractRows } from "./extraction.js";
import { type ExtractOutcome, keepFindings, readFindings } from "./findings.js";

/** What an extraction thread does when asked. */
export interface ExtractCalls {
  /** Findings that an earlier load kept at the path are taken from there; others are kept there. */
  extract(rows: readonly Row[], keepAt: string | null): Promise<readonly ExtractOutcome[]>;
}

const calls: ExtractCalls = {
  extract: async (rows, keepAt) => {
    const known = keepAt === null ? null : readFindings(keepAt, rows);
    if (known) return known;
    const outcomes = rows.map(outcomeOf);
    if (keepAt !== null) keepFindings(keepAt, rows, outcomes);
    return outcomes;
  },
};

function outcomeOf(row: Row): ExtractOutcome {
  try {
    return { found: extractRows(row) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

answerInTurn(lineToThread(parentPort!), calls);
