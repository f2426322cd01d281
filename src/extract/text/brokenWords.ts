import type { Span } from "../model.js";
import { BROKEN_WORDS } from "../vocabulary/index.js";

/** A hyphen, as typed, as a soft one or as recognised, at the end of a line; and before a line's end of two characters. */
const HYPHENS: ReadonlySet<string | undefined> = new Set(["-", "\u00ad", "\u2010", "\u00ac"]);
const HYPHENS_BEFORE_RETURN: ReadonlySet<string | undefined> = new Set(["-", "\u00ad"]);
/** The longest word that decides has so many letters. */
const LONGEST_WORD = 20;

/**
 * "antici-" at the end of a line and "pated" on the next: what stands between the two parts of such a word, so that it can be
 * left out. Only of words that decide, since a hyphen may as well belong to a word: "non-" and "statutory".
 */
export function findWordBreaks(source: string): Span[] {
  const found: Span[] = [];
  for (let newline = source.indexOf("\n"); newline >= 0; newline = source.indexOf("\n", newline + 1)) {
    const isReturned = source[newline - 1] === "\r";
    const at = newline - (isReturned ? 2 : 1);
    if (!(isReturned ? HYPHENS_BEFORE_RETURN : HYPHENS).has(source[at])) continue;
    let end = newline + 1;
    while (source[end] === " " || source[end] === "\t") end++;
    const first = LETTERS_AT_END.exec(source.slice(Math.max(0, at - LONGEST_WORD), at))?.[0];
    const second = LETTERS.exec(source.slice(end, end + LONGEST_WORD))?.[0];
    if (first && second && BROKEN_WORDS.has((first + second).toLowerCase())) found.push({ start: at, end });
  }
  return found;
}

const LETTERS_AT_END = /[A-Za-z]+$/;
const LETTERS = /^[A-Za-z]+/;
