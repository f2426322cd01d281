import type { Dataset } from "../../../catalog/index.js";
import type { PhraseTerm, Predicate, TextQuery } from "../../../query/predicate.js";
import {
  compilePredicate,
  conjunction,
  joined,
  type Parameter,
  Parameters,
  selectionConditions,
} from "../../sql/compile.js";
import { SQLITE } from "../../sql/dialect.js";
import { indexOf, type Layout } from "./layout.js";

/** What has to be looked up in a shard before its question can be written as SQL. */
export interface LookUp {
  /** The words that a pattern or range stands for. */
  readonly expand: (column: string, text: WordSet) => readonly string[];
  /** The documents that answer a phrase which the index alone cannot decide. */
  readonly find: (column: string, phrase: Phrase) => readonly number[];
  /** The values of a plain column that a pattern stands for, where SQL has no such patterns. */
  readonly values: (predicate: Extract<Predicate, { kind: "matches" }>) => readonly string[];
}

export type Phrase = Extract<TextQuery, { kind: "phrase" }>;
export type WordSet = Extract<TextQuery, { kind: "pattern" | "term-range" }>;

/** A question to one shard, as the parts of a SELECT. */
export interface Question {
  /** `texts`, one index of words alone, or that index leading to the rows of `texts`. */
  readonly from: string;
  /** Names the row in `from`; rows come in its order by themselves. */
  readonly place: string;
  readonly condition: string;
  readonly parameters: readonly Parameter[];
}

/** So many words in one expression; more are asked in groups, because every row costs a look at each. */
const WORDS_PER_EXPRESSION = 32;

/**
 * Writes the question as SQL; values are parameters throughout. With `columns` the columns of `texts` are at
 * hand; without, an index of words may be asked alone.
 */
export function compileQuestion(
  layout: Layout,
  dataset: Dataset,
  predicate: Predicate,
  lookUp: LookUp,
  needs: "columns" | "places",
): Question {
  const parameters = new Parameters(SQLITE);
  const writer = new Writer(layout, parameters, lookUp);
  const membership = selectionConditions(
    { dataset, predicate: { kind: "everything" } },
    layout.table,
    parameters,
  );
  const { words, others } = writer.splitByWords(predicate);
  if (!words) {
    const condition = conjunction([...membership, writer.condition(predicate)]);
    return { from: "texts", place: "position", condition, parameters: parameters.list };
  }
  const conditions = [...membership, ...others.map((each) => writer.condition(each))];
  if (conditions.length === 0 && needs === "places") {
    return { from: words.words, place: "rowid", condition: writer.match(words), parameters: parameters.list };
  }
  // Led by the index and looked up row by row: measured at half the time of testing rows against a list of matches.
  return {
    from: `(${writer.matches(words, "place")}) CROSS JOIN texts ON position = place`,
    place: "place",
    condition: conjunction(conditions),
    parameters: parameters.list,
  };
}

type Expression = { readonly words: "body_words" | "section_words"; readonly text: string };

class Writer {
  constructor(
    private readonly layout: Layout,
    readonly parameters: Parameters,
    readonly lookUp: LookUp,
  ) {}

  /** What one index of words can decide of a conjunction, and what is left; no words where it decides nothing. */
  splitByWords(predicate: Predicate): { words: Expression | null; others: readonly Predicate[] } {
    const whole = this.expression(predicate);
    if (whole) return { words: whole, others: [] };
    if (predicate.kind !== "and") return { words: null, others: [predicate] };
    const { groups, others } = this.grouped(predicate.children);
    const [first, ...further] = groups;
    if (!first) return { words: null, others: [predicate] };
    return { words: this.expression(first)!, others: [...further, ...others] };
  }

  condition(predicate: Predicate): string {
    const expression = this.expression(predicate);
    if (expression) return this.amongMatches(expression);
    switch (predicate.kind) {
      case "and":
        return this.all(predicate.children);
      case "or":
        if (predicate.children.length === 0) return SQLITE.boolean(false);
        return `(${joined(
          predicate.children.map((child) => this.condition(child)),
          "OR",
        )})`;
      case "not":
        return SQLITE.isNotTrue(this.condition(predicate.child));
      case "text":
        return this.words(predicate.column, predicate.text);
      case "matches":
        return predicate.pattern.kind === "wildcard"
          ? compilePredicate(predicate, this.layout.table, this.parameters)
          : compilePredicate(
              { kind: "in", column: predicate.column, values: this.lookUp.values(predicate) },
              this.layout.table,
              this.parameters,
            );
      default:
        return compilePredicate(predicate, this.layout.table, this.parameters);
    }
  }

  private all(children: readonly Predicate[]): string {
    if (children.length === 0) return SQLITE.boolean(true);
    const { groups, others } = this.grouped(children);
    return `(${joined(
      [...groups, ...others].map((child) => this.condition(child)),
      "AND",
    )})`;
  }

  /** Puts those together that one index can decide together. */
  private grouped(children: readonly Predicate[]): {
    groups: readonly Predicate[];
    others: readonly Predicate[];
  } {
    const together = new Map<Expression["words"], Predicate[]>();
    const others: Predicate[] = [];
    for (const child of children) {
      const words = this.expression(child)?.words;
      if (words === undefined) others.push(child);
      else together.set(words, [...(together.get(words) ?? []), child]);
    }
    const groups = [...together.values()].map((group) =>
      group.length === 1 ? group[0]! : ({ kind: "and", children: group } as const),
    );
    return { groups, others };
  }

  /** A text question that is no single expression of its index. */
  private words(column: string, text: TextQuery): string {
    if (text.kind === "phrase") {
      const found = JSON.stringify(this.lookUp.find(column, text));
      return `position IN (SELECT value FROM json_each(${this.parameters.add(found, "text")}))`;
    }
    if (text.kind === "term") throw new Error("A single word is always an expression.");
    if (isAnyWord(text)) return `${column} > 0`;
    const words = this.lookUp.expand(column, text);
    if (words.length === 0) return SQLITE.boolean(false);
    const groups: string[] = [];
    for (let at = 0; at < words.length; at += WORDS_PER_EXPRESSION) {
      const group = words.slice(at, at + WORDS_PER_EXPRESSION);
      groups.push(
        this.matches({ words: indexOf(this.layout, column).words, text: this.anyOf(column, group) }),
      );
    }
    return `position IN (${groups.join(" UNION ALL ")})`;
  }

  private amongMatches(expression: Expression): string {
    return `position IN (${this.matches(expression)})`;
  }

  matches(expression: Expression, name = "rowid"): string {
    return `SELECT rowid AS ${name} FROM ${expression.words} WHERE ${this.match(expression)}`;
  }

  match(expression: Expression): string {
    return `${expression.words} MATCH ${this.parameters.add(expression.text, "text")}`;
  }

  /** The predicate as one expression of the full-text engine; null where that cannot say it exactly. */
  private expression(predicate: Predicate): Expression | null {
    switch (predicate.kind) {
      case "text": {
        const text = this.wordExpression(predicate.column, predicate.text);
        return text === null ? null : { words: indexOf(this.layout, predicate.column).words, text };
      }
      case "and": {
        const wanted = predicate.children.filter((child) => child.kind !== "not");
        const barred = predicate.children.flatMap((child) => (child.kind === "not" ? [child.child] : []));
        const positive = this.joined(wanted, "AND");
        if (!positive || barred.length === 0) return positive;
        const negative = this.joined(barred, "OR");
        if (negative?.words !== positive.words) return null;
        return { words: positive.words, text: `(${positive.text} NOT ${negative.text})` };
      }
      case "or":
        return this.joined(predicate.children, "OR");
      default:
        return null;
    }
  }

  private joined(children: readonly Predicate[], operator: "AND" | "OR"): Expression | null {
    const expressions: Expression[] = [];
    for (const child of children) {
      const expression = this.expression(child);
      if (!expression) return null;
      expressions.push(expression);
    }
    const [first] = expressions;
    if (!first || expressions.some((each) => each.words !== first.words)) return null;
    if (expressions.length === 1) return first;
    return { words: first.words, text: `(${expressions.map((each) => each.text).join(` ${operator} `)})` };
  }

  private wordExpression(column: string, text: TextQuery): string | null {
    switch (text.kind) {
      case "term":
        return this.inColumn(column, asPhrase(text.term));
      case "phrase":
        return isPlain(text)
          ? this.inColumn(column, asPhrase(text.terms.map((each) => each.term).join(" ")))
          : null;
      case "pattern": {
        const beginning = wholeBeginning(text);
        if (beginning !== null) return this.inColumn(column, `${asPhrase(beginning)} *`);
        return this.fewWords(column, text);
      }
      case "term-range":
        return this.fewWords(column, text);
    }
  }

  private inColumn(column: string, expression: string): string {
    return column === this.layout.body ? expression : `${column} : ${expression}`;
  }

  private anyOf(column: string, words: readonly string[]): string {
    return this.inColumn(
      column,
      words.length === 1 ? asPhrase(words[0]!) : `(${words.map(asPhrase).join(" OR ")})`,
    );
  }

  private fewWords(column: string, text: WordSet): string | null {
    if (isAnyWord(text)) return null;
    const words = this.lookUp.expand(column, text);
    return words.length === 0 || words.length > WORDS_PER_EXPRESSION ? null : this.anyOf(column, words);
  }
}

/** Words as one phrase of the full-text engine's language. */
export function asPhrase(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

/** Words that follow each other without a gap: what the engine calls a phrase. */
function isPlain(phrase: Phrase): boolean {
  return phrase.slop === 0 && isUnbroken(phrase.terms);
}

export function isUnbroken(terms: readonly PhraseTerm[]): boolean {
  return (
    terms.length > 0 && terms.every((each, at) => at === 0 || each.position === terms[at - 1]!.position + 1)
  );
}

/** `*`: any word at all. */
function isAnyWord(text: WordSet): boolean {
  if (text.kind === "term-range") return text.lower === null && text.upper === null;
  return text.pattern.kind === "wildcard" && /^\*+$/.test(text.pattern.pattern);
}

/** `abc*` without other wildcards: `abc`; the engine finds such words itself, however many there are. */
function wholeBeginning(text: WordSet): string | null {
  if (text.kind !== "pattern" || text.pattern.kind !== "wildcard") return null;
  const found = /^((?:[^*?\\]|\\.)+)\*+$/su.exec(text.pattern.pattern);
  return found ? found[1]!.replace(/\\(.)/gsu, "$1") : null;
}

/** Whether the pattern has to be expanded into words before it can be asked. */
export function needsExpanding(text: TextQuery): text is WordSet {
  return (
    (text.kind === "pattern" || text.kind === "term-range") &&
    !isAnyWord(text) &&
    wholeBeginning(text) === null
  );
}

/**
 * The words that rank a text: all that are asked of the body, whether or not a text holds each. Words of a
 * pattern count as far as they fit one expression.
 */
export function rankingExpression(questions: readonly TextQuery[], lookUp: LookUp, body: string): string {
  const parts = questions.flatMap((question) => rankingWords(question, lookUp, body));
  return parts.length === 0 ? '""' : [...new Set(parts)].join(" OR ");
}

/** Of what ranks a text, the expressions that are the same in every shard. */
export function sharedRankingParts(questions: readonly TextQuery[]): readonly string[] {
  const nothing: LookUp = { expand: () => [], find: () => [], values: () => [] };
  return [...new Set(questions.flatMap((question) => rankingWords(question, nothing, "")))];
}

function rankingWords(question: TextQuery, lookUp: LookUp, body: string): readonly string[] {
  switch (question.kind) {
    case "term":
      return [asPhrase(question.term)];
    case "phrase":
      return isPlain(question)
        ? [asPhrase(question.terms.map((each) => each.term).join(" "))]
        : question.terms.map((each) => asPhrase(each.term));
    case "pattern":
    case "term-range": {
      if (isAnyWord(question)) return [];
      const beginning = wholeBeginning(question);
      if (beginning !== null) return [`${asPhrase(beginning)} *`];
      return lookUp.expand(body, question).slice(0, WORDS_PER_EXPRESSION).map(asPhrase);
    }
  }
}
