import type { Passage } from "../model.js";
import { type CitedDocument, type CitingAction, keyOf } from "../references/index.js";
import { type ActionText, firstEndingAfter, sectionAt, tidy } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import { PARAGRAPH_BY_MARK, PASSAGE } from "../vocabulary/index.js";

const MOST_PASSAGES = 5_000;

/**
 * Passages beside a reference: each belongs to the reference named last before it in the same paragraph. One pass that keeps
 * the line it is in, so that it stays linear.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one walk over the places where a passage can begin, that keeps the line it is in.
export function findPassages(
  action: CitingAction,
  live: readonly LiveRejection[],
): Map<CitedDocument, Passage[]> {
  const { lower } = action.text;
  const found = new Map<CitedDocument, Passage[]>();
  if (live.length === 0 || action.documents.length === 0) return found;
  let count = 0;
  let end = live[0]!.span.start;
  let line = lower.lastIndexOf("\n", end);
  let nextLine = lower.indexOf("\n", end);
  for (const start of passageStarts(action.text)) {
    if (start < end) continue;
    const wording = /[a-z]/.test(lower[start]!) ? PASSAGE : PARAGRAPH_BY_MARK;
    wording.lastIndex = start;
    const match = wording.exec(lower);
    if (!match) continue;
    if (count >= MOST_PASSAGES) break;
    end = wording.lastIndex;
    while (nextLine >= 0 && nextLine < start) {
      line = nextLine;
      nextLine = lower.indexOf("\n", line + 1);
    }
    const document = ownerOf(action, start, Math.max(line, start - LONGEST_PARAGRAPH - 1), live);
    if (!document) continue;
    const head = match[0];
    const span = { start, end: start + head.trimEnd().length };
    const kind: Passage["kind"] = head.startsWith("col")
      ? "column-line"
      : head.startsWith("fig")
        ? "figure"
        : head.startsWith("pag")
          ? "page"
          : /abstract/.test(head)
            ? "abstract"
            : "paragraph";
    const list = found.get(document) ?? [];
    list.push({
      kind,
      text: tidy(action.text.clean.slice(span.start, span.end)),
      span: action.text.at(span.start, span.end),
    });
    found.set(document, list);
    count++;
  }
  return found;
}

/** How a paragraph begins that is pointed to without the word. */
const MARKS = ["¶", "[0"];

/** Where a passage can begin: at its word, at "the abstract", at a paragraph mark or a bracketed paragraph number. */
function passageStarts({ lower, keywords }: ActionText): number[] {
  const starts = keywords
    .of(PASSAGE)
    .map((at) =>
      lower.startsWith("abstract", at) && /\bthe\s$/.test(lower.slice(Math.max(0, at - 5), at)) ? at - 4 : at,
    );
  for (const mark of MARKS)
    for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + 1)) starts.push(at);
  return starts.sort((a, b) => a - b);
}

/** No reference named further before a passage owns it. */
const LONGEST_PARAGRAPH = 3_000;

/** The reference a passage belongs to; its paragraph begins behind `paragraph`. */
function ownerOf(
  action: CitingAction,
  at: number,
  paragraph: number,
  live: readonly LiveRejection[],
): CitedDocument | null {
  const before = action.mentions[firstEndingAfter(action.mentions, at - 1) - 1];
  const number = action.numbers[firstEndingAfter(action.numbers, at - 1) - 1];
  if (number && number.start > paragraph && (!before || number.start > before.start))
    return action.documentByKey.get(keyOf(number)) ?? null;
  if (before && before.start > paragraph) return before.document;
  // No name in the paragraph: the reference of a rejection over one alone, in force here.
  let current: LiveRejection | null = null;
  for (const rejection of live) {
    if (rejection.span.start > at) break;
    current = rejection;
  }
  const only = current?.combination.references;
  return only?.length === 1 && current!.section === sectionAt(action.sections, at) ? only[0]!.document : null;
}
