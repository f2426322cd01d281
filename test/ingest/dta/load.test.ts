import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterEach, expect, test, vi } from "vitest";
import { INSTALLATION } from "../../../src/installation.js";
import { dryRun } from "../../../src/load/dryRun.js";
import { DtaWriter } from "../../../src/store/dta/file.js";
import { Extents, variablesOf } from "../../../src/store/dta/variables.js";
import { ask, folderWith, loadInto } from "../folders.js";

const DATA = "test/data/dta";
const RESEARCH = "sample/research-2017";

afterEach(() => vi.unstubAllEnvs());

/** The content hash of the same rows as CSV. */
async function hashOfCsv(): Promise<string | undefined> {
  return (await loadInto(folderWith(), [RESEARCH])).manifest?.contentHash;
}

test.each([114, 117, 118])("release %i of the research dataset loads as its CSV does", async (release) => {
  const tables = ["office_actions", "citations"].map((table) => join(DATA, `${table}-${release}.dta`));
  const report = await loadInto(folderWith(), tables);
  expect(report.refused).toEqual([]);
  expect(report.files.map(({ kind, read, loaded }) => [kind, read, loaded])).toEqual([
    ["office_actions/2017", 5, 5],
    ["citations/2017", 32, 32],
  ]);
  expect(report.manifest?.contentHash).toBe(await hashOfCsv());
});

test("Stata files in a zip and in a gzip load as the CSV does", async () => {
  const [actions, citations] = ["office_actions", "citations"].map((table) =>
    readFileSync(join(DATA, `${table}-117.dta`)),
  );
  const folder = folderWith({
    "a.zip": zipSync({ "release/office_actions.dta": actions! }),
    "b.dta.gz": gzipSync(citations!),
  });
  const report = await loadInto(folderWith(), [folder]);
  expect(report.refused).toEqual([]);
  expect(report.manifest?.contentHash).toBe(await hashOfCsv());
});

test("a dry run counts the rows of a Stata file", async () => {
  const { files } = await dryRun({
    data: folderWith(),
    installation: INSTALLATION,
    paths: [join(DATA, "citations-117.dta")],
  });
  expect(files).toMatchObject([{ name: "citations-117.dta", kind: "citations/2017", rows: 32 }]);
});

const COLUMNS = readFileSync(join(RESEARCH, "citations.csv"), "utf8").split("\n")[0]!.trim().split(",");

/** Citations as a Stata file; what is left out is empty. */
async function citations(path: string, references: readonly string[]): Promise<void> {
  const columns = COLUMNS.map((name) => ({ name, type: "text" as const }));
  const rows = references.map((reference, at) =>
    COLUMNS.map((name) =>
      name === "app_id" ? String(12_000_001 + at) : name === "citation_pat_pgpub_id" ? reference : "",
    ),
  );
  const extents = new Extents(columns);
  for (const row of rows) extents.see(row);
  const variables = variablesOf(columns, extents.found);
  const outline = { variables, rows: rows.length, label: "", made: new Date(0) };
  const writer = await DtaWriter.create(path, outline);
  await writer.write(rows);
  await writer.finish();
  await writer.close();
}

const LINES = 'one,\n"two",\r\nthree\r\n';

test.each([
  ["a text no row can hold", LINES.repeat(100_000), "too-long"],
  ["a control character", `${LINES}\u001f${LINES}`, "control-character"],
])("a row with %s is set aside once, whatever line breaks it has", async (_, reference, code) => {
  const folder = folderWith();
  const path = join(folder, "citations.dta");
  await citations(path, ["5386490", reference, `${LINES}\v`, "x".repeat(3_000), ""]);
  const data = folderWith();
  const report = await loadInto(data, [path]);
  expect(report.refused).toEqual([]);
  expect(report.files).toMatchObject([{ read: 5, loaded: 4, rejected: 1 }]);
  const kept = readFileSync(report.quarantine!, "utf8").trim().split("\n");
  expect(kept.map((line) => JSON.parse(line))).toMatchObject([
    { line: 3, reason: expect.stringContaining(code) },
  ]);
  expect(await ask(data, "select application_number, reference_text from citations order by 1")).toEqual([
    ["12000001", "5386490"],
    // As everywhere, blanks at the ends are no part of a value.
    ["12000003", LINES.trim()],
    ["12000004", "x".repeat(3_000)],
    ["12000005", null],
  ]);
});

test("a row whose text is not UTF-8, as 118 says it is, is set aside", async () => {
  const folder = folderWith();
  const path = join(folder, "citations.dta");
  await citations(path, ["caf?\n5386490", "5386490"]);
  const bytes = readFileSync(path);
  bytes[bytes.indexOf("caf?") + 3] = 0xe9;
  const report = await loadInto(folderWith(), [join(folderWith({ "c.dta": bytes }), "c.dta")]);
  expect(report.files).toMatchObject([{ read: 2, loaded: 1, rejected: 1 }]);
  expect(readFileSync(report.quarantine!, "utf8")).toContain("bad-utf8");
});

test("texts laid aside while a file is read are gone when it is loaded, and when it is refused", async () => {
  const folder = folderWith();
  const path = join(folder, "citations.dta");
  await citations(path, ["x".repeat(3_000), "y".repeat(3_000)]);
  const whole = readFileSync(path);
  const cut = join(folderWith({ "cut.dta": whole.subarray(0, -20) }), "cut.dta");
  const unknown = join(folderWith({ "u.dta": readFileSync(join(DATA, "pandas-118.dta")) }), "u.dta");
  const temporary = folderWith();
  vi.stubEnv("TMPDIR", temporary);
  const report = await loadInto(folderWith(), [path, cut, unknown]);
  expect(report.refused.map(({ error }) => error.code)).toEqual(["file-unreadable", "format-unknown"]);
  expect(report.files).toMatchObject([{ read: 2, loaded: 2 }]);
  expect(readdirSync(temporary).filter((name) => name.includes("stata"))).toEqual([]);
});
