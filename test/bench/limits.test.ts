import { expect, test } from "vitest";
import { judged, ratiosOf } from "../../bench/drive/limits.js";
import type { Findings } from "../../bench/drive/report.js";

const timing = (p50: number) => ({ p50, p95: p50, p99: p50, count: 1 });

/** A run in which every class has the same time, but for those given. */
function run(slower: Readonly<Record<string, number>>, last = 2): Findings {
  const names = [
    "rejections-of-application",
    "citations-of-application",
    "application",
    "flags-and-dates",
    "reference-exact",
    "reference-prefix",
    "groups-citations",
    "deep-page",
  ];
  return {
    classes: names.map((name) => ({
      queryClass: { name },
      artunit: { kind: "timed", first: timing(slower[name] ?? 1), again: timing(1) },
      postgres: null,
    })),
    firstPage: timing(2),
    lastPage: timing(last),
  } as unknown as Findings;
}

test("an even run is fine, and every ratio is said", () => {
  const { sentences, isFine } = judged(ratiosOf(run({})));
  expect(isFine).toBe(true);
  expect(sentences).toContain(
    "application against rejections-of-application: 1.0 ×, at most 12 × is allowed",
  );
});

test.each([
  ["a lookup that scans", run({ "citations-of-application": 50 }), /SLOW citations-of-application/],
  ["a last page that costs more than the first", run({}, 20), /SLOW the last page/],
  ["a class that was not measured", { ...run({}), firstPage: null }, /SLOW the last page.*not measured/],
])("%s is a gross regression", (_, findings, sentence) => {
  const { sentences, isFine } = judged(ratiosOf(findings));
  expect(isFine).toBe(false);
  expect(sentences.filter((each) => each.startsWith("SLOW"))).toEqual([expect.stringMatching(sentence)]);
});

test("a quicker lookup makes nothing else a regression", () => {
  expect(judged(ratiosOf(run({ "rejections-of-application": 0.05, application: 4 }))).isFine).toBe(true);
});
