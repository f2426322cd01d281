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
  "under",
  "withdraw",
  // rejections, with what OCR makes of them; "re jected" has a blank
  "rej",
  "rei",
  "rey",
  "re ",
  "re\n",
  "refused",
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
  "restriction",
  "species",
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
  readonly digits: readonly number[];
}

export const isStem = (word: string): word is Stem => INDEX.has(word as Stem);

const DIGIT = 2;
const INDEX = new Map<Stem, number>(STEMS.map((stem, index) => [stem, index]));
const CODES = STEMS.map((stem) => Uint8Array.from(stem, (letter) => letter.charCodeAt(0)));
const NONE: readonly number[] = [];

/** Five bits of each of the first three characters; the rest is compared letter by letter. */
const keyOf = (first: number, second: number, third: number) =>
  ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);

const STEMS_OF_KEY: (readonly number[] | undefined)[] = new Array(1 << 15).fill(undefined);
const KEY_IS_USED = new Uint8Array(1 << 15);
CODES.forEach((codes, index) => {
  const key = keyOf(codes[0]!, codes[1]!, codes[2]!);
  STEMS_OF_KEY[key] = [...(STEMS_OF_KEY[key] ?? []), index];
  KEY_IS_USED[key] = 1;
});

/** What `\b` takes for a part of a word: 1 for letters and the low line, 2 for digits. */
const IN_WORD = new Uint8Array(0x10000);
for (const letter of "abcdefghijklmnopqrstuvwxyz_") IN_WORD[letter.charCodeAt(0)] = 1;
for (const digit of "0123456789") IN_WORD[digit.charCodeAt(0)] = DIGIT;

/** Finds the stems at the beginning of words in lower-case text, given as its code units. */
export function findKeywords(lower: Uint8Array | Uint16Array, length: number): Keywords {
  const places: number[][] = [];
  const digits: number[] = [];
  let before = 0;
  for (let i = 0; i < length; i++) {
    const inWord = IN_WORD[lower[i]!]!;
    if (inWord === before) continue;
    if (inWord === DIGIT) digits.push(i);
    if (before === 0) {
      const key = keyOf(lower[i]!, lower[i + 1]!, lower[i + 2]!);
      if (KEY_IS_USED[key] === 1) {
        for (const index of STEMS_OF_KEY[key]!) {
          if (!standsAt(lower, i, length, CODES[index]!)) continue;
          const known = places[index];
          if (known) known.push(i);
          else places[index] = [i];
        }
      }
    }
    before = inWord;
  }
  const at = (stem: Stem) => places[INDEX.get(stem)!] ?? NONE;
  return {
    has: (stem) => places[INDEX.get(stem)!] !== undefined,
    at,
    ofAny: (stems) => stems.flatMap(at).sort((a, b) => a - b),
    digits,
  };
}

function standsAt(text: Uint8Array | Uint16Array, at: number, length: number, codes: Uint8Array): boolean {
  if (at + codes.length > length) return false;
  for (let k = 0; k < codes.length; k++) if (text[at + k] !== codes[k]) return false;
  return true;
}
