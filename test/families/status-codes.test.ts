import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadedServer, RECORDED } from "../server/loaded.js";
import { serverOf } from "../server/servers.js";
import { DIFFERENCES } from "./differences.js";

const PATH = "/api/v1/patent/status-codes";
const recorded = (name: string) =>
  JSON.parse(readFileSync(`${RECORDED}odp_status_codes/${name}`, "utf8")) as {
    readonly count: number;
    readonly statusCodeBag: readonly object[];
  };

describe("a fresh installation", () => {
  const { app } = serverOf(null);

  test("answers the recorded request with the recorded codes, and says how many it has", async () => {
    const { count, statusCodeBag } = (await app.inject(PATH)).json();
    expect(statusCodeBag).toEqual(recorded("get_status_codes.json").statusCodeBag);
    expect(count).toBe(recorded("get_status_codes.json").count - DIFFERENCES.unknownStatusCodes);
  });

  test("answers the members of the raw recorded answer in their order", async () => {
    const text = (await app.inject(`${PATH}?limit=3`)).body;
    const raw = readFileSync(`${RECORDED}odp_status_codes/raw_get_status_codes.json`, "utf8").trim();
    const id = /"requestIdentifier":"[0-9a-f-]{36}"/;
    expect(text.replace(id, "id")).toBe(raw.replace(id, "id").replace('"count":241', '"count":238'));
  });

  test.each([
    ["?q=applicationStatusCode:150", 1],
    // As a client of the portal asks: words of the description, whatever their case.
    ["?q=applicationStatusDescriptionText:(abandoned AND issue)", 1],
    ["?q=patented", 3],
    // All searchable fields are, the code too.
    ["?q=150", 1],
    ["?q=150%20OR%20quayle", null],
    [
      "?filters=applicationStatusCode%2030,150&filters=applicationStatusDescriptionText%20%22Patented Case%22",
      1,
    ],
    ["?rangeFilters=applicationStatusCode%201:20", 9],
    ["?q=applicationStatusCode:%3E=600", null],
  ])("GET %s", async (query, count) => {
    const answer = await app.inject(PATH + query);
    expect(answer.statusCode).toBe(200);
    if (count !== null) expect(answer.json().count).toBe(count);
  });

  test.each([
    ["?limit=1&foo=2", /Without meaning here: foo/],
    ["?limit=1&format=csv", /Without meaning here: format/],
    ["?limit=1&fields=foo", /No such field in fields: foo/],
    ["?limit=1&sort=foo%20asc", /No such field in sort: foo/],
    ["?limit=1&facets=foo", /No such field in facets: foo/],
    ["?q=code:1", /No such field, so nothing matches it: code/],
    ["?limit=1", /^undefined$/],
  ])(
    "as of the portal's other searches, what means nothing in %s is told in a header",
    async (query, told) => {
      const answer = await app.inject(PATH + query);
      expect(String(answer.headers["x-artunit-warning"])).toMatch(told);
      if (answer.statusCode === 200) expect(answer.json().statusCodeBag).toHaveLength(1);
    },
  );

  test("counts the values of fields that are asked for as facets", async () => {
    const { facets } = (
      await app.inject(
        `${PATH}?q=patented&facets=applicationStatusDescriptionText,applicationStatusCode&limit=1`,
      )
    ).json();
    expect(facets.applicationStatusCode).toHaveLength(3);
    expect(facets.applicationStatusDescriptionText).toContainEqual({ value: "Patented Case", count: 1 });
  });

  test("refuses unknown names where the operator wants that", async () => {
    const { app: strict } = serverOf(null, { unknownFields: "refuse" });
    expect((await strict.inject(`${PATH}?q=code:1`)).statusCode).toBe(400);
    expect((await strict.inject(`${PATH}?sort=foo%20asc`)).statusCode).toBe(400);
  });

  test("POST takes the same as JSON, and none of it", async () => {
    const post = (payload: object | string) =>
      app.inject({ method: "POST", url: PATH, payload, headers: { "content-type": "application/json" } });
    const filters = [{ name: "applicationStatusCode", value: ["150"] }];
    expect(
      (await post({ filters, fields: ["applicationStatusDescriptionText"] })).json().statusCodeBag,
    ).toEqual([{ applicationStatusDescriptionText: "Patented Case" }]);
    expect((await post("")).json().count).toBe(238);
  });

  test.each([
    [
      "?q=applicationStatusCode:99999",
      404,
      "No matching records found, refine your search criteria and try again",
    ],
    ["?q=code:1", 404, "No matching records found"],
    ["?filters=foo%201", 404, "No matching records found"],
    ["?q=applicationStatusCode:x", 400, "applicationStatusCode"],
    ["?limit=0", 400, "limit"],
  ])("%s is %i", async (query, status, says) => {
    const answer = await app.inject(PATH + query);
    expect(answer.statusCode).toBe(status);
    expect(Object.keys(answer.json())).toEqual(
      expect.arrayContaining(["code", "error", "requestIdentifier"]),
    );
    expect(answer.json().errorDetails).toContain(says);
  });

  test("answers the Developer Hub's route, where codes are text, and our own", async () => {
    const url = "oce_patent_examination_status_codes/v1/records?criteria=appl_status_code:150";
    expect((await app.inject(`/ds-api/${url}`)).json().response.docs).toEqual([
      { appl_status_code: "150", status_description: "Patented Case" },
    ]);
    expect((await app.inject(`/v1/datasets/${url}`)).json().records).toEqual([
      { appl_status_code: 150, status_description: "Patented Case", source: "bundled" },
    ]);
  });

  test("still says that nothing is loaded, of other datasets", async () => {
    expect((await app.inject("/ds-api/oa_rejections/v2/records")).statusCode).toBe(503);
  });
});

describe("saved answers of the portal", () => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-status-answers-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(["get_status_codes.json", "raw_get_status_codes.json"])(
    "%s loads, and comes out member by member when it is asked again",
    async (name) => {
      const { app, close } = await loadedServer([`${RECORDED}odp_status_codes/${name}`]);
      const theirs = recorded(name).statusCodeBag;
      const { count, statusCodeBag } = (await app.inject(`${PATH}?limit=${theirs.length}`)).json();
      expect(statusCodeBag).toEqual(theirs);
      expect(count).toBe(recorded(name).count - DIFFERENCES.unknownStatusCodes);
      const native = "/v1/datasets/oce_patent_examination_status_codes/v1/records?criteria=source:api";
      expect((await app.inject(native)).json().total).toBe(theirs.length);
      await close();
    },
  );

  test("what the portal says otherwise of a code comes before the bundled text", async () => {
    const file = join(folder, "answer.json");
    const statusCodeBag = [
      { applicationStatusCode: 150, applicationStatusDescriptionText: "Patented, at last" },
      { applicationStatusCode: 9001, applicationStatusDescriptionText: "Something New" },
    ];
    writeFileSync(file, JSON.stringify({ count: 2, requestIdentifier: "a", statusCodeBag }, null, 1));
    const { app, close } = await loadedServer([file]);
    const { statusCodeBag: found } = (await app.inject(`${PATH}?q=150 OR 9001`)).json();
    expect(found).toEqual(statusCodeBag);
    await close();
  });
});

describe("a user's table", () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof loadedServer>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "artunit-codes-"));
    writeFileSync(
      join(folder, "status_codes.csv"),
      [
        "Appl_Status_Code,status_description,remark",
        "150.0,Patented,ours",
        "150,Patented Case,",
        "9001,Something New,",
        "abc,No number,",
        ",No code,",
      ].join("\n"),
    );
    server = await loadedServer([join(folder, "status_codes.csv")]);
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test("answers before the bundled rows: both texts of a code, and what is new; the bundled ones fill what it lacks", async () => {
    const records = async (criteria: string) =>
      (
        await server.app.inject(
          `/v1/datasets/oce_patent_examination_status_codes/v1/records?criteria=${encodeURIComponent(criteria)}`,
        )
      ).json().records;
    expect(await records("appl_status_code:(150 OR 9001 OR 30)")).toMatchObject([
      {
        appl_status_code: 30,
        status_description: "Docketed New Case - Ready for Examination",
        source: "bundled",
      },
      { appl_status_code: 150, status_description: "Patented", source: "patex", extra: { remark: "ours" } },
      { appl_status_code: 150, status_description: "Patented Case", source: "patex" },
      { appl_status_code: 9001, status_description: "Something New", source: "patex" },
    ]);
    const { count } = (await server.app.inject(PATH)).json();
    // The 238, one of them twice, and a new one; two rows have no code that can be read.
    expect(count).toBe(240);
  });
});
