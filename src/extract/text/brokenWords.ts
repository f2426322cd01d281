import type { Span } from "../model.js";
import { BROKEN_WORDS } from "../vocabulary/index.js";

/** A hyphen, as typed, as a soft one or as recognised, at the end of a line. */
const HYPHENS = ["-\n", "-\r\n", "\u00ad\n", "\u00ad\r\n", "\u2010\n", "\u00ac\n"] as const;
/** The longest word that decides has so many letters. */
const LONGEST_WORD = 20;

/**
 * "antici-" at the end of a line and "pated" on the next: what stands between the two parts of such a word, so that it can be
 * left out. Only of words that decide, since a hyphen may as well belong to a word: "non-" and "statutory".
 */
export function findWordBreaks(source: string): Span[] {
  const found: Span[] = [];
  for (const hyphen of HYPHENS) {
    for (let at = source.indexOf(hyphen); at >= 0; at = source.indexOf(hyphen, at + hyphen.length)) {
      let end = at + hyphen.length;
      while (source[end] === " " || source[end] === "\t") end++;
      const first = LETTERS_AT_END.exec(source.slice(Math.max(0, at - LONGEST_WORD), at))?.[0];
      const second = LETTERS.exec(source.slice(end, end + LONGEST_WORD))?.[0];
      if (first && second && BROKEN_WORDS.has((first + second).toLowerCase())) found.push({ start: at, end });
    }
  }
  return found;
}

const LETTERS_AT_END = /[A-Za-z]+$/;
const LETTERS = /^[A-Za-z]+/;
