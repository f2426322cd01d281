import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { INSTALLATION } from "../../../src/installation.js";
import { load } from "../../../src/load/load.js";
import { zipOf } from "../../ingest/zips.js";
import { RECORDED } from "../../protocols/odp/nestedRows.js";
import { loadedServer } from "../../server/loaded.js";

type Json = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), "artunit-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const RECORD = JSON.parse(
  readFileSync(new URL("peds_bulk/bulk-2018-early-record-2.json", RECORDED), "utf8"),
) as { patentRecordBag: { patentRecord: readonly [Json & { patentCaseMetadata: Json }] } };
const [INNER] = RECORD.patentRecordBag.patentRecord;

function record(changes: Json, about: Json = {}): Json {
  return { ...INNER, ...about, patentCaseMetadata: { ...INNER.patentCaseMetadata, ...changes } };
}

function number(value: string): Json {
  return { value, electronicText: value };
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function loaded(paths: readonly string[]) {
  const data = mkdtempSync(join(folder, "data-"));
  return load({ data, installation: INSTALLATION, paths, artunitVersion: "test", extracts: false });
}

test("a file that was cut is loaded as far as its records are whole, and the rest is said", async () => {
  const text = JSON.stringify({
    PatentBulkData: [record({}), record({ applicationNumberText: number("15396785") })],
  });
  const { files, refused } = await loaded([written("cut.json", text.slice(0, -400))]);
  expect(refused).toEqual([]);
  expect(files[0]).toMatchObject({ read: 2, loaded: 1, rejected: 1 });
});

test("a zip with a member of another kind is refused, and says so", async () => {
  const zip = zipOf([
    { name: "2017.json", content: JSON.stringify({ PatentBulkData: [record({})] }) },
    { name: "readme.txt", content: "Nothing here." },
  ]);
  const { refused } = await loaded([written("with-a-stranger.zip", zip)]);
  expect(refused[0]?.error.message).toMatch(/readme\.txt/);
});

test("a record of another kind, and one without a number, are set aside", async () => {
  const records = [
    record({}),
    { trialNumber: "IPR2022-00037" },
    record({ applicationNumberText: undefined }),
    { ...RECORD, patentRecordBag: { patentRecord: [INNER, INNER] } },
    "no record",
  ];
  const { files } = await loaded([written("strangers.json", JSON.stringify({ PatentBulkData: records }))]);
  expect(files[0]).toMatchObject({ read: 5, loaded: 1, rejected: 4 });
});

test("what is written otherwise is read, and what cannot be read stays and is counted", async () => {
  const odd = record(
    {
      // A number where text was, text where a number was, an object where a list was.
      applicationNumberText: 15396784,
      applicationConfirmationNumber: 4029,
      groupArtUnitNumber: 2138,
      filingDate: "01-02-2017",
      applicantFileReference: "null",
      applicationStatusDate: "0000-00-00",
      applicationStatusCategory: "A status that nobody knows",
      firstInventorToFileIndicator: true,
      inventionTitle: "A title",
    },
    {
      prosecutionHistoryDataBag: {
        prosecutionHistoryData: { eventDate: "2018-11-06", eventCode: "ZZZZ", eventDescriptionText: "-" },
      },
    },
  );
  const many = Array.from({ length: 19 }, (_, at) =>
    record({ applicationNumberText: number(String(15000000 + at)) }),
  );
  const path = written("odd.json", JSON.stringify({ PatentBulkData: [odd, ...many] }));
  const { unreadCells } = await loaded([path]);
  expect(unreadCells).toMatchObject([{ column: "applicationMetaData.applicationStatusDate", unread: 1 }]);
  const server = await loadedServer([path]);
  try {
    const { body } = await server.app.inject("/api/v1/patent/applications/15396784");
    expect(
      (JSON.parse(body) as { patentFileWrapperDataBag: readonly Json[] }).patentFileWrapperDataBag[0],
    ).toMatchObject({
      applicationNumberText: "15396784",
      applicationMetaData: {
        applicationConfirmationNumber: 4029,
        groupArtUnitNumber: "2138",
        filingDate: "2017-01-02",
        applicationStatusDate: "0000-00-00",
        applicationStatusDescriptionText: "A status that nobody knows",
        firstInventorToFileIndicator: "Y",
        inventionTitle: "A title",
      },
      eventDataBag: [{ eventCode: "ZZZZ", eventDate: "2018-11-06" }],
    });
    expect(body).not.toContain('"docketNumber"');
    const asPeds = await server.app.inject({
      method: "POST",
      url: "/peds/api/queries",
      payload: { searchText: "appConfrNumber:4029 AND applId:15396784" },
    });
    expect(asPeds.body).toContain('"appStatusDate":"0000-00-00T00:00:00Z"');
  } finally {
    await server.close();
  }
});

test("of a record that is there twice one is kept", async () => {
  const path = written("twice.json", JSON.stringify({ PatentBulkData: [record({}), record({})] }));
  const server = await loadedServer([path]);
  try {
    const { body } = await server.app.inject(
      "/api/v1/patent/applications/search?q=applicationNumberText:15396784",
    );
    expect((JSON.parse(body) as { count: number }).count).toBe(1);
  } finally {
    await server.close();
  }
});
