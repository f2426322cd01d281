import type { Span } from "../model.js";
import { findWordBreaks } from "./brokenWords.js";
import { findKeywords, type Keywords } from "./keywords.js";
import { findBlockQuotes, findStruck, markupAt } from "./markup.js";
import { withClaims, withEtAl } from "./misreadWords.js";
import { findFurniture } from "./pageFurniture.js";

/**
 * The text as the scanners read it: one kind of quote, dash and blank, no page furniture, no zero-width characters,
 * letters of the Latin alphabet without accents (so that every pattern knows Bergström and Łukasik as names), and the
 * same once more in lower case. Positions in it lead back to the text as given.
 */
export interface ActionText {
  readonly source: string;
  readonly clean: string;
  readonly lower: string;
  /** Where in `lower` the words stand that the scanners look for. */
  readonly keywords: Keywords;
  /** Picture residue, page heads and feet, numbering residue: blanked, not lost. In source positions. */
  readonly furniture: readonly Span[];
  /** Control characters or the sign for undecodable bytes occur in the source. */
  readonly hasOddCharacters: boolean;
  /** Whether a position of the clean text stands in a block quotation. */
  isBlockQuoted(at: number): boolean;
  /** Source span of a span of the clean text. */
  at(start: number, end: number): Span;
  /** The clean text with the letters that `clean` writes without their accents as they stand in the source. */
  asWritten(start: number, end: number): string;
}

/** Longest input that is read; what follows is left out with a warning. A hundred million characters. */
export const LONGEST_TEXT = 100_000_000;

const SPACE = 32;
/** A character that the clean text leaves out. */
const SOFT_HYPHEN = 0xad;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const DELETE = 0xffff;
/** A full stop or comma: kept, without a blank that character recognition put before it. */
const STOP = 0xfffe;
const FULL_STOP = 46;
const COMMA = 44;
/** A backslash, "&", "<", ">", "[" or "]": may be markup of Markdown and HTML. */
const MARKUP = 0xfffd;
/** ¤, for every character that no pattern knows and that fits no byte: searches are quicker in text of one byte each. */
const UNKNOWN = 0xa4;

/** One replacement per UTF-16 code unit; 0 = keep, DELETE = drop, values above 0x10000 = two letters. */
const REPLACEMENTS = new Uint32Array(0x10000);
function replace(characters: string, by: string): void {
  for (const character of characters) {
    const code =
      by === "" ? DELETE : by.length === 1 ? by.charCodeAt(0) : 0x10000 * by.charCodeAt(1) + by.charCodeAt(0);
    REPLACEMENTS[character.charCodeAt(0)] = code;
  }
}
replace(
  "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
  " ",
);
replace("\u2028\u2029\u0085\r", "\n");
replace(
  "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
  "",
);
for (let code = 0x300; code < 0x370; code++) REPLACEMENTS[code] = DELETE;
replace("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2500\u00ac\u0096\u0097", "-");
replace("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\uff07\u0091\u0092", "'");
replace("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02\u0093\u0094", '"');
replace("\u2026", ".");
replace("\u2610\u2611\u2612\u25a1\u25a0\u25aa\u25cf\u2022\u00b7\uf0b7\uf0a7\uf06f\uf0fe*_", " ");
replace("\uff08", "(");
replace("\uff09", ")");
replace("\uff0c\u3001", ",");
replace("\ufb01", "fi");
replace("\ufb02", "fl");
replace("\ufb00", "ff");
for (let code = 0xc0; code < 0x1f00; code++) {
  if (code === 0x250) code = 0x1e00;
  const base = String.fromCharCode(code).normalize("NFD")[0]!;
  if (/[A-Za-z]/.test(base)) REPLACEMENTS[code] = base.charCodeAt(0);
}
for (const pair of ["ØO", "øo", "ŁL", "łl", "ĐD", "đd", "ÐD", "ðd", "ıi"]) replace(pair[0]!, pair[1]!);
for (let code = 0; code < 32; code++)
  if (code !== 10 && code !== 13 && code !== 9) REPLACEMENTS[code] = SPACE;
REPLACEMENTS[0x7f] = SPACE;
REPLACEMENTS[FULL_STOP] = STOP;
REPLACEMENTS[COMMA] = STOP;
for (const mark of "\\&<>[]") REPLACEMENTS[mark.charCodeAt(0)] = MARKUP;
for (let code = 0x100; code < REPLACEMENTS.length; code++)
  if (REPLACEMENTS[code] === 0) REPLACEMENTS[code] = UNKNOWN;

/** Reads the text for scanning. Linear in its length. */
export function prepare(source: string): ActionText {
  const furniture = findFurniture(source);
  const units = normalise(source, furniture);
  const { breaksClean, breaksSource } = units;
  const clean = withEtAl(units.clean, units.keywords);
  /** The last break at or before a position. */
  const breakBefore = (position: number): number => {
    let low = 0;
    let high = breaksClean.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (breaksClean[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const toSource = (position: number): number => {
    const low = breakBefore(position);
    return Math.min(breaksSource[low]! + position - breaksClean[low]!, source.length);
  };
  const plain = breaksClean.length === 1;
  const quotes = findBlockQuotes(source);
  return {
    source,
    clean,
    lower: withClaims(clean.toLowerCase(), units.keywords),
    keywords: units.keywords,
    furniture,
    hasOddCharacters: units.hasOddCharacters,
    isBlockQuoted: (at) => {
      if (quotes.length === 0) return false;
      const given = toSource(at);
      return quotes.some(({ start, end }) => start <= given && given < end);
    },
    at: (start, end) =>
      plain
        ? { start, end }
        : { start: toSource(start), end: end > start ? toSource(end - 1) + 1 : toSource(end) },
    asWritten: (start, end) => {
      let written = "";
      let from = start;
      let last = plain ? 0 : breakBefore(start);
      for (let i = start; i < end; i++) {
        while (breaksClean[last + 1]! <= i) last++;
        const given = source.charCodeAt(breaksSource[last]! + i - breaksClean[last]!);
        if (!hasStandIn(given)) continue;
        written += clean.slice(from, i) + String.fromCharCode(given);
        from = i + 1;
      }
      return written + clean.slice(from, end);
    },
  };
}

/** A letter with an accent, of another alphabet, or a sign: the clean text has something else in its place. */
function hasStandIn(given: number): boolean {
  return REPLACEMENTS[given] === UNKNOWN || (given >= 0xc0 && given < 0x1f00 && REPLACEMENTS[given] !== 0);
}

interface Units {
  readonly clean: string;
  readonly keywords: Keywords;
  /** Where a position of the clean text ceases to run in step with the source, and the source position there. */
  readonly breaksClean: readonly number[];
  readonly breaksSource: readonly number[];
  readonly hasOddCharacters: boolean;
}

/** Room for the characters of a text, as given and cleaned: a walk through them is quicker than through a string. */
interface Room {
  readonly given: Uint16Array;
  readonly bytesOfGiven: Buffer;
  readonly codes: Buffer;
}

/** Two letters may stand for one, and the search for keywords looks two characters past the end. */
const roomFor = (units: number): Room => {
  const given = new Uint16Array(units);
  return {
    given,
    bytesOfGiven: Buffer.from(given.buffer),
    codes: Buffer.alloc(units + (units >> 6) + 16),
  };
};

const USUAL_LENGTH = 1 << 18;
/** Kept from text to text, since the system takes longer to give such memory than the text takes to be copied. */
const USUAL_ROOM = roomFor(USUAL_LENGTH);

/** One walk with all cases in it, since it meets every character: a call for each would be dear. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over every character of a text, where a call for each would take twice as long.
function normalise(source: string, furniture: readonly Span[]): Units {
  const length = Math.min(source.length, LONGEST_TEXT);
  const { given, bytesOfGiven, codes } = length > USUAL_LENGTH ? roomFor(length) : USUAL_ROOM;
  bytesOfGiven.write(length < source.length ? source.slice(0, length) : source, "utf16le");
  for (const { start, end } of furniture) given.fill(SPACE, start, Math.min(end, length));
  for (const { start, end } of findStruck(source)) given.fill(SOFT_HYPHEN, start, Math.min(end, length));
  for (const { start, end } of findWordBreaks(source)) given.fill(SOFT_HYPHEN, start, Math.min(end, length));
  const mostAdded = 13 + (length >> 6);
  let added = 0;
  const breaksClean: number[] = [0];
  const breaksSource: number[] = [0];
  let out = 0;
  let hasOddCharacters = false;
  for (let i = 0; i < length; i++) {
    const code = given[i]!;
    const by = REPLACEMENTS[code]!;
    if (by === 0) {
      codes[out++] = code;
      continue;
    }
    if (by === STOP) {
      if (
        codes[out - 1] === SPACE &&
        out > breaksClean.at(-1)! &&
        isStray(codes, out - 1, code, i + 1 < length ? given[i + 1] : undefined)
      ) {
        out--;
        breaksClean.push(out);
        breaksSource.push(i);
      }
      codes[out++] = code;
      continue;
    }
    if (by === MARKUP) {
      const { written, length: taken } = markupAt(source, i, isLineStart(codes, out));
      if (written !== null) {
        const by = REPLACEMENTS[written]!;
        if (by !== DELETE) codes[out++] = by === 0 || by === STOP || by === MARKUP ? written : by & 0xffff;
      }
      if (taken > 1 || written === null) {
        i += taken - 1;
        breaksClean.push(out);
        breaksSource.push(i + 1);
      }
      continue;
    }
    if ((code < 32 && (code < 9 || code > 13)) || code === 0xfffd) hasOddCharacters = true;
    if (by === DELETE || (code === CARRIAGE_RETURN && i + 1 < length && given[i + 1] === NEWLINE)) {
      breaksClean.push(out);
      breaksSource.push(i + 1);
      continue;
    }
    codes[out++] = by & 0xffff;
    if (by > 0xffff && added < mostAdded) {
      added++;
      breaksClean.push(out);
      breaksSource.push(i);
      codes[out++] = by >>> 16;
      breaksClean.push(out);
      breaksSource.push(i + 1);
    }
  }
  codes.fill(0, out, out + 2);
  return {
    clean: codes.toString("latin1", 0, out),
    keywords: findKeywords(codes, out),
    breaksClean,
    breaksSource,
    hasOddCharacters,
  };
}

/** Nothing but blanks stands on the line so far. */
function isLineStart(codes: Buffer, out: number): boolean {
  let before = out - 1;
  while (before >= 0 && codes[before] === SPACE) before--;
  return before < 0 || codes[before] === NEWLINE;
}

/** "5 ,678", "et al .", "U .S.C.": no blank stands before a stop or comma, but where a word begins with it (".net"). */
function isStray(codes: Buffer, blank: number, stop: number, next: number | undefined): boolean {
  const before = codes[blank - 1];
  if (before === undefined || before <= SPACE || before === FULL_STOP || before === COMMA) return false;
  if (next === undefined) return true;
  if (stop === COMMA && isDigit(next)) return isDigit(before);
  const isSingle = isLetter(before) && !isLetter(codes[blank - 2] ?? SPACE);
  return isLetter(next) ? stop === FULL_STOP && isSingle : !isDigit(next);
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Collapses blanks and trims: how passages are shown. */
export function tidy(text: string): string {
  return withSingleBlanks(text).trim();
}

/** Runs of blanks as one. A single blank stays as it is: most words need no change. */
export function withSingleBlanks(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, " ");
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
