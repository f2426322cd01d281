import { expect, test } from "vitest";
import { ThreadPool } from "../../src/threads/threadPool.js";
import { ownTurns } from "../../src/threads/turns.js";

interface RestlessCalls {
  answer(value: number): Promise<number>;
  loop(): Promise<never>;
  eat(): Promise<never>;
  die(): Promise<never>;
}

function poolOf({
  idle = 1000,
  ...rule
}: {
  readonly waiting?: number;
  readonly perClient?: number;
  readonly idle?: number;
} = {}) {
  const turns = ownTurns();
  const pool = new ThreadPool<RestlessCalls>(new URL("./restlessWorker.js", import.meta.url), {
    rule: { name: "restless", atOnce: 1, waiting: 10, perClient: 10, ...rule },
    megabytes: 40,
    idle,
  });
  return {
    run: <R>(client: string, signal: AbortSignal, ask: (call: RestlessCalls) => Promise<R>) =>
      pool.run({ client, turns, signal }, ask),
  };
}

const never = () => new AbortController().signal;

test("calls of a pool are answered, however many wait", async () => {
  const pool = poolOf();
  const asked = [1, 2, 3, 4, 5].map((value) => pool.run("a", never(), (call) => call.answer(value)));
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5]);
});

test("a call that works on when its time is over is ended, and the next is answered", async () => {
  const pool = poolOf();
  const time = new AbortController();
  const looping = pool.run("a", time.signal, (call) => call.loop());
  const waiting = pool.run("b", never(), (call) => call.answer(7));
  setTimeout(() => time.abort(new Error("its time is over")), 50);
  await expect(looping).rejects.toThrow("its time is over");
  expect(await waiting).toBe(7);
});

test("a call that is given up while it waits never runs, and leaves room for another", async () => {
  const pool = poolOf({ waiting: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const looping = pool.run("a", first.signal, (call) => call.loop());
  const waiting = pool.run("a", second.signal, (call) => call.answer(1));
  await expect(pool.run("b", never(), (call) => call.answer(2))).rejects.toMatchObject({ code: "too-busy" });
  second.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  const next = pool.run("b", never(), (call) => call.answer(3));
  first.abort(new Error("over"));
  await expect(looping).rejects.toThrow("over");
  expect(await next).toBe(3);
});

test("a client has so many calls under way and no more, while others go on", async () => {
  const pool = poolOf({ perClient: 2 });
  const time = new AbortController();
  const mine = [1, 2].map(() => pool.run("a", time.signal, (call) => call.loop()));
  await expect(pool.run("a", never(), (call) => call.answer(1))).rejects.toMatchObject({
    code: "too-many-requests",
  });
  const other = pool.run("b", never(), (call) => call.answer(2));
  time.abort(new Error("over"));
  expect((await Promise.allSettled(mine)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await other).toBe(2);
  expect(await pool.run("a", never(), (call) => call.answer(3))).toBe(3);
});

test.each(["eat", "die"] as const)("a thread that ends by itself (%s) is replaced", async (how) => {
  const pool = poolOf();
  const ended = pool.run("a", never(), (call) => call[how]());
  await expect(ended).rejects.toThrow(how === "eat" ? "needs more memory" : "ended with code 7");
  expect(await pool.run("a", never(), (call) => call.answer(1))).toBe(1);
});

test("threads that have had nothing to do for long are ended, and begun anew when needed", async () => {
  const pool = poolOf({ idle: 10 });
  expect(await pool.run("a", never(), (call) => call.answer(1))).toBe(1);
  await new Promise((done) => setTimeout(done, 100));
  expect(await pool.run("a", never(), (call) => call.answer(2))).toBe(2);
});
