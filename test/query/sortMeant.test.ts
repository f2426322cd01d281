import { expect, test } from "vitest";
import { sortMeant } from "../../src/query/index.js";

test.each([
  ["day:desc", "day desc"],
  ["day.asc", "day asc"],
  ["day=DESC", "day desc"],
  ["-day", "day desc"],
  ["+day", "day asc"],
  ["desc(day)", "day desc"],
  ["day descending", "day desc"],
  ["night:desc", null],
  ["night", null],
])("%s, as others sort, is %j here", (written, meant) => {
  expect(sortMeant(written, (name) => name === "day")).toBe(meant);
});
