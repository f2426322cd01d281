import {
  DECISION_STEMS,
  declaredStems,
  OFFICES,
  SIGN_STEMS,
  STANDING_STEMS,
  stemsOf,
} from "../vocabulary/index.js";

/**
 * How the words begin that the stations look for: the wordings say it (`stems`), and the tables of vocabulary. They are found
 * together, in one pass, because a search of the whole text for each would cost more than all the reading that follows.
 */
const STEMS: readonly string[] = [
  ...new Set([...declaredStems(), ...STANDING_STEMS, ...DECISION_STEMS, ...SIGN_STEMS]),
];

/** Where the words stand that begin with a stem. */
export interface Keywords {
  /** Whether any word begins as those of a wording do. */
  has(wording: RegExp): boolean;
  /** Where the words begin at which a wording is asked for, ascending. */
  of(wording: RegExp): readonly number[];
  /** Positions of one stem, ascending. */
  at(stem: string): readonly number[];
  /** Positions of several stems, ascending. The list of stems is a constant of the caller, of stems that are looked for. */
  ofAny(stems: readonly string[]): readonly number[];
  /** Where the runs of digits begin, ascending. */
  readonly digits: Uint32Array;
  /** Where the words begin that stand for a patent office before a number, ascending. */
  readonly offices: readonly number[];
  /** Where sentences may end, and the brackets that hold them together: \n . ? ! ( ), ascending. */
  readonly stops: Uint32Array;
}

export const isStem = (word: string): boolean => INDEX.has(word);

const INDEX = new Map<string, number>(STEMS.map((stem, index) => [stem, index]));
/** "ep" and "uk" are too short for a stem; a blank stands behind each. */
const OFFICE_STEMS = OFFICES.flatMap((office) => office.words).flatMap((word) =>
  word.length < 3 ? [`${word} `, `${word}\n`] : [word],
);
const CODES = [...STEMS, ...OFFICE_STEMS].map((stem) =>
  Uint8Array.from(stem, (letter) => letter.charCodeAt(0)),
);
const NONE: readonly number[] = [];

function indexOf(stem: string): number {
  const index = INDEX.get(stem);
  if (index === undefined) throw new Error(`No pass looks for words that begin with "${stem}".`);
  return index;
}

interface Wanted {
  readonly indexes: readonly number[];
  /** For each of all stems, whether it is among them. */
  readonly has: Uint8Array;
}

/** Which of the stems a list of them names. The lists are constants, so that each is read once. */
const WANTED = new WeakMap<readonly string[], Wanted>();
function wantedStems(stems: readonly string[]): Wanted {
  const known = WANTED.get(stems);
  if (known) return known;
  const indexes = stems.map(indexOf);
  const has = new Uint8Array(STEMS.length);
  for (const index of indexes) has[index] = 1;
  const wanted = { indexes, has };
  WANTED.set(stems, wanted);
  return wanted;
}

/** Five bits of each of the first three characters; the rest is compared letter by letter. */
const keyOf = (first: number, second: number, third: number) =>
  ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);

/** Which keys any stem has, a bit each, and the stems of each key: the first, and behind every stem the next. */
const KEY_IS_USED = new Uint32Array(1 << 10);
const FIRST_OF_KEY = new Uint16Array(1 << 15);
const NEXT_OF_STEM = new Uint16Array(CODES.length + 1);
CODES.forEach((codes, index) => {
  const key = keyOf(codes[0]!, codes[1]!, codes[2]!);
  KEY_IS_USED[key >> 5]! |= 1 << (key & 31);
  // Zero ends a chain, so stems count from one.
  NEXT_OF_STEM[index + 1] = FIRST_OF_KEY[key]!;
  FIRST_OF_KEY[key] = index + 1;
});

const LOWER = Uint8Array.from({ length: 0x100 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));

/** What a character is: the two sorts that `\b` takes for parts of a word, a mark at which a sentence may end, or neither. */
const LETTER = 1;
const DIGIT = 2;
const STOP = 3;
const SORT = new Uint8Array(0x100);
for (let code = 0; code < 0x100; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) SORT[code] = LETTER;
  else if (/\d/.test(character)) SORT[code] = DIGIT;
  else if (/[\n.?!()]/.test(character)) SORT[code] = STOP;
}

/**
 * What begins at a character of one sort (the lower two bits) behind one of another, a bit each. Digits behind letters go
 * on with the word; letters behind digits do not, as in "1-5are rejected".
 */
const BEGINNING = 1;
const WORD = 2;
const NUMBER = 4;
const A_STOP = 8;
const BEGINS = Uint8Array.from({ length: 16 }, (_, pair) => {
  const sort = pair & 3;
  const before = pair >> 2;
  if (sort === STOP) return BEGINNING | A_STOP;
  if (sort === 0 || sort === before) return 0;
  if (sort === LETTER) return BEGINNING | WORD;
  return before === LETTER ? BEGINNING | NUMBER : BEGINNING | NUMBER | WORD;
});

/** Room for positions, one for every character at most. */
const roomFor = (length: number) => ({
  all: new Uint32Array(length),
  words: new Uint32Array(length),
  digits: new Uint32Array(length),
  stops: new Uint32Array(length),
});
const USUAL_LENGTH = 1 << 18;
/** Kept from text to text, since memory of this size is dear to get. */
const USUAL_ROOM = roomFor(USUAL_LENGTH);

/**
 * Where words begin that may begin with a stem, and numbers and stops, ascending. No branch depends on a character: the
 * processor cannot foretell where a word ends, and each wrong guess costs as much as ten characters.
 */
function findBeginnings(codes: Uint8Array, length: number) {
  const { all, words, digits, stops } = length > USUAL_LENGTH ? roomFor(length) : USUAL_ROOM;
  let count = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const sort = SORT[codes[i]!]!;
    const pair = (before << 2) | sort;
    // Fits thirty-one bits: no text is longer than a hundred million characters.
    all[count] = (i << 4) | pair;
    count += BEGINS[pair]! & BEGINNING;
    before = sort;
  }
  let countOfWords = 0;
  let countOfDigits = 0;
  let countOfStops = 0;
  for (let k = 0; k < count; k++) {
    const at = all[k]! >>> 4;
    const begins = BEGINS[all[k]! & 15]!;
    const key = keyOf(codes[at]!, codes[at + 1]!, codes[at + 2]!);
    words[countOfWords] = at;
    countOfWords += (begins >> 1) & (KEY_IS_USED[key >> 5]! >>> (key & 31)) & 1;
    digits[countOfDigits] = at;
    countOfDigits += (begins >> 2) & 1;
    stops[countOfStops] = at;
    countOfStops += begins >> 3;
  }
  return {
    words: words.subarray(0, countOfWords),
    digits: digits.slice(0, countOfDigits),
    stops: stops.slice(0, countOfStops),
  };
}

/**
 * Finds the stems at the beginning of words, in capitals or not, in a text given as its characters' codes. Two
 * characters that are in no stem stand behind its end.
 */
export function findKeywords(codes: Uint8Array, length: number): Keywords {
  const places: (number[] | undefined)[] = STEMS.map(() => undefined);
  /** Every stem found and where, in text order. */
  const stems: number[] = [];
  const positions: number[] = [];
  const offices: number[] = [];
  const { words, digits, stops } = findBeginnings(codes, length);
  for (let k = 0; k < words.length; k++) {
    const at = words[k]!;
    const key = keyOf(codes[at]!, codes[at + 1]!, codes[at + 2]!);
    for (let next = FIRST_OF_KEY[key]!; next !== 0; next = NEXT_OF_STEM[next]!) {
      const stem = next - 1;
      if (!standsAt(codes, at, CODES[stem]!)) continue;
      if (stem >= STEMS.length) offices.push(at);
      else {
        stems.push(stem);
        positions.push(at);
        places[stem] ??= [];
        places[stem].push(at);
      }
    }
  }
  const at = (stem: string) => places[indexOf(stem)] ?? NONE;
  const ofAny = (wanted: readonly string[]) => {
    const { indexes, has } = wantedStems(wanted);
    // Most lists have one stem in a text, or none; only several are put into the order of the text.
    let only = NONE;
    let several = 0;
    for (const index of indexes) {
      const found = places[index];
      if (found === undefined) continue;
      only = found;
      several++;
    }
    if (several < 2) return only;
    const found: number[] = [];
    for (let k = 0; k < stems.length; k++) if (has[stems[k]!] === 1) found.push(positions[k]!);
    return found;
  };
  return {
    has: (wording) => wantedStems(stemsOf(wording)).indexes.some((index) => places[index] !== undefined),
    of: (wording) => ofAny(stemsOf(wording)),
    at,
    ofAny,
    digits,
    offices,
    stops,
  };
}

function standsAt(text: Uint8Array, at: number, stem: Uint8Array): boolean {
  for (let k = 0; k < stem.length; k++) if (LOWER[text[at + k]!] !== stem[k]) return false;
  return true;
}
