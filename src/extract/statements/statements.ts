import type { Action } from "../text/index.js";
import {
  ARE_BEFORE_REJECT,
  IS_NOUN,
  IS_PARTICIPLE,
  IS_THIRD_PERSON,
  JOINED_TO_ARE,
  REJECT,
  stemsOf,
} from "../vocabulary/index.js";
import { readVerb } from "./claimsAreRejected.js";
import { readActive } from "./examinerRejects.js";
import { findListed } from "./listsAndTables.js";
import { withFurtherClauses } from "./severalInOneSentence.js";
import type { RejectionStatement, Trigger } from "./statement.js";
import { readNoun } from "./theRejectionOf.js";

/** Where the word that rejects may begin. */
const REJECT_STEMS = [...stemsOf(REJECT), ...stemsOf(JOINED_TO_ARE)];

/** No action has so many; a text that does is noise, and what is decided about each is compared with the others. */
const MOST_STATEMENTS = 2_000;
/** A sentence with this many words that reject is a repetition, not prose. */
const MOST_IN_SENTENCE = 40;
/** "stands/stands   " and nothing longer stands between an auxiliary and "reject". */
const AUXILIARY_REACH = 12;

/** Finds every statement in the words of a rejection, in text order. Its verdict is not asked here. */
export function findStatements(action: Action): RejectionStatement[] {
  const listed = findListed(action);
  const told = findTold(action).filter((one) => one.claims.length > 0 || !opensAnyOf(one, listed));
  return [...told, ...listed].sort((a, b) => a.span.start - b.span.start);
}

/** "The claims are rejected as follows: claims 1-3 under …": without claims of its own a sentence leaves them to its items. */
function opensAnyOf({ span, word }: RejectionStatement, listed: readonly RejectionStatement[]): boolean {
  return listed.some((item) => item.span.start >= word.end && item.span.start < span.end);
}

/** What sentences say. Each is read once; work in it is bounded by its length. */
function findTold(action: Action): RejectionStatement[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: RejectionStatement[] = [];
  let index = 0;
  let clauseStart = 0;
  let words = 0;
  for (const place of action.text.keywords.ofAny(REJECT_STEMS)) {
    const word = wordAt(lower, place);
    if (!word) continue;
    while (index < starts.length - 1 && starts[index + 1]! <= word.start) index++;
    const sentence = { start: starts[index]!, end: ends[index]! };
    if (clauseStart < sentence.start || clauseStart > word.start) {
      clauseStart = sentence.start;
      words = 0;
    }
    if (found.length >= MOST_STATEMENTS) break;
    if (++words > MOST_IN_SENTENCE) continue;
    const clause = { start: clauseStart, end: sentence.end };
    const statement = readTrigger(action, { word, clause, sentence, index });
    if (statement) {
      found.push(...withFurtherClauses(action.text.lower, statement));
      if (statement.form === "verb") clauseStart = Math.max(word.end, found.at(-1)!.reasonsStart);
    }
  }
  return found;
}

/** The word that may reject at a place of its stem. */
function wordAt(lower: string, place: number): Trigger["word"] | null {
  JOINED_TO_ARE.lastIndex = place;
  const start = JOINED_TO_ARE.test(lower) ? JOINED_TO_ARE.lastIndex : place;
  REJECT.lastIndex = start;
  return REJECT.test(lower) ? { start, end: REJECT.lastIndex } : null;
}

function readTrigger(action: Action, trigger: Trigger): RejectionStatement | null {
  const { lower } = action.text;
  const { start, end } = trigger.word;
  const word = lower.slice(start, end).replace(/[\s-]/g, "");
  if (IS_NOUN.test(word)) return readNoun(action, trigger);
  if (IS_THIRD_PERSON.test(word)) return readActive(action, trigger, "present");
  if (
    IS_PARTICIPLE.test(word) ||
    ARE_BEFORE_REJECT.test(lower.slice(Math.max(0, start - AUXILIARY_REACH), start))
  )
    return readVerb(action, trigger);
  return readActive(action, trigger, "infinitive");
}
