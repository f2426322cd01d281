import { expect, test } from "vitest";
import type { Store } from "../../src/store/index.js";
import { rejection, serverOf, storeOf } from "../server/servers.js";

function portalOf(store: Store | null, settings = {}) {
  return serverOf(store, settings).app;
}

/** A page without the places where a long name may be broken. */
const shown = (page: string) => page.replaceAll("<wbr>", "");

const rows = [
  rejection(1, { mail_date: "2015-05-05" }),
  rejection(2, { mail_date: "2016-05-05" }),
  rejection(3, { mail_date: null }),
];
const app = portalOf(storeOf({ rejections: rows }), { publicUrl: "http://localhost:8892" });

test("the front page says what is loaded, year by year, and that we are not the USPTO", async () => {
  const { body, headers } = await app.inject("/");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(body).toContain("not the USPTO");
  expect(body).toContain("20260101T000000-memory");
  expect(shown(body)).toContain("<code>oa_rejections/v2</code></a></th>");
  expect(body).toContain("made 2026-01-01 00:00 UTC.");
  expect(body).toContain('<th scope="row">2015</th>');
  expect(body).toContain('<th scope="row">undated</th>');
});

test("each dataset on the front page leads to its rows, dictionary and exports", async () => {
  const { body } = await app.inject("/");
  const links = [
    ...shown(body).matchAll(/<a href="http:\/\/localhost:8892(\/datasets\/[^"?]*)"><code>([^<]*)</g),
  ];
  expect(links.length).toBeGreaterThan(10);
  for (const [, link = "", name = ""] of links) {
    const page = await app.inject(link.replaceAll("&amp;", "&"));
    expect(shown(page.body)).toContain(`<h1>${name}</h1>`);
    expect(page.body).toContain("/records.parquet?");
  }
});

test.each(["/ds-api-docs", "/ds-api-docs/", "/ds-api-docs/index.html"])(
  "%s, where the Hub had its console, leads to ours",
  async (path) => {
    const { statusCode, headers } = await app.inject(path);
    expect([statusCode, headers.location]).toEqual([302, "http://localhost:8892/console"]);
  },
);

test("its JSON twin says the same, under either address", async () => {
  const twin = (await app.inject("/index.json")).json<{
    loaded: { datasets: { name: string; records: number; years: Record<string, number> }[] };
  }>();
  expect(twin.loaded.datasets.find((each) => each.name === "oa_rejections/v2")).toMatchObject({
    records: 3,
    years: { "2015": 1, "2016": 1, undated: 1 },
  });
  expect((await app.inject("/?format=json")).json()).toEqual(twin);
});

test("the calls it proposes are answered", async () => {
  const { firstCalls } = (await app.inject("/index.json")).json<{ firstCalls: { line: string }[] }>();
  for (const { line } of firstCalls) {
    const url = /http:\/\/localhost:8892(\/\S*)/.exec(line)?.[1] ?? "";
    const form = [...line.matchAll(/(?:--data-urlencode|-d) (?:'([^']*)'|(\S+))/g)].map(
      (found): [string, string] => {
        const [name = "", ...value] = String(found[1] ?? found[2]).split("=");
        return [name, value.join("=")];
      },
    );
    const answer = await app.inject({
      method: form.length > 0 ? "POST" : "GET",
      url,
      ...(form.length > 0
        ? {
            headers: { "content-type": "application/x-www-form-urlencoded" },
            payload: new URLSearchParams(form).toString(),
          }
        : {}),
    });
    expect([line, answer.statusCode]).toEqual([line, 200]);
  }
});

test("while nothing is loaded the page says how to load", async () => {
  const { body, statusCode } = await portalOf(null).inject("/");
  expect(statusCode).toBe(200);
  expect(body).toContain("Nothing is loaded yet");
  expect(body).toContain("artunit load");
});

test.each(["/", "/datasets"])(
  "%s has no script in it, asks nothing of others, and is ordered for a screen reader",
  async (url) => {
    const { body: whole, headers } = await app.inject(url);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    // The one module of ours that proposes what is loaded.
    const body = whole.replace(/<script type="module" src="http:\/\/localhost:8892\/[\w.-]+"><\/script>/, "");
    expect(body).not.toMatch(/<script|\son\w+=|style="/);
    const addresses = [...body.matchAll(/(?:href|src|action)="([^"]*)"/g)].map((found) => String(found[1]));
    for (const address of addresses) expect(address).toMatch(/^(#|http:\/\/localhost:8892\/)/);
    expect(body).toMatch(/<html lang="en">/);
    expect(body.match(/<h1>/g)).toHaveLength(1);
    expect(body).toContain('<a class="skip" href="#content">');
    for (const [table] of body.matchAll(/<table[ >][\s\S]*?<\/table>/g)) expect(table).toContain("<caption>");
    for (const [label] of body.matchAll(/<label>[\s\S]*?<\/label>/g))
      expect(label).toMatch(/<(input|textarea)/);
  },
);

test("what comes from a file is text on the page, not markup", async () => {
  const store = storeOf({ rejections: rows });
  const name = `<img src=x onerror=alert(1)>".csv`;
  const file = {
    name,
    sha256: "",
    bytes: 1,
    kind: "x",
    read: 1,
    loaded: 1,
    rejected: 0,
    loadedAt: "",
    unknownColumns: [],
  };
  const hostile = { ...store, manifest: { ...store.manifest, files: [file] } };
  const { body } = await portalOf(hostile).inject("/");
  expect(shown(body)).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;.csv");
  expect(body).not.toContain("<img");
});

test("every component is shown to developers, and to nobody else", async () => {
  const shown = await portalOf(null, { isDevelopment: true }).inject("/components");
  expect([shown.statusCode, shown.body.match(/<section>/g)?.length]).toEqual([200, 25]);
  const hidden = await app.inject({ url: "/components", headers: { accept: "text/html" } });
  expect([hidden.statusCode, hidden.body.includes("artunit serve --dev")]).toEqual([404, true]);
});

test("the style sheet is our own and kept by browsers", async () => {
  const { headers, statusCode } = await app.inject("/artunit.css");
  expect([statusCode, headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
});

test("a number with a slash has its page", async () => {
  const { body, statusCode } = await app.inject("/applications/12/000,001");
  expect([statusCode, body.includes("12000001")]).toEqual([200, true]);
  expect((await app.inject("/references/2009/0048582")).body).toContain("US20090048582");
});
