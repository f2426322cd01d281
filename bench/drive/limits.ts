import type { Findings } from "./report.js";

/** What a change must not make grossly slower: one figure of a run against another of the same run. */
export interface Ratio {
  readonly name: string;
  readonly most: number;
  /** Null where a class was not measured. */
  readonly value: number | null;
}

/** Beyond this a quicker answer is taken for a slow one of the machine's own: a hiccup is no regression. */
const LEAST_MILLISECONDS = 0.5;

/**
 * Ratios within one run, because machines differ. The limits leave several times the value that runs gave, alone and
 * beside another program that kept all cores busy: they are for mistakes, such as a lost index, not for noise.
 */
export function ratiosOf(findings: Findings): readonly Ratio[] {
  const p50 = (name: string) => {
    const outcome = findings.classes.find((one) => one.queryClass.name === name)?.artunit;
    return outcome?.kind === "timed" ? outcome.first.p50 : null;
  };
  const against = (slow: string, quick: string, most: number) => ({
    name: `${slow} against ${quick}`,
    most,
    value: ratio(p50(slow), p50(quick)),
  });
  return [
    against("citations-of-application", "rejections-of-application", 8),
    against("application", "rejections-of-application", 12),
    against("flags-and-dates", "rejections-of-application", 60),
    against("reference-exact", "rejections-of-application", 60),
    against("reference-prefix", "rejections-of-application", 100),
    against("groups-citations", "rejections-of-application", 150),
    against("deep-page", "flags-and-dates", 4),
    {
      name: "the last page by cursor against the first",
      most: 4,
      value: ratio(findings.lastPage?.p50 ?? null, findings.firstPage?.p50 ?? null),
    },
  ];
}

function ratio(above: number | null, below: number | null): number | null {
  return above === null || below === null ? null : above / Math.max(below, LEAST_MILLISECONDS);
}

/** How each ratio stands to its limit, and whether all keep theirs. */
export function judged(ratios: readonly Ratio[]): {
  readonly sentences: readonly string[];
  readonly isFine: boolean;
} {
  const isBeyond = ({ value, most }: Ratio) => value === null || value > most;
  return {
    sentences: ratios.map(
      (each) =>
        `${isBeyond(each) ? "SLOW " : ""}${each.name}: ${each.value === null ? "not measured" : `${each.value.toFixed(1)} ×`}, at most ${each.most} × is allowed`,
    ),
    isFine: !ratios.some(isBeyond),
  };
}
