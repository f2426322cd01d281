import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rejection, search, serverOf, storeOf } from "./servers.js";

const { app, logged } = serverOf(storeOf({ rejections: [rejection(1)] }));
const PATH = "/api/v1/patent/oa/oa_rejections/v2/records";
let port = 0;
beforeAll(async () => {
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

/** Sends bytes as they are and returns all that comes back until the server ends the connection. */
function sendRaw(...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    let received = "";
    socket.on("data", (part) => {
      received += part.toString("latin1");
      if (received.includes("\r\n\r\n")) socket.end();
    });
    socket.on("close", () => resolve(received));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(received) : reject(error),
    );
  });
}

const HEAD = `POST ${PATH} HTTP/1.1\r\nHost: x\r\n`;

test.each<[string, (string | Buffer)[], number]>([
  ["a header of a megabyte", [`${HEAD}X-Long: ${"a".repeat(1024 * 1024)}\r\n\r\n`], 431],
  [
    "a length and a transfer coding that contradict",
    [`${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    400,
  ],
  ["two lengths", [`${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`], 400],
  ["something that is not HTTP", ["\x16\x03\x01\x02\x00\x01\r\n\r\n"], 400],
  ["no host", [`POST ${PATH} HTTP/1.1\r\n\r\n`], 400],
  [
    "a body that says it is compressed",
    [`${HEAD}Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: 23\r\n\r\n`, gzipSync("a=b")],
    415,
  ],
  ["an odd method", [`PROPFIND ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`], 405],
  ["two hosts", [`GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n`], 400],
  ["a method of the future", [`QUERY ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`], 405],
  ["an absolute address", [`GET //evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`], 404],
  ["a backslash for a slash", [`GET /\\evil.example HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`], 404],
])("%s gets a status and leaves the server well", async (_title, parts, status) => {
  const answer = await sendRaw(...parts);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer.toLowerCase()).not.toContain("\r\nlocation:");
  expect((await app.inject(search(PATH, { rows: "1" }))).statusCode).toBe(200);
});

test("a body larger than the limit is refused before it is read", async () => {
  const answer = await sendRaw(`${HEAD}Content-Length: 10000000\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test("a body that grows beyond the limit is refused", async () => {
  const chunk = `40000\r\n${"a".repeat(0x40000)}\r\n`;
  const answer = await sendRaw(
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n`,
    chunk,
    chunk,
    chunk,
    chunk,
    chunk,
    chunk,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test("a client that sends all of a body that is too large gets the answer, and may go on asking", async () => {
  const answer = await sendRaw(
    `${HEAD}Content-Length: 3000000\r\n\r\n`,
    "a".repeat(3_000_000),
    "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/HTTP\/1\.1 200 /);
});

test.each([
  ["criteria", "'; DROP TABLE rejections; --"],
  ["criteria", "id:\"x') UNION SELECT * FROM read_csv('/etc/passwd') --\""],
  ["sort", "id; SELECT 1"],
  ["sort", "id desc, (SELECT 1)"],
  ["fl", "id, (SELECT 1)"],
])("nothing sent as %s reaches an engine as text: %s", async (name, value) => {
  const answer = await app.inject(search(PATH, { [name]: value }));
  expect([200, 400]).toContain(answer.statusCode);
  if (answer.statusCode === 200) expect(answer.body).toMatch(/"numFound":[01],/);
});

test("a thousand idle connections do not keep others out", async () => {
  const idle = await Promise.all(
    Array.from(
      { length: 1000 },
      () =>
        new Promise<ReturnType<typeof connect>>((resolve, reject) => {
          const socket = connect(port, "127.0.0.1", () => resolve(socket)).once("error", reject);
        }),
    ),
  );
  const answer = await sendRaw(`GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of idle) socket.destroy();
});

test.each([
  ["a parameter called as the prototype is", "GET", "?__proto__=1", "", /__proto__/],
  ["a member called as the prototype is", "POST", "", '{"__proto__": {"as_of": "x"}}', /__proto__/],
  ["a member that stands twice", "POST", "", '{"limit": 1, "limit": 2}', /limit.* is sent more than once/],
  [
    "a member that stands twice, once escaped",
    "POST",
    "",
    '{"limit": 1, "l\\u0069mit": 2}',
    /more than once/,
  ],
  ["a name in both", "POST", "?limit=1", '{"limit": 2}', /limit.* is sent more than once/],
  ["a blank sort", "GET", "?sort=", "", /sort.* must be/],
  ["a NUL", "GET", "?criteria=id:a%00*", "", /NUL/],
])("%s is refused, not ignored", async (_title, method, query, payload, details) => {
  const answer = await app.inject({
    method: method as "GET",
    url: `/v1/datasets/oa_rejections/v2/records${query}`,
    headers: { "content-type": "application/json" },
    ...(payload === "" ? {} : { payload }),
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toMatch(details);
});

test("members of members may have the same name", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/v1/datasets/oa_rejections/v2/records",
    headers: { "content-type": "application/json" },
    payload: '{"criteria": "id:\\"{\\"", "limit": 1}',
  });
  expect(answer.statusCode).toBe(200);
});

test("a request that does not arrive in time is told so, and its connection is not kept", async () => {
  const slow = serverOf(storeOf({ rejections: [rejection(1)] }));
  slow.app.server.requestTimeout = 200;
  slow.app.server.headersTimeout = 100;
  (slow.app.server as unknown as { connectionsCheckingInterval: number }).connectionsCheckingInterval = 100;
  const at = Number(new URL(await slow.app.listen({ port: 0, host: "127.0.0.1" })).port);
  const socket = connect({ port: at, host: "127.0.0.1", allowHalfOpen: true });
  let received = "";
  socket.on("data", (part) => {
    received += part.toString();
  });
  socket.on("error", () => {});
  socket.write("GET /healthz HTT");
  const error = Object.assign(new Error("timeout"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
  const [serverSide] = await new Promise<[import("node:net").Socket]>((resolve) => {
    slow.app.server.once("connection", (each) => resolve([each]));
  });
  slow.app.server.emit("clientError", error, serverSide);
  await new Promise((resolve) => serverSide.once("close", resolve));
  expect(received).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
  await slow.app.close();
});

test("closing does not wait for a client that never reads", async () => {
  const rows = Array.from({ length: 20_000 }, (_, number) => rejection(number));
  const closing = serverOf(storeOf({ rejections: rows }), { closingTime: 300 });
  const at = Number(new URL(await closing.app.listen({ port: 0, host: "127.0.0.1" })).port);
  const socket = connect(at, "127.0.0.1");
  socket.on("error", () => {});
  socket.pause();
  socket.write(`GET ${PATH}?rows=20000 HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  await closing.app.close();
  expect(performance.now() - began).toBeLessThan(3000);
  socket.destroy();
});

test.each([
  ["/v1/applications/12/000,001", 200],
  ["/v1/applications/12000001", 200],
  ["/v1/references/2009/0048582", 404],
  ["/v1/applications/PCT/US2010/123456", 404],
  ["/v1/applications/PCTUS10123456", 404],
  ["/v1/applications/PCT/US2010", 400],
])("%s is a number with slashes, and answers %i", async (url, status) => {
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(status);
  expect(answer.body).not.toContain("There is no route");
});

test.each([
  ["/v1/application/12000001", "/v1/applications/{number}"],
  ["/v1/aplications/12000001", "/v1/applications/{number}"],
  ["/v1/artunits/2166", "/v1/art-units/{number}"],
  ["/v1/report", "/v1/statistics"],
  ["/v1", "/v1/datasets"],
  ["/health", "/healthz"],
  ["/swagger", "/openapi.json"],
])("%s is led to %s before others", async (asked, meant) => {
  expect((await app.inject(asked)).body).toMatch(
    new RegExp(`The nearest (?:is|are) ${meant.replace(/[{}.]/g, "\\$&")}`),
  );
});

test.each([
  [
    "/v1/health",
    /^.*There is no route \/v1\/health\. Below \/v1 there are: datasets, .*references.*\/openapi\.json/,
  ],
  ["/api/foo", /Below \/api\/v1 there are: [^.]*datasets/],
  ["/ds-api/oa_rejections/v2/foo", /Below \/ds-api\/oa_rejections\/v2 there are: fields, records/],
  ["/v1/datasets/foo", /Below \/v1\/datasets there are: .*oa_rejections/],
  ["/graphql", /no route \/graphql\. \/openapi\.json describes all routes/],
  [
    "/v1/citations",
    /There are datasets: \/v1\/datasets\/oa_citations\/v2, .*oa_citations\/v1, .*\/citations\/2017\./,
  ],
  ["/v1/citations/6992580", /There are datasets: \/v1\/datasets\/oa_citations\/v2, /],
  ["/v1/oa_rejections", /There are datasets: \/v1\/datasets\/oa_rejections\/v2, /],
  ["/v1/petition", /There is a dataset: \/v1\/datasets\/petitions\/v1\./],
  ["/v1/litigation", /There are datasets: .*oce_patent_litigation_cases\/v1/],
  ["/v1/patents/6992580", /The nearest (?:is|are) \/v1\/references\/\{number\}/],
])("%s is near nothing, and is told what there is", async (asked, says) => {
  const { body } = await app.inject(asked);
  expect(body).toMatch(says);
});

test.each([
  ["/v1/records", 404, "There is no route /v1/records."],
  ["/nowhere", 404, "There is no route /nowhere."],
  ["/v1/applications/14574014", 405, "It answers GET"],
  ["/v1/datasets/oa_rejections/v2/records", 400, "The request body is not UTF-8."],
  ["/ds-api/oa_rejections/v2/records", 400, "The request body is not UTF-8."],
])("a file that is sent to %s is told where files go", async (url, status, says) => {
  const payload = Buffer.from("504b0304140006000800000021ff", "hex");
  for (const type of ["application/octet-stream", "application/x-www-form-urlencoded"]) {
    const answer = await app.inject({ method: "POST", url, payload, headers: { "content-type": type } });
    expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(says)]);
    expect(answer.body).toContain("A file is read at /v1/extract.");
  }
  const text = await app.inject({ method: "POST", url: "/nowhere", payload: "a=b" });
  expect([text.statusCode, text.body.includes("/v1/extract")]).toEqual([404, false]);
});

test.each(["key", "version"])("a parameter %s, which stands in the path, is none beside it", async (name) => {
  const { statusCode, body } = await app.inject(`/v1/datasets/oa_rejections/v2/records?${name}=1`);
  expect(statusCode).toBe(400);
  expect(JSON.parse(body)).toMatchObject({
    code: "bad-parameter",
    message: expect.stringMatching(/stands in the path/),
  });
});

test("none of it was a fault of ours", () => {
  expect(logged).toEqual([]);
});

// What answers a request without a socket sends a trailer for HEAD without complaint; Node's server does not.
test.each([
  "/v1/datasets/oa_rejections/v2/records?limit=1",
  "/v1/datasets/oa_rejections/v2/records?limit=20000",
  "/v1/datasets/oa_rejections/v2/records.json",
  "/v1/datasets/oa_rejections/v2/records.ndjson",
  "/v1/datasets/oa_rejections/v2/records.csv",
  "/v1/datasets/oa_rejections/v2/groups?by=legalSectionCode",
  "/v1/datasets",
  PATH,
])("HEAD %s has the headers of GET and no body", async (path) => {
  const head = await sendRaw(`HEAD ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*content-type: [\s\S]*\r\n\r\n$/i);
});

test.each<[string, string, string, string | null, RegExp]>([
  ["ds-api", "/ds-api/oa_rejections/v2/records?criteria=id:1", "criteria=*:*", null, /"criteria" is sent in/],
  ["the portal", "/api/v1/patent/oa/oa_rejections/v2/records?rows=2", "rows=1", null, /"rows" is sent in/],
  ["the portal's searches", "/api/v1/patent/applications/search?q=x", '{"q":"x"}', "json", /"q" is sent in/],
  [
    "ds-api",
    "/ds-api/oa_rejections/v2/records",
    '{"rows":1,"rows":2}',
    "json",
    /"rows" is sent more than once/,
  ],
  [
    "the portal's searches",
    "/api/v1/patent/applications/search",
    '{"q":"x","q":"y"}',
    "json",
    /"q" is sent more/,
  ],
  [
    "the portal's searches",
    "/api/v1/patent/applications/search",
    '{"pagination":{"limit":1,"limit":2}}',
    "json",
    /"limit" is sent more than once/,
  ],
])("%s refuses what is said twice: %s %s", async (_, url, payload, type, says) => {
  const headers = {
    "content-type": type === "json" ? "application/json" : "application/x-www-form-urlencoded",
  };
  const answer = await app.inject({ method: "POST", url, payload, headers });
  expect([answer.statusCode, answer.json().errorDetails]).toEqual([400, expect.stringMatching(says)]);
});

test("what is said twice in one way may be so on the originals' routes", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/ds-api/oa_rejections/v2/records?rows=1",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "criteria=*:*&rows=1",
  });
  expect(answer.statusCode).toBe(200);
});

test("what has no meaning beside the body of a search is told", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/patent/applications/search?nonsense=1",
    headers: { "content-type": "application/json" },
    payload: '{"q":"x","objects":[{"a":1},{"a":2}]}',
  });
  expect(answer.headers["x-artunit-warning"]).toBe("Without meaning here: objects, nonsense.");
});
