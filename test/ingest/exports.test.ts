import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { datasetName, ownShape } from "../../src/catalog/index.js";
import { DATASETS, INSTALLATION } from "../../src/installation.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "./folders.js";

const RECORDED = "test/data/recorded";
const CITATIONS = readFileSync("sample/research-2017/citations.csv", "utf8");

/** Writes a CSV as Parquet with every column a string, as the public mirror exports it. */
async function parquetOf(csv: string, parquet: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `copy (select * from read_csv('${csv}', all_varchar = true)) to '${parquet}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}

test("A Parquet export of the mirror loads as the release does", async () => {
  const data = folderWith({ "c.csv": CITATIONS });
  await parquetOf(join(data, "c.csv"), join(data, "citations.parquet"));
  const csv = folderWith();
  const parquet = await loadInto(data, [join(data, "citations.parquet")]);
  const release = await loadInto(csv, ["sample/research-2017/citations.csv"]);
  expect(parquet.refused).toEqual([]);
  expect(parquet.manifest?.contentHash).toBe(release.manifest?.contentHash);
});

/** The records of a dataset as we write them, one to a line. */
async function nativeRecords(data: string, name: string): Promise<string> {
  const dataset = DATASETS.find((each) => datasetName(each) === name)!;
  const store = await openDuckDbStore(places.snapshot(data, currentId(data)!), INSTALLATION);
  try {
    const page = await store.page({
      dataset,
      predicate: { kind: "everything" },
      shape: ownShape(dataset),
      rows: Number.POSITIVE_INFINITY,
    });
    const lines: string[] = [];
    for await (const batch of page.records) lines.push(...batch);
    return `${lines.join("\n")}\n`;
  } finally {
    await store.close();
  }
}

test.each([
  ["citations/2017", "sample/research-2017/citations.csv", "citations"],
  ["office_actions/2017", "sample/research-2017/office_actions.csv", "office_actions"],
  ["oa_rejections/v2", `${RECORDED}/oa_rejections-v2/odp-docs-sample-app-14832202.json`, "rejections"],
  ["oa_citations/v2", `${RECORDED}/oa_citations-v2/odp-2026-records-app-16123456.json`, "citations"],
  [
    "enriched_cited_reference_metadata/v3",
    `${RECORDED}/enriched_cited_reference_metadata-v3/odp-2026-records-match-all-rows3.json`,
    "enriched_citations",
  ],
])("Our own export of %s loads again with the same rows", async (name, file, table) => {
  const first = folderWith();
  await loadInto(first, [file]);
  const exported = await nativeRecords(first, name);
  const second = folderWith({ "export.ndjson": exported });
  const report = await loadInto(second, [join(second, "export.ndjson")]);
  expect(report.refused).toEqual([]);
  expect(report.rejected).toBe(0);
  expect(report.files[0]?.unknownColumns).toEqual([]);
  const rows = `select * exclude (source_file, source_row, verbatim) from ${table} order by position`;
  expect(await ask(second, rows)).toEqual(await ask(first, rows));
});

test("A table of API records, every value a string, loads as its records do", async () => {
  const page = JSON.parse(
    readFileSync(`${RECORDED}/oa_citations-v2/odp-2026-records-app-16123456.json`, "utf8"),
  ) as {
    response: { docs: Record<string, unknown>[] };
  };
  const names = Object.keys(page.response.docs[0]!);
  const lines = page.response.docs.map((record) =>
    names.map((name) => `"${String(record[name])}"`).join(","),
  );
  const data = folderWith({ "table.csv": `${names.join(",")}\n${lines.join("\n")}\n` });
  const records = folderWith({ "page.json": JSON.stringify(page) });
  await loadInto(data, [join(data, "table.csv")]);
  await loadInto(records, [join(records, "page.json")]);
  const rows = "select * exclude (source_file, source_row, verbatim) from citations order by position";
  expect(await ask(data, rows)).toEqual(await ask(records, rows));
});

test("--dataset settles what content cannot, and names a dataset that a file is not", async () => {
  const record = JSON.stringify({
    patentApplicationNumber: "15638789",
    citedDocumentIdentifier: "US 2007/0261094  A1",
    relatedClaimNumberText: "1-3",
  });
  const data = folderWith({ "one.json": record });
  await loadInto(data, [join(data, "one.json")], { dataset: "enriched_cited_reference_metadata/1" });
  expect(await ask(data, "select reference_key, claims::varchar from enriched_citations")).toEqual([
    ["US20070261094", "[1, 2, 3]"],
  ]);
  const wrong = folderWith({ "c.csv": CITATIONS });
  const report = await loadInto(wrong, [join(wrong, "c.csv")], { dataset: "office_actions/2017" });
  expect(report.refused[0]?.error.code).toBe("column-missing");
});

test("Loading nothing new writes nothing", async () => {
  const data = folderWith();
  await loadInto(data, ["sample/research-2017"]);
  const before = currentId(data);
  writeFileSync(join(data, "note.txt"), "not data\n");
  const report = await loadInto(data, ["sample/research-2017"]);
  expect(report.manifest).toBeNull();
  expect(currentId(data)).toBe(before);
});
