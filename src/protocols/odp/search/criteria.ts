import { allNames, type Dataset, type Field } from "../../../catalog/index.js";
import { bindCriteria, type Predicate, type Query, readApplicationNumber } from "../../../query/index.js";
import type { Context } from "../../../server/route.js";

/** Criteria as a collection understands them, and the names in them that it does not have. */
export interface BoundQuestion {
  readonly predicate: Predicate;
  readonly unknown: readonly string[];
}

/**
 * Resolves the names and values of a question. Filters compare whole values, where `q` looks for words. A name that
 * the collection does not have matches nothing, or is refused, as the operator wants.
 */
export function bindQuestion(criteria: Query, dataset: Dataset, context: Context): BoundQuestion {
  const { predicate, warnings } = bindCriteria(prepared(criteria), dataset, {
    names: namesOf(dataset),
    unknownFields: context.settings.unknownFields === "refuse" ? "refuse" : "nothing",
    unheldValues: "match",
    now: context.now,
  });
  return { predicate, unknown: [...new Set(warnings.map(({ field }) => field.replace(/^=/, "")))] };
}

/** Stands before the name of a field whose values are compared whole. */
const WHOLE = "=";

const names = new WeakMap<Dataset, ReadonlyMap<string, Field>>();

function namesOf(dataset: Dataset): ReadonlyMap<string, Field> {
  const known = names.get(dataset);
  if (known) return known;
  const made = new Map(allNames(dataset));
  for (const [name, field] of allNames(dataset))
    made.set(WHOLE + name, field.match === "text" ? { ...field, match: "keyword" } : field);
  names.set(dataset, made);
  return made;
}

/** The same question: filters told from what `q` says, and numbers of applications also as they are stored. */
function prepared(query: Query): Query {
  if (query.kind === "group")
    return {
      ...query,
      clauses: query.clauses.map(({ occur, query: child }) => ({ occur, query: prepared(child) })),
    };
  if (query.kind !== "term" && query.kind !== "phrase") return query;
  // What a filter says stands nowhere in `q`; a name there is never empty.
  const isFilter = query.field !== null && query.fieldSpan?.end === 0;
  const named = isFilter ? { ...query, field: WHOLE + query.field } : query;
  const stored = query.field === null ? [] : storedNumbers(query.field, query.value);
  if (stored.length === 0) return named;
  return {
    kind: "group",
    clauses: [named, ...stored.map((value) => ({ ...named, value }))].map((each) => ({
      occur: "should",
      query: each,
    })),
    boost: null,
    span: query.span,
  };
}

/** A number of an application as the portal keeps it, where it is written otherwise: `14/574,014`, `PCT/US2025/047756`. */
export function storedNumbers(field: string, written: string): readonly string[] {
  if (!/applicationNumberText$/i.test(field)) return [];
  const international = /^\s*PCT\/?([A-Z]{2})(?:20)?(\d\d)\/?0*(\d{1,6})\s*$/i.exec(written);
  const stored = international
    ? `PCT${international[1]!.toUpperCase()}${international[2]}${international[3]!.padStart(5, "0")}`
    : nationalNumber(written);
  return stored === null || stored === written ? [] : [stored];
}

function nationalNumber(written: string): string | null {
  try {
    return readApplicationNumber(written);
  } catch {
    // No number of ours: it is looked for as it is written.
    return null;
  }
}
