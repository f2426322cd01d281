import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NestedObject, readNested, writeNested } from "../../../src/catalog/index.js";
import { loadedServer } from "../../server/loaded.js";
import { type Json, RECORDED, recordedJson } from "../odp/nestedRows.js";
import { DIFFERENCES } from "./differences.js";

interface Exchange {
  readonly request: { readonly method: "GET" | "POST"; readonly url: string; readonly body: string | null };
  readonly response: { readonly status: number; readonly body: Json };
}

const QUERIES = [
  "query_single_application.json",
  "query_rows_limited.json",
  "documents_listing.json",
  "query_transactions.json",
  "query_foreign_priority.json",
  "app_1_input.json",
] as const;

function exchangeOf(name: string): Exchange {
  const recorded = recordedJson(`peds/${name}`) as unknown as Exchange | Json;
  if ("request" in recorded) return recorded as Exchange;
  // Of this one, only the answer was kept; it says what was asked.
  const { createQueryRequest: asked } = recorded as { createQueryRequest: Json };
  const body = JSON.stringify({ ...asked, parameters: undefined });
  return {
    request: { method: "POST", url: "https://ped.uspto.gov/api/queries", body },
    response: { status: 200, body: recorded as Json },
  };
}

interface Results {
  readonly indexLastUpdatedDate: string;
  readonly queryId: string;
  readonly searchResponse: {
    readonly responseHeader: Json;
    readonly response: Json & { readonly docs: readonly Json[]; readonly numFound: number };
    readonly facet_counts?: Json & { readonly facet_fields: Facets; readonly facet_ranges: Json };
  };
}
type Facets = Readonly<Record<string, readonly (string | number | null)[]>>;

function resultsOf(answer: Json): Results {
  return answer.queryResults as Results;
}

const folder = mkdtempSync(join(tmpdir(), "artunit-peds-"));
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const paths = [...QUERIES, "documents_listing_2.json"].map((name) => {
    const path = join(folder, name);
    const recorded = readNested(readFileSync(new URL(`peds/${name}`, RECORDED), "utf8")) as NestedObject;
    const response = recorded.get("response") as NestedObject | undefined;
    writeFileSync(path, writeNested(response?.get("body") ?? recorded));
    return path;
  });
  server = await loadedServer(paths);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function ask({ method, url, body }: Exchange["request"]) {
  const { pathname } = new URL(url);
  const answer = await server.app.inject({
    method,
    url: `/peds${pathname}`,
    ...(body === null ? {} : { payload: body, headers: { "content-type": "application/json" } }),
  });
  return answer;
}

/** What an id and a time are is ours alone. */
function comparable(answer: Json): Json {
  const { queryResults: _, links, queryId, ...others } = answer;
  const hrefs = (links as readonly { rel: string; href: string }[]).map(({ rel, href }) => ({
    rel,
    href: href.replace(/^.*\/queries\/[^/?]*/, ""),
  }));
  return { ...others, links: hrefs, hasId: typeof queryId === "string" };
}

test.each(QUERIES)("%s is answered as recorded", async (name) => {
  const { request, response } = exchangeOf(name);
  const answer = await ask(request);
  expect([answer.statusCode, answer.statusCode === 200 ? "" : answer.body]).toEqual([200, ""]);
  const ours = answer.json() as Json;
  const known = DIFFERENCES.totals.get(name);
  const [found, recorded] = [resultsOf(ours), resultsOf(response.body)];
  expect(Object.keys(found).sort()).toEqual(Object.keys(recorded).sort());
  expect(Object.keys(found.searchResponse).sort()).toEqual(Object.keys(recorded.searchResponse).sort());
  expect(Object.keys(found.searchResponse.responseHeader)).toEqual(
    Object.keys(recorded.searchResponse.responseHeader),
  );
  const { docs, ...rest } = found.searchResponse.response;
  const { docs: recordedDocs, ...recordedRest } = recorded.searchResponse.response;
  expect(rest).toEqual({ ...recordedRest, ...(known ? { numFound: known.ours } : {}) });
  expect(docs).toEqual(recordedDocs);
  expect(comparable(ours)).toEqual(comparable(response.body));
});

test("numbers of more than 53 bits are written as they were", async () => {
  const { request } = exchangeOf("query_single_application.json");
  expect((await ask(request)).body.includes('"_version_":1799408175867232256')).toBe(true);
});

test("facets are counted as Solr wrote them", async () => {
  const { request, response } = exchangeOf("app_1_input.json");
  const ours = resultsOf((await ask(request)).json() as Json).searchResponse.facet_counts!;
  const recorded = resultsOf(response.body).searchResponse.facet_counts!;
  expect(Object.keys(ours).sort()).toEqual(Object.keys(recorded).sort());
  expect(Object.keys(ours.facet_fields).sort()).toEqual(Object.keys(recorded.facet_fields).sort());
  for (const [name, values] of Object.entries(recorded.facet_fields)) {
    if (DIFFERENCES.uncounted.has(name)) continue;
    expect([name, ours.facet_fields[name]]).toEqual([name, countedOf(values)]);
  }
  expect(Object.keys(ours.facet_ranges)).toEqual(Object.keys(recorded.facet_ranges));
  const filed = (facets: typeof ours) =>
    (facets.facet_ranges as Readonly<Record<string, Json>>).appFilingDate!.counts as readonly unknown[];
  const at = filed(ours).indexOf("2010-01-01T00:00:00Z");
  expect(filed(ours).slice(at, at + 4)).toEqual(["2010-01-01T00:00:00Z", 1, "2011-01-01T00:00:00Z", 0]);
  expect(filed(recorded)).toHaveLength(filed(ours).length);
});

/** Values that some record has, and the count of those without one. */
function countedOf(values: readonly (string | number | null)[]): readonly (string | number | null)[] {
  return values.flatMap((value, at) =>
    at % 2 === 0 && (value === null || values[at + 1] !== 0) ? [value, values[at + 1]!] : [],
  );
}

test("the documents of an application are listed as recorded", async () => {
  const { request, response } = exchangeOf("documents_listing_2.json");
  const answer = await ask(request);
  const [ours, recorded] = [answer.json() as readonly Json[], response.body as unknown as readonly Json[]];
  const days = (documents: readonly Json[]) => documents.map(({ mailRoomDate }) => mailRoomDate);
  expect(days(ours)).toEqual(days(recorded));
  const byId = (a: Json, b: Json) => (String(a.documentIdentifier) < String(b.documentIdentifier) ? -1 : 1);
  expect([...ours].sort(byId)).toEqual([...recorded].sort(byId));
});

test.each(["peds_cms_400.json", "peds_cms_404.json"])("%s is told as a page, as recorded", async (name) => {
  const [recorded] = JSON.parse(readFileSync(new URL(`odp_errors/${name}`, RECORDED), "utf8")) as readonly [
    { request: { uri: string }; response: { status: number; body: string } },
  ];
  const { pathname } = new URL(recorded.request.uri);
  const path = DIFFERENCES.missing.get(name) ?? pathname;
  const answer = await server.app.inject({ url: `/peds${path}` });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    recorded.response.status,
    "text/html;charset=utf-8",
  ]);
  const outline = (page: string) =>
    page
      .replace(/<p><b>Message.*?<\/p>/, "")
      .replace(/<h3>Apache Tomcat.*?<\/h3>/, "")
      .replaceAll(` ? `, " – ");
  expect(outline(answer.body)).toBe(outline(recorded.response.body));
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
