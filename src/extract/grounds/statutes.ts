import type { Ground } from "../model.js";
import { LETTERS, PARAGRAPH_LETTERS, STATUTES } from "../vocabulary/index.js";
/** The grounds that one rejection phrase names ("under 35 U.S.C. 112(a) and (b)"), and how. */
export interface Grounds {
  readonly items: readonly GroundItem[];
  /** Only "pre-AIA" stands before the statute, not "or pre-AIA". */
  readonly preAia: boolean;
  readonly end: number;
  /** Letters that the section does not have. */
  readonly slips: readonly string[];
}

export interface GroundItem {
  readonly ground: Ground | "112" | "112(f)";
  readonly subsection: string | null;
}

const SECTIONS = new Map(STATUTES.map((statute) => [statute.section, statute]));

/** Words that may stand among the statutes of a rejection phrase without ending it. */
const FILLERS =
  /(?:35(?=\s?u\.?\s?s)|under(?=35\s?u|1[01][1-3])|(?:under|pursuant to|on|in|over|based|upon|per|by|accordance|with|grounds?(?:\(s\))?|basis|of|the|35|title|us code|u\.?\s{0,2}s\.?,?\s{0,2}[c0o]\.?s?\.?(?:a\.)?|us[c0]s?|usg|code|united states|section(?:s|\(s\))?|sections?|sec\.?|subsections?|(?:first|second|fourth|1st|2nd|4th)(?=,?\s+(?:and\s+second\s+)?paragraph)|paragraphs?|paras?\.?|pars?\.?|pre\s?-?\s?aia|post-aia|aia|pre-america invents act|america invents act|\(pre\s?-?\s?aia\s?\)|\(aia\s?\)|and\/or|and|or|either|both|in the alternative|alternatively|also|as well as|at least|further|respectively|statute|provisions?|as|being|violation|s(?=\s?\d)|u\s?\.\s?s\s?\.\s?c\s?\.)(?![a-z0-9]))/y;

/** Marks that may stand between statutes: ( ) . [ ] , / ; : & - * */
const BETWEEN = new Set([40, 41, 46, 91, 93, 44, 47, 59, 58, 38, 45, 42, 167, 182]);

const WORDY: readonly (readonly [RegExp, GroundItem])[] = [
  [
    /(?:non-?\s?-?statutory|nonstautory|nonstatory|non-statuatory|nonstatuory|obviousness)[\s-]+(?:type\s+)?(?:obviousness[\s-]*(?:type)?[\s-]*)?(?:type\s+)?double[\s-]+patent/y,
    { ground: "DP", subsection: "nonstatutory" },
  ],
  [/(?:judicially|judicial)[\s-]+created\s+doctrine/y, { ground: "DP", subsection: "nonstatutory" }],
  [
    /(?:nonstatutory\s+)?(?:anticipat\w{1,6}[\s-]+type\s+|obviousness[\s-]*type\s+)?double[\s-]+patenting/y,
    { ground: "DP", subsection: "nonstatutory" },
  ],
  [/improper\s+markush/y, { ground: "other", subsection: "improper Markush grouping" }],
  [/res\s+judicata/y, { ground: "other", subsection: "res judicata" }],
  [/(?:an?\s+)?(?:improper\s+)?recapture/y, { ground: "other", subsection: "251" }],
  [/interference\s+estoppel/y, { ground: "other", subsection: "estoppel" }],
  [/(?:prosecution\s+)?laches/y, { ground: "other", subsection: "laches" }],
];

const SECTION_NUMBER =
  /(?:[1il|][0o1il|][1-3il|](?!\d)|1\s[01]\s?[1-3](?!\d)|1[01]\s[1-3](?!\d)|1[0-9]{2}|251|305)(?!\s?\d{2})/y;
const LETTER = /\s{0,2}(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}1]|([a-h])(?=[\s,;.)/(]|[)\]}]|$|\d\)?))/y;
const DIGIT = /\s{0,2}(?:[([{]\s{0,2}([12il])\s{0,2}[)\]}]|([12])(?=\)|\s|,|\/))/y;
const NEXT_LETTER =
  /\s{0,2}(?:,|and\/or|and|or|&|\/)\s{0,3}(?:or\s{1,2})?(?:[([{]\s{0,2}([a-h])\s{0,2}[)\]}]|([b-h])(?=[\s,;.]))/y;
const ORDINAL =
  /\s{0,3}(?:[([{]\s{0,2})?(?:pre\s?-?\s?aia\s{0,2}\)?)?[,.\s:;-]{0,4}(?:the\s)?(?:(?:paragraphs?|paras?|pars?|pa\.|¶{1,2})\s{0,2}\.?\s{0,2}[([]?\s{0,2})?(first|1st|lst|ist|frist|second|2nd|2d|secord|third|3rd|fourth|4th|forth|fifth|5th|sixth|6th|[1-6](?=\s{0,2}[)\],.;\s])|i{1,2}(?=\s{0,2}[)\],.;])|iv|vi)(?![a-z0-9])(?:\s{0,2}[)\]])?/y;
const NEXT_ORDINAL =
  /\s{0,2}(?:,|and|or|&|\/|and\/or|,\s{0,2}and)\s{1,2}(?:the\s)?(first|1st|second|2nd|2d|third|3rd|fourth|4th|fifth|5th|sixth|6th)(?![a-z0-9])/y;

/** "the second paragraph of 35 U.S.C. 112": the paragraph stands before its section. */
const PARAGRAPH_OF =
  /(?:the\s{1,2})?(first|1st|second|2nd|2d|fourth|4th)(?:\s{1,2}(?:and|or|&)\s{1,2}(?:the\s{1,2})?(second|2nd|2d))?\s{1,2}paragraphs?\s{1,2}of\s{1,2}/y;

/** Reads the statutes and doctrines that follow `at`; null if none does. */
export function readGrounds(lower: string, at: number, limit: number): Grounds | null {
  const items: GroundItem[] = [];
  const slips: string[] = [];
  let i = at;
  let preAia = false;
  let end = at;
  let paragraphs: readonly string[] = [];
  const stop = Math.min(limit, at + 700);
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
      if (
        items.length === 0 &&
        /pre\s?-?\s?aia\)?\s*,?\s*(?:title\s)?(?:35\s*)?(?:u\.?\s?s\.?\s?c\.?)?\s*(?:§{0,2}|section)?\s*$/.test(
          lower.slice(Math.max(at, i - 40), i),
        )
      )
        preAia = !/\bor\s+pre/.test(lower.slice(Math.max(at, i - 40), i));
      i = readParagraphs(lower, after, section, statute.ground, items, slips, paragraphs);
      paragraphs = [];
      end = i;
      continue;
    }
    for (const [pattern, item] of WORDY) {
      pattern.lastIndex = i;
      if (pattern.test(lower) && pattern.lastIndex <= stop) {
        items.push(item);
        i = pattern.lastIndex;
        end = i;
        if (item.ground === "DP") break scan;
        continue scan;
      }
    }
    FILLERS.lastIndex = i;
    if (FILLERS.test(lower) && FILLERS.lastIndex <= stop && FILLERS.lastIndex > i) {
      i = FILLERS.lastIndex;
      continue;
    }
    if (items.length === 0 && i - at < 40 && /^(?:[a-z]\)|judicially)/.test(lower.slice(i, i + 12))) {
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
  let i = at;
  const allowed = LETTERS[section] ?? "";
  if (ground === "101" || ground === "other") {
    items.push(ground === "101" ? { ground, subsection: null } : { ground, subsection: section });
    return i;
  }
  const letters: string[] = [];
  LETTER.lastIndex = i;
  let match = LETTER.exec(lower);
  while (match) {
    const letter = match[1] ?? match[2]!;
    if (!allowed.includes(letter)) {
      slips.push(`${section}(${letter})`);
      i = match.index + match[0].length;
      break;
    }
    i = match.index + match[0].length;
    let digit = "";
    if (section === "102" && letter === "a") {
      DIGIT.lastIndex = i;
      const number = DIGIT.exec(lower);
      if (number) {
        digit = `(${(number[1] ?? number[2]!).replace(/[il]/, "1")})`;
        i = number.index + number[0].length;
        if (lower[i] === ")") i++;
        // "102(a)(1)/(a)(2)", "102(a)(1) and (2)"
        const second = /^\s{0,2}(?:and\/or|and|or|&|\/|,)\s{0,2}(?:102\s?)?(?:\(a\)\s?)?\(\s?2\s?\)/.exec(
          lower.slice(i, i + 30),
        );
        if (second && digit === "(1)") {
          letters.push("a(1)");
          digit = "(2)";
          i += second[0].length;
        }
      }
    }
    letters.push(letter + digit);
    NEXT_LETTER.lastIndex = i;
    match = NEXT_LETTER.exec(lower);
    if (match && !match[1] && section !== "112") match = null;
  }
  if (letters.length === 0 && section === "112") {
    ORDINAL.lastIndex = i;
    let ordinal = ORDINAL.exec(lower);
    // "112 (pre-AIA), second paragraph" and "112, second paragraph" need the word or an ordinal; a bare digit needs a mark.
    while (ordinal) {
      const letter = PARAGRAPH_LETTERS[ordinal[1]!];
      if (!letter) break;
      letters.push(letter);
      i = ordinal.index + ordinal[0].length;
      NEXT_ORDINAL.lastIndex = i;
      ordinal = NEXT_ORDINAL.exec(lower);
    }
    if (letters.length === 0) {
      const paragraph =
        /^\s{0,3}(?:\(\s?pre\s?-?\s?aia\s?\))?,?\s{0,3}(?:paragraph|para\.?|¶)\s{0,2}[([]?([a-f])[)\]]?(?![a-z])/.exec(
          lower.slice(i, i + 40),
        );
      if (paragraph) {
        letters.push(paragraph[1]!);
        i += paragraph[0].length;
      }
    }
    if (letters.length === 0) letters.push(...paragraphsBefore);
  }
  if (section === "112") {
    if (letters.length === 0) items.push({ ground: "112", subsection: null });
    for (const letter of letters) {
      if (letter === "a" || letter === "b" || letter === "d")
        items.push({ ground: `112(${letter})`, subsection: null });
      else if (letter === "f") items.push({ ground: "112(f)", subsection: null });
      else items.push({ ground: "other", subsection: `112(${letter})` });
    }
  } else {
    const names = letters.map((letter) => `${section}(${letter[0]})${letter.slice(1)}`);
    items.push({ ground: section as "102" | "103", subsection: names.length > 0 ? names.join(", ") : null });
  }
  return i;
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

const BASES: readonly (readonly [Ground | "112", RegExp, string])[] = [
  ["101", /same invention|statutory(?:-|\s)type double patenting|double patenting/, "same invention"],
  [
    "101",
    /lacks? (?:patentable )?utility|not supported by either|asserted utility|inoperative|well.established utility/,
    "utility",
  ],
  [
    "101",
    /abstract idea|judicial exception|law of nature|natural phenomen|product of nature|significantly more/,
    "judicial exception",
  ],
  [
    "101",
    /signal per se|transitory|carrier wave|software per se|program per se|non-?statutory subject matter/,
    "not a statutory category",
  ],
  ["101", /human organism/, "human organism"],
  ["101", /inventor(?:ship)?\b/, "inventorship"],
  ["112(a)", /new matter/, "written description"],
  ["112(a)", /enable|enabling|enablement/, "enablement"],
  ["112(a)", /written description|had possession|not described/, "written description"],
  ["112(a)", /best mode/, "best mode"],
  ["112(b)", /indefinite|particularly point/, "indefinite"],
  ["112(b)", /omitting essential|incomplete/, "essential elements omitted"],
  ["112(d)", /further limit|improper dependent/, "improper dependent form"],
  ["DP", /not patentably distinct|unpatentable over|anticipated/, "not patentably distinct"],
];

/** The reason a rejection gives, where its words are known. */
export function basisOf(ground: Ground, reason: string): string | null {
  for (const [of, pattern, basis] of BASES) if (of === ground && pattern.test(reason)) return basis;
  return null;
}

/** A rejection under 112 that names no paragraph: the reason tells which. */
export function letterOf112(reason: string): "112(a)" | "112(b)" | "112(d)" | null {
  if (/written description|enabl|new matter|best mode|possession|not described/.test(reason)) return "112(a)";
  if (/further limit|improper dependent|dependent form/.test(reason)) return "112(d)";
  if (/indefinite|particularly point|distinctly claim|antecedent|unclear|vague/.test(reason)) return "112(b)";
  return null;
}
