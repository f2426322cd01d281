import type { Column, Table, WordsOf } from "../../../catalog/index.js";
import type { ColumnPredicate, Predicate, Value } from "../../../query/predicate.js";
import { anyOf } from "../../../query/simplify.js";

/** The column of a table that holds the words of others. */
export interface WordsColumn extends Column {
  readonly wordsOf: WordsOf;
}

export function wordsColumn({ columns }: Table): WordsColumn | undefined {
  return columns.find((column): column is WordsColumn => column.wordsOf !== undefined);
}

/**
 * The same predicate with what is asked of every column whose words are written down together (a word or a value that is looked
 * for anywhere) put to those words. Each column alone would have to be read.
 */
export function askedOfWords(predicate: Predicate, words: WordsColumn): Predicate {
  switch (predicate.kind) {
    case "and":
      return { kind: "and", children: predicate.children.map((child) => askedOfWords(child, words)) };
    case "not":
      return { kind: "not", child: askedOfWords(predicate.child, words) };
    case "or":
      return askedOfAny(
        predicate.children.map((child) => askedOfWords(child, words)),
        words,
      );
    default:
      return predicate;
  }
}

/** What the words of a row are where a leaf holds for it; null where they do not tell. */
export function wordsOfLeaf(leaf: ColumnPredicate, { name, wordsOf }: WordsColumn): Predicate | null {
  if (leaf.kind !== "text" || !wordsOf.analysed.includes(leaf.column)) return null;
  const { text } = leaf;
  const terms =
    text.kind === "term" ? [text.term] : text.kind === "phrase" ? text.terms.map((each) => each.term) : [];
  if (terms.length === 0) return null;
  return { kind: "and", children: terms.map((term) => oneOf(name, `:${term}`)) };
}

function askedOfAny(children: readonly Predicate[], { name, wordsOf }: WordsColumn): Predicate {
  const together = [wordsOf.analysed, wordsOf.whole].flatMap((columns) => {
    const [first, ...others] = columns.map((column) => askedOf(children, column, name));
    return [...(first ?? [])].filter(([key]) => others.every((each) => each.has(key)));
  });
  if (together.length === 0) return { kind: "or", children };
  const keys = new Set(together.map(([key]) => key));
  const of = new Set([...wordsOf.analysed, ...wordsOf.whole]);
  const rest = children.flatMap((child) =>
    "column" in child && of.has(child.column) ? without(child, keys) : [child],
  );
  return anyOf([...rest, ...together.map(([, asked]) => asked)]);
}

/** What the children ask of a column that words can tell, put to them; under a key that is the same for all columns. */
function askedOf(
  children: readonly Predicate[],
  column: string,
  words: string,
): ReadonlyMap<string, Predicate> {
  const leaves = children.filter(
    (child): child is ColumnPredicate => "column" in child && child.column === column,
  );
  return new Map(
    leaves.flatMap(questionsOf).flatMap((question) => {
      const asked = askedOfWord(question, words);
      return asked ? [[keyOf(question), asked] as const] : [];
    }),
  );
}

/** A list of values as one question for each. */
function questionsOf(leaf: ColumnPredicate): readonly ColumnPredicate[] {
  return leaf.kind === "in" ? leaf.values.map((value) => oneOf(leaf.column, value)) : [leaf];
}

function oneOf(column: string, value: Value): ColumnPredicate {
  return { kind: "in", column, values: [value] };
}

function keyOf(question: ColumnPredicate): string {
  return JSON.stringify({ ...question, column: null });
}

/** A word is written down as `:word`, a whole value as `=value`; null for what they do not tell. */
function askedOfWord(question: ColumnPredicate, column: string): Predicate | null {
  const wildcard = (pattern: string): Predicate => ({
    kind: "matches",
    column,
    pattern: { kind: "wildcard", pattern },
  });
  switch (question.kind) {
    case "in":
      return oneOf(column, `=${question.values[0]}`);
    case "matches":
      return question.pattern.kind === "wildcard" ? wildcard(`=${question.pattern.pattern}`) : null;
    case "text": {
      const { text } = question;
      if (text.kind === "term") return oneOf(column, `:${text.term}`);
      const isWildcard = text.kind === "pattern" && text.pattern.kind === "wildcard";
      return isWildcard ? wildcard(`:${text.pattern.pattern}`) : null;
    }
    default:
      return null;
  }
}

/** What is left of a leaf without what words answer. */
function without(leaf: ColumnPredicate, keys: ReadonlySet<string>): readonly Predicate[] {
  if (leaf.kind !== "in") return keys.has(keyOf(leaf)) ? [] : [leaf];
  const values = leaf.values.filter((value) => !keys.has(keyOf(oneOf(leaf.column, value))));
  return values.length === 0 ? [] : [{ ...leaf, values }];
}
