import { matchesOf } from "../text/index.js";
import { ALTERNATIVE_GROUND } from "../vocabulary/index.js";
import type { GroundItem } from "./groundItem.js";
import { readGrounds } from "./statutes.js";

/** A second ground is told behind the first reason, in the same clause. */
const REASON_REACH = 1_500;

/** "or, in the alternative, under 35 U.S.C. 103(a) as obvious over": a second ground behind the first reason. */
export function withAlternatives(
  lower: string,
  from: number,
  end: number,
  items: readonly GroundItem[],
): readonly GroundItem[] {
  const text = lower.slice(from, Math.min(end, from + REASON_REACH));
  let all = items;
  for (const match of matchesOf(ALTERNATIVE_GROUND, text)) {
    const more = readGrounds(lower, from + match.index + match[0].lastIndexOf("under"), end);
    if (!more) continue;
    const fresh = more.items.filter((item) => !all.some((known) => known.ground === item.ground));
    if (fresh.length > 0) all = [...all, ...fresh];
  }
  return all;
}
