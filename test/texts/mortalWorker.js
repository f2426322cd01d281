import { parentPort } from "node:worker_threads";
import { answerInTurn, lineToThread } from "../../dist/threads/calls.js";

/** Finds nothing in texts, and dies of those that say so. */
answerInTurn(lineToThread(parentPort), {
  extract: async (rows) => {
    if (rows.some(({ body }) => body === "die")) process.exit(7);
    return rows.map(({ body }) => (body === "fail" ? { failed: "it says so" } : { found: null }));
  },
});
