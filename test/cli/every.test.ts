import { expect, test } from "vitest";
import { again, readEvery } from "../../src/cli/every.js";
import { ArtunitError } from "../../src/errors.js";

test.each([
  ["30s", 30_000],
  ["5m", 300_000],
  ["6h", 21_600_000],
  ["1d", 86_400_000],
])("--every %s", (text, expected) => expect(readEvery(text)).toBe(expected));

test.each(["", "1", "0d", "1w", "-1d", "1.5h", "25d", "d1", "1d "])("--every %j is refused", (text) => {
  expect(() => readEvery(text)).toThrow(/--every is a time like 30m, 6h or 1d/);
});

test("goes on after what is told, and ends with what is not ours", async () => {
  const told: string[] = [];
  const waited: number[] = [];
  let times = 0;
  const once = async () => {
    times++;
    if (times === 2) throw new ArtunitError("loader-busy", "Another loader is at work.");
    if (times === 4) throw new TypeError("a fault of ours");
  };
  const wait = async (milliseconds: number) => waited.push(milliseconds);
  await expect(again(5, once, (message) => told.push(message), wait)).rejects.toThrow("a fault of ours");
  expect(told).toEqual([expect.stringContaining("Another loader is at work.")]);
  expect(waited).toEqual([5, 5, 5]);
});
