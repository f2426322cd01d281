import { expect, test } from "vitest";
import { LastingThread } from "../../src/threads/lastingThread.js";
import { leastBusy, Thread } from "../../src/threads/threads.js";

interface RestlessCalls {
  answer(value: number): Promise<number>;
  loop(): Promise<never>;
}

const FILE = new URL("./restlessWorker.js", import.meta.url);

test("another thread is begun only where all are busy, and no more than there may be", async () => {
  const threads: Thread<RestlessCalls>[] = [];
  const next = () => leastBusy(threads, 2, () => new Thread<RestlessCalls>(FILE, null));
  const first = next();
  expect(await first.call.answer(1)).toBe(1);
  expect(next()).toBe(first);
  first.call.loop().catch(() => {});
  const second = next();
  expect([second === first, threads.length]).toEqual([false, 2]);
  second.call.loop().catch(() => {});
  second.call.loop().catch(() => {});
  expect(next()).toBe(first);
  expect(threads).toHaveLength(2);
  for (const each of threads) await each.close();
});

test("a thread that is asked nothing is never begun", async () => {
  const nowhere = new URL("./noSuchWorker.js", import.meta.url);
  await new LastingThread<RestlessCalls>(nowhere, null).close();
  const asked = new LastingThread<RestlessCalls>(nowhere, null);
  await expect(asked.until(undefined).answer(1)).rejects.toThrow(/noSuchWorker/);
  await asked.close();
});
