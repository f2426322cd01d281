import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tableOf } from "../../src/installation.js";
import type { ExportFormat } from "../../src/store/engines/duckdb/exportTables.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { ask, exportInto, folderWith, loadInto } from "./folders.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const TABLES = ["office_actions", "rejections", "citations", "enriched_citations", "all_rejections"] as const;
const RECORDED = "test/data/recorded";
const FILES = [
  "sample/research-2017",
  `${RECORDED}/oa_rejections-v2`,
  `${RECORDED}/oa_citations-v2`,
  `${RECORDED}/enriched_cited_reference_metadata-v3`,
];

/** Loads real records of several sources, and exports their tables. */
async function exported(format: ExportFormat) {
  const data = folderWith();
  await loadInto(data, FILES);
  const folder = folderWith();
  const files = await exportInto(folder, data, format, { tables: TABLES.map(tableOf) });
  return { data, folder, files };
}

test.each(["csv", "parquet", "dta"] as const)(
  "tables exported as %s load back as they were",
  async (format) => {
    const { data, folder, files } = await exported(format);
    const again = folderWith();
    const report = await loadInto(again, [folder]);
    expect([report.refused, report.rejected]).toEqual([[], 0]);
    const loaded = report.files.reduce((sum, each) => sum + each.loaded, 0);
    expect(loaded).toBe(files.reduce((sum, each) => sum + each.rows, 0));
    const manifest = (of: string) =>
      JSON.parse(readFileSync(join(places.snapshot(of, currentId(of)!), "manifest.json"), "utf8"));
    expect(report.manifest?.contentHash).toBe(manifest(data).contentHash);
  },
);

test("what a spreadsheet would take for a formula is made safe in CSV, and loads back as it was", async () => {
  const data = folderWith({
    "citations.csv": `${readFileSync("sample/research-2017/citations.csv", "utf8").split("\n", 1)[0]}
12000001,"=HYPERLINK(""http://x"")",2343564,,,,1,0,0
12000001,'@x,2343565,,,,1,0,0
`,
  });
  const store = folderWith();
  await loadInto(store, [join(data, "citations.csv")]);
  const folder = folderWith();
  await exportInto(folder, store, "csv", { tables: [tableOf("citations")] });
  const text = readFileSync(join(folder, "citations.csv"), "utf8");
  expect(text).toContain("'=HYPERLINK");
  expect(text).toContain("''@x");
  const again = folderWith();
  await loadInto(again, [folder]);
  const texts = (of: string) => ask(of, "select reference_text from citations order by position");
  expect(await texts(again)).toEqual(await texts(store));
});

test("an export holds the columns of its tables, whatever stands for them in the engine", async () => {
  const { folder } = await exported("csv");
  for (const table of TABLES) {
    const [header = ""] = readFileSync(join(folder, `${table}.csv`), "utf8").split(/\r?\n/);
    expect(header.split(",")).toEqual(tableOf(table).columns.map(({ name }) => name));
  }
});

test("an export loaded beside what it was made from adds nothing", async () => {
  const { data, folder } = await exported("csv");
  const before = JSON.parse(
    readFileSync(join(places.snapshot(data, currentId(data)!), "manifest.json"), "utf8"),
  );
  const report = await loadInto(data, [folder]);
  expect(report.refused).toEqual([]);
  expect(report.manifest?.contentHash ?? before.contentHash).toBe(before.contentHash);
});

test("the dictionary and the manifest of an export are known, and hold no rows", async () => {
  const folder = folderWith({
    "dictionary.csv": 'table,column,type,meaning\r\nrejections,record_id,text,"Row id"\r\n',
    "manifest.json": JSON.stringify({
      snapshot: "s",
      contentHash: "h",
      command: "c",
      files: [],
      sources: [],
    }),
  });
  const report = await loadInto(folderWith(), [folder]);
  expect([
    report.refused,
    report.rejected,
    report.manifest?.tables.some((each) => each.rows > 0) ?? false,
  ]).toEqual([[], 0, false]);
});

test("a column taken out of an export refuses the file and is named", async () => {
  const { folder } = await exported("csv");
  const path = join(folder, "citations.csv");
  const [header = "", ...rest] = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, [header.replace("form892", "form_892"), ...rest].join("\n"));
  const report = await loadInto(folderWith(), [path]);
  expect(report.refused[0]?.error).toMatchObject({ code: "column-missing", where: { field: "form892" } });
});

test.each(["citations/2017", "oa_citations/v2"])(
  "what a CSV of %s makes safe for a spreadsheet loads back as it was",
  async (name) => {
    const references = ["=1+1", "+cmd", "@SUM(1)", "-------  European Patent", "Pan 5386490"];
    const header =
      "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";
    const rows = references.map((reference, at) => `1200000${at},${reference},,,,,1,0,0`);
    const data = folderWith({ "c.csv": [header, ...rows].join("\n") });
    const first = await loadInto(join(data, "first"), [join(data, "c.csv")]);
    const csv = spawnSync(
      process.execPath,
      [MAIN, "query", name, "*:*", "--format", "csv", "--data", join(data, "first")],
      { encoding: "utf8" },
    ).stdout;
    expect(csv).toContain(",'=1+1,");
    writeFileSync(join(data, "export.csv"), csv);
    const again = await loadInto(join(data, "again"), [join(data, "export.csv")]);
    expect(again.manifest?.tables).toEqual(first.manifest?.tables);
    const found = await ask(join(data, "again"), "select reference_text from citations order by position");
    expect(found.flat()).toEqual(references);
  },
);
