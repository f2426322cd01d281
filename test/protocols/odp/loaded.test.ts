import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipOf } from "../../ingest/zips.js";
import { loadedServer } from "../../server/loaded.js";
import { type Json, RECORDED, recordedJson } from "./nestedRows.js";

const FILES = [
  "odp_petition/raw_search_petitions.json",
  "odp_pfw/raw_get_patent_documents.json",
  "odp_ptab/raw_search_trial_proceedings.json",
  "odp_ptab/raw_get_trial_documents.json",
  "odp_ptab/raw_search_trial_decisions.json",
  "odp_ptab/raw_search_appeal_decisions.json",
  "odp_ptab/raw_search_interference_decisions.json",
];

/** As the portal writes the number of an international application: in 12 characters, however it was asked for. */
const INTERNATIONAL = {
  applicationNumberText: "PCTUS2547756",
  applicationMetaData: { filingDate: "2025-09-02", inventionTitle: "HINGE" },
};

let server: Awaited<ReturnType<typeof loadedServer>>;
const folder = mkdtempSync(join(tmpdir(), "artunit-odp-"));
beforeAll(async () => {
  // As the bulk zips PTFWPRD: a member for each year of filing.
  const whole = recordedJson("odp_pfw/raw_get_patent.json");
  const bulk = { patentFileWrapperDataBag: whole.patentFileWrapperDataBag };
  const zip = join(folder, "patent-filewrapper-delta-json-20260502.zip");
  const members = [
    { name: "2021.json", content: JSON.stringify(bulk) },
    { name: "2025.json", content: JSON.stringify({ patentFileWrapperDataBag: [INTERNATIONAL] }) },
  ];
  writeFileSync(zip, zipOf(members));
  server = await loadedServer([...FILES.map((file) => fileURLToPath(new URL(file, RECORDED))), zip]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function get(url: string): Promise<Json> {
  const { statusCode, body } = await server.app.inject(url);
  expect([url, statusCode, statusCode === 200 ? "" : body]).toEqual([url, 200, ""]);
  return JSON.parse(body) as Json;
}

const PATENT = "/api/v1/patent";

test.each([
  ["applications", "applicationMetaData.patentNumber:11646472"],
  ["applications", 'applicationMetaData.patentNumber:"11,646,472"'],
  ["applications", 'applicationMetaData.patentNumber:"US 11,646,472 B2"'],
  ["applications", "applicationMetaData.earliestPublicationNumber:US20210210819A1"],
  ["applications", "applicationMetaData.earliestPublicationNumber:US20210210819"],
  ["applications", 'applicationMetaData.earliestPublicationNumber:"US 2021/0210819 A1"'],
  ["applications", "applicationMetaData.earliestPublicationNumber:US 2021/0210819"],
  ["applications", "applicationMetaData.earliestPublicationNumber:2021/0210819"],
  ["applications", "11,646,472"],
  ["applications", "applicationNumberText:17/248,024"],
  ["trials/proceedings", 'patentOwnerData.patentNumber:"12,233,106"'],
  ["interferences/decisions", 'seniorPartyData.publicationNumber:"US 2015/0306152 A1"'],
])("a number in %s is found as people write it: %s", async (path, q) => {
  const { count } = await get(`${PATENT}/${path}/search?q=${encodeURIComponent(q)}`);
  expect(count).toBeGreaterThan(0);
});

test.each(["PCTUS2547756", "PCTUS25047756", "PCTUS2025047756", "PCT/US25/47756", "PCT/US2025/047756"])(
  "the international application %s is found in a path and in a question",
  async (written) => {
    for (const url of [
      `applications/${written}`,
      `applications/${encodeURIComponent(written)}`,
      `applications/${written}/meta-data`,
      `applications/search?q=applicationNumberText:${encodeURIComponent(`"${written}"`)}`,
      `applications/search?filters=applicationNumberText ${written}`,
    ]) {
      const { patentFileWrapperDataBag } = await get(`${PATENT}/${url}`);
      expect(patentFileWrapperDataBag).toMatchObject([{ applicationNumberText: "PCTUS2547756" }]);
    }
  },
);

test.each(["", "/meta-data", "/transactions", "/documents"])(
  "a number with a slash in the path of an application, and what stands behind it: %j",
  async (part) => {
    const { count } = await get(`${PATENT}/applications/17/248,024${part}`);
    expect(count).toBeGreaterThan(0);
  },
);

test("a part that applications do not have is no number with a slash", async () => {
  const { statusCode, body } = await server.app.inject(`${PATENT}/applications/17248024/adjustments`);
  expect(statusCode).toBe(404);
  expect(body).toContain("There is no route");
});

test.each([
  ["documentCodes=NOA", ["NOA"], "2021", "2024"],
  ["documentCodes=SRFW,BIB", ["SRFW", "BIB"], "2021", "2024"],
  ["documentCodes=NOA, WFEE", ["NOA", "WFEE"], "2021", "2024"],
  ["documentCodes=NOA&documentCodes=WFEE", ["NOA", "WFEE"], "2021", "2024"],
  ["documentCodes=NOA,WFEE&officialDateFrom=2023-01-04", ["NOA", "WFEE"], "2023-01-04", "2024"],
  ["officialDateFrom=2023-09-27&officialDateTo=2023-10-03", null, "2023-09-27", "2023-10-04"],
  ["officialDateFrom=2023-10-03", null, "2023-10-03", "2024"],
  ["documentCodes=&officialDateFrom=&officialDateTo=2021-01-05", null, "2021", "2021-01-06"],
])("of the documents of an application those with %s", async (query, codes, from, before) => {
  const { count, documentBag } = await get(`${PATENT}/applications/17248024/documents?${encodeURI(query)}`);
  const recorded = recordedJson("odp_pfw/raw_get_patent_documents.json").documentBag as {
    documentCode: string;
    officialDate: string;
  }[];
  const meant = recorded.filter(
    ({ documentCode, officialDate }) =>
      (codes?.includes(documentCode) ?? true) && officialDate >= from && officialDate < before,
  );
  expect(meant.length).toBeGreaterThan(0);
  expect([count, documentBag]).toEqual([meant.length, meant]);
});

test("no document of a kind is nothing found, and a day that is none is refused with its name", async () => {
  const url = `${PATENT}/applications/17248024/documents`;
  expect((await server.app.inject(`${url}?documentCodes=NOSUCH`)).statusCode).toBe(404);
  const refused = await server.app.inject(`${url}?officialDateFrom=2023-13-01`);
  expect([refused.statusCode, refused.body]).toEqual([400, expect.stringContaining("officialDateFrom")]);
});

test("a number of another kind, or of another document, is not found", async () => {
  for (const q of [
    'applicationMetaData.earliestPublicationNumber:"US 2021/0210819 A2"',
    'applicationMetaData.patentNumber:"11,646,473"',
    "applicationMetaData.earliestPublicationNumber:EP 2021/0210819",
  ]) {
    const { statusCode } = await server.app.inject(
      `${PATENT}/applications/search?q=${encodeURIComponent(q)}`,
    );
    expect([q, statusCode]).toEqual([q, 404]);
  }
});

test.each([
  ["an application from a bulk zip", `${PATENT}/applications/17248024`, "odp_pfw/raw_get_patent.json"],
  ["written with its series", `${PATENT}/applications/17%2F248,024`, "odp_pfw/raw_get_patent.json"],
  [
    "found by a word of its title",
    `${PATENT}/applications/search?q=applicationMetaData.inventionTitle:lithium`,
    "odp_pfw/raw_get_patent.json",
  ],
  ["its documents", `${PATENT}/applications/17248024/documents`, "odp_pfw/raw_get_patent_documents.json"],
  ["its continuity", `${PATENT}/applications/17248024/continuity`, "odp_pfw/raw_get_patent_continuity.json"],
  ["a proceeding", `${PATENT}/trials/proceedings/PGR2026-00055`, "odp_ptab/raw_get_trial_proceeding.json"],
  [
    "interferences",
    `${PATENT}/interferences/decisions/search`,
    "odp_ptab/raw_search_interference_decisions.json",
  ],
  ["appeals", `${PATENT}/appeals/decisions/search?q=reissue`, "odp_ptab/raw_search_appeal_decisions.json"],
])("%s is answered as recorded, from files that were loaded", async (_, url, file) => {
  const recorded = recordedJson(file);
  const answer = await get(url);
  const bag = Object.keys(recorded).find((name) => Array.isArray(recorded[name]))!;
  expect(answer[bag]).toEqual(recorded[bag]);
});

test.each([
  ["words in any field", "petition/decisions/search?q=steroids", 1],
  [
    "a word of a name, whatever its case",
    "petition/decisions/search?q=decisionTypeCodeDescriptionText:Denied",
    2,
  ],
  ["a wildcard within a word of a list", "petition/decisions/search?q=inventorBag:Donat*", 1],
  [
    "a whole value in a filter",
    "petition/decisions/search?filters=decisionTypeCodeDescriptionText DENIED",
    2,
  ],
  ["days", "petition/decisions/search?rangeFilters=decisionDate 2012-04-01:2012-05-01", 1],
  ["a number", "petition/decisions/search?q=decisionPetitionTypeCode:>600", 1],
  ["documents of a trial", "patent/trials/PGR2026-00039/documents", 99],
  ["decisions, which are documents", "patent/trials/decisions/search", 2],
  ["text read by a machine", 'patent/trials/decisions/search?q="Merck Sharp"', 1],
])("%s: %s finds %d", async (_, url, count) => {
  expect((await get(encodeURI(`/api/v1/${url}`))).count).toBe(count);
});

test("facets count what matches, of lists each value", async () => {
  const { facets } = await get(
    "/api/v1/petition/decisions/search?facets=decisionTypeCodeDescriptionText,inventorBag",
  );
  expect(facets).toEqual({
    decisionTypeCodeDescriptionText: [{ value: "DENIED", count: 2 }],
    inventorBag: [
      { value: "Alice Mary Kiely", count: 1 },
      { value: "Donato Motolese", count: 1 },
      { value: "Marco Villa", count: 1 },
    ],
  });
});

test("a download as CSV has a column for each field", async () => {
  const url =
    "/api/v1/petition/decisions/search/download?format=csv&fields=applicationNumberText,inventorBag";
  const { body, headers } = await server.app.inject(url);
  expect(headers["content-type"]).toContain("text/csv");
  expect(body).toBe(
    "applicationNumberText,inventorBag\r\n12383049,Marco Villa|Donato Motolese\r\n10347018,Alice Mary Kiely\r\n",
  );
});

test.each([
  ["q=noSuch:x", 404, "No such field, so nothing matches it: noSuch."],
  [
    "q=technologyCenter:TC17",
    404,
    '"technologyCenter" never holds "TC17" (character 17). Did you mean "1700"?',
  ],
  ["filters=technologyCenter TC17", 404, '"technologyCenter" never holds "TC17". Did you mean "1700"?'],
  // A word without a field is looked for everywhere, and never said to be no value of each field.
  ["q=seal", 404, undefined],
  ["sort=noSuch desc", 200, "No such field in sort: noSuch."],
  [
    "facets=inventionTitle,noSuch",
    200,
    '"inventionTitle" in facets is a text and was ignored. No such field in facets: noSuch.',
  ],
  ["fields=noSuch,decisionDate", 200, "No such field in fields: noSuch."],
  ["colour=red", 200, "Without meaning here: colour."],
])("%s is a %d and said in a header", async (query, status, warning) => {
  const { statusCode, headers } = await server.app.inject(
    encodeURI(`/api/v1/petition/decisions/search?${query}`),
  );
  expect([statusCode, headers["x-artunit-warning"]]).toEqual([status, warning]);
});

test.each([
  ["sort=inventionTitle desc", /cannot be sorted by "inventionTitle"/],
  ["sort=decisionDate", /asc or desc/],
  ["rangeFilters=decisionDate 2012-04-01:", /both ends/],
  ["limit=-1", /whole number/],
  ["q=(a", /is not closed/],
  ["q=decisionDate:yesterday", /decisionDate/],
])("%s is refused with a 400", async (query, says) => {
  const { statusCode, body } = await server.app.inject(
    encodeURI(`/api/v1/petition/decisions/search?${query}`),
  );
  expect([statusCode, Object.keys(JSON.parse(body) as Json)]).toEqual([
    400,
    ["code", "error", "errorDetails", "requestIdentifier"],
  ]);
  expect((JSON.parse(body) as { errorDetails: string }).errorDetails).toMatch(says);
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
