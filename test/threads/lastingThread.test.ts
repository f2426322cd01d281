import { expect, test } from "vitest";
import { LastingThread } from "../../src/threads/lastingThread.js";

interface RestlessCalls {
  answer(value: number): Promise<number>;
  loop(): Promise<never>;
  die(): Promise<never>;
  identity(): Promise<number>;
}

function threadOf(grace = 20) {
  return new LastingThread<RestlessCalls>(new URL("./restlessWorker.js", import.meta.url), null, grace);
}

test("calls are answered in turn by one thread", async () => {
  const thread = threadOf();
  const calls = thread.until(undefined);
  expect(await Promise.all([1, 2, 3].map((value) => calls.answer(value)))).toEqual([1, 2, 3]);
  expect(await calls.identity()).toBe(await calls.identity());
  await thread.close();
  await expect(calls.answer(1)).rejects.toThrow("closed");
});

test("a call that overruns its time is ended with its thread, and those behind it are answered by another", async () => {
  const thread = threadOf();
  const calls = thread.until(undefined);
  const before = await calls.identity();
  const time = new AbortController();
  const looping = thread.until(time.signal).loop();
  const behind = [calls.answer(1), calls.identity()];
  const begin = performance.now();
  setTimeout(() => time.abort(new Error("its time is over")), 20);
  await expect(looping).rejects.toThrow("its time is over");
  expect(await behind[0]).toBe(1);
  expect(await behind[1]).not.toBe(before);
  expect(performance.now() - begin).toBeLessThan(10_000);
  await thread.close();
});

test("a call that ends soon after nobody waits for it any more leaves its thread alone", async () => {
  const thread = threadOf(10_000);
  const calls = thread.until(undefined);
  const before = await calls.identity();
  const time = new AbortController();
  const given = thread.until(time.signal).answer(1);
  time.abort(new Error("gone"));
  await expect(given).rejects.toThrow("gone");
  expect(await calls.identity()).toBe(before);
  await thread.close();
});

test("a call that is given up before its turn is never begun", async () => {
  const thread = threadOf();
  const [first, second] = [new AbortController(), new AbortController()];
  const looping = thread.until(first.signal).loop();
  const waiting = thread.until(second.signal).die();
  second.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  first.abort(new Error("over"));
  await expect(looping).rejects.toThrow("over");
  expect(await thread.until(undefined).answer(2)).toBe(2);
  await expect(thread.until(AbortSignal.abort(new Error("late"))).answer(3)).rejects.toThrow("late");
  await thread.close();
});

test("a thread that dies is replaced for the next call", async () => {
  const thread = threadOf();
  await expect(thread.until(undefined).die()).rejects.toThrow("ended with code 7");
  expect(await thread.until(undefined).answer(1)).toBe(1);
  await thread.close();
});
