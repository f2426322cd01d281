import type { CitingAction } from "../references/index.js";
import { BEFORE_PERTINENT, LIST_OF_RECORD_ENDS, OF_RECORD } from "../vocabulary/index.js";

/** "made of record and not" right before "relied"; no action has more lists of such art, and none is longer. */
const PERTINENT_BEFORE = 40;
const MOST_LISTS = 20;
const LONGEST_LIST = 12_000;

/** No wording that opens the list is longer. */
const LONGEST_OPENING = 250;

/** From "prior art made of record and not relied upon" to the contact paragraph or the next heading. */
export function artOfRecord(action: CitingAction): { start: number; end: number }[] {
  const { lower, keywords } = action.text;
  const regions: { start: number; end: number }[] = [];
  const signs = keywords
    .of(OF_RECORD)
    .filter((at) => BEFORE_PERTINENT.test(lower.slice(Math.max(0, at - PERTINENT_BEFORE), at)));
  const pattern = OF_RECORD;
  let from = 0;
  for (const sign of signs) {
    if (regions.length >= MOST_LISTS) break;
    if (sign < from) continue;
    const window = Math.max(from, sign - LONGEST_OPENING);
    const match = pattern.exec(lower.slice(window, sign + LONGEST_OPENING));
    if (!match) continue;
    const start = window + match.index;
    const limit = Math.min(lower.length, start + LONGEST_LIST);
    const closing = LIST_OF_RECORD_ENDS.exec(lower.slice(start, limit));
    let end = closing && closing.index > 0 ? start + closing.index : limit;
    const section = action.sections.find((one) => one.start > start);
    if (section && section.start < end) end = section.start;
    regions.push({ start, end });
    from = Math.max(end, start + match[0].length);
  }
  return regions;
}
