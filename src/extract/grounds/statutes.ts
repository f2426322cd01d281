import {
  AND_A_2,
  INTERFERENCE_ESTOPPEL,
  LACHES,
  LETTERED_LEAD,
  LETTERS,
  MARKUSH_NAMED,
  NEXT_LETTER,
  NEXT_ORDINAL,
  OR_PRE_AIA,
  PARAGRAPH_LETTER,
  PARAGRAPH_LETTERS,
  PARAGRAPH_OF,
  PARAGRAPH_ORDINAL,
  PRE_AIA_RIGHT_BEFORE,
  RECAPTURE,
  RES_JUDICATA,
  SECTION_NUMBER,
  STATUTE_DIGIT,
  STATUTE_FILLER,
  STATUTE_LETTER,
  STATUTES,
  STATUTORY_BY_101,
} from "../vocabulary/index.js";
import { NAMES_OF_DOUBLE_PATENTING } from "./doublePatenting.js";
import type { GroundItem } from "./groundItem.js";

/** All the statutes that one phrase names, with what joins them. */
const LONGEST_PHRASE = 700;
/** "Pre-AIA", "or pre-AIA" right before a section's number. */
const VERSION_BEFORE = 40;
/** Before the first statute a phrase may have a few words: "the following section (a) of". */
const LEAD = 40;
const LETTERED_REACH = 12;
/** "(1) and (a)(2)", "paragraph (b)" right behind a section's number. */
const NUMBER_BEHIND = 30;
const PARAGRAPH_BEHIND = 40;

/** The grounds that one rejection phrase names ("under 35 U.S.C. 112(a) and (b)"), and how. */
export interface Grounds {
  readonly items: readonly GroundItem[];
  /** Only "pre-AIA" stands before the statute, not "or pre-AIA". */
  readonly preAia: boolean;
  readonly end: number;
  /** Letters that the section does not have. */
  readonly slips: readonly string[];
}

const SECTIONS = new Map(STATUTES.map((statute) => [statute.section, statute]));

/** Marks that may stand between statutes: ( ) . [ ] , / ; : & - * */
const BETWEEN = new Set([40, 41, 46, 91, 93, 44, 47, 59, 58, 38, 45, 42, 167, 182]);

const WORDY: readonly (readonly [RegExp, GroundItem])[] = [
  ...NAMES_OF_DOUBLE_PATENTING,
  [MARKUSH_NAMED, { ground: "other", subsection: "improper Markush grouping" }],
  [RES_JUDICATA, { ground: "other", subsection: "res judicata" }],
  [RECAPTURE, { ground: "other", subsection: "251" }],
  [INTERFERENCE_ESTOPPEL, { ground: "other", subsection: "estoppel" }],
  [LACHES, { ground: "other", subsection: "laches" }],
];

/**
 * Reads the statutes and doctrines that follow `at`; null if none does. One scan with a case for each sort of word, since
 * which may follow depends on what was read.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one scan with a case for each sort of word, since which may follow depends on what was read.
export function readGrounds(lower: string, at: number, limit: number): Grounds | null {
  const items: GroundItem[] = [];
  const slips: string[] = [];
  let i = at;
  let preAia = false;
  let end = at;
  let paragraphs: readonly string[] = [];
  const stop = Math.min(limit, at + LONGEST_PHRASE);
  scan: while (i < stop) {
    const code = lower.charCodeAt(i);
    if (code <= 32 || BETWEEN.has(code)) {
      i++;
      continue;
    }
    PARAGRAPH_OF.lastIndex = i;
    const paragraphOf = PARAGRAPH_OF.exec(lower);
    if (paragraphOf && PARAGRAPH_OF.lastIndex < stop) {
      paragraphs = paragraphOf.slice(1).flatMap((word) => PARAGRAPH_LETTERS[word ?? ""] ?? []);
      i = PARAGRAPH_OF.lastIndex;
      continue;
    }
    SECTION_NUMBER.lastIndex = i;
    if (SECTION_NUMBER.test(lower) && SECTION_NUMBER.lastIndex <= stop) {
      const after = SECTION_NUMBER.lastIndex;
      const section = lower.slice(i, after).replace(/\s/g, "").replace(/[il|]/g, "1").replace(/o/g, "0");
      const statute = SECTIONS.get(section);
      if (!statute) break;
      if (items.length === 0 && PRE_AIA_RIGHT_BEFORE.test(lower.slice(Math.max(at, i - VERSION_BEFORE), i)))
        preAia = !OR_PRE_AIA.test(lower.slice(Math.max(at, i - VERSION_BEFORE), i));
      i = readParagraphs(lower, after, section, statute.ground, items, slips, paragraphs);
      paragraphs = [];
      end = i;
      continue;
    }
    for (const [pattern, item] of WORDY) {
      pattern.lastIndex = i;
      if (pattern.test(lower) && pattern.lastIndex <= stop) {
        const isStatutory = STATUTORY_BY_101.test(lower.slice(at, pattern.lastIndex));
        if (!isStatutory) items.push(item);
        i = pattern.lastIndex;
        end = i;
        if (item.ground === "DP") break scan;
        continue scan;
      }
    }
    STATUTE_FILLER.lastIndex = i;
    if (STATUTE_FILLER.test(lower) && STATUTE_FILLER.lastIndex <= stop && STATUTE_FILLER.lastIndex > i) {
      i = STATUTE_FILLER.lastIndex;
      continue;
    }
    if (items.length === 0 && i - at < LEAD && LETTERED_LEAD.test(lower.slice(i, i + LETTERED_REACH))) {
      i++;
      continue;
    }
    break;
  }
  if (items.length === 0) return null;
  return { items: merge(items), preAia, end, slips };
}

function readParagraphs(
  lower: string,
  at: number,
  section: string,
  ground: "101" | "102" | "103" | "112" | "other",
  items: GroundItem[],
  slips: string[],
  paragraphsBefore: readonly string[],
): number {
  if (ground === "101" || ground === "other") {
    items.push(ground === "101" ? { ground, subsection: null } : { ground, subsection: section });
    return at;
  }
  const lettered = readLetters(lower, at, section, slips);
  if (ground !== "112") {
    const names = lettered.letters.map((letter) => `${section}(${letter[0]})${letter.slice(1)}`);
    items.push({ ground, subsection: names.length > 0 ? names.join(", ") : null });
    return lettered.end;
  }
  const { letters, end } =
    lettered.letters.length > 0 ? lettered : readOrdinals(lower, lettered.end, paragraphsBefore);
  items.push(
    ...(letters.length > 0 ? letters.map(paragraphOf112) : [{ ground: "112", subsection: null } as const]),
  );
  return end;
}

function paragraphOf112(letter: string): GroundItem {
  switch (letter) {
    case "a":
    case "b":
    case "d":
    case "f":
      return { ground: `112(${letter})`, subsection: null };
    default:
      return { ground: "other", subsection: `112(${letter})` };
  }
}

interface Letters {
  readonly letters: readonly string[];
  readonly end: number;
}

/** "(a)", "(a)(1) and (2)", "(a) and (b)"; a letter that the section does not have is a slip and ends them. */
function readLetters(lower: string, at: number, section: string, slips: string[]): Letters {
  const allowed = LETTERS[section] ?? "";
  const letters: string[] = [];
  let end = at;
  STATUTE_LETTER.lastIndex = at;
  let match = STATUTE_LETTER.exec(lower);
  while (match) {
    const letter = match[1] ?? match[2]!;
    end = match.index + match[0].length;
    if (!allowed.includes(letter)) {
      slips.push(`${section}(${letter})`);
      break;
    }
    if (section === "102" && letter === "a") {
      const numbered = readNumbersOf102a(lower, end);
      letters.push(...numbered.letters);
      end = numbered.end;
    } else letters.push(letter);
    NEXT_LETTER.lastIndex = end;
    match = NEXT_LETTER.exec(lower);
    // Only 112 has its letters listed without brackets.
    if (match && !match[1] && section !== "112") match = null;
  }
  return { letters, end };
}

/** "102(a)(1)", "102(a)(1)/(a)(2)", "102(a)(1) and (2)". */
function readNumbersOf102a(lower: string, at: number): Letters {
  STATUTE_DIGIT.lastIndex = at;
  const number = STATUTE_DIGIT.exec(lower);
  if (!number) return { letters: ["a"], end: at };
  const digit = (number[1] ?? number[2]!).replace(/[il]/, "1");
  let end = number.index + number[0].length;
  if (lower[end] === ")") end++;
  const second = digit === "1" ? AND_A_2.exec(lower.slice(end, end + NUMBER_BEHIND)) : null;
  return second
    ? { letters: ["a(1)", "a(2)"], end: end + second[0].length }
    : { letters: [`a(${digit})`], end };
}

/** "112, second paragraph", "112 (pre-AIA), first and second paragraphs", "112, paragraph (b)"; else those told before. */
function readOrdinals(lower: string, at: number, paragraphsBefore: readonly string[]): Letters {
  const letters: string[] = [];
  let end = at;
  PARAGRAPH_ORDINAL.lastIndex = at;
  let ordinal = PARAGRAPH_ORDINAL.exec(lower);
  while (ordinal) {
    const letter = PARAGRAPH_LETTERS[ordinal[1]!];
    if (!letter) break;
    letters.push(letter);
    end = ordinal.index + ordinal[0].length;
    NEXT_ORDINAL.lastIndex = end;
    ordinal = NEXT_ORDINAL.exec(lower);
  }
  if (letters.length > 0) return { letters, end };
  const paragraph = PARAGRAPH_LETTER.exec(lower.slice(end, end + PARAGRAPH_BEHIND));
  return paragraph
    ? { letters: [paragraph[1]!], end: end + paragraph[0].length }
    : { letters: paragraphsBefore, end };
}

/** One item per ground; "112" without a letter gives way to one with. */
function merge(items: readonly GroundItem[]): GroundItem[] {
  const merged: GroundItem[] = [];
  for (const item of items) {
    const known = merged.findIndex(
      (other) =>
        other.ground === item.ground && (item.ground !== "other" || other.subsection === item.subsection),
    );
    if (known < 0) merged.push(item);
    else if (item.subsection && item.subsection !== merged[known]!.subsection) {
      const before = merged[known]!.subsection;
      merged[known] = {
        ...item,
        subsection: before && item.ground !== "DP" ? `${before}, ${item.subsection}` : item.subsection,
      };
    }
  }
  // Inventorship is rejected under 101 and 115 together (form paragraph 7.04.02.aia): one ground.
  const has101 = merged.some((item) => item.ground === "101");
  const lettered = merged.some((item) => item.ground.startsWith("112("));
  return merged.filter(
    (item) => !(lettered && item.ground === "112") && !(has101 && item.subsection === "115"),
  );
}
