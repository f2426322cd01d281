import { allNames, type Catalog, type Dataset, datasetName, type Field } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { bindKeyword, bindSpelled } from "./bindKeyword.js";
import { bindText } from "./bindText.js";
import { bindTyped } from "./bindTyped.js";
import { stepsOf } from "./leafPatterns.js";
import { MAX_PATTERN_STEPS, MAX_PATTERNS } from "./limits.js";
import { listMeant } from "./listMeant.js";
import { patternMeant } from "./meantPattern.js";
import { fromOtherLanguage, type Rewritten } from "./otherLanguages.js";
import type { Predicate } from "./predicate.js";
import { allOf, anyOf, noneOf } from "./simplify.js";
import { hasValue } from "./spelledElsewhere.js";
import {
  applicationSpellings,
  formsOf,
  numbersIn,
  spellings,
  withCompactDays,
  withPlainNumbers,
} from "./storedForms.js";
import type {
  FuzzyQuery,
  GroupQuery,
  Leaf,
  PhraseQuery,
  Query,
  RangeQuery,
  RegexpQuery,
  TermQuery,
  WildcardQuery,
} from "./tree.js";
import { equals, isTyped, type TypedField } from "./typedValues.js";
import { aboutUnknownName, lacksField, type UnknownName } from "./unknownName.js";
import { asConnective, type UnheldValue, unheldValue } from "./values.js";

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
  /** The criteria as they were written: a hint repeats them as they should be. */
  readonly written?: string;
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

/** Characters of criteria that a hint repeats. */
const MOST_SHOWN = 500;

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
    this.refuseComparison(leaf);
    return anyOf(
      defaultFields.flatMap((name) => {
        const field = this.dataset.fields.find((each) => each.name === name);
        if (field === undefined) throw new Error(`${datasetName(this.dataset)} has no field ${name}.`);
        // Among fields that are searched together a number is asked only for what is one.
        if (isTyped(field) && !isValueOf(field, leaf, this.now)) return [];
        return [this.bindField(field, name, leaf)];
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
      `${lacksField(this.dataset, name)} (character ${position}). ${hint}`,
      { field: name, position, hint, ...(suggestion === null ? {} : { suggestion }) },
    );
  }

  /** What to do about a name that is no field's. */
  private told(name: string): UnknownName {
    const exists = /^_?(exists|missing)_?$/i.exec(name)?.[1]?.toLowerCase();
    if (exists !== undefined) {
      const mark = exists === "missing" ? "-" : "";
      const which = exists === "missing" ? "no value" : "any value";
      return { hint: `Records with ${which} in a field are ${mark}field:*.`, suggestion: null };
    }
    const datasets = this.options.catalog?.datasets ?? [];
    const found = aboutUnknownName(name, this.dataset, this.fields, datasets);
    return found.isSynonym ? { ...found, hint: this.saysOf(found.suggestion!) } : found;
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
    const connective = asConnective(written);
    const rewritten = this.rewritten(this.options.written ?? written);
    if (rewritten !== null) {
      const unknown = rewritten.names.find((each) => !this.fields.has(each));
      const about = unknown === undefined ? null : this.told(unknown);
      if (about !== null && about.suggestion === null) return `"${unknown}" is no field. ${about.hint}`;
      return `Write ${rewritten.criteria}.`;
    }
    if (connective !== null) return connective;
    const list = this.options.written === undefined ? null : listMeant(this.options.written, leaf.span.start);
    if (list !== null) return `A field binds only the next value: write ${list}.`;
    if (!this.fields.has(written))
      return 'Write field:value; a field binds only the next value, so several words go in quotes: field:"a b".';
    return `"${written}" is a field: write ${written}:value, and a comparison as ${written}:>1, without blanks.`;
  }

  private rewritten(written: string): Rewritten | null {
    return fromOtherLanguage(written.slice(0, MOST_SHOWN), (name) => {
      const here = this.fields.has(name) ? name : (this.told(name).suggestion ?? name);
      return { name: here, isDate: this.fields.get(here)?.match === "date" };
    });
  }

  /** Where words are looked for by themselves, a comparison of another language would be words of a text. */
  private refuseComparison(leaf: Leaf): void {
    const { written, unheldValues } = this.options;
    if (written === undefined || unheldValues !== "refuse") return;
    if (leaf.kind !== "term" || !this.fields.has(leaf.value.split(/[<>=!]/)[0]!)) return;
    const rewritten = this.rewritten(written);
    if (!rewritten?.isSure || !rewritten.names.every((each) => this.fields.has(each))) return;
    const position = leaf.span.start;
    const hint = `Write ${rewritten.criteria}.`;
    throw new ArtunitError(
      "bad-value",
      `A comparison is written otherwise here (character ${position}). ${hint}`,
      { position, hint },
    );
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
    const numbers = numbersIn(this.dataset, field);
    if (numbers === "application")
      return bindKeyword(field, name, withPlainNumbers(leaf), applicationSpellings);
    if (field.isCompactDay) return bindKeyword(field, name, withCompactDays(leaf, this.now), spellings);
    if (numbers === undefined) return bindKeyword(field, name, leaf, spellings);
    const forms = (value: string) => formsOf(value, numbers);
    if (numbers !== "text")
      return bindKeyword(field, name, leaf, (value) => [...new Set([...spellings(value), ...forms(value)])]);
    // What was transcribed is meant as it stands, as in the original; in its other forms where nobody wrote it so.
    const bound = bindKeyword(field, name, leaf, spellings);
    if (bound.kind !== "in" || !("value" in leaf)) return bound;
    const otherwise = without(forms(leaf.value), bound.values);
    return otherwise.length === 0 ? bound : { ...bound, otherwise };
  }

  private checkValue(field: Field, name: string, leaf: Leaf): void {
    // Who names no field asks for a word anywhere, and means no field's values.
    if ((leaf.kind !== "term" && leaf.kind !== "phrase") || leaf.field === null) return;
    this.checked.set(leaf.span.end, { field, name, leaf });
    const unheld = unheldValue(field, name, leaf.value, leaf.span, this.dataset, this.fields);
    this.report(unheld ?? patternMeant(name, leaf));
  }

  /**
   * `103(a)` is read as 103 and a group without a field: what stands directly before it tells what was meant. A blank
   * looks the same here, so only what makes sense together was joined.
   */
  private checkJoined(leaf: Leaf): void {
    const before = this.checked.get(leaf.span.start - 1);
    if (before === undefined || !("value" in leaf)) return;
    const written = `${before.leaf.value}(${leaf.value})`;
    const { field, name, leaf: first } = before;
    const joined = unheldValue(field, name, written, first.span, this.dataset, this.fields);
    if (joined?.suggestion) this.report(joined);
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

function isValueOf(field: TypedField, leaf: Leaf, now: Date): boolean {
  return (leaf.kind === "term" || leaf.kind === "phrase") && !("says" in equals(field, leaf.value, now));
}

const without = (values: readonly string[], others: readonly unknown[]): readonly string[] =>
  values.filter((value) => !others.includes(value));
