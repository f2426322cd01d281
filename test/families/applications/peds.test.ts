import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipOf } from "../../ingest/zips.js";
import { RECORDED } from "../../protocols/odp/nestedRows.js";
import { loadedServer } from "../../server/loaded.js";

type Json = Readonly<Record<string, unknown>>;

function bulk(name: string): string {
  return readFileSync(new URL(`peds_bulk/${name}`, RECORDED), "utf8");
}

const folder = mkdtempSync(join(tmpdir(), "artunit-peds-bulk-"));
let server: Awaited<ReturnType<typeof loadedServer>>;

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const RECORDS = [
  "bulk-2018-early-record-1.json",
  "bulk-2018-early-record-2.json",
  "bulk-2019-record.json",
] as const;

beforeAll(async () => {
  const now = JSON.parse(bulk("bulk-2019-record-with-assignments.json")) as { patentCaseMetadata: Json };
  const old = JSON.stringify({
    PatentBulkData: [
      { patentCaseMetadata: { ...now.patentCaseMetadata, applicationStatusDate: "2015-01-01" } },
    ],
  });
  server = await loadedServer([
    // Two generations in one file.
    written("2017.json", `{"PatentBulkData":[${RECORDS.map(bulk).join(",")}]}`),
    written("bulk-2018-2019-V8-record-13342109.json", bulk("bulk-2018-2019-V8-record-13342109.json")),
    written(
      "2020-2022-pairbulk-full-20230101-json.zip",
      zipOf([
        {
          name: "2014.json",
          content: `{"PatentBulkData":[${bulk("bulk-2019-record-with-assignments.json")}]}`,
        },
      ]),
    ),
    // An older state of a record comes later.
    written("pairbulk-delta-20150101-json.json", old),
    // Several documents one after another in one file.
    written(
      "1980.xml",
      bulk("bulk-xml-2-records.xml") + bulk("bulk-xml-2-records.xml").replaceAll("02022946", "02022947"),
    ),
  ]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function portal(number: string): Promise<Json> {
  const { statusCode, body } = await server.app.inject(`/api/v1/patent/applications/${number}`);
  expect([number, statusCode]).toEqual([number, 200]);
  return (JSON.parse(body) as { patentFileWrapperDataBag: readonly Json[] }).patentFileWrapperDataBag[0]!;
}

async function peds(body: Json): Promise<{ numFound: number; docs: readonly Json[] }> {
  const answer = await server.app.inject({ method: "POST", url: "/peds/api/queries", payload: body });
  expect([answer.statusCode, answer.statusCode === 200 ? "" : answer.body]).toEqual([200, ""]);
  const { queryResults } = answer.json() as { queryResults: { searchResponse: { response: never } } };
  return queryResults.searchResponse.response;
}

test("a record of 2018, whose codes stood at the end of texts, has the portal's shape", async () => {
  const record = await portal("15396784");
  expect(record).toMatchObject({
    applicationNumberText: "15396784",
    applicationMetaData: {
      filingDate: "2017-01-02",
      class: "711",
      subclass: "103",
      uspcSymbolText: "711/103",
      firstInventorToFileIndicator: "Y",
      entityStatusData: {
        businessEntityStatusCategory: "Regular Undiscounted",
        smallEntityStatusIndicator: false,
      },
      patentNumber: "10120611",
      grantDate: "2018-11-06",
      examinerNameText: "NGUYEN, THAN VINH",
      applicantBag: [{ applicantNameText: "Silicon Motion, Inc.", countryCode: "TW" }],
    },
    foreignPriorityBag: [
      { ipOfficeName: "TAIWAN", filingDate: "2016-03-14", applicationNumberText: "105107810" },
    ],
    childContinuityBag: [
      {
        childApplicationNumberText: "16142994",
        childApplicationStatusDescriptionText: "Pending",
        claimParentageTypeCodeDescriptionText: "claims the benefit of",
        parentApplicationNumberText: "15396784",
      },
    ],
  });
  expect((record.eventDataBag as readonly Json[]).slice(0, 2)).toEqual([
    {
      eventCode: "PGM/",
      eventDescriptionText: "Recordation of Patent Grant Mailed",
      eventDate: "2018-11-06",
    },
    { eventCode: "EML_NTR", eventDescriptionText: "Email Notification", eventDate: "2018-10-18" },
  ]);
});

test("of two states of a record the newer one stays, whichever was loaded last", async () => {
  const record = await portal("14244619");
  expect(record.lastIngestionDateTime).toBe("2019-03-12T00:00:00");
  expect((record.eventDataBag as readonly unknown[]).length).toBeGreaterThan(60);
  expect(record.assignmentBag).toHaveLength(3);
  expect((record.assignmentBag as readonly Json[])[0]).toMatchObject({
    reelAndFrameNumber: "032728/0391",
    conveyanceText: "ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
    assignorBag: [
      { assignorName: "FLANAGAN, PATRICK RYAN", executionDate: "2014-04-14" },
      { assignorName: "PONNAM, RAJESH", executionDate: "2014-04-08" },
    ],
  });
});

test("days of assignments written month first are the days they are", async () => {
  const { assignmentBag } = await portal("13342109");
  expect((assignmentBag as readonly Json[])[0]).toMatchObject({ assignmentRecordedDate: "2012-01-03" });
});

test("records in XML are read, of every document in a file", async () => {
  for (const number of ["02022946", "02000161", "02022947"])
    expect((await peds({ searchText: `applId:(${number})` })).docs[0]).toMatchObject({
      applId: number,
      appType: "Utility",
      appConfrNumber: number === "02000161" ? "1014" : "1141",
      appEntityStatus: "UNDISCOUNTED",
      appLocationDate: "2000-01-21T00:00:00Z",
    });
});

test("what the portal does not know of is not answered as its own", async () => {
  expect(await portal("15396784")).not.toHaveProperty("peds");
});

test.each([
  [{ searchText: "applId:(15396784)" }, 1],
  [{ searchText: "patentTitle:(storage control)" }, 1],
  [{ searchText: "patentTitle:(storage financial)" }, 0],
  [{ searchText: "patentTitle:(storage financial)", mm: "0%" }, 2],
  [{ searchText: "patentTitle:(storage OR financial)", mm: "100%" }, 2],
  [{ searchText: "appClsSubCls:711/103000" }, 1],
  [{ searchText: "appSubCls:103000" }, 1],
  [{ searchText: "appEntityStatus:UNDISCOUNTED AND firstInventorFile:Yes" }, 4],
  [{ searchText: "appFilingDate:[2017-01-01T00:00:00Z TO 2017-12-31T23:59:59Z]" }, 1],
  [{ searchText: "blackhawk", qf: "patentTitle firstNamedApplicant" }, 1],
  [{ searchText: "*:*", fq: ["appCls:705"] }, 1],
  [{ searchText: "inventorName:(Flanagan)" }, 1],
  [{ searchText: "noSuchField:x" }, 0],
])("%j finds %d", async (body, found) => {
  expect((await peds(body)).numFound).toBe(found);
});

test("fl answers with some members, start and rows with some records", async () => {
  const { docs } = await peds({ fl: "applId,patentTitle", sort: "applId desc", start: "0", rows: 1 });
  expect(docs.map((each) => Object.keys(each))).toEqual([["applId", "patentTitle"]]);
});

test.each([
  [{ searchText: "patentTitle:[a" }, 400],
  [{ sort: "applId upwards" }, 400],
  [{ rows: "-1" }, 400],
  [{ mm: "half" }, 400],
])("%j is refused as a page", async (payload, status) => {
  const answer = await server.app.inject({ method: "POST", url: "/peds/api/queries", payload });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([status, "text/html;charset=utf-8"]);
});

test.each(["JSON", "XML"])("a package of %s loads again as what it was made of", async (format) => {
  const { queryId } = (
    await server.app.inject({ method: "POST", url: "/peds/api/queries", payload: { searchText: "*:*" } })
  ).json() as { queryId: string };
  const url = `/peds/api/queries/${queryId}`;
  const asked = await server.app.inject({ method: "PUT", url: `${url}/package?format=${format}` });
  expect(asked.json()).toMatchObject({ jobStatus: "INITIATED", queryId });
  const polled = await server.app.inject(`${url}?format=${format}`);
  expect(polled.json()).toMatchObject({ jobStatus: "COMPLETED", queryId });
  const { rawPayload, headers } = await server.app.inject(`${url}/download?format=${format}`);
  expect(headers["content-type"]).toBe("application/zip");
  const zip = written(`package-${format}.zip`, rawPayload);
  expect(
    execFileSync(
      "python3",
      ["-c", "import sys,zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist())", zip],
      {
        encoding: "utf8",
      },
    ),
  ).toContain(`2014.${format.toLowerCase()}`);
  const again = await loadedServer([zip]);
  try {
    const from = async (app: typeof server.app) => {
      const answer = await app.inject(
        "/api/v1/patent/applications/search?limit=100&sort=applicationNumberText asc",
      );
      return (answer.json() as { patentFileWrapperDataBag: readonly Json[] }).patentFileWrapperDataBag;
    };
    const without = (record: Json) => {
      // What packages do not hold: the names of regions, the second line of a name, where the file is.
      const { correspondenceAddressBag: _, ...others } = record;
      return others;
    };
    const [ours, theirs] = [await from(server.app), await from(again.app)];
    expect(theirs.map(({ applicationNumberText }) => applicationNumberText)).toEqual(
      ours.map(({ applicationNumberText }) => applicationNumberText),
    );
    for (const [at, record] of ours.entries()) expect(without(theirs[at]!)).toEqual(without(record));
  } finally {
    await again.close();
  }
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
