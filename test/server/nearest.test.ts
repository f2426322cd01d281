import { expect, test } from "vitest";
import { nearestName } from "../../src/server/nearest.js";

test.each([
  ["rows", ["criteria", "raw", "limit"], "limit"],
  ["maxResults", ["criteria", "limit"], "limit"],
  ["num", ["criteria", "limit"], "limit"],
  ["q", ["fl", "criteria"], "criteria"],
  ["q", ["criteria", "text"], "text"],
  ["filter", ["criteria", "text"], "criteria"],
  ["group", ["criteria", "by"], "by"],
  ["field", ["criteria", "by"], "by"],
  ["field", ["criteria", "select"], "select"],
  ["order", ["criteria", "sort"], "sort"],
  ["GroupBy", ["criteria", "by"], "by"],
  ["upload", ["text", "file"], "file"],
  ["limt", ["criteria", "limit"], "limit"],
  ["count", ["criteria", "count_only"], "count_only"],
  ["colour", ["criteria", "limit"], null],
  // Two letters of two are another word.
  ["a", ["raw", "ids"], null],
  ["df", ["ids", "by"], null],
  ["xy", ["by", "fl"], null],
])("%s, of %j, probably means %s", (name, known, meant) => {
  expect(nearestName(name, known)).toBe(meant);
});
