import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { createServer } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import { loadedServer } from "../server/loaded.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-bulk-tables-"));
const DOCUMENTS = "case_row_id,case_number,doc_count,attachment,date_filed,long_description";
const MOONSHOT =
  "Patent_or_Publication_ID,Family_ID,Patent_Title,CPC_Inventive,Data_Science,FDA_Ingredient,Filing_Date";
let server: Awaited<ReturnType<typeof loadedServer>>;

function file(name: string, header: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${[header, ...lines].join("\n")}\n`);
  return path;
}

beforeAll(async () => {
  const cells = Array.from({ length: 20 }, (_, at) => `US ${at} B2,${at},Title,,0,,20070509`);
  server = await loadedServer([
    file(
      "documents-2015.csv",
      DOCUMENTS,
      "1,1:10-cv-1,1,0,2010-05-07,NOTICE of appearance",
      "1,1:10-cv-1,1,0,2010-05-07,NOTICE of appearance",
      "007,1:10-cv-7,2.0,1.0e1,2010-05-08,None",
      '8,1:10-cv-8,3,3.5,9999-12-31,"  ORDER "',
      ...Array.from({ length: 20 }, (_, at) => `${at + 100},x,1,1,2010-05-07,y`),
    ),
    file(
      "moonshot.csv",
      MOONSHOT,
      ...cells,
      'US 99 B2,1,"A, b", a | b ;; c |a,1,"X; Y,X",20070509',
      "US 98 B2,1,t,|,true,,20070509",
    ),
  ]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function records(dataset: string, criteria: string): Promise<Record<string, unknown>[]> {
  const url = `/v1/datasets/${dataset}/v1/records?criteria=${encodeURIComponent(criteria)}`;
  return (await server.app.inject(url)).json().records;
}

test("rows of a large table that say the same are all kept, each under an id of its own", async () => {
  const found = await records("litigation_documents", "case_row_id:1");
  expect(found).toHaveLength(2);
  expect(new Set(found.map((each) => JSON.stringify(each))).size).toBe(1);
});

test("they are found by the number that the court gave the case, too", async () => {
  expect(await records("litigation_documents", 'case_number:"1:10-cv-7"')).toMatchObject([
    { case_row_id: 7 },
  ]);
  expect(await records("litigation_documents", "case_number:x AND case_row_id:[100 TO 104]")).toHaveLength(5);
});

test.each([
  ["7", { case_row_id: 7, doc_count: 2, attachment: 10, long_description: "None" }],
  ["8", { attachment: null, date_filed: null, long_description: "ORDER" }],
])("its cells are read as those of any other table: case %s", async (id, record) => {
  expect(await records("litigation_documents", `case_row_id:${id}`)).toMatchObject([record]);
});

test.each([
  ["US 99 B2", ["a", "b", "c"], ["X", "Y"]],
  ["US 98 B2", [], null],
  ["US 1 B2", null, null],
])("the parts of its cells are each there once: %s", async (id, symbols, ingredients) => {
  expect(await records("cancer_moonshot", `Patent_or_Publication_ID:"${id}"`)).toMatchObject([
    { cpc_inventive_parts: symbols, fda_ingredient_parts: ingredients },
  ]);
});

test("what the Developer Hub answered of a row is that row, also when it is loaded beside its file", async () => {
  const answer = await server.app.inject("/ds-api/cancer_moonshot/v1/records?rows=100");
  const path = join(folder, "answered.json");
  writeFileSync(path, answer.body);
  const again = await loadedServer([join(folder, "moonshot.csv"), path]);
  const { total } = (await again.app.inject("/v1/datasets/cancer_moonshot/v1/records?limit=1")).json();
  await again.close();
  expect([answer.json().response.numFound, total]).toEqual([22, 22]);
});

test("a large table is the same whatever the order of its lines and the ranges it is built in", async () => {
  const lines = Array.from({ length: 3000 }, (_, at) => {
    const id = ((at * 7919) % 3000) * 37;
    return `${id},1:10-cv-${id},${at % 3},0,2010-05-07,D${at % 11}`;
  });
  const inOrder = [...lines].sort((a, b) => Number(a.split(",")[0]) - Number(b.split(",")[0]));
  const loads = [
    { name: "shuffled", lines, rangeRows: 500 },
    { name: "whole", lines, rangeRows: 5_000_000 },
    { name: "sorted", lines: inOrder, rangeRows: 500 },
  ];
  const seen: unknown[] = [];
  for (const { name, lines: written, rangeRows } of loads) {
    const data = join(folder, name);
    mkdirSync(data);
    const path = file(`${name}-2015.csv`, DOCUMENTS, ...written);
    const ranges = new Set<number>();
    const { manifest } = await load({
      data,
      installation: INSTALLATION,
      paths: [path],
      artunitVersion: "test",
      rangeRows,
      onEvent: (event) => {
        if (event.kind === "building" && event.of > 2) ranges.add(event.done);
      },
    });
    expect(ranges.size > 3).toBe(rangeRows === 500);
    const live = await openLiveStore(data, INSTALLATION);
    const { app } = createServer({ installation: INSTALLATION, snapshots: live });
    const { body } = await app.inject("/v1/datasets/litigation_documents/v1/records.csv");
    await app.close();
    await live.close();
    expect(body.trim().split("\r\n")).toHaveLength(3001);
    seen.push([manifest!.contentHash, body]);
  }
  const [shuffled, whole, sorted] = seen;
  expect([shuffled, whole]).toEqual([sorted, sorted]);
});
