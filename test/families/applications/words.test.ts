import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applications } from "../../../bench/applications/applications.js";
import { DATASETS } from "../../../src/installation.js";
import { rowsOf } from "../../protocols/odp/nestedRows.js";
import { loadedServer } from "../../server/loaded.js";
import { serverOf, storeOf } from "../../server/servers.js";

// Words that are looked for anywhere are found by an order of their own; the oracle reads every place of every record.

const DATASET = DATASETS.find(({ key }) => key === "applications")!;
const folder = mkdtempSync(join(tmpdir(), "artunit-words-"));
const RECORDS = [...applications(2020, 0, 120, 3)];
let loaded: Awaited<ReturnType<typeof loadedServer>>;
const oracle = serverOf(storeOf({ [DATASET.table.name]: rowsOf(DATASET, RECORDS) }));

beforeAll(async () => {
  const path = join(folder, "2020.json");
  writeFileSync(path, JSON.stringify({ patentFileWrapperDataBag: RECORDS }));
  loaded = await loadedServer([path]);
});
afterAll(async () => {
  await loaded.close();
  rmSync(folder, { recursive: true });
});

const FIRST = RECORDS[0] as {
  readonly applicationNumberText: string;
  readonly applicationMetaData: Readonly<Record<string, string>>;
};
const { inventionTitle, docketNumber, groupArtUnitNumber } = FIRST.applicationMetaData;
const [word = "", other = ""] = inventionTitle!.split(" ");

test.each([
  word,
  word.toLowerCase(),
  word.slice(0, 3),
  "smith",
  "Smith Tanaka",
  "Smith AND Tanaka",
  `${word} NOT Smith`,
  `"${word} ${other}"`,
  `"${other} ${word}"`,
  FIRST.applicationNumberText,
  "16/000,000",
  docketNumber!,
  docketNumber!.toLowerCase(),
  "CTNF",
  "ctnf",
  "rejection",
  "PG-ISSUE",
  `${word.slice(0, 3)}*`,
  "*tery",
  "*SSUE",
  "?mith",
  "US20210200000A1",
  `Smith AND applicationMetaData.groupArtUnitNumber:${groupArtUnitNumber}`,
  `(Smith OR ${docketNumber}) AND applicationMetaData.filingDate:>=2020-06-01`,
  "nowhere",
  "=Smith",
  ":smith",
])("%s is found where it stands, in whatever place", async (q) => {
  const url = `/api/v1/patent/applications/search?${new URLSearchParams({ q, limit: "100" })}`;
  const [found, expected] = await Promise.all([loaded.app.inject(url), oracle.app.inject(url)]);
  const { requestIdentifier, ...answer } = expected.json();
  expect(found.json()).toMatchObject(answer);
  expect(found.json().count).toBe(answer.count);
  expect(found.statusCode).toBe(expected.statusCode);
});
