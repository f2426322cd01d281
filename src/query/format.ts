import { escapePattern, escapeQuoted, escapeTerm } from "./escapes.js";
import type { Clause, Occur, Query } from "./tree.js";

/**
 * Prints a tree in Lucene's own normal form, that of `Query.toString` in 3.6.2 (`a OR b AND c` gives
 * `a +b +c`), with two differences. Lucene prints values bare; here what has a meaning of its own is
 * escaped or quoted, so that reading the result again gives the same tree. And what 3.6.2 does not know
 * (edit distances, mixed ranges, regular expressions) is printed as later versions print it.
 */
export function formatCriteria(query: Query): string {
  return query.kind === "group" && query.boost === null
    ? query.clauses.map(formatClause).join(" ")
    : format(query);
}

const MARKS: Readonly<Record<Occur, string>> = { must: "+", should: "", "must-not": "-" };

function formatClause({ occur, query }: Clause): string {
  const isGroup = query.kind === "group";
  return MARKS[occur] + (isGroup ? `(${formatCriteria(query)})` : format(query));
}

function format(query: Query): string {
  return formatField(query) + formatValue(query) + formatBoost(query.boost);
}

function formatField(query: Query): string {
  return "field" in query && query.field !== null
    ? `${query.field === "*" ? "*" : escapeTerm(query.field)}:`
    : "";
}

function formatValue(query: Query): string {
  switch (query.kind) {
    case "everything":
      return "*:*";
    case "term":
      return escapeTerm(query.value);
    case "phrase":
      return escapeQuoted(query.value) + (query.slop === 0 ? "" : `~${query.slop}`);
    case "wildcard":
      return escapePattern(query.pattern);
    case "fuzzy":
      return `${escapeTerm(query.value)}~${query.edits ?? query.similarity}`;
    case "regexp":
      return `/${query.pattern}/`;
    case "range":
      return [
        query.includesLower ? "[" : "{",
        formatBound(query.lower),
        " TO ",
        formatBound(query.upper),
        query.includesUpper ? "]" : "}",
      ].join("");
    case "group":
      return `(${query.clauses.map(formatClause).join(" ")})`;
  }
}

function formatBound(bound: string | null): string {
  if (bound === null) return "*";
  if (bound === "*") return "\\*";
  const isBare = /^[^!"\s\]}\\][^"\s\]}\\]*$/.test(bound);
  return isBare && bound !== "TO" ? bound : escapeQuoted(bound);
}

/** `^2.0`: always with a decimal point, never with an exponent, which the language cannot read. */
function formatBoost(boost: number | null): string {
  if (boost === null) return "";
  const digits = boost > 0 && boost < 1e-6 ? boost.toFixed(18).replace(/0+$/, "") : String(boost);
  return `^${digits.includes(".") ? digits : `${digits}.0`}`;
}
