import {
  AND_A_2,
  LETTERS,
  NEXT_LETTER,
  NEXT_ORDINAL,
  PARAGRAPH_LETTER,
  PARAGRAPH_LETTERS,
  PARAGRAPH_ORDINAL,
  STATUTE_DIGIT,
  STATUTE_LETTER,
} from "../vocabulary/index.js";
import type { GroundItem } from "./groundItem.js";

/** "(1) and (a)(2)", "paragraph (b)" right behind a section's number. */
const NUMBER_BEHIND = 30;
const PARAGRAPH_BEHIND = 40;

/** Adds the grounds that a section and the letters or paragraphs named with it are; where their words end. */
export function readParagraphs(
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
    const { letters } = lettered.letters.length > 0 ? lettered : { letters: paragraphsBefore };
    const names = letters.map((letter) => `${section}(${letter[0]})${letter.slice(1)}`);
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
