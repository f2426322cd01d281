import {
  CONFLICTS_WITH_CLAIMS,
  COPENDING,
  DEFECT_DP,
  DOUBLE_PATENTING,
  DOUBLE_PATENTING_NAMED,
  DOUBLE_PATENTING_SAID,
  DP_PREAMBLE,
  JUDICIALLY_CREATED,
  NONSTATUTORY,
  NONSTATUTORY_DOUBLE_PATENTING,
  NOT_STATUTORY,
  OVER_CLAIMS,
  OVER_CLAIMS_OF_PATENT,
  PROVISIONAL,
  PROVISIONALLY,
  SAME_INVENTION_101,
  STATUTORY_DOUBLE_PATENTING,
} from "../vocabulary/index.js";
import type { GroundItem } from "./groundItem.js";

/** Judge-made, over an obvious variant (MPEP 804 II.B). */
export const NONSTATUTORY_DP: GroundItem = { ground: "DP", subsection: "nonstatutory" };
/** Over the same invention, under 35 U.S.C. 101 (MPEP 804 II.A). */
const STATUTORY_DP: GroundItem = { ground: "101", subsection: null };

/** The names of double patenting among the statutes that a rejection names. */
export const NAMES_OF_DOUBLE_PATENTING: readonly (readonly [RegExp, GroundItem])[] = [
  [NONSTATUTORY_DOUBLE_PATENTING, NONSTATUTORY_DP],
  [JUDICIALLY_CREATED, NONSTATUTORY_DP],
  [DOUBLE_PATENTING_NAMED, NONSTATUTORY_DP],
];

/** Double patenting that a reason tells without a statute: its name, or "unpatentable over claims"; null if it tells none. */
export function doublePatentingIn(reason: string): GroundItem | null {
  if (OVER_CLAIMS.test(reason) || OVER_CLAIMS_OF_PATENT.test(reason)) return NONSTATUTORY_DP;
  if (!DOUBLE_PATENTING_SAID.test(reason)) return null;
  return STATUTORY_DOUBLE_PATENTING.test(reason) && !NOT_STATUTORY.test(reason)
    ? STATUTORY_DP
    : NONSTATUTORY_DP;
}

/** "Claims 1-5 conflict with claims 1-7 of copending Application No. …" before "and are rejected"; null if it tells none. */
export function conflictBefore(words: string): GroundItem | null {
  return CONFLICTS_WITH_CLAIMS.test(words) ? NONSTATUTORY_DP : null;
}

/** "Rejected under 35 U.S.C. 101 on the ground of nonstatutory double patenting" names a statute that it does not rest on. */
export function isNonstatutoryAfterAll(items: readonly GroundItem[], clause: string): boolean {
  return (
    items.length === 1 &&
    items[0]!.ground === "101" &&
    DOUBLE_PATENTING.test(clause) &&
    NONSTATUTORY.test(clause)
  );
}

/** A rejection rests on claims of another patent or application; a 101 only where its reason says so. */
export function restsOnClaims(ground: GroundItem["ground"], reason: string): boolean {
  return ground === "DP" || (ground === "101" && SAME_INVENTION_101.test(reason));
}

/** A sentence that compares claims with those of another patent, and is not the preamble of form paragraph 8.33. */
export function comparesWithClaims(sentence: string): boolean {
  return DEFECT_DP.test(sentence) && !DP_PREAMBLE.test(sentence);
}

/** The conflicting claims are not patented yet, in the words near the verb or noun (MPEP 804 I.B). */
export function saysProvisional(words: string): boolean {
  return PROVISIONAL.test(words);
}

/** Far from its verb the word counts for double patenting over a copending application alone. */
export function isProvisionalOverCopending(
  items: readonly GroundItem[],
  reason: string,
  sentence: string,
): boolean {
  return items.some(({ ground }) => ground === "DP") && COPENDING.test(reason) && PROVISIONAL.test(sentence);
}

/** Outside double patenting only the verb itself makes a rejection provisional, not a provisional application. */
export function isVerbProvisional(ground: GroundItem["ground"], upToReason: string): boolean {
  return ground === "DP" || ground === "101" || PROVISIONALLY.test(upToReason);
}
