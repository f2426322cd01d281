import {
  ABBREVIATIONS,
  CLAIM_BEHIND_STOP,
  HANGING_WORDS,
  INITIALS,
  NUMBERED_PARAGRAPH,
  OPENINGS,
  PARAGRAPH_UNFINISHED,
  PREDICATE_GOES_ON,
  RANGE_GOES_ON,
  STATUTE_GOES_ON,
} from "../vocabulary/index.js";
import type { ActionText } from "./text.js";

/** An abbreviation is no longer. */
const LONGEST_ABBREVIATION = 12;
/** "claim(s) ", "u.s.c. and": the last word of a line, with the blank before it; no word of the list is longer. */
const LAST_WORD = 14;
const LONGEST_HANGING = 12;
/** Blank lines are read past so far. */
const BLANKS = 80;
/** "are rejected under": the beginning of what may go on behind an empty line. */
const PREDICATE = 20;
/** "claims 1, 2 and": the end of what may go on. */
const TAIL = 14;
/** A line shorter than this hangs on its last word even if the next one opens like a statement. */
const SHORT_LINE = 25;
/** A wrapped line has so many characters. */
const SHORTEST_WRAPPED = 55;
const LONGEST_WRAPPED = 130;

/** Sentences of a text as two arrays of positions; a sentence never crosses a paragraph. */
export interface Sentences {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A "sentence" longer than this is cut: no examiner wrote it, and work per sentence stays bounded. */
const LONGEST_SENTENCE = 6_000;

/** An open bracket holds a sentence together over so many characters; an unclosed one must not hold it forever. */
const BRACKET_HOLDS = 350;

const NEWLINE = 10;
const SPACE = 32;

/** Splits at full stops, question marks, paragraph ends and at line ends that do not continue. Linear. */
export function splitSentences({ lower, clean, keywords }: ActionText): Sentences {
  const starts: number[] = [];
  const ends: number[] = [];
  let start = 0;
  let lineStart = 0;
  let depth = 0;
  let openedAt = 0;
  const length = lower.length;
  const close = (end: number) => {
    let from = start;
    while (from < end && lower.charCodeAt(from) <= SPACE) from++;
    let to = end;
    while (to > from && lower.charCodeAt(to - 1) <= SPACE) to--;
    if (to > from) {
      starts.push(from);
      ends.push(to);
    }
    start = end;
    depth = 0;
  };
  let blank = 0;
  const cutBefore = (position: number) => {
    while (position - start > LONGEST_SENTENCE) {
      if (blank < start + LONGEST_SENTENCE) blank = lower.indexOf(" ", start + LONGEST_SENTENCE);
      if (blank < 0) blank = length;
      if (blank >= position) return;
      close(blank);
    }
  };
  for (const i of keywords.stops) {
    cutBefore(i);
    const code = lower.charCodeAt(i);
    if (code === NEWLINE) {
      if (endsAtLineBreak(lower, clean, lineStart, start, i)) close(i + 1);
      lineStart = i + 1;
    } else if (code === 40) {
      if (depth++ === 0) openedAt = i;
    } else if (code === 41) {
      if (depth > 0) depth--;
    } else {
      // A stop within brackets ends no sentence: "(Lepetit, V.; … in Vision. Vol. 1, No. 1)".
      const held =
        depth > 0 && i - openedAt < BRACKET_HOLDS && !CLAIM_BEHIND_STOP.test(lower.slice(i, i + 9));
      if (!held && endsAtStop(lower, clean, i)) close(i + 1 + closingQuote(lower, i + 1));
    }
  }
  cutBefore(length);
  close(length);
  return { starts, ends };
}

/** A quotation mark that ends what stands before it: behind the stop, with a blank behind itself. */
function closingQuote(lower: string, at: number): 0 | 1 {
  const code = lower.charCodeAt(at);
  return (code === 34 || code === 39) && lower.charCodeAt(at + 1) <= SPACE ? 1 : 0;
}

/** Whether a stop ends a sentence. A cascade of what a stop can be instead: of an abbreviation, a number, a name. */
function endsAtStop(lower: string, clean: string, at: number): boolean {
  let next = at + 1;
  let code = lower.charCodeAt(next);
  while (code === 34 || code === 41 || code === 39 || code === 93) code = lower.charCodeAt(++next);
  if (code > SPACE) {
    // "15103955.Although the claims": the blank was lost.
    const capital = clean.charCodeAt(next);
    if (capital < 65 || capital > 90 || next !== at + 1) return false;
    const before = lower.charCodeAt(at - 1);
    const after = clean.charCodeAt(next + 1);
    return ((before >= 48 && before <= 57) || before === 41) && after >= 97 && after <= 122;
  }
  while (next < lower.length && lower.charCodeAt(next) === SPACE) next++;
  const follower = clean.charCodeAt(next);
  if (follower >= 97 && follower <= 122) return false;
  if (lower.charCodeAt(at) !== 46) return true;
  let from = at;
  while (from > 0 && at - from < LONGEST_ABBREVIATION) {
    const before = lower.charCodeAt(from - 1);
    if (before <= SPACE || before === 40 || before === 34 || before === 44 || before === 91) break;
    from--;
  }
  const word = lower.slice(from, at);
  if (lower.startsWith("claim", next) && next > at + 1)
    return word !== "no" && word !== "e.g" && word !== "i.e" && word !== "see";
  if (word.length === 1 && word >= "a" && word <= "z") return follower === NEWLINE;
  if (ABBREVIATIONS.has(word)) return false;
  // "35 U. S. C. 103", "J. P. Smith"
  return !INITIALS.test(word);
}

/** The line before `end` ends with a word that cannot end a sentence; the line begins at `from`. */
function hangsOnWord(lower: string, from: number, end: number): boolean {
  if (lower.startsWith("claim(s)", end - 8)) {
    const before = lower.charCodeAt(end - 9);
    if (end - 8 === from || (end - 9 >= from && (before <= SPACE || before === 40))) return true;
  }
  let start = end;
  while (start > from && end - start < LAST_WORD) {
    const before = lower.charCodeAt(start - 1);
    if (before <= SPACE || before === 40) break;
    start--;
  }
  return end - start < LONGEST_HANGING && HANGING_WORDS.has(lower.slice(start, end));
}

/**
 * Whether a line break ends a sentence. A cascade whose order is its meaning: what cannot end one, paragraphs, stops, openings
 * of statements, numbering, wrapped lines.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a cascade whose order is its meaning.
function endsAtLineBreak(
  lower: string,
  clean: string,
  lineStart: number,
  sentenceStart: number,
  at: number,
): boolean {
  let next = at + 1;
  while (next < lower.length && lower.charCodeAt(next) === SPACE) next++;
  if (next >= lower.length) return true;
  let last = at;
  const from = Math.max(lineStart, sentenceStart);
  while (last > from && lower.charCodeAt(last - 1) <= SPACE) last--;
  if (last === from) return false;
  const lastCode = lower.charCodeAt(last - 1);
  const hangs =
    lastCode === 44 ||
    (lastCode === 45 && last - from > 3) ||
    lastCode === 40 ||
    lastCode === 38 ||
    hangsOnWord(lower, from, last);
  // "rejected under 35" / "U.S.C. 103": a statute over two lines.
  if (STATUTE_GOES_ON.test(lower.slice(next, next + 8))) return false;
  if (lower.charCodeAt(next) === NEWLINE) {
    // An empty line ends a paragraph, unless a list, a statute or a predicate is plainly unfinished.
    let past = next;
    let lines = 0;
    while (past < lower.length && lower.charCodeAt(past) <= SPACE && past - next < BLANKS) {
      if (lower.charCodeAt(past) === NEWLINE) lines++;
      past++;
    }
    if (lines > 2) return true;
    if (lastCode > 63 || (lastCode >= 48 && lastCode <= 57) || lastCode === 41) {
      if (PREDICATE_GOES_ON.test(lower.slice(past, past + PREDICATE)) && !isCapital(clean.charCodeAt(past)))
        return false;
    }
    if (!hangs) return true;
    const tail = lower.slice(Math.max(from, last - TAIL), last);
    const unfinished = PARAGRAPH_UNFINISHED.test(tail) && !startsNewStatement(lower, past);
    return !continues(clean.charCodeAt(past)) && !unfinished;
  }
  if (lastCode === 46 || lastCode === 58 || lastCode === 59 || lastCode === 63) {
    return !(lastCode === 46 && hangs);
  }
  if (startsNewStatement(lower, next)) return !hangs || last - from < SHORT_LINE ? !hangs : false;
  if (hangs) return false;
  const follower = clean.charCodeAt(next);
  // "claims 1" / "-" / "4": a range over three lines.
  if (follower === 45 && lastCode >= 48 && lastCode <= 57 && RANGE_GOES_ON.test(lower.slice(next, next + 6)))
    return false;
  if (continues(follower)) {
    // "10.  Claim 19 is rejected": a number with a stop begins a numbered paragraph.
    return NUMBERED_PARAGRAPH.test(lower.slice(next, next + 6));
  }
  // A wrapped line: as long as its neighbours are, without a stop.
  const lineLength = at - lineStart;
  if (lineLength < SHORTEST_WRAPPED || lineLength > LONGEST_WRAPPED) return true;
  const nextEnd = lower.indexOf("\n", next);
  const nextLength = (nextEnd < 0 ? lower.length : nextEnd) - next;
  return nextLength > LONGEST_WRAPPED;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function continues(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 40 || code === 44 || code === 91
  );
}

function startsNewStatement(lower: string, at: number): boolean {
  return OPENINGS.some((opener) => lower.startsWith(opener, at));
}
