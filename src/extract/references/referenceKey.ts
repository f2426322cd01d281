import { prepare } from "../text/index.js";
import {
  BARE_US_NUMBER,
  BEHIND_NAME,
  CODE_BEFORE_A_WORD,
  KEPT_UNDER_A_NUMBER,
  NUMBER_IN_WORDS,
  NUMBER_OF_A_THING,
  OF_FIRST_MILLION,
  OFFICE_RIGHT_BEFORE,
  OFFICES,
  PUBLICATION_WITHOUT_ZEROS,
  US_FILLED_UP,
  YEAR_AND_SERIAL,
} from "../vocabulary/index.js";
import type { DocumentNumber } from "./documentNumber.js";
import { findNumbers } from "./findNumbers.js";

/** The key under which every spelling of a document's number meets: country and digits, no kind code. */
export function keyOf({ country, number }: Pick<DocumentNumber, "country" | "number">): string {
  return country + number;
}

/**
 * The key of a patent or publication as somebody wrote it, the same for every spelling of the same document: `6,807,434`,
 * `US 6807434 B2` and `Pan 6807434` are all `US6807434`. The key is the country (or office) and the digits, with the
 * letters that belong to the number between them (`USD543613`, `JPH05123456`). Null for what names no document.
 * Of several numbers, the first. A citation names a document, so that digits count here which a text would not be believed.
 */
export function referenceKey(written: string): string | null {
  const plain = written.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toUpperCase();
  const number =
    bareNumber(plain.replace(US_FILLED_UP, "")) ??
    numberInWords(plain) ??
    publicationWithoutZeros(plain) ??
    firstNumber(written) ??
    namedNumber(written, plain);
  if (number) return keyOf(number);
  const [first = "", ...others] = written.split(";");
  return others.length > 0 ? referenceKey(first) : null;
}

type Numbered = Pick<DocumentNumber, "country" | "number">;

const CODES: ReadonlySet<string> = new Set(OFFICES.map(({ code }) => code));

/** The first that a text would be read to cite. Digits right behind an office's code are that office's, whatever their form. */
function firstNumber(written: string): Numbered | null {
  const text = prepare(written);
  const [found] = findNumbers(text).numbers;
  if (!found) return null;
  const code = OFFICE_RIGHT_BEFORE.exec(text.clean.slice(0, found.start))?.[1] ?? "US";
  return found.country === "US" && code !== "US" && CODES.has(code)
    ? { country: code, number: found.number }
    : found;
}

/** Nothing but an American number: up to eight digits, or a year and six or seven. */
function bareNumber(plain: string): Numbered | null {
  const { letters = "", digits: spelled = "" } = BARE_US_NUMBER.exec(plain)?.groups ?? {};
  const [, year, serial] = YEAR_AND_SERIAL.exec(spelled.replaceAll(/[ ,]/g, "")) ?? [];
  if (letters === "" && year && serial) return { country: "US", number: year + serial.padStart(7, "0") };
  const digits = spelled.replaceAll(/[ ,]/g, "").replace(/^0+/, "");
  const least = letters === "" ? 5 : 1;
  if (/[/-]/.test(digits) || digits.length < least || digits.length > 8) return null;
  return { country: "US", number: letters + digits };
}

/** The letters of each series by the word for it, and the most digits of a number in it (MPEP 901.04). */
const SERIES_IN_WORDS = [
  { says: /^DES/, letters: "D", most: 7 },
  { says: /^PLANT/, letters: "PP", most: 5 },
  { says: /^RE/, letters: "RE", most: 5 },
  { says: /^SIR|^(?:STATUTORY )?INV/, letters: "H", most: 4 },
  { says: /^DEF/, letters: "T", most: 6 },
] as const;
/** Of fewer digits, something else is numbered: `Plant 12`, `Design 3`. */
const FEWEST_IN_WORDS = 3;

/** `US Publication No. 2009/48582`. */
function publicationWithoutZeros(plain: string): Numbered | null {
  const { year, serial } = PUBLICATION_WITHOUT_ZEROS.exec(plain)?.groups ?? {};
  return year && serial ? { country: "US", number: year + serial.padStart(7, "0") } : null;
}

/** `Plant 12,345`, `Statutory Invention Registration H1,234`. */
function numberInWords(plain: string): Numbered | null {
  const { series = "", letters: written, digits = "" } = NUMBER_IN_WORDS.exec(plain)?.groups ?? {};
  const number = digits.replaceAll(",", "");
  const found = SERIES_IN_WORDS.find(({ says }) => says.test(series));
  if (!found || number.length < FEWEST_IN_WORDS || number.length > found.most) return null;
  return written === undefined || written === found.letters
    ? { country: "US", number: found.letters + number }
    : null;
}

function namedNumber(written: string, plain: string): Numbered | null {
  const { digits } = (BEHIND_NAME.exec(plain) ?? OF_FIRST_MILLION.exec(plain))?.groups ?? {};
  const code = CODE_BEFORE_A_WORD.exec(written.trim())?.[1] ?? "US";
  if (digits === undefined || KEPT_UNDER_A_NUMBER.test(plain) || NUMBER_OF_A_THING.test(plain)) return null;
  return code !== "US" && CODES.has(code) ? null : { country: "US", number: digits.replaceAll(",", "") };
}
