import { analyse } from "../../query/analyse.js";

// The analyser's rules where every character is ASCII: letters, digits and _ run on; a colon joins letters, a comma or
// semicolon digits, a point or apostrophe either.
const WORD = /[a-z0-9_]+(?:(?:(?<=[a-z])[:.'](?=[a-z])|(?<=[0-9])[,;.'](?=[0-9]))[a-z0-9_]+)*/g;
const LONGEST = 255;
const BEYOND_ASCII = /[^\0-\x7f]/g;

/**
 * The analysed words of a text, joined by blanks: what `analyse` finds, several times as fast. Only words with
 * characters beyond ASCII take the slow way, each with the blank before it, which an accent may belong to.
 */
export function joinedWords(text: string): string {
  const words: string[] = [];
  let done = 0;
  BEYOND_ASCII.lastIndex = 0;
  for (let found = BEYOND_ASCII.exec(text); found !== null; found = BEYOND_ASCII.exec(text)) {
    let start = found.index;
    while (start > done && !isBlank(text.charCodeAt(start))) start--;
    let end = found.index + 1;
    while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
    addAscii(words, text.slice(done, start));
    for (const { term } of analyse(text.slice(start, end))) words.push(term);
    done = end;
    BEYOND_ASCII.lastIndex = end;
  }
  addAscii(words, done === 0 ? text : text.slice(done));
  return words.join(" ");
}

function addAscii(words: string[], text: string): void {
  const found = text.toLowerCase().match(WORD);
  if (found === null) return;
  for (const word of found) {
    if (word.length <= LONGEST) {
      if (word.charCodeAt(0) !== UNDERSCORE || /[a-z0-9]/.test(word)) words.push(word);
    } else addLong(words, word);
  }
}

const UNDERSCORE = 0x5f;

function addLong(words: string[], word: string): void {
  if (!/[a-z0-9]/.test(word)) return;
  for (let at = 0; at < word.length; at += LONGEST) words.push(word.slice(at, at + LONGEST));
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}
