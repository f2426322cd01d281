import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipOf } from "../../ingest/zips.js";
import { loadedServer } from "../../server/loaded.js";
import { type Json, RECORDED, recordedJson } from "../odp/nestedRows.js";
import { DIFFERENCES } from "./differences.js";

interface Exchange {
  readonly request: { readonly url: string };
  readonly response: { readonly body: Json & { readonly results: readonly Json[] } };
}

const NAMES = readdirSync(new URL("ptab_v2/", RECORDED)).filter((name) => name.endsWith(".json"));
const exchangeOf = (name: string) => recordedJson(`ptab_v2/${name}`) as unknown as Exchange;

/** A metadata file of the weekly archives, of the elements that a program read; no real one is known. */
const WEEK = `<?xml version="1.0"?><main>
<DATA_RECORD><DOCUMENT_IMAGE_ID>fd2014001234-05-29-2015-1</DOCUMENT_IMAGE_ID><BD_PATENT_APPLICATION_NO>12721698</BD_PATENT_APPLICATION_NO>
<APPEAL_NO>2014001234</APPEAL_NO><INVENTOR_STRING_TX>Ex parte Thind</INVENTOR_STRING_TX><DECISION_MAILED_DT>2015-05-29</DECISION_MAILED_DT>
<FK_DT_DOCUMENT_TYPE_NM>Decision on Appeal</FK_DT_DOCUMENT_TYPE_NM><LAST_MODIFIED_TS>2015-06-05</LAST_MODIFIED_TS></DATA_RECORD>
<DATA_RECORD><DOCUMENT_IMAGE_ID>fd106001-05-29-2015-1</DOCUMENT_IMAGE_ID><INTERFERENCE_NO>106001</INTERFERENCE_NO>
<INVENTOR_STRING_TX>A v. B</INVENTOR_STRING_TX><DECISION_MAILED_DT>05-28-2015</DECISION_MAILED_DT></DATA_RECORD>
</main>`;

let decisions: Awaited<ReturnType<typeof loadedServer>>;
const folder = mkdtempSync(join(tmpdir(), "artunit-ptab-"));
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  // The decision is one of the documents, too: of the same paper, what was loaded last is kept.
  const paths = NAMES.filter((name) => !/decisions/.test(name)).map((name) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(exchangeOf(name).response.body));
    return path;
  });
  const week = join(folder, "PTAB_20150605_WK22.zip");
  writeFileSync(
    week,
    zipOf([
      { name: "PTAB_20150605_WK22/PDF_image/fd2014001234-05-29-2015-1.pdf", content: "%PDF-1.4 a page" },
      { name: "PTAB_20150605_WK22/PTAB_20150605_WK22.xml", content: WEEK },
    ]),
  );
  const portal = [
    "search_trial_decisions.json",
    "raw_search_trial_proceedings.json",
    "raw_get_appeal_decisions.json",
  ];
  server = await loadedServer([
    ...paths,
    week,
    ...portal.map((name) => new URL(`odp_ptab/${name}`, RECORDED).pathname),
  ]);
  const decided = join(folder, "decisions.json");
  writeFileSync(decided, JSON.stringify(exchangeOf("decisions_by_proceeding.json").response.body));
  decisions = await loadedServer([decided]);
});
afterAll(async () => {
  await server.close();
  await decisions.close();
  rmSync(folder, { recursive: true });
});

async function ask(
  url: string,
  { app } = server,
): Promise<{ results: readonly Json[]; recordTotalQuantity: number }> {
  const { statusCode, body } = await app.inject(url);
  expect([url, statusCode, statusCode === 200 ? "" : body]).toEqual([url, 200, ""]);
  return JSON.parse(body) as never;
}

test.each(NAMES)("%s is answered as recorded", async (name) => {
  const { request, response } = exchangeOf(name);
  const { pathname, search } = new URL(request.url);
  const ours = await ask(pathname + search, /decisions/.test(name) ? decisions : server);
  const known = DIFFERENCES.get(name);
  expect(Object.keys(ours).sort()).toEqual(Object.keys(response.body).sort());
  expect(ours.recordTotalQuantity).toBe(known?.total ?? response.body.recordTotalQuantity);
  const { results } = response.body;
  if (known?.unordered) {
    const days = (records: readonly Json[]) => records.map(({ documentFilingDate }) => documentFilingDate);
    expect(days(ours.results)).toEqual(days(results));
    const text = (records: readonly Json[]) =>
      records.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
    expect(text(ours.results)).toEqual(text(results));
  } else expect(ours.results).toEqual(results);
});

test.each([
  ["/ptab-api/proceedings?proceedingNumber=IPR2022-00037&proceedingTypeCategory=AIA Trial", 1],
  ["/ptab-api/proceedings?proceedingNumber=IPR2022-00037&proceedingTypeCategory=Appeal", 0],
  ["/ptab-api/proceedings?appellantPatentNumber=6448328", 1],
  ["/ptab-api/proceedings?patentNumber=6448328", 1],
  ["/ptab-api/proceedings?respondentPatentNumber=6059576", 1],
  ["/ptab-api/proceedings?proceedingStatusCategory=Terminated-Settled&subproceedingTypeCategory=IPR", 1],
  ["/ptab-api/proceedings?institutionFromDate=2022-09-01&institutionToDate=2022-09-01", 1],
  ["/ptab-api/proceedings?institutionFromDate=2023-09-01", 0],
  ["/ptab-api/proceedings?accordedFilingDate=2021-10-15", 1],
  [
    "/ptab-api/documents?documentTypeName=EXHIBIT&filingPartyCategory=PETITIONER&proceedingNumber=IPR2022-00037",
    14,
  ],
  ["/ptab-api/documents?documentTitleText=bravman", 2],
  ["/ptab-api/decisions?searchText=Regeneron", 0],
  [
    "/ptab-api/decisions?proceedingTypeCategory=Appeal&decisionFromDate=2015-01-01&decisionToDate=2015-12-31",
    1,
  ],
  ["/ptab-api/decisions?styleNameText=B", 1],
  ["/ptab-api/decisions?noSuchField=1", 0],
])("%s finds %d", async (url, found) => {
  expect((await ask(encodeURI(url))).recordTotalQuantity).toBe(found);
});

test("what was loaded from the portal is answered as version 2 did", async () => {
  const [proceeding] = (await ask("/ptab-api/proceedings?proceedingNumber=PGR2026-00055")).results;
  expect(proceeding).toEqual({
    proceedingNumber: "PGR2026-00055",
    proceedingTypeCategory: "AIA Trial",
    subproceedingTypeCategory: "PGR",
    proceedingStatusCategory: "Pending",
    proceedingFilingDate: "06-05-2026",
    proceedingLastModifiedDate: "06-05-2026",
    petitionerCounselName: "Lee, Rogeret al",
    petitionerPartyName: "ZYDUS LIFESCIENCES LIMITED et al.",
    respondentApplicationNumberText: "17811748",
    respondentGrantDate: "02-25-2025",
    respondentGroupArtUnitNumber: "1654",
    respondentInventorName: "Jonathan Day et al",
    respondentPatentNumber: "12233106",
    respondentTechnologyCenterNumber: "1600",
  });
  const [decision] = (await ask("/ptab-api/decisions?proceedingNumber=2026001845")).results;
  expect(decision).toMatchObject({
    proceedingTypeCategory: "Appeal",
    subdecisionTypeCategory: "Affirmed",
    boardRulings: ["35 USC 251", "35 USC 134"],
    issueType: ["112"],
    decisionDate: "05-22-2026",
  });
});

test("what version 2 answered is answered as the portal does", async () => {
  const { body } = await server.app.inject("/api/v1/patent/trials/proceedings/IPR2022-00037");
  const { patentTrialProceedingDataBag: bag } = JSON.parse(body) as Json;
  expect(bag).toMatchObject([
    {
      trialNumber: "IPR2022-00037",
      trialMetaData: {
        trialTypeCode: "IPR",
        institutionDecisionDate: "2022-09-01",
        accordedFilingDate: "2021-10-15",
      },
      patentOwnerData: { patentNumber: "6059576", grantDate: "2000-05-09" },
      regularPetitionerData: { realPartyInInterestName: "Apple Inc." },
    },
  ]);
  expect((bag as readonly Json[])[0]).not.toHaveProperty("v2");
});

test("the weekly archives' records are decisions on appeal and in interferences", async () => {
  const { body } = await server.app.inject("/api/v1/patent/appeals/2014001234/decisions");
  expect((JSON.parse(body) as Json).patentAppealDataBag).toMatchObject([
    {
      appealNumber: "2014001234",
      appellantData: { applicationNumberText: "12721698", inventorName: "Ex parte Thind" },
      documentData: { documentIdentifier: "fd2014001234-05-29-2015-1" },
      decisionData: { decisionIssueDate: "2015-05-29" },
    },
  ]);
  const interference = await server.app.inject("/api/v1/patent/interferences/106001/decisions");
  expect((JSON.parse(interference.body) as Json).patentInterferenceDataBag).toMatchObject([
    { interferenceNumber: "106001", documentData: { decisionIssueDate: "2015-05-28" } },
  ]);
});

test("pages over several kinds fit together", async () => {
  const all = (await ask("/ptab-api/decisions?recordTotalQuantity=100")).results;
  const total = (await ask("/ptab-api/decisions")).recordTotalQuantity;
  const parts: Json[] = [];
  for (let start = 0; start < total; start += 2)
    parts.push(
      ...(await ask(`/ptab-api/decisions?recordStartNumber=${start}&recordTotalQuantity=2`)).results,
    );
  expect(parts).toEqual(all);
  expect(all).toHaveLength(total);
});

test("the POST of decisions takes filters in a map", async () => {
  const payload = {
    facetMap: { decisionTypeCategory: ["Decision"] },
    recordTotalQuantity: 3,
    recordStartNumber: 0,
  };
  const answer = await server.app.inject({ method: "POST", url: "/ptab-api/decisions/json", payload });
  expect([answer.statusCode, (answer.json() as { results: unknown[] }).results.length]).toEqual([200, 3]);
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
