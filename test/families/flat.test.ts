import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATASETS } from "../../src/installation.js";
import { loadedServer, RECORDED } from "../server/loaded.js";
import { serverOf } from "../server/servers.js";
import { DIFFERENCES } from "./differences.js";
import { FLAT_FILES } from "./flatFiles.js";

const recorded = (path: string) => JSON.parse(readFileSync(`${RECORDED}${path}`, "utf8"));

describe("the Developer Hub's list", () => {
  const { app } = serverOf(null);

  test("has the 13 known pairs, the recorded ones first and in their order", async () => {
    const { total, apis } = (await app.inject("/ds-api/")).json();
    const before = recorded("ds_api/recorded_list_excerpt.json").apis as { apiUrl: string }[];
    const path = ({ apiUrl }: { apiUrl: string }) => new URL(apiUrl).pathname;
    expect(apis.slice(0, 5).map(path)).toEqual(before.map(path));
    const known = recorded("ds_api/recorded_list_excerpt.json").total - DIFFERENCES.unknownPairs;
    expect([total, apis.length, new Set(apis.map(path)).size]).toEqual([known, known, known]);
  });

  test("says of cancer_moonshot what was recorded, and its fields besides", async () => {
    const answer = (await app.inject("/ds-api/cancer_moonshot/v1/fields")).json();
    const { apiUrl, apiDocumentationUrl, ...rest } = recorded("ds_api/cancer_moonshot_v1_fields.json");
    expect(answer).toMatchObject(rest);
    const added = Object.keys(answer).filter((name) => !(name in rest) && !/Url$/.test(name));
    expect(added).toEqual(DIFFERENCES.addedToFields);
    expect(new URL(answer.apiUrl).pathname).toBe(new URL(apiUrl).pathname);
    expect(answer.apiDocumentationUrl).toContain("/ds-api/swagger/docs/cancer_moonshot.json");
    expect(apiDocumentationUrl).toContain("/ds-api/swagger/docs/cancer_moonshot.json");
  });
});

test.each([
  ["cancer_moonshot", "uspto_oce_cancer.publications"],
  ["oce_patent_litigation_cases", "uspto_oce_litigation.cases"],
  ["litigation_names", "uspto_oce_litigation.names"],
  ["litigation_attorneys", "uspto_oce_litigation.attorneys"],
  ["litigation_documents", "uspto_oce_litigation.documents"],
  ["litigation_pacer_cases", "uspto_oce_litigation.pacer_cases"],
  ["oce_patent_examination_event_codes", "uspto_oce_pair.event_codes"],
])("%s has the columns of the load of 2017, in whatever spelling", (key, name) => {
  const schemas = recorded("oce_schemas/bigquery_table_schemas.json");
  const { fields } = schemas[`patents-public-data:${name}`] as { fields: { name: string }[] };
  const dataset = DATASETS.find((each) => each.key === key)!;
  const known = dataset.fields.flatMap((each) => [each.name, ...(each.spelled ?? [])]);
  expect(fields.map((each) => each.name).filter((each) => !known.includes(each))).toEqual([]);
});

test("cancer_moonshot has the 28 documented columns first", () => {
  const { columns } = recorded("cancer_moonshot/columns.json") as { columns: string[] };
  const dataset = DATASETS.find(({ key }) => key === "cancer_moonshot")!;
  expect(dataset.fields.slice(0, 28).map(({ name }) => name)).toEqual(columns);
});

describe("files of the sets, loaded together", () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof loadedServer>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "artunit-flat-"));
    for (const [name, content] of Object.entries(FLAT_FILES)) writeFileSync(join(folder, name), content);
    server = await loadedServer([folder]);
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  async function ask(path: string, criteria: string) {
    const answer = await server.app.inject(`${path}/records?criteria=${encodeURIComponent(criteria)}`);
    return answer.json();
  }

  test.each([
    [
      "oce_patent_examination_event_codes/v1",
      "event_code:(CTNF OR 2091 OR 210I)",
      [
        { event_code: "2091", event_description: "New text of a numeric code", extra: { seen: "3" } },
        { event_code: "210I", event_description: "210I", source: "bundled" },
        { event_code: "CTNF", event_description: "Mail-Non Final" },
        { event_code: "CTNF", event_description: "Non-Final Rejection" },
      ],
    ],
    [
      "oce_patent_litigation_cases/v1",
      "case_row_id:(1 OR 2)",
      [
        {
          case_row_id: 1,
          case_name: "Acme, Inc. v. Widget",
          date_closed: "2012-03-01",
          extra: { new_column: "x" },
        },
        { case_row_id: 2, date_filed: "2011-05-18", date_closed: null },
      ],
    ],
    ["litigation_names/v1", "case_row_id:1", [{ name: "Acme", name_row_count: 1 }]],
    ["litigation_attorneys/v1", "position:LEAD*", [{ contactinfo: "1 Main Street\nDover" }]],
    ["litigation_documents/v1", "date_filed:2010-05-07", [{ doc_count: 1, attachment: null }]],
    ["litigation_pacer_cases/v1", "court_code:ded", [{ pacer_id: "0039241" }]],
    ["litigation_patents/v1", "patent:6992580", [{ extra: { patent_doc_type: "Patent" } }]],
    [
      "cancer_moonshot/v1",
      'cpc_inventive_parts:"A61P 1/00" AND fda_ingredient_parts:CODEINE AND USPC_Current_Original:"514/249"',
      [
        {
          USPC_Original: "514/249",
          CPC_Inventive: "A61K 31/00|A61P 35/00; A61P 1/00",
          cpc_inventive_parts: ["A61K 31/00", "A61P 35/00", "A61P 1/00"],
          fda_ingredient_parts: ["ASPIRIN", "CODEINE", "MORPHINE"],
          Data_Science: true,
          Food_and_Nutrition: null,
          TBD: "x",
        },
      ],
    ],
  ])("%s answers %s", async (dataset, criteria, records) => {
    const answer = await ask(`/v1/datasets/${dataset}`, criteria);
    expect(answer.records).toMatchObject(records);
    expect(answer.records.length).toBe(records.length);
  });

  const MOONSHOT = "cancer_moonshot/v1";
  test.each<[string, string, readonly string[]]>([
    [
      MOONSHOT,
      "Patent_or_Publication_ID",
      ['"US 8012966 B2"', "8012966", '"US 8,012,966 B2"', "US8012966B2", "US8012966", '"US 8,012,966"'],
    ],
    [
      MOONSHOT,
      "Patent_or_Publication_ID",
      ['"US 20070270422 A1"', '"2007/0270422"', "US20070270422A1", "20070270422"],
    ],
    [MOONSHOT, "Patent_or_Publication_ID", ["RE38419", '"RE38,419"', '"US RE38,419 E"']],
    [
      MOONSHOT,
      "Filing_Date",
      ["20070509", "2007-05-09", "[2007-05-01 TO 2007-05-09]", "[20070501 TO 20070509]"],
    ],
    [MOONSHOT, "fda_approval_date_parts", ["20030418", "2003-04-18"]],
    [MOONSHOT, "FDA_Drug_Trade_Name", ["gleevec", "GLEEVEC"]],
    [
      MOONSHOT,
      "Patent_Title",
      ["cancer", "CANC*", '"treating cancer"', '"Treating Cancer"', "(cancer AND treating)"],
    ],
    ["litigation_patents/v1", "patent", ["6992580", '"6,992,580"', '"US 6,992,580 B2"', "US6992580"]],
    ["litigation_patents/v1", "patent", ["RE38419", '"RE38,419"', '"US RE38,419 E"']],
    ["oce_patent_litigation_cases/v1", "case_name", ["acme", '"Acme, Inc. v. Widget"', "(widget inc)"]],
    ["litigation_names/v1", "name", ["acme", "Acme", "ACM*"]],
    ["litigation_attorneys/v1", "name", ["roe", '"Jane Roe"', "(jane AND roe)"]],
    ["litigation_documents/v1", "long_description", ['"COMPLAINT filed"', "*COMPLAINT*"]],
    [
      "oce_patent_examination_event_codes/v1",
      "event_description",
      ["numeric", '"New text of a numeric code"'],
    ],
  ])("%s: %s finds one record however it is asked for: %j", async (dataset, field, values) => {
    for (const value of values) {
      const { total } = await ask(`/v1/datasets/${dataset}`, `${field}:${value}`);
      expect([value, total]).toEqual([value, 1]);
    }
  });

  test("an application of the moonshot is found under every spelling that a file may have", async () => {
    for (const value of ['"11/798,000"', "11798000", '"11/798000"', '"US 11/798,000"']) {
      const { total } = await ask(`/v1/datasets/${MOONSHOT}`, `Application_Number:${value}`);
      expect([value, total]).toEqual([value, 3]);
    }
  });

  test("words without a field are looked for in titles, names and descriptions", async () => {
    for (const [dataset, words] of [
      [MOONSHOT, "cancer"],
      ["oce_patent_litigation_cases/v1", "acme"],
    ] as const)
      expect((await ask(`/ds-api/${dataset}`, words)).response?.numFound ?? dataset).toBe(1);
    const { total } = await ask("/v1/datasets/oce_patent_examination_event_codes/v1", "rejection");
    expect(total).toBeGreaterThan(5);
  });

  test("a cell that is no flag comes back as it was on the Developer Hub's route", async () => {
    const { response } = await ask("/ds-api/cancer_moonshot/v1", "Family_ID:38668948");
    expect(response.docs[0]).toMatchObject({
      Food_and_Nutrition: "maybe",
      FDA_Ingredient: "ASPIRIN, CODEINE|MORPHINE",
    });
  });
});
