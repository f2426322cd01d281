import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { capped, isBomb } from "../../src/ingest/opened.js";
import { folderWith, loadInto } from "./folders.js";

const HEADER =
  "app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in\n";
const EQUAL_ROWS = HEADER + '12000001,ABCDEFGH,103,a,"1,2",0,0,0,0\n'.repeat(200_000);

test.each<[string, (path: string) => Promise<void> | void]>([
  ["gzip", (path) => writeFileSync(path, gzipSync(EQUAL_ROWS))],
  ["zip", (path) => writeFileSync(path, zipSync({ "rejections.csv": strToU8(EQUAL_ROWS) }))],
  ["Parquet", (path) => parquetOfEqualRows(path)],
])("Equal rows packed as %s are a bomb, and refused before they are loaded", async (_, pack) => {
  const path = join(folderWith(), "rejections.packed");
  await pack(path);
  const report = await loadInto(folderWith(), [path]);
  expect(report.refused[0]?.error).toMatchObject({ code: "file-hostile" });
  expect(report.refused[0]?.error.message).toMatch(/rejections\.packed.* unpacks to more than 250 times/);
  expect(report.manifest).toBeNull();
});

async function parquetOfEqualRows(path: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `copy (select '12000001' as app_id, repeat('A', 400) as ifw_number, '103' as action_type, 'a' as action_subtype,
       '1,2' as claim_numbers, '0' as alice_in, '0' as bilski_in, '0' as mayo_in, '0' as myriad_in from range(100000))
     to '${path}' (format parquet, compression zstd)`,
  );
  connection.closeSync();
}

test.each([
  ["a small file of equal rows", 900_000, 1_000, false],
  ["text as it deflates", 2_700_000_000, 270_000_000, false],
  ["a megabyte and more of a few bytes", 1_100_000, 4_000, true],
  ["more than any disk", 3e11, 3e10, true],
])("%s: what unpacks to %i from %i bytes is a bomb: %s", (_, unpacked, packed, expected) => {
  expect(isBomb(unpacked, packed)).toBe(expected);
});

test("what unpacks is cut off as soon as it is too much", async () => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 100_000;
      yield new Uint8Array(100_000);
    }
  }
  const read = async () => {
    for await (const _ of capped(endless(), 10_000, "a.gz"));
  };
  await expect(read()).rejects.toMatchObject({ code: "file-hostile" });
  expect(given).toBeLessThan(3_000_000);
});
