import { expect, test } from "vitest";
import { rateLimit, type Settings } from "../../src/server/index.js";
import { forwarded, proxiesOf } from "../../src/server/proxies.js";
import { rejection, serverOf, storeOf } from "./servers.js";

const proxies = proxiesOf("10.0.0.0/8, 192.0.2.7, 2001:db8::/32");

test.each([
  ["10.1.2.3", true],
  ["::ffff:10.1.2.3", true],
  ["11.1.2.3", false],
  ["192.0.2.7", true],
  ["192.0.2.8", false],
  ["2001:db8::1", true],
  ["2001:db9::1", false],
  ["nonsense", false],
])("%s is a trusted proxy: %s", (address, isTrusted) => {
  expect(proxies.trusts(address)).toBe(isTrusted);
});

test.each(["", "example.org", "10.0.0.1/33", "10.0.0.1/8/8", "10.0.0.1/x", "10.0.0"])(
  "%j names no proxy",
  (written) => {
    expect(() => proxiesOf(written)).toThrow("is no address of a proxy");
  },
);

test.each<[string, string, Record<string, string>, string]>([
  ["nothing is said", "10.0.0.1", {}, "10.0.0.1 - - -"],
  [
    "all is said",
    "10.0.0.1",
    {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "oa.example.org:8443",
      "x-forwarded-prefix": "/oa/",
    },
    "203.0.113.9 https oa.example.org:8443 /oa",
  ],
  [
    "a stranger says it",
    "203.0.113.9",
    {
      "x-forwarded-for": "198.51.100.1",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-forwarded-prefix": "/evil",
    },
    "203.0.113.9 - - -",
  ],
  [
    "a client says it before the proxy does",
    "10.0.0.1",
    {
      "x-forwarded-for": "198.51.100.1, 203.0.113.9",
      "x-forwarded-proto": "http, https",
      "x-forwarded-host": "evil.example, oa.example.org",
      "x-forwarded-prefix": "/evil, /oa",
    },
    "203.0.113.9 https oa.example.org /oa",
  ],
  [
    "two proxies say it, and a client before them",
    "10.0.0.1",
    {
      "x-forwarded-for": "198.51.100.1, 203.0.113.9, 10.0.0.2",
      "x-forwarded-proto": "http, https, http",
      "x-forwarded-host": "evil.example, oa.example.org, inner",
    },
    "203.0.113.9 https oa.example.org -",
  ],
  ["what is no address ends it", "10.0.0.1", { "x-forwarded-for": "unknown" }, "10.0.0.1 - - -"],
  [
    "what cannot be is left out",
    "10.0.0.1",
    {
      "x-forwarded-proto": "javascript",
      "x-forwarded-host": 'x"><script>',
      "x-forwarded-prefix": "//evil.example",
    },
    "10.0.0.1 - - -",
  ],
  ["no way up", "10.0.0.1", { "x-forwarded-prefix": "/a/../b" }, "10.0.0.1 - - -"],
])("forwarded: %s", (_, address, headers, expected) => {
  const { client, protocol, host, prefix } = forwarded(proxies, address, headers);
  expect([client, protocol ?? "-", host ?? "-", prefix ?? "-"].join(" ")).toBe(expected);
});

const store = storeOf({ rejections: [rejection(1)] });
const BEHIND = {
  "x-forwarded-for": "203.0.113.9",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "oa.example.org",
  "x-forwarded-prefix": "/oa",
};

test.each<[string, Partial<Settings>, string]>([
  ["a trusted proxy", { proxies: proxiesOf("loopback") }, "https://oa.example.org/oa"],
  ["a stranger", { proxies: proxiesOf("10.0.0.0/8") }, "http://localhost:80"],
  ["anybody where nobody is trusted", {}, "http://localhost:80"],
  [
    "a trusted proxy, where the operator said the address",
    { proxies: proxiesOf("loopback"), publicUrl: "https://data.example.org" },
    "https://data.example.org",
  ],
])(
  "behind %s, links, canonical addresses and the style sheet are below the address it names",
  async (_, settings, base) => {
    const { app } = serverOf(store, settings);
    const ask = async (url: string) => (await app.inject({ url, headers: BEHIND })).body;
    expect(await ask("/ds-api/oa_rejections/v2/fields")).toContain(
      `"apiUrl":"${base}/ds-api/oa_rejections/v2/fields"`,
    );
    const page = await ask("/datasets");
    expect(page).toContain(`<link rel="stylesheet" href="${base}/artunit.css">`);
    expect(page).toContain(`action="${base}/find"`);
    expect(JSON.parse(await ask("/data.json"))["@id"]).toBe(`${base}/data.json`);
    expect(JSON.parse(await ask("/openapi.json")).servers).toEqual([{ url: base }]);
  },
);

test("a limit counts clients behind a trusted proxy one by one", async () => {
  const { app } = serverOf(store, { rateLimit: rateLimit(1, () => 0), proxies: proxiesOf("loopback") });
  const ask = async (client: string) =>
    (await app.inject({ url: "/v1/datasets", headers: { "x-forwarded-for": client } })).statusCode;
  expect([await ask("203.0.113.1"), await ask("203.0.113.2"), await ask("203.0.113.1")]).toEqual([
    200, 200, 429,
  ]);
  expect(await ask("198.51.100.1, 203.0.113.2")).toBe(429);
});
