import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showEvent } from "../../src/cli/load.js";
import { Progress, rows } from "../../src/cli/progress.js";

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

/** A progress whose output is kept: one text for each line that was written or written over. */
function progressOn(isTTY: boolean): { progress: Progress; said: string[] } {
  const said: string[] = [];
  const stream = {
    isTTY,
    columns: 100,
    write: (text: string) => said.push(text.replace("\r\u001b[K", "> ")),
  } as unknown as NodeJS.WriteStream;
  return { progress: new Progress(stream), said };
}

test("a terminal shows how much is done, the rate and the time left", () => {
  const { progress, said } = progressOn(true);
  progress.show("a.csv", 0, 1000, rows);
  vi.advanceTimersByTime(900);
  progress.show("a.csv", 100, 1000, rows);
  vi.advanceTimersByTime(1600);
  progress.show("a.csv", 500, 1000, rows);
  expect(said.at(0)).toBe("> [                        ] a.csv  0 of 1,000");
  expect(said.at(-1)).toBe("> [============            ] a.csv  500 of 1,000, 200/s, 3 s left");
});

test("a terminal goes on counting while a long step says nothing", () => {
  const { progress, said } = progressOn(true);
  progress.showStep("building", 0, 4);
  vi.advanceTimersByTime(10_000);
  expect(said.at(-1)).toBe("> [                        ] building  step 1 of 4, 10 s");
  progress.showStep("building", 1, 4);
  vi.advanceTimersByTime(5_000);
  expect(said.at(-1)).toBe("> [======                  ] building  step 2 of 4, 15 s, 25 s left");
  progress.clear();
  const before = said.length;
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(before);
});

test("elsewhere plain lines say it, twice a minute", () => {
  const { progress, said } = progressOn(false);
  for (let second = 0; second <= 65; second++) {
    progress.show("a.csv", second * 10, 1000, rows);
    vi.advanceTimersByTime(1_000);
  }
  expect(said).toEqual([
    "a.csv: 300 of 1,000, 10/s, 1 min 10 s left\n",
    "a.csv: 600 of 1,000, 10/s, 40 s left\n",
  ]);
});

test("a step that is the only one of its kind has no number and no bar", () => {
  const { progress, said } = progressOn(true);
  progress.showStep("hashing", 0, 1);
  vi.advanceTimersByTime(3_000);
  expect(said.at(-1)).toBe("> hashing  3 s");
});

test.each([
  [{ read: 2, loaded: 0, rejected: 2 }, "a.csv: no row could be read; the first: no member is known\n"],
  [{ read: 2, loaded: 1, rejected: 1 }, undefined],
])("of a file of which no row is read, the first reason is told in words: %j", (tally, says) => {
  const { progress, said } = progressOn(false);
  const event = { kind: "read", file: "a.csv", tally, unknownColumns: [] } as const;
  showEvent(progress, { ...event, firstRejected: "bad-shape: no member is known" });
  expect(said[1]).toBe(says);
});
