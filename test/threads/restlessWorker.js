import { parentPort, threadId } from "node:worker_threads";
import { serve } from "../../dist/threads/threads.js";

/** Answers at once, works without an end, eats memory, or dies. */
serve(parentPort, {
  answer: async (value) => value,
  loop: async () => {
    for (;;);
  },
  eat: async () => {
    const eaten = [];
    for (;;) eaten.push(new Array(10_000).fill(eaten.length));
  },
  identity: async () => threadId,
  die: async () => process.exit(7),
});
