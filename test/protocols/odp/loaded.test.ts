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

let server: Awaited<ReturnType<typeof loadedServer>>;
const folder = mkdtempSync(join(tmpdir(), "artunit-odp-"));
beforeAll(async () => {
  // As the bulk zips PTFWPRD: a member for each year of filing.
  const whole = recordedJson("odp_pfw/raw_get_patent.json");
  const bulk = { patentFileWrapperDataBag: whole.patentFileWrapperDataBag };
  const zip = join(folder, "patent-filewrapper-delta-json-20260502.zip");
  writeFileSync(zip, zipOf([{ name: "2021.json", content: JSON.stringify(bulk) }]));
  server = await loadedServer([...FILES.map((file) => fileURLToPath(new URL(file, RECORDED))), zip]);
}, 120_000);
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
