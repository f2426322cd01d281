import { type Edit, editsBetween } from "./edits.js";
import { extract } from "./extract.js";
import type { Span } from "./model.js";
import { paragraphsOf } from "./rows/index.js";

/** Words that one of two paragraphs has, or both. */
export interface WordsTold {
  readonly kind: Edit;
  readonly text: string;
}

/** A paragraph of the examiner's, and what became of it; the span is in the earlier action for a dropped one. */
export type ParagraphTold =
  | { readonly kind: Edit; readonly text: string; readonly span: Span }
  | {
      readonly kind: "changed";
      readonly text: string;
      readonly span: Span;
      /** How it read in the earlier action. */
      readonly before: string;
      readonly words: readonly WordsTold[];
    };

/** What an action says otherwise than an earlier one, in the examiner's own words. */
export interface Difference {
  readonly counts: Readonly<Record<Edit | "changed", number>>;
  /** Form paragraphs left out of each. */
  readonly forms: { readonly before: number; readonly after: number };
  /** False where the actions differ in so much that they were not compared to the end. */
  readonly isWhole: boolean;
  readonly paragraphs: readonly ParagraphTold[];
}

interface Own {
  readonly text: string;
  readonly span: Span;
}

/** Most paragraphs that may differ: the search for the shortest way takes their square in time and memory. */
const MOST_PARAGRAPHS = 2_000;
const MOST_WORDS = 600;

/** Compares paragraph by paragraph, form paragraphs left out; blanks do not count. */
export function difference(before: string, after: string): Difference {
  const [earlier, later] = [ownParagraphs(before), ownParagraphs(after)];
  const { edits, isShortest } = editsBetween(
    earlier.own.map(({ text }) => blanksTidied(text)),
    later.own.map(({ text }) => blanksTidied(text)),
    MOST_PARAGRAPHS,
  );
  const paragraphs = told(edits, earlier.own, later.own);
  const counts = { kept: 0, new: 0, dropped: 0, changed: 0 };
  for (const { kind } of paragraphs) counts[kind]++;
  return {
    counts,
    forms: { before: earlier.forms, after: later.forms },
    isWhole: isShortest,
    paragraphs,
  };
}

function ownParagraphs(text: string): { readonly own: readonly Own[]; readonly forms: number } {
  const all = paragraphsOf(text, extract(text));
  const own = all.filter(({ form }) => form === null);
  return {
    own: own.map(({ span }) => ({ span, text: text.slice(span.start, span.end) })),
    forms: all.length - own.length,
  };
}

const blanksTidied = (text: string) => text.replaceAll(/\s+/g, " ");

/** What lies between two kept paragraphs is a gap; within it paragraphs that resemble each other are one, changed. */
function told(edits: readonly Edit[], before: readonly Own[], after: readonly Own[]): ParagraphTold[] {
  const all: ParagraphTold[] = [];
  let [i, j] = [0, 0];
  let gap: { dropped: Own[]; added: Own[] } = { dropped: [], added: [] };
  const close = () => {
    all.push(...toldOfGap(gap.dropped, gap.added));
    gap = { dropped: [], added: [] };
  };
  for (const edit of edits) {
    if (edit === "dropped") gap.dropped.push(before[i++]!);
    else if (edit === "new") gap.added.push(after[j++]!);
    else {
      if (gap.dropped.length + gap.added.length > 0) close();
      all.push({ kind: "kept", ...after[j++]! });
      i++;
    }
  }
  close();
  return all;
}

/** So many dropped paragraphs are looked at for one that a new one may come from. */
const NEIGHBOURS = 30;
/** From this share of common words on, a paragraph is taken for a changed one. */
const ALIKE = 0.6;

function* toldOfGap(dropped: readonly Own[], added: readonly Own[]): Generator<ParagraphTold> {
  const bags = dropped.map(({ text }) => wordsOf(text));
  let at = 0;
  for (const one of added) {
    const words = wordsOf(one.text);
    let [best, most] = [-1, ALIKE];
    for (let other = at; other < Math.min(dropped.length, at + NEIGHBOURS); other++) {
      const share = likeness(bags[other]!, words);
      if (share > most || (share === most && best < 0)) [best, most] = [other, share];
    }
    if (best < 0) {
      yield { kind: "new", ...one };
      continue;
    }
    for (; at < best; at++) yield { kind: "dropped", ...dropped[at]! };
    const before = dropped[at++]!.text;
    yield { kind: "changed", ...one, before, words: toldOfWords(before, one.text) };
  }
  for (; at < dropped.length; at++) yield { kind: "dropped", ...dropped[at]! };
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Twice the common words over all words of both (L. R. Dice). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size);
}

function toldOfWords(before: string, after: string): WordsTold[] {
  const [a, b] = [before.split(/\s+/), after.split(/\s+/)];
  const stretches: { kind: Edit; words: string[] }[] = [];
  let [i, j] = [0, 0];
  for (const kind of editsBetween(a, b, MOST_WORDS).edits) {
    const word = kind === "dropped" ? a[i++]! : b[j++]!;
    if (kind === "kept") i++;
    const last = stretches.at(-1);
    if (last?.kind === kind) last.words.push(word);
    else stretches.push({ kind, words: [word] });
  }
  return stretches.map(({ kind, words }) => ({ kind, text: words.join(" ") }));
}
