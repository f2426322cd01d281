import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askedBefore, PASSING_KEY, readCursor, writeCursor } from "../../src/server/cursor.js";
import { makeSealKey, readSealKey } from "../../src/store/snapshots/sealKey.js";

const ASKED = { snapshot: "20200101T000000-abc123", now: null, sealKey: PASSING_KEY };

test("a cursor goes on where it was written, with the key of its folder only", () => {
  const cursor = writeCursor(ASKED, "question", [7]);
  expect(readCursor(cursor, "question", PASSING_KEY)).toEqual([7]);
  expect(() => readCursor(cursor, "another", PASSING_KEY)).toThrow(/not issued/);
  expect(() => readCursor(cursor, "question", Buffer.alloc(32))).toThrow(/not issued/);
});

test("a cursor sealed with what stood in the source is refused", () => {
  const body = Buffer.from(JSON.stringify(["20200101T000000-abc123", null, [7]]));
  const seal = (question: string) =>
    createHmac("sha256", "artunit-cursor-2")
      .update(body)
      .update("\n")
      .update(question)
      .digest()
      .subarray(0, 12);
  const forged = Buffer.concat([seal(""), seal("question"), body]).toString("base64url");
  expect(() => askedBefore(forged, PASSING_KEY)).toThrow(/not issued/);
});

test("an instant that JavaScript does not know is refused, also where it is sealed", () => {
  const now = { getTime: () => 1e300 } as Date;
  expect(() => askedBefore(writeCursor({ ...ASKED, now }, "question", [7]), PASSING_KEY)).toThrow(
    /not issued/,
  );
});

test("the key belongs to the data folder and stays", () => {
  const data = mkdtempSync(join(tmpdir(), "artunit-seal-"));
  expect(readSealKey(data)).toBeNull();
  makeSealKey(data);
  const key = readSealKey(data);
  makeSealKey(data);
  expect(readSealKey(data)).toEqual(key);
  expect(key).toHaveLength(32);
  rmSync(data, { recursive: true });
});
