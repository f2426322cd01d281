import { analyse } from "../../../query/analyse.js";

/** The analysed words of a text as the full-text index takes them: UTF-8, joined by single blanks. */
export interface JoinedWords {
  readonly bytes: Uint8Array;
  readonly count: number;
}

// Common characters, by the analyser's rules: letters, digits and _ run on; a colon joins letters, a comma or semicolon
// digits, a point or apostrophe either.
const JOINS_LETTERS = 1;
const JOINS_DIGITS = 2;
const JOINS_EITHER = JOINS_LETTERS | JOINS_DIGITS;
const BLANK = 4;
const RARE = 8;
const PARTS_WORDS = 16;

/** For a letter, digit or underscore its lower case; else 0. */
const IN_WORD = new Uint8Array(0x10000);
/** What the other characters do. */
const BETWEEN = new Uint8Array(0x10000).fill(RARE, 128).fill(PARTS_WORDS, 0, 128);
for (let unit = 0; unit < 128; unit++) {
  const lower = String.fromCharCode(unit).toLowerCase();
  if (/[a-z0-9_]/.test(lower)) IN_WORD[unit] = lower.charCodeAt(0);
}
const declare = (characters: string, kind: number) => {
  for (const character of characters) BETWEEN[character.charCodeAt(0)] = kind;
};
declare(":", JOINS_LETTERS);
declare(",;", JOINS_DIGITS);
declare(".'\u2018\u2019", JOINS_EITHER);
declare(" \t\n\v\f\r", BLANK);
declare(
  "\u00a0\u00a7\u00b0\u00b1\u00b6\u2010\u2011\u2013\u2014\u201c\u201d\u2022\u2026\u2264\u2265",
  PARTS_WORDS,
);

const SPACE = 0x20;
const UNDERSCORE = 0x5f;
const utf8 = new TextEncoder();
let units = new Uint16Array(1 << 18);
let out = new Uint8Array(1 << 20);

/**
 * The words that `analyse` finds, several times as fast: common characters are read unit by unit, without a string for
 * each word. A run without a blank that holds others takes the slow way, with the blank before it, which an accent
 * may belong to.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over every unit of all texts, where a call for each would take twice as long.
export function joinedWords(text: string): JoinedWords {
  const end = text.length;
  if (units.length < end) units = new Uint16Array(end);
  // A unit becomes at most three bytes and the blank before them.
  if (out.length < end * 4 + 16) out = new Uint8Array(end * 4 + 16);
  // A typed array is read several times as fast as a string.
  Buffer.from(units.buffer).write(text, "utf16le");
  const from = units;
  const to = out;
  let length = 0;
  let count = 0;
  // What was written up to the last blank, to come back to where a run turns out to hold a rare character.
  let runAt = 0;
  let runLength = 0;
  let runCount = 0;
  for (let at = 0; at < end; ) {
    if (IN_WORD[from[at]!] !== 0) {
      const begin = length;
      if (count > 0) to[length++] = SPACE;
      const first = at;
      let isWord = false;
      for (;;) {
        let last = 0;
        for (let lower = IN_WORD[from[at]!]!; lower !== 0; lower = at < end ? IN_WORD[from[at]!]! : 0) {
          to[length++] = lower;
          if (lower !== UNDERSCORE) isWord = true;
          last = lower;
          at++;
        }
        if (at + 1 >= end) break;
        const joiner = from[at]!;
        const kind = kindOf(last);
        if ((BETWEEN[joiner]! & kind) === 0 || kindOf(IN_WORD[from[at + 1]!]!) !== kind) break;
        length = writeUnit(to, length, joiner);
        at++;
      }
      if (!isWord) length = begin;
      else if (at - first > LONGEST) {
        length = begin;
        for (const { term } of analyse(text.slice(first, at))) length = writeTerm(to, length, count++, term);
      } else count++;
      continue;
    }
    const kind = BETWEEN[from[at]!]!;
    if (kind === RARE) {
      do at++;
      while (at < end && BETWEEN[from[at]!] !== BLANK);
      length = runLength;
      count = runCount;
      for (const { term } of analyse(text.slice(runAt, at))) length = writeTerm(to, length, count++, term);
    }
    if (kind === BLANK || kind === RARE) {
      runAt = at;
      runLength = length;
      runCount = count;
    }
    if (kind !== RARE) at++;
  }
  return { bytes: to.slice(0, length), count };
}

/** The analyser cuts longer ones. */
const LONGEST = 255;

/** What joins such characters. */
function kindOf(lower: number): number {
  if (lower >= 0x61) return JOINS_LETTERS;
  return lower >= 0x30 && lower <= 0x39 ? JOINS_DIGITS : 0;
}

function writeTerm(to: Uint8Array, length: number, before: number, term: string): number {
  let at = length;
  if (before > 0) to[at++] = SPACE;
  return at + utf8.encodeInto(term, to.subarray(at)).written;
}

function writeUnit(to: Uint8Array, length: number, unit: number): number {
  if (unit < 128) {
    to[length] = unit;
    return length + 1;
  }
  to[length] = 0xe0 | (unit >> 12);
  to[length + 1] = 0x80 | ((unit >> 6) & 0x3f);
  to[length + 2] = 0x80 | (unit & 0x3f);
  return length + 3;
}
