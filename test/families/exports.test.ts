import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { exportInto, loadInto } from "../ingest/folders.js";
import { zipOf } from "../ingest/zips.js";
import { FLAT_FILES } from "./flatFiles.js";

const TABLES = [
  ...[
    "office_actions",
    "rejections",
    "citations",
    "enriched_citations",
    "all_rejections",
    "texts",
    "archives",
  ],
  ...["applications", "application_documents", "trial_proceedings", "trial_documents", "appeal_decisions"],
  ...["interference_decisions", "petition_decisions", "status_codes", "event_codes", "cancer_moonshot"],
  ...["cases", "names", "attorneys", "documents", "pacer_cases", "patents"].map(
    (file) => `litigation_${file}`,
  ),
];

/** Whatever family a table is of: exported and loaded into an empty folder, it is what it was. */
const RECORDED = "test/data/recorded";
const FILES = [
  "sample",
  `${RECORDED}/odp_pfw/raw_get_patent_documents.json`,
  `${RECORDED}/odp_ptab/raw_get_trial_documents.json`,
  `${RECORDED}/odp_ptab/raw_search_trial_decisions.json`,
  `${RECORDED}/odp_ptab/raw_search_appeal_decisions.json`,
  `${RECORDED}/odp_ptab/raw_search_interference_decisions.json`,
  `${RECORDED}/odp_bulk/raw_get_bulk_product.json`,
];
const folder = mkdtempSync(join(tmpdir(), "artunit-exports-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

beforeAll(async () => {
  const flat = Object.entries(FLAT_FILES).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const [record] = (
    JSON.parse(readFileSync(`${RECORDED}/oa_actions-v1/dh-2023-records-app-14574014.json`, "utf8")) as {
      response: { docs: Record<string, unknown>[] };
    }
  ).response.docs;
  const archive = join(folder, "bdr_oa_bulkdata_weekly_2025-01-05.zip");
  const line = { ...record, id: undefined, oaText: "Claims 1-3 are rejected under 35 U.S.C. 101.\n\u2028é" };
  writeFileSync(archive, zipOf([{ name: "week.json", content: `${JSON.stringify(line)}\n` }]));
  const allrej = join(folder, "allrej.csv");
  writeFileSync(
    allrej,
    "patentApplicationNumber,hasrej101,hasrej102,hasrej103,hasrej112,submissionDate,groupartunitnumber\n14000001,1,0,0,1,2020-01-02,1612\n",
  );
  const codes = join(folder, "codes.csv");
  writeFileSync(codes, "appl_status_code,status_description\n150,Patented Case\n");
  const listed = join(folder, "products.csv");
  writeFileSync(
    listed,
    "section,title,product_code,coverage,size_compressed,description_first_400_chars\nS,T,EIP-1,2001,1 GB,About it\n",
  );
  const appeals = join(folder, "ptab-v2.json");
  const { response } = JSON.parse(readFileSync(`${RECORDED}/ptab_v2/proceedings_by_party.json`, "utf8")) as {
    response: { body: unknown };
  };
  writeFileSync(appeals, JSON.stringify(response.body));
  const report = await loadInto(data, [...FILES, ...flat, archive, allrej, codes, listed, appeals]);
  expect(report.refused).toEqual([]);
});

test("something of every table that was there when this was written is loaded", () => {
  const { tables } = readManifest(data, currentId(data)!);
  const loaded = tables.filter(({ rows }) => rows > 0).map(({ name }) => name);
  expect(loaded).toEqual(expect.arrayContaining(TABLES));
});

test.each(["csv", "parquet", "dta"] as const)(
  "an export as %s of every table loads into an empty folder with the same content hash",
  async (format) => {
    const out = mkdtempSync(join(folder, `${format}-`));
    const files = await exportInto(out, data, format);
    const again = join(folder, `again-${format}`);
    const report = await loadInto(again, [out]);
    expect([report.refused, report.rejected, report.unreadCells]).toEqual([[], 0, []]);
    expect(report.files.reduce((sum, each) => sum + each.loaded, 0)).toBe(
      files.reduce((sum, each) => sum + each.rows, 0),
    );
    const hashes = (of: string) =>
      Object.fromEntries(
        readManifest(of, currentId(of)!).tables.map((each) => [each.name, [each.rows, each.contentHash]]),
      );
    expect(hashes(again)).toEqual(hashes(data));
    expect(report.manifest!.contentHash).toBe(readManifest(data, currentId(data)!).contentHash);
  },
);
