import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATASETS } from "../../src/installation.js";
import { loadedServer, RECORDED } from "../server/loaded.js";
import { serverOf } from "../server/servers.js";

const recorded = (path: string) => JSON.parse(readFileSync(`${RECORDED}${path}`, "utf8"));

describe("the Developer Hub's list", () => {
  const { app } = serverOf(null);

  test("has the 13 known pairs, the recorded ones first and in their order", async () => {
    const { total, apis } = (await app.inject("/ds-api/")).json();
    const before = recorded("ds_api/recorded_list_excerpt.json").apis as { apiUrl: string }[];
    const path = ({ apiUrl }: { apiUrl: string }) => new URL(apiUrl).pathname;
    expect(apis.slice(0, 5).map(path)).toEqual(before.map(path));
    expect([total, apis.length, new Set(apis.map(path)).size]).toEqual([13, 13, 13]);
  });

  test("says of cancer_moonshot what was recorded, and its fields besides", async () => {
    const answer = (await app.inject("/ds-api/cancer_moonshot/v1/fields")).json();
    const { apiUrl, apiDocumentationUrl, ...rest } = recorded("ds_api/cancer_moonshot_v1_fields.json");
    expect(answer).toMatchObject(rest);
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
  const FILES: Readonly<Record<string, readonly string[]>> = {
    "event_codes.csv": [
      "event_code,event_description,seen",
      "CTNF,Mail-Non Final,1",
      "CTNF,Non-Final Rejection,2",
      "2091,New text of a numeric code,3",
      ",nothing,4",
    ],
    "cases.csv": [
      "case_row_id,case_number,case_name,date_filed,date_closd,new_column",
      '1,1:10-cv-00389,"Acme, Inc. v. Widget",2010-05-07,20120301,x',
      "2.0,1:11-cv-00001,B v. C,05/18/2011,never,",
      "abc,1:11-cv-00002,No key,,,",
      // A column with more than a tenth of its cells broken is refused.
      ...Array.from({ length: 12 }, (_, at) => `${at + 3},1:12-cv-${at},D v. E,2012-01-01,2013-01-01,`),
    ],
    "names.csv": [
      "case_row_id,case_number,party_row_count,party_type,name_row_count,name",
      "1,1:10-cv-00389,1,Plaintiff,1,Acme",
    ],
    "attorneys.csv": [
      "case_row_id,case_number,party_row_count,party_type,attorney_row_count,name,contactinfo,position",
      '1,1:10-cv-00389,1,Plaintiff,1,Jane Roe,"1 Main Street\nDover",LEAD ATTORNEY',
    ],
    "documents.csv": [
      "case_row_id,case_number,doc_count,attachment,date_filed,long_description,doc_number,short_description,upload_date",
      "1,1:10-cv-00389,1,,2010-05-07,COMPLAINT,1,,",
    ],
    "pacer.csv": [
      "case_name,court_code,court_name,date_closed,case_number,pacer_id,date_filed",
      "Acme v. Widget,ded,Delaware,2012-03-01,1:10-cv-00389,0039241,2010-05-07",
    ],
    "patents.csv": ["case_row_id,case_number,patent,patent_doc_type", "1,1:10-cv-00389,6992580,Patent"],
    "moonshot.csv": [
      "Patent_or_Publication_ID,Family_ID,USPC_Current_Original,CPC_Inventive,Data_Science,Food_and_Nutrition,FDA_Ingredient,TBD",
      'US 8012966 B2,38668948,514/249,A61K 31/00|A61P 35/00; A61P 1/00,1,maybe,"ASPIRIN, CODEINE|MORPHINE",x',
      ...Array.from({ length: 12 }, (_, at) => `US ${5620971 + at} A,27559695,,,0,0,,`),
    ],
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "artunit-flat-"));
    for (const [name, lines] of Object.entries(FILES))
      writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
    server = await loadedServer([folder]);
  }, 120_000);
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

  test("a cell that is no flag comes back as it was on the Developer Hub's route", async () => {
    const { response } = await ask("/ds-api/cancer_moonshot/v1", "Family_ID:38668948");
    expect(response.docs[0]).toMatchObject({
      Food_and_Nutrition: "maybe",
      FDA_Ingredient: "ASPIRIN, CODEINE|MORPHINE",
    });
  });
});
