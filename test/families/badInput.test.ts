import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { openLiveStore } from "../../src/store/index.js";

const root = mkdtempSync(join(tmpdir(), "artunit-bad-flat-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function loaded(name: string, lines: readonly string[], accepted: readonly string[] = []) {
  const folder = mkdtempSync(join(root, "of-"));
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const data = join(folder, "data");
  const report = await load({
    data,
    installation: INSTALLATION,
    paths: [path],
    artunitVersion: "0",
    accepted,
  });
  const said = report.remarks
    .filter(({ count }) => count > 0)
    .map(({ count, says }) => `${count} ${says[1]}`);
  return { report, said, data };
}

test.each<[string, string, readonly string[], RegExp]>([
  [
    "a code table without its texts",
    "status_codes.csv",
    ["appl_status_code", "150"],
    /of no kind Artunit reads/,
  ],
  ["semicolons", "status_codes.csv", ["appl_status_code;status_description", "150;A"], /save it with commas/],
  [
    "a column of broken days",
    "cases.csv",
    ["case_row_id,case_number,case_name,date_filed", "1,a,b,2010-02-30"],
    /date_filed cannot be read.*--accept date_filed/,
  ],
  [
    "a column of broken flags",
    "moonshot.csv",
    ["Family_ID,Patent_or_Publication_ID,Data_Science", "1,US 1 B2,maybe"],
    /Data_Science cannot be read/,
  ],
])("%s is refused by name, with what to do", async (_, name, lines, says) => {
  const { report } = await loaded(name, lines);
  expect(report.refused.map(({ error }) => error.message)).toEqual([expect.stringMatching(says)]);
});

test.each<
  [string, string, readonly string[], readonly [loaded: number, rejected: number], readonly string[]]
>([
  [
    "codes with different texts, in another spelling of the names",
    "status_codes.csv",
    ["APPL_STATUS_CODE,Status_Description", "150,A", "150.0,B", "0150,C", "161,D", "abc,E"],
    [4, 1],
    ["3 rows have a code that other rows give another text; all are kept"],
  ],
  [
    "event codes, as numbers too",
    "event_codes.csv",
    ["event_code,event_description,new", "2091.0,A,x", "2091,B,", "CTNF,C,"],
    [3, 0],
    ["2 rows have a code that other rows give another text; all are kept"],
  ],
  ["few columns", "cases.csv", ["case_row_id,case_name", "1,A v. B"], [1, 0], []],
  ["ragged rows", "event_codes.csv", ["event_code,event_description", "A,B,C", "A", "A,B"], [1, 2], []],
  [
    "days as tools write them, and one that is none",
    "documents.csv",
    [
      "case_row_id,doc_count,date_filed,long_description",
      "1,1,20100507,x",
      "1,2,05/18/2011,y",
      "1,3,never,z",
      ...Array.from({ length: 12 }, (_, at) => `2,${at},2010-01-01,q`),
    ],
    [15, 0],
    [],
  ],
])("%s load, and what is odd is counted", async (_, name, lines, [rows, rejected], says) => {
  const { report, said } = await loaded(name, lines);
  expect(report.refused).toEqual([]);
  expect([report.files[0]?.loaded, report.files[0]?.rejected]).toEqual([rows, rejected]);
  expect(said).toEqual(says);
});

test("a day that cannot be read is missing where that was accepted, in a large file too", async () => {
  const lines = ["case_row_id,doc_count,date_filed,long_description", "1,1,never,z"];
  const { data } = await loaded("documents.csv", lines, ["date_filed"]);
  const live = await openLiveStore(data, INSTALLATION);
  const lease = live.current()!;
  const dataset = INSTALLATION.datasets.find(({ key }) => key === "litigation_documents")!;
  const { records } = await lease.store.page({
    dataset,
    predicate: { kind: "everything" },
    shape: ownShape(dataset),
    rows: 1,
  });
  for await (const batch of records)
    expect(JSON.parse(batch[0]!)).toMatchObject({ date_filed: null, doc_count: 1 });
  lease.release();
  await live.close();
});
