import type { Ground } from "../model.js";
import {
  ANTICIPATION_REJECTION,
  BASIS_BEST_MODE,
  BASIS_CATEGORY,
  BASIS_DEPENDENT,
  BASIS_DESCRIPTION,
  BASIS_ENABLEMENT,
  BASIS_EXCEPTION,
  BASIS_HUMAN,
  BASIS_INDEFINITE,
  BASIS_INVENTOR,
  BASIS_NEW_MATTER,
  BASIS_NOT_DISTINCT,
  BASIS_OMITTED,
  BASIS_SAME_INVENTION,
  BASIS_UTILITY,
  DESCRIPTION_REJECTION,
  ELIGIBILITY_REJECTION,
  IMPROPER_MARKUSH,
  INDEFINITENESS_REJECTION,
  OBVIOUSNESS_REJECTION,
  REASON_101,
  REASON_102,
  REASON_103,
  REASON_112A,
  REASON_112B,
  REASON_112D,
  REASON_DESCRIPTION,
  REASON_INDEFINITE,
} from "../vocabulary/index.js";
import { doublePatentingIn } from "./doublePatenting.js";
import type { GroundItem } from "./groundItem.js";

/** The reason begins right behind the verb; what is told farther behind explains it. */
const REASON = 400;
/** "the obviousness", right before "rejection". */
const NAME_REACH = 40;

/** The ground that a reason tells without a statute: "as being anticipated by", "as new matter"; null if it tells none. */
export function inferGround(tail: string): GroundItem | null {
  const text = tail.slice(0, REASON);
  const doublePatenting = doublePatentingIn(text);
  if (doublePatenting) return doublePatenting;
  if (IMPROPER_MARKUSH.test(text)) return { ground: "other", subsection: "improper Markush grouping" };
  if (REASON_102.test(text)) return { ground: "102", subsection: null };
  if (REASON_103.test(text)) return { ground: "103", subsection: null };
  if (REASON_INDEFINITE.test(text)) return { ground: "112(b)", subsection: null };
  if (REASON_DESCRIPTION.test(text)) return { ground: "112(a)", subsection: null };
  if (REASON_101.test(text)) return { ground: "101", subsection: null };
  return null;
}

const NAMED_GROUNDS: readonly (readonly [RegExp, GroundItem])[] = [
  [OBVIOUSNESS_REJECTION, { ground: "103", subsection: null }],
  [ANTICIPATION_REJECTION, { ground: "102", subsection: null }],
  [DESCRIPTION_REJECTION, { ground: "112(a)", subsection: null }],
  [INDEFINITENESS_REJECTION, { ground: "112(b)", subsection: null }],
  [ELIGIBILITY_REJECTION, { ground: "101", subsection: null }],
];

/** "the obviousness rejection": the ground told by its name alone. */
export function groundByName(lower: string, from: number, at: number) {
  const before = lower.slice(Math.max(from, at - NAME_REACH), at);
  const item = NAMED_GROUNDS.find(([pattern]) => pattern.test(before))?.[1];
  return item ? { items: [item], preAia: false, end: at, slips: [] } : null;
}

const BASES: readonly (readonly [Ground | "112", RegExp, string])[] = [
  ["101", BASIS_SAME_INVENTION, "same invention"],
  ["101", BASIS_UTILITY, "utility"],
  ["101", BASIS_EXCEPTION, "judicial exception"],
  ["101", BASIS_CATEGORY, "not a statutory category"],
  ["101", BASIS_HUMAN, "human organism"],
  ["101", BASIS_INVENTOR, "inventorship"],
  ["112(a)", BASIS_NEW_MATTER, "written description"],
  ["112(a)", BASIS_ENABLEMENT, "enablement"],
  ["112(a)", BASIS_DESCRIPTION, "written description"],
  ["112(a)", BASIS_BEST_MODE, "best mode"],
  ["112(b)", BASIS_INDEFINITE, "indefinite"],
  ["112(b)", BASIS_OMITTED, "essential elements omitted"],
  ["112(d)", BASIS_DEPENDENT, "improper dependent form"],
  ["DP", BASIS_NOT_DISTINCT, "not patentably distinct"],
];

/** The reason a rejection gives, where its words are known. */
export function basisOf(ground: Ground, reason: string): string | null {
  for (const [of, pattern, basis] of BASES) if (of === ground && pattern.test(reason)) return basis;
  return null;
}

/** A rejection under 112 that names no paragraph: the reason tells which. */
export function letterOf112(reason: string): "112(a)" | "112(b)" | "112(d)" | null {
  if (REASON_112A.test(reason)) return "112(a)";
  if (REASON_112D.test(reason)) return "112(d)";
  if (REASON_112B.test(reason)) return "112(b)";
  return null;
}
