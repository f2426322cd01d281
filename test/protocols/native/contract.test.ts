import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { datasetName } from "../../../src/catalog/index.js";
import { DATASETS, INSTALLATION } from "../../../src/installation.js";
import { NATIVE } from "../../../src/protocols/native/index.js";
import { loadedServer, RECORDED, RECORDED_DATASETS, recordedPages } from "../../server/loaded.js";

type Json = Readonly<Record<string, unknown>>;

const files = RECORDED_DATASETS.flatMap((folder) =>
  recordedPages(folder).map((name) => join(RECORDED, folder, name)),
);

let server: Awaited<ReturnType<typeof loadedServer>>;
let paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Json }>>>>;
let schemas: Json;
const ajv = new Ajv({ strict: false, allErrors: true });

beforeAll(async () => {
  server = await loadedServer(files);
  const document = (await server.app.inject("/openapi.json")).json();
  paths = document.paths;
  schemas = document.components.schemas;
  ajv.addSchema(closed({ $id: "document", components: document.components }) as Json);
});

afterAll(() => server.close());

/** Objects with declared members take no others: what is answered is described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return "properties" in schema && !("additionalProperties" in schema)
    ? { ...inner, additionalProperties: false }
    : inner;
}

async function answerOf(method: "GET" | "POST", url: string, payload?: Json) {
  return server.app.inject({ method, url, ...(payload ? { payload } : {}) });
}

/** What of an answer differs from the schema `/openapi.json` declares for it. */
function differences(route: string, method: string, status: "200" | "4XX", body: unknown): unknown {
  const response = paths[route]?.[method.toLowerCase()]?.responses[status] as
    | { content: Record<string, { schema: Json }> }
    | undefined;
  const schema = response?.content["application/json"]?.schema;
  if (!schema) throw new Error(`${method} ${route} declares no answer ${status}`);
  const resolved = JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"document#/')) as Json;
  const validate = ajv.compile(resolved);
  return validate(body) ? [] : validate.errors;
}

const DATASET = "/v1/datasets/oa_rejections/v2";
const QUESTIONS: readonly (readonly [string, string])[] = [
  ["/records", "limit=3"],
  ["/records", "count_only=true"],
  ["/groups", "by=FIELD"],
  ["/groups", "by=FIELD&order=key&limit=1&measure=distinct:FIELD"],
  ["/facets", "fields=FIELD"],
  ["/explain", ""],
  ["", ""],
];

describe.each(DATASETS.map((each) => [datasetName(each), each] as const))("%s", (name, dataset) => {
  test.each(QUESTIONS)("answers %s?%s as the document says", async (route, query) => {
    const asked = query.replaceAll("FIELD", dataset.fields[0]?.name ?? "");
    const { statusCode, body } = await answerOf("GET", `/v1/datasets/${name}${route}?${asked}`);
    const declared = asked.includes("count_only") ? COUNT_ONLY : [];
    expect([
      statusCode,
      without(declared, differences(`/v1/datasets/${name}${route}`, "GET", "200", JSON.parse(body))),
    ]).toEqual([200, []]);
  });
});

/** A count has neither records nor a cursor. */
const COUNT_ONLY = ["records", "cursor"];

function without(members: readonly string[], found: unknown): unknown {
  return (found as { params: { missingProperty?: string } }[]).filter(
    ({ params }) => !members.includes(params.missingProperty ?? ""),
  );
}

test.each<[string, string]>([
  ["/v1/datasets", "/v1/datasets"],
  ["/v1/applications/{number}", "/v1/applications/14%2F574%2C014"],
  ["/v1/office-actions/{id}", "/v1/office-actions/DOCUMENT"],
  ["/v1/office-actions/{id}/text", "/v1/office-actions/TEXT/text"],
  ["/v1/office-actions/{id}/difference", "/v1/office-actions/TEXT/difference"],
  ["/v1/references/{number}", "/v1/references/REFERENCE"],
  ["/v1/references/{number}", "/v1/references/REFERENCE?source=api&duplicates=exclude"],
  ["/v1/office-actions", "/v1/office-actions?text=claims"],
  ["/v1/office-actions", "/v1/office-actions?text=claims&select=art_unit,bodyText&facets=techCenter"],
  ["/v1/office-actions/{id}/claims", "/v1/office-actions/DOCUMENT/claims"],
  ["/v1/office-actions/{id}/claims", "/v1/office-actions/TEXT/claims"],
  ["/v1/office-actions/{id}/similar", "/v1/office-actions/TEXT/similar?start=0"],
  ["/v1/office-actions/feed.json", "/v1/office-actions/feed.json?text=claims"],
  ["/v1/combinations/{number}", "/v1/combinations/REFERENCE"],
  ["/v1/similar", "/v1/similar?text=catheter%20withdrawn%20lumen%20sheath"],
  ["/v1/verify", "/v1/verify?statement=claims%201-5%20rejected%20under%20103&application=14574014"],
  ["/v1/suggestions", "/v1/suggestions?q=145740"],
  ["/v1/statistics", "/v1/statistics"],
  ["/v1/statistics/oa_rejections/v2", "/v1/statistics/oa_rejections/v2?by=legalSectionCode"],
])("%s answers as the document says", async (route, url) => {
  const first = async (dataset: string, query: string) =>
    (await answerOf("GET", `/v1/datasets/${dataset}/records?limit=1&${query}`)).json().records[0];
  const rejected = await first("oa_rejections/v2", "criteria=patentApplicationNumber:14574014");
  const cited = await first("oa_citations/v2", "criteria=reference_key:US*");
  const text = await first("oa_actions/v1", "select=obsoleteDocumentIdentifier");
  const filled = url
    .replace("DOCUMENT", rejected.obsoleteDocumentIdentifier)
    .replace("TEXT", String(text?.obsoleteDocumentIdentifier))
    .replace("REFERENCE", cited.reference_key);
  const { statusCode, body } = await answerOf("GET", filled);
  expect([statusCode, body.length > 50, differences(route, "GET", "200", JSON.parse(body))]).toEqual([
    200,
    true,
    [],
  ]);
});

test("one application with its file wrapper, and a dataset with its files, answer as the document says", async () => {
  const [wrapper, recorded] = await Promise.all([
    loadedServer([join(RECORDED, "../../../sample/applications")]),
    answerOf("GET", `/v1/datasets/oa_actions/v1`),
  ]);
  try {
    const records = await wrapper.app.inject("/v1/datasets/applications/v1/records?limit=1");
    const number = records.json().records[0].applicationNumberText;
    const told = (await wrapper.app.inject(`/v1/applications/${number}`)).json();
    expect(told.events.length * told.filing.inventors.length).toBeGreaterThan(0);
    expect(differences("/v1/applications/{number}", "GET", "200", told)).toEqual([]);
  } finally {
    await wrapper.close();
  }
  expect(recorded.json().files.length).toBeGreaterThan(0);
});

/** Labelled actions of every kind, so that every member of what is read has a value somewhere. */
const ACTIONS = ["development", "adversarial/development"].flatMap((set) => {
  const folder = fileURLToPath(new URL(`../../../corpora/${set}/texts/`, import.meta.url));
  return readdirSync(folder)
    .sort()
    .filter((_, at) => at % 12 === 0)
    .map((name) => readFileSync(join(folder, name), "utf8"));
});

test("what is read of an action is what the document says", async () => {
  const found: unknown[] = [];
  for (const text of ACTIONS) {
    const { body } = await answerOf("POST", "/v1/extract", { text, documentId: "A" });
    found.push(JSON.parse(body));
    expect(differences("/v1/extract", "POST", "200", found.at(-1))).toEqual([]);
  }
  const all = found as Record<string, readonly unknown[]>[];
  for (const member of ["rejections", "objections", "citations", "claimStatements", "warnings", "sections"])
    expect([member, all.some((each) => each[member]!.length > 0)]).toEqual([member, true]);
});

/** Members that may be anything: what was received, as it was. */
const ANYTHING = /\/(?:extra|\w*received)$/;

test("no answer of ours is told as an object or a list of anything", () => {
  const bare: string[] = [];
  const look = (schema: unknown, place: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, properties, additionalProperties, items } = schema as Json;
    const isBare =
      (type === "object" && !properties && typeof additionalProperties !== "object") ||
      (type === "array" && Object.keys((items ?? {}) as Json).length === 0);
    if (isBare && !ANYTHING.test(place)) bare.push(place);
    for (const [name, each] of Object.entries(schema)) look(each, `${place}/${name}`);
  };
  for (const [path, operations] of Object.entries(paths).filter(([each]) => each.startsWith("/v1/")))
    for (const { responses } of Object.values(operations)) look(responses, path);
  for (const [name, schema] of Object.entries(schemas)) if (name.startsWith("native_")) look(schema, name);
  // A cell of a question in SQL is of any type.
  expect(bare).toEqual(["/v1/sql/200/content/application/json/schema/properties/rows/items"]);
});

test.each<[string, string, string]>([
  [`${DATASET}/records`, "/v1/datasets/oa_rejections/v2/records?criteria=(a", "criteria-syntax"],
  [`${DATASET}/groups`, "/v1/datasets/oa_rejections/v2/groups?by=nope", "unknown-field"],
  [`${DATASET}/groups`, "/v1/datasets/oa_rejections/v2/groups?by=id,id", "bad-parameter"],
  [`${DATASET}/records`, "/v1/datasets/nope/v2/records", "unknown-dataset"],
  [`${DATASET}/records`, "/v1/nope", "unknown-route"],
])("errors of %s have the one shape: %s", async (route, url, code) => {
  const answer = await answerOf("GET", url);
  expect([answer.json().code, differences(route, "GET", "4XX", answer.json())]).toEqual([code, []]);
});

test.each([
  ["rejections/2017", []],
  ["oa_rejections/v1", []],
  ["oa_rejections/v2", ["oa_rejections/v2 records"]],
  ["oa_citations/v2", ["oa_citations/v2 records"]],
])("%s lists the files that brought it rows, and no others", async (name, kinds) => {
  const { files } = (await answerOf("GET", `/v1/datasets/${name}`)).json();
  expect([...new Set(files.map((each: { kind: string }) => each.kind))]).toEqual(kinds);
});

test("POST answers as GET does", async () => {
  const url = "/v1/datasets/oa_rejections/v2/records";
  const posted = await answerOf("POST", url, { criteria: "hasRej103:1", limit: 2, select: ["id"] });
  const got = await answerOf("GET", `${url}?criteria=hasRej103:1&limit=2&select=id`);
  expect(posted.json()).toEqual(got.json());
  expect(differences(`${DATASET}/records`, "POST", "200", posted.json())).toEqual([]);
});

test("every route names its snapshot and answers as of one", async () => {
  for (const route of NATIVE.routes(INSTALLATION).filter(({ from }) => from === undefined))
    expect([route.path, route.parameters.some((each) => each.name === "as_of")]).toEqual([route.path, true]);
  const snapshot = String((await answerOf("GET", "/v1/datasets")).headers["x-artunit-snapshot"]);
  const answer = await answerOf("GET", `/v1/applications/14574014?as_of=${snapshot}`);
  expect([answer.statusCode, answer.headers["x-artunit-snapshot"]]).toEqual([200, snapshot]);
});

test("application numbers in a URL may be written with their comma", async () => {
  const url = "/v1/datasets/oa_rejections/v2/records?count_only=true&applications=";
  const totals = ["14574014", "14/574,014", "US 14/574,014", "12190351,14/574,014", "14574014,12190351"];
  const [plain, comma, us, ...both] = await Promise.all(
    totals.map(async (each) => (await answerOf("GET", url + encodeURIComponent(each))).json().total),
  );
  expect(plain).toBeGreaterThan(0);
  expect([comma, us]).toEqual([plain, plain]);
  expect(new Set(both).size).toBe(1);
});

test("the calls of an explanation ask the same question again", async () => {
  const query = "criteria=legalSectionCode:103&duplicates=exclude&source=api";
  const { calls } = (await answerOf("GET", `/v1/datasets/oa_rejections/v2/explain?${query}`)).json();
  for (const call of Object.values(calls as Record<string, string>))
    for (const part of ["legalSectionCode:103", "duplicates", "exclude", "source", "api"])
      expect(decodeURIComponent(call)).toContain(part);
});

test("a tag is of one format, and the best liked format is sent", async () => {
  const url = "/v1/datasets/oa_rejections/v2/records?limit=1";
  const ask = (headers: Record<string, string>) => server.app.inject({ url, headers });
  const json = await ask({});
  expect(json.headers.vary).toMatch(/, accept$/);
  const tag = String(json.headers.etag);
  expect((await ask({ "if-none-match": tag })).statusCode).toBe(304);
  expect((await ask({ "if-none-match": tag, accept: "text/csv" })).statusCode).toBe(200);
  const liked = await ask({ accept: "application/json, text/csv;q=0.1" });
  expect(liked.headers["content-type"]).toContain("application/json");
});

test("groups are exported too, whole and sealed", async () => {
  const url = "/v1/datasets/oa_rejections/v2/groups";
  const { groups } = (await answerOf("GET", `${url}?by=submissionDate.year,legalSectionCode`)).json();
  const lines = (await answerOf("GET", `${url}.ndjson?by=submissionDate.year,legalSectionCode`)).body
    .trimEnd()
    .split("\n")
    .map((each) => JSON.parse(each));
  expect(lines.pop().artunit.rows).toBe(groups.length);
  expect(lines.map((each) => [each["submissionDate.year"], each.legalSectionCode, each.size])).toEqual(
    groups.map((each: { key: unknown[]; size: number }) => [...each.key, each.size]),
  );
  const csv = await answerOf("GET", `${url}.csv?by=claims&limit=2&order=key`);
  expect(csv.body).toMatch(/^claims,size\r\n1,\d+\r\n2,\d+\r\n$/);
  expect(csv.trailers["x-artunit-rows"]).toBe("2");
  expect((await answerOf("GET", `${url}.parquet?by=claims`)).rawPayload.subarray(0, 4).toString()).toBe(
    "PAR1",
  );
});

test.each([
  ["oa_zip_data/v1", "duplicates=exclude"],
  ["oa_zip_data/v1", "source=api"],
  ["oa_actions/v1", "duplicates=exclude"],
])("%s refuses %s, which it cannot tell apart, rather than ignore it", async (name, query) => {
  const answer = await answerOf("GET", `/v1/datasets/${name}/records?${query}`);
  expect([answer.statusCode, answer.json().code]).toEqual([400, "bad-parameter"]);
});

test.each([
  ["oa_rejections/v2", "release", "api, release-2017 or extraction"],
  ["oa_actions/v1", "release-2017", "api, archive or document"],
])("%s with source=%s is refused: it must be %s", async (name, source, known) => {
  const answer = await answerOf("GET", `/v1/datasets/${name}/records?source=${source}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain(`must be ${known}`);
});

test.each([
  ["oa_rejections/v2", "extraction"],
  ["oa_actions/v1", "archive"],
])("%s with source=%s is answered, though no row is", async (name, source) => {
  const answer = await answerOf("GET", `/v1/datasets/${name}/records?source=${source}`);
  expect(answer.json()).toMatchObject({ source, total: 0 });
});

/** Datasets whose rows say whether they are duplicates. */
const MARKED = DATASETS.filter(({ table }) => table.columns.some((each) => each.name === "is_duplicate")).map(
  datasetName,
);

test.each(MARKED)("%s is counted without duplicates and by source", async (name) => {
  const url = `/v1/datasets/${name}/records?count_only=true`;
  const totals = new Map<string, number>();
  for (const query of ["", "&source=api", "&source=release-2017", "&duplicates=exclude&source=api"]) {
    const { duplicates, source, total } = (await answerOf("GET", url + query)).json();
    expect([duplicates, source]).toEqual([
      query.includes("exclude") ? "exclude" : "include",
      /source=([^&]+)/.exec(query)?.[1] ?? null,
    ]);
    totals.set(query, total);
  }
  expect(totals.get("&duplicates=exclude&source=api")).toBeLessThanOrEqual(totals.get("&source=api") ?? -1);
});
