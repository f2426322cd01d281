import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endOfPeriod, lastDayToReply } from "../../src/families/office-actions/pages/letter.js";
import { loadedServer } from "../server/loaded.js";

let server: Awaited<ReturnType<typeof loadedServer>>;
const sample = (name: string) => fileURLToPath(new URL(`../../sample/${name}`, import.meta.url));
beforeAll(async () => {
  server = await loadedServer([sample("oa_actions"), sample("oa_rejections"), sample("oa_citations")]);
});
const warnings: string[] = [];
process.on("warning", ({ name }) => warnings.push(name));
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

test.each([
  ["2017-02-17", "2017-02-17"],
  ["2017-02-18", "2017-02-21 (2017-02-18 is a Saturday; 37 CFR 1.7(a))"],
  ["2017-02-19", "2017-02-21 (2017-02-19 is a Sunday; 37 CFR 1.7(a))"],
  ["2017-02-20", "2017-02-21 (2017-02-20 is Washington's Birthday; 37 CFR 1.7(a))"],
  ["2017-01-20", "2017-01-23 (2017-01-20 is Inauguration Day; 37 CFR 1.7(a))"],
  ["2018-01-19", "2018-01-19"],
  ["2013-01-21", "2013-01-22 (2013-01-21 is Inauguration Day; 37 CFR 1.7(a))"],
  ["2021-01-18", "2021-01-19 (2021-01-18 is the birthday of Martin Luther King, Jr.; 37 CFR 1.7(a))"],
  ["2021-06-18", "2021-06-21 (2021-06-18 is Juneteenth, observed; 37 CFR 1.7(a))"],
  ["2020-06-19", "2020-06-19"],
  ["2021-12-31", "2022-01-03 (2021-12-31 is New Year's Day, observed; 37 CFR 1.7(a))"],
  ["2016-12-26", "2016-12-27 (2016-12-26 is Christmas Day, observed; 37 CFR 1.7(a))"],
  ["2021-05-31", "2021-06-01 (2021-05-31 is Memorial Day; 37 CFR 1.7(a))"],
  ["2022-05-30", "2022-05-31 (2022-05-30 is Memorial Day; 37 CFR 1.7(a))"],
  ["2021-07-05", "2021-07-06 (2021-07-05 is Independence Day, observed; 37 CFR 1.7(a))"],
  ["2021-09-06", "2021-09-07 (2021-09-06 is Labor Day; 37 CFR 1.7(a))"],
  ["2021-10-11", "2021-10-12 (2021-10-11 is Columbus Day; 37 CFR 1.7(a))"],
  ["2018-11-12", "2018-11-13 (2018-11-12 is Veterans Day, observed; 37 CFR 1.7(a))"],
  ["2021-11-25", "2021-11-26 (2021-11-25 is Thanksgiving Day; 37 CFR 1.7(a))"],
])("a period that ends on %s can be kept until %s", (ends, says) => {
  expect(lastDayToReply(ends)).toBe(says);
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

/** The part of a page that its address decides. */
const content = (body: string) =>
  /<main[^>]*>([\s\S]*)<\/main>/
    .exec(body)![1]!
    .replace(/<p class="note" role="note">This page is of snapshot.*?<\/p>/, "")
    .replaceAll(/[&?](?:amp;)?(?:as_of|cursor)=[\w-]+/g, "")
    .replaceAll(/<input type="hidden" name="as_of"[^>]*>/g, "")
    .trim();

const linkNow = (body: string) =>
  (/<a href="http:\/\/localhost([^"]*as_of=[^"]*)">This page as it is now/.exec(body)?.[1] ?? "").replaceAll(
    "&amp;",
    "&",
  );

test.each([
  "/",
  "/find?q=14574014&all=true",
  "/datasets",
  "/applications/14574014",
  "/references/US20090048582",
  "/combinations/US20090048582",
  "/office-actions/IVLC08MNRXEAPX5",
  "/datasets/oa_rejections/v2?criteria=hasRej101%3A1",
  "/datasets/oa_rejections/v2/about",
  "/search?text=rejected&criteria=techCenter%3A3700",
  "/similar?document=IVLC08MNRXEAPX5&start=12000&end=12600",
  "/verify?statement=claim%2033%20rejected%20under%20103%20over%20Odland&application=14574014",
  "/statistics",
  "/statistics/grounds-by-year",
  "/art-units/3763",
  "/coverage",
  "/changes",
  "/apis/uspto-office-action-rejection-api",
])("%s has a link that shows the same later, too, and says so there", async (url) => {
  const body = await page(url);
  const again = await page(linkNow(body));
  expect(content(again)).toBe(content(body));
  const [, now = ""] =
    /<a href="http:\/\/localhost([^"]*)">The same from what is loaded now/.exec(again) ?? [];
  expect(content(await page(now.replaceAll("&amp;", "&")))).toBe(content(body));
  const twin = /<link rel="alternate"[^>]*href="http:\/\/localhost([^"]*)"/.exec(again)?.[1];
  if (twin) {
    if (twin !== "/v1/statistics" && twin !== "/apis.json") expect(twin).toContain("as_of=");
    await page(twin.replaceAll("&amp;", "&"));
  }
});

test.each([
  "/",
  "/applications/14574014",
  "/references/US20090048582",
  "/combinations/US20090048582",
  "/office-actions/IVLC08MNRXEAPX5",
  "/datasets/oa_rejections/v2?criteria=hasRej101%3A1",
  "/datasets/oa_rejections/v2/about",
  "/search?text=rejected&criteria=techCenter%3A3700",
  "/statistics/grounds-by-year",
  "/art-units/3763",
])("what %s leads to is of the same snapshot where its address names one", async (url) => {
  const body = await page(linkNow(await page(url)));
  const [, main = ""] = /<main[^>]*>([\s\S]*)<\/main>/.exec(
    body.replace(/<a [^>]*>The same from what is loaded now<\/a>/, ""),
  )!;
  const links = [...main.matchAll(/ href="http:\/\/localhost([^"#]*)/g)].map(([, href]) =>
    href!.replaceAll("&amp;", "&"),
  );
  expect(links.filter((href) => href.includes("as_of=")).length).toBeGreaterThan(3);
  const others = links.filter((href) => !/[?&](?:as_of|cursor)=/.test(href));
  const paths = new Map(others.map((href) => [href.split("?")[0]!, href]));
  for (const href of paths.values()) {
    const answer = await server.app.inject(`${href}${href.includes("?") ? "&" : "?"}as_of=none`);
    expect([href, answer.statusCode, answer.body.includes("not kept here")]).not.toEqual([href, 404, true]);
  }
  for (const [form, action = ""] of main.matchAll(
    /<form [^>]*action="http:\/\/localhost([^"]*)"[\s\S]*?<\/form>/g,
  )) {
    const isOf = /<input type="hidden" name="as_of" value="[\w-]+">/.test(form);
    expect([action, isOf, form.match(/name="as_of"/g)?.length]).toEqual(
      /^\/(?:read|components)/.test(action) ? [action, false, undefined] : [action, true, 1],
    );
  }
});

test("the second page of a table has a link to itself", async () => {
  const first = await page("/datasets/oa_rejections/v2");
  const next = /<a href="http:\/\/localhost([^"]*cursor=[^"#]*)#rows">Next rows/.exec(first)![1]!;
  const second = await page(next.replaceAll("&amp;", "&"));
  expect(content(second)).not.toBe(content(first));
  expect(content(await page(linkNow(second)))).toBe(content(second));
});

test("every number on the page of a cited document leads to as many rows", async () => {
  const body = await page("/references/US20090048582");
  const links = [
    ...body.matchAll(
      /<t?d(?: class="number")?><a href="http:\/\/localhost(\/(?:datasets|combinations)\/[^"]*)">([\d,]+)<\/a>/g,
    ),
    ...body.matchAll(/<dd><a href="http:\/\/localhost(\/datasets\/[^"]*)">([\d,]+)<\/a>/g),
  ];
  expect(links.length).toBeGreaterThan(6);
  for (const [, href = "", told] of links) {
    const rows = await page(href.replaceAll("&amp;", "&"));
    const found = /<dt>(?:Records that match, exactly|Rejections)<\/dt><dd>(?:<a [^>]*>)?([\d,]+)/.exec(
      rows,
    )?.[1];
    expect([href, found]).toEqual([href, told]);
  }
  expect(body).toMatch(/<th scope="row"><a href="[^"]*\/art-units\/3763">3763<\/a>/);
  const [, groups = "", applications] =
    /<dt>Applications<\/dt><dd><a href="http:\/\/localhost([^"]*)">([\d,]+)/.exec(body) ?? [];
  const listed = JSON.parse(await page(groups.replaceAll("&amp;", "&"))) as { groups: unknown[] };
  expect(String(listed.groups.length)).toBe(applications);
});

test("every number of records or files on the pages that tell what is loaded leads on", async () => {
  for (const url of [
    "/",
    "/datasets",
    "/status",
    "/coverage",
    "/changes",
    "/apis/uspto-office-action-rejection-api",
  ]) {
    const tables = (await page(url)).split("<caption>").slice(1);
    const bare = tables.flatMap((each) => [...each.matchAll(/<td class="number">(?!0<)([\d,]+)</g)]);
    // How many were read is how many were loaded and rejected, which lead on.
    const read = url === "/" ? tables.filter((each) => each.startsWith("<span>Files that were loaded")) : [];
    expect([url, bare.length]).toEqual([url, read.join("").match(/<tr><th scope="row">/g)?.length ?? 0]);
  }
});
/** Links over the drawings of a page: where each leads, and the number it names. */
const spotsOf = (body: string) =>
  [...body.matchAll(/<a href="([^"]*)" tabindex="-1"><title>[^<]*: ([^<:]*)<\/title><rect /g)].map(
    ([, href = "", told = ""]) => ({ href, told }),
  );

test.each([
  "/statistics/grounds",
  "/statistics/grounds-by-year",
  "/statistics/grounds-by-tech-center",
  "/statistics/grounds-by-year-and-tech-center",
  "/statistics/eligibility-decisions-by-month",
  "/statistics/provenance-of-citations",
  "/art-units/3763",
  "/references/US20090048582",
  "/combinations/US20090048582",
])(
  "each bar and each point of %s leads where its number in the table leads, and is no stop of the keyboard",
  async (url) => {
    const body = await page(url);
    const spots = spotsOf(body);
    expect(spots.length).toBeGreaterThan(1);
    for (const { href, told } of spots)
      expect([href, told, body.includes(`<a href="${href}">${told}</a>`)]).toEqual([href, told, true]);
    const drawings = body.match(/<svg [\s\S]*?<\/svg>/g)!.join("");
    const marks = drawings
      .replaceAll(/<g class="legend">[\s\S]*?<\/g>/g, "")
      .match(/<rect class="bar |<path class="mark |<rect x="140" y="\d+" width="\d+" height="16"/g);
    expect(spots.length).toBe(marks!.length);
    expect(drawings.match(/<a /g)).toHaveLength(spots.length);
  },
);

test("points that stand on one another are each reached", async () => {
  const body = await page("/statistics/eligibility-decisions-by-month");
  const places = [
    ...body.matchAll(/<\/title><rect x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g),
  ].map(([, x, y, height]) => ({ x: Number(x), top: Number(y), bottom: Number(y) + Number(height) }));
  expect(places.length).toBeGreaterThan(3);
  for (const [at, { x, top, bottom }] of places.entries()) {
    expect(bottom - top).toBeGreaterThan(2);
    const next = places[at + 1];
    if (next?.x === x) expect(next.bottom).toBeLessThan(top + 0.2);
  }
});

test("a document of the API's rows alone has the art unit that they tell", async () => {
  const { by_art_unit } = JSON.parse(await page("/v1/references/US20170093172")) as {
    by_art_unit: readonly object[];
  };
  expect(by_art_unit).toEqual([{ value: "2859", rejections: 2 }]);
});

/** A figure's link has as many rows. */
async function leadsTo(rows: number, href: string): Promise<void> {
  const body = await page(href.replaceAll("&amp;", "&"));
  expect([href, /<dt>Records that match, exactly<\/dt><dd>([\d,]+)/.exec(body)?.[1]]).toEqual([
    href,
    rows.toLocaleString("en-US"),
  ]);
}

test("how often a field is missing stands on a page with the figures of its JSON twin", async () => {
  const body = await page("/datasets/oa_rejections/v2/about");
  for (const told of [
    "Purpose",
    "Created",
    "Provenance",
    "Version",
    "Updated",
    "Contact",
    "Licence",
    "Usage",
    "Change log",
  ])
    expect([told, body.includes(told)]).toEqual([told, true]);
  for (const link of ["/data.json", "/dcat3.json"]) expect(body).toContain(link);
  const { fields } = JSON.parse(await page("/v1/datasets/oa_rejections/v2")) as {
    fields: { name: string; missing: number }[];
  };
  for (const { name, missing } of fields) {
    const cell = `<code>${name}</code></th><td>[^<]*</td><td class="number">(?:<a href="http://localhost([^"]*)">)?([\\d,]+)`;
    const [, href, told] = new RegExp(cell).exec(body) ?? [];
    expect([name, told]).toEqual([name, missing.toLocaleString("en-US")]);
    if (missing > 0) await leadsTo(missing, href!);
  }
  const tables = body
    .split("<caption>")
    .filter((each) => /^<span>Records by (?:source|the month)/.test(each));
  const others = tables.flatMap((each) => [
    ...each.matchAll(/<td class="number"><a href="http:\/\/localhost([^"]*)">([\d,]+)/g),
  ]);
  expect(others.length).toBeGreaterThan(5);
  for (const [, href, told] of others) await leadsTo(Number(told!.replaceAll(",", "")), href!);
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

test("no page makes the program warn whoever runs it", async () => {
  await page("/find?q=14574014&all=true");
  await page("/find?q=hasRej103%3A1&all=true");
  await page("/tech-centers/3700");
  expect(warnings).toEqual([]);
});
