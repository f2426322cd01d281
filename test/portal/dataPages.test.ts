import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { datasetName, isDay } from "../../src/catalog/index.js";
import { DATASETS } from "../../src/installation.js";
import { ENTRIES } from "../../src/portal/catalogue/entries.js";
import { rejection, serverOf, storeOf } from "../server/servers.js";

const HOSTILE = `<script>alert(1)</script><svg onload=alert(2)>javascript:alert(3)\u202etxt.exe"'`;
const rejections = [
  rejection(1, { document_id: "DOC000000000001", record_id: "one", claims: [2, 3] }),
  rejection(2, { record_id: "two", uspc_subclass: HOSTILE, art_unit: HOSTILE }),
];
const texts = [
  {
    record_id: "text-1",
    application_number: "12000001",
    document_id: "DOC000000000001",
    document_code: "CTNF",
    mail_date: "2015-05-05",
    title: HOSTILE,
    body: `DETAILED ACTION\n\nClaims 1-2 are rejected under 35 U.S.C. 103 over Smith (US 6,254,567). ${HOSTILE}`,
    source: "api",
  },
];
const server = serverOf(storeOf({ rejections, texts }), { publicUrl: "http://localhost:8892" });
const page = async (url: string) => server.app.inject({ url, headers: { accept: "text/html" } });
const shown = (body: string) => body.replaceAll("<wbr>", "");

test.each(DATASETS.map((each) => [datasetName(each), each] as const))(
  "%s has a table page with its dictionary, made from its declaration",
  async (name, dataset) => {
    const { statusCode, body } = await page(`/datasets/${name}`);
    expect(statusCode).toBe(200);
    for (const each of dataset.fields) expect(shown(body)).toContain(`<code>${each.name}</code>`);
    expect(body).toContain("as_of=20260101T000000-memory");
  },
);

test("a row of a table leads to its record, which has every field with its meaning", async () => {
  const { body } = await page("/datasets/oa_rejections/v2?criteria=id:one");
  expect(body).toContain('href="http://localhost:8892/datasets/oa_rejections/v2/records/one"');
  expect(body).toContain("<dd>1</dd>");
  const record = await page("/datasets/oa_rejections/v2/records/one");
  expect([record.statusCode, shown(record.body)]).toEqual([
    200,
    expect.stringContaining("<code>legalSectionCode</code></th><td>103</td>"),
  ]);
  expect((await page("/datasets/oa_rejections/v2/records/none")).statusCode).toBe(404);
});

test("a table shows the total of its JSON twin, and a wrong field gets a page that helps", async () => {
  const { body } = await page("/datasets/oa_rejections/v2");
  const twin = /<link rel="alternate" type="application\/json" href="http:\/\/localhost:8892([^"]*)"/.exec(
    body,
  )![1]!;
  expect((await server.app.inject(twin.replaceAll("&amp;", "&"))).json().total).toBe(2);
  expect(body).toContain("<dt>Records that match, exactly</dt><dd>2</dd>");
  const wrong = await page("/datasets/oa_rejections/v2?criteria=hasRej013:1");
  expect([wrong.statusCode, wrong.headers["content-type"]]).toEqual([400, "text/html; charset=utf-8"]);
  expect(wrong.body).toContain("hasRej103");
});

test.each([
  ["12/000,001", "/applications/12000001"],
  ["12000001", "/applications/12000001"],
  ["DOC000000000001", "/office-actions/DOC000000000001"],
  ["hasRej103:1 AND legalSectionCode:103", "/datasets/oa_rejections/v2"],
])("%s pasted into the box leads to %s, which says what it was taken for", async (written, path) => {
  const found = await page(`/find?q=${encodeURIComponent(written)}`);
  expect(found.statusCode).toBe(302);
  expect(new URL(String(found.headers.location)).pathname).toBe(path);
  const there = await page(String(found.headers.location).replace("http://localhost:8892", ""));
  expect(there.statusCode).toBe(200);
  expect(there.body).toContain('role="note"');
});

test("what is known by no name is said to be so, and the other ways to take a number are offered", async () => {
  expect((await page("/find?q=US+7,777,777")).body).toContain("nothing is loaded about it");
  expect((await page("/find?q=12000001&all=true")).body).toContain("cited document US12000001");
});

test("claims that only the USPTO's rows or only the text have are marked", async () => {
  const { body } = await page("/office-actions/DOC000000000001");
  expect(body).toMatch(
    /<th scope="row">103 rejected<\/th><td>2, <mark>3<\/mark><\/td><td>2, <mark>1<\/mark><\/td><td>no<\/td>/,
  );
});

test("a document leads to public sources by plain links", async () => {
  const { body } = await page("/office-actions/DOC000000000001");
  expect(body).toContain('href="https://patents.google.com/patent/US6254567" rel="noreferrer"');
  expect(body).toContain(
    'href="https://ppubs.uspto.gov/pubwebapp/external.html?q=(6254567).pn." rel="noreferrer"',
  );
});

test.each([
  "/datasets/oa_rejections/v2",
  "/datasets/oa_rejections/v2/records/two",
  "/applications/12000001",
  "/applications/12000002",
  "/office-actions/DOC000000000001",
  "/search?text=rejected",
  `/find?q=${encodeURIComponent(HOSTILE)}&all=true`,
  `/datasets/oa_rejections/v2?criteria=${encodeURIComponent(`"${HOSTILE}`)}`,
])("script, markup, addresses and turned text in %s stay inert", async (url) => {
  const { body: whole, headers } = await page(url);
  // The one module of ours that proposes what is loaded.
  const body = whole.replace(/<script type="module" src="http:\/\/localhost:8892\/[\w.-]+"><\/script>/, "");
  expect(body).not.toMatch(/<script|<svg onload/i);
  for (const [tag] of body.matchAll(/<[a-z][^>]*>/g))
    expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/\son\w+=/i);
  expect(body).not.toMatch(
    /(?:href|src|action)="(?!http:\/\/localhost:8892|https:\/\/patents\.google\.com|https:\/\/ppubs\.uspto\.gov|#)/,
  );
  expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a browser is told what is wrong as a page, a program as JSON", async () => {
  const wrong = await page("/no-such-page");
  expect([wrong.statusCode, wrong.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
  expect(wrong.body).toContain('action="http://localhost:8892/find"');
  expect((await server.app.inject("/no-such-page")).json()).toMatchObject({ code: 404 });
  expect((await page("/v1/no-such-route")).headers["content-type"]).toContain("json");
});

test("the catalogue has the 22 entries, in the order of the listing, by category and by date", async () => {
  expect(ENTRIES).toHaveLength(22);
  expect(new Set(ENTRIES.map(({ slug }) => slug)).size).toBe(22);
  const rows = async (query: string) =>
    [...(await page(`/apis${query}`)).body.matchAll(/<th scope="row"><a href="[^"]*\/apis\/([^"]*)"/g)].map(
      ([, slug]) => slug,
    );
  expect(await rows("")).toEqual(ENTRIES.map(({ slug }) => slug));
  expect(await rows("?category=Trademarks")).toEqual([
    "trademark-assignment-search-data",
    "tsdr-data-api",
    "bdss",
  ]);
  expect((await rows("?sort=oldest"))[0]).toBe("patent-examination-data-system");
  for (const { slug } of ENTRIES) expect((await page(`/apis/${slug}`)).statusCode).toBe(200);
  expect((await page("/apis/uspto-office-action-rejection-api")).body).toContain(
    "/ds-api/oa_rejections/v2/records",
  );
});

test("the catalogue is narrowed by year and by lifecycle, and its twin says the same", async () => {
  const slugs = async (query: string) =>
    (await server.app.inject(`/apis.json?${query}`))
      .json<{ systems: { slug: string }[] }>()
      .systems.map(({ slug }) => slug);
  expect(await slugs("year=2025")).toEqual(["patent-examination-data-system"]);
  expect(await slugs("lifecycle=elsewhere")).toEqual(["tsdr-data-api"]);
  expect(await slugs("lifecycle=retired")).not.toContain("ptab-api-v2");
  expect(await slugs("lifecycle=served%20here&year=2026&sort=oldest")).toContain("ptab-api-v2");
  const shownRows = (await page("/apis?lifecycle=elsewhere")).body;
  expect(shownRows).toContain("1 system<");
  expect(shownRows).toContain("/apis.json?lifecycle=elsewhere");
  const [beta] = (await server.app.inject("/apis.json?year=2026&category=Patents&sort=listing"))
    .json<{ systems: { slug: string }[] }>()
    .systems.filter(({ slug }) => slug.endsWith("rejection-api-beta"));
  expect(beta).toMatchObject({
    lifecycle: "served here",
    known: "inferred",
    since: "2026-01-30",
    replacedBy: "uspto-office-action-rejection-api",
  });
});

test.each([
  ["/api-catalog", "/apis"],
  ["/api-catalog/bdss", "/apis/bdss"],
  [
    "/apis/uspto-enriched-citation-api-v2-will-be-decommissioned-january-30-2026",
    "/apis/uspto-enriched-citation-api-v2",
  ],
  ["/api-catalog/uspto-office-action-rejection-api-0", "/apis/uspto-office-action-rejection-api"],
  [
    "/api-catalog/uspto-office-action-rejection-api-beta-decommissioned",
    "/apis/uspto-office-action-rejection-api-beta",
  ],
  ["/apis/BDSS", "/apis/bdss"],
])("the old address %s leads to %s", async (old, present) => {
  const { statusCode, headers } = await page(old);
  expect([statusCode, headers.location]).toEqual([302, `http://localhost:8892${present}`]);
});

test("the page of a system has its coverage, examples that answer here, and its dictionary", async () => {
  const { body } = await page("/apis/uspto-office-action-rejection-api");
  const text = body.replaceAll("<wbr>", "");
  expect(text).toContain("What is loaded here");
  expect(text).toContain("<code>hasRej103</code>");
  const links = [...text.matchAll(/<a href="http:\/\/localhost:8892(\/console[^"]*)"/g)]
    .map(([, link = ""]) => link.replaceAll("&amp;", "&"))
    .filter((link) => link.includes("operation="));
  expect(links.length).toBeGreaterThan(5);
  const answered: number[] = [];
  for (const link of links) {
    const call = (await server.app.inject({ url: link, headers: { host: "localhost:8892" } })).body;
    const [, method = "", url = ""] =
      /data-method="(\w+)" data-url="http:\/\/localhost:8892([^"]*)"/.exec(call) ?? [];
    if (method !== "GET" || !link.includes("p.criteria")) continue;
    const answer = await server.app.inject(url.replaceAll("&amp;", "&"));
    expect([link, answer.statusCode]).toEqual([link, 200]);
    // What explains a question finds nothing; what answers with rows says how many there are.
    if (/p\.(?:rows|limit)=/.test(link))
      answered.push(Number(/"(?:numFound|total)":(\d+)/.exec(answer.body)?.[1]));
  }
  expect(answered.length).toBeGreaterThan(2);
  for (const found of answered) expect(found).toBeGreaterThan(0);
});

test.each(["patent-examination-data-system", "ptab-api-v2"])(
  "the page of %s tells the datasets behind it, and its calls",
  async (slug) => {
    const text = (await page(`/apis/${slug}`)).body.replaceAll("<wbr>", "");
    expect(text).toContain("What is loaded here");
    expect(text).toMatch(/\(\d+ fields\)<\/summary>/);
    expect(text).toMatch(/<code>(?:GET|POST) \/(?:peds|ptab-api)\//);
  },
);

test.each(["/apis/uspto-office-action-rejection-api-x", "/api-catalog/x", "/apis/bdss-beta"])(
  "%s, which no system has had, is not found",
  async (url) => {
    expect((await page(url)).statusCode).toBe(404);
  },
);

test("an entry leads to what replaces it, and the rest of the menu to what does it here", async () => {
  expect((await page("/apis/uspto-enriched-citation-api-v2")).body).toContain(
    'href="http://localhost:8892/apis/uspto-enriched-citation-api-v3"',
  );
  const menu = (await page("/apis")).body.split('id="menu"')[1] ?? "";
  const links = [...menu.matchAll(/<td><a href="http:\/\/localhost:8892([^"]*)"/g)].map(([, to]) => to!);
  expect(links.length).toBeGreaterThan(8);
  for (const to of links) expect([to, (await page(to)).statusCode]).toEqual([to, 200]);
});

test("data.json satisfies the schema of DCAT-US 1.1", async () => {
  const schema = (name: string) =>
    JSON.parse(readFileSync(new URL(`../data/dcat_us/${name}.json`, import.meta.url), "utf8")) as object;
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, validateFormats: false });
  const catalog = (await server.app.inject("/data.json")).json<{ dataset: { title?: string }[] }>();
  const ofDataset = ajv.compile(schema("non-federal_dataset"));
  for (const each of catalog.dataset)
    expect([each.title, ofDataset(each), ofDataset.errors]).toEqual([each.title, true, null]);
  expect(catalog.dataset).toHaveLength(DATASETS.length);
  expect(ofDataset({ ...catalog.dataset[0], title: undefined })).toBe(false);
});

// Copied from the office's entries ODP-OAC-REJ-API-V2 and ODP-OA-API, as SOURCES.md says.
test.each([
  [
    "oa_rejections/v2",
    ["uspto", "patent", "patent application", "office actions", "rejections", "claims", "api"],
  ],
  [
    "oa_zip_data/v1",
    [
      "uspto",
      "office action",
      "patentability",
      "rejections",
      "objections",
      "references",
      "full-text",
      "json",
      "api",
    ],
  ],
])("%s is found by the words of the office's own entry", async (name, words) => {
  const catalog = (await server.app.inject("/data.json")).json<{ dataset: Record<string, unknown>[] }>();
  const entry = catalog.dataset.find(({ identifier }) => identifier === `artunit:${name}`);
  expect(entry?.["keyword"]).toEqual(expect.arrayContaining(words));
  expect(entry?.["theme"]).toEqual(entry?.["keyword"]);
});

describe("DCAT-US 3.0", () => {
  const folder = new URL("../data/dcat_us/schema-3.0/", import.meta.url);
  const schemas = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { $id: string },
  );
  const ajv = new Ajv2020({
    strict: false,
    unicodeRegExp: false,
    schemas,
    formats: {
      iri: (text) => URL.canParse(text),
      uri: (text) => URL.canParse(text),
      date: (text) => isDay(text),
      "date-time": (text) => text.includes("T") && !Number.isNaN(Date.parse(text)),
    },
  });
  const ofCatalog = ajv.getSchema("https://resources.data.gov/dcat-us/3.0.0/definitions/catalog")!;
  const asked = async (from = server) =>
    (await from.app.inject("/dcat3.json")).json<{
      dataset: { identifier: string; temporal?: object[]; contactPoint?: object }[];
      service: { servesDataset: { identifier: string }[]; endpointURL: string[] }[];
    }>();

  test("dcat3.json satisfies its schemas, loaded or not", async () => {
    for (const from of [server, serverOf(null)]) {
      const catalog = await asked(from);
      expect([ofCatalog(catalog), ofCatalog.errors]).toEqual([true, null]);
      expect(ofCatalog({ ...catalog, dataset: undefined })).toBe(false);
      expect(ofCatalog({ ...catalog, dataset: [{ ...catalog.dataset[0], contactPoint: undefined }] })).toBe(
        false,
      );
    }
  });

  test("it lists what data.json lists, under the same identifiers and with the same days", async () => {
    const [three, one] = [await asked(), (await server.app.inject("/data.json")).json()];
    const listed = (each: { identifier: string; title: string; modified: string }) => [
      each.identifier,
      each.title,
      each.modified,
    ];
    expect(three.dataset.map((each) => listed(each as never))).toEqual(one.dataset.map(listed));
    const rejections = three.dataset.find((each) => each.identifier === "artunit:oa_rejections/v2");
    expect(rejections?.temporal).toEqual([
      { "@type": "PeriodOfTime", startDate: "2011-03-01", endDate: "2012-03-31" },
    ]);
  });

  test("each manner of asking is a service that names the datasets it serves", async () => {
    const { service } = await asked();
    const names = service.map(({ endpointURL, servesDataset }) => [
      endpointURL[0],
      servesDataset.some(({ identifier }) => identifier === "artunit:oa_rejections/v2"),
    ]);
    expect(names).toContainEqual(["http://localhost:8892/ds-api", true]);
    expect(names).toContainEqual(["http://localhost:8892/v1", true]);
    expect(names).toContainEqual(["http://localhost:8892/ptab-api", false]);
  });
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
