import {
  CODE_ALIASES,
  CODE_BEFORE,
  CODE_IS_A_WORD,
  FEDERAL_REGISTER,
  OFFICES,
  PCT_BEFORE_CODE,
  RARE_CODES,
  WORDLIKE_CODES,
} from "../../vocabulary/index.js";
import { type DocumentNumber, digitCount, insideAddress, isLetter } from "../documentNumber.js";
import { readLettered } from "./designsReissuesPlants.js";
import { eraBefore, readForeign } from "./foreign.js";

const CODES = new Set(OFFICES.map((office) => office.code));

/** The words in small letters that end a prefix: an office's code, what kind of document it is, an era of Japan. */
const PREFIX_WORDS = new Set(
  "wo ep jp kr cn gb fr tw patent pat publication pub application appl document no number hei heisei sho showa des re".split(
    " ",
  ),
);
/** No such word is longer. */
const LONGEST_PREFIX_WORD = 12;
/** A code that is also a word needs so many digits. */
const DIGITS_OF_WORDLIKE = 6;

/** A number whose letters stand right before its digits; "none" if they make it no document number at all. */
export function readPrefixed(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
): DocumentNumber | "none" | null {
  if (!mayBePrefixed(clean, lower, at)) return null;
  CODE_BEFORE.lastIndex = at;
  const code = CODE_BEFORE.exec(clean);
  if (code && code[1] !== "US") {
    const written = code[1]!.toUpperCase();
    const office = CODE_ALIASES[written] ?? written;
    if (CODES.has(office)) return readCoded(clean, lower, at, cluster, code, office);
  }
  return readLettered(clean, lower, at, cluster);
}

/**
 * A capital, a mark or a word that a prefix can end with stands before the digits: "[0035]", "May 4, 2015", "in 2015" are
 * most of all.
 */
function mayBePrefixed(clean: string, lower: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && lower.charCodeAt(before) <= 32) before--;
  const code = clean.charCodeAt(before);
  if (code < 97 || code > 122) return (code >= 65 && code <= 90) || (code >= 45 && code <= 47) || code === 58;
  let start = before;
  while (start > 0 && before - start < LONGEST_PREFIX_WORD && isLetter(lower.charCodeAt(start - 1))) start--;
  return PREFIX_WORDS.has(lower.slice(start, before + 1));
}

/** "JP 2004-159476", "EP Patent No. 1 234 567". */
function readCoded(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
  code: RegExpExecArray,
  office: string,
): DocumentNumber | "none" | null {
  const glue = code[2]!;
  const from = at - glue.length - 2;
  const before = (reach: number) => clean.slice(Math.max(0, from - reach), from);
  if (insideAddress(lower, at) || PCT_BEFORE_CODE.test(before(4))) return "none";
  if (office === "FR" && FEDERAL_REGISTER.test(before(2))) return "none";
  const isWord =
    WORDLIKE_CODES.has(code[1]!) &&
    (glue.includes(".") ||
      (digitCount(cluster) < DIGITS_OF_WORDLIKE && !RARE_CODES.has(code[1]!)) ||
      CODE_IS_A_WORD.test(before(12)));
  if (isWord) return null;
  const era = code[3] ?? eraBefore(office, lower, at);
  const number = readForeign(clean, office, from, at, cluster, "office-code", era);
  return number && RARE_CODES.has(office) && number.kindCode === null ? null : number;
}
