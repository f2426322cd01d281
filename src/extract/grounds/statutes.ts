import {
  INTERFERENCE_ESTOPPEL,
  LACHES,
  LETTERED_LEAD,
  MARKUSH_NAMED,
  OR_PRE_AIA,
  PARAGRAPH_LETTERS,
  PARAGRAPH_OF,
  PRE_AIA_RIGHT_BEFORE,
  RECAPTURE,
  RES_JUDICATA,
  SECTION_NUMBER,
  STATUTE_FILLER,
  STATUTES,
  STATUTORY_BY_101,
} from "../vocabulary/index.js";
import { NAMES_OF_DOUBLE_PATENTING } from "./doublePatenting.js";
import type { GroundItem } from "./groundItem.js";
import { readParagraphs } from "./namedParagraphs.js";

/** All the statutes that one phrase names, with what joins them. */
const LONGEST_PHRASE = 700;
/** "Pre-AIA", "or pre-AIA" right before a section's number. */
const VERSION_BEFORE = 40;
/** Before the first statute a phrase may have a few words: "the following section (a) of". */
const LEAD = 40;
const LETTERED_REACH = 12;

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
