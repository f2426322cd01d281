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
  readonly digits: readonly number[];
  /** Where the words begin that stand for a patent office before a number, ascending. */
  readonly offices: readonly number[];
  /** Where sentences may end, and the brackets that hold them together: \n . ? ! ( ), ascending. */
  readonly stops: readonly number[];
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

const STEMS_OF_KEY: (readonly number[] | undefined)[] = new Array(1 << 15).fill(undefined);
const KEY_IS_USED = new Uint8Array(1 << 15);
CODES.forEach((codes, index) => {
  const key = keyOf(codes[0]!, codes[1]!, codes[2]!);
  STEMS_OF_KEY[key] = [...(STEMS_OF_KEY[key] ?? []), index];
  KEY_IS_USED[key] = 1;
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
/** Finds the stems at the beginning of words, in capitals or not, in a text given as its characters' codes. */
export function findKeywords(codes: Uint8Array): Keywords {
  const places: number[][] = [];
  const digits: number[] = [];
  const offices: number[] = [];
  const stops: number[] = [];
  let before = 0;
  for (let i = 0; i < codes.length; i++) {
    const sort = SORT[codes[i]!]!;
    if (sort === before && sort !== STOP) continue;
    if (sort === STOP) stops.push(i);
    else if (sort !== 0) {
      if (sort === DIGIT) digits.push(i);
      if (before === 0 || before === STOP) {
        const key = keyOf(codes[i]!, codes[i + 1]!, codes[i + 2]!);
        if (KEY_IS_USED[key] === 1) {
          for (const index of STEMS_OF_KEY[key]!) {
            if (!standsAt(codes, i, CODES[index]!)) continue;
            if (index >= STEMS.length) offices.push(i);
            else if (places[index]) places[index].push(i);
            else places[index] = [i];
          }
        }
      }
    }
    before = sort;
  }
  const at = (stem: Stem) => places[INDEX.get(stem)!] ?? NONE;
  return {
    has: (stem) => places[INDEX.get(stem)!] !== undefined,
    at,
    ofAny: (stems) => [...Uint32Array.from(stems.flatMap(at)).sort()],
    digits,
    offices,
    stops,
  };
}

function standsAt(text: Uint8Array, at: number, stem: Uint8Array): boolean {
  if (at + stem.length > text.length) return false;
  for (let k = 0; k < stem.length; k++) if (LOWER[text[at + k]!] !== stem[k]) return false;
  return true;
}
