import {
  CLAIMS_FIRST,
  CLAIMS_REJECTIONS,
  ENDS_IN_HEADINGS,
  ENDS_WITH_STOP,
  HEADING_NUMBER,
  HEADING_OF_EARLIER,
  HEADING_OF_ENDED,
  HEADING_WORD,
  HEADINGS,
  RE_WORD,
  SENTENCE_OPENING,
  SENTENCE_WORD,
  type SectionKind,
  STOP_ALLOWED,
  WRAPPED_SENTENCE,
} from "../vocabulary/index.js";
import { type ActionText, withSingleBlanks } from "./text.js";

/** A heading in words of its own is no longer, unless its row in the table says so. */
const LONGEST_FREE_HEADING = 110;

/** A heading with everything under it. Positions are those of the clean text. */
export interface FoundSection {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly headingStart: number;
  readonly headingEnd: number;
  readonly start: number;
  end: number;
}

const LONGEST_HEADING = 130;
const MOST_SECTIONS = 2_000;
const NEWLINE = 10;

/** Splits the action at its headings; what stands before the first is the preamble. */
export function findSections(text: ActionText): FoundSection[] {
  const { lower, clean } = text;
  const sections: FoundSection[] = [
    { kind: "preamble", heading: "", headingStart: 0, headingEnd: 0, start: 0, end: lower.length },
  ];
  let lineStart = 0;
  while (lineStart < lower.length) {
    let lineEnd = lower.indexOf("\n", lineStart);
    if (lineEnd < 0) lineEnd = lower.length;
    if (lineEnd - lineStart >= 3) {
      let start = lineStart;
      while (start < lineEnd && isMark(lower.charCodeAt(start))) start++;
      let end = lineEnd;
      while (end > start && isMark(lower.charCodeAt(end - 1))) end--;
      if (end - start >= 3 && end - start <= LONGEST_HEADING) {
        const kind = headingKind(lower.slice(start, end), clean.slice(start, end));
        if (kind && sections.length < MOST_SECTIONS) {
          sections.at(-1)!.end = lineStart;
          sections.push({
            kind,
            heading: clean.slice(start, end),
            headingStart: start,
            headingEnd: end,
            start: lineStart,
            end: lower.length,
          });
        }
      }
    }
    lineStart = lineEnd + 1;
  }
  return sections;
}

function isMark(code: number): boolean {
  return code <= 32 || code === 35 || code === 42 || code === 95 || code === NEWLINE;
}

/** The kind of heading a line is, or null. */
export function headingKind(lowerLine: string, line: string): SectionKind | null {
  // A heading begins with a capital or is all capitals; a lower-case piece of a sentence does not.
  const first = firstLetter(line);
  if (first >= 97 && first <= 122) return null;
  let words = lowerLine.replace(HEADING_NUMBER, "");
  if (!HEADING_WORD.test(words)) return null;
  const told = withSingleBlanks(words).replace(/[:.]$/, "");
  if (told.length <= LONGEST_FREE_HEADING) {
    if (HEADING_OF_ENDED.test(told)) return "withdrawn";
    if (HEADING_OF_EARLIER.test(told)) return "response";
  }
  if (SENTENCE_WORD.test(words)) return null;
  // A wrapped line of a sentence is no heading, though it may hold the same words.
  if (WRAPPED_SENTENCE.test(words)) return null;
  const stop = ENDS_WITH_STOP.test(words);
  if (stop && !STOP_ALLOWED.test(words)) return null;
  words = withSingleBlanks(words).replace(/[:.]$/, "");
  if (SENTENCE_OPENING.test(words) && !RE_WORD.test(words)) {
    if (!CLAIMS_FIRST.test(words) || !CLAIMS_REJECTIONS.test(words)) return null;
  }
  for (const pattern of HEADINGS) {
    if (words.length > (pattern.atMost ?? LONGEST_FREE_HEADING)) continue;
    if (!pattern.words.every((word) => words.includes(word))) continue;
    if (pattern.not?.some((word) => words.includes(word))) continue;
    return pattern.kind;
  }
  return null;
}

/** What the heading of a section of kind "withdrawn" says of all that stands under it. */
export function endInHeading({ heading }: FoundSection): "withdrawn" | "moot" | "overcome" | "reversed" {
  const words = heading.toLowerCase();
  return ENDS_IN_HEADINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? "withdrawn";
}

function firstLetter(line: string): number {
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return code;
  }
  return 0;
}

/** The section that holds a position. */
export function sectionAt(sections: readonly FoundSection[], position: number): FoundSection {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sections[middle]!.start <= position) low = middle;
    else high = middle - 1;
  }
  return sections[low]!;
}

/** The grounds a section's heading announces. */
export function announcedGrounds(kind: SectionKind): readonly ("101" | "102" | "103" | "112" | "DP")[] {
  switch (kind) {
    case "rejection-101":
      return ["101"];
    case "rejection-102":
      return ["102"];
    case "rejection-103":
      return ["103"];
    case "rejection-102-103":
      return ["102", "103"];
    case "rejection-112":
      return ["112"];
    case "rejection-dp":
      return ["DP"];
    default:
      return [];
  }
}

export function isRejectionSection(kind: SectionKind): boolean {
  return kind.startsWith("rejection");
}
