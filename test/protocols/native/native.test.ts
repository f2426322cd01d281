import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, onTestFinished, test } from "vitest";
import { findDataset } from "../../../src/installation.js";
import { PASSING_KEY, writeCursor } from "../../../src/server/cursor.js";
import { tableOf } from "../../ingest/dta/kinds.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

const rows = Array.from({ length: 250 }, (_, number) =>
  rejection(number, {
    claims: [1, 2 + (number % 3)],
    is_duplicate: number % 50 === 7,
    canonical_action_id: `DOC${String(number).padStart(12, "0")}`,
    legal_section: number % 5 === 0 ? "101" : "103",
    tech_center: "2400",
  }),
);
const actions = rows.map(
  ({ legal_section, action_type, action_category, claim_numbers, claims, ...action }) => action,
);
const citations = (<const>[
  ["c1", "12000001", "DOC000000000001", "6992580", "US6992580", "102"],
  ["c2", "12000001", "DOC000000000001", "7391316", "US7391316", "103"],
  ["c3", "12000001", "DOC000000000001", "6992580", "US6992580", "103"],
  ["c4", "12000002", null, "6992580", "US6992580", null],
]).map(([record_id, application_number, document_id, reference_number, reference_key, legal_section]) => ({
  record_id,
  application_number,
  document_id,
  reference_text: reference_number,
  reference_number,
  reference_key,
  legal_section,
  action_type: legal_section,
  art_unit: document_id === null ? null : "2431",
  mail_date: document_id === null ? null : "2011-03-02",
  source: "release-2017",
  is_preferred: true,
}));
const { app, logged } = serverOf(storeOf({ rejections: rows, office_actions: actions, citations }));
const BASE = "/v1/datasets/oa_rejections/v2";

async function get(url: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method: "GET", url, headers });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, trailers: answer.trailers };
}

async function json(url: string) {
  const answer = await get(url);
  expect([url, answer.status, answer.status === 200 ? "" : answer.text]).toEqual([url, 200, ""]);
  return JSON.parse(answer.text);
}

describe("records", () => {
  test("an answer names its snapshot, question and meaning beside the exact total", async () => {
    const answer = await json(`${BASE}/records?criteria=legalSectionCode:101&limit=3`);
    expect(answer).toMatchObject({
      dataset: "oa_rejections/v2",
      criteria: "legalSectionCode:101",
      duplicates: "include",
      source: null,
      total: 50,
    });
    expect(answer.records).toHaveLength(3);
    expect(answer.meaning).toContain("101");
    expect(typeof answer.snapshot).toBe("string");
  });

  test("cursors reach every record once, in order, whatever the page size", async () => {
    const whole = await json(`${BASE}/records?sort=cite103Max%20desc,submissionDate&limit=1000`);
    const walked: unknown[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page = await json(`${BASE}/records?sort=cite103Max%20desc,submissionDate&limit=37${more}`);
      expect(page.total).toBe(250);
      walked.push(...page.records);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(walked).toEqual(whole.records);
  });

  test("a changed cursor, and one of another question, is refused", async () => {
    const { cursor } = await json(`${BASE}/records?limit=10`);
    const middle = Math.floor(cursor.length / 2);
    const changed = `${cursor.slice(0, middle)}${cursor[middle] === "A" ? "B" : "A"}${cursor.slice(middle + 1)}`;
    for (const url of [
      `${BASE}/records?limit=10&cursor=${changed}`,
      `${BASE}/records?criteria=legalSectionCode:101&limit=10&cursor=${cursor}`,
      `/v1/datasets/oa_rejections/v1/records?limit=10&cursor=${cursor}`,
      `${BASE}/records?cursor=nonsense`,
    ]) {
      const answer = await get(url);
      expect([url, answer.status, JSON.parse(answer.text).code]).toEqual([url, 400, "cursor-invalid"]);
    }
  });

  test("no character of a cursor can be changed", async () => {
    const { cursor } = await json(`${BASE}/records?sort=submissionDate&limit=10`);
    for (let at = 0; at < cursor.length; at++) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === "A" ? "Q" : "A"}${cursor.slice(at + 1)}`;
      const answer = await get(`${BASE}/records?sort=submissionDate&limit=10&cursor=${changed}`);
      expect([at, answer.status]).toEqual([at, 400]);
    }
  });

  test("NOW means on later pages what it meant on the first", async () => {
    const url = `${BASE}/records?criteria=submissionDate:%5B*%20TO%20NOW%5D%20AND%20-createDateTime:%5B*%20TO%20NOW%5D&limit=200`;
    const first = await json(url);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await json(`${url}&cursor=${first.cursor}`);
    expect([first.records.length, second.records.length, second.meaning]).toEqual([200, 50, first.meaning]);
  });

  test("a form says the same as JSON and as the query string", async () => {
    const ask = async (payload: string, type: string, query = "") =>
      (
        await app.inject({
          method: "POST",
          url: `${BASE}/records${query}`,
          payload,
          headers: { "content-type": type },
        })
      ).json();
    const expected = await json(`${BASE}/records?criteria=legalSectionCode:101&limit=2`);
    const form = "application/x-www-form-urlencoded";
    expect(await ask("criteria=legalSectionCode%3A101&limit=2", form)).toEqual(expected);
    expect(await ask("limit=2", form, "?criteria=legalSectionCode:101")).toEqual(expected);
    expect(await ask('{"criteria":"legalSectionCode:101","limit":2}', form)).toEqual(expected);
    for (const [payload, query] of [
      ["limit=2", "?limit=3"],
      ['{"key":"oa_citations"}', ""],
      ["limit=2&limit=3", ""],
    ] as const)
      expect(await ask(payload, payload.startsWith("{") ? "application/json" : form, query)).toMatchObject({
        code: "bad-parameter",
      });
  });

  test("a cursor of a snapshot that is gone says so", async () => {
    const gone = writeCursor(
      { snapshot: "20200101T000000-abc123", now: null, sealKey: PASSING_KEY },
      "any",
      [1],
    );
    const answer = await get(`${BASE}/records?cursor=${gone}`);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([410, "cursor-expired"]);
  });

  test.each([
    ["claims:4", 83],
    ["is_duplicate:true", 5],
    ["tech_center:2400 AND claims:1", 250],
  ])("the derived fields can be asked for: %s", async (criteria, total) => {
    expect(
      (await json(`${BASE}/records?criteria=${encodeURIComponent(criteria)}&count_only=true`)).total,
    ).toBe(total);
  });

  test("duplicates are counted unless they are left out", async () => {
    const url = `${BASE}/records?count_only=true`;
    expect((await json(url)).total).toBe(250);
    expect(await json(`${url}&duplicates=exclude`)).toMatchObject({ total: 245, duplicates: "exclude" });
  });

  test("a list of applications in several spellings narrows the question", async () => {
    const answer = await app.inject({
      method: "POST",
      url: `${BASE}/records`,
      payload: {
        applications: ["12/000,003", "12000004", "US 12/000005"],
        select: ["patentApplicationNumber"],
      },
    });
    expect(answer.json().records).toEqual([
      { patentApplicationNumber: "12000003" },
      { patentApplicationNumber: "12000004" },
      { patentApplicationNumber: "12000005" },
    ]);
  });

  test.each([
    ["criteria=legalSectionCod:103", { status: 400, code: "unknown-field", suggestion: "legalSectionCode" }],
    ["criteria=rejection103:1", { status: 400, code: "unknown-field", suggestion: "hasRej103" }],
    [
      "criteria=legalSectionCode:DP",
      { status: 400, code: "bad-value", suggestion: "nonstatutory double patenting" },
    ],
    ["criteria=(a", { status: 400, code: "criteria-syntax" }],
    ["criterias=*:*", { status: 400, code: "unknown-parameter", field: "criterias", suggestion: "criteria" }],
    ["rows=10", { status: 400, code: "unknown-parameter", suggestion: "limit" }],
    ["q=*:*", { status: 400, code: "unknown-parameter", suggestion: "criteria" }],
    ["fields=id", { status: 400, code: "unknown-parameter", suggestion: "select" }],
    [
      "limit=-1",
      {
        status: 400,
        code: "bad-parameter",
        field: "limit",
        message: '"limit" must be a whole number from 0 to 100000, and is "-1".',
      },
    ],
    ["limit=100001", { status: 400, code: "bad-parameter", field: "limit" }],
    ["limit=1&limit=2", { status: 400, code: "bad-parameter", field: "limit" }],
    ["sort=nope", { status: 400, code: "unknown-field", field: "sort" }],
    ["sort=id%20upwards", { status: 400, code: "bad-parameter", field: "sort" }],
    ["sort=submissionDate:desc", { status: 400, code: "bad-parameter", suggestion: "submissionDate desc" }],
    ["select=hasRej13", { status: 400, code: "unknown-field", field: "select" }],
    ["count_only=true&raw=true", { status: 400, code: "bad-parameter", field: "raw" }],
    ["applications=nonsense", { status: 400, code: "bad-value", field: "applications" }],
    ["duplicates=maybe", { status: 400, code: "bad-parameter", field: "duplicates" }],
    ["as_of=20200101T000000-abc123", { status: 404, code: "snapshot-unknown", field: "as_of" }],
    [
      "as_of=foo",
      {
        status: 404,
        message: 'There is no snapshot "foo". Ask again without "as_of", or with an id that an answer gave.',
      },
    ],
  ])("%s is refused with what is wrong", async (query, expected) => {
    const { status, ...rest } = expected;
    const answer = await get(`${BASE}/records?${query}`);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(rest);
  });

  test.each([
    ["oa_zip_data/v1", "applications=14574014", "applications", /no application numbers/],
    ["oa_allrej/2025", "ids=0123456789abcdef0123456789abcdef", "ids", /neither row ids nor document ids/],
  ])("%s has nothing that %s could name, and says so", async (name, query, field, message) => {
    const answer = await get(`/v1/datasets/${name}/records?${query}`);
    expect([answer.status, JSON.parse(answer.text).code, JSON.parse(answer.text).field]).toEqual([
      400,
      "bad-parameter",
      field,
    ]);
    expect(JSON.parse(answer.text).message).toMatch(message);
  });

  test.each([
    [
      '{"criteria": "*:*"',
      /^The body is not a JSON object: .*(?:position|character) 18\b.*Send the parameters/,
    ],
    ['{"criteria": *:*}', /^The body is not a JSON object: .*Send the parameters as a JSON object/],
    ['["*:*"]', /^The body is not a JSON object: it is a list\./],
  ])("the body %s is no JSON object, and it is told where", async (payload, message) => {
    for (const url of [`${BASE}/records`, `${BASE}/groups`, "/v1/office-actions", "/v1/similar"]) {
      const headers = { "content-type": "application/json" };
      const answer = await app.inject({ method: "POST", url, headers, payload });
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 400, "bad-parameter"]);
      expect(answer.json().message).toMatch(message);
    }
  });

  test("JSON may write the number of an application as a number", async () => {
    const headers = { "content-type": "application/json" };
    const asked = (applications: unknown) =>
      app.inject({
        method: "POST",
        url: `${BASE}/records`,
        headers,
        payload: JSON.stringify({ applications }),
      });
    const [asNumber, asText] = [await asked(12000004), await asked("12000004")];
    expect(asNumber.statusCode).toBe(200);
    expect(asNumber.json().total).toBe(asText.json().total);
  });

  test("an unknown dataset names those that exist", async () => {
    const answer = await get("/v1/datasets/oa_rejections/v7/records");
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining("oa_rejections/v2")]);
  });
});

describe("exports", () => {
  test("NDJSON ends with a line that counts and seals what came before", async () => {
    const { text, headers } = await get(`${BASE}/records.ndjson?criteria=legalSectionCode:101`);
    expect(headers["content-type"]).toContain("application/x-ndjson");
    const lines = text.trimEnd().split("\n");
    const last = JSON.parse(lines.pop() ?? "");
    const before = text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1);
    expect(last.artunit).toMatchObject({
      rows: 50,
      sha256: createHash("sha256").update(before).digest("hex"),
    });
    expect(lines).toHaveLength(50);
  });

  test("CSV escapes what a spreadsheet would run, unless raw is asked for", async () => {
    const store = storeOf({ rejections: [rejection(1, { claim_numbers: '=1+1,"x"', uspc_class: "＝A1" })] });
    const server = serverOf(store).app;
    const ask = async (query: string) =>
      (
        await server.inject({
          method: "GET",
          url: `${BASE}/records.csv?select=id,claimNumberArrayDocument,nationalClass${query}`,
        })
      ).body;
    expect((await ask("")).split("\r\n")[1]).toBe(`${"1".padStart(32, "0")},"'=1+1,""x""",'＝A1`);
    expect((await ask("&raw=true")).split("\r\n")[1]).toBe(`${"1".padStart(32, "0")},"=1+1,""x""",＝A1`);
  });

  test("Parquet has real types and every record", async () => {
    const answer = await app.inject({
      method: "GET",
      url: `${BASE}/records.parquet`,
      headers: { "accept-encoding": "identity" },
    });
    const folder = mkdtempSync(join(tmpdir(), "artunit-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "x.parquet");
    writeFileSync(path, answer.rawPayload);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const read = await connection.runAndReadAll(
      `SELECT count(*), typeof(any_value(submissionDate)), typeof(any_value(claims)), sum(cite103Max)::INT FROM '${path}'`,
    );
    expect(read.getRowsJson()).toEqual([["250", "DATE", "BIGINT[]", 500]]);
  });

  test("a Stata file has every record, under the meanings of its fields", async () => {
    const answer = await app.inject({
      method: "GET",
      url: `${BASE}/records.dta?select=id,submissionDate,hasRej101,cite103Max`,
      headers: { "accept-encoding": "identity" },
    });
    expect(answer.headers["content-type"]).toBe("application/x-stata-dta");
    expect(answer.headers["content-disposition"]).toContain(".dta");
    expect(answer.trailers["x-artunit-rows"]).toBe("250");
    const begin = answer.rawPayload.toString("latin1");
    const { meaning } = findDataset("oa_rejections", "v2").fields.find(({ name }) => name === "cite103Max")!;
    expect(begin.slice(0, 40)).toBe("<stata_dta><header><release>118</release");
    expect(begin).toContain(meaning.slice(0, 79));
    // The number of rows, in eight bytes.
    expect(answer.rawPayload.readUInt32LE(begin.indexOf("<N>") + 3)).toBe(250);
    const folder = mkdtempSync(join(tmpdir(), "artunit-test-"));
    writeFileSync(join(folder, "x.dta"), answer.rawPayload);
    const [header, first] = (await tableOf(join(folder, "x.dta"))).split("\n");
    rmSync(folder, { recursive: true, force: true });
    expect(header).toBe("id,submissionDate,hasRej101,cite103Max");
    const csv = await get(`${BASE}/records.csv?select=id,submissionDate,hasRej101,cite103Max&limit=1`);
    expect(first).toBe(csv.text.split("\r\n")[1]);
  });

  test("a page of JSON is counted and sealed in its headers", async () => {
    const { text, headers, trailers } = await get(`${BASE}/records?limit=7`);
    expect(headers).toMatchObject({
      "x-artunit-rows": "7",
      "x-artunit-sha256": createHash("sha256").update(text).digest("hex"),
      "content-length": String(Buffer.byteLength(text)),
    });
    expect(headers.trailer).toBeUndefined();
    expect(trailers).toEqual({});
  });

  test.each<[string, Record<string, string>]>([
    [`${BASE}/records.json?limit=7`, {}],
    [`${BASE}/records?limit=7`, { te: "trailers" }],
    [`${BASE}/records?limit=20000`, { te: "gzip, Trailers" }],
  ])("JSON has trailers as a file and for who asks for them: %s", async (url, given) => {
    const { text, trailers } = await get(url, given);
    expect(trailers).toEqual({
      "x-artunit-rows": String(JSON.parse(text).records.length),
      "x-artunit-sha256": createHash("sha256").update(text).digest("hex"),
    });
  });

  test("a long page of JSON has none of its own accord", async () => {
    const { headers, trailers } = await get(`${BASE}/records?limit=20000`);
    expect(headers.trailer).toBeUndefined();
    expect(trailers).toEqual({});
  });

  test("the Accept header chooses the format too", async () => {
    expect((await get(`${BASE}/records?limit=1`, { accept: "text/csv" })).headers["content-type"]).toContain(
      "text/csv",
    );
  });
});

describe("groups and facets", () => {
  test("groups are exact and say how many there are", async () => {
    const answer = await json(`${BASE}/groups?by=legalSectionCode`);
    expect(answer).toMatchObject({
      total: 250,
      groupTotal: 2,
      groups: [
        { key: ["103"], size: 200 },
        { key: ["101"], size: 50 },
      ],
    });
  });

  test("dates group by period, and pages of groups join without a gap", async () => {
    const whole = await json(`${BASE}/groups?by=submissionDate.year,legacyDocumentCodeIdentifier&order=key`);
    expect(whole.groups.reduce((sum: number, each: { size: number }) => sum + each.size, 0)).toBe(250);
    const walked: unknown[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page = await json(
        `${BASE}/groups?by=submissionDate.year,legacyDocumentCodeIdentifier&order=key&limit=5${more}`,
      );
      walked.push(...page.groups);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(walked).toEqual(whole.groups);
  });

  test("distinct values are counted exactly", async () => {
    const answer = await json(`${BASE}/groups?by=legalSectionCode&measure=distinct:cite103Max`);
    expect(answer.groups).toEqual([
      { key: ["103"], size: 4 },
      { key: ["101"], size: 1 },
    ]);
  });

  test("a record is in a group for each of its claims", async () => {
    const answer = await json(`${BASE}/groups?by=claims&order=key`);
    expect(answer).toMatchObject({ total: 250, groupTotal: 4 });
    expect(answer.groups[0]).toEqual({ key: [1], size: 250 });
  });

  test.each([
    ["by=", "bad-parameter"],
    ["by=a,b,c,d", "bad-parameter"],
    ["by=legalSectionCode.year", "bad-parameter"],
    ["by=nope", "unknown-field"],
    ["by=id&measure=sum:x", "bad-parameter"],
  ])("groups refuse %s", async (query, code) => {
    const answer = await get(`${BASE}/groups?${query}`);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, code]);
  });

  test("facets are exported too, and name their own parameter", async () => {
    const csv = await get(`${BASE}/facets.csv?fields=legalSectionCode,hasRej103`);
    expect(csv.text).toBe(
      "field,value,count\r\nlegalSectionCode,103,200\r\nlegalSectionCode,101,50\r\nhasRej103,true,250\r\n",
    );
    expect(JSON.parse((await get(`${BASE}/facets?fields=nope`)).text)).toMatchObject({ field: "fields" });
    expect(JSON.parse((await get(`${BASE}/records.csv?count_only=true`)).text)).toMatchObject({
      field: "count_only",
    });
  });

  test("facets of a filtered set sum to its total", async () => {
    const answer = await json(
      `${BASE}/facets?fields=legalSectionCode,cite103Max,submissionDate.year&criteria=claims:2&limit=3`,
    );
    expect(answer.facets).toHaveLength(3);
    for (const facet of answer.facets) {
      const listed = facet.values.reduce((sum: number, each: { count: number }) => sum + each.count, 0);
      expect(listed + facet.otherRecords).toBe(answer.total);
    }
  });
});

describe("joined objects", () => {
  test("an application has its actions in order with what belongs to each", async () => {
    const answer = await json("/v1/applications/12%2F000%2C001");
    expect(answer).toMatchObject({ application_number: "12000001", spellings: { printed: "12/000,001" } });
    expect(answer.actions).toHaveLength(1);
    expect(answer.actions[0]).toMatchObject({
      document_id: "DOC000000000001",
      action: { document_code: "CTNF" },
      rejections: [{ legal_section: "103" }],
    });
    expect(answer.actions[0].citations).toHaveLength(3);
  });

  test("an Office action is found by its document id", async () => {
    expect(await json("/v1/office-actions/DOC000000000001")).toMatchObject({
      application_number: "12000001",
    });
  });

  test("a reference says who was rejected over it, with what", async () => {
    const answer = await json("/v1/references/US%206%2C992%2C580%20B2");
    expect(answer).toMatchObject({
      reference_key: "US6992580",
      citations: 3,
      applications: 2,
      by_ground: [
        { value: "102", rejections: 1 },
        { value: "103", rejections: 1 },
      ],
      together_with: [{ value: "US7391316", rejections: 1 }],
    });
  });

  test.each([
    ["/v1/applications/99999999", 404, "not-found"],
    ["/v1/applications/nonsense", 400, "bad-value"],
    ["/v1/applications/US-201412000001-A", 200, undefined],
    ["/v1/office-actions/NOPE", 404, "not-found"],
    ["/v1/references/1", 400, "bad-value"],
    ["/v1/references/9999999", 404, "not-found"],
  ])("%s answers %i", async (url, status, code) => {
    const answer = await get(url);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
  });
});

describe("datasets and explanations", () => {
  test("a dataset tells its fields, how often each is missing, and its coverage", async () => {
    const answer = await json(BASE);
    expect(answer).toMatchObject({ key: "oa_rejections", version: "v2", rows: 250 });
    const field = answer.fields.find((each: { name: string }) => each.name === "nationalClass");
    expect(field).toMatchObject({ type: "text", match: "keyword", missing: 250, nullRate: 1 });
    expect(answer.coverage.reduce((sum: number, each: { rows: number }) => sum + each.rows, 0)).toBe(250);
  });

  test("an explanation counts, and gives calls to paste", async () => {
    const answer = await json(`${BASE}/explain?criteria=hasRej101:1%20OR%20claims:3`);
    expect(answer.normalized).toBe("hasRej101:1 claims:3");
    expect(answer.estimate.records).toBe(83);
    expect(Object.keys(answer.calls)).toEqual(["curl", "python", "r", "typescript"]);
    expect(answer.calls.curl).toMatch(
      /^curl 'http:[^']+\/records\?criteria=hasRej101%3A1%20OR%20claims%3A3' > records\.json$/,
    );
  });

  test("a known tag is answered with 304", async () => {
    const first = await get(`${BASE}/records?limit=1`);
    const again = await get(`${BASE}/records?limit=1`, { "if-none-match": String(first.headers.etag) });
    expect([first.status, again.status, again.text]).toEqual([200, 304, ""]);
  });
});

describe("extraction", () => {
  const action =
    "DETAILED ACTION\nClaims 1-3 are rejected under 35 U.S.C. 101 because the claimed invention is directed to an abstract idea.";

  test.each<[string, string, string]>([
    ["plain text", "text/plain", action],
    ["JSON", "application/json", JSON.stringify({ text: action, documentId: "X" })],
  ])("an Office action is read as %s", async (_, type, payload) => {
    const answer = await app.inject({
      method: "POST",
      url: "/v1/extract",
      headers: { "content-type": type },
      payload,
    });
    expect([answer.statusCode, answer.json().rejections]).toMatchObject([
      200,
      [{ ground: "101", claims: [1, 2, 3] }],
    ]);
    const { span } = answer.json().rejections[0];
    expect(action.slice(span.start, span.end)).toContain("Claims 1-3 are rejected");
  });

  test.each<[string, string]>([
    ['{"text": 1}', "bad-parameter"],
    ["{", "bad-parameter"],
    ['{"text": "", "docId": "X"}', "unknown-parameter"],
  ])("the body %s is refused", async (payload, code) => {
    const answer = await app.inject({
      method: "POST",
      url: "/v1/extract",
      headers: { "content-type": "application/json" },
      payload,
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
  });

  test.each<[string, string, Buffer, number, string, RegExp]>([
    [
      "too large",
      "text/plain",
      Buffer.alloc(16 * 1024 * 1024 + 1, "claims "),
      413,
      "body-too-large",
      /larger than 16 MiB/,
    ],
    [
      "no text",
      "application/octet-stream",
      Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1"),
      422,
      "format-refused",
      /is an image/,
    ],
    ["a cut-off PDF", "application/pdf", Buffer.from("%PDF-1.7"), 422, "file-unreadable", /cut off/],
    ["of no type", "no type", Buffer.from("Claim 1"), 415, "unsupported-media-type", /Content-Type/],
  ])(
    "a body that is %s is refused in the native API's words",
    async (_, type, payload, status, code, words) => {
      const answer = await app.inject({
        method: "POST",
        url: "/v1/extract",
        headers: { "content-type": type },
        payload,
      });
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect(answer.json().message).toMatch(words);
    },
  );
});

test("no request above was a fault of ours", () => {
  expect(logged).toEqual([]);
});
