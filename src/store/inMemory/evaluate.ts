import { columnOf, type Table } from "../../catalog/index.js";
import { type AnalysedTerm, analyse } from "../../query/analyse.js";
import { patternMatcher } from "../../query/patterns.js";
import type { Bound, PhraseTerm, Predicate, TextQuery, Value } from "../../query/predicate.js";
import { type Cell, columnType, compareScalars, type Row, type Scalar } from "../row.js";

/** Says of one row whether it satisfies the predicate. */
export type Test = (row: Row) => boolean;

/**
 * The meaning of a predicate, slow and obvious: what every engine is held against. Each leaf is true or
 * false, never unknown, so that `not` is the exact complement.
 */
export function evaluator(predicate: Predicate, table: Table): Test {
  switch (predicate.kind) {
    case "everything":
      return () => true;
    case "nothing":
      return () => false;
    case "and": {
      const tests = predicate.children.map((child) => evaluator(child, table));
      return (row) => tests.every((test) => test(row));
    }
    case "or": {
      const tests = predicate.children.map((child) => evaluator(child, table));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = evaluator(predicate.child, table);
      return (row) => !test(row);
    }
    case "exists":
      return (row) => elements(row[predicate.column] ?? null).length > 0;
    case "in": {
      const wanted = new Set(predicate.values.map((value) => comparable(value, table, predicate.column)));
      return (row) => elements(row[predicate.column] ?? null).some((value) => wanted.has(value));
    }
    case "range": {
      const lies = rangeTest(predicate.lower, predicate.upper, table, predicate.column);
      return (row) => elements(row[predicate.column] ?? null).some(lies);
    }
    case "matches": {
      const matches = patternMatcher(predicate.pattern);
      return (row) => elements(row[predicate.column] ?? null).some((each) => matches(String(each)));
    }
    case "text": {
      columnOf(table, predicate.column);
      const asks = textTest(predicate.text);
      return (row) => elements(row[predicate.column] ?? null).some((each) => asks(String(each)));
    }
  }
}

/** The values of a cell: none when missing, each element of a list. */
function elements(cell: Cell): readonly Scalar[] {
  if (cell === null) return [];
  return typeof cell === "object" ? cell : [cell];
}

/** A value of a predicate in the spelling that the stored values have. */
function comparable(value: Value, table: Table, column: string): Value {
  return columnType(table, column) === "timestamp" ? trimFraction(String(value)) : value;
}

/** Instants compare as text once a fraction has no trailing zeros and a missing one no point. */
function trimFraction(instant: string): string {
  return instant.includes(".") ? instant.replace(/\.?0+$/, "") : instant;
}

function rangeTest(
  lower: Bound | null,
  upper: Bound | null,
  table: Table,
  column: string,
): (value: Scalar) => boolean {
  const from = lower && comparable(lower.value, table, column);
  const to = upper && comparable(upper.value, table, column);
  return (value) => {
    if (from !== null) {
      const order = compareScalars(value, from);
      if (order < 0 || (order === 0 && !lower!.inclusive)) return false;
    }
    if (to !== null) {
      const order = compareScalars(value, to);
      if (order > 0 || (order === 0 && !upper!.inclusive)) return false;
    }
    return true;
  };
}

/** Says of one text whether its words answer the question. */
export function textTest(query: TextQuery): (text: string) => boolean {
  switch (query.kind) {
    case "term":
      return (text) => analyse(text).some((token) => token.term === query.term);
    case "pattern": {
      const matches = patternMatcher(query.pattern);
      return (text) => analyse(text).some((token) => matches(token.term));
    }
    case "term-range": {
      const lies = (term: string) => {
        const { lower, upper } = query;
        const below = lower && compareScalars(term, lower.value);
        const above = upper && compareScalars(term, upper.value);
        return (
          (below === null || below > 0 || (below === 0 && lower!.inclusive)) &&
          (above === null || above < 0 || (above === 0 && upper!.inclusive))
        );
      };
      return (text) => analyse(text).some((token) => lies(token.term));
    }
    case "phrase":
      return (text) => hasPhrase(analyse(text), query.terms, query.slop);
  }
}

/**
 * Whether the terms stand in the text at places whose displacements from the phrase differ by at most `slop`;
 * each term of the phrase needs a place of its own.
 */
function hasPhrase(tokens: readonly AnalysedTerm[], terms: readonly PhraseTerm[], slop: number): boolean {
  const places = terms.map(({ term }) => tokens.filter((each) => each.term === term));
  const place = (index: number, taken: ReadonlySet<number>, least: number, most: number): boolean => {
    if (index === terms.length) return true;
    return places[index]!.some(({ position }) => {
      if (taken.has(position)) return false;
      const shift = position - terms[index]!.position;
      const [low, high] = [Math.min(least, shift), Math.max(most, shift)];
      return high - low <= slop && place(index + 1, new Set([...taken, position]), low, high);
    });
  };
  return terms.length > 0 && place(0, new Set(), Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
}
