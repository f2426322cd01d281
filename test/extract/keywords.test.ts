import { expect, test } from "vitest";
import { prepare } from "../../src/extract/text.js";

test.each([
  ["Claims 1-5 are rejected; the rejection stands.", "rej", [15, 29]],
  ["prerejected, inject", "rej", []],
  ["“Pending” claims", "pending", [1]],
  ["non-final, final", "final", [4, 11]],
  ["α-olefin: withdrawn", "withdraw", [10]],
  ["ends with re", "re ", []],
] as const)("in %j words begin with %j at %j", (text, stem, places) => {
  expect(prepare(text).keywords.at(stem)).toEqual(places);
});

test("several stems are told in text order", () => {
  expect(prepare("pending, allowed, pending").keywords.ofAny(["allow", "pending"])).toEqual([0, 9, 18]);
});

test("runs of digits are found within words too", () => {
  expect(prepare("US2010/0123456 A1").keywords.digits).toEqual([2, 7, 16]);
});
