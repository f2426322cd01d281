import { claimListsIn } from "../claims/index.js";
import { type CitingAction, type NamedReference, sameReference } from "../references/index.js";
import { ART_AS_APPLIED } from "../vocabulary/index.js";
import type { LiveRejection } from "./liveOrDead.js";

/** "over the combination as applied to claims 1-5 above, and further in view of": the words that refer back. */
const REFERRING_BACK = 600;

/**
 * "over the combination as applied to claim 5 above, and further in view of …", "for the same reasons as claims 1-3":
 * the references of the rejections of those claims are part of this one. The conditions are one for each way in which a
 * reference may not be inherited.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one condition for each way in which a reference may not be inherited.
export function withInherited(
  action: CitingAction,
  rejection: LiveRejection,
  all: readonly LiveRejection[],
): LiveRejection {
  const { ground, statement, combination } = rejection;
  if ((ground !== "102" && ground !== "103") || !statement) return rejection;
  const { references } = combination;
  const { lower } = action.text;
  const from = statement.reasonsStart;
  const end = Math.min(rejection.span.end, from + REFERRING_BACK);
  if (references.length > 0 && !ART_AS_APPLIED.test(lower.slice(from, end))) return rejection;
  const named = new Set(claimListsIn(lower, from, Math.max(from, end)).flatMap((list) => list.claims));
  if (named.size === 0) return rejection;
  const inherited: NamedReference[] = [];
  for (const earlier of all) {
    if (earlier === rejection || (earlier.ground !== "102" && earlier.ground !== ground)) continue;
    if (references.length > 0 && earlier.span.start > rejection.span.start) continue;
    if (!earlier.claims.some((claim) => named.has(claim))) continue;
    for (const reference of earlier.combination.references) {
      if (reference.role === "evidentiary") continue;
      if ([...inherited, ...references].some((other) => sameReference(other, reference))) continue;
      inherited.push({
        ...reference,
        role: inherited.length === 0 ? "primary" : "secondary",
        resolvedFrom: { start: reference.start, end: reference.end },
      });
    }
  }
  if (inherited.length === 0) return rejection;
  const own = references.map((reference) =>
    reference.role === "primary" ? { ...reference, role: "secondary" as const } : reference,
  );
  return {
    ...rejection,
    combination: { ...combination, references: [...inherited, ...own] },
    rule: `${rejection.rule}/inherited`,
    because: [...rejection.because, "references-of-those-claims"],
  };
}
