import fc from "fast-check";
import { faultInRegexp } from "../../src/query/regexpSyntax.js";
import type { Clause, Query } from "../../src/query/tree.js";

const NOWHERE = { start: 0, end: 0 };

/** The same tree with every span set to the same place, so that trees compare by meaning. */
export function withoutSpans(query: Query): Query {
  const erased = JSON.parse(
    JSON.stringify(query, (key, value) => (/span$/i.test(key) && value !== null ? NOWHERE : value)),
  ) as Query;
  return erased;
}

const words = fc.oneof(
  fc.constantFrom(
    "a",
    "103",
    "2019-01-01",
    "AND",
    "OR",
    "NOT",
    "TO",
    "&&",
    "||",
    "/a/",
    "/",
    ">=5",
    "<",
    "-x",
    "+",
    "!",
    "*",
    "US 1/2 A1",
    "\\",
    "a\\",
    '"',
    "\u3000",
    "__proto__",
    "^2",
    "~1",
    "{!x}",
    "é",
    "😀",
  ),
  fc.string({ minLength: 1, maxLength: 6 }),
  fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'ab *?\\"/:()[]{}^~+-!&|<>=.\n') }),
);

const fields = fc.option(
  fc.oneof(
    fc.constantFrom("f", "sections.text", "a-b", "*"),
    words.filter((name) => name !== "_query_" && name !== "_val_"),
  ),
);
const boosts = fc.option(
  fc.oneof(fc.constantFrom(0, 0.5, 2, 1e7, 0.000001, 12345.678), fc.integer({ min: 2, max: 1e9 })),
  { freq: 3 },
);

const patterns = fc
  .array(
    fc.oneof(
      fc.constantFrom("*", "?"),
      words.map((word) => word.replace(/[*?\\]/g, "\\$&")),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""))
  .filter((pattern) => /(?:^|[^\\])(?:\\\\)*[*?]/.test(pattern));

/** No tree has one that cannot be read. */
const regexps = fc
  .string({
    minLength: 1,
    maxLength: 8,
    unit: fc.constantFrom("a", "1", ".", "*", "[", "]", "(", ")", "\\/", "\\\\", "\\d", " ", '"', ":"),
  })
  .filter((pattern) => faultInRegexp(pattern) === null);

const places = { span: fc.constant(NOWHERE) };
const fieldPlaces = { boost: boosts, ...places };

function inField<T extends object>(
  leaf: fc.Arbitrary<T>,
): fc.Arbitrary<T & { field: string | null; fieldSpan: typeof NOWHERE | null }> {
  return fc
    .tuple(fields, leaf)
    .map(([field, rest]) => ({ ...rest, field, fieldSpan: field === null ? null : NOWHERE }));
}

const leaves: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ kind: fc.constant("everything" as const), boost: boosts, ...places }),
  inField(fc.record({ kind: fc.constant("term" as const), value: words, ...fieldPlaces })),
  inField(
    fc.record({
      kind: fc.constant("phrase" as const),
      value: fc.oneof(words, fc.constant("")),
      slop: fc.nat({ max: 9 }),
      ...fieldPlaces,
    }),
  ).filter((phrase) => phrase.slop > 0 || !/^[A-Za-z0-9]+$/.test(phrase.value)),
  inField(fc.record({ kind: fc.constant("wildcard" as const), pattern: patterns, ...fieldPlaces })).filter(
    ({ field, pattern }) => pattern !== "*" || (field !== null && field !== "*"),
  ),
  inField(
    fc.record({
      kind: fc.constant("fuzzy" as const),
      value: words,
      edits: fc.constantFrom(0, 1, 2),
      similarity: fc.constant(null),
      ...fieldPlaces,
    }),
  ),
  inField(
    fc.record({
      kind: fc.constant("fuzzy" as const),
      value: words,
      edits: fc.constant(null),
      similarity: fc.constantFrom(0.1, 0.5, 0.75),
      ...fieldPlaces,
    }),
  ),
  inField(fc.record({ kind: fc.constant("regexp" as const), pattern: regexps, ...fieldPlaces })),
  inField(
    fc.record({
      kind: fc.constant("range" as const),
      lower: fc.option(words),
      upper: fc.option(words),
      includesLower: fc.boolean(),
      includesUpper: fc.boolean(),
      ...fieldPlaces,
    }),
  ).map((range) => ({
    ...range,
    lowerSpan: range.lower === null ? null : NOWHERE,
    upperSpan: range.upper === null ? null : NOWHERE,
  })),
);

/** Any tree the parser can build; a group of one clause is marked, as Lucene builds it. */
export const trees: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaves,
    fc
      .record({
        kind: fc.constant("group" as const),
        clauses: fc.array(
          fc.record({ occur: fc.constantFrom("must", "should", "must-not"), query: tie("query") }),
          { minLength: 1, maxLength: 4 },
        ) as fc.Arbitrary<Clause[]>,
        boost: boosts,
        ...places,
      })
      .filter(({ clauses }) => clauses.length > 1 || clauses[0]?.occur !== "should"),
  ),
})).query;
