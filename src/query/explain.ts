import type { Dataset } from "../catalog/index.js";
import type { BoundCriteria } from "./bind.js";
import { firstFew, inWords } from "./listed.js";
import type { Bound, Pattern, Predicate, TextQuery, Value } from "./predicate.js";

/**
 * Says in words what bound criteria ask: `legalSectionCode is 103 and submissionDate is on or after
 * 2019-01-01`. What may surprise, and what was left out for want of a field, follows in sentences.
 */
export function explain(bound: BoundCriteria): string {
  const words = new Words(bound.names, bound.dataset).say(bound.predicate);
  const left = bound.warnings.map(({ field, position }) =>
    field === ""
      ? `The clause at character ${position} names no field and matches nothing.`
      : `There is no field "${field}" (character ${position}); its clause matches nothing.`,
  );
  return [words, ...bound.notes, ...left, ...bound.unheld.map(({ says }) => says)]
    .join(". ")
    .replace(/\.\. /g, ". ");
}

/** So many values of a list are named; the others are counted. */
const SHOWN_VALUES = 10;

class Words {
  constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly dataset: Dataset,
  ) {}

  say(predicate: Predicate): string {
    switch (predicate.kind) {
      case "everything":
        return "all records";
      case "nothing":
        return "no records";
      case "and":
        return predicate.children.map((child) => this.sayPart(child)).join(" and ");
      case "or":
        return predicate.children.map((child) => this.sayPart(child)).join(" or ");
      case "not":
        return this.sayNot(predicate.child);
      case "exists":
        return `${this.name(predicate.column)} has a value`;
      case "in":
        return `${this.name(predicate.column)} is ${values(predicate.values)}${predicate.otherwise ? `, or where no record has that, ${values(predicate.otherwise)}` : ""}`;
      case "range":
        return this.sayRange(predicate.column, predicate.lower, predicate.upper);
      case "matches":
        return `${this.name(predicate.column)} ${pattern(predicate.pattern)}`;
      case "text":
        return `${this.name(predicate.column)} contains ${textQuery(predicate.text)}`;
    }
  }

  private sayPart(predicate: Predicate): string {
    return predicate.kind === "and" || predicate.kind === "or"
      ? `(${this.say(predicate)})`
      : this.say(predicate);
  }

  private sayNot(child: Predicate): string {
    if (child.kind === "exists") return `${this.name(child.column)} has no value`;
    if (child.kind === "in") return `${this.name(child.column)} is not ${values(child.values)}`;
    return `not (${this.say(child)})`;
  }

  private sayRange(column: string, lower: Bound | null, upper: Bound | null): string {
    const name = this.name(column);
    const isTime = this.dataset.fields.some(
      (field) => field.column === column && (field.match === "date" || field.match === "instant"),
    );
    if (lower?.inclusive && upper?.inclusive)
      return `${name} is from ${value(lower.value)} to ${value(upper.value)}`;
    const [after, onOrAfter, before, onOrBefore] = isTime
      ? ["after", "on or after", "before", "on or before"]
      : ["above", "at least", "below", "at most"];
    const ends = [
      lower && `${lower.inclusive ? onOrAfter : after} ${value(lower.value)}`,
      upper && `${upper.inclusive ? onOrBefore : before} ${value(upper.value)}`,
    ];
    return `${name} is ${ends.filter((end) => end !== null).join(" and ")}`;
  }

  private name(column: string): string {
    return (
      this.names.get(column) ?? this.dataset.fields.find((field) => field.column === column)?.name ?? column
    );
  }
}

function value(given: Value): string {
  return typeof given === "string" && !/^[\w.:+-]+$/.test(given) ? JSON.stringify(given) : String(given);
}

function values(given: readonly Value[]): string {
  const shown = given.map(value);
  return given.length > SHOWN_VALUES ? `one of ${firstFew(shown, SHOWN_VALUES)}` : inWords(shown, "or");
}

function pattern(given: Pattern): string {
  switch (given.kind) {
    case "wildcard":
      return wildcard(given.pattern);
    case "regexp":
      return `matches the regular expression /${given.source}/ as a whole`;
    case "fuzzy":
      return `is within ${given.edits === 1 ? "1 edit" : `${given.edits} edits`} of ${JSON.stringify(given.value)}`;
  }
}

function wildcard(given: string): string {
  const [, opening, literal, closing] = /^(\*?)((?:[^*?\\]|\\.)+)(\*?)$/su.exec(given) ?? [];
  if (literal === undefined || (opening === "" && closing === ""))
    return `matches ${JSON.stringify(given)} as a whole`;
  const text = JSON.stringify(literal.replace(/\\(.)/gsu, "$1"));
  if (opening === "") return `begins with ${text}`;
  return closing === "" ? `ends with ${text}` : `contains ${text}`;
}

function textQuery(text: TextQuery): string {
  switch (text.kind) {
    case "term":
      return `the word ${JSON.stringify(text.term)}`;
    case "phrase": {
      const phrase = JSON.stringify(text.terms.map(({ term }) => term).join(" "));
      return text.slop === 0
        ? `the phrase ${phrase}`
        : `the words of ${phrase} at most ${text.slop} moves from that order`;
    }
    case "pattern":
      return `a word that ${pattern(text.pattern)}`;
    case "term-range": {
      const ends = [
        text.lower && `${text.lower.inclusive ? "from" : "after"} ${value(text.lower.value)}`,
        text.upper && `${text.upper.inclusive ? "up to" : "before"} ${value(text.upper.value)}`,
      ];
      return `a word ${ends.filter((end) => end !== null).join(" ")}`;
    }
  }
}
