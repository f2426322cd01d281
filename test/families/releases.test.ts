import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseOf } from "../../src/ingest/releases.js";
import { loadedServer } from "../server/loaded.js";

const NOW = new Date("2026-11-30T12:00:00Z");

test.each([
  ["litigation/2016/cases.csv", "2016"],
  ["litigation/2016/csv/cases.csv.zip", "2016"],
  ["cases_2020.csv", "2020"],
  ["2016/cases-2020.csv", "2020"],
  ["PTLITIG/2024-03-27/csv.zip", "2024-03-27"],
  ["csv-1963-2015.zip", "2015"],
  ["incoming/cases.csv", "2026-11-30"],
  ["artunit-2019abc/cases120190.csv", "2026-11-30"],
  ["2016/records.json", null],
])("%s is of the release %s", (path, release) => {
  expect(releaseOf(path, NOW)).toBe(release);
});

const folder = mkdtempSync(join(tmpdir(), "artunit-releases-"));
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const file = (release: string, name: string, ...lines: readonly string[]) => {
    mkdirSync(join(folder, release), { recursive: true });
    writeFileSync(join(folder, release, name), `${lines.join("\n")}\n`);
  };
  const cases = "case_row_id,case_number,case_name,date_filed,date_closed";
  file(
    "2016",
    "cases.csv",
    cases,
    "1,1:10-cv-1,A v. B,2010-05-07,",
    "2,1:11-cv-2,C v. D,2011-05-07,2012-01-01",
  );
  file(
    "2020",
    "cases.csv",
    `${cases},patent_list`,
    "1,1:10-cv-1,A v. B,2010-05-07,2018-02-03,1;2",
    "2,1:11-cv-2,C v. D,2011-05-07,2012-01-01,",
    "3,1:19-cv-3,E v. F,2019-05-07,,3",
  );
  const documents = "case_row_id,case_number,doc_count,date_filed,long_description";
  file("2016", "documents.csv", documents, "1,1:10-cv-1,1,2010-05-07,COMPLAINT");
  file(
    "2020",
    "documents.csv",
    documents,
    "1,1:10-cv-1,1,2010-05-07,COMPLAINT",
    "1,1:10-cv-1,2,2010-06-07,ANSWER",
  );
  server = await loadedServer([folder]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["oce_patent_litigation_cases", "*:*", 3],
  ["oce_patent_litigation_cases", "source:litigation-2016", 2],
  ["oce_patent_litigation_cases", "source:litigation-20*", 5],
  ["oce_patent_litigation_cases", "date_closed:2018-02-03", 1],
  ["oce_patent_litigation_cases", "case_row_id:1 AND NOT date_closed:*", 0],
  ["oce_patent_litigation_cases", "case_row_id:1 AND NOT date_closed:* AND source:litigation-2016", 1],
  ["litigation_documents", "case_row_id:1", 2],
  ["litigation_documents", "case_row_id:1 AND source:litigation-2016", 1],
  ["litigation_documents", "long_description:COMPLAINT", 1],
])(
  "of two releases of %s the newest answers %s unless another is asked for: %i",
  async (key, criteria, total) => {
    const url = `/v1/datasets/${key}/v1/records?criteria=${encodeURIComponent(criteria)}`;
    expect((await server.app.inject(url)).json().total).toBe(total);
  },
);

test("so do the Developer Hub's route, groups and exports", async () => {
  const hub = await server.app.inject("/ds-api/oce_patent_litigation_cases/v1/records");
  expect(hub.json().response.numFound).toBe(3);
  const groups = await server.app.inject("/v1/datasets/oce_patent_litigation_cases/v1/groups?by=case_name");
  expect(groups.json().groups).toHaveLength(3);
  const csv = await server.app.inject("/v1/datasets/oce_patent_litigation_cases/v1/records.csv");
  expect(csv.body.trim().split("\r\n")).toHaveLength(4);
});

test.each([
  ["oce_patent_litigation_cases", "litigation-2016", 2],
  ["oce_patent_litigation_cases", "litigation-2020", 3],
  ["litigation_documents", "litigation-2016", 1],
])("%s with source=%s has the %i records of that release", async (key, source, total) => {
  const url = `/v1/datasets/${key}/v1/records?source=${source}`;
  expect((await server.app.inject(url)).json()).toMatchObject({ source, total });
});

test.each(["litigation-2018", "litigation", "release-2017"])(
  "a source of which there is no row, %s, is refused with those that there are",
  async (source) => {
    const url = `/v1/datasets/oce_patent_litigation_cases/v1/records?source=${source}`;
    const answer = await server.app.inject(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: "bad-parameter",
      message: expect.stringContaining("must be litigation-2016 or litigation-2020"),
    });
  },
);

test("a release with more columns keeps them", async () => {
  const url = "/v1/datasets/oce_patent_litigation_cases/v1/records?criteria=case_row_id:3";
  expect((await server.app.inject(url)).json().records).toMatchObject([
    { source: "litigation-2020", extra: { patent_list: "3" } },
  ]);
});
