import { parentPort } from "node:worker_threads";
import { serve } from "../../dist/threads/threads.js";

/** Finds nothing in texts, and dies of those that say so. */
serve(parentPort, {
  extract: async (rows) => {
    if (rows.some(({ body }) => body === "die")) process.exit(7);
    return rows.map(({ body }) => (body === "fail" ? { failed: "it says so" } : { found: null }));
  },
});
