import { allNames, type Dataset, type Field } from "../../../catalog/index.js";
import { bindCriteria, type Clause, type Predicate, type Query } from "../../../query/index.js";
import type { Context } from "../../../server/route.js";
import type { Ignored } from "./names.js";

/** Criteria as a collection understands them, the names in them that it does not have, and values that their fields never hold. */
export interface BoundQuestion {
  readonly predicate: Predicate;
  readonly ignored: Ignored;
}

/**
 * Resolves the names (of `published`) and values of a question. Filters compare whole values, where `q` looks for words. A name that
 * the collection does not have matches nothing, or is refused, as the operator wants.
 */
export function bindQuestion(
  criteria: Query,
  dataset: Dataset,
  context: Context,
  published: ReadonlyMap<string, Field> = allNames(dataset),
): BoundQuestion {
  const { predicate, warnings, unheld } = bindCriteria(prepared(criteria, dataset), dataset, {
    names: withWholes(published),
    unknownFields: context.settings.unknownFields === "refuse" ? "refuse" : "nothing",
    unheldValues: "match",
    now: context.now,
  });
  const unknown = new Set(warnings.map(({ field }) => field.replace(/^=/, "")));
  // In a filter no character of `q` is meant.
  const sayings = unheld.map(({ says }) =>
    says.startsWith('"=') ? says.replace('"=', '"').replace(/ \(character \d+\)/, "") : says,
  );
  return {
    predicate,
    ignored: [
      ...[...unknown].map((name) => ({ place: "q or filters", name, why: "unknown" }) as const),
      ...sayings.map((name) => ({ place: "q or filters", name, why: "unheld" }) as const),
    ],
  };
}

/** Stands before the name of a field whose values are compared whole. */
const WHOLE = "=";

const wholes = new WeakMap<ReadonlyMap<string, Field>, ReadonlyMap<string, Field>>();

function withWholes(names: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  const known = wholes.get(names);
  if (known) return known;
  const made = new Map(names);
  for (const [name, field] of names)
    made.set(WHOLE + name, field.match === "text" ? { ...field, match: "keyword" } : field);
  wholes.set(names, made);
  return made;
}

/** The same question: filters told from what `q` says, and numbers whole that are written with a blank. */
function prepared(query: Query, dataset: Dataset): Query {
  if (query.kind === "group") {
    const clauses = withWholeNumbers(query.clauses, dataset);
    return {
      ...query,
      clauses: clauses.map(({ occur, query: child }) => ({ occur, query: prepared(child, dataset) })),
    };
  }
  if (query.kind !== "term" && query.kind !== "phrase") return query;
  // What a filter says stands nowhere in `q`; a name there is never empty.
  const isFilter = query.field !== null && query.fieldSpan?.end === 0;
  return isFilter ? { ...query, field: WHOLE + query.field } : query;
}

const OFFICE = /^[A-Z]{2}$/i;
const NUMBER = /^[0-9][0-9/,]{4,}(?:[A-Z][0-9])?$/i;

/**
 * Clients write `pctPublicationNumber:WO 2026/044302` without quotes [pyUSPTO]. Two letters alone are no number, so the
 * number that stands behind them, without a name of its own, belongs to them.
 */
function withWholeNumbers(clauses: readonly Clause[], dataset: Dataset): readonly Clause[] {
  const whole: Clause[] = [];
  for (const clause of clauses) {
    const before = whole.at(-1);
    const [office, number] = [before?.query, clause.query];
    if (
      office?.kind === "term" &&
      office.field !== null &&
      number.kind === "term" &&
      number.field === null &&
      before!.occur === clause.occur &&
      OFFICE.test(office.value) &&
      NUMBER.test(number.value) &&
      allNames(dataset).get(office.field)?.numbers !== undefined
    ) {
      const span = { start: office.span.start, end: number.span.end };
      whole[whole.length - 1] = {
        ...clause,
        query: { ...office, value: `${office.value} ${number.value}`, span },
      };
    } else whole.push(clause);
  }
  return whole;
}
