import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadedServer, RECORDED, RECORDED_DATASETS, recordedPages } from "../../server/loaded.js";
import { FORM, search } from "../../server/servers.js";

/**
 * What programs written for the USPTO's services send, and what they need to find in the answer: exchanges
 * written after reading each client (the table "What real clients require" of the API contract).
 */
const SAMPLE = join(RECORDED, "..", "..", "..", "sample");

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const pages = RECORDED_DATASETS.flatMap((folder) =>
    recordedPages(folder).map((name) => join(RECORDED, folder, name)),
  );
  server = await loadedServer([...pages, join(SAMPLE, "research-2017"), join(SAMPLE, "oa_rejections")]);
});
let strict: typeof server;
beforeAll(async () => {
  strict = await loadedServer([join(SAMPLE, "oa_rejections")], { unknownFields: "refuse" });
});
afterAll(async () => {
  await server.close();
  await strict.close();
});

type Values = Readonly<{ [name: string]: unknown }>;

interface Answer {
  readonly response: { readonly numFound: number; readonly start: number; readonly docs: readonly Values[] };
  readonly error?: unknown;
}

const DS = "/ds-api";
const ODP = "/api/v1/patent/oa";

async function post(
  path: string,
  parameters: { [name: string]: string },
  headers: { [name: string]: string } = {},
) {
  const wanted = search(path, parameters);
  const answer = await server.app.inject({ ...wanted, headers: { ...wanted.headers, ...headers } });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/json");
  return answer.json<Answer>();
}

function parseLikePython(date: unknown): Date {
  // datetime.fromisoformat before Python 3.11 takes no Z; year 0 is refused by all.
  expect(date).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$/);
  expect(date).not.toMatch(/^0000/);
  return new Date(`${String(date)}Z`);
}

test.each([
  ["oa_rejections", "v2", 31],
  ["oa_actions", "v1", 56],
  ["oa_citations", "v2", 16],
  ["enriched_cited_reference_metadata", "v3", 22],
])("pyUSPTO: %s/%s has the %i fields it asserts", async (key, version, count) => {
  const answer = await server.app.inject({
    url: `${ODP}/${key}/${version}/fields`,
    headers: { "X-API-KEY": "any", accept: "application/json" },
  });
  expect(answer.json()).toMatchObject({
    apiKey: key,
    apiVersionNumber: version,
    apiStatus: "PUBLISHED",
    fieldCount: count,
  });
});

test("pyUSPTO: a search sends its default of 25 rows, a sort and a one-sided date, and reads zone-less dates", async () => {
  const { response } = await post(
    `${ODP}/oa_rejections/v2/records`,
    { criteria: "submissionDate:>=2017-01-01", sort: "submissionDate desc", start: "0", rows: "25" },
    { "X-API-KEY": "any" },
  );
  expect(response.docs).toHaveLength(25);
  const dates = response.docs.map((each) => parseLikePython(each.submissionDate).getTime());
  expect(dates).toEqual([...dates].sort((a, b) => b - a));
  for (const each of response.docs) parseLikePython(each.createDateTime);
});

test("pyUSPTO: its pager stops only at an empty page or a total below start + rows", async () => {
  const url = `${ODP}/oa_citations/v2/records`;
  const { numFound } = (await post(url, { criteria: "*:*", rows: "1" })).response;
  const rows =
    [...Array(numFound).keys()]
      .map((each) => each + 1)
      .findLast((each) => numFound % each === 0 && each <= 25) ?? 1;
  let start = 0;
  let seen = 0;
  for (;;) {
    const { response } = await post(url, { criteria: "*:*", start: String(start), rows: String(rows) });
    seen += response.docs.length;
    if (response.docs.length === 0 || response.numFound < start + rows) break;
    start += rows;
  }
  expect([seen, start]).toEqual([numFound, numFound]);
});

test("pyUSPTO: without criteria it gets everything", async () => {
  const { response } = await post(`${ODP}/oa_rejections/v2/records`, { start: "0", rows: "25" });
  expect(response.numFound).toBeGreaterThan(100);
});

const ERROR_KEYS = ["code", "error", "errorDetails", "requestIdentifier"];

test("pyUSPTO: an error has the four names that its exceptions read, and a bad query is never a 5xx to retry", async () => {
  for (const criteria of [
    "hasRej103:maybe",
    "hasRej103:maybe",
    "(",
    "submissionDate:[2020-01-01 TO 2010-01-01]",
    "{!term}x",
  ]) {
    const answer = await server.app.inject(search(`${ODP}/oa_rejections/v2/records`, { criteria }));
    expect([criteria, answer.statusCode]).toEqual([criteria, 400]);
    expect(Object.keys(answer.json<Values>())).toEqual(ERROR_KEYS);
  }
});

test("patent-dev/uspto-odp: a strict decoder finds exactly the known keys in fields, and docs is a list", async () => {
  const answer = await server.app.inject(`${ODP}/oa_citations/v2/fields`);
  expect(Object.keys(answer.json<Values>()).sort()).toEqual([
    "apiDocumentationUrl",
    "apiKey",
    "apiStatus",
    "apiUrl",
    "apiVersionNumber",
    "fieldCount",
    "fields",
    "lastDataUpdatedDate",
  ]);
  const none = await post(`${ODP}/oa_citations/v2/records`, { criteria: "patentApplicationNumber:99999999" });
  expect(none).toEqual({ response: { numFound: 0, start: 0, docs: [] } });
});

const STRICT = {
  oa_rejections: { lists: ["claimNumberArrayDocument"] },
  oa_citations: { lists: [] },
  enriched_cited_reference_metadata: { lists: ["passageLocationText"] },
} as const;

test.each([
  ["oa_rejections", "v2"],
  ["oa_citations", "v2"],
  ["enriched_cited_reference_metadata", "v3"],
] as const)(
  "patent-client-agents: %s/%s has no null, and lists exactly where it wants them",
  async (key, version) => {
    const { response } = await post(`${ODP}/${key}/${version}/records`, { criteria: "*:*", rows: "1000" });
    expect(response.docs.length).toBeGreaterThan(3);
    for (const record of response.docs) {
      for (const [name, value] of Object.entries(record)) {
        expect([name, value]).not.toEqual([name, null]);
        const wantsList = (STRICT[key].lists as readonly string[]).includes(name);
        expect([name, Array.isArray(value)]).toEqual([name, wantsList]);
      }
    }
  },
);

test("patent-client-agents: a text's body and sections are lists of one string, its numbers numbers, and nothing is null", async () => {
  const { response } = await post(`${ODP}/oa_actions/v1/records`, {
    criteria: "bodyText:claim",
    rows: "100",
  });
  expect(response.docs.length).toBeGreaterThan(10);
  for (const record of response.docs) {
    expect(record.bodyText).toEqual([expect.any(String)]);
    expect(typeof record.groupArtUnitNumber).toBe("number");
    parseLikePython(record.submissionDate);
    for (const [name, value] of Object.entries(record)) {
      expect([name, value]).not.toEqual([name, null]);
      if (/^sections\..*Text$/.test(name))
        expect([name, typeof value === "string" || Array.isArray(value)]).toEqual([name, true]);
    }
  }
});

test("patent_client: the Developer Hub's dates are instants and its flags numbers", async () => {
  const { response } = await post(`${DS}/oa_rejections/v2/records`, {
    criteria: "patentApplicationNumber:(14574014)",
    start: "0",
    rows: "100",
  });
  const [first] = response.docs;
  expect(first).toMatchObject({ submissionDate: "2016-05-11T04:00:00Z", hasRej103: 1 });
  expect(first?.createDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

test("uspto_enriched_citation_mcp: a bearer token and a field list with names that do not exist", async () => {
  const answer = await post(
    `${DS}/enriched_cited_reference_metadata/v3/records`,
    {
      criteria: "techCenter:2800 AND examinerCitedReferenceIndicator:true",
      start: "0",
      rows: "50",
      fl: "patentApplicationNumber,citedDocumentIdentifier,decisionTypeCode,firstApplicantName",
    },
    { authorization: "Bearer secret" },
  );
  expect(answer.error).toBeUndefined();
  for (const each of answer.response.docs) {
    expect(["patentApplicationNumber", "citedDocumentIdentifier"]).toEqual(
      expect.arrayContaining(Object.keys(each)),
    );
  }
});

test("the R client: an un-encoded body, rows=0 first, then on from start 100, loses no record", async () => {
  const url = `${DS}/oa_rejections/v2/records`;
  const ask = async (body: string) => {
    const answer = await server.app.inject({
      method: "POST",
      url,
      headers: { "content-type": FORM },
      payload: body,
    });
    expect(answer.statusCode).toBe(200);
    return answer.json<Answer>().response;
  };
  const criteria = "submissionDate:[2016-01-01T00:00:00Z TO 2017-12-31T23:59:59Z]";
  const first = await ask(`criteria=${criteria}&start=0&rows=0`);
  const rest = await ask(`criteria=${criteria}&start=100&rows=1000`);
  expect(first.docs.length + rest.docs.length).toBe(first.numFound);
  expect(new Set([...first.docs, ...rest.docs].map((each) => each.id)).size).toBe(first.numFound);
});

test("uspto_rejections_kayal_pillay: 100,001 rows in one call, with the columns it reads", async () => {
  const { response } = await post(`${DS}/oa_rejections/v2/records`, {
    criteria: "hasRej103:1",
    start: "0",
    rows: "100001",
  });
  expect(response.docs).toHaveLength(response.numFound);
  for (const each of response.docs) {
    if (each.submissionDate !== undefined)
      expect(String(each.submissionDate).slice(0, 10)).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  const withColumns = response.docs.filter((each) => "hasObjection" in each && "cite102GT1" in each);
  expect(withColumns.length).toBeGreaterThan(50);
});

test("the 2017 script: parameters in the query string, an empty body, every v1 value a list of one string", async () => {
  const query = "criteria=applicationId:14509643&start=0&rows=100&wt=json&indent=on";
  const answer = await server.app.inject({ method: "POST", url: `${DS}/oa_rejections/v1/records?${query}` });
  const { docs } = answer.json<Answer>().response;
  expect(docs).toHaveLength(1);
  expect(docs[0]).toMatchObject({
    rejection103: ["1"],
    mailDate: ["2016-04-14T00:00:00"],
    claimNumbers: ["7,14,19"],
  });
  for (const value of Object.values(docs[0] ?? {})) expect(value).toEqual([expect.any(String)]);
});

test("the 2017 script's reads of v1 citations work", async () => {
  const { response } = await post(`${DS}/oa_citations/v1/records`, {
    criteria: "citationInOA:1 AND Patent_PGPub:6992580",
  });
  expect(response.numFound).toBe(2);
  for (const doc of response.docs as { [name: string]: string[] }[]) {
    expect(doc.Patent_PGPub?.[0]).toBe("6992580");
    expect(doc.citationInOA).toEqual(["1"]);
  }
});

/** Queries seen in the wild, by dataset; the count is what the loaded records hold. */
test.each([
  ["oa_rejections/v2", "*:*"],
  ["oa_rejections/v2", "*"],
  ["oa_rejections/v2", "patentApplicationNumber:12190351"],
  ["oa_rejections/v2", "id:14642e2cc522ac577468fb6fc026d135"],
  ["oa_rejections/v2", "submissionDate:[2011-10-01 TO 2011-10-31]"],
  ["oa_rejections/v2", "hasRej103:1 AND groupArtUnitNumber:1713"],
  ["oa_rejections/v2", "hasRej101:1 OR aliceIndicator:true"],
  ["oa_rejections/v2", "legalSectionCode:*103*"],
  ["oa_rejections/v2", "submissionDate:>=2010-01-01"],
  ["oa_rejections/v2", "submissionDate:<=2019-12-31"],
  ["oa_rejections/v2", "submissionDate:[20100101 TO 20191231]"],
  ["oa_rejections/v2", "actionTypeCategory:(rejected OR objected)"],
  ["oa_citations/v2", 'patentApplicationNumber:"16123456"'],
  ["oa_citations/v2", "techCenter:2800 AND legalSectionCode:103"],
  ["oa_citations/v2", "actionTypeCategory:rejected"],
  ["oa_citations/v2", "createDateTime:[2025-07-01 TO 2025-07-31]"],
  ["oa_citations/v2", "examinerCitedReferenceIndicator:true"],
  ["oa_citations/v2", "patentApplicationNumber:16*"],
  ["oa_citations/v2", "parsedReferenceIdentifier:20150044531"],
  ["enriched_cited_reference_metadata/v3", "officeActionDate:[2019-01-01 TO 2019-12-31]"],
  ["enriched_cited_reference_metadata/v3", "citationCategoryCode:(X OR Y)"],
  ["enriched_cited_reference_metadata/v3", "officeActionCategory:CTNF"],
  ["enriched_cited_reference_metadata/v3", 'citedDocumentIdentifier:"US 20190165601 A1"'],
  ["enriched_cited_reference_metadata/v3", "citedDocumentIdentifier:(*0165601*)"],
  ["enriched_cited_reference_metadata/v3", "countryCode:US AND kindCode:A1"],
  ["enriched_cited_reference_metadata/v2", "citedDocumentIdentifier:*0165601*"],
  ["oa_actions/v1", "patentApplicationNumber:(14574014)"],
  ["oa_actions/v1", "techCenter:2800 AND legacyDocumentCodeIdentifier:CTNF"],
  ["oa_actions/v1", "submissionDate:[2010-01-01 TO 2012-12-31]"],
  ["oa_actions/v1", "inventionTitle:method"],
  ["oa_actions/v1", "patentNumber:9849038"],
  ["oa_rejections/v1", "applicationId:14509643"],
  ["oa_citations/v1", "Patent_PGPub:6992580"],
])("seen in the wild: %s %s finds something in both generations", async (dataset, criteria) => {
  const found = await Promise.all(
    [DS, ODP].map(
      async (prefix) => (await post(`${prefix}/${dataset}/records`, { criteria })).response.numFound,
    ),
  );
  expect(found[0]).toBeGreaterThan(0);
  expect(found[1]).toBe(found[0]);
});

test.each([
  ["oa_rejections/v2", "hasRej013:1", /"hasRej013".*"hasRej103"/],
  ["oa_rejections/v2", "rejection103:1", /"rejection103".*"hasRej103"/],
  ["oa_rejections/v1", "hasRej103:1", /"hasRej103".*"rejection103"/],
  [
    "oa_citations/v2",
    "legalSectionCode:103 AND form892:1",
    /"form892" \(character 25\).*"examinerCitedReferenceIndicator"/,
  ],
  ["oa_rejections/v2", '_query_:"id:1"', /_query_/],
])("an operator can have unknown fields refused: %s %s", async (dataset, criteria, details) => {
  for (const prefix of [DS, ODP]) {
    const answer = await strict.app.inject(search(`${prefix}/${dataset}/records`, { criteria }));
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(details);
  }
});

test.each([
  ["oa_rejections/v2", "hasRej103:maybe", /maybe/],
  ["oa_rejections/v2", "submissionDate:2019-02-30", /2019-02-30/],
  ["oa_rejections/v2", "{!lucene}id:1", /./],
])("%s %s is refused, saying what was meant", async (dataset, criteria, details) => {
  for (const prefix of [DS, ODP]) {
    const answer = await server.app.inject(search(`${prefix}/${dataset}/records`, { criteria }));
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(details);
  }
});

test("a list of a thousand application numbers in one group is normal use", async () => {
  const numbers = Array.from({ length: 1000 }, (_, at) => String(14_573_500 + at));
  const { response } = await post(`${ODP}/oa_rejections/v2/records`, {
    criteria: `patentApplicationNumber:(${numbers.join(" OR ")})`,
  });
  expect(response.numFound).toBe(10);
});

test.each([
  ["a megabyte of criteria", `patentApplicationNumber:(${"14574014 ".repeat(110_000)})`],
  ["ten thousand clauses", `id:(${"a ".repeat(10_000)})`],
  ["two thousand nested groups", `${"(".repeat(2000)}id:1${")".repeat(2000)}`],
])("%s is refused by a stated limit, quickly, and the server goes on", async (_title, criteria) => {
  const began = performance.now();
  const answer = await server.app.inject(search(`${ODP}/oa_rejections/v2/records`, { criteria }));
  expect([400, 413]).toContain(answer.statusCode);
  expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(/limit|larger than|more than/);
  expect(performance.now() - began).toBeLessThan(500);
  expect((await post(`${ODP}/oa_rejections/v2/records`, { rows: "1" })).response.docs).toHaveLength(1);
});

test("an unknown field matches nothing, says so in a header, and is counted", async () => {
  const url = `${ODP}/oa_rejections/v2/records`;
  const answer = await server.app.inject(search(url, { criteria: "hasRej013:1" }));
  expect(answer.json()).toEqual({ response: { numFound: 0, start: 0, docs: [] } });
  expect(answer.headers["x-artunit-warning"]).toBe("No such field, so nothing matches it: hasRej013.");
  const counted = async () =>
    Number(/unknown_field_queries_total (\d+)/.exec((await server.app.inject("/metrics")).body)?.[1]);
  const before = await counted();
  const either = await server.app.inject(search(url, { criteria: "hasRej013:1 OR hasRej103:1" }));
  expect(either.json<Answer>().response.numFound).toBeGreaterThan(0);
  expect(await counted()).toBe(before + 1);
});

test("a value that a field never holds is answered as the original did, and told", async () => {
  for (const prefix of [DS, ODP]) {
    const url = `${prefix}/oa_rejections/v2/records`;
    const answer = await server.app.inject(search(url, { criteria: "legalSectionCode:DP" }));
    expect(answer.json<Answer>().response.numFound).toBe(0);
    expect(answer.headers["x-artunit-warning"]).toBe(
      '"legalSectionCode" never holds "DP" (character 17). Did you mean "nonstatutory double patenting"?',
    );
  }
});

test("a sort that cannot be honoured is left out and told", async () => {
  const url = `${ODP}/oa_rejections/v2/records`;
  const sorted = (sort: string) => server.app.inject(search(url, { sort }));
  const answer = await sorted("nope desc, submissionDate desc, id up");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["x-artunit-warning"]).toBe("Not sorted by: nope desc, id up.");
  expect(answer.json()).toEqual((await sorted("submissionDate desc")).json());
  const refused = await strict.app.inject(search(url, { sort: "nope desc" }));
  expect(refused.statusCode).toBe(400);
});

test("records say where they come from", async () => {
  const answer = await server.app.inject(search(`${DS}/oa_rejections/v2/records`, {}));
  const told = String(answer.headers["x-artunit-sources"]).split(", ");
  expect(told.every((each) => /^(api|release-2017|extraction)=\d+$/.test(each))).toBe(true);
  const total = told.reduce((sum, each) => sum + Number(each.split("=")[1]), 0);
  expect(total).toBe(answer.json<Answer>().response.numFound);
  const native = await server.app.inject("/v1/datasets/oa_rejections/v2/records?source=api");
  expect(native.headers["x-artunit-sources"]).toBe(`api=${native.json<{ total: number }>().total}`);
  const none = await server.app.inject(search(`${DS}/oa_rejections/v2/records`, { criteria: "id:nothing" }));
  expect(none.headers["x-artunit-sources"]).toBe("none");
  for (const format of ["csv", "ndjson"]) {
    const exported = await server.app.inject(`/v1/datasets/oa_rejections/v2/records.${format}?limit=1`);
    expect(exported.headers["x-artunit-sources"]).toMatch(/^(?:\w[\w-]*=\d+(?:, )?)+$/);
  }
});

test("nothing a client sent was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});

test("the fields of each recorded answer are ours", async () => {
  for (const [folder, name, prefix] of [
    ["oa_rejections-v2", "dh-2023-fields.json", DS],
    ["oa_citations-v2", "dh-2023-fields.json", DS],
    ["oa_actions-v1", "dh-2023-fields.json", DS],
    ["oa_rejections-v2", "odp-2026-fields-raw.json", ODP],
    ["oa_actions-v1", "odp-2026-fields-raw.json", ODP],
    ["oa_citations-v2", "odp-2026-fields-raw.json", ODP],
    ["enriched_cited_reference_metadata-v3", "odp-2026-fields-raw.json", ODP],
  ] as const) {
    const recorded = JSON.parse(readFileSync(join(RECORDED, folder, name), "utf8")) as Values & {
      fields: string[];
    };
    const answer = (await server.app.inject(`${prefix}/${folder.replace("-", "/")}/fields`)).json<
      Values & { fields: string[] }
    >();
    const { apiUrl: _url, apiDocumentationUrl: _documentation, fields, ...rest } = recorded;
    expect(answer).toMatchObject(rest);
    expect(prefix === DS ? answer.fields : [...answer.fields].sort()).toEqual(
      prefix === DS ? fields : [...fields].sort(),
    );
  }
});
