import type { Action } from "../../text/index.js";
import {
  type Made,
  STANDING_STEMS,
  STANDING_WORD,
  standingWord,
  TO_BE_BEFORE,
  UNTICKED_BOX,
} from "../../vocabulary/index.js";
import { readAllowed, withStandingOfBase } from "./allowedOrAllowable.js";
import { readCancelled, readCancelling } from "./cancelled.js";
import { objectionsOfHeadings, readObjected, readObjecting, readObjection, readTitle } from "./objected.js";
import { readAdded, readPending } from "./pendingOrAdded.js";
import { type StandingStatement, type StandingTrigger, sourceBefore } from "./statement.js";
import { readWithdrawn } from "./withdrawnFromConsideration.js";

/** How a sentence is read, by what its word makes of claims (vocabulary/standingWords.ts). */
const READERS: Readonly<Record<Made, (trigger: StandingTrigger) => StandingStatement[] | null>> = {
  allowed: readAllowed,
  allowable: readAllowed,
  allowance: readAllowed,
  objected: readObjected,
  objecting: readObjecting,
  objection: readObjection,
  cancelled: readCancelled,
  cancelling: readCancelling,
  withdrawn: readWithdrawn,
  pending: readPending,
  added: readAdded,
  title: readTitle,
};

const MOST_STATEMENTS = 5_000;
/** A sentence tells no more; what has more is no sentence. */
const MOST_IN_SENTENCE = 20;

/** Finds allowed, allowable, objected, cancelled, withdrawn and pending claims. One pass over the words of the table. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over the words, with its bounds.
export function findStandings(action: Action): StandingStatement[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: StandingStatement[] = [];
  let sentence = 0;
  let inSentence = 0;
  let lastStart = -1;
  for (const place of action.text.keywords.ofAny(STANDING_STEMS)) {
    if (inSentence > MOST_IN_SENTENCE && place < ends[sentence]!) continue;
    STANDING_WORD.lastIndex = place;
    const word = STANDING_WORD.exec(lower)?.[0];
    if (word === undefined) continue;
    const row = standingWord(word);
    // "are examined": the word begins with its verb.
    const verb = row.behindToBe ? TO_BE_BEFORE.exec(lower.slice(Math.max(0, place - 6), place)) : null;
    if (row.behindToBe && !verb) continue;
    const at = place - (verb?.[0].length ?? 0);
    while (sentence < starts.length - 1 && starts[sentence + 1]! <= at) sentence++;
    const start = starts[sentence]!;
    const end = ends[sentence]!;
    inSentence = start === lastStart ? inSentence + 1 : 0;
    lastStart = start;
    if (inSentence > MOST_IN_SENTENCE) continue;
    if (found.length >= MOST_STATEMENTS) break;
    if (action.text.isBlockQuoted(at)) continue;
    if (row.makes !== "title" && UNTICKED_BOX.test(sourceBefore(action, start, at))) continue;
    const read = READERS[row.makes!]({
      action,
      sentence: { start, end },
      word: { start: at, end: place + word.length },
      row,
    });
    for (const one of read ?? []) found.push({ ...one, because: [...one.because, row.name] });
  }
  const settled = withStandingOfBase(found);
  return [...settled, ...objectionsOfHeadings(action, settled)];
}
