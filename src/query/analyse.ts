/** A word of a text: in lower case, where it stands (UTF-16 code units, half-open), and its number from 0. */
export interface AnalysedTerm {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly position: number;
}

/** Longer words are cut, as Lucene does. */
const MAX_WORD_LENGTH = 255;

/**
 * Splits a text into its words by UAX #29 and puts them in lower case: Lucene's StandardAnalyzer without stop
 * words. The one analyser for indexing, criteria and highlighting. It does not use `Intl.Segmenter`, whose
 * dictionaries differ from Lucene and from one Node to the next, while an index outlives them.
 */
export function analyse(text: string): AnalysedTerm[] {
  const terms: AnalysedTerm[] = [];
  for (let at = 0; at < text.length; ) {
    const end = readWord(text, at);
    if (end !== null && !JOINERS_ALONE.test(text.slice(at, end))) addTerm(terms, text, at, end);
    at = end ?? at + widthAt(text, at);
  }
  return terms;
}

/** `___` is no word. */
const JOINERS_ALONE = /^\p{Pc}[\p{Pc}\p{M}\p{Cf}]*$/u;

function addTerm(terms: AnalysedTerm[], text: string, start: number, end: number): void {
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + MAX_WORD_LENGTH);
    if (to < end && widthAt(text, to - 1) === 2) to--;
    terms.push({ term: lowerCase(text.slice(from, to)), start: from, end: to, position: terms.length });
    from = to;
  }
}

/** Code point by code point, without regard to neighbours or language, as Lucene's filter does. */
export function lowerCase(word: string): string {
  if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase();
  return Array.from(word, (character) => (character === "\u0130" ? "i" : character.toLowerCase())).join("");
}

// Classes of characters: the Word_Break property of UAX #29 with Lucene's own treatment of the scripts that
// write no blanks (each ideograph and each hiragana a word, each run of Thai, Khmer and the like a word).
const OTHER = 0;
const LETTER = 1;
const HEBREW = 2;
const DIGIT = 3;
const KATAKANA = 4;
const JOINER = 5; // joins whatever it touches: _
const MID_LETTER = 6; // a:b
const MID_NUMBER = 7; // 1,2
const MID_BOTH = 8; // a.b 1.2
const DOUBLE_QUOTE = 9; // between Hebrew letters
const EXTENDS = 10; // belongs to what stands before it: accents, joiners, soft hyphens
const ALONE = 11; // ideographs, hiragana
const UNSPACED = 12; // Thai, Lao, Khmer, Myanmar, …
const EMOJI = 13; // or what can begin one
const NOT_YET_KNOWN = 255;

const classes = new Uint8Array(0x10000).fill(NOT_YET_KNOWN);

function classAt(text: string, at: number): number {
  if (at >= text.length) return OTHER;
  const unit = text.charCodeAt(at);
  const known = classes[unit]!;
  if (known !== NOT_YET_KNOWN) return known;
  if (unit >= 0xd800 && unit <= 0xdfff) return classOf(String.fromCodePoint(text.codePointAt(at)!));
  const found = classOf(text[at]!);
  classes[unit] = found;
  return found;
}

function classOf(character: string): number {
  if (/[\p{Nd}\u066b]/u.test(character)) return DIGIT;
  if (/[\p{M}\p{Emoji_Modifier}]|(?!\u200b)\p{Cf}/u.test(character)) return EXTENDS;
  if (/\p{Pc}/u.test(character)) return JOINER;
  if (/[:\u00b7\u0387\u05f4\u2027\ufe13\ufe55\uff1a]/.test(character)) return MID_LETTER;
  if (/[,;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b]/.test(character))
    return MID_NUMBER;
  if (/[.'\u2018\u2019\u2024\ufe52\uff07\uff0e]/.test(character)) return MID_BOTH;
  if (character === '"') return DOUBLE_QUOTE;
  if (/[\u30a0\u30fc\u3031-\u3035\u309b\u309c\uff70\uff66-\uff9f]|\p{Script=Katakana}/u.test(character))
    return KATAKANA;
  if (/[\p{Script=Han}\p{Script=Hiragana}]/u.test(character)) return ALONE;
  if (/\p{Alphabetic}/u.test(character)) return classOfLetter(character);
  if (/[#*\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character)) return EMOJI;
  return OTHER;
}

const UNSPACED_SCRIPTS =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Ahom}]/u;

function classOfLetter(character: string): number {
  if (/\p{Script=Hebrew}/u.test(character)) return HEBREW;
  return UNSPACED_SCRIPTS.test(character) ? UNSPACED : LETTER;
}

function widthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Where the word that begins here ends; null where none begins. */
function readWord(text: string, start: number): number | null {
  const first = classAt(text, start);
  switch (first) {
    case LETTER:
    case HEBREW:
    case KATAKANA:
    case JOINER:
      return readJoined(text, start, first);
    case DIGIT:
      return readEmoji(text, start) ?? readJoined(text, start, first);
    case ALONE:
      return skipExtending(text, start + widthAt(text, start));
    case UNSPACED:
      return readUnspaced(text, start);
    case EMOJI:
      return readEmoji(text, start);
    default:
      return null;
  }
}

/** Letters, digits and what joins them. */
function readJoined(text: string, start: number, first: number): number {
  let last = first;
  let end = skipExtending(text, start + widthAt(text, start));
  for (;;) {
    let next = classAt(text, end);
    let at = end;
    if (next >= MID_LETTER && next <= DOUBLE_QUOTE) {
      const middle = next;
      at = skipExtending(text, end + 1);
      next = classAt(text, at);
      if (!isJoinedAcross(last, middle, next)) break;
    } else if (!isJoined(last, next)) break;
    last = next;
    end = skipExtending(text, at + widthAt(text, at));
  }
  return end;
}

function isLetter(kind: number): boolean {
  return kind === LETTER || kind === HEBREW;
}

function isJoined(last: number, next: number): boolean {
  if (next === OTHER || next > JOINER) return false;
  if (last === JOINER || next === JOINER) return true;
  return (last === KATAKANA) === (next === KATAKANA);
}

function isJoinedAcross(last: number, middle: number, next: number): boolean {
  if (middle === DOUBLE_QUOTE) return last === HEBREW && next === HEBREW;
  const joinsLetters = middle !== MID_NUMBER && isLetter(last) && isLetter(next);
  const joinsDigits = middle !== MID_LETTER && last === DIGIT && next === DIGIT;
  return joinsLetters || joinsDigits;
}

function skipExtending(text: string, from: number): number {
  let at = from;
  while (classAt(text, at) === EXTENDS) at += widthAt(text, at);
  return at;
}

function readUnspaced(text: string, start: number): number {
  let end = start;
  for (let kind: number = UNSPACED; kind === UNSPACED || kind === EXTENDS; kind = classAt(text, end))
    end += widthAt(text, end);
  return end;
}

/** Flags, keycaps, and pictures with their modifiers, joined ones too. */
const EMOJI_SEQUENCE =
  /\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:[\p{M}\p{Emoji_Modifier}]|\p{Cf}(?:(?<=\u200d)\p{Extended_Pictographic})?)*/uy;

function readEmoji(text: string, start: number): number | null {
  if (classAt(text, start) === DIGIT && !/[\ufe0f\u20e3]/.test(text[start + 1] ?? "")) return null;
  EMOJI_SEQUENCE.lastIndex = start;
  return EMOJI_SEQUENCE.test(text) ? EMOJI_SEQUENCE.lastIndex : null;
}
