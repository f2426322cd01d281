import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conditionsOf, written } from "../../src/families/office-actions/pages/conditions.js";
import { loadedServer, RECORDED } from "../server/loaded.js";

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  server = await loadedServer([fileURLToPath(new URL("../../sample/oa_actions", import.meta.url))]);
});
afterAll(() => server?.close());

const page = async (url: string) => {
  const answer = await server.app.inject({ url, headers: { host: "localhost" } });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.body;
};
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&#39;": "'", "&quot;": '"' };
const plain = (text: string) => text.replaceAll(/&(?:amp|#39|quot);/g, (each) => ENTITIES[each]!);

interface Found {
  readonly total: number;
  readonly facets: { field: string; values: { value: unknown; count: number; criteria: string }[] }[];
}

test("each value of a facet is as frequent as the search for it finds", async () => {
  const fields = "techCenter,legacyDocumentCodeIdentifier,groupArtUnitNumber,submissionDate.year";
  const url = `/v1/office-actions?text=claims&facets=${fields}&limit=1`;
  const { total, facets } = (await server.app.inject(url)).json<Found>();
  expect(facets.map(({ field }) => field)).toEqual(fields.split(","));
  const years = facets[3]!.values.reduce((sum, { count }) => sum + count, 0);
  expect([years, total]).toEqual([total, total]);
  for (const { values } of facets)
    for (const { count, criteria } of values) {
      const query = { text: "claims", criteria, limit: "1" };
      const again = await server.app.inject({ url: "/v1/office-actions", query });
      expect([criteria, again.json<Found>().total]).toEqual([criteria, count]);
    }
});

test.each([
  ["techCenter:3700", ["techCenter is 3700"]],
  [
    'techCenter:3700 AND inventionTitle:"therapy delivery"',
    ["techCenter is 3700", "inventionTitle is therapy delivery"],
  ],
  [
    "submissionDate:[2016-01-01 TO *] AND NOT techCenter:3700",
    ["submissionDate is from 2016-01-01 on", "techCenter is not 3700"],
  ],
  ["submissionDate:[* TO 2017-12-31]", ["submissionDate is up to 2017-12-31"]],
  ["NOT submissionDate:[2016-01-01 TO 2016-12-31]", ["submissionDate is not from 2016-01-01 to 2016-12-31"]],
  ["techCenter:3700 OR techCenter:2100", null],
  ["techCenter:(3700 OR 2100)", null],
])("%s is told as conditions, and they say it again", (criteria, told) => {
  const found = conditionsOf(criteria);
  expect(found?.map(({ field, says }) => `${field} ${says}`) ?? null).toEqual(told);
  if (found) expect(conditionsOf(written(found)!)).toEqual(found);
});

test("the builder and the criteria turn into each other", async () => {
  const built = await server.app.inject(
    "/search/build?text=claims&center=3700&from=2016-01-01&to=2017-12-31&others=accessLevelCategory%3APUBLIC&order=date",
  );
  const url = new URL(String(built.headers.location));
  expect(url.searchParams.get("criteria")).toBe(
    "techCenter:3700 AND submissionDate:[2016-01-01 TO 2017-12-31] AND accessLevelCategory:PUBLIC",
  );
  const body = await page(url.pathname + url.search);
  expect(body).toContain('name="center" value="3700"');
  expect(body).toContain('name="from" value="2016-01-01"');
  expect(body).toContain('name="to" value="2017-12-31"');
  expect(body).toContain('name="others" value="accessLevelCategory:PUBLIC"');
  const kept = await page("/search?criteria=techCenter%3A3700%20OR%20techCenter%3A2100");
  expect(kept).toContain('name="others" value="techCenter:3700 OR techCenter:2100"');
});

test("words in the records of another dataset lead to its table", async () => {
  const body = await page("/search");
  const form = /<form[^>]* action="([^"]*\/datasets\/find)"/.exec(body)?.[1];
  expect(body).toMatch(/<option value="applications\/v1">/);
  const asked = (url: string) => server.app.inject({ url, headers: { host: "localhost" } });
  const given = (dataset: string, words: string) =>
    asked(`${new URL(form!).pathname}?in=${encodeURIComponent(dataset)}&words=${encodeURIComponent(words)}`);
  const found = await given("applications/v1", "Jane  O:Neil AND");
  expect(found.statusCode).toBe(302);
  const led = new URL(String(found.headers["location"]), "http://localhost");
  expect(led.pathname).toBe("/datasets/applications/v1");
  expect(led.searchParams.get("criteria")).toBe("Jane AND O\\:Neil AND \\AND");
  await page(led.pathname + led.search);
  expect((await given("nosuch/v1", "Jane")).statusCode).toBe(404);
});

test("each condition can be taken out of the sentence, and the others stay", async () => {
  const body = await page(
    "/search?text=claims&criteria=techCenter%3A3700%20AND%20accessLevelCategory%3APUBLIC",
  );
  const links = [...body.matchAll(/href="http:\/\/localhost([^"]*)" aria-label="Leave out/g)].map(
    ([, href]) => plain(href!),
  );
  expect(links.map((href) => new URLSearchParams(href.split("?")[1]).get("criteria"))).toEqual([
    "techCenter:3700 AND accessLevelCategory:PUBLIC",
    "accessLevelCategory:PUBLIC",
    "techCenter:3700",
  ]);
});

test("what is asked stands on the page as a sentence", async () => {
  const body = await page(
    "/search?text=claims&criteria=techCenter%3A3700%20AND%20submissionDate%3A%5B2016-01-01%20TO%20*%5D%20AND%20NOT%20nationalClass%3A429&order=date",
  );
  const [, sentence = ""] = /<p class="chips">([\s\S]*?)<\/p>/.exec(body)!;
  const words = sentence.replaceAll(/<a [^>]*>×<\/a>/g, "").replaceAll(/<[^>]*>/g, "");
  expect(words.replaceAll(/\s+/g, " ").replaceAll(" ,", ",").trim()).toBe(
    "Texts that hold claims whose technology centre is 3700 and whose date is from 2016-01-01 on and whose USPC class is not 429, latest first.",
  );
});

test("the permanent link names the snapshot, and its page is the same", async () => {
  const url = "/search?text=claims&criteria=techCenter%3A3700";
  const body = await page(url);
  const link = plain(/href="http:\/\/localhost(\/search[^"]*as_of=[^"]*)"/.exec(body)![1]!);
  const again = await page(link);
  expect(again.match(/<h2>[^<]*texts?<\/h2>/)?.[0]).toBe(body.match(/<h2>[^<]*texts?<\/h2>/)?.[0]);
});

test.each([
  "text=claims",
  "text=claims%20lumen",
  "text=claims%20OR%20lumen&criteria=techCenter%3A3700%20OR%20techCenter%3A2100",
  'text="the%20claimed%20invention"&criteria=submissionDate%3A%5B2016-01-01%20TO%20*%5D',
  "text=lum*%20-catheter",
  "criteria=techCenter%3A3700",
])("all that %s finds are exported, as many as it counts", async (query) => {
  const { total } = (await server.app.inject(`/v1/office-actions?${query}&limit=1`)).json<Found>();
  expect(total).toBeGreaterThan(0);
  const body = plain(await page(`/search?${query}`));
  expect(body).toContain(`<dt>All ${total} texts as</dt>`);
  const href = (end: string) => new RegExp(`href="http://localhost([^"]*)">${end}</a>`).exec(body)![1]!;
  expect((await page(href("NDJSON"))).match(/"bodyText":/g)).toHaveLength(total);
  expect(await page(href("rows"))).toContain(`<dt>Records that match, exactly</dt><dd>${total}</dd>`);
});

test("a search is a feed, as Atom and as JSON, the latest first", async () => {
  const xml = await page("/v1/office-actions/feed.atom?text=claims");
  let entries = 0;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === "entry") entries += 1;
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  const feed = JSON.parse(await page("/v1/office-actions/feed.json?text=claims")) as {
    version: string;
    items: { id: string; date_published: string }[];
  };
  expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
  expect(entries).toBe(feed.items.length);
  expect(entries).toBeGreaterThan(10);
  const days = feed.items.map(({ date_published }) => date_published);
  expect(days).toEqual([...days].sort().reverse());
});

test("a passage of a hit leads to passages like it, and so does each paragraph of an action that the examiner wrote", async () => {
  const body = plain(await page("/search?text=lumen"));
  const [like] = [...body.matchAll(/href="http:\/\/localhost(\/similar\?document=[^"]+)">more like this/g)];
  const from = new URL(like![1]!, "http://localhost");
  const similar = plain(await page(from.pathname + from.search));
  const id = from.searchParams.get("document")!;
  const twin = await server.app.inject(
    `/v1/office-actions/${id}/similar?start=${from.searchParams.get("start")}&limit=10`,
  );
  const { passage, hits } = twin.json<{
    passage: { text: string };
    hits: { text: string; score: number }[];
  }>();
  expect(passage.text).toMatch(/lumen/i);
  expect(hits.length).toBeGreaterThan(0);
  expect([...similar.matchAll(/score ([\d.]+)/g)].map(([, score]) => Number(score))).toEqual(
    hits.map(({ score }) => score),
  );
  const reader = plain(await page(`/office-actions/${id}`));
  const links = [...reader.matchAll(/href="http:\/\/localhost(\/similar\?document=[^"]+)">([^<]+)/g)];
  expect(links.length).toBeGreaterThan(5);
  expect(links.map(([, , words]) => words).filter((words) => /any inquiry concerning/i.test(words!))).toEqual(
    [],
  );
});

test("where no text is loaded, words find nothing, on every page that looks for them", async () => {
  const without = await loadedServer([`${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`]);
  try {
    for (const url of [
      "/search?text=solid+electrolyte",
      "/find?q=solid+electrolyte&all=true",
      "/find?q=US20120166125",
    ]) {
      const { statusCode, body } = await without.app.inject({ url, headers: { accept: "text/html" } });
      expect([url, statusCode]).toEqual([url, 200]);
      expect(body).not.toContain("went wrong");
    }
    const found = await without.app.inject("/v1/office-actions?text=solid+electrolyte");
    expect(found.json<Found>().total).toBe(0);
    expect(without.logged).toEqual([]);
  } finally {
    await without.close();
  }
});
