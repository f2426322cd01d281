import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dataset, field, type Table } from "../../src/catalog/index.js";
import type { Family } from "../../src/families/family.js";
import { INSTALLATION } from "../../src/installation.js";
import { html } from "../../src/server/html.js";
import type { Installation } from "../../src/server/index.js";
import { object } from "../../src/server/schemas.js";
import { loadedServer, RECORDED } from "./loaded.js";

const TABLE: Table = {
  name: "petitions",
  columns: [
    { name: "record_id", type: "text", meaning: "Row id." },
    { name: "decided_on", type: "date", meaning: "Day of the decision." },
    { name: "art_unit", type: "text", meaning: "Group art unit." },
  ],
  order: ["record_id"],
  roles: { date: "decided_on" },
  secondOrders: [],
};

const text = { form: "string", absent: null } as const;
const stamp = { lastDataUpdatedDate: "2026-01-01 00:00:00.0" };

const DATASET: Dataset = {
  key: "petition_decisions",
  version: "v1",
  versionAliases: [],
  title: "Petition decisions",
  description: "A dataset that is newer than any snapshot.",
  table: TABLE,
  rows: null,
  fields: [
    field("recordIdentifier", "record_id", "keyword", {
      wires: { ds: text, odp: text },
      meaning: "Row id.",
      example: "1",
    }),
    field("decisionDate", "decided_on", "date", { meaning: "Day of the decision.", example: "2020-01-01" }),
  ],
  defaultFields: [],
  renamed: {},
  publishedIn: { ds: { ...stamp, swaggerSuffix: "" }, odp: stamp },
  notes: [],
};

/** A family as a stranger would write it: everything a family may bring, once. */
const PLANTED: Family = {
  name: "planted",
  tables: [TABLE],
  datasets: [DATASET],
  sources: [],
  routes: [
    {
      path: "/v1/petitions/{number}",
      operationId: "read-petition",
      summary: "One petition.",
      methods: ["GET"],
      parameters: [{ name: "number", in: "path", kind: "text", meaning: "Its number.", example: "7" }],
      answer: object({ number: { type: "string" } }),
      handle: async (asked) => ({ kind: "json", body: { number: asked.text("number") } }),
    },
  ],
  contributions: [
    {
      about: "application",
      parameters: [],
      members: { petitionCount: { type: "integer" } },
      read: async () => ({ isEmpty: true, members: { petitionCount: "0" } }),
    },
  ],
  products: [
    {
      id: "PETITIONS",
      title: "Petition decisions",
      description: "Decisions in bulk.",
      frequency: "WEEKLY",
      labels: ["Patent"],
      datasets: ["Authoritative"],
      categories: ["Petition"],
      mimeTypes: ["JSON"],
      files: async () => [],
    },
  ],
  pages: [
    {
      path: "/petitions",
      title: "Petitions <here>",
      parameters: [],
      open: true,
      draw: async (_asked, { isLoaded }) =>
        html`<h1>Petitions</h1><p>${isLoaded ? "loaded" : "not loaded"}</p>`,
    },
  ],
  firstQuestions: [{ says: "Find a petition", dataset: DATASET, criteria: "recordIdentifier:7" }],
};

const installation: Installation = {
  ...INSTALLATION,
  tables: [...INSTALLATION.tables, TABLE],
  datasets: [...INSTALLATION.datasets, DATASET],
  families: [...INSTALLATION.families, PLANTED],
};

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const page = `${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`;
  server = await loadedServer([page], {}, installation);
});
afterAll(() => server.close());

test.each([
  "/",
  "/index.json",
  "/openapi.json",
  "/v1/datasets",
  "/v1/datasets/petition_decisions/v1",
  "/v1/datasets/petition_decisions/v1/records",
  "/v1/datasets/petition_decisions/v1/records.csv",
  "/v1/datasets/petition_decisions/v1/groups?by=decisionDate.year",
  "/v1/datasets/petition_decisions/v1/facets?fields=recordIdentifier",
  "/v1/datasets/petition_decisions/v1/explain?criteria=recordIdentifier:7",
  "/ds-api/petition_decisions/v1/fields",
  "/ds-api/petition_decisions/v1/records",
  "/ds-api/swagger/docs/petition_decisions.json",
  "/api/v1/patent/oa/petition_decisions/v1/fields",
  "/api/v1/patent/oa/petition_decisions/v1/records",
  "/ds-api-docs/index.html?url=/ds-api/swagger/docs/petition_decisions.json",
  "/datasets/petition_decisions/v1",
  "/datasets/petition_decisions/v1?criteria=recordIdentifier:7&sort=decisionDate%20desc",
  "/data.json",
  "/v1/petitions/7",
  "/petitions",
  "/api/v1/datasets/products/PETITIONS",
])("a family that is newer than the snapshot is served at %s", async (url) => {
  const asked = await server.app.inject(url);
  const { location } = asked.headers;
  const { statusCode, body } = location ? await server.app.inject(String(location)) : asked;
  expect([url, statusCode, statusCode === 200 ? "" : body]).toEqual([url, 200, ""]);
  expect(body).toMatch(/petition|Petition|"number":"7"|recordIdentifier|numFound":0/);
});

test("what it contributes stands beside what others know of an application", async () => {
  const answer = (await server.app.inject("/v1/applications/14574014")).json();
  expect(answer.petitionCount).toBe(0);
  expect(answer.actions.length).toBeGreaterThan(0);
});

test("its page is drawn in the portal's frame, and needs no key", async () => {
  const { body, headers } = await server.app.inject("/petitions");
  expect(body).toContain("<title>Petitions &lt;here&gt;</title>");
  expect(body).toContain("<p>loaded</p>");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(server.routes.all().find(({ url }) => url === "/petitions")?.isOpen).toBe(true);
  expect(server.routes.all().find(({ url }) => url === "/v1/petitions/:number")?.isOpen).toBe(false);
});

test("its routes and the rows of its datasets are described", async () => {
  const { paths, components } = (await server.app.inject("/openapi.json")).json();
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      "/v1/petitions/{number}",
      "/v1/datasets/petition_decisions/v1/records",
      "/ds-api/petition_decisions/v1/records",
      "/api/v1/patent/oa/petition_decisions/v1/records",
    ]),
  );
  expect(components.schemas.native_petition_decisions_v1.properties.decisionDate).toMatchObject({
    type: "string",
    nullable: true,
    format: "date",
  });
});

test("nothing asked here was a fault of ours", () => {
  expect(server.logged).toEqual([]);
});
