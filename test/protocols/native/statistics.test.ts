import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OFFICE_ACTIONS_ALL } from "../../../src/families/office-actions/actions.js";
import { REPORTS } from "../../../src/families/office-actions/reports.js";
import type { Statistics } from "../../../src/protocols/native/statistics/statistics.js";
import { aroundMean, wilson } from "../../../src/protocols/native/statistics/wilson.js";
import { criteriaBehind, firstDay, lastDay } from "../../../src/server/groupKeys.js";
import { countsFor, countsForGroups, storedCounts } from "../../../src/store/build/counts.js";
import type { GroupRequest, Selection } from "../../../src/store/store.js";
import { loadedServer } from "../../server/loaded.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

/** Values of Wilson's interval as tables of it give them. */
test.each([
  [0, 10, 0, 0.2775],
  [1, 10, 0.0179, 0.4042],
  [5, 10, 0.2366, 0.7634],
  [10, 10, 0.7225, 1],
  [81, 263, 0.2553, 0.3662],
])("%i of %i is between %f and %f", (part, whole, low, high) => {
  const found = wilson(part, whole)!;
  expect([found.low, found.high].map((each) => each.toFixed(4))).toEqual([low.toFixed(4), high.toFixed(4)]);
});

test("of nothing there is no share, and of one value no interval", () => {
  expect(wilson(0, 0)).toBeNull();
  expect(aroundMean(3, 9, 1)).toBeNull();
  expect(aroundMean(6, 14, 3)).toEqual({
    low: 2 - 1.959963984540054 / Math.sqrt(3),
    high: expect.any(Number),
  });
});

test.each([
  ["2016", "2016-01-01", "2016-12-31"],
  ["2016-Q1", "2016-01-01", "2016-03-31"],
  ["2016-02", "2016-02-01", "2016-02-29"],
  ["2015-Q4", "2015-10-01", "2015-12-31"],
])("%s is from %s to %s", (period, from, to) => {
  expect([firstDay(period), lastDay(period)]).toEqual([from, to]);
});

test("the criteria behind a group are those that were asked and its key", () => {
  const by = [
    { name: "mail_date.year", key: { column: "mail_date", period: "year" } },
    { name: "art_unit", key: { column: "art_unit" } },
  ] as const;
  expect(criteriaBehind(OFFICE_ACTIONS_ALL, ["a OR b", null, "*:*"], by, ["2016", null])).toBe(
    "(a OR b) AND mail_date:[2016-01-01 TO 2016-12-31] AND NOT art_unit:*",
  );
  expect(criteriaBehind(OFFICE_ACTIONS_ALL, ["*:*"], [], [])).toBe("*:*");
});

const REJECTIONS = "/v1/statistics/oa_rejections/v2";

describe("statistics of some rejections", () => {
  const rows = [
    ...Array.from({ length: 40 }, (_, at) =>
      rejection(at, { mail_date: "2015-05-05", has_rej_101: at < 10, cite103_max: at < 20 ? 1 : 3 }),
    ),
    rejection(50, { mail_date: "2016-05-05" }),
    rejection(51, { mail_date: "2016-05-06", is_duplicate: true }),
    rejection(52, { mail_date: null }),
  ];
  const { app } = serverOf(storeOf({ rejections: rows }), { publicUrl: "http://localhost:8892" });
  const ask = async (query: Record<string, string>, url = REJECTIONS) =>
    (await app.inject({ url, query })).json<Statistics>();

  test("a share has n, count and interval, and duplicates are left out unless they are asked for", async () => {
    const found = await ask({ by: "submissionDate.year", measures: "share:hasRej101:1" });
    expect(found.duplicates).toBe("exclude");
    expect(found.groups.map(({ key, n }) => [...key, n])).toEqual([
      ["2015", 40],
      ["2016", 1],
      [null, 1],
    ]);
    const { low, high } = wilson(10, 40)!;
    expect(found.groups[0]!.figures[0]).toMatchObject({ value: 0.25, count: 10, low, high });
    const all = await ask({ by: "submissionDate.year", duplicates: "include" });
    expect(all.groups[1]).toMatchObject({ key: ["2016"], n: 2 });
  });

  test("a mean is over the values there are, a distinct count over different ones", async () => {
    const { groups } = await ask({ measures: "mean:cite103Max;distinct:patentApplicationNumber;count" });
    const stated = rows.filter((each) => each.is_duplicate !== true);
    const sum = stated.reduce((total, each) => total + Number(each.cite103_max), 0);
    expect(groups[0]!.figures.map(({ value }) => value)).toEqual([sum / stated.length, 42, 42]);
  });

  test("few records, or a period with far fewer than the others, are called thin", async () => {
    const found = await ask({ by: "submissionDate.year" });
    expect(found.groups.map(({ is_thin }) => is_thin)).toEqual([false, true, true]);
    expect(found.thin).toContain("Fewer than 30");
  });

  test("the question of an answer gives the answer again", async () => {
    const query = { by: "artUnit", measures: "count;share:hasRej101:1", criteria: "legalSectionCode:103" };
    const found = await ask({ ...query, by: "groupArtUnitNumber", order: "size" });
    const again = await app.inject(found.question.slice("http://localhost:8892".length));
    expect(again.json()).toEqual(found);
  });

  test.each([
    ["a measure that is none", { measures: "median:cite103Max" }, "bad-parameter", "share:CRITERIA"],
    ["a mean of a text", { measures: "mean:groupArtUnitNumber" }, "bad-parameter", "holds one number"],
    ["an unknown field", { measures: "distinct:groupArtUnitNumbr" }, "unknown-field", "groupArtUnitNumber"],
    ["four fields", { by: "id,groupArtUnitNumber,hasRej101,hasRej102" }, "bad-parameter", "three"],
    ["no criteria in a share", { measures: "share:" }, "bad-parameter", "share"],
  ])("%s is refused in words", async (_, query, code, word) => {
    const answer = await app.inject({ url: REJECTIONS, query });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, code]);
    expect(answer.json<{ message: string }>().message).toContain(word);
  });

  test("as CSV there is a line for each figure", async () => {
    const { body } = await app.inject(
      `${REJECTIONS}.csv?by=submissionDate.year&measures=count;share:hasRej101:1`,
    );
    const [head, ...lines] = body.trim().split("\r\n");
    expect(head).toBe("submissionDate.year,measure,value,count,low,high,n,is_thin,rows");
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^2015,share:hasRej101:1,0\.25,10,0\.\d+,0\.\d+,40,0,http/);
  });

  test("a report that there is not is told from one that there is", async () => {
    const answer = await app.inject("/v1/statistics/grounds-by-yer");
    expect(answer.statusCode).toBe(404);
    expect(answer.json<{ suggestion: string }>().suggestion).toBe("grounds-by-year");
  });
});

describe("reports on rows that are counted beforehand", () => {
  const asked: Selection[] = [];
  const store = storeOf({ office_actions: [rejection(1)], rejections: [rejection(1)], citations: [] });
  const { app } = serverOf({
    ...store,
    count(request) {
      asked.push(request);
      return store.count(request);
    },
    groups(request) {
      asked.push(request);
      return store.groups(request);
    },
  });
  const isStored = (request: Selection | GroupRequest) => {
    const counts = storedCounts(request.dataset.table);
    return ("by" in request ? countsForGroups(request, counts) : countsFor(request, counts)) !== null;
  };
  const texts = new Set(["texts-by-year", "texts-by-kind"]);

  test.each(REPORTS.map(({ name }) => name).filter((name) => !texts.has(name)))(
    "%s asks stored counts alone",
    async (name) => {
      asked.length = 0;
      expect((await app.inject(`/v1/statistics/${name}`)).statusCode).toBe(200);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter((request) => !isStored(request))).toEqual([]);
    },
  );

  test("of art units by year, counts that hold nothing else are the first that answer", async () => {
    asked.length = 0;
    // What was asked before is kept: this is another question.
    await app.inject("/v1/statistics/coverage-by-art-unit?duplicates=include");
    const [groups] = asked as GroupRequest[];
    const counts = storedCounts(groups!.dataset.table);
    expect(countsForGroups(groups!, counts)?.name).toBe("office_actions_units_year");
  });
});

describe("reports over the sample", () => {
  let server: Awaited<ReturnType<typeof loadedServer>>;
  beforeAll(async () => {
    server = await loadedServer([fileURLToPath(new URL("../../../sample", import.meta.url))]);
  });
  afterAll(() => server?.close());

  async function totalOf(rows: string): Promise<number> {
    const url = `${rows.replace(/^http:\/\/[^/]*/, "")}&count_only=true`;
    const answer = await server.app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<{ total: number }>().total;
  }

  test.each(REPORTS.map(({ name }) => name))(
    "%s: every figure is the count of the rows it leads to",
    async (name) => {
      const answer = await server.app.inject(`/v1/statistics/${name}`);
      expect(answer.statusCode).toBe(200);
      const { groups, records } = answer.json<Statistics>();
      expect(records).toBeGreaterThan(0);
      for (const { n, rows, figures } of groups.slice(0, 12)) {
        expect(await totalOf(rows)).toBe(n);
        for (const { measure, value, count, rows: behind } of figures) {
          if (measure.startsWith("count")) expect([behind, await totalOf(behind)]).toEqual([behind, value]);
          if (measure.startsWith("share:")) expect([behind, await totalOf(behind)]).toEqual([behind, count]);
        }
      }
    },
  );

  test.each([
    [
      "/v1/art-units/3763",
      "Art unit 3763",
      ["Art unit 3763", "Technology centre 3700", "All that is loaded"],
    ],
    ["/v1/tech-centers/3700", "Technology centre 3700", ["Technology centre 3700", "All that is loaded"]],
    ["/v1/classes/604", "USPC class 604", ["USPC class 604", "All that is loaded"]],
    ["/v1/examiners/84263", "Examiner 84263", ["Examiner 84263", "All that is loaded"]],
  ])("%s tells of %s, and beside what it stands", async (url, title, compared) => {
    const answer = (await server.app.inject(url)).json<{
      title: string;
      compared: { of: string; report: Statistics }[];
      reports: Statistics[];
    }>();
    expect(answer.title).toBe(title);
    expect(answer.compared.map(({ of }) => of)).toEqual(compared);
    const sizes = answer.compared.map(({ report }) => report.records);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    for (const { records } of answer.reports) expect(records).toBeLessThanOrEqual(sizes[0]!);
  });

  test.each([
    ["/v1/art-units/37", 400],
    ["/v1/art-units/9999", 404],
    ["/v1/examiners/Smith", 400],
  ])("%s is %i", async (url, status) => {
    const answer = await server.app.inject(url);
    expect(answer.statusCode).toBe(status);
    if (status === 404) expect(answer.json().message).toBe("Nothing is loaded about art unit 9999.");
  });
});
