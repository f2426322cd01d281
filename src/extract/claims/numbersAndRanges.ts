import { matchEnd } from "../text/index.js";
import {
  ANOTHER_LIST,
  ASIDE,
  BEFORE_NUMBERS,
  BRACKETED_RANGE,
  CLAIM_NUMBER,
  CLAIM_WORD,
  COUNTED_BEHIND,
  EXCEPT,
  INCLUSIVE,
  LINES_BEHIND,
  NO_CLAIM_NUMBER,
  NO_QUALIFIERS,
  PLACEHOLDER,
  RANGE,
  SEPARATOR,
  SEPARATOR_LOST,
  SLASHED_CLAIMS,
  STOP_FOR_COMMA,
  STOP_WITHOUT_BLANK,
  TITLE_35_BEHIND,
} from "../vocabulary/index.js";
import { endOfDependents, pastBases } from "./dependentClaims.js";

/** What stands right behind a number: "of claim 5", "lines", a separator with its blanks, a bracket. */
const NEXT_LIST_REACH = 12;
const COUNTED_REACH = 14;
const SEPARATOR_REACH = 16;

/** A list of claim numbers as it stands in the text. Positions are those of the lower-case text. */
export interface ClaimList {
  readonly start: number;
  readonly end: number;
  /** Expanded, sorted, without repeats. */
  readonly claims: readonly number[];
  /** "and their dependents", "and all claims depending therefrom". */
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  readonly slips: readonly ClaimSlip[];
}

export interface ClaimSlip {
  readonly code: "range-backwards" | "range-too-wide" | "range-open" | "placeholder";
  readonly start: number;
  readonly end: number;
}

const WIDEST_RANGE = 1_000;
const LARGEST_CLAIM = 999;
/** A list of more numbers is noise, and is cut there. */
const MOST_NUMBERS = 4_000;
/** Of a list without separators, no more numbers than these stand before one that a stop precedes. */
const FEW = 3;
/** "in vitro diagnostic product claim 15": no more words qualify a claim. */
const MOST_QUALIFIERS = 5;

/** The length of the word "claims" at a place, or 0. */
function claimWord(lower: string, at: number): number {
  if (lower.charCodeAt(at) !== 99 || !/[^a-z]/.test(lower[at - 1] ?? " ")) return 0;
  CLAIM_WORD.lastIndex = at;
  return CLAIM_WORD.test(lower) ? CLAIM_WORD.lastIndex - at : 0;
}

/**
 * Reads the list that begins at `at`, right behind the word "claim(s)"; null if no number stands there.
 *
 *     list       = { item separator } item [ except list ] [ dependents ] | placeholder
 *     item       = number [ bases | slashed ] [ range number ]
 */
export function readClaimList(lower: string, at: number, limit: number, wordAt = at): ClaimList | null {
  const items = readItems(lower, at, limit);
  if (items === null) return null;
  const { numbers, slips } = items;
  if (numbers.length === 0) {
    // "claims 12-9": which claims are meant cannot be told, so the range gives none.
    if (slips.length > 0) return { ...NO_CLAIMS, start: wordAt, end: items.end, slips };
    return readPlaceholder(lower, at, limit, wordAt);
  }
  const left = withoutExcepted(lower, items.end, limit, numbers);
  const dependentsEnd = endOfDependents(lower, left.end, limit);
  return {
    start: wordAt,
    end: dependentsEnd ?? left.end,
    claims: asSet(left.numbers),
    dependentsInherit: dependentsEnd !== null,
    placeholder: false,
    slips,
  };
}

const NO_CLAIMS = { claims: [], dependentsInherit: false, placeholder: false } as const;

interface Items {
  readonly numbers: readonly number[];
  readonly slips: readonly ClaimSlip[];
  readonly end: number;
}

/**
 * The items of a list with what separates them; null if the first number is that of no claim. One loop, since brackets that
 * open before an item close behind another.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: brackets that open before an item close behind another, so that items and what parts them are read in one loop.
function readItems(lower: string, at: number, limit: number): Items | null {
  const numbers: number[] = [];
  const slips: ClaimSlip[] = [];
  let end = at;
  let i = matchEnd(BEFORE_NUMBERS, lower, at) ?? at;
  const opening = openingBrackets(lower, i);
  i = opening.end;
  let bracket = opening.bracket;
  for (;;) {
    const isOpened = numbers.length > 0 && "[(".includes(lower[i] ?? " ") && /\d/.test(lower[i + 1] ?? "");
    if (isOpened) i++;
    const item = readItem(lower, i, limit, numbers.length === 0, bracket !== "" || isOpened);
    if (item === "no claim") return null;
    if (!item) break;
    numbers.push(...item.numbers);
    slips.push(...item.slips);
    i = item.end;
    if (item.isLast) {
      end = i;
      break;
    }
    if (isOpened && (lower[i] === "]" || lower[i] === ")")) i++;
    end = matchEnd(INCLUSIVE, lower, i, limit) ?? i;
    if (numbers.length > MOST_NUMBERS) {
      end = i;
      break;
    }
    // "claim 2 (two)", "claims 1, 3 (as amended), 5": an aside is skipped if the list goes on behind it.
    let from = matchEnd(ASIDE, lower, end, limit) ?? end;
    if (bracket !== "" && /^\s*[)\]}]/.test(lower.slice(from, from + 3))) {
      from = end = behindClosing(lower, from, bracket);
      bracket = "";
    }
    if (matchEnd(EXCEPT, lower, from) !== null) break;
    if (
      numbers.length === 1 &&
      lower.startsWith("claim", at - 5) &&
      ANOTHER_LIST.test(lower.slice(from, from + NEXT_LIST_REACH))
    )
      break;
    const next = nextItem(lower, from, limit, from === end, numbers.length);
    if (next === null) break;
    i = next;
  }
  return { numbers, slips, end };
}

/** "claims (1-5)", "claims [[1]-[5]]": the brackets around the whole list. */
function openingBrackets(lower: string, at: number): { readonly bracket: string; readonly end: number } {
  const bracket = lower[at] ?? " ";
  if (!"([{".includes(bracket) || !/[\d\s[(]/.test(lower[at + 1] ?? "")) return { bracket: "", end: at };
  let end = at;
  while (lower[end] === bracket) end++;
  while (lower.charCodeAt(end) <= 32) end++;
  return { bracket, end };
}

function behindClosing(lower: string, at: number, bracket: string): number {
  const closing = bracket === "(" ? ")" : bracket === "[" ? "]" : "}";
  let end = lower.indexOf(closing, at) + 1 || at;
  while (lower[end] === closing) end++;
  return end;
}

interface Item extends Items {
  /** Nothing of the list can stand behind it. */
  readonly isLast: boolean;
}

/** A number or a range; null if none stands here, "no claim" if the first one cannot be a claim's. */
function readItem(
  lower: string,
  at: number,
  limit: number,
  isFirst: boolean,
  isBracketed: boolean,
): Item | "no claim" | null {
  const first = readNumber(lower, at, limit);
  if (!first) return null;
  if (first.value > LARGEST_CLAIM) return isFirst ? "no claim" : null;
  if (first.value === 0) return null;
  const bases = pastBases(lower, first.end, first.value);
  const slashed = bases === first.end ? slashedClaims(lower, first.end, first.value) : null;
  const from = slashed?.claims.at(-1) ?? first.value;
  const fromEnd = slashed?.end ?? first.end;
  const after = slashed?.end ?? bases;
  if (!isClaimNumber(lower, after, isFirst && !slashed)) return null;
  const before = slashed ? [first.value, ...slashed.claims] : [];
  const range = readRange(lower, { at, fromEnd, after }, limit, isBracketed);
  if (range.partsFromStatute) return { numbers: [...before, from], slips: [], end: after, isLast: true };
  const last = range.last ?? from;
  const slips: ClaimSlip[] = [...range.slips];
  const numbers: number[] = before;
  if (last - from >= WIDEST_RANGE || last > LARGEST_CLAIM) {
    slips.push({ code: "range-too-wide", start: at, end: range.end });
    numbers.push(from);
  } else if (last < from) slips.push({ code: "range-backwards", start: at, end: range.end });
  else for (let claim = from; claim <= last; claim++) numbers.push(claim);
  return {
    numbers,
    slips,
    end: pastBases(lower, range.end, from),
    isLast: false,
  };
}

/** What stands behind the number does not make it one of lines, months or a statute. */
function isClaimNumber(lower: string, after: number, isFirst: boolean): boolean {
  NO_CLAIM_NUMBER.lastIndex = after;
  if (NO_CLAIM_NUMBER.test(lower) && !LINES_BEHIND.test(lower.slice(after, after + 8))) return false;
  return isFirst || !COUNTED_BEHIND.test(lower.slice(after, after + COUNTED_REACH));
}

interface Range {
  /** The far end; null if there is no range. */
  readonly last: number | null;
  readonly end: number;
  readonly slips: readonly ClaimSlip[];
  /** "Claims 1-4, 9 - 35 U.S.C. 103": the dash parts the claims from the statute. */
  readonly partsFromStatute: boolean;
}

function readRange(
  lower: string,
  { at, fromEnd, after }: { readonly at: number; readonly fromEnd: number; readonly after: number },
  limit: number,
  isBracketed: boolean,
): Range {
  const slips: ClaimSlip[] = [];
  let last: number | null = null;
  let end = after;
  const dash = matchEnd(RANGE, lower, after, limit);
  if (dash !== null) {
    const second = readNumber(lower, dash, limit);
    if (second && TITLE_35_BEHIND.test(lower.slice(second.end - 2, second.end + 6)))
      return { last, end, slips, partsFromStatute: true };
    if (second) {
      last = second.value;
      end = second.end;
    } else if (lower.slice(fromEnd, dash).includes("-")) {
      slips.push({ code: "range-open", start: at, end: dash });
      end = Math.max(fromEnd, trimEnd(lower, dash));
    }
  }
  if (isBracketed) {
    const bracket = matchEnd(BRACKETED_RANGE, lower, end);
    const second = bracket === null ? null : readNumber(lower, bracket, limit);
    if (second) {
      last = second.value;
      end = second.end;
    }
  }
  return { last, end, slips, partsFromStatute: false };
}

/** Where the next item begins; null if the list ends. */
function nextItem(
  lower: string,
  from: number,
  limit: number,
  isAdjacent: boolean,
  count: number,
): number | null {
  const separator = matchEnd(SEPARATOR, lower, from, limit);
  if (separator !== null && separator > from) {
    const next = /[\d[(]/.test(lower[separator] ?? "") ? separator : qualified(lower, separator, limit);
    return lower[next] === "#" ? next + 1 : next;
  }
  const text = lower.slice(from, from + SEPARATOR_REACH);
  const opening = /^\s*[([](?=\d)/.exec(text.slice(0, 4));
  const stop = isAdjacent
    ? ((count < FEW ? STOP_FOR_COMMA.exec(text) : null) ?? (count > 1 ? STOP_WITHOUT_BLANK.exec(text) : null))
    : null;
  const lost = isAdjacent ? SEPARATOR_LOST.exec(text) : null;
  const next = opening ? from + opening[0].length - 1 : from + ((stop ?? lost)?.[0].length ?? limit);
  return next >= limit ? null : next;
}

function readPlaceholder(lower: string, at: number, limit: number, wordAt: number): ClaimList | null {
  const end = matchEnd(PLACEHOLDER, lower, at, limit + 1);
  if (end === null) return null;
  const slips = [{ code: "placeholder", start: wordAt, end }] as const;
  return { ...NO_CLAIMS, start: wordAt, end, placeholder: true, slips };
}

/** "claims 1-10 except claims 3 and 5". */
function withoutExcepted(
  lower: string,
  end: number,
  limit: number,
  numbers: readonly number[],
): Pick<Items, "numbers" | "end"> {
  const at = matchEnd(EXCEPT, lower, end, limit - 1);
  const without = at === null ? null : readClaimList(lower, at, limit);
  if (!without || without.claims.length === 0) return { numbers, end };
  const left = numbers.filter((claim) => !without.claims.includes(claim));
  return left.length > 0 ? { numbers: left, end: without.end } : { numbers, end };
}

/** "claims 1/11/20": three claims of one wording, ascending, with nothing but slashes between. */
function slashedClaims(lower: string, at: number, claim: number): { claims: number[]; end: number } | null {
  SLASHED_CLAIMS.lastIndex = at;
  const match = SLASHED_CLAIMS.exec(lower);
  if (!match) return null;
  const claims = match[0].match(/\d+/g)!.map(Number);
  const ascends = claims.every((one, index) => one > (claims[index - 1] ?? claim));
  return ascends ? { claims, end: SLASHED_CLAIMS.lastIndex } : null;
}

/** "claim 1, method claim 9 and computer program product claim 15": past the words that qualify the next claim; else `at`. */
function qualified(lower: string, at: number, limit: number): number {
  let i = at;
  for (let count = 0; count < MOST_QUALIFIERS; count++) {
    WORD.lastIndex = i;
    const word = WORD.exec(lower);
    if (!word || WORD.lastIndex > limit) return at;
    i = WORD.lastIndex;
    if (/^claims?$/.test(word[1]!) && count > 0) return /\d/.test(lower[i] ?? "") ? i : at;
    if (NO_QUALIFIERS.has(word[1]!)) return at;
  }
  return at;
}
const WORD = /([a-z][a-z-]{0,18})(?:\s?\(s\))?\s{1,3}/y;

function readNumber(lower: string, at: number, limit: number): { value: number; end: number } | null {
  const end = matchEnd(CLAIM_NUMBER, lower, at, limit);
  if (end === null) return null;
  const digits = lower.slice(at, end);
  // Character recognition reads 1 as l, i or |, and 0 as o.
  const read = /^\d+$/.test(digits)
    ? digits
    : digits.replace(/[il|]/g, "1").replace(/o/g, "0").replace(/z/g, "2");
  return { value: Number(read), end };
}

function trimEnd(lower: string, end: number): number {
  let trimmed = end;
  while (trimmed > 0 && lower.charCodeAt(trimmed - 1) <= 32) trimmed--;
  return trimmed;
}

/** Sorted and without repeats. */
export function asSet(numbers: readonly number[]): number[] {
  if (numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)) return [...numbers];
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Every claim list that begins between `start` and `end`, in text order. */
export function claimListsIn(lower: string, start: number, end: number): ClaimList[] {
  const lists: ClaimList[] = [];
  // A search in the whole text would run to its end each time.
  const text = lower.slice(start, end);
  let at = text.indexOf("cl");
  while (at >= 0) {
    const word = claimWord(lower, start + at);
    let next = at + 2;
    if (word > 0) {
      const list = readClaimList(lower, start + at + word, end, start + at);
      if (list) {
        lists.push(list);
        next = list.end - start;
      }
    }
    at = text.indexOf("cl", next);
  }
  return lists;
}

/** 1,2,3,5 → "1-3,5". */
export function ranges(claims: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < claims.length; i++) {
    const first = claims[i]!;
    let last = first;
    while (claims[i + 1] === last + 1) last = claims[++i]!;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}
