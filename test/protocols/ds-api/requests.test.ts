import { expect, test } from "vitest";
import { FORM, rejection, search, serverOf, storeOf } from "../../server/servers.js";

const rows = Array.from({ length: 250 }, (_, number) => rejection(number));
const { app, logged } = serverOf(storeOf({ rejections: rows }));
const DS = "/ds-api/oa_rejections/v2/records";
const ODP = "/api/v1/patent/oa/oa_rejections/v2/records";

interface Answer {
  readonly responseHeader?: { readonly params: { readonly json: string }; readonly QTime: number };
  readonly response: {
    readonly numFound: number;
    readonly start: number;
    readonly docs: Record<string, unknown>[];
  };
}

async function ask(url: string, body: string, headers: Record<string, string> = { "content-type": FORM }) {
  const answer = await app.inject({ method: "POST", url, headers, payload: body });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    json: () => answer.json<Answer>(),
  };
}

test("the Developer Hub's envelope has the recorded shape and order of properties", async () => {
  const answer = await ask(DS, "criteria=patentApplicationNumber%3A%2812000003%29&start=0&rows=100");
  expect(answer.text).toMatch(
    /^\{"responseHeader":\{"zkConnected":true,"status":0,"QTime":\d+,"params":\{"json":".*"\}\},"response":\{"numFound":\d+,"start":0,"docs":\[\{.*\}\]\}\}$/,
  );
  const { params } = JSON.parse(answer.json().responseHeader?.params.json ?? "") as {
    params: Record<string, unknown>;
  };
  expect(Object.keys(params)).toEqual(["q", "start", "rows", "fl", "wt", "indent"]);
  expect(params).toMatchObject({
    q: "patentApplicationNumber:(12000003)",
    start: 0,
    rows: 100,
    wt: "json",
    indent: "on",
  });
  expect(String(params.fl).split(",").slice(0, 4)).toEqual([
    "actionTypeCategory",
    "aliceIndicator",
    "allowedClaimIndicator",
    "bilskiIndicator",
  ]);
  expect(String(params.fl).split(",")).toHaveLength(34);
});

test("the portal's envelope is the response alone", async () => {
  const answer = await ask(ODP, "criteria=*:*&rows=1");
  expect(answer.text).toMatch(/^\{"response":\{"numFound":250,"start":0,"docs":\[\{[^{}]*\}\]\}\}$/);
});

test.each<[string, string, string, { start: number; docs: number }]>([
  ["no body", DS, "", { start: 0, docs: 100 }],
  ["a page", ODP, "criteria=*:*&start=50&rows=25", { start: 50, docs: 25 }],
  ["the last records", ODP, "start=240&rows=25", { start: 240, docs: 10 }],
  ["a page past the end", ODP, "start=250&rows=25", { start: 250, docs: 0 }],
  ["a page far past the end", DS, "start=9007199254740991", { start: 9007199254740991, docs: 0 }],
  ["more rows than there are", DS, "rows=100001", { start: 0, docs: 250 }],
  ["no rows of the portal", ODP, "rows=0", { start: 0, docs: 0 }],
  ["no rows of the Developer Hub, which means a page", DS, "rows=0", { start: 0, docs: 100 }],
  ["names that old scripts send", DS, "dataset=x&version=y&wt=json&indent=on&rows=3", { start: 0, docs: 3 }],
])("%s is answered with 200, the exact total and never null", async (_title, url, body, expected) => {
  const answer = await ask(url, body);
  expect(answer.status).toBe(200);
  expect(answer.json().response).toMatchObject({ numFound: 250, start: expected.start });
  expect(answer.json().response.docs).toHaveLength(expected.docs);
  expect(answer.text).not.toContain("null");
});

test.each<[string, Record<string, string>, string]>([
  ["a form", { "content-type": FORM }, "rows=2"],
  ["a form with a charset", { "content-type": `${FORM}; charset=UTF-8` }, "rows=2"],
  ["a form that does not say so", {}, "rows=2"],
  ["a form that says it is text", { "content-type": "text/plain" }, "rows=2\r\n"],
  ["JSON", { "content-type": "application/json" }, '{"criteria":"*:*","rows":2}'],
  ["JSON with numbers as text", { "content-type": "application/json" }, '{"rows":"2","start":"0"}'],
])("%s is read", async (_title, headers, body) => {
  const answer = await ask(ODP, body, headers);
  expect(answer.json().response.docs).toHaveLength(2);
});

test("a body that is not UTF-8 is refused, not read with its bytes replaced", async () => {
  const payload = Buffer.concat([Buffer.from("criteria=actionTypeCategory:"), Buffer.from([0xe9])]);
  const answer = await app.inject({ method: "POST", url: ODP, headers: { "content-type": FORM }, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(/not UTF-8/);
});

test("parameters may stand in the query string, beside those in the body", async () => {
  expect((await ask(`${ODP}?rows=2&start=4`, "rows=2")).json().response).toMatchObject({
    start: 4,
    docs: { length: 2 },
  });
  const got = await app.inject(`${ODP}?criteria=*:*&rows=3`);
  expect(got.json<Answer>().response.docs).toHaveLength(3);
});

test.each<[string, string, number, RegExp]>([
  ["a misspelt parameter", "row=10", 400, /"row".*Did you mean "rows"\?.*criteria, start, rows, sort, fl/],
  ["a foreign parameter", "facet.field=x", 400, /"facet\.field"/],
  ["a parameter sent twice", "rows=1&rows=2", 400, /"rows" is sent more than once/],
  ["a negative start", "start=-1", 400, /"start" must be a whole number/],
  ["a fraction", "rows=1.5", 400, /"rows" must be a whole number.*"1.5"/],
  ["a number too large to count with", "start=9223372036854775808", 400, /"start" must be/],
  ["an exponent", "rows=1e9", 400, /"rows" must be/],
  ["an empty number", "rows=", 400, /"rows" must be/],
  ["digits of another script", `rows=${encodeURIComponent("١٠")}`, 400, /"rows" must be/],
  ["blank criteria", "criteria=", 400, /blank/],
  ["criteria that do not parse", "criteria=(a", 400, /./],
  ["a body too large", `criteria=${"a".repeat(1024 * 1024)}`, 413, /larger than 1 MiB/],
])("%s is refused and told why", async (_title, body, status, details) => {
  for (const url of [DS, ODP]) {
    const answer = await ask(url, body);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/json");
    const failure = JSON.parse(answer.text) as Record<string, unknown>;
    expect(Object.keys(failure)).toEqual(
      status === 413
        ? ["code", "error", "errorDetails", "message", "detailedMessage", "requestIdentifier"]
        : ["code", "error", "errorDetails", "requestIdentifier"],
    );
    expect(failure.code).toBe(status);
    expect(failure.errorDetails).toMatch(details);
    expect(failure.requestIdentifier).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test.each<[string, string, RegExp]>([
  ["a sort field that does not exist", "sort=submisionDate desc", /Did you mean "submissionDate"\?/],
  ["a sort field far from any", "sort=id, nope", /"nope".*\(character 4 of "sort"\)\. There are: id, /],
  ["a sort field of another version", "sort=mailDate", /Did you mean "submissionDate"\?/],
  ["a sort as others write it", "sort=-submissionDate", /Write "submissionDate desc"/],
  ["a sort direction that does not exist", "sort=submissionDate down", /asc or desc/],
])("an operator can have %s refused, and is told why", async (_title, body, details) => {
  const strict = serverOf(storeOf({ rejections: rows }), { unknownFields: "refuse" });
  for (const url of [DS, ODP]) {
    const answer = await strict.app.inject({
      method: "POST",
      url,
      headers: { "content-type": FORM },
      payload: body,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(details);
  }
});

test.each<[string, Record<string, string>, string, number]>([
  ["XML", { "content-type": "application/xml" }, "<q/>", 415],
  ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }, "--x", 415],
  ["a compressed body", { "content-type": FORM, "content-encoding": "gzip" }, "x", 415],
  ["a form in another alphabet", { "content-type": `${FORM}; charset=utf-16` }, "rows=1", 415],
  ["a Content-Type that is none", { "content-type": "form" }, "rows=1", 415],
  ["broken JSON", { "content-type": "application/json" }, "{", 400],
  ["a JSON list", { "content-type": "application/json" }, "[]", 400],
  ["nested JSON", { "content-type": "application/json" }, '{"criteria":{"a":1}}', 400],
])("%s is refused", async (_title, headers, body, status) => {
  expect((await ask(ODP, body, headers)).status).toBe(status);
});

test("An empty Content-Type is as good as none", async () => {
  const answer = await ask(ODP, "rows=1", { "content-type": "" });
  expect(answer.status).toBe(200);
  expect((JSON.parse(answer.text) as Answer).response.docs.length).toBe(1);
});

test("sort orders by the field, then in the declared order", async () => {
  const dates = async (sort: string) => {
    const answer = await app.inject(search(ODP, { sort, rows: "250", fl: "submissionDate,id" }));
    return answer.json<Answer>().response.docs.map((each) => String(each.submissionDate));
  };
  const ascending = await dates("submissionDate");
  expect(ascending).toEqual([...ascending].sort());
  expect(await dates("submissionDate DESC")).toEqual([...ascending].sort().reverse());
});

test("fl honours names that exist and passes over others, saying so in a header", async () => {
  const answer = await app.inject(search(ODP, { fl: "id, hasRej103,nope", rows: "1" }));
  expect(Object.keys(answer.json<Answer>().response.docs[0] ?? {})).toEqual(["id", "hasRej103"]);
  expect(answer.headers["x-artunit-warning"]).toBe("No such field in fl: nope.");
  const all = await app.inject(search(ODP, { fl: "nope", rows: "1" }));
  expect(Object.keys(all.json<Answer>().response.docs[0] ?? {}).length).toBeGreaterThan(10);
});

test("every answer carries the recorded headers and names its snapshot", async () => {
  const { headers } = await ask(DS, "rows=1");
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "access-control-allow-origin": "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, POST, OPTIONS, PUT",
    "access-control-max-age": "1",
    "strict-transport-security": "max-age=31536000;",
    "x-artunit-snapshot": "20260101T000000-memory",
  });
  expect(headers["access-control-allow-headers"]).toContain("x-api-key");
});

test("a preflight is answered on any path", async () => {
  const answer = await app.inject({ method: "OPTIONS", url: DS, headers: { origin: "https://example.org" } });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([204, "*"]);
});

test("GET is answered with a tag, and with 304 to who has that answer", async () => {
  const first = await app.inject(`${ODP}?rows=1`);
  const etag = String(first.headers.etag);
  const second = await app.inject({ url: `${ODP}?rows=1`, headers: { "if-none-match": etag } });
  expect([second.statusCode, second.body]).toEqual([304, ""]);
  const other = await app.inject({ url: `${ODP}?rows=1`, headers: { "if-none-match": 'W/"other"' } });
  expect(other.statusCode).toBe(200);
});

test.each<[string, string, number, RegExp]>([
  [
    "a route that does not exist",
    "GET /ds-api/oa_rejections/v2/record",
    404,
    /nearest is \/ds-api\/oa_rejections\/v2\/records/,
  ],
  [
    "a dataset without what stands before it",
    "GET /oa_rejections/v2/records",
    404,
    /\/v1\/datasets\/oa_rejections\/v2\/records/,
  ],
  [
    "a version that does not exist",
    "GET /ds-api/oa_rejections/v7/fields",
    404,
    /There are: oa_rejections\/v2, oa_rejections\/v1/,
  ],
  ["a dataset that does not exist", "POST /ds-api/oa_rejection/v2/records", 404, /oa_rejections\/v2/],
  [
    "a method the route lacks",
    "DELETE /ds-api/oa_rejections/v2/records",
    405,
    /It answers GET, HEAD, OPTIONS, POST/,
  ],
  [
    "a parameter on a route that takes none",
    "GET /ds-api/oa_rejections/v2/fields?rows=1",
    400,
    /This route takes none/,
  ],
  ["a path that is not UTF-8", "GET /ds-api/%ff", 400, /not valid/],
  [
    "a dataset without a version",
    "GET /api/v1/patent/oa/oa_rejections",
    404,
    /oa\/oa_rejections\/v2\/fields/,
  ],
  [
    "the folder of the portal's datasets",
    "GET /api/v1/patent/oa/",
    404,
    /\/api\/v1\/patent\/oa\/\w+\/\w+\/fields/,
  ],
])("%s is told so", async (_title, request, status, details) => {
  const [method = "", url = ""] = request.split(" ");
  const answer = await app.inject({ method: method as "GET", url });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(details);
});

test("while nothing is loaded, records are 503 with how to load; fields are answered", async () => {
  const empty = serverOf(null).app;
  const answer = await empty.inject(search(DS, { criteria: "*:*" }));
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
  expect(answer.json<{ errorDetails: string }>().errorDetails).toContain("artunit load");
  expect((await empty.inject("/ds-api/oa_rejections/v2/fields")).statusCode).toBe(200);
  expect((await empty.inject("/healthz")).json()).toEqual({ status: "ok", snapshot: null });
});

test("nothing asked here was a fault of ours", () => {
  expect(logged).toEqual([]);
});

test("a fault of ours is logged in full and told nothing but its identifier", async () => {
  const store = { ...storeOf({}), page: () => Promise.reject(new Error("secret of the engine")) };
  const broken = serverOf(store);
  const answer = await broken.app.inject(search(ODP, {}));
  const { code, errorDetails, requestIdentifier } = answer.json<Record<string, string>>();
  expect([answer.statusCode, code]).toEqual([500, 500]);
  expect(errorDetails).not.toContain("secret");
  expect(broken.logged.join()).toContain("secret of the engine");
  expect(broken.logged.join()).toContain(requestIdentifier);
});
