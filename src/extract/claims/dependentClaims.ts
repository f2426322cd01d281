import { matchEnd } from "../text/index.js";
import { ADDS_DEPENDENTS, DEPENDENTS, EARLIER_BASE } from "../vocabulary/index.js";

/** Where "and their dependents" ends; null if it does not stand there. */
export function endOfDependents(lower: string, at: number, limit: number): number | null {
  const end = matchEnd(DEPENDENTS, lower, at, limit + 1);
  if (end === null) return null;
  const words = lower.slice(at, end);
  return ADDS_DEPENDENTS.test(words) && !/\bdepend$/.test(words) ? end : null;
}

/**
 * "9/4", "12 / 9 / 4", "9/5-7": claim 9 as it depends from those earlier claims (37 CFR 1.75(c)); only claim 9 is named.
 * The end of what stands behind the slashes, or `at`.
 */
export function pastBases(lower: string, at: number, claim: number): number {
  let end = at;
  for (;;) {
    EARLIER_BASE.lastIndex = end;
    const base = EARLIER_BASE.exec(lower);
    if (!base || Number(base[1]) >= claim) return end;
    end = EARLIER_BASE.lastIndex;
  }
}
