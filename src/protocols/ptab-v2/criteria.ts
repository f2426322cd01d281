import { columnOf, type Dataset, type Field, type NestedManner } from "../../catalog/index.js";
import { bindCriteria, type Clause, type Predicate, type Query } from "../../query/index.js";
import type { Context } from "../../server/route.js";

/** One of the datasets that an endpoint answers from. */
export interface Asked {
  readonly dataset: Dataset;
  readonly manner: NestedManner;
  /** What all its records are, as `proceedingTypeCategory` says. */
  readonly category: string;
}

/** What a filter asks of a dataset; null where the dataset has no such field. */
export type BoundFilter = Predicate | null;

const NOWHERE = { start: 0, end: 0 };
/** A day: `grantDate`; or one of its ends: `grantFromDate`, `grantToDate`. */
const DAY = /^(.*?)(From|To)?Date$/;

/**
 * One filter over one dataset. A name and a title match where they hold the words, in any place and whatever the case
 * (`partyName=Apple` found KAPPLER [recorded]); any other field by its whole value; `searchText` by words of the text.
 */
export function bindFilter(
  name: string,
  values: readonly string[],
  asked: Asked,
  context: Context,
): BoundFilter {
  if (name === "proceedingTypeCategory")
    return values.some((value) => value.toLowerCase() === asked.category.toLowerCase())
      ? { kind: "and", children: [] }
      : { kind: "or", children: [] };
  const fields = fieldsFor(name, asked);
  if (fields.length === 0) return null;
  const queries = values.flatMap((value) =>
    fields.map(([called, field]) => queryFor(name, called, field, value, asked)),
  );
  const query: Query = {
    kind: "group",
    clauses: queries.map((each): Clause => ({ occur: "should", query: each })),
    boost: null,
    span: NOWHERE,
  };
  return bindCriteria(query, asked.dataset, {
    names: new Map(fields.map(([called, field]) => [called, field])),
    unheldValues: "match",
    now: context.now,
  }).predicate;
}

/** The fields that a filter is about: that of its name, or those of all parties, as `respondentPatentNumber`. */
export function fieldsFor(name: string, { dataset, manner }: Asked): readonly (readonly [string, Field])[] {
  const { names } = manner;
  const wanted = name === "searchText" ? "ocrSearchText" : nameOfDay(name, names);
  const behind = wanted.charAt(0).toUpperCase() + wanted.slice(1);
  const called = names[wanted] ? [wanted] : Object.keys(names).filter((each) => each.endsWith(behind));
  return called.map((each) => {
    const field = dataset.fields.find((one) => one.name === names[each])!;
    return [each, isWhole(each, field) ? { ...field, match: "keyword" } : field] as const;
  });
}

/** `institutionFromDate` is about `institutionDecisionDate`. */
function nameOfDay(name: string, names: NestedManner["names"]): string {
  const [, stem] = DAY.exec(name) ?? [];
  if (stem === undefined || names[name]) return name;
  return names[`${stem}DecisionDate`] ? `${stem}DecisionDate` : `${stem}Date`;
}

function isWhole(name: string, field: Field): boolean {
  return field.match === "text" && !holdsWords(name);
}

function holdsWords(name: string): boolean {
  return /Name$|NameText$|TitleText$|ocrSearchText/.test(name) && name !== "documentTypeName";
}

function queryFor(name: string, called: string, field: Field, value: string, { dataset }: Asked): Query {
  const common = { field: called, fieldSpan: NOWHERE, boost: null, span: NOWHERE } as const;
  const { type } = columnOf(dataset.table, field.column);
  if (type === "date") {
    const end = DAY.exec(name)?.[2];
    const day = dayOf(value);
    return {
      kind: "range",
      lower: end === "To" ? null : day,
      upper: end === "From" ? null : day,
      includesLower: true,
      includesUpper: true,
      lowerSpan: NOWHERE,
      upperSpan: NOWHERE,
      ...common,
    };
  }
  if (called === "ocrSearchText" || !holdsWords(called)) return wordsOf(value, called, common);
  const words = value.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return {
    kind: "group",
    clauses: words.map(
      (word): Clause => ({ occur: "must", query: { kind: "wildcard", pattern: `*${word}*`, ...common } }),
    ),
    boost: null,
    span: NOWHERE,
  };
}

type Common = Omit<Extract<Query, { kind: "term" }>, "kind" | "value">;

/** Of the text, all words, those in quotes together; of another field, the whole value. */
function wordsOf(value: string, called: string, common: Common): Query {
  const phrase = (text: string): Query => ({ kind: "phrase", value: text, slop: 0, ...common });
  if (called !== "ocrSearchText") return phrase(value);
  const parts = [...value.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
  return {
    kind: "group",
    clauses: parts.map((part): Clause => ({ occur: "must", query: phrase(part) })),
    boost: null,
    span: NOWHERE,
  };
}

/** Days come as ISO writes them; as they are answered they are understood, too. */
function dayOf(value: string): string {
  return value.trim().replace(/^(\d\d)[-/](\d\d)[-/](\d{4})$/, "$3-$1-$2");
}
