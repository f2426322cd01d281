import {
  type ColumnType,
  columnOf,
  type Dataset,
  type SecondOrder,
  type Table,
} from "../../catalog/index.js";
import type { Bound, Pattern, Predicate, Value } from "../../query/predicate.js";
import { formatRegexp } from "../../query/regexp.js";
import { isRun, type WildcardPart, wanders, wildcardParts, wildcardRegexp } from "../../query/wildcards.js";
import { columnType, isListColumn } from "../row.js";
import type { Selection } from "../store.js";
import type { Dialect } from "./dialect.js";

/** A value that an SQL statement takes; a list is one parameter. */
export interface Parameter {
  readonly value: Value | null | readonly Value[];
  readonly type: ColumnType;
}

/** Collects the parameters of a statement while its text is written. */
export class Parameters {
  readonly list: Parameter[] = [];

  constructor(readonly dialect: Dialect) {}

  /** The text that stands for the value. */
  add(value: Parameter["value"], type: ColumnType): string {
    this.list.push({ value, type });
    return this.dialect.parameter(this.list.length, type, Array.isArray(value));
  }
}

/** From so many values on, a list is one parameter instead of many. */
const LONG_LIST = 50;

/** Whether a list in it is long enough to be joined: rows then come in no order of their own. */
export function hasLongList(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.some(hasLongList);
    case "not":
      return hasLongList(predicate.child);
    case "in":
      return predicate.values.length >= LONG_LIST;
    default:
      return false;
  }
}

/**
 * Which predicates an engine cannot decide exactly in SQL: words of analysed text, edit distances, and regular
 * expressions where it has none. They are resolved to lists of values before compiling.
 */
export function needsResolving(predicate: Predicate, dialect: Dialect): boolean {
  if (predicate.kind === "text") return true;
  if (predicate.kind !== "matches") return false;
  return (
    predicate.pattern.kind === "fuzzy" ||
    (predicate.pattern.kind === "regexp" && dialect.matchesRegexp === null)
  );
}

/** The condition that a row belongs to the dataset and satisfies everything that is asked. */
export function compileSelection(query: Selection, table: Table, parameters: Parameters): string {
  return conjunction(selectionConditions(query, table, parameters));
}

/** The same as a list of conditions that must all hold; none when every row of the table qualifies. */
export function selectionConditions(query: Selection, table: Table, parameters: Parameters): string[] {
  const conditions = membership(query.dataset, parameters);
  const { duplicate } = table.roles;
  if (query.withoutDuplicates && duplicate !== undefined) {
    conditions.push(parameters.dialect.isNotTrue(duplicate));
  }
  if (query.predicate.kind === "and") {
    conditions.push(...query.predicate.children.map((child) => compilePredicate(child, table, parameters)));
  } else if (query.predicate.kind !== "everything") {
    conditions.push(compilePredicate(query.predicate, table, parameters));
  }
  return conditions;
}

function membership(dataset: Dataset, parameters: Parameters): string[] {
  if (dataset.rows === null) return [];
  const { column, value } = dataset.rows;
  return [
    typeof value === "boolean"
      ? `${column} = ${parameters.dialect.boolean(value)}`
      : `${column} = ${parameters.add(value, "text")}`,
  ];
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? "TRUE" : joined(conditions, "AND");
}

/** Conditions joined in a list are read as a tree as deep as the list is long; engines take a thousand, or the stack. */
const JOINED_AT_ONCE = 100;

/** The conditions joined; very many in groups of groups. */
export function joined(conditions: readonly string[], operator: "AND" | "OR"): string {
  if (conditions.length <= JOINED_AT_ONCE) return conditions.join(` ${operator} `);
  const size = Math.ceil(conditions.length / JOINED_AT_ONCE);
  const groups: string[] = [];
  for (let at = 0; at < conditions.length; at += size) {
    groups.push(`(${joined(conditions.slice(at, at + size), operator)})`);
  }
  return joined(groups, operator);
}

/** So many values are looked for one by one in an order of their own. */
const ONE_BY_ONE = 4;

/** The condition in the dialect's SQL. It may be unknown where it is not true; `not` takes care of that. */
export function compilePredicate(predicate: Predicate, table: Table, parameters: Parameters): string {
  const { dialect } = parameters;
  const order = "column" in predicate ? orderOfEach(table, predicate.column) : undefined;
  if (order) {
    const each = tableOfEach(table, order.by);
    const isAmong = (asked: Predicate) =>
      `position IN (SELECT position FROM ${order.name} WHERE ${compilePredicate(asked, each, parameters)})`;
    // An engine finds one value by where it stands in the order, and looks for several in all of it.
    if (predicate.kind === "in" && predicate.values.length > 1 && predicate.values.length <= ONE_BY_ONE)
      return `(${predicate.values.map((value) => isAmong({ ...predicate, values: [value] })).join(" OR ")})`;
    return isAmong(predicate);
  }
  switch (predicate.kind) {
    case "everything":
      return dialect.boolean(true);
    case "nothing":
      return dialect.boolean(false);
    case "and":
    case "or": {
      const children = predicate.children.map((child) => compilePredicate(child, table, parameters));
      if (children.length === 0) return dialect.boolean(predicate.kind === "and");
      return `(${joined(children, predicate.kind === "and" ? "AND" : "OR")})`;
    }
    case "not":
      return dialect.isNotTrue(compilePredicate(predicate.child, table, parameters));
    case "exists":
      return isListColumn(table, predicate.column)
        ? dialect.hasElements(predicate.column)
        : `${predicate.column} IS NOT NULL`;
    case "in":
      return isListColumn(table, predicate.column)
        ? hasOne(predicate.column, columnType(table, predicate.column), predicate.values, parameters)
        : isIn(predicate.column, columnType(table, predicate.column), predicate.values, parameters);
    case "range":
      return onValues(predicate.column, table, parameters, (value, type) =>
        isBetween(value, type, predicate.lower, predicate.upper, parameters),
      );
    case "matches":
      if (columnType(table, predicate.column) !== "text") {
        throw new Error(`Patterns apply to text, and ${predicate.column} is none.`);
      }
      return onValues(predicate.column, table, parameters, (value) =>
        matches(value, predicate.pattern, parameters),
      );
    case "text":
      throw new Error("Text predicates are resolved before they are compiled.");
  }
}

/** The second order in which rows stand once for each value of a list. */
function orderOfEach(table: Table, column: string): SecondOrder | undefined {
  const order = table.secondOrders.find(({ by }) => by === column);
  return order && isListColumn(table, column) ? order : undefined;
}

function tableOfEach(table: Table, column: string): Table {
  const { isList: _, ...one } = columnOf(table, column);
  return { ...table, columns: [one] };
}

/** Applies a condition to the column, or to the elements of a list column. */
function onValues(
  column: string,
  table: Table,
  parameters: Parameters,
  condition: (value: string, type: ColumnType) => string,
): string {
  const type = columnType(table, column);
  if (!isListColumn(table, column)) return condition(column, type);
  return parameters.dialect.someElement(column, (element) => condition(element, type));
}

/** A list column holds one of the values; said of the list, at a third of what looking at each element costs. */
function hasOne(column: string, type: ColumnType, values: readonly Value[], parameters: Parameters): string {
  const { dialect } = parameters;
  const wanted = [...new Set(values)];
  if (wanted.length === 0) return dialect.boolean(false);
  return wanted.length === 1
    ? dialect.hasElement(column, parameters.add(wanted[0]!, type))
    : dialect.hasAnyElement(column, parameters.add(wanted, type));
}

function isIn(value: string, type: ColumnType, values: readonly Value[], parameters: Parameters): string {
  const { dialect } = parameters;
  const wanted = [...new Set(values)];
  if (wanted.length === 0) return dialect.boolean(false);
  if (type === "boolean") {
    return wanted.length > 1 ? `${value} IS NOT NULL` : `${value} = ${dialect.boolean(wanted[0] === true)}`;
  }
  if (wanted.length === 1) return `${value} = ${parameters.add(wanted[0]!, type)}`;
  if (wanted.length >= LONG_LIST) return dialect.isAmong(value, parameters.add(wanted, type));
  return `${value} IN (${wanted.map((each) => parameters.add(each, type)).join(", ")})`;
}

function isBetween(
  value: string,
  type: ColumnType,
  lower: Bound | null,
  upper: Bound | null,
  parameters: Parameters,
): string {
  const conditions: string[] = [];
  if (lower) conditions.push(`${value} ${lower.inclusive ? ">=" : ">"} ${parameters.add(lower.value, type)}`);
  if (upper) conditions.push(`${value} ${upper.inclusive ? "<=" : "<"} ${parameters.add(upper.value, type)}`);
  if (conditions.length === 0) return `${value} IS NOT NULL`;
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" AND ")})`;
}

function matches(column: string, pattern: Pattern, parameters: Parameters): string {
  const { dialect } = parameters;
  switch (pattern.kind) {
    case "wildcard":
      return matchesWildcard(column, wildcardParts(pattern.pattern), parameters);
    case "regexp":
      if (dialect.matchesRegexp === null) throw new Error(`${dialect.name} has no regular expressions.`);
      return dialect.matchesRegexp(column, parameters.add(pattern.source, "text"));
    case "fuzzy":
      throw new Error("Fuzzy predicates are resolved before they are compiled.");
  }
}

/**
 * A literal beginning becomes a range, so that sorted columns are searched and not scanned. What the range and one
 * containment cannot say is left to LIKE, and where LIKE would try every end of one run with every end of another, to
 * a regular expression, whose time is linear in the text.
 */
function matchesWildcard(column: string, parts: readonly WildcardPart[], parameters: Parameters): string {
  const { dialect } = parameters;
  const [first, second, third] = parts;
  if (parts.length === 0) return `${column} = ${parameters.add("", "text")}`;
  if (parts.length === 1) {
    if (typeof first === "string") return `${column} = ${parameters.add(first, "text")}`;
    if (isRun(first)) return `${column} IS NOT NULL`;
  }
  const conditions = typeof first === "string" ? [startsWith(column, first, parameters)] : [];
  if (parts.length === 2 && typeof first === "string" && isRun(second)) return conditions[0]!;
  if (parts.length === 2 && isRun(first) && typeof second === "string") {
    return dialect.endsWith(column, parameters.add(second, "text"));
  }
  if (parts.length === 3 && isRun(first) && typeof second === "string" && isRun(third)) {
    return dialect.contains(column, parameters.add(second, "text"));
  }
  conditions.push(
    dialect.matchesRegexp !== null && wanders(parts)
      ? dialect.matchesRegexp(column, parameters.add(formatRegexp(wildcardRegexp(parts)), "text"))
      : dialect.like(column, parameters.add(likePattern(parts, dialect), "text")),
  );
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" AND ")})`;
}

/** The texts that begin so are exactly those from it on, up to the next possible beginning. */
function startsWith(column: string, beginning: string, parameters: Parameters): string {
  const end = nextBeginning(beginning);
  const from = `${column} >= ${parameters.add(beginning, "text")}`;
  return end === null ? from : `(${from} AND ${column} < ${parameters.add(end, "text")})`;
}

/** The least text that is greater than every text with this beginning; null when there is none. */
export function nextBeginning(beginning: string): string | null {
  const points = [...beginning];
  while (points.length > 0) {
    const last = points.pop()!.codePointAt(0)!;
    if (last >= 0x10ffff) continue;
    // Surrogates are no code points of a text.
    const next = last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1;
    return points.join("") + String.fromCodePoint(next);
  }
  return null;
}

function likePattern(parts: readonly WildcardPart[], dialect: Dialect): string {
  if (dialect.name === "sqlite") return globPattern(parts);
  return parts
    .map((part) => (typeof part === "string" ? part.replace(/[%_\\]/g, "\\$&") : isRun(part) ? "%" : "_"))
    .join("");
}

/** For SQLite's GLOB. It gives up as soon as a run reaches the end of the text, so that its runs do not multiply. */
export function globPattern(parts: readonly WildcardPart[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part.replace(/[*?[]/g, "[$&]") : isRun(part) ? "*" : "?"))
    .join("");
}
