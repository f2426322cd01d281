import type { StandingStatement } from "../claims/index.js";
import type { ActionType, LetterKind } from "../model.js";
import { type Action, type ActionText, withSingleBlanks } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import {
  ALLOWANCE,
  ALLOWANCE_PARTS,
  ANSWER,
  ANSWER_PARTS,
  CLOSES_PROSECUTION,
  COMPLETE_LETTER,
  EARLIER_LETTER,
  EXAMINERS_AMENDMENT,
  FORM_PRINTS_BOTH,
  LETTER_TITLES,
  type LetterTitle,
  MADE_FINAL,
  NON_BEFORE,
  NON_FINAL,
  NON_FINAL_SENT,
  NOT_RESPONSIVE,
  NOT_THIS_ACTION,
  PETITION_DECISION,
  QUAYLE,
  SAYS_NON_FINAL,
  THIS_IS_NON_FINAL,
  TICKED,
  TITLED_FINAL,
} from "../vocabulary/index.js";

/** What sort of letter it is stands at its head; its title, on one of its first lines, that are no longer. */
const HEAD = 3_000;
const TITLE_LINES = 800;
const MOST_LINES = 10;
const LONGEST_TITLE = 140;
/** The contact paragraph and the signature stand at its end. */
const END = 4_000;
/** "The application is in condition for allowance": on both sides of the word. */
const ALLOWANCE_NEAR = 60;
/** "This action is made final": before and behind "final". A text that says so more often is noise. */
const FINAL_BEFORE = 80;
const FINAL_BEHIND = 60;
const MOST_FINALS = 5_000;
/** "The restriction requirement is deemed proper and is therefore" before it is not of this action. */
const NOT_THIS_BEFORE = 120;
/** The form prints its other box behind it, and its tick before it. */
const OTHER_BOX = 120;
const TICK_BEFORE = 16;
/** "In the", "mailed on" on the sides of "non-final action" tell of an earlier one. */
const EARLIER_BEFORE = 80;
const SENT_BEHIND = 40;

const CODES: Readonly<Record<string, { readonly actionType: ActionType; readonly letter: LetterKind }>> = {
  CTNF: { actionType: "CTNF", letter: null },
  CTFR: { actionType: "CTFR", letter: null },
  NOA: { actionType: "other", letter: "allowance" },
  CTRS: { actionType: "other", letter: "restriction" },
  CTEQ: { actionType: "other", letter: "quayle" },
  CTAV: { actionType: "other", letter: "advisory" },
  PETDEC: { actionType: "other", letter: "petition-decision" },
  APEA: { actionType: "other", letter: "examiner-answer" },
};

export interface LetterType {
  readonly actionType: ActionType;
  readonly letter: LetterKind;
}

/** What sort of letter it is. The text decides unless the caller knows the USPTO's code. */
export function actionTypeOf({ context }: Action, inText: LetterType): LetterType {
  return CODES[context.documentCode?.toUpperCase() ?? ""] ?? inText;
}

/** The code says one type and the words of the text another: null unless both are plain. */
export function disagreement({ context, text }: Action, inText: LetterType): [string, string] | null {
  const code = context.documentCode?.toUpperCase() ?? "";
  const coded = CODES[code];
  const { actionType } = inText;
  if (!coded || actionType === "unknown" || actionType === coded.actionType) return null;
  // That a letter with rejections is complete makes it no non-final one against its code.
  if (actionType === "CTNF" && !isNonFinal(text)) return null;
  return [code, inText.letter ?? actionType];
}

/** What sort of letter the text says it is. A cascade of signs, the surest first; its order is its meaning. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a cascade of signs, the surest first; its order is its meaning.
export function typeInText(
  action: Action,
  live: readonly LiveRejection[],
  standings: readonly StandingStatement[],
  restricted: boolean,
): LetterType {
  const { lower, keywords } = action.text;
  if (action.paper !== null) return { actionType: "unknown", letter: null };
  if (action.isBoardDecision) return { actionType: "other", letter: "board-decision" };
  const head = lower.slice(0, HEAD);
  if (keywords.has(PETITION_DECISION) && PETITION_DECISION.test(head)) {
    if (live.length === 0) return { actionType: "other", letter: "petition-decision" };
  }
  if ((head.includes("answer") || head.includes("appeal")) && ANSWER.test(head) && ANSWER_PARTS.test(head))
    return { actionType: "other", letter: "examiner-answer" };
  if (live.length === 0 && keywords.has(QUAYLE) && QUAYLE.test(lower))
    return { actionType: "other", letter: "quayle" };
  const title = titleOf(head);
  if (title && (live.length === 0 || CLOSES_PROSECUTION.test(title.words)))
    return { actionType: "other", letter: title.letter };
  // 37 CFR 1.135(c): the time to answer runs on; nothing is examined.
  if (live.length === 0 && NOT_RESPONSIVE.test(head)) return { actionType: "other", letter: null };
  if (isMadeFinal(action.text) || isTitledFinal(action.text)) return { actionType: "CTFR", letter: null };
  const nonFinal = isNonFinal(action.text);
  const allowed = standings.some((one) => one.kind === "allowed");
  if (live.length > 0)
    return nonFinal || isComplete(lower)
      ? { actionType: "CTNF", letter: null }
      : { actionType: "unknown", letter: null };
  if (
    speaksOfAllowance(action.text) &&
    (allowed || ALLOWANCE_PARTS.test(lower)) &&
    !SAYS_NON_FINAL.test(head)
  ) {
    return { actionType: "other", letter: "allowance" };
  }
  if (restricted) return { actionType: "other", letter: "restriction" };
  if (nonFinal) return { actionType: "CTNF", letter: null };
  const objected = standings.some((one) => one.kind === "objection");
  if (allowed && !objected) return { actionType: "other", letter: "allowance" };
  if (objected && !allowed && isComplete(lower)) return { actionType: "CTNF", letter: null };
  return { actionType: "unknown", letter: null };
}

/** The contact paragraph or the signature stands at its end. */
function isComplete(lower: string): boolean {
  const end = lower.slice(-END);
  return end.includes("any inquiry") || COMPLETE_LETTER.test(end);
}

function speaksOfAllowance({ lower, keywords }: ActionText): boolean {
  return (
    keywords
      .of(ALLOWANCE)
      .some((at) => ALLOWANCE.test(lower.slice(Math.max(0, at - ALLOWANCE_NEAR), at + ALLOWANCE_NEAR))) ||
    (lower.includes("examiner's") && EXAMINERS_AMENDMENT.test(lower))
  );
}

function isMadeFinal({ lower, keywords }: ActionText): boolean {
  // "final" is rare; the pattern is tried only around it.
  for (const at of keywords.of(MADE_FINAL).slice(0, MOST_FINALS)) {
    const from = Math.max(0, at - FINAL_BEFORE);
    const window = lower.slice(from, at + FINAL_BEHIND);
    MADE_FINAL.lastIndex = 0;
    for (let match = MADE_FINAL.exec(window); match; match = MADE_FINAL.exec(window)) {
      const start = from + match.index;
      const before = lower.slice(Math.max(0, start - NOT_THIS_BEFORE), start);
      if (!NOT_THIS_ACTION.test(before) && !isUnticked(lower, start, start + match[0].length)) return true;
    }
  }
  return false;
}

/** The title that one of the first lines of the letter is, or begins with. */
function titleOf(head: string): LetterTitle | null {
  for (const line of head.slice(0, TITLE_LINES).split("\n").slice(0, MOST_LINES)) {
    const words = withSingleBlanks(line.replace(/^[\s#*\d.]{1,12}/, ""));
    const title = words.length < LONGEST_TITLE && LETTER_TITLES.find((one) => words.startsWith(one.words));
    if (title) return title;
  }
  return null;
}

function isTitledFinal({ lower, keywords }: ActionText): boolean {
  const places = keywords.of(TITLED_FINAL);
  if (places.length === 0) return false;
  return (
    (places[0]! < TITLE_REACH && TITLED_FINAL.test(lower.slice(0, TITLE_REACH))) ||
    (places.at(-1)! > lower.length - TITLE_REACH && TITLED_FINAL.test(lower.slice(-TITLE_REACH)))
  );
}

/** A title stands so near the beginning or the end of the letter. */
const TITLE_REACH = 3_000;

/** "2a)[ ] This action is FINAL. 2b)[X] This action is non-final.": the form prints both; only a tick counts. */
function isUnticked(lower: string, start: number, end: number): boolean {
  if (!FORM_PRINTS_BOTH.test(lower.slice(end, end + OTHER_BOX))) return false;
  return !TICKED.test(lower.slice(Math.max(0, start - TICK_BEFORE), start));
}

function isNonFinal({ lower, keywords }: ActionText): boolean {
  const words = keywords.of(NON_FINAL);
  if (
    !words.some((at) => lower.startsWith("non", at) || NON_BEFORE.test(lower.slice(Math.max(0, at - 5), at)))
  )
    return false;
  const match = NON_FINAL.exec(lower);
  if (!match) return false;
  const before = lower.slice(Math.max(0, match.index - EARLIER_BEFORE), match.index);
  const behind = lower.slice(match.index + match[0].length, match.index + match[0].length + SENT_BEHIND);
  if (!EARLIER_LETTER.test(before) && !NON_FINAL_SENT.test(behind)) return true;
  return THIS_IS_NON_FINAL.test(lower);
}
