import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { queryClasses } from "../../bench/drive/classes.js";
import { type Engine, NotOffered, type Session } from "../../bench/drive/engine.js";
import { timeCases, timeInFlight } from "../../bench/drive/measure.js";
import { type Answer, type Case, faultOf, type Question } from "../../bench/drive/questions.js";
import { writeReport } from "../../bench/drive/report.js";
import { generateRelease } from "../../bench/release/generate.js";

const page = (
  over: Partial<Extract<Question, { kind: "page" }>> = {},
): Extract<Question, { kind: "page" }> => ({
  kind: "page",
  table: "rejections",
  where: [{ column: "action_type", is: "103" }],
  start: 0,
  limit: 2,
  newestFirst: false,
  ...over,
});
const row = { app_id: "12000001", action_type: "103" };
const right: Case = { question: page(), expected: { total: 3 } };

test.each<[string, Case, Answer, RegExp | null]>([
  ["a right page", right, { total: 3, rows: [row, row] }, null],
  ["a wrong total", right, { total: 4, rows: [row, row] }, /the total is 4, and should be 3/],
  ["no total", right, { rows: [row, row] }, /the total is null/],
  ["a short page", right, { total: 3, rows: [row] }, /rows in the page is 1, and should be 2/],
  ["a long page", right, { total: 3, rows: [row, row, row] }, /should be 2/],
  [
    "a row that does not match",
    right,
    { total: 3, rows: [row, { ...row, action_type: "102" }] },
    /does not match/,
  ],
  [
    "a last page that is shorter",
    { question: page({ start: 2 }), expected: { total: 3 } },
    { total: 3, rows: [row] },
    null,
  ],
  [
    "a wrong first application",
    { question: page(), expected: { total: 3, firstApplication: "12000009" } },
    { total: 3, rows: [row, row] },
    /first application/,
  ],
  [
    "dates out of order",
    { question: page({ newestFirst: true }), expected: { dates: ["2017-01-02", "2017-01-01"] } },
    {
      rows: [
        { ...row, mail_dt: "2017-01-01" },
        { ...row, mail_dt: "2017-01-02" },
      ],
    },
    /dates in their order/,
  ],
  [
    "a group too few",
    {
      question: { kind: "groups", table: "citations", by: ["a", "b"], where: [] },
      expected: { groups: { "1|2": 3, "2|2": 1 } },
    },
    { groups: { "1|2": 3 } },
    /the grouping/,
  ],
  [
    "a right grouping in another order",
    {
      question: { kind: "groups", table: "citations", by: ["a", "b"], where: [] },
      expected: { groups: { "1|2": 3, "2|2": 1 } },
    },
    { groups: { "2|2": 1, "1|2": 3 } },
    null,
  ],
  [
    "a wrong facet",
    {
      question: { kind: "facets", table: "rejections", where: [], fields: ["f"] },
      expected: { total: 2, facets: { f: { a: 2 } } },
    },
    { total: 2, facets: { f: { a: 1 } } },
    /the facet f/,
  ],
  [
    "rows missing from an application",
    {
      question: { kind: "application", application: "12000001" },
      expected: { counts: { office_actions: 1, rejections: 2, citations: 3 } },
    },
    { counts: { office_actions: 1, rejections: 2, citations: 2 } },
    /the number of rows/,
  ],
])("judges %s", (_, one, answer, fault) => {
  if (fault === null) expect(faultOf(one, answer)).toBeNull();
  else expect(faultOf(one, answer)).toMatch(fault);
});

const engine = (answer: () => Answer): Engine => ({
  name: "stub",
  open: async (): Promise<Session> => ({
    ask: async () => answer,
    export: async () => {},
    close: () => {},
  }),
});

test("gives a figure only where every answer was right", async () => {
  const good = engine(() => ({ total: 3, rows: [row, row] }));
  let asked = 0;
  const onceWrong = engine(() => ({ total: asked++ === 1 ? 2 : 3, rows: [row, row] }));
  expect(await timeCases(good, [right, right])).toMatchObject({ kind: "timed", first: { count: 2 } });
  expect(await timeCases(onceWrong, [right, right])).toMatchObject({ kind: "wrong" });
  asked = 0;
  expect(await timeInFlight(onceWrong, [right], 2, 0.01)).toMatchObject({ kind: "wrong" });
});

test("tells what an engine does not offer from a wrong answer", async () => {
  const without = engine(() => {
    throw new NotOffered("no such route");
  });
  expect(await timeCases(without, [right])).toEqual({ kind: "not-offered", reason: "no such route" });
});

test("makes cases for every class from a generated release", async () => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-classes-"));
  try {
    const { truth } = await generateRelease({ folder, scale: 0.001, seed: 2, zip: false });
    for (const { name, cases } of queryClasses(truth)) {
      // Small samples have nothing left over for the later thousands.
      if (!/^application|-64$/.test(name)) expect(cases.length, name).toBeGreaterThan(1);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("writes figures between the markers and leaves the notes around them alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-report-"));
  const path = join(folder, "BENCHMARKS.md");
  try {
    writeFileSync(path, readFileSync("BENCHMARKS.md"));
    writeReport(path, "figures", "figures of today");
    writeReport(path, "figures", "figures of tomorrow");
    const written = readFileSync(path, "utf8");
    expect(written).toContain("figures of tomorrow");
    expect(written).not.toContain("figures of today");
    expect(written).toContain("## How to read them");
    expect(written).toContain("## What was tried");
    writeFileSync(path, "no markers");
    expect(() => writeReport(path, "figures", "x")).toThrow("markers");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
