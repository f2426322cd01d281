import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "./folders.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const RECORDED = "test/data/recorded";

type Json = Readonly<Record<string, unknown>>;

function recordsIn(path: string): readonly Json[] {
  return (JSON.parse(readFileSync(path, "utf8")) as { response: { docs: Json[] } }).response.docs;
}

/** Records as pandas writes them: numbered lines, True and False, lists as Python prints them, floats beside blanks. */
function asPandas(records: readonly Json[], names = Object.keys(Object.assign({}, ...records))): string {
  const cell = (value: unknown, isFloat: boolean): string => {
    if (value === undefined || value === null) return "";
    if (typeof value === "boolean") return value ? "True" : "False";
    if (typeof value === "number") return isFloat ? value.toFixed(1) : String(value);
    const text = Array.isArray(value)
      ? `[${value.map((each) => python(String(each))).join(", ")}]`
      : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const isFloat = (name: string) => records.some((record) => record[name] === undefined);
  const rows = records.map((record, at) =>
    [String(at), ...names.map((name) => cell(record[name], isFloat(name)))].join(","),
  );
  return `${["", ...names].join(",")}\n${rows.join("\n")}\n`;
}

function python(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

const SAME = "select * exclude (source_file, source_row, verbatim)";

test.each([
  ["oa_rejections/v2", "oa_rejections-v2/dh-2023-records-match-all-rows100.json", "rejections"],
  ["oa_rejections/v2", "oa_rejections-v2/odp-docs-sample-app-14832202.json", "rejections"],
  ["oa_citations/v2", "oa_citations-v2/dh-2023-records-match-all-rows100.json", "citations"],
  [
    "enriched_cited_reference_metadata/v3",
    "enriched_cited_reference_metadata-v3/odp-2026-records-match-all-rows3.json",
    "enriched_citations",
  ],
])("A table of %s as pandas writes the records of %s loads as they do", async (name, file, table) => {
  const page = `${RECORDED}/${file}`;
  const data = folderWith({ "table.csv": asPandas(recordsIn(page)) });
  const fromTable = await loadInto(join(data, "table"), [join(data, "table.csv")]);
  await loadInto(join(data, "page"), [page]);
  expect(
    fromTable.files.map(({ kind, rejected, unknownColumns }) => [kind, rejected, unknownColumns]),
  ).toEqual([[`${name} table`, 0, []]]);
  expect(fromTable.unreadCells).toEqual([]);
  const rows = `${SAME} from ${table} order by position`;
  expect(await ask(join(data, "table"), rows)).toEqual(await ask(join(data, "page"), rows));
});

test("A table of oa_actions loads as its records do, with what is found in the texts", async () => {
  const page = `${RECORDED}/oa_actions-v1/dh-2023-records-app-14574014.json`;
  const data = folderWith({ "table.csv": asPandas(recordsIn(page)) });
  const fromTable = await loadInto(join(data, "table"), [join(data, "table.csv")]);
  const fromPage = await loadInto(join(data, "page"), [page]);
  expect(fromTable.files[0]?.kind).toBe("oa_actions/v1 table");
  const counts = ({ manifest }: typeof fromPage) => manifest?.tables.map(({ name, rows }) => [name, rows]);
  expect(counts(fromTable)).toEqual(counts(fromPage));
});

const EXPORTED: readonly (readonly [name: string, selects: readonly string[]])[] = [
  [
    "oa_rejections/v2",
    [
      "id,patentApplicationNumber,hasRej103",
      "patentApplicationNumber,hasRej101,hasRej102,hasRej103,hasRej112,submissionDate,groupArtUnitNumber",
    ],
  ],
  ["oa_citations/v2", ["patentApplicationNumber,referenceIdentifier"]],
  ["citations/2017", ["app_id,citation_pat_pgpub_id"]],
  ["office_actions/2017", ["app_id,ifw_number,mail_dt,rejection_103"]],
  ["oa_citations/v1", ["applicationId,Patent_PGPub"]],
  ["oa_actions/v1", ["patentApplicationNumber,obsoleteDocumentIdentifier,bodyText"]],
];

test("Records that were exported, whole or by chosen fields, in any format, come back as their dataset", async () => {
  const data = folderWith();
  await loadInto(
    join(data, "from"),
    [
      "sample/research-2017",
      "sample/oa_rejections/odp-docs-sample-app-14832202.json",
      "sample/oa_citations/odp-2026-records-app-16123456.json",
      "sample/oa_actions/odp-2026-records-app-17248024.json",
    ],
    { extracts: false },
  );
  const found: string[] = [];
  for (const [name, selects] of EXPORTED)
    for (const format of ["csv", "ndjson", "json", "parquet"])
      for (const select of format === "csv" ? [null, ...selects] : [null]) {
        const path = join(data, `export.${format}`);
        const chosen = select === null ? [] : ["--select", select];
        const arguments_ = ["query", name, "--format", format, "--data", join(data, "from"), ...chosen];
        writeFileSync(path, spawnSync(process.execPath, [MAIN, ...arguments_]).stdout);
        const report = await loadInto(join(data, `${found.length}`), [path], { extracts: false });
        const kind = report.files[0]?.kind ?? report.refused[0]?.error.message;
        found.push(`${kind?.split(" ")[0]} ${format} ${report.rejected}`);
      }
  expect(found).toEqual(
    EXPORTED.flatMap(([name, selects]) => [
      ...[null, ...selects].map(() => `${name} csv 0`),
      ...["ndjson", "json", "parquet"].map((format) => `${name} ${format} 0`),
    ]),
  );
});

test("Chosen columns load as they do as records, and the others are missing", async () => {
  const data = folderWith({
    "some.csv": "app_id,citation_pat_pgpub_id\n12000001,5386490\n12000002,'=1+1\n",
    "some.jsonl":
      '{"app_id":"12000001","citation_pat_pgpub_id":"5386490"}\n{"app_id":"12000002","citation_pat_pgpub_id":"=1+1"}\n',
  });
  const hashes: (string | undefined)[] = [];
  for (const file of ["some.csv", "some.jsonl"]) {
    const { manifest } = await loadInto(join(data, `${file}-data`), [join(data, file)]);
    hashes.push(manifest?.contentHash);
  }
  expect(hashes[0]).toBeDefined();
  expect(hashes[0]).toBe(hashes[1]);
});

test.each([
  [
    "patentApplicationNumber,obsoleteDocumentIdentifier",
    ["oa_rejections/v2", "oa_citations/v2", "oa_actions/v1"],
  ],
  ["app_id,ifw_number,action_type", ["rejections/2017", "citations/2017"]],
  ["applicationId,ifwNumber", ["oa_rejections/v1", "oa_citations/v1"]],
])("Columns that several kinds of file have are refused, and each is named: %s", async (header, names) => {
  const row = header.split(",").map((_, at) => (at === 0 ? "12000001" : "AAAAAAAAPPOPPY5"));
  const members = Object.fromEntries(header.split(",").map((name, at) => [name, row[at]]));
  const data = folderWith({ "a.csv": `${header}\n${row.join(",")}\n`, "a.json": JSON.stringify(members) });
  for (const file of ["a.csv", "a.json"]) {
    const { refused } = await loadInto(data, [join(data, file)]);
    expect(refused[0]?.error.code).toBe("format-ambiguous");
    for (const name of names) expect(refused[0]?.error.message).toContain(name);
  }
  const settled = await loadInto(data, [join(data, "a.csv")], { dataset: names[1]! });
  expect(settled.files[0]?.loaded).toBe(1);
});

test("A table joined of two releases is refused, and both are named", async () => {
  const actions = readFileSync("sample/research-2017/office_actions.csv", "utf8").trim().split("\n");
  const citations = readFileSync("sample/research-2017/citations.csv", "utf8").trim().split("\n");
  const rows = actions.map((line, at) => `${line},${citations[at]!.replace("app_id", "app")}`);
  const data = folderWith({
    "j.csv": rows.map((row, at) => (at === 0 ? row.replace("app,", "app_id2,") : row)).join("\n"),
  });
  const { refused } = await loadInto(data, [join(data, "j.csv")]);
  expect(refused[0]?.error.message).toContain("office_actions/2017");
  expect(refused[0]?.error.message).toContain("citations/2017");
});

test.each([
  [
    "a column that is known",
    (header: string) => header.replace("form1449", "parsed"),
    /two columns called parsed \(3 and 8\)/,
  ],
  [
    "one in other letters",
    (header: string) => `${header.trim()},PARSED`,
    /two columns called parsed \(3 and 10\)/,
  ],
  ["one that nobody knows", (header: string) => `${header.trim()},x,x`, /two columns called x \(10 and 11\)/],
  ["one that --map makes", (header: string) => `${header.trim()},old`, /two columns called parsed/],
])("A table with %s twice is refused, and says which", async (_, change, says) => {
  const [header = "", ...rows] = readFileSync("sample/research-2017/citations.csv", "utf8").split(/\r?\n/, 3);
  const table = [change(header), ...rows.map((row) => `${row},1,2`)].join("\n");
  const data = folderWith({ "c.csv": table });
  const renamed = new Map([["old", "parsed"]]);
  const { refused, manifest } = await loadInto(data, [join(data, "c.csv")], { renamed });
  expect(refused[0]?.error).toMatchObject({ code: "format-refused", message: expect.stringMatching(says) });
  expect(manifest).toBeNull();
});

test.each([
  ["columns", '{"app_id":{"0":"12000001","1":"12000002"},"ifw_number":{"0":"A","1":"B"}}'],
  ["index", '{"0":{"app_id":"12000001"},"1":{"app_id":"12000002"}}'],
  ["split", '{"columns":["app_id"],"index":[0],"data":[["12000001"]]}'],
  ["table", '{"schema":{"fields":[{"name":"app_id"}]},"data":[{"app_id":"12000001"}]}'],
  ["values", '[["12000001","A"],["12000002","B"]]'],
])("A table that pandas writes by %s is refused, saying how it is read", async (orient, text) => {
  const data = folderWith({ "t.json": text });
  const { refused } = await loadInto(data, [join(data, "t.json")]);
  expect(refused[0]?.error).toMatchObject({
    code: "format-refused",
    message: expect.stringMatching(new RegExp(`orient="${orient}".*orient="records"`)),
  });
});

test("Columns without a name may be several", async () => {
  const [header = "", row = ""] = readFileSync("sample/research-2017/citations.csv", "utf8").split(
    /\r?\n/,
    2,
  );
  const data = folderWith({ "c.csv": `${header},,\n${row},,\n` });
  expect((await loadInto(data, [join(data, "c.csv")])).refused).toEqual([]);
});

test("Everything exported and loaded into an empty folder has the same content hash", async () => {
  const data = folderWith({
    "all.csv":
      "patentApplicationNumber,hasrej101,hasrej102,hasrej103,hasrej112,submissionDate,groupartunitnumber\n16123456,0,1,1,0,2019-02-14,3761\n",
    "c.csv":
      "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa\n12000001,'=1+1,,,,,1,0,0\n12000002, Pan 5386490 ,5386490,,,,1,0,0\n",
  });
  await loadInto(join(data, "from"), [
    join(data, "all.csv"),
    join(data, "c.csv"),
    "sample/research-2017",
    ...["oa_rejections", "oa_citations", "enriched_citations"].map((name) => `sample/${name}`),
  ]);
  for (const format of ["csv", "parquet"]) {
    const out = join(data, format);
    spawnSync(process.execPath, [
      MAIN,
      "export",
      "--all",
      "--format",
      format,
      "--out",
      out,
      "--data",
      join(data, "from"),
    ]);
    const report = await loadInto(join(data, `${format}-data`), [out]);
    expect(report.refused).toEqual([]);
    expect(report.manifest?.contentHash).toBe(
      readManifest(join(data, "from"), currentId(join(data, "from"))!).contentHash,
    );
  }
});
