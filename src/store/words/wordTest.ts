import { analyse } from "../../query/analyse.js";
import type { TextQuery } from "../../query/predicate.js";
import { textTest } from "../inMemory/evaluate.js";
import { standsWithin } from "./phrases.js";

/**
 * Says of one text whether its words answer the question: as the evaluator does, but in a time that no phrase
 * makes long. The evaluator tries every way to place a phrase's words, which repeated words make endless.
 */
export function wordTest(query: TextQuery): (text: string) => boolean {
  if (query.kind !== "phrase") return textTest(query);
  const { terms, slop } = query;
  return (text) => {
    const places = new Map<string, number[]>(terms.map(({ term }) => [term, []]));
    for (const { term, position } of analyse(text)) places.get(term)?.push(position);
    return standsWithin(
      terms,
      terms.map(({ term }) => places.get(term)!),
      slop,
    );
  };
}
