import type { Page } from "../store/index.js";
import type { Metrics } from "./metrics.js";

/**
 * Characters in one piece of a body. For a longer text V8, and for a longer buffer the allocator, asks the system for
 * memory each time, and the pages of that cost more than all the copying: exports ran at less than half the rate.
 */
const PIECE = 48 * 1024;

/** Some records as one text; `count` says how many. */
export interface Piece {
  readonly text: string;
  readonly count: number;
}

/** Joins records into pieces that are quick to send, with a separator between any two and behind none. */
export function* pieces(records: readonly string[], separator: string): Iterable<Piece> {
  let from = 0;
  let length = 0;
  for (let at = 0; at < records.length; at++) {
    length += records[at]!.length;
    if (length < PIECE && at < records.length - 1) continue;
    const these = records.slice(from, at + 1);
    yield { text: these.join(separator), count: these.length };
    from = at + 1;
    length = 0;
  }
}

/** The records of a page with commas between them, and what stands before and behind; each is counted as it goes out. */
export async function* enclosed(
  before: string,
  page: Page,
  behind: string,
  metrics: Metrics,
): AsyncGenerator<string> {
  yield before;
  let isFirst = true;
  for await (const batch of page.records)
    for (const { text, count } of pieces(batch, ",")) {
      metrics.countRecords(count);
      yield isFirst ? text : `,${text}`;
      isFirst = false;
    }
  yield behind;
}
