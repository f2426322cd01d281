import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ArtunitError } from "../../../src/errors.js";
import { folderWith } from "../folders.js";
import { tableOf } from "./kinds.js";

const DATA = "test/data/dta";
const file = (name: string) => readFileSync(join(DATA, name));

async function refusalOf(bytes: Uint8Array): Promise<Pick<ArtunitError, "code" | "message"> | null> {
  const folder = folderWith({ "a.dta": bytes });
  return tableOf(join(folder, "a.dta")).then(
    () => null,
    (error: ArtunitError) => error,
  );
}

test.each([
  "haven-113.dta",
  "pandas-114-big-endian.dta",
  "pandas-117.dta",
  "haven-118.dta",
  "haven-119.dta",
  "citations-117.dta",
])("%s, cut anywhere, is refused", async (name) => {
  const bytes = file(name);
  // As a table of text the first bytes are nothing either; that is for recognition to say.
  const step = bytes.length > 5_000 ? 149 : 17;
  for (let length = 11; length < bytes.length; length += step) {
    const refusal = await refusalOf(bytes.subarray(0, length));
    expect([length, refusal?.code]).toEqual([length, "file-unreadable"]);
  }
  const last = await refusalOf(bytes.subarray(0, -1));
  expect(last?.message).toMatch(
    /^a\.dta is cut short: it ends behind byte \d+, before all it says it holds\./,
  );
});

test("a file cut right behind its rows lacks the labels of its numbers, and is refused", async () => {
  const bytes = file("haven-114.dta");
  const labels = bytes.indexOf("a_label", bytes.indexOf("bar")) - 4;
  const first = bytes.indexOf("a_missing", bytes.indexOf("bar")) - 4;
  for (const end of [labels, first]) {
    const refusal = await refusalOf(bytes.subarray(0, Math.max(end, 0)));
    expect(refusal?.message).toContain("cut short");
  }
});

const changed = (bytes: Buffer, at: number, to: string | number) => {
  const copy = Buffer.from(bytes);
  if (typeof to === "string") copy.write(to, at, "latin1");
  else copy[at] = to;
  return copy;
};
const release = (name: string, to: number) =>
  to > 115
    ? changed(file(name), "<stata_dta><header><release>".length, String(to))
    : changed(file(name), 0, to);

test.each([
  ["release 105", release("pandas-114.dta", 105), "format-refused", "release 105, which is not read"],
  ["release 110", release("pandas-114.dta", 110), "format-refused", "save it again"],
  ["release 111", release("pandas-114.dta", 111), "format-refused", "113 to 115 and 117 to 119 are"],
  ["release 116", release("pandas-117.dta", 116), "format-refused", "release 116"],
  ["release 120", release("pandas-118.dta", 120), "format-refused", "saveold FILE, version(14)"],
  ["release 121", release("pandas-119.dta", 121), "format-refused", "Stata 18 or later"],
  ["117 that says 118", release("pandas-117.dta", 118), "file-unreadable", "not of the release it says"],
  ["118 that says 117", release("pandas-118.dta", 117), "file-unreadable", "not of the release it says"],
  ["118 that says 119", release("pandas-118.dta", 119), "file-unreadable", "not of the release it says"],
  ["119 that says 118", release("pandas-119.dta", 118), "file-unreadable", "not of the release it says"],
  ["114 that says 113", release("pandas-114.dta", 113), "file-unreadable", "is not laid out like one"],
  ["113 that says 114", release("haven-113.dta", 114), "file-unreadable", "is not laid out like one"],
  [
    "another order of bytes",
    changed(file("pandas-118.dta"), 52, "MSF"),
    "file-unreadable",
    "not of the release it says",
  ],
  ["an unknown order", changed(file("pandas-118.dta"), 52, "XYZ"), "file-unreadable", "order of bytes"],
  [
    "business days",
    changed(file("pandas-118.dta"), file("pandas-118.dta").indexOf("%tm"), "%tbsp"),
    "format-refused",
    "a_month counts business days (%tbsp)",
  ],
  [
    "a pointer to no text",
    changed(file("pandas-118.dta"), file("pandas-118.dta").indexOf("</data>") - 6, 9),
    "file-unreadable",
    "points to a text of another_long_text",
  ],
  [
    "more behind its end",
    Buffer.concat([file("pandas-114.dta"), Buffer.alloc(200, 0xff)]),
    "file-unreadable",
    "no value label",
  ],
])("%s is refused with what to do", async (_, bytes, code, says) => {
  const refusal = await refusalOf(bytes);
  expect([refusal?.code, refusal?.message]).toEqual([code, expect.stringContaining(says)]);
  expect(refusal?.message).toMatch(/^a\.dta.*\. (?:In Stata|Open|Download|Keep)/);
});
