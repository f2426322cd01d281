import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { dryRun } from "../../src/load/dryRun.js";
import { folderWith } from "./folders.js";

const HEADER =
  "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";
const citations = (rows: number) =>
  `${HEADER}\n${Array.from({ length: rows }, (_, at) => `12000001,${at + 1_000_000},${at + 1_000_000},,,,1,0,0\n`).join("")}`;
const record = JSON.stringify({
  id: "a",
  patentApplicationNumber: "12000001",
  referenceIdentifier: "1000000",
});

test.each<[string, string, string | Uint8Array, number, number]>([
  ["a small CSV", "c.csv", citations(5), 5, 5],
  ["a small CSV without a last line end", "c.csv", citations(5).trimEnd(), 5, 5],
  ["a small gzip", "c.csv.gz", gzipSync(citations(5)), 5, 5],
  ["a bare array on one line", "c.json", `[${Array(7).fill(record).join(",")}]`, 7, 7],
  [
    "a page over many lines",
    "c.json",
    JSON.stringify({ response: { docs: Array(7).fill(JSON.parse(record)) } }, null, 2),
    7,
    7,
  ],
  ["a large CSV", "c.csv", citations(150_000), 140_000, 160_000],
])("A dry run says how many rows %s has", async (_title, name, content, least, most) => {
  const folder = folderWith({ [name]: content });
  const { rows, files } = await dryRun({
    data: join(folder, "data"),
    installation: INSTALLATION,
    paths: [join(folder, name)],
  });
  expect(files[0]?.error).toBeUndefined();
  expect(rows).toBeGreaterThanOrEqual(least);
  expect(rows).toBeLessThanOrEqual(most);
});

test("A dry run knows the rows of a Parquet file, and what they are", async () => {
  const folder = folderWith({ "c.csv": citations(9) });
  const parquet = join(folder, "c.parquet");
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`copy (from read_csv('${join(folder, "c.csv")}')) to '${parquet}'`);
  connection.closeSync();
  instance.closeSync();
  const { files } = await dryRun({
    data: join(folder, "data"),
    installation: INSTALLATION,
    paths: [parquet],
  });
  expect(files).toMatchObject([{ name: "c.parquet", kind: "citations/2017", rows: 9 }]);
});

test.each([
  ["tabs.tsv", citations(2).replaceAll(",", "\t"), "tabs.tsv has tabs between its cells"],
  ["semi.csv", citations(2).replaceAll(",", ";"), "semi.csv has semicolons between its cells"],
  ["wide.csv", Buffer.from(`\ufeff${citations(2)}`, "utf16le"), "wide.csv is UTF-16"],
])("%s is refused with what to do about it", async (name, content, says) => {
  const folder = folderWith({ [name]: content });
  const { files } = await dryRun({
    data: join(folder, "data"),
    installation: INSTALLATION,
    paths: [join(folder, name)],
  });
  expect(files[0]?.error?.code).toBe("format-refused");
  expect(files[0]?.error?.message).toContain(says);
});

test("a file that is not there is said not to be there", async () => {
  const folder = folderWith({});
  const { files } = await dryRun({
    data: join(folder, "data"),
    installation: INSTALLATION,
    paths: [join(folder, "no.csv")],
  });
  expect(files[0]?.error?.message).toBe(
    `There is no file or folder ${join(folder, "no.csv")}. Check its spelling.`,
  );
});
