import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { expect, test } from "vitest";
import { passStations, type Stations } from "../../src/extract/extract.js";
import { extract } from "../../src/extract/index.js";
import type { Extraction } from "../../src/extract/model.js";

setFlagsFromString("--allow-natives-syntax");
/** Whether the engine keeps two objects in the same layout, so that code that reads one reads the other without looking it up anew. */
const haveOneShape = new Function("one", "other", "return %HaveSameMap(one, other)") as (
  one: object,
  other: object,
) => boolean;

const FOLDER = "corpora/development/texts";
const texts = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(join(FOLDER, name), "utf8"));
const text = readFileSync(join(FOLDER, "13236029-CTNF-2014-09-05.txt"), "utf8");

/** The records that stations make many of, or that every later station reads. */
const RECORDS: readonly (readonly [string, (made: Stations, extraction: Extraction) => readonly object[]])[] =
  [
    ["actions", ({ action }) => [action]],
    ["document numbers", ({ action }) => action.numbers],
    ["mentions of documents", ({ action }) => action.mentions],
    ["statements on the standing of claims", ({ standings }) => standings],
    ["statements with their verdicts", ({ rejections }) => rejections.judged],
    ["rejections", ({ completed }) => completed.live],
    [
      "references of rejections",
      ({ completed }) => completed.live.flatMap((one) => one.combination.references),
    ],
    ["what does not count", ({ rejections }) => rejections.dead],
    ["objections", (_, { objections }) => objections],
    ["flags", (_, { flags }) => [flags]],
  ];

// An object that begins with a spread and goes on with members of its own has a shape of its own each time it is made.
test.each(RECORDS)("%s have one shape, whichever text they are of", (_, recordsOf) => {
  const read = () => recordsOf(passStations(text, {}), extract(text));
  for (const other of texts) extract(other);
  const [before, after] = [read(), read()];
  expect(before.length).toBeGreaterThan(0);
  expect(before.map((record, index) => haveOneShape(record, after[index]!))).toEqual(before.map(() => true));
});
