import { OFFICES } from "./vocabulary/offices.js";

/**
 * Stems that the later steps look for. They are found together, in one pass, because a search of the whole text for
 * each would cost more than all the reading that follows. At least three characters each.
 */
const STEMS = [
  "171",
  // standing of claims
  "allow",
  "cancel",
  "canel",
  "currently",
  "examined",
  "object",
  "pending",
  "presented",
  "remain",
  "title",
  "under",
  "withdraw",
  // rejections, with what OCR makes of them; "re jected" has a blank
  "rej",
  "rei",
  "rey",
  "re ",
  "re\n",
  "refused",
  "re-",
  "arerej",
  "isrej",
  // lists and tables of rejections
  "basis",
  "statut",
  "summary",
  // passages of references
  "abstract",
  "col",
  "fig",
  "pag",
  "par",
  // art of record
  "applied",
  "cited",
  "pertinent",
  "relevant",
  "relied",
  "used",
  // what sort of letter
  "deficiency",
  "design",
  "disposition",
  "elect",
  "final",
  "groups",
  "manufacture",
  "nonfinal",
  "petition",
  "quayle",
  "restrict",
  "restriction",
  "single",
  "species",
  "unity",
  // form paragraphs
  "appropriate",
  "conclude",
  "contain",
  "discovers",
  "doctrine",
  "entitled",
  "forms",
  "included",
  "obtained",
  "patenting",
  "pre-aia",
  "previously",
  // decisions of the courts
  "alice",
  "bilski",
  "cls bank",
  "mayo",
  "myriad",
  "prometheus",
] as const;

export type Stem = (typeof STEMS)[number];

/** Where the words stand that begin with a stem. */
export interface Keywords {
  has(stem: Stem): boolean;
  /** Positions of one stem, ascending. */
  at(stem: Stem): readonly number[];
  /** Positions of several stems, ascending. */
  ofAny(stems: readonly Stem[]): readonly number[];
  /** Where the runs of digits begin, ascending. */
  readonly digits: Uint32Array;
  /** Where the words begin that stand for a patent office before a number, ascending. */
  readonly offices: Uint32Array;
  /** Where sentences may end, and the brackets that hold them together: \n . ? ! ( ), ascending. */
  readonly stops: Uint32Array;
}

export const isStem = (word: string): word is Stem => INDEX.has(word as Stem);

const INDEX = new Map<Stem, number>(STEMS.map((stem, index) => [stem, index]));
/** "ep" and "uk" are too short for a stem; a blank stands behind each. */
const OFFICE_STEMS = OFFICES.flatMap((office) => office.words).flatMap((word) =>
  word.length < 3 ? [`${word} `, `${word}\n`] : [word],
);
const CODES = [...STEMS, ...OFFICE_STEMS].map((stem) =>
  Uint8Array.from(stem, (letter) => letter.charCodeAt(0)),
);
const NONE: readonly number[] = [];

/** Five bits of each of the first three characters; the rest is compared letter by letter. */
const keyOf = (first: number, second: number, third: number) =>
  ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);

/** Which keys any stem has, a bit each, and the stems of each key: the first, and behind every stem the next. */
const KEY_IS_USED = new Uint32Array(1 << 10);
const FIRST_OF_KEY = new Uint8Array(1 << 15);
const NEXT_OF_STEM = new Uint8Array(CODES.length + 1);
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
const STOP = 4;
const SORT = new Uint8Array(0x100);
for (let code = 0; code < 0x100; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) SORT[code] = LETTER;
  else if (/\d/.test(character)) SORT[code] = DIGIT;
  else if (/[\n.?!()]/.test(character)) SORT[code] = STOP;
}

/** Ascending positions; an array of numbers that grows takes longer to fill than the search itself. */
class Positions {
  #room = new Uint32Array(1024);
  #count = 0;

  push(position: number): void {
    if (this.#count === this.#room.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.#count++] = position;
  }

  all(): Uint32Array {
    return this.#room.subarray(0, this.#count);
  }
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
  const digits = new Positions();
  const offices = new Positions();
  const stops = new Positions();
  const findAt = (at: number, first: number): void => {
    const key = keyOf(first, codes[at + 1]!, codes[at + 2]!);
    if ((KEY_IS_USED[key >> 5]! & (1 << (key & 31))) === 0) return;
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
  };
  let i = 0;
  let isFresh = true;
  while (i < length) {
    const code = codes[i]!;
    const sort = SORT[code]!;
    if (sort === LETTER || sort === DIGIT) {
      if (sort === DIGIT) digits.push(i);
      if (isFresh) findAt(i, code);
      do i++;
      while (SORT[codes[i]!] === sort);
      // "1-5are rejected": where blanks were lost, a word begins behind the digits.
      isFresh = sort === DIGIT;
    } else {
      if (sort === STOP) stops.push(i);
      i++;
      isFresh = true;
    }
  }
  return {
    has: (stem) => places[INDEX.get(stem)!] !== undefined,
    at: (stem) => places[INDEX.get(stem)!] ?? NONE,
    ofAny: (wanted) => {
      const isWanted = new Uint8Array(STEMS.length);
      for (const stem of wanted) isWanted[INDEX.get(stem)!] = 1;
      const found: number[] = [];
      for (let k = 0; k < stems.length; k++) if (isWanted[stems[k]!] === 1) found.push(positions[k]!);
      return found;
    },
    digits: digits.all(),
    offices: offices.all(),
    stops: stops.all(),
  };
}

function standsAt(text: Uint8Array, at: number, stem: Uint8Array): boolean {
  for (let k = 0; k < stem.length; k++) if (LOWER[text[at + k]!] !== stem[k]) return false;
  return true;
}
