import {
  ANTICIPATION_REJECTION,
  DESCRIPTION_REJECTION,
  ELIGIBILITY_REJECTION,
  IMPROPER_MARKUSH,
  INDEFINITENESS_REJECTION,
  OBVIOUSNESS_REJECTION,
  REASON_101,
  REASON_102,
  REASON_103,
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
