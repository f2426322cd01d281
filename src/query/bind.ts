import {
  allNames,
  type Catalog,
  type Dataset,
  datasetName,
  type Field,
  type Spelling,
} from "../catalog/index.js";
import { ArtunitError, type ErrorCode } from "../errors.js";
import { analyse, lowerCase } from "./analyse.js";
import { nearest } from "./edits.js";
import {
  MAX_EDITS,
  MAX_PATTERN_STEPS,
  MAX_PATTERNS,
  MAX_REPEATED_WORDS,
  MAX_WILDCARD_LENGTH,
} from "./limits.js";
import { meantField } from "./meantFields.js";
import { storedApplicationNumbers } from "./numbers.js";
import type { Pattern, Predicate, TextQuery } from "./predicate.js";
import { storedDocuments } from "./references.js";
import { formatRegexp, lowerCaseRegexp, parseRegexp, RegexpRefusal, sizeOf } from "./regexp.js";
import { allOf, anyOf, noneOf } from "./simplify.js";
import { hasValue, readSpelling, spellingExample } from "./spellings.js";
import type {
  FuzzyQuery,
  GroupQuery,
  PhraseQuery,
  Query,
  RangeQuery,
  RegexpQuery,
  Span,
  TermQuery,
  WildcardQuery,
} from "./tree.js";
import {
  between,
  emptyRange,
  equals,
  isReversed,
  isTyped,
  type NoValue,
  type WrittenBound,
} from "./typedValues.js";
import { type UnheldValue, unheldValue } from "./values.js";
import { isRun, wanders, wildcardLength, wildcardParts } from "./wildcards.js";

/** How `bindCriteria` takes names and values that it does not know, and what time it is. */
export interface BindOptions {
  /** The names by which the caller's clients know the fields; every name that any protocol has when absent. */
  readonly names?: ReadonlyMap<string, Field>;
  /** `nothing`: a clause on an unknown field matches nothing and is reported, as the USPTO's portal did. */
  readonly unknownFields?: "refuse" | "nothing";
  /** `match`: a value that a field never holds matches nothing and is only reported. */
  readonly unheldValues?: "refuse" | "match";
  /** What `NOW` means throughout the criteria. */
  readonly now?: Date;
  /** Whose datasets may have a field that this one lacks; a hint names them. */
  readonly catalog?: Pick<Catalog, "datasets">;
}

/** Criteria with every field and value understood. */
export interface BoundCriteria {
  readonly dataset: Dataset;
  readonly predicate: Predicate;
  /** The name by which the criteria asked for a column. */
  readonly names: ReadonlyMap<string, string>;
  /** Clauses that match nothing because their field does not exist. */
  readonly warnings: readonly UnknownField[];
  /** Values that their fields never hold. */
  readonly unheld: readonly UnheldValue[];
  /** What a reader of the criteria might not expect, as sentences. */
  readonly notes: readonly string[];
}

/** A field that criteria name and the dataset does not have: where, and what was probably meant. */
export interface UnknownField {
  readonly field: string;
  readonly position: number;
  readonly suggestion: string | null;
}

/**
 * Resolves fields and types values by the dataset's declarations. A group without required clauses needs one
 * of its optional ones; beside required ones they change nothing. A group of exclusions only means all other
 * records, nested ones too (Lucene: none; Solr: only at the top).
 *
 * @throws ArtunitError with `position`: `unknown-field`, `bad-value`, `unsupported-match`, `too-expensive`.
 */
export function bindCriteria(query: Query, dataset: Dataset, options: BindOptions = {}): BoundCriteria {
  const binder = new Binder(dataset, options);
  const predicate = binder.bind(query);
  const { names, warnings, unheld, notes } = binder;
  return { dataset, predicate, names, warnings, unheld, notes: [...notes] };
}

type Leaf = Exclude<Query, { readonly kind: "group" | "everything" }>;

class Binder {
  readonly names = new Map<string, string>();
  readonly warnings: UnknownField[] = [];
  readonly unheld: UnheldValue[] = [];
  /** What was asked of fields whose values are known, by where it ends. */
  private readonly checked = new Map<
    number,
    { readonly field: Field; readonly name: string; readonly leaf: TermQuery | PhraseQuery }
  >();
  readonly notes = new Set<string>();
  private patterns = 0;
  private readonly fields: ReadonlyMap<string, Field>;
  private steps = 0;
  private readonly now: Date;

  constructor(
    private readonly dataset: Dataset,
    private readonly options: BindOptions,
  ) {
    this.now = options.now ?? new Date();
    this.fields = options.names ?? allNames(dataset);
  }

  bind(query: Query, isTop = true): Predicate {
    switch (query.kind) {
      case "everything":
        return { kind: "everything" };
      case "group":
        return this.bindGroup(query, isTop);
      default:
        return this.bindLeaf(query);
    }
  }

  private bindGroup({ clauses }: GroupQuery, isTop: boolean): Predicate {
    const of = (occur: string) =>
      clauses.filter((clause) => clause.occur === occur).map(({ query }) => this.bind(query, false));
    const [required, optional, excluded] = [of("must"), of("should"), of("must-not")];
    if (required.length > 0 && optional.length > 0) {
      this.notes.add("Clauses without + or AND beside required ones do not change which records match.");
    }
    if (required.length === 0 && optional.length === 0 && !isTop) {
      this.notes.add("A group of exclusions only means all other records.");
    }
    // As one question, in which values that are excluded from the same column become one list.
    const exclusion = noneOf(anyOf(excluded));
    if (required.length > 0 || optional.length === 0) return allOf([...required, exclusion]);
    return allOf([anyOf(optional), exclusion]);
  }

  private bindLeaf(leaf: Leaf): Predicate {
    if (leaf.kind === "wildcard" || leaf.kind === "fuzzy" || leaf.kind === "regexp") this.countPattern(leaf);
    if (leaf.field !== null) {
      const field = this.resolve(leaf.field, (leaf.fieldSpan ?? leaf.span).start);
      return field === null ? { kind: "nothing" } : this.bindField(field, leaf.field, leaf);
    }
    const { defaultFields } = this.dataset;
    if (defaultFields.length === 0) return this.refuseMissingField(leaf);
    return anyOf(
      defaultFields.map((name) => {
        const field = this.dataset.fields.find((each) => each.name === name);
        if (field === undefined) throw new Error(`${datasetName(this.dataset)} has no field ${name}.`);
        return this.bindField(field, name, leaf);
      }),
    );
  }

  private countPattern(leaf: WildcardQuery | FuzzyQuery | RegexpQuery | RangeQuery): void {
    const position = leaf.span.start;
    if (++this.patterns > MAX_PATTERNS) {
      throw new ArtunitError(
        "too-expensive",
        `More than ${MAX_PATTERNS} wildcards, fuzzy terms, regular expressions and ranges of words in one query (character ${position}). Ask in several requests, or list whole values.`,
        { position },
      );
    }
    this.steps += stepsOf(leaf);
    if (this.steps <= MAX_PATTERN_STEPS) return;
    throw new ArtunitError(
      "too-expensive",
      `The patterns of this query are too long together: up to character ${position} they ask for more than ${MAX_PATTERN_STEPS} characters, repetitions written out (of wildcards an eighth counts). Ask in several requests, or use shorter patterns.`,
      { position },
    );
  }

  private resolve(name: string, position: number): Field | null {
    const field = this.fields.get(name);
    if (field !== undefined) return field;
    const { hint, suggestion } = this.told(name);
    if (this.options.unknownFields === "nothing") {
      this.warnings.push({ field: name, position, suggestion });
      return null;
    }
    throw new ArtunitError(
      "unknown-field",
      `${datasetName(this.dataset)} has no field "${name.slice(0, 100)}" (character ${position}). ${hint}`,
      { field: name, position, hint, ...(suggestion === null ? {} : { suggestion }) },
    );
  }

  /** What to do about a name that is no field's. */
  private told(name: string): { readonly hint: string; readonly suggestion: string | null } {
    const exists = /^_?(exists|missing)_?$/i.exec(name)?.[1]?.toLowerCase();
    if (exists !== undefined) {
      const mark = exists === "missing" ? "-" : "";
      const which = exists === "missing" ? "no value" : "any value";
      return { hint: `Records with ${which} in a field are ${mark}field:*.`, suggestion: null };
    }
    if (allNames(this.dataset).has(name))
      return { hint: "It is not published here; the native API (/v1) has it.", suggestion: null };
    const { renamed } = this.dataset;
    const other = Object.hasOwn(renamed, name) ? renamed[name]! : null;
    if (other !== null)
      return { hint: `Another version has that name; here it is "${other}".`, suggestion: other };
    const near = nearest(name, [...this.fields.keys()]);
    if (near && plainName(near.candidate) === plainName(name))
      return { hint: `Did you mean "${near.candidate}"?`, suggestion: near.candidate };
    const datasets = this.options.catalog?.datasets ?? [];
    const meant = meantField(name, this.dataset, this.fields, datasets);
    if (meant?.here) return { hint: this.saysOf(meant.here), suggestion: meant.here };
    const isNameElsewhere = datasets.some(({ fields }) => fields.some((each) => each.name === name));
    if (near?.isLikely && !isNameElsewhere)
      return { hint: `Did you mean "${near.candidate}"?`, suggestion: near.candidate };
    if (meant) {
      const have = meant.elsewhere.length === 1 ? "has" : "have";
      return { hint: `${meant.elsewhere.slice(0, 3).join(", ")} ${have} it.`, suggestion: null };
    }
    return {
      hint: near ? `The nearest name is "${near.candidate}".` : "",
      suggestion: near?.candidate ?? null,
    };
  }

  /** A day by which records are dated is asked for by its range. */
  private saysOf(name: string): string {
    return this.fields.get(name)?.column === this.dataset.table.roles.date
      ? `Its records are dated by "${name}": write ${name}:[2019-01-01 TO 2019-12-31].`
      : `Here it is "${name}".`;
  }

  private refuseMissingField(leaf: Leaf): Predicate {
    const position = leaf.span.start;
    this.checkJoined(leaf);
    if (this.options.unknownFields === "nothing") {
      this.warnings.push({ field: "", position, suggestion: null });
      return { kind: "nothing" };
    }
    const hint = this.asComparison(leaf);
    throw new ArtunitError(
      "unknown-field",
      `This clause names no field (character ${position}), and ${datasetName(this.dataset)} has none that is searched by default. ${hint}`,
      { position, hint },
    );
  }

  /** What was probably meant by a clause that names no field: a comparison as other languages write it, a connective. */
  private asComparison(leaf: Leaf): string {
    const written = "value" in leaf ? leaf.value : "";
    const connective = /^(?:and|or|not)$/i.exec(written)?.[0];
    if (connective) return `Here "${connective}" is a word. Write ${connective.toUpperCase()} in capitals.`;
    const [, name = "", sign = "", value = ""] = /^([^<>=!]+)(<=|>=|==?|!=|<|>)?(.*)$/.exec(written) ?? [];
    if (!this.fields.has(name))
      return 'Write field:value; a field binds only the next value, so several words go in quotes: field:"a b".';
    const example = value === "" ? "1" : value;
    if (sign === "")
      return `"${name}" is a field: write ${name}:value, and a comparison as ${name}:>1, without blanks.`;
    if (sign === "!=") return `Write -${name}:${example}.`;
    return `Write ${name}:${/^=/.test(sign) ? "" : sign}${example}.`;
  }

  private bindField(field: Field, name: string, leaf: Leaf): Predicate {
    if (field.spelling === undefined) this.names.set(field.column, name);
    if (leaf.kind === "wildcard" && /^\*+$/.test(leaf.pattern)) return hasValue(field);
    if (leaf.kind === "range" && leaf.lower === null && leaf.upper === null) return hasValue(field);
    if (field.spelling !== undefined) return bindSpelled(field, field.spelling, name, leaf);
    if (isTyped(field)) return bindTyped(field, name, leaf, this.now);
    if (field.match !== "keyword" && leaf.kind === "range") this.countPattern(leaf);
    if (field.values !== undefined) this.checkValue(field, name, leaf);
    if (field.match !== "keyword") return bindText(field, name, leaf);
    const isApplication = field.column === this.dataset.table.roles.application;
    if (isApplication) return bindKeyword(field, name, withPlainNumbers(leaf), applicationSpellings);
    const { documents } = field;
    if (documents === undefined) return bindKeyword(field, name, leaf, spellings);
    const forms = (value: string) => storedDocuments(value, documents);
    if (documents !== "text")
      return bindKeyword(field, name, leaf, (value) => [...new Set([...spellings(value), ...forms(value)])]);
    // What was transcribed is meant as it stands, as in the original; in its other forms where nobody wrote it so.
    const bound = bindKeyword(field, name, leaf, spellings);
    if (bound.kind !== "in" || !("value" in leaf)) return bound;
    const otherwise = without(forms(leaf.value), bound.values);
    return otherwise.length === 0 ? bound : { ...bound, otherwise };
  }

  private checkValue(field: Field, name: string, leaf: Leaf): void {
    if (leaf.kind !== "term" && leaf.kind !== "phrase") return;
    this.checked.set(leaf.span.end, { field, name, leaf });
    this.report(unheldValue(field, name, leaf.value, leaf.span, this.dataset, this.fields));
  }

  /** `103(a)` is read as 103 and a group without a field: what stands directly before it tells what was meant. */
  private checkJoined(leaf: Leaf): void {
    const before = this.checked.get(leaf.span.start - 1);
    if (before === undefined || !("value" in leaf)) return;
    const written = `${before.leaf.value}(${leaf.value})`;
    this.report(unheldValue(before.field, before.name, written, before.leaf.span, this.dataset, this.fields));
  }

  private report(unheld: UnheldValue | null): void {
    if (unheld === null) return;
    if (this.options.unheldValues !== "refuse") {
      const isTold = this.unheld.some((each) => each.field === unheld.field && each.value === unheld.value);
      if (!isTold) this.unheld.push(unheld);
      return;
    }
    const { says, position, suggestion } = unheld;
    throw new ArtunitError("bad-value", says, {
      field: unheld.field,
      position,
      ...(suggestion === null ? {} : { suggestion }),
    });
  }
}

/** What a pattern adds to the steps of its query. One that cannot be read is refused where it is bound. */
function stepsOf(leaf: WildcardQuery | FuzzyQuery | RegexpQuery | RangeQuery): number {
  switch (leaf.kind) {
    case "fuzzy":
    case "range":
      return 0;
    case "regexp":
      try {
        return sizeOf(parseRegexp(leaf.pattern, "lucene"));
      } catch {
        return 0;
      }
    case "wildcard": {
      const parts = wildcardParts(leaf.pattern);
      const length = wildcardLength(parts);
      if (length > MAX_WILDCARD_LENGTH) {
        const { start } = leaf.span;
        throw new ArtunitError(
          "too-expensive",
          `The pattern has ${length} characters (character ${start}); one that is more than a text with * around it has at most ${MAX_WILDCARD_LENGTH}. Use a shorter part of the value.`,
          { position: start },
        );
      }
      const open = wanders(parts)
        ? parts.filter((part) => typeof part === "object" && !isRun(part)).length
        : 0;
      return Math.ceil(length / 8) + open;
    }
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const TYPE_NAMES = {
  integer: "whole number",
  number: "number",
  flag: "flag",
  date: "date",
  instant: "date and time",
} as const;

function bindTyped(
  field: Field & { match: keyof typeof TYPE_NAMES },
  name: string,
  leaf: Leaf,
  now: Date,
): Predicate {
  switch (leaf.kind) {
    case "term":
    case "phrase": {
      if (leaf.kind === "phrase" && leaf.slop > 0) break;
      const predicate = equals(field, leaf.value, now);
      if ("says" in predicate) throw badValue(name, leaf.value, leaf.span, predicate);
      return predicate;
    }
    case "range": {
      const [lower, upper] = writtenBounds(leaf);
      const predicate = between(field, lower, upper, now);
      if (!("says" in predicate)) return predicate;
      if (predicate.at === "lower") throw badValue(name, leaf.lower!, leaf.lowerSpan ?? leaf.span, predicate);
      if (predicate.at === "upper") throw badValue(name, leaf.upper!, leaf.upperSpan ?? leaf.span, predicate);
      throw reversed(name, leaf, predicate);
    }
    case "wildcard":
    case "fuzzy":
    case "regexp":
      break;
  }
  const hint = "Ask for a value, a range [a TO b], or * for any.";
  throw refusal(
    "unsupported-match",
    name,
    leaf.span,
    `"${name}" is a ${TYPE_NAMES[field.match]}; ${MATCH_NAMES[leaf.kind]} cannot be used on it`,
    hint,
  );
}

const MATCH_NAMES: Readonly<Record<Leaf["kind"], string>> = {
  term: "words",
  phrase: "distances (~)",
  wildcard: "wildcards",
  fuzzy: "fuzzy terms",
  regexp: "regular expressions",
  range: "ranges",
};

/** A value in another spelling is the stored one; parts of it are not asked for. */
function bindSpelled({ column }: Field, spelling: Spelling, name: string, leaf: Leaf): Predicate {
  if (leaf.kind !== "term" && (leaf.kind !== "phrase" || leaf.slop > 0))
    throw refusal(
      "unsupported-match",
      name,
      leaf.span,
      `"${name}" is another spelling of a stored number, and is asked for whole values only`,
      "Ask the field of the stored number for ranges and patterns.",
    );
  const stored = readSpelling(spelling, leaf.value);
  if (stored === null)
    throw badValue(name, leaf.value, leaf.span, {
      says: `is written as ${spellingExample(spelling)}; in quotes if there is a slash.`,
    });
  return { kind: "in", column, values: [stored] };
}

const without = (values: readonly string[], others: readonly unknown[]): readonly string[] =>
  values.filter((value) => !others.includes(value));

/** The values that somebody means who wrote one. */
type Spellings = (value: string) => readonly string[];

/** The whole value, letter case and all; a phrase is the value itself. */
function bindKeyword({ column }: Field, name: string, leaf: Leaf, meant: Spellings): Predicate {
  switch (leaf.kind) {
    case "term":
      return { kind: "in", column, values: meant(leaf.value) };
    case "phrase":
      return bindExactPhrase(column, name, leaf, meant);
    case "range":
      return bindTextRange(
        leaf,
        name,
        (value) => value,
        (lower, upper) => ({ kind: "range", column, lower, upper }),
      );
    case "wildcard":
      return { kind: "matches", column, pattern: wildcardPattern(leaf, (text) => text) };
    case "fuzzy": {
      const pattern = fuzzyPattern(leaf, leaf.value);
      return pattern.edits === 0
        ? { kind: "in", column, values: [leaf.value] }
        : { kind: "matches", column, pattern };
    }
    case "regexp":
      return { kind: "matches", column, pattern: regexpPattern(leaf, name, (regexp) => regexp) };
  }
}

function bindExactPhrase(
  column: string,
  name: string,
  { value, slop, span }: PhraseQuery,
  meant: Spellings,
): Predicate {
  if (slop > 0) {
    throw refusal(
      "unsupported-match",
      name,
      span,
      `"${name}" is matched as a whole, so words in it have no distance`,
      `Leave out ~${slop}, or look for a part of the value with *.`,
    );
  }
  if (value.trim() === "") {
    throw refusal(
      "bad-value",
      name,
      span,
      `An empty value of "${name}" is a missing one`,
      `Write -${name}:* for records without a value.`,
    );
  }
  return { kind: "in", column, values: meant(value) };
}

/** The number of an application in any written form, beside the value as it is. */
function applicationSpellings(value: string): readonly string[] {
  const numbers = storedApplicationNumbers(value);
  return numbers === null || numbers.includes(value) ? spellings(value) : [...spellings(value), ...numbers];
}

/** The ends of a range and the beginning of a pattern with numbers of applications as they are stored: `14/574*`. */
function withPlainNumbers(leaf: Leaf): Leaf {
  const plain = (end: string | null) => {
    const numbers = end === null ? null : storedApplicationNumbers(end);
    return numbers?.length === 1 ? numbers[0]! : end;
  };
  if (leaf.kind === "range") return { ...leaf, lower: plain(leaf.lower), upper: plain(leaf.upper) };
  if (leaf.kind !== "wildcard") return leaf;
  return { ...leaf, pattern: leaf.pattern.replace(/^([0-9]{2})\/([0-9]{0,3}),?/, "$1$2") };
}

/** As written, and without the blanks at its ends that some records carry and the store keeps apart. */
function spellings(value: string): readonly string[] {
  const trimmed = value.trim();
  return trimmed === value || trimmed === "" ? [value] : [value, trimmed];
}

/** Words, in lower case. */
function bindText({ column }: Field, name: string, leaf: Leaf): Predicate {
  const text = (query: TextQuery): Predicate => ({ kind: "text", column, text: query });
  switch (leaf.kind) {
    case "term":
      // As Lucene does: the words of an unquoted value, any of them.
      return anyOf(wordsOf(leaf, name).map(({ term }) => text({ kind: "term", term })));
    case "phrase": {
      const words = wordsOf(leaf, name);
      const [first] = words;
      if (first !== undefined && words.length === 1) return text({ kind: "term", term: first.term });
      checkRepeated(words, name, leaf);
      return text({
        kind: "phrase",
        terms: words.map(({ term, position }) => ({ term, position })),
        slop: leaf.slop,
      });
    }
    case "range":
      return bindTextRange(leaf, name, lowerCase, (lower, upper) =>
        text({ kind: "term-range", lower, upper }),
      );
    case "wildcard":
      return text({ kind: "pattern", pattern: wildcardPattern(leaf, lowerCase) });
    case "fuzzy": {
      const pattern = fuzzyPattern(leaf, lowerCase(leaf.value));
      return text(pattern.edits === 0 ? { kind: "term", term: pattern.value } : { kind: "pattern", pattern });
    }
    case "regexp":
      return text({ kind: "pattern", pattern: regexpPattern(leaf, name, lowerCaseRegexp) });
  }
}

function wordsOf(leaf: TermQuery | PhraseQuery, name: string) {
  const words = analyse(leaf.value);
  if (words.length > 0) return words;
  throw refusal(
    "bad-value",
    name,
    leaf.span,
    `There is no word in "${leaf.value.slice(0, 40)}", and "${name}" is searched by words`,
    "Write letters or digits.",
  );
}

function checkRepeated(words: readonly { readonly term: string }[], name: string, leaf: PhraseQuery): void {
  const repeated = words.length - new Set(words.map(({ term }) => term)).size;
  if (leaf.slop === 0 || repeated <= MAX_REPEATED_WORDS) return;
  throw refusal(
    "too-expensive",
    name,
    leaf.span,
    `A phrase with a distance has at most ${MAX_REPEATED_WORDS} words that stand in it before, and this one ${repeated}`,
    `Leave out ~${leaf.slop}, or use a shorter part of the phrase.`,
  );
}

type TextBound = { readonly value: string; readonly inclusive: boolean } | null;

function bindTextRange(
  leaf: RangeQuery,
  name: string,
  normal: (value: string) => string,
  build: (lower: TextBound, upper: TextBound) => Predicate,
): Predicate {
  const [lower, upper] = writtenBounds(leaf);
  const from = lower && { value: normal(lower.text), inclusive: lower.inclusive };
  const to = upper && { value: normal(upper.text), inclusive: upper.inclusive };
  const order = from && to ? codePointOrder(from.value, to.value) : -1;
  if (from && to && isReversed(order, 0, from.inclusive && to.inclusive)) {
    throw reversed(name, leaf, { says: emptyRange(order > 0) });
  }
  return build(from, to);
}

function writtenBounds(leaf: RangeQuery): [lower: WrittenBound | null, upper: WrittenBound | null] {
  return [
    leaf.lower === null ? null : { text: leaf.lower, inclusive: leaf.includesLower },
    leaf.upper === null ? null : { text: leaf.upper, inclusive: leaf.includesUpper },
  ];
}

/** Negative, zero or positive; surrogates sort above all other code units, as their code points do. */
function codePointOrder(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  const at = a.findIndex((character, i) => character !== b[i]);
  if (at < 0) return a.length - b.length;
  return a[at]!.codePointAt(0)! - (b[at]?.codePointAt(0) ?? -1);
}

function wildcardPattern({ pattern }: WildcardQuery, normal: (text: string) => string): Pattern {
  return { kind: "wildcard", pattern: normal(pattern) };
}

/** A similarity of 0.7 leaves three tenths of the length for edits, and never more than two (Lucene 4, in its floats). */
function fuzzyPattern({ edits, similarity }: FuzzyQuery, value: string): Pattern & { kind: "fuzzy" } {
  const allowed = edits ?? Math.floor((1 - Math.fround(similarity ?? 0)) * Array.from(value).length);
  return { kind: "fuzzy", value, edits: Math.min(allowed, MAX_EDITS) };
}

function regexpPattern(leaf: RegexpQuery, name: string, normal: typeof lowerCaseRegexp): Pattern {
  try {
    return { kind: "regexp", source: formatRegexp(normal(parseRegexp(leaf.pattern, "lucene"))) };
  } catch (error) {
    if (!(error instanceof RegexpRefusal)) throw error;
    const code = (
      { syntax: "criteria-syntax", unsupported: "unsupported-match", "too-large": "too-expensive" } as const
    )[error.reason];
    const position = leaf.span.start + 1 + error.at;
    throw refusal(
      code,
      name,
      { start: position, end: position },
      "The regular expression cannot be used",
      `Here ${error.message}.`,
    );
  }
}

function badValue(name: string, value: string, span: Span, { says }: NoValue): ArtunitError {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return new ArtunitError(
    "bad-value",
    `"${name}" cannot be asked for "${shown}" (character ${span.start}): it ${says}`,
    {
      field: name,
      position: span.start,
      hint: `It ${says}`,
    },
  );
}

function reversed(name: string, { span }: RangeQuery, { says }: NoValue): ArtunitError {
  return new ArtunitError("bad-value", `What "${name}" is asked for (character ${span.start}) ${says}`, {
    field: name,
    position: span.start,
    hint: "Write [lower TO upper].",
  });
}

function refusal(code: ErrorCode, field: string, span: Span, says: string, hint: string): ArtunitError {
  return new ArtunitError(code, `${says} (character ${span.start}). ${hint}`, {
    field,
    position: span.start,
    hint,
  });
}
