import type { ReferenceKind } from "../model.js";
import type { CitingAction, NamedReference } from "../references/index.js";
import {
  DEFINES_WORK,
  HAS_YEAR,
  LITERATURE,
  LITERATURE_BEGINS,
  PATENT_OR_CASE,
  SAYS_DOCUMENT,
  WORK_WITH_YEAR,
} from "../vocabulary/index.js";

/** The line that defines a name, as far as its year; whether it says "patent", at its beginning. At most so many are asked. */
const DEFINING_LINE = 320;
const LINE_BEGINNING = 80;
const MOST_DEFINITIONS = 50;
/** The author before "et al.", and the title, journal and year behind. No action cites more works. */
const AUTHOR_BEFORE = 40;
const LONGEST_WORK = 620;
const MOST_WORKS = 100;

/** Literature is known by how the rejection names it, or by the line that defines the name. */
export function referenceKind(action: CitingAction, reference: NamedReference): ReferenceKind {
  return reference.document === null && definedAsLiterature(action, reference) ? "npl" : reference.kind;
}

/** "Ray: Loaded Baked Potato-and-Popcorn Mix; …, October 2010.": a line that defines a name used in a rejection. */
function definedAsLiterature(action: CitingAction, reference: NamedReference): boolean {
  if (!reference.name) return false;
  const { clean } = action.text;
  let at = clean.indexOf(reference.name);
  for (let count = 0; at >= 0 && count < MOST_DEFINITIONS; count++) {
    const line = clean.slice(at, at + DEFINING_LINE).split("\n", 1)[0]!;
    const opens = at < 6 || clean.slice(at - 6, at).includes("\n");
    if (opens && DEFINES_WORK.test(line) && HAS_YEAR.test(line)) return true;
    if (WORK_WITH_YEAR.test(line) && !SAYS_DOCUMENT.test(line.slice(0, LINE_BEGINNING))) return true;
    at = clean.indexOf(reference.name, at + reference.name.length);
  }
  return false;
}

interface Literature {
  readonly start: number;
  readonly end: number;
  readonly author: string;
}

/** "Malhotra et al (World J Transplant, 2014)", "Yeu et al., \"Title\", Journal, 2012". */
export function findLiterature(action: CitingAction): Literature[] {
  const { clean, keywords } = action.text;
  const found: Literature[] = [];
  const seen = new Set<string>();
  for (const place of keywords.of(LITERATURE_BEGINS)) {
    if (found.length >= MOST_WORKS) break;
    const at = place - 3;
    LITERATURE_BEGINS.lastIndex = at;
    if (at < 0 || !LITERATURE_BEGINS.test(clean)) continue;
    const before = /([A-Z][\w'-]+)\s?,?\s?$/.exec(clean.slice(Math.max(0, at - AUTHOR_BEFORE), at));
    if (!before || seen.has(before[1]!)) continue;
    const after = LITERATURE.exec(clean.slice(at, at + LONGEST_WORK));
    if (!after || PATENT_OR_CASE.test(after[0])) continue;
    const author = before[1]!;
    seen.add(author);
    found.push({ start: at - before[0].length, end: at + after[0].length, author });
  }
  return found;
}
