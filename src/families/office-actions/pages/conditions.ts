import { formatCriteria, parseCriteria, type Query } from "../../../query/index.js";

/** One condition of criteria that are a plain conjunction. */
export interface Condition {
  readonly field: string;
  /** As a reader says it: `is 1700`, `is from 2019-01-01 to 2019-12-31`. */
  readonly says: string;
  readonly written: string;
  readonly value: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly isDenied: boolean;
}

/** The conditions of criteria, which must all hold; null where they are no such conjunction and stay as they were written. */
export function conditionsOf(criteria: string): readonly Condition[] | null {
  const query = parseCriteria(criteria);
  if (query.kind !== "group") {
    const only = condition(query, false);
    return only === null ? null : [only];
  }
  const found = query.clauses.map(({ occur, query: each }) =>
    occur === "should" ? null : condition(each, occur === "must-not"),
  );
  const told = found.filter((each) => each !== null);
  return told.length === found.length ? told : null;
}

function condition(query: Query, isDenied: boolean): Condition | null {
  if (!("field" in query) || query.field === null) return null;
  const { field } = query;
  const written = `${isDenied ? "NOT " : ""}${formatCriteria(query)}`;
  const not = isDenied ? "not " : "";
  switch (query.kind) {
    case "term":
    case "phrase":
      return {
        field,
        written,
        isDenied,
        says: `is ${not}${query.value}`,
        value: query.value,
        from: null,
        to: null,
      };
    case "range":
      return {
        field,
        written,
        isDenied,
        says: `is ${not}${span(query.lower, query.upper)}`,
        value: null,
        from: query.lower,
        to: query.upper,
      };
    default:
      return {
        field,
        written,
        isDenied,
        says: `matches ${not}${written}`,
        value: null,
        from: null,
        to: null,
      };
  }
}

function span(lower: string | null, upper: string | null): string {
  if (lower && upper) return lower === upper ? lower : `from ${lower} to ${upper}`;
  if (lower) return `from ${lower} on`;
  return upper ? `up to ${upper}` : "told";
}

/** Conditions as criteria. */
export function written(conditions: readonly { readonly written: string }[]): string | undefined {
  return conditions.length === 0 ? undefined : conditions.map((each) => each.written).join(" AND ");
}
