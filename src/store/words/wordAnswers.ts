import { analyse } from "../../query/analyse.js";
import type { TextQuery } from "../../query/predicate.js";
import { textTest } from "../inMemory/evaluate.js";
import { standsWithin } from "./phrases.js";

/** Takes a text and calls `found` with the number of each question that its words answer. */
export type WordAnswers = (text: string, found: (question: number) => void) => void;

/**
 * Puts many questions to texts at once. Each text is analysed once and each of its words looked up, so that thousands of
 * words and phrases cost little more than one.
 */
export function wordAnswers(questions: readonly TextQuery[]): WordAnswers {
  const terms = new Map<string, number[]>();
  const phrases = new Map<string, number[]>();
  const others: { readonly at: number; readonly test: (word: string) => boolean }[] = [];
  const add = (map: Map<string, number[]>, word: string, at: number) => {
    const list = map.get(word);
    if (list) list.push(at);
    else map.set(word, [at]);
  };
  for (const [at, question] of questions.entries()) {
    if (question.kind === "term") add(terms, question.term, at);
    else if (question.kind === "phrase") {
      if (question.terms.length > 0) add(phrases, question.terms[0]!.term, at);
    } else others.push({ at, test: textTest(question) });
  }
  const known = new Map<string, readonly number[]>();
  const answeredBy = (word: string): readonly number[] => {
    const before = known.get(word);
    if (before) return before;
    const answered = [...(terms.get(word) ?? [])];
    for (const { at, test } of others) if (test(word)) answered.push(at);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(word, answered);
    return answered;
  };
  return (text, found) => {
    const places = new Map<string, number[]>();
    for (const { term, position } of analyse(text)) add(places, term, position);
    const answered = new Set<number>();
    for (const word of places.keys()) {
      for (const at of answeredBy(word)) answered.add(at);
      for (const at of phrases.get(word) ?? []) {
        const { terms: wanted, slop } = questions[at] as Extract<TextQuery, { kind: "phrase" }>;
        const stands = wanted.map(({ term }) => places.get(term) ?? []);
        if (standsWithin(wanted, stands, slop)) answered.add(at);
      }
    }
    for (const at of answered) found(at);
  };
}

/** Words whose questions are remembered. */
const MOST_KNOWN = 20_000;
