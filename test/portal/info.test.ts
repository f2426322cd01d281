import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endOfPeriod } from "../../src/families/office-actions/pages/letter.js";
import { loadedServer } from "../server/loaded.js";

let server: Awaited<ReturnType<typeof loadedServer>>;
const sample = (name: string) => fileURLToPath(new URL(`../../sample/${name}`, import.meta.url));
beforeAll(async () => {
  server = await loadedServer([sample("oa_actions"), sample("oa_rejections"), sample("oa_citations")]);
}, 60_000);
afterAll(() => server?.close());

async function page(url: string): Promise<string> {
  const answer = await server.app.inject({ url, headers: { host: "localhost" } });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.body.replaceAll("<wbr>", "");
}

test.each([
  [
    "A shortened statutory period for reply is set to expire THREE MONTHS from the mailing date.",
    "2017-06-21",
    "2017-09-21",
  ],
  ["The period for reply is set to expire 3 MONTH(S) from the mailing date.", "2016-11-30", "2017-02-28"],
  ["set to expire two (2) months from", "2019-12-31", "2020-02-29"],
  ["period for reply is set to expire THIRTY DAYS", "2019-12-31", null],
  ["period for reply is set to expire 30 days from", "2019-12-31", "2020-01-30"],
  ["period for reply is extended", "2019-12-31", null],
])("%s, mailed %s, ends %s", (period, mailed, ends) => {
  expect(endOfPeriod(period, mailed)).toBe(ends);
});

test("an action tells the day its period ends by which rule, and how to cite it", async () => {
  const body = await page("/office-actions/IVLC08MNRXEAPX5");
  expect(body).toContain("37 CFR 1.134");
  expect(body).toMatch(/SHA-256 of the text [0-9a-f]{64}/);
});

test("a timeline says where no action is loaded for long, and leads to its feed", async () => {
  const body = await page("/applications/14574014");
  expect(body).toContain("feed.atom?criteria=patentApplicationNumber%3A14574014");
  expect(body).toContain("Only what is loaded is shown");
});

test.each([
  "/applications/14574014",
  "/references/US20090048582",
  "/office-actions/IVLC08MNRXEAPX5",
  "/datasets/oa_rejections/v2?criteria=hasRej101%3A1",
  "/statistics/grounds-by-year",
  "/art-units/3763",
  "/coverage",
])("%s has a link that shows the same later, too", async (url) => {
  const body = await page(url);
  const [, link = ""] =
    /<a href="http:\/\/localhost([^"]*as_of=[^"]*)">This page as it is now/.exec(body) ?? [];
  const again = await page(link.replaceAll("&amp;", "&"));
  expect(again.match(/<h1>.*<\/h1>/)?.[0]).toBe(body.match(/<h1>.*<\/h1>/)?.[0]);
  expect(again.match(/<td/g)?.length).toBe(body.match(/<td/g)?.length);
});

test("how often a field is missing stands on a page with the figures of its JSON twin", async () => {
  const body = await page("/datasets/oa_rejections/v2/about");
  const { fields } = JSON.parse(await page("/v1/datasets/oa_rejections/v2")) as {
    fields: { name: string; missing: number }[];
  };
  for (const { name, missing } of fields) {
    const row = new RegExp(`<code>${name}</code></th><td>[^<]*</td><td class="number">([\\d,]+)`).exec(body);
    expect([name, row?.[1]]).toEqual([name, missing.toLocaleString("en-US")]);
  }
});

test("what was loaded is a page and a feed, and the status names each dataset", async () => {
  expect(await page("/changes")).toContain("dh-2023-records-match-all-38.json");
  let titles = 0;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === "entry") titles += 1;
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(await page("/changes.atom")).close();
  expect(titles).toBe(1);
  const status = await page("/status");
  expect(status).toContain("/ds-api/oa_rejections/v2");
  expect(status).toContain("answers, without records");
});
