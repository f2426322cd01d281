import { parentPort, threadId } from "node:worker_threads";
import { ArtunitError } from "../../dist/errors.js";
import { answerInTurn, lineToThread } from "../../dist/threads/calls.js";

/** Answers at once, refuses, works without an end, eats memory, or dies. */
answerInTurn(lineToThread(parentPort), {
  answer: async (value) => value,
  refuse: async () => {
    throw new ArtunitError("bad-value", "It is no number.", { position: 3 });
  },
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
