import type { Action } from "../../text/index.js";
import { EXAMINED_BEFORE, STANDING_WORD, TITLE_ARGUED, UNTICKED_BOX } from "../../vocabulary/index.js";
import { readAllowed } from "./allowed.js";
import { objectionsOfHeadings, readObjected } from "./objected.js";
import { readAdded, readCancelled, readPending, readWithdrawn } from "./onFile.js";
import { type StandingStatement, type StandingTrigger, statement } from "./statement.js";

const TRIGGER_STEMS = [
  "added",
  "allow",
  "object",
  "cancel",
  "canel",
  "withdraw",
  "pending",
  "presented",
  "under",
  "examined",
  "remain",
  "currently",
  "title",
] as const;

const MOST_STATEMENTS = 5_000;

/** Finds allowed, allowable, objected, cancelled, withdrawn and pending claims. One pass over the triggers. */
export function findStandings(action: Action): StandingStatement[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: StandingStatement[] = [];
  let sentence = 0;
  let inSentence = 0;
  let lastStart = -1;
  for (const place of action.text.keywords.ofAny(TRIGGER_STEMS)) {
    // "are examined" begins with the verb before the stem.
    const verb = lower.startsWith("examined", place)
      ? EXAMINED_BEFORE.exec(lower.slice(Math.max(0, place - 6), place))
      : null;
    const at = place - (verb?.[0].length ?? 0);
    STANDING_WORD.lastIndex = at;
    const match = STANDING_WORD.exec(lower);
    if (!match) continue;
    while (sentence < starts.length - 1 && starts[sentence + 1]! <= at) sentence++;
    const start = starts[sentence]!;
    const end = ends[sentence]!;
    inSentence = start === lastStart ? inSentence + 1 : 0;
    lastStart = start;
    if (inSentence > 20) continue;
    if (found.length >= MOST_STATEMENTS) break;
    const word = match[0];
    const statement = read({ action, start, end, at, word, wordEnd: at + word.length });
    if (statement) found.push(...statement);
  }
  return [...found, ...objectionsOfHeadings(action, found)];
}

function read(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, word } = trigger;
  // Form paragraph 6.11: "The title of the invention is not descriptive. A new title is required".
  if (word.startsWith("title"))
    return TITLE_ARGUED.test(action.text.lower.slice(start, at))
      ? null
      : [statement("objection", [], start, end, "title-not-descriptive", 0.9, "title")];
  if (UNTICKED_BOX.test(sourceBefore(action, start, at))) return null;
  if (word.startsWith("allow")) return readAllowed(trigger);
  if (word.startsWith("object")) return readObjected(trigger);
  if (word.startsWith("cancel") || word.startsWith("cance")) return readCancelled(trigger);
  if (word === "added") return readAdded(trigger);
  if (word.startsWith("withdraw")) return readWithdrawn(trigger);
  return readPending(trigger);
}

/** A form's box stands so near before the sentence it belongs to. */
const BOX_REACH = 6;

/** What stands in the source from the box of a form to the word: boxes are blanks in the clean text. */
function sourceBefore({ text }: Action, start: number, at: number): string {
  const from = text.at(Math.max(0, start - BOX_REACH), at);
  const lines = text.source.slice(from.start, from.end);
  return lines.slice(lines.lastIndexOf("\n") + 1);
}
