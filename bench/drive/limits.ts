import type { Findings } from "./report.js";

/**
 * What a change must not make grossly slower, as ratios within one run, because machines differ. The limits leave
 * several times the usual value: they are for mistakes, such as a lost index, not for noise.
 */
const limits: readonly {
  readonly name: string;
  readonly most: number;
  readonly of: (f: Findings) => number | null;
}[] = [
  ratioOf("flags-and-dates", "rejections-of-application", 60),
  ratioOf("reference-exact", "rejections-of-application", 40),
  ratioOf("reference-prefix", "rejections-of-application", 60),
  ratioOf("citations-of-application", "rejections-of-application", 8),
  ratioOf("application", "rejections-of-application", 12),
  ratioOf("deep-page", "flags-and-dates", 12),
  ratioOf("groups-citations", "rejections-of-application", 100),
  {
    name: "the last page by cursor against the first",
    most: 4,
    of: ({ firstPage, lastPage }) => (firstPage && lastPage ? lastPage.p50 / firstPage.p50 : null),
  },
];

/** Sentences about the ratios that are beyond their limits. */
export function regressions(findings: Findings): string[] {
  return limits.flatMap(({ name, most, of }) => {
    const value = of(findings);
    return value !== null && value > most
      ? [`${name}: ${value.toFixed(1)} ×, and at most ${most} × is allowed`]
      : [];
  });
}

function ratioOf(slow: string, quick: string, most: number) {
  const p50 = (findings: Findings, name: string) => {
    const outcome = findings.classes.find((one) => one.queryClass.name === name)?.artunit;
    return outcome?.kind === "timed" ? outcome.first.p50 : null;
  };
  return {
    name: `${slow} against ${quick}`,
    most,
    of: (findings: Findings) => {
      const [above, below] = [p50(findings, slow), p50(findings, quick)];
      return above === null || below === null ? null : above / below;
    },
  };
}
