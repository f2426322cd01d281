import type { ColumnType } from "../../catalog/index.js";

/**
 * What differs between SQL engines, as far as predicates, order and groups go. Conditions are SQL text;
 * names come from the catalog and values only ever as parameters.
 */
export interface Dialect {
  readonly name: "duckdb" | "sqlite";
  /** The place of parameter `index` (from 1); a list holds all values of one parameter. */
  readonly parameter: (index: number, type: ColumnType, isList: boolean) => string;
  readonly boolean: (value: boolean) => string;
  /** True where the condition is false or unknown. */
  readonly isNotTrue: (condition: string) => string;
  /** The column equals an element of a list parameter; used for long lists. */
  readonly isAmong: (column: string, list: string) => string;
  readonly contains: (column: string, text: string) => string;
  readonly endsWith: (column: string, text: string) => string;
  /** `%` any run, `_` any code point, `\` escapes; case-sensitive. */
  readonly like: (column: string, pattern: string) => string;
  /** The whole value matches; null where the engine has no such expressions. */
  readonly matchesRegexp: ((column: string, source: string) => string) | null;
  /** A list column has an element that equals the value. */
  readonly hasElement: (column: string, value: string) => string;
  /** A list column has an element that equals one of a list parameter. */
  readonly hasAnyElement: (column: string, list: string) => string;
  /** Some element of a list column satisfies the condition. */
  readonly someElement: (column: string, condition: (element: string) => string) => string;
  readonly hasElements: (column: string) => string;
  readonly leastElement: (column: string) => string;
  readonly greatestElement: (column: string) => string;
  /** `2016`, `2016-Q2` or `2016-05`, as text. */
  readonly period: (column: string, period: "year" | "quarter" | "month") => string;
}

export const DUCKDB: Dialect = {
  name: "duckdb",
  parameter: (index) => `$${index}`,
  boolean: (value) => (value ? "TRUE" : "FALSE"),
  isNotTrue: (condition) => `(${condition}) IS NOT TRUE`,
  isAmong: (column, list) => `${column} IN (SELECT unnest(${list}))`,
  contains: (column, text) => `contains(${column}, ${text})`,
  endsWith: (column, text) => `suffix(${column}, ${text})`,
  like: (column, pattern) => `${column} LIKE ${pattern} ESCAPE '\\'`,
  matchesRegexp: (column, source) => `regexp_full_match(${column}, ${source}, 's')`,
  hasElement: (column, value) => `list_contains(${column}, ${value})`,
  hasAnyElement: (column, list) => `list_has_any(${column}, ${list})`,
  someElement: (column, condition) => `len(list_filter(${column}, lambda e: ${condition("e")})) > 0`,
  hasElements: (column) => `len(${column}) > 0`,
  leastElement: (column) => `list_min(${column})`,
  greatestElement: (column) => `list_max(${column})`,
  period: (column, period) => {
    switch (period) {
      case "year":
        return `strftime(${column}, '%Y')`;
      case "quarter":
        return `strftime(${column}, '%Y') || '-Q' || quarter(${column})`;
      case "month":
        return `strftime(${column}, '%Y-%m')`;
    }
  },
};

/** Dates, timestamps and lists (as JSON arrays) are text, booleans 0 and 1. */
export const SQLITE: Dialect = {
  name: "sqlite",
  parameter: (index) => `?${index}`,
  boolean: (value) => (value ? "1" : "0"),
  isNotTrue: (condition) => `(${condition}) IS NOT TRUE`,
  isAmong: (column, list) => `${column} IN (SELECT value FROM json_each(${list}))`,
  contains: (column, text) => `instr(${column}, ${text}) > 0`,
  endsWith: (column, text) => `substr(${column}, -length(${text})) = ${text}`,
  // LIKE ignores case in SQLite; GLOB does not, and its classes escape what LIKE's backslash does.
  like: (column, pattern) => `${column} GLOB ${pattern}`,
  matchesRegexp: null,
  hasElement: (column, value) => `${value} IN (SELECT value FROM json_each(${column}))`,
  hasAnyElement: (column, list) =>
    `EXISTS (SELECT 1 FROM json_each(${column}) AS e WHERE e.value IN (SELECT value FROM json_each(${list})))`,
  someElement: (column, condition) =>
    `EXISTS (SELECT 1 FROM json_each(${column}) AS e WHERE ${condition("e.value")})`,
  hasElements: (column) => `json_array_length(${column}) > 0`,
  leastElement: (column) => `(SELECT min(value) FROM json_each(${column}))`,
  greatestElement: (column) => `(SELECT max(value) FROM json_each(${column}))`,
  period: (column, period) => {
    switch (period) {
      case "year":
        return `substr(${column}, 1, 4)`;
      case "quarter":
        return `substr(${column}, 1, 4) || '-Q' || ((substr(${column}, 6, 2) + 2) / 3)`;
      case "month":
        return `substr(${column}, 1, 7)`;
    }
  },
};
