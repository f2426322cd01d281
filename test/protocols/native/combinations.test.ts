import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../../../src/catalog/index.js";
import type { CombinationsAnswer } from "../../../src/families/office-actions/routes/combinations.js";
import { CITATIONS } from "../../../src/families/office-actions/tables.js";
import { INSTALLATION } from "../../../src/installation.js";
import { buildCounts } from "../../../src/store/build/counts.js";
import { buildLookup } from "../../../src/store/build/lookup.js";
import { askStore } from "../../../src/store/duckdb/ask.js";
import { openDuckDbStore } from "../../../src/store/engines/duckdb/duckDbStore.js";
import type { Store } from "../../../src/store/index.js";
import { assembled } from "../../../src/store/layers/assembled.js";
import { COUNTS_FILE } from "../../../src/store/snapshots/dataFolder.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";
import { writeSnapshot } from "../../store/fixture.js";

let id = 0;
/** A row that cites a document in an action of an application. */
function cited(application: number, reference: string, more: object = {}) {
  id += 1;
  return rejection(application, {
    record_id: String(id).padStart(32, "0"),
    document_id: `DOC${String(application).padStart(12, "0")}`,
    mail_date: `2016-01-0${application}`,
    reference_key: reference,
    reference_number: reference.slice(2),
    ...more,
  });
}

const [A, B, C] = ["US6254567", "US6752794", "US20090048582"];
const { app } = serverOf(
  storeOf({
    citations: [
      ...[A, B].map((each) => cited(1, each)),
      ...[A, B, C].map((each) => cited(2, each)),
      cited(3, A),
      ...[A, C].map((each) => cited(4, each, { legal_section: "102" })),
      ...[A, B].map((each) => cited(5, each, { is_duplicate: true })),
      cited(6, B, { legal_section: null }),
    ],
  }),
);
const ask = async (query = "") =>
  (await app.inject(`/v1/combinations/${A}${query}`)).json<CombinationsAnswer>();

test("the rejections over a document alone are asked for, and its page leads to them", async () => {
  const { with: other, alone, rejections_with } = await ask("?with=none");
  expect([other, alone]).toEqual(["none", 1]);
  expect(rejections_with.map((each) => [each.application_number, each.with])).toEqual([["12000003", []]]);
  const { body } = await app.inject(`/combinations/${A}`);
  const path = new RegExp(`/combinations/${A}\\?with=none[^"]*`).exec(body)?.[0];
  const led = await app.inject(path!.replaceAll("&amp;", "&"));
  expect(led.statusCode).toBe(200);
  expect(led.body).toContain("Rejections that rest on it alone");
  expect(led.body).toContain("/applications/12000003");
});

test("a document is told with the others it was combined with, the most frequent first", async () => {
  const { rejections, alone, total, combinations } = await ask();
  expect([rejections, alone, total]).toEqual([5, 1, 2]);
  expect(
    combinations.map(({ reference_key, rejections, applications, grounds, first, last }) => [
      reference_key,
      rejections,
      applications,
      grounds,
      first,
      last,
    ]),
  ).toEqual([
    [B, 3, 3, { "103": 3 }, "2016-01-01", "2016-01-05"],
    [C, 2, 2, { "102": 1, "103": 1 }, "2016-01-02", "2016-01-04"],
  ]);
});

test("each combination leads to as many rejections as it counts", async () => {
  for (const query of ["", "?ground=103", "?duplicates=exclude"])
    for (const { rejections, address } of (await ask(query)).combinations) {
      const { rejections_with } = (
        await app.inject(new URL(address).href.replace(/^http:..[^/]*/, ""))
      ).json<CombinationsAnswer>();
      expect(rejections_with).toHaveLength(rejections);
    }
});

test.each([
  ["?duplicates=exclude", 4, 2],
  ["?ground=102", 1, 1],
  ["?limit=1", 5, 2],
])("%s narrows", async (query, rejections, total) => {
  expect(await ask(query)).toMatchObject({ rejections, total });
});

test("one that nothing cites is not found, and what is no number is refused", async () => {
  expect((await app.inject("/v1/combinations/US1234567")).statusCode).toBe(404);
  expect((await app.inject("/v1/combinations/Smith")).statusCode).toBe(400);
});

test("the page has the same figures, and leads to the rejections over both", async () => {
  const { body } = await app.inject(`/combinations/${A}`);
  expect(body).toContain(`/combinations/${A}?with=${B}`);
  const both = await app.inject(`/combinations/${A}?with=${B}`);
  expect(both.body.match(/office-actions\/DOC/g)).toHaveLength(3);
});

test("how often under which ground leads to as many rejections", async () => {
  const { body } = await app.inject({ url: `/combinations/${A}`, headers: { host: "localhost" } });
  const links = [...body.matchAll(/10[23]: <a href="http:\/\/localhost([^"]*ground=10[23][^"]*)">(\d+)</g)];
  expect(links).toHaveLength(3);
  for (const [, href = "", told] of links) {
    const there = (await app.inject(href.replaceAll("&amp;", "&"))).body;
    expect([href, /<dt>Rejections<\/dt><dd>(?:<a [^>]*>)?(\d+)/.exec(there)?.[1]]).toEqual([href, told]);
  }
});

describe("a document that is cited often", () => {
  const [order] = CITATIONS.secondOrders;
  const often: Table = {
    ...CITATIONS,
    secondOrders: [{ ...order!, together: { ...order!.together!, above: 5 } }],
  };
  const rows = fc
    .sample(
      fc.record({
        application: fc.integer({ min: 1, max: 9 }),
        reference: fc.constantFrom(
          A!,
          A!,
          A!,
          ...Array.from({ length: 9 }, (_, at) => `US700000${at}`),
          B!,
          C!,
        ),
        more: fc.record({
          document_id: fc.constantFrom("D1", "D2", "D3", null),
          legal_section: fc.constantFrom("103", "102", null),
          paragraph: fc.constantFrom("a", null),
          source: fc.constantFrom("release-2017", "api"),
          is_preferred: fc.boolean(),
          is_duplicate: fc.boolean(),
          reference_key: fc.constantFrom(undefined, undefined, undefined, undefined, A!, null),
          reference_text: fc.constantFrom("a text", "another"),
        }),
      }),
      { numRuns: 120, seed: 5 },
    )
    .map(({ application, reference, more }) =>
      cited(application, reference, {
        ...more,
        reference_key: more.reference_key === undefined ? reference : more.reference_key,
        document_id: more.document_id && `${more.document_id}OF${application}`,
      }),
    );
  const scanned = serverOf(storeOf({ citations: rows }));
  let store: Store;
  let asked = 0;

  beforeAll(async () => {
    const folder = await writeSnapshot({ citations: rows }, [often]);
    await askStore(join(folder, "store.duckdb"), async (ask) => {
      await buildCounts(ask, join(folder, COUNTS_FILE), [often], { rowsPerCount: 0 });
      await buildLookup(ask, join(folder, "lookup"), [often]);
    });
    const found = assembled(await openDuckDbStore(folder, INSTALLATION), INSTALLATION);
    store = {
      ...found,
      together: (request) => {
        asked += 1;
        return found.together!(request);
      },
      page: async (request) => {
        const page = await found.page(request);
        asked -= request.dataset.table.name === "citations" ? 1000 : 0;
        return page;
      },
    };
  });
  afterAll(() => store?.close());

  test.each([
    `/v1/combinations/${A}`,
    `/v1/combinations/${A}?duplicates=exclude`,
    `/v1/combinations/${A}?source=api`,
    `/v1/combinations/${A}?ground=102&with=${B}`,
    `/v1/references/${A}`,
    `/v1/references/${A}?duplicates=exclude&source=release-2017`,
  ])("%s is told from what the load kept, as from its rows", async (url) => {
    const { app } = serverOf(store);
    asked = 0;
    const [kept, read] = await Promise.all([app.inject(url), scanned.app.inject(url)]);
    const told = ({ body }: { body: string }) => ({ ...(JSON.parse(body) as object), snapshot: null });
    const addresses = (body: object) =>
      JSON.parse(JSON.stringify(body).replaceAll(/as_of=[^"&]*/g, "as_of=")) as unknown;
    expect(addresses(told(kept))).toEqual(addresses(told(read)));
    expect(asked).toBe(1);
  });
});
