import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DATASETS } from "../../src/installation.js";
import { rejection, search, serverOf, storeOf } from "./servers.js";

const example = rejection(1, { application_number: "14574014", document_id: "IVLC08MNRXEAPX5" });
const citation = { ...example, reference_number: "6992580", reference_key: "US6992580" };
/** Of each collection that the portal searches the record that its example names. */
const nested = DATASETS.filter(({ publishedIn }) => "odp-search" in publishedIn).map(
  ({ table, fields, publishedIn }) => {
    const { id, numbered = "" } = publishedIn["odp-search"]!;
    const named = fields.filter(({ name }) => name === id || name === numbered.split(" ")[1]);
    const cells = Object.fromEntries(named.map((each) => [each.column, each.example]));
    const row = { ...cells, trial_document_category: "Decision", record_id: "1", received: "{}" };
    return [table.name, [row]] as const;
  },
);
const { app } = serverOf(
  storeOf({
    rejections: [example],
    office_actions: [{ ...example, art_unit: "3763", tech_center: "3700", uspc_class: "705" }],
    citations: [citation],
    texts: [{ ...example, examiner_number: "84263" }],
    ...Object.fromEntries(nested),
  }),
);

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly example?: string | readonly string[];
  }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const METHODS = ["get", "post"];

async function document(): Promise<Document> {
  return (await app.inject("/openapi.json")).json<Document>();
}

test.each([
  "/openapi.json",
  "/ds-api/swagger/docs/oa_rejections.json",
  "/ds-api/swagger/docs/enriched_cited_reference_metadata.json/V3",
])("%s passes Redocly's recommended rules without errors", async (url) => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-openapi-"));
  try {
    const file = join(folder, "openapi.json");
    writeFileSync(file, (await app.inject(url)).body);
    const redocly = fileURLToPath(new URL("../../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
    const run = spawnSync(process.execPath, [redocly, "lint", file], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    expect(`${run.stdout}\n${run.stderr}`).toContain("Your API description is valid");
    expect(run.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("types for programs can be made of it: rows are typed for each dataset, and bulk files are there", async () => {
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const types = astToString(await openapiTS((await app.inject("/openapi.json")).json()));
  expect(types).toContain('"/api/v1/datasets/products/{id}"');
  expect(types).toContain('"/bdr-oa-bulkdata/weekly/{name}"');
  for (const { key, version, fields } of DATASETS) {
    expect(types).toContain(`records: components["schemas"]["native_${key}_${version}"][];`);
    const own = types.slice(types.indexOf(`native_${key}_${version}: {`));
    for (const { name } of fields)
      expect(own).toMatch(new RegExp(`\\n\\s+"?${name.replace(".", "\\.")}"?\\?: `));
  }
});

test("types for programs name what an action, an application and an extraction hold", async () => {
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const types = astToString(await openapiTS((await app.inject("/openapi.json")).json()));
  /** What stands between the name of an operation or a schema and the next. */
  const told = (name: string) =>
    types.slice(types.indexOf(name), types.indexOf("\n    };", types.indexOf(name)));
  const row = (name: string) => `components["schemas"]["native_row_of_${name}"][]`;
  for (const [name, ...members] of [
    ["native_office_action: {", `rejections: ${row("rejections")}`, `other_sources: {`],
    [`"native-read-office-action": {`, `citations: ${row("citations")}`, "document_code: string | null"],
    [`"native-read-application": {`, `actions: components["schemas"]["native_office_action"][]`],
    [`"native-read-application": {`, `form_citations: ${row("citations")}`, "printed: string"],
    [`"native-search-office-actions": {`, `record: components["schemas"]["native_oa_actions_v1"]`],
    ["native_extraction: {", `rejections: components["schemas"]["native_extracted_rejection"][]`],
    [
      "native_extraction: {",
      "hasRej103: 0 | 1",
      "cite103Max: number",
      "signatureType: 0 | 1 | 2 | 3 | 4 | null",
    ],
    ["native_extracted_rejection: {", 'ground: "101" | "102"', "claims: number[]", "confidence: number"],
    ["native_row_of_rejections: {", "legal_section: string | null", "has_rej_103: boolean | null"],
  ] as const)
    for (const member of members) expect([name, told(name)]).toEqual([name, expect.stringContaining(member)]);
  const dataset = told(`"native-describe-dataset-oa_rejections-v2": {`);
  expect(dataset).toMatch(/sources: \{\s+source: string;\s+rows: number;/);
  expect(dataset).toMatch(/files: \{\s+name: string;\s+sha256: string;\s+bytes: number;/);
});

test("each operation has its own operationId", async () => {
  const ids = Object.values((await document()).paths)
    .flatMap((path) => METHODS.map((method) => path[method]?.operationId))
    .filter((each) => each !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(DATASETS.length * 6);
});

/** Where the files of documents are, of which none is loaded here; see their own tests. */
const OF_DOCUMENTS =
  /^\/(?:api\/v1\/download|api\/v1\/patent\/ptab-files|ptab-api\/documents\/\{documentIdentifier\})\//;

test("every path of the document is answered, and none is promised in vain", async () => {
  for (const [path, operations] of Object.entries((await document()).paths)) {
    // Files are sent where they are published; see the tests of products.
    if (JSON.stringify(operations).includes("application/zip")) continue;
    // They answer the operator alone, of keys that were made; see the tests of issued keys.
    if (path.startsWith("/v1/keys")) continue;
    // It answers where the operator allows it; see the tests of SQL.
    if (path === "/v1/sql") continue;
    // It answers where a data folder keeps such rows; see the tests of rejected rows.
    if (path === "/v1/rejected") continue;
    for (const method of METHODS.filter((each) => operations[each])) {
      const parameters = [operations.get, operations[method]].flatMap((each) => each?.parameters ?? []);
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(String(parameters.find((each) => each.name === name)?.example)),
      );
      const required = Object.fromEntries(
        parameters
          .filter((each) => each.in === "query" && each.required)
          .map((each) => [each.name, String(each.example)]),
      );
      const answer = await app.inject({
        method: method.toUpperCase() as "GET",
        url,
        ...(method === "get"
          ? { query: required }
          : path.startsWith("/v1/")
            ? { payload: JSON.stringify(required) }
            : {}),
      });
      expect([method, path, answer.statusCode]).toEqual([method, path, OF_DOCUMENTS.test(path) ? 404 : 200]);
    }
  }
});

test("a record answered has no property that the document does not describe", async () => {
  const { components } = (await app.inject("/openapi.json")).json<{
    components: { schemas: Record<string, { properties: Record<string, { type: string }> }> };
  }>();
  for (const [generation, url] of [
    ["ds", "/ds-api/oa_rejections/v1/records"],
    ["ds", "/ds-api/oa_rejections/v2/records"],
    ["odp", "/api/v1/patent/oa/oa_rejections/v2/records"],
  ] as const) {
    const version = url.includes("v1/records") ? "v1" : "v2";
    const described = components.schemas[`${generation}_oa_rejections_${version}`]?.properties ?? {};
    const answer = await app.inject(search(url, { rows: "1" }));
    const [record] = answer.json<{ response: { docs: Record<string, unknown>[] } }>().response.docs;
    for (const [name, value] of Object.entries(record ?? {})) {
      expect([name, described[name]?.type]).toEqual([name, jsonType(value, described[name]?.type)]);
    }
  }
});

function jsonType(value: unknown, wanted: string | undefined): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number")
    return wanted === "integer" && Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

test.each([
  ["oa_rejections.json", "/oa_rejections/v2/records"],
  ["oa_rejections.json/v1", "/oa_rejections/v1/records"],
  ["oa_citations.json", "/oa_citations/v1/records"],
  ["oa_citations.json/v2", "/oa_citations/v2/records"],
  ["enriched_cited_reference_metadata.json/V3", "/enriched_cited_reference_metadata/v3/records"],
  ["enriched_cited_reference_metadata.json", "/enriched_cited_reference_metadata/1/records"],
])("the Swagger document %s describes %s", async (document, path) => {
  const answer = await app.inject({
    url: `/ds-api/swagger/docs/${document}`,
    headers: { host: "localhost:8892" },
  });
  const swagger = answer.json<Record<string, unknown> & { paths: Record<string, unknown> }>();
  expect(swagger).toMatchObject({
    swagger: "2.0",
    host: "localhost:8892",
    basePath: "/ds-api",
    schemes: ["http"],
  });
  expect(Object.keys(swagger.paths)).toContain(path);
});

test("the list leads to documentation of the dataset it stands beside", async () => {
  const { apis } = (await app.inject("/ds-api/")).json<{ apis: Record<string, string>[] }>();
  for (const { apiKey, apiVersionNumber, apiUrl, apiDocumentationUrl } of apis) {
    const fields = await app.inject(new URL(String(apiUrl)).pathname);
    expect(fields.json()).toMatchObject({ apiKey, apiVersionNumber });
    const console = new URL(String(apiDocumentationUrl));
    const { headers } = await app.inject(console.pathname + console.search);
    const ours = new URL(String(headers.location));
    const page = await app.inject(ours.pathname + ours.search);
    expect(page.body.replaceAll("<wbr>", "")).toContain(`/${apiKey}/${apiVersionNumber}/records</code></h2>`);
    const swagger = await app.inject(new URL(console.searchParams.get("url") ?? "").pathname);
    expect(swagger.body).toContain(`"/${apiKey}/${apiVersionNumber}/records"`);
  }
});

test("an unknown Swagger document is 404, naming those that exist", async () => {
  const answer = await app.inject("/ds-api/swagger/docs/nope.json");
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toContain("oa_rejections");
});

test("an object of which no member is told may have any", async () => {
  const closed: unknown[] = [];
  const look = (schema: unknown): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, properties, additionalProperties } = schema as Record<string, unknown>;
    if (type === "object" && properties === undefined && additionalProperties === undefined)
      closed.push(schema);
    Object.values(schema).forEach(look);
  };
  look((await app.inject("/openapi.json")).json());
  expect(closed).toEqual([]);
});
