import type { ActionText } from "../text/index.js";
import {
  DIGIT_CLUSTER,
  LETTERS_FOR_DIGITS,
  LETTERS_THAT_INTRODUCE,
  MARKS_THAT_INTRODUCE,
  OFFICE_NAME_BEFORE,
  OFFICES,
  PCT_APPLICATION,
  PLANT_OR_REISSUE,
  YEARS,
} from "../vocabulary/index.js";
import {
  type DocumentNumber,
  digitCount,
  insideAddress,
  isDigit,
  isLetter,
  leadingBlank,
} from "./documentNumber.js";
import { eraBefore, readForeign } from "./offices/foreign.js";
import { readPrefixed } from "./offices/officeCode.js";
import { readUs } from "./offices/us.js";
import { type UsPlace, usPlace } from "./offices/usPlace.js";

export type { DocumentNumber } from "./documentNumber.js";

const CODE_OF_NAME = new Map(
  OFFICES.flatMap((office) => office.words.map((word) => [word, office.code] as const)),
);
/** No wording from the name of an office to the number is longer. */
const OFFICE_REACH = 110;
/** The word "plant" or "reissue" before few digits. */
const PLANT_REACH = 30;
/** Fewer digits make no number of any office, and fewer than six only that of a plant or reissue. */
const FEWEST_DIGITS = 4;
const FEWEST_PLAIN_DIGITS = 6;
/** No action has more; what is left out is not cited by number in any case. */
const MOST_UNREADABLE = 100;

export interface FoundNumbers {
  readonly numbers: DocumentNumber[];
  /** Digits introduced as a U.S. document whose number cannot be read: "U.S. Patent No. 6,12,456". */
  readonly unreadable: { readonly start: number; readonly end: number }[];
}

/** Finds every patent and publication number. One pass; only digits are looked at closely. */
export function findNumbers(text: ActionText): FoundNumbers {
  const { lower } = text;
  const found: DocumentNumber[] = [];
  const unreadable: FoundNumbers["unreadable"] = [];
  let from = 0;
  for (const run of text.keywords.digits) {
    let at = run;
    // A number read before may end within this run; what is left of the run is looked at again.
    if (at < from) {
      if (
        !isDigit(lower.charCodeAt(from)) ||
        !isDigit(lower.charCodeAt(from - 1)) ||
        !sameRun(lower, run, from)
      )
        continue;
      at = from;
    }
    for (;;) {
      const number = readNumber(text, at, found.at(-1), unreadable);
      if (!number) break;
      const last = found.at(-1);
      if (!last || number.start >= last.end) found.push(number);
      from = Math.max(number.end, at + 1);
      if (!isDigit(lower.charCodeAt(from)) || !sameRun(lower, at, from)) break;
      at = from;
    }
  }
  return { numbers: found, unreadable };
}

/** The number that begins at a digit: by letters right before it, by the name of an office, else a U.S. one. */
function readNumber(
  { clean, lower, keywords }: ActionText,
  at: number,
  previous: DocumentNumber | undefined,
  unreadable: FoundNumbers["unreadable"],
): DocumentNumber | null {
  if (!couldBeNumber(lower, at)) return null;
  DIGIT_CLUSTER.lastIndex = at;
  const cluster = DIGIT_CLUSTER.exec(lower)![0];
  if (digitCount(cluster) < FEWEST_DIGITS && !goesOnInLetters(lower, at + cluster.length)) return null;
  const prefixed = readPrefixed(clean, lower, at, cluster);
  if (prefixed) return prefixed === "none" ? null : prefixed;
  const isGlued = isGluedToOther(lower, at);
  if ((isGlued && eraBefore("JP", lower, at) === "") || insideAddress(lower, at)) return null;
  if (!hasEnoughDigits(lower, at, cluster)) return null;
  const place = usPlace(clean, lower, at, cluster, previous);
  if (!place.saysUs && isNearOffice(keywords.offices, at)) {
    const name = OFFICE_NAME_BEFORE.exec(lower.slice(Math.max(0, at - OFFICE_REACH), at));
    if (name) return behindName(clean, lower, at, cluster, name, isGlued);
  }
  if (isGlued) return null;
  if (PCT_APPLICATION.test(place.left)) return null;
  const number = readUs(place);
  if (number === null && isIntroduced(place) && unreadable.length < MOST_UNREADABLE)
    unreadable.push({ start: place.start, end: at + cluster.trimEnd().length });
  return number === "none" ? null : number;
}

/** "Japanese Laid-Open Publication No. Heisei 5-123456": by the name of an office. A letter right before is an era's, or none's. */
function behindName(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
  name: RegExpExecArray,
  isGlued: boolean,
): DocumentNumber | null {
  const code = CODE_OF_NAME.get(name[1] ?? name[2]!)!;
  const start = at - name[0].length + leadingBlank(name[0]);
  const era = eraBefore(code, lower, at);
  return isGlued && era === "" ? null : readForeign(clean, code, start, at, cluster, "office-word", era);
}

/**
 * Four digits follow, with nothing but single marks and blanks among them, or right behind digits one of the letters
 * that OCR takes for digits. Claim numbers and statutes, which are most of all digits, end here.
 */
function couldBeNumber(lower: string, at: number): boolean {
  let digits = 0;
  let others = 0;
  for (let i = at; digits < 4 && others < 4; i++) {
    const code = lower.charCodeAt(i);
    if (isDigit(code)) {
      digits++;
      others = 0;
    } else if (code === 108 || code === 111) {
      const before = lower.charCodeAt(i - 1);
      return isDigit(before) || (before === 44 && others === 1);
    } else if (code <= 47 || code === 92) others++;
    else return false;
  }
  return digits >= 4;
}

/** Letters that character recognition takes for digits follow. */
function goesOnInLetters(lower: string, end: number): boolean {
  return /^,?[lo]/.test(lower.slice(end, end + 2));
}

/** Letters or marks right before the digits that make them part of something else. */
function isGluedToOther(lower: string, at: number): boolean {
  const before = lower.charCodeAt(at - 1);
  if (isLetter(before)) return !LETTERS_THAT_INTRODUCE.test(lower.slice(Math.max(0, at - 3), at));
  if (before === 47 || before === 46 || before === 45)
    return !MARKS_THAT_INTRODUCE.test(lower.slice(Math.max(0, at - 4), at));
  return false;
}

/** Every notation has a group of three digits somewhere. */
function hasEnoughDigits(lower: string, at: number, cluster: string): boolean {
  if (digitCount(cluster) >= FEWEST_PLAIN_DIGITS && /\d{3}/.test(cluster)) return true;
  LETTERS_FOR_DIGITS.lastIndex = at;
  return (
    LETTERS_FOR_DIGITS.test(lower) || PLANT_OR_REISSUE.test(lower.slice(Math.max(0, at - PLANT_REACH), at))
  );
}

/** The words before say that a U.S. patent or publication follows. */
function isIntroduced(place: UsPlace): boolean {
  const { saysUs, isListed, saysPatent, saysPublication, saysApplication, cluster } = place;
  return saysUs && !isListed && (saysPatent || saysPublication) && !saysApplication && !YEARS.test(cluster);
}

/** Nothing but digits stands between two positions. */
function sameRun(lower: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(lower.charCodeAt(i))) return false;
  return true;
}

/** Whether the word of an office stands within reach before a position. */
function isNearOffice(offices: readonly number[], at: number): boolean {
  let low = 0;
  let high = offices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offices[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && offices[low - 1]! >= at - OFFICE_REACH;
}
