import { type AnalysedTerm, analyse } from "../../../query/analyse.js";
import { patternMatcher } from "../../../query/index.js";
import type { Predicate, TextQuery } from "../../../query/predicate.js";
import type { SearchPassage } from "../../store.js";
import { wordTest } from "../../words/wordTest.js";

const PASSAGE_LENGTH = 240;
/** Patterns are tried on single words; a text has a few thousand. */
const MOST_HIGHLIGHTS = 2000;

/** The questions to the body that a matching text answers: those not under a `not`. */
export function bodyQuestions(predicate: Predicate, body: string): readonly TextQuery[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.flatMap((child) => bodyQuestions(child, body));
    case "text":
      return predicate.column === body ? [predicate.text] : [];
    default:
      return [];
  }
}

/** The passages of a text that show most of what was asked, in the order of the text. */
export function passagesOf(
  text: string,
  questions: readonly TextQuery[],
  most: number,
): readonly SearchPassage[] {
  const found = highlights(analyse(text), questions);
  const passages: SearchPassage[] = [];
  // Runs of highlights with no passage between them, and the text that is free around each.
  let runs = found.length === 0 ? [] : [{ from: 0, to: text.length, found }];
  while (passages.length < most && runs.length > 0) {
    const windows = runs.map((run) => bestWindow(run.found));
    const best = windows.reduce((a, b, at) => (score(b) > score(windows[a]!) ? at : a), 0);
    const run = runs[best]!;
    const passage = passageAround(text, run, windows[best]!);
    passages.push(passage);
    const before = {
      from: run.from,
      to: passage.start,
      found: run.found.filter((each) => each.end <= passage.start),
    };
    const behind = {
      from: passage.end,
      to: run.to,
      found: run.found.filter((each) => each.start >= passage.end),
    };
    runs = [...runs.slice(0, best), before, behind, ...runs.slice(best + 1)].filter(
      (each) => each.found.length > 0,
    );
  }
  return passages.sort((a, b) => a.start - b.start);
}

interface Highlight {
  readonly start: number;
  readonly end: number;
  readonly question: number;
}

/** Where words of the text answer a question, in the order of the text. */
function highlights(terms: readonly AnalysedTerm[], questions: readonly TextQuery[]): readonly Highlight[] {
  const found: Highlight[] = [];
  questions.forEach((question, at) => {
    if (question.kind === "phrase" && question.slop === 0) {
      const words = question.terms;
      for (let first = 0; first < terms.length; first++) {
        const places = words.map(({ position }) => first + position - words[0]!.position);
        if (!words.every(({ term }, each) => terms[places[each]!]?.term === term)) continue;
        found.push({ start: terms[first]!.start, end: terms[places.at(-1)!]!.end, question: at });
      }
      return;
    }
    const answers = answersTo(question);
    for (const { term, start, end } of terms) if (answers.has(term)) found.push({ start, end, question: at });
  });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Highlight[] = [];
  for (const each of found) if (each.start >= (apart.at(-1)?.end ?? 0)) apart.push(each);
  return apart.slice(0, MOST_HIGHLIGHTS);
}

/** The words of a text that show the answer, none of which is analysed again. */
function answersTo(question: TextQuery): { readonly has: (word: string) => boolean } {
  switch (question.kind) {
    case "term":
      return new Set([question.term]);
    case "phrase":
      return new Set(question.terms.map((each) => each.term));
    case "pattern":
      return { has: remembered(patternMatcher(question.pattern)) };
    case "term-range":
      return { has: remembered(wordTest(question)) };
  }
}

/** A text repeats its words; each is tried once. */
function remembered(test: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const answer = test(word);
    known.set(word, answer);
    return answer;
  };
}

/** The run of neighbours within a passage's length that answers most questions, then most often, then first. */
function bestWindow(found: readonly Highlight[]): readonly Highlight[] {
  let best: readonly Highlight[] = [];
  let bestScore = -1;
  let first = 0;
  for (let last = 0; last < found.length; last++) {
    while (found[last]!.end - found[first]!.start > PASSAGE_LENGTH && first < last) first++;
    const window = found.slice(first, last + 1);
    if (score(window) > bestScore) [best, bestScore] = [window, score(window)];
  }
  return best;
}

function score(window: readonly Highlight[]): number {
  return new Set(window.map((each) => each.question)).size * 1000 + window.length;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly found: readonly Highlight[];
}

/** Widens the window to a passage's length within its run, and to where words begin and end. */
function passageAround(text: string, run: Run, window: readonly Highlight[]): SearchPassage {
  const from = window[0]!.start;
  const to = window.at(-1)!.end;
  const spare = Math.max(0, PASSAGE_LENGTH - (to - from));
  let start = Math.max(run.from, from - Math.floor(spare / 2));
  let end = Math.min(run.to, to + Math.ceil(spare / 2));
  while (start > 0 && start < from && !/\s/.test(text[start - 1]!)) start++;
  while (end < text.length && end > to && !/\s/.test(text[end]!)) end--;
  return {
    start,
    end,
    text: text.slice(start, end),
    highlights: run.found
      .filter((each) => each.start >= start && each.end <= end)
      .map((each) => ({ start: each.start, end: each.end })),
  };
}
