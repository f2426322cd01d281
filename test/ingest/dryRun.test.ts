import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
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
  const { rows, files } = await dryRun({ data: join(folder, "data"), paths: [join(folder, name)] });
  expect(files[0]?.error).toBeUndefined();
  expect(rows).toBeGreaterThanOrEqual(least);
  expect(rows).toBeLessThanOrEqual(most);
});
