import { expect, test } from "vitest";
import { type Fault, Tally } from "../../bench/nemesis/fault.js";
import { printReliability, type Tried } from "../../bench/nemesis/report.js";

test("what was broken, and what could not be tried, stands in the report", () => {
  const tried = (number: number, broken: readonly string[], notHere: string | null = null): Tried => {
    const tally = new Tally();
    tally.check(true, () => "");
    for (const what of broken) tally.check(false, () => what);
    const fault: Fault = { number, name: `fault ${number}`, passesIf: "it holds", run: async () => {} };
    return { fault, tally, notHere, seconds: 1 };
  };
  const page = printReliability({
    version: "1.2.3",
    at: new Date("2026-01-02T00:00:00Z"),
    minutes: 60,
    seed: 7,
    tried: [tried(1, []), tried(2, ["a", "b"]), tried(3, [], "there is no compiler")],
  });
  expect(page).toContain("2026-01-02, Artunit 1.2.3");
  expect(page).toContain("--minutes 60 --seed 7`: 1 of 3 hold");
  expect(page).toContain("| 1 | fault 1 | it holds | 1 | holds |");
  expect(page).toContain("| 2 | fault 2 | it holds | 3 | **broken**, 2 times |");
  expect(page).toContain("| 3 | fault 3 | it holds | 1 | not tried here: there is no compiler |");
});
