import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogOf, plainName } from "../../../src/catalog/index.js";
import type { Family } from "../../../src/families/family.js";
import { FAMILIES, installationOf } from "../../../src/installation.js";
import { type LoadOptions, type LoadReport, load } from "../../../src/load/load.js";
import { createServer, type Server } from "../../../src/server/index.js";
import { openLiveStore } from "../../../src/store/index.js";
import { currentId, readManifest } from "../../../src/store/snapshots/folder.js";
import { upgrade } from "../../../src/store/snapshots/rebuild.js";
import { verifySnapshot } from "../../../src/store/snapshots/verify.js";
import { exportInto } from "../../ingest/folders.js";
import { PLANTED, WEIGHINGS_2020 } from "./family.js";
import { HEARING_COUNT, hearingsJson, laterMarksCsv, MARK_COUNT, marksCsv, weighingsCsv } from "./files.js";

/** Every door that a family's tables go through, tried with a family that nothing in the program was written for. */
const INSTALLATION = installationOf([...FAMILIES, PLANTED]);
const folder = mkdtempSync(join(tmpdir(), "artunit-planted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function loadInto(
  data: string,
  paths: readonly string[],
  options: Partial<LoadOptions> = {},
): Promise<LoadReport> {
  return load({ data, installation: INSTALLATION, paths, artunitVersion: "test", ...options });
}

const hashOf = (data: string) => readManifest(data, currentId(data)!).contentHash;
/** Two ranges and more of each table's partition. */
const IN_RANGES = { rangeRows: 1_700 };

const FIRST = [
  file("marks.csv", marksCsv()),
  file("weighings.csv", weighingsCsv()),
  file("hearings.json", hearingsJson()),
];
const UPDATE = [file("later.csv", laterMarksCsv()), file("changed.json", hearingsJson(5))];
const data = join(folder, "data");
let first: LoadReport;
let update: LoadReport;
const ranges = new Set<number>();

beforeAll(async () => {
  first = await loadInto(data, FIRST, {
    ...IN_RANGES,
    onEvent: (event) => {
      if (event.kind === "building" && event.what === "building tables") ranges.add(event.of);
    },
  });
  update = await loadInto(data, UPDATE, IN_RANGES);
});

test.each([["order"], ["Group"], ["position"], ["a b"], ["1st"]])(
  "a table has no column called %s",
  (name) => {
    const [table] = PLANTED.tables;
    const odd = { ...table!, columns: [...table!.columns, { name, type: "text" as const, meaning: "" }] };
    expect(() => catalogOf([{ tables: [odd], datasets: [], sources: [] }])).toThrow(
      `"${name}" of table planted_marks is no plain name`,
    );
    expect(plainName(name)).toMatch(/^[a-z][a-z0-9_]*$/);
  },
);

describe("loaded in several ranges of a number", () => {
  test("every row is there", () => {
    expect([first.refused, first.rejected, first.unreadCells.length]).toEqual([[], 0, 1]);
    expect(Math.max(...ranges)).toBeGreaterThan(2);
    const rows = Object.fromEntries(first.manifest!.tables.map((each) => [each.name, each.rows]));
    expect(rows).toMatchObject({
      planted_marks: MARK_COUNT,
      planted_weighings: MARK_COUNT,
      planted_hearings: HEARING_COUNT,
    });
  });

  test("an update replaces records, and adds none", () => {
    expect([update.refused, update.rejected]).toEqual([[], 0]);
    const rows = Object.fromEntries(update.manifest!.tables.map((each) => [each.name, each.rows]));
    expect(rows).toMatchObject({ planted_marks: MARK_COUNT, planted_hearings: HEARING_COUNT });
    expect(update.manifest!.contentHash).not.toBe(first.manifest!.contentHash);
  });

  test("one load of everything, at once, holds the same", async () => {
    const atOnce = join(folder, "at-once");
    await loadInto(atOnce, [...UPDATE, ...FIRST]);
    expect(hashOf(atOnce)).toBe(hashOf(data));
  });
});

describe("served on every surface", () => {
  let server: Server;
  let closeStore: () => Promise<void>;
  const logged: string[] = [];
  beforeAll(async () => {
    const live = await openLiveStore(data, INSTALLATION);
    closeStore = () => live.close();
    server = createServer({
      installation: INSTALLATION,
      snapshots: live,
      settings: {},
      log: (message) => logged.push(message),
    });
  });
  afterAll(async () => {
    await server.app.close();
    await closeStore();
  });

  const ask = (url: string) => server.app.inject(url);

  const MARKS = "/v1/datasets/planted_marks/v1";
  const WEIGHINGS = "/v1/datasets/planted_weighings/2020";
  const HEARINGS = "/v1/datasets/planted_hearings/v1";

  test.each<[string, number]>([
    [`${MARKS}/records?count_only=true`, MARK_COUNT],
    [`${MARKS}/records?criteria=mark_number:70000007&count_only=true`, 1],
    [`${MARKS}/records?criteria=mark_number:[70000000 TO 70000062]&count_only=true`, 9],
    [`${MARKS}/records?criteria=art_unit:0099 AND weight:1000.5&count_only=true`, 10],
    [`${MARKS}/records?criteria=classes:24 AND owners:"=Acme, Inc."&count_only=true`, 300],
    [`${MARKS}/records?criteria=group:select&count_only=true`, 997],
    [`${WEIGHINGS}/records?criteria=order:3&count_only=true`, 429],
    [`${MARKS}/records?criteria=seen_at:[2026-01-01 TO *]&count_only=true`, 10],
    [`${WEIGHINGS}/records?criteria=grams:[700 TO *]&count_only=true`, 200],
    [`${WEIGHINGS}/records?criteria=weighing_number:1000005 AND art_unit:0105&count_only=true`, 1],
    [`${HEARINGS}/records?criteria=hearingData.art_unit:0042&count_only=true`, 2],
    [`${HEARINGS}/records?criteria=hearingData.judgeBag:new&count_only=true`, 5],
    [`${HEARINGS}/records?criteria=hearingData.minutes:[59 TO *]&count_only=true`, 3],
  ])("%s counts exactly", async (url, total) => {
    const { statusCode, body } = await ask(encodeURI(url));
    expect([statusCode, statusCode === 200 ? JSON.parse(body).total : body]).toEqual([200, total]);
  });

  test.each([
    "/",
    "/index.json",
    "/data.json",
    "/openapi.json",
    "/v1/datasets",
    "/datasets",
    "/datasets/planted_marks/v1?criteria=classes:9&sort=weight desc",
    "/datasets/planted_weighings/2020",
    "/datasets/planted_hearings/v1",
    MARKS,
    WEIGHINGS,
    HEARINGS,
    `${MARKS}/records?sort=weight desc,classes&limit=2`,
    `${MARKS}/records?select=owners,classes,mark_number&limit=2`,
    `${MARKS}/groups?by=registered_on.year,art_unit`,
    `${MARKS}/groups?by=classes&measure=distinct:owners`,
    `${MARKS}/groups?by=group,is_live`,
    `${MARKS}/records?criteria=group:order&sort=group desc&limit=2`,
    `${WEIGHINGS}/groups?by=order,weighed_on.year`,
    `${WEIGHINGS}/records?criteria=order:[5 TO *]&sort=order&limit=2`,
    `${MARKS}/facets?fields=classes,owners,source`,
    `${MARKS}/explain?criteria=classes:9`,
    `${WEIGHINGS}/explain?criteria=weighing_number:1000005`,
    `${HEARINGS}/groups?by=hearingData.judgeBag`,
    `${HEARINGS}/facets?fields=hearingData.minutes`,
    `${HEARINGS}/explain`,
    ...["csv", "ndjson", "parquet", "dta"].flatMap((format) =>
      [MARKS, WEIGHINGS, HEARINGS].map((dataset) => `${dataset}/records.${format}`),
    ),
    "/ds-api/planted_marks/v1/fields",
    "/ds-api/planted_marks/v1/records?criteria=classes:9&rows=2",
    "/api/v1/patent/oa/planted_marks/v1/fields",
    "/api/v1/patent/oa/planted_marks/v1/records?criteria=mark_number:70000007",
    "/api/v1/planted/hearings/search?q=hearingData.judgeBag:new&facets=hearingData.art_unit",
    "/api/v1/planted/hearings/search/download?format=csv",
    "/api/v1/planted/hearings/H-12",
  ])("%s answers", async (url) => {
    const { statusCode, body } = await ask(encodeURI(url));
    expect([statusCode, statusCode === 200 ? "" : body]).toEqual([200, ""]);
    expect(/planted|Owner|H-12|mark_number|weighing_number|PAR1|stata_dta/i.exec(body)).not.toBeNull();
  });

  test("pages by cursor reach every record once", async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const answer: { records: readonly { mark_number: number }[]; cursor: string | null } = (
        await ask(`${MARKS}/records?limit=700${after}`)
      ).json();
      seen.push(...answer.records.map((each) => each.mark_number));
      cursor = answer.cursor;
    } while (cursor !== null);
    expect(seen.length).toBe(MARK_COUNT);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });

  test("a record comes back with what each column holds", async () => {
    const { records } = (await ask(`${MARKS}/records?criteria=mark_number:70000007`)).json();
    expect(records).toEqual([
      {
        id: "70000007",
        mark_number: 70000007,
        art_unit: "0099",
        is_live: true,
        group: "order",
        registered_on: "2011-02-11",
        weight: 1000.5,
        seen_at: "2026-01-01T00:00:00",
        classes: [9],
        owners: null,
        source: "registry",
      },
    ]);
    const [later] = (await ask(`${MARKS}/records?criteria=mark_number:70000077`)).json().records;
    expect(later).toMatchObject({ classes: [2, 21], owners: ["Owner 11", "=Acme, Inc."], weight: 1.375 });
    const page = await ask("/datasets/planted_marks/v1/records/70000007");
    expect([page.statusCode, page.body.includes("1000.5")]).toEqual([200, true]);
  });

  test("a cell that cannot be read is kept beside its row", async () => {
    const { records } = (
      await ask(`${WEIGHINGS}/records?criteria=weighing_number:1000005&sort=grams`)
    ).json();
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject({ grams: null });
  });

  test("what is loaded of an application is told of it, though its family tells nothing", async () => {
    const { planted_hearings: hearings, ...others } = (await ask("/v1/applications/14574012")).json();
    expect(hearings.map((each: Readonly<Record<string, unknown>>) => each.hearingIdentifier).sort()).toEqual([
      "H-112",
      "H-12",
    ]);
    expect(others).toMatchObject({ application_number: "14574012", actions: [], petitions: [] });
    expect(others).not.toHaveProperty("planted_marks");
    expect((await ask("/v1/applications/14574999")).statusCode).toBe(404);
    expect((await ask("/applications/14574012")).body).toContain("2 records");
  });

  test.each([
    "/api/v1/planted/hearings/H-nowhere",
    "/api/v1/planted/hearings/search?q=hearingIdentifier:nowhere",
  ])("%s is refused as the portal's collections refuse", async (url) => {
    const answer = await ask(url);
    expect(answer.json()).toMatchObject({
      code: 404,
      message: "Not Found",
      detailedMessage: expect.any(String),
    });
  });

  test("a nested record comes back as it came", async () => {
    const answer = (await ask("/api/v1/planted/hearings/H-12")).json();
    expect(JSON.stringify(answer)).toContain(
      '"judgeBag":["Judge 5"],"minutes":[12,30],"notKnown":{"deep":[1,null,"x"]}',
    );
  });

  test("its surfaces are described", async () => {
    const { paths } = (await ask("/openapi.json")).json();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        `${MARKS}/records`,
        "/ds-api/planted_marks/v1/records",
        "/api/v1/patent/oa/planted_marks/v1/records",
        "/api/v1/planted/hearings/search",
      ]),
    );
  });

  test("nothing asked here was a fault of ours", () => expect(logged).toEqual([]));
});

describe("exported, loaded again, verified, upgraded", () => {
  test.each(["csv", "parquet", "dta"] as const)(
    "an export as %s holds the same in an empty folder",
    async (format) => {
      const out = mkdtempSync(join(folder, `export-${format}-`));
      await exportInto(out, data, format, { installation: INSTALLATION, tables: PLANTED.tables });
      const again = join(folder, `again-${format}`);
      const report = await loadInto(again, [out], IN_RANGES);
      expect([report.refused, report.rejected, report.unreadCells]).toEqual([[], 0, []]);
      expect(report.manifest!.contentHash).toBe(hashOf(data));
    },
  );

  test("the snapshot is whole", async () => {
    expect((await verifySnapshot(data, currentId(data)!)).damage).toEqual([]);
  });

  test("what an earlier version wrote, with less in it, is upgraded and loaded into", async () => {
    const earlier = installationOf([...FAMILIES, earlierOf(PLANTED)]);
    const old = join(folder, "old");
    await load({ data: old, installation: earlier, paths: [FIRST[1]!], artunitVersion: "test" });
    const upgraded = join(folder, "upgraded");
    cpSync(old, upgraded, { recursive: true });
    const { manifest, changed } = await upgrade({
      data: upgraded,
      artunitVersion: "test",
      families: INSTALLATION.families,
      datasets: INSTALLATION.datasets,
    });
    expect([changed, manifest?.tables.find(({ name }) => name === "planted_weighings")?.rows]).toEqual([
      [],
      MARK_COUNT,
    ]);
    expect((await verifySnapshot(upgraded, manifest!.id)).damage).toEqual([]);
    for (const each of [old, upgraded]) {
      const report = await loadInto(each, [FIRST[0]!, FIRST[2]!], IN_RANGES);
      expect([report.refused, report.rejected]).toEqual([[], 0]);
    }
    expect(hashOf(old)).toBe(hashOf(upgraded));
  });
});

/** The family before it had marks and hearings, and before weighings had their day. */
function earlierOf(family: Family): Family {
  const table = {
    ...WEIGHINGS_2020.table,
    columns: WEIGHINGS_2020.table.columns.filter(({ name }) => name !== "weighed_on"),
    roles: { partition: "weighing_number" },
    hints: {},
  };
  const dataset = {
    ...WEIGHINGS_2020,
    table,
    fields: WEIGHINGS_2020.fields.filter(({ column }) => column !== "weighed_on"),
  };
  return {
    ...family,
    ...catalogOf([
      {
        tables: [table],
        datasets: [dataset],
        sources: family.sources
          .filter(({ names }) => "dataset" in names && names.dataset === WEIGHINGS_2020)
          .map((each) => ({
            ...each,
            names: { dataset },
            has: each.has.filter((name) => name !== "weighed_on"),
            identity:
              each.identity === "record"
                ? each.identity
                : each.identity.filter((name) => name !== "weighed_on"),
          })),
      },
    ]),
  };
}
