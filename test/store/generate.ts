import fc from "fast-check";
import {
  columnOf,
  type Dataset,
  type Field,
  fieldName,
  fieldsOf,
  HOUSE,
  leavesOf,
  type Nested,
  type NestedObject,
  nestedOf,
  nestedShape,
  readNested,
  type Shape,
  type Table,
  writeNested,
} from "../../src/catalog/index.js";
import { DATASETS, tableOf } from "../../src/installation.js";
import type { Pattern, Predicate, TextQuery, Value } from "../../src/query/predicate.js";
import { storedCounts } from "../../src/store/build/counts.js";
import type { Rows } from "../../src/store/inMemory/memory.js";
import type { KeyColumn } from "../../src/store/records/spelled.js";
import { type Cell, columnType, isListColumn, type Row, type Scalar } from "../../src/store/row.js";
import type { GroupKey, GroupRequest, PageRequest } from "../../src/store/store.js";
import { type Manner, mannersOf, shapeOf } from "../shapes.js";
import { EVERYTHING } from "./everything.js";

/** The tables an engine for structured data holds. */
export const STRUCTURED_DATASETS: readonly Dataset[] = [
  ...DATASETS.filter(({ table }) => table !== EVERYTHING.table && isStructured(table)),
  EVERYTHING,
];
export const STRUCTURED: readonly Table[] = [...new Set(STRUCTURED_DATASETS.map(({ table }) => table))];

/** Looked up and grouped by every engine; others have an engine or routes of their own. */
function isStructured({ columns, roles }: Table): boolean {
  return roles.partition !== undefined && columns.every(({ type }) => type !== "fulltext");
}

const WORDS = [
  "a",
  "ab",
  "A",
  "a%b",
  "a_b",
  "a*b?c",
  'É"\\',
  "𝒳y",
  "ｚ",
  "x\u001f\n",
  "",
  " ",
  "103",
  "null",
  "aab",
  "ba",
];
const SENTENCES = [
  "Bergeron; Noah P.",
  "figure 3|claim 9",
  "Noah|bergeron noah",
  "ÉCOLE Straße",
  "c. 112|noah x bergeron",
  "",
];
const DAYS = [
  "2007-03-11",
  "2007-03-12",
  "2016-11-06",
  "2016-11-07",
  "1999-04-04",
  "1974-02-01",
  "2016-01-31",
  "2016-12-31",
];
const INSTANTS = [
  "2023-06-02T17:17:19",
  "2023-06-02T17:17:19.32",
  "2023-06-02T17:17:20",
  "2016-01-31T00:00:00",
];
const NUMBERS = [0, 1, 2, 3, 7, 12];
const DOUBLES = [0, 1, -1.5, 0.1, 2.5, 1e21, 1e-7];
/** Objects as they were received: unknown members, numbers in their own spelling, lists of objects. */
const OBJECTS = [
  '{"b":1.0,"a":{"date":"2016-01-31","2":[1,2.50],"1":null},"list":[{"code":"x","n":1e3},{"code":"y"},{}]}',
  '{"list":[],"a":{}}',
  '{"10":"q\\"\\u001f","9":9007199254740993}',
];
const PATHS = ["a", "a.date", "a.2", "list.code", "*o*", "b", "nowhere"];
const REFERENCES = ["US6992580", "US20070217688", "USD543613", "JP2004159476", "a"];

/** A value of a column, or of its lists. Identifiers are few, so that rows meet in them. */
function storedValue(table: Table, name: string): fc.Arbitrary<Scalar> {
  const column = columnOf(table, name);
  switch (column.type) {
    case "boolean":
      return fc.boolean();
    case "date":
      return fc.constantFrom(...DAYS);
    case "timestamp":
      return fc.constantFrom(...INSTANTS);
    case "integer":
      return fc.constantFrom(...NUMBERS);
    case "number":
      return fc.constantFrom(...DOUBLES);
    default:
      if (name === table.roles.partition)
        return fc.constantFrom("12000001", "12000002", "12000003", "14574014");
      if (isSpelled(table, name)) return fc.constantFrom(...REFERENCES);
      if (name === "source") return fc.constantFrom("release-2017", "api");
      return isAnalysed(table, name) ? fc.constantFrom(...SENTENCES) : fc.constantFrom(...WORDS);
  }
}

/** Whether some field shows the column in another spelling: its values are numbers of documents. */
function isSpelled(table: Table, column: string): boolean {
  return fieldsOfTable(table).some((each) => each.column === column && each.spelling !== undefined);
}

/** Whether criteria ask for words of the column. */
function isAnalysed(table: Table, column: string): boolean {
  return fieldsOfTable(table).some((each) => each.column === column && each.match === "text");
}

function fieldsOfTable(table: Table): readonly Field[] {
  return STRUCTURED_DATASETS.filter((dataset) => dataset.table === table).flatMap(({ fields }) => fields);
}

function cellOf(table: Table, column: string): fc.Arbitrary<Cell> {
  const { roles } = table;
  if (column === HOUSE.verbatim) return verbatimOf(table);
  if (column === roles.received) return fc.option(fc.constantFrom(...OBJECTS), { freq: 4 });
  // Rows that are equal in the whole order would have no order.
  if (column === table.order.at(-1)) return fc.uuid();
  if (column === "source" || column === roles.preferred) return storedValue(table, column);
  const present: fc.Arbitrary<Cell> = isListColumn(table, column)
    ? fc.array(storedValue(table, column), { maxLength: 4 })
    : storedValue(table, column);
  return fc.option(present, { freq: 4 });
}

/** What was received otherwise: values replaced, removed and added, and unknown members. */
function verbatimOf(table: Table): fc.Arbitrary<Cell> {
  const keys = DATASETS.filter((dataset) => dataset.table.name === table.name).flatMap((dataset) =>
    fieldsOf(dataset, "ds").map((field) => fieldName(field, "ds")),
  );
  const json = fc.oneof(
    fc.constantFrom<unknown>(null, " ", "null", 7, true, ["0"], [""], "0000-12-30T05:00:00Z", 'q"\\\u0001é'),
    fc.constant({ nested: { deep: null, kept: [null, 1] } }),
  );
  const patch = fc.dictionary(fc.constantFrom(...keys, "unknown", "a.b"), json, { maxKeys: 4 });
  const kept = fc.record({ ds: patch, odp: patch, extra: patch }, { requiredKeys: [] });
  return fc.option(
    kept.map((each) => JSON.stringify(each)),
    { freq: 2 },
  );
}

function rowOf(table: Table): fc.Arbitrary<Row> {
  const rows = fc.record(Object.fromEntries(table.columns.map(({ name }) => [name, cellOf(table, name)])));
  return table.roles.received === undefined ? rows : rows.map((row) => ofItsObject(row, table));
}

/** What a nested row's columns hold stands in its object, from which a load filled them. */
function ofItsObject(row: Row, { columns, roles }: Table): Row {
  const leaves = columns.filter(({ name, path }) => path !== undefined && name !== roles.partition);
  const received = row[roles.received!];
  if (typeof received !== "string") return { ...row, ...leavesOf(new Map(), leaves).cells };
  const object = new Map(readNested(received) as NestedObject);
  for (const { name, path } of columns)
    if (path !== undefined && row[name] !== null) put(object, path.split("."), row[name]!);
  return { ...row, ...leavesOf(object, leaves).cells, [roles.received!]: writeNested(object) };
}

/** Of a list, each value in an object of its own. */
function put(object: Map<string, Nested>, [name = "", ...below]: readonly string[], cell: Cell): void {
  if (below.length === 0) object.set(name, nestedOf(cell));
  else if (Array.isArray(cell)) {
    const elements = cell.map((value: Scalar, at) => {
      const before = object.get(name);
      const element = new Map(Array.isArray(before) ? (before[at] as NestedObject) : []);
      put(element, below, value);
      return element;
    });
    object.set(name, elements);
  } else {
    const within = new Map(object.get(name) as NestedObject);
    put(within, below, cell);
    object.set(name, within);
  }
}

/** Rows of every structured table; the same for the same seed. */
export function sampleRows(seed: number, count: number): Rows {
  const sampled = STRUCTURED.map((table, at) => [
    table.name,
    fc.sample(rowOf(table), { seed: seed + at, numRuns: count }),
  ]);
  return Object.fromEntries(sampled) as Rows;
}

/** Any predicate over a table's columns. */
function anyPredicate(table: Table): fc.Arbitrary<Predicate> {
  const columns = sortable(table);
  const texts = columns.filter((name) => columnType(table, name) === "text");
  const analysed = columns.filter((name) => isAnalysed(table, name));
  const bound = (column: string) =>
    fc.option(
      fc.record({ value: storedValue(table, column) as fc.Arbitrary<Value>, inclusive: fc.boolean() }),
    );
  const leaves: fc.Arbitrary<Predicate>[] = [
    fc.constantFrom<Predicate>({ kind: "everything" }, { kind: "nothing" }),
    fc.constantFrom(...columns).map((column): Predicate => ({ kind: "exists", column })),
    fc
      .constantFrom(...columns)
      .chain((column) =>
        fc
          .oneof(
            fc.array(storedValue(table, column), { minLength: 1, maxLength: 3 }),
            fc.array(storedValue(table, column), { minLength: 60, maxLength: 60 }),
          )
          .map((values): Predicate => ({ kind: "in", column, values: longer(table, column, values) })),
      ),
    fc
      .constantFrom(...columns)
      .chain((column) =>
        fc
          .tuple(bound(column), bound(column))
          .map(([lower, upper]): Predicate => ({ kind: "range", column, lower, upper })),
      ),
    fc
      .tuple(fc.constantFrom(...texts), anyPattern())
      .map(([column, pattern]): Predicate => ({ kind: "matches", column, pattern })),
  ];
  if (analysed.length > 0) {
    leaves.push(
      fc
        .tuple(fc.constantFrom(...analysed), anyTextQuery())
        .map(([column, text]): Predicate => ({ kind: "text", column, text })),
    );
  }
  const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
    predicate: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      ...leaves,
      ...leaves,
      fc.array(tie("predicate"), { maxLength: 3 }).map((children): Predicate => ({ kind: "and", children })),
      fc.array(tie("predicate"), { maxLength: 3 }).map((children): Predicate => ({ kind: "or", children })),
      tie("predicate").map((child): Predicate => ({ kind: "not", child })),
    ),
  }));
  return predicate;
}

/** Lists of many different values take another path than short ones. */
function longer(table: Table, column: string, values: readonly Value[]): readonly Value[] {
  const isText = columnType(table, column) === "text";
  return values.length > 10 && isText ? [...values, ...values.map((value, at) => `${value}${at}`)] : values;
}

function anyPattern(): fc.Arbitrary<Pattern> {
  const piece = fc.constantFrom(
    "*",
    "?",
    "a",
    "b",
    "A",
    "\\*",
    "\\?",
    "%",
    "_",
    "\\\\",
    "𝒳",
    "É",
    "12000",
    "1",
    "0",
    "\n",
  );
  return fc.oneof(
    fc
      .array(piece, { maxLength: 4 })
      .map((parts): Pattern => ({ kind: "wildcard", pattern: parts.join("") })),
    fc
      .constantFrom("a.*", "[ab]+", "(a|𝒳).?", "1200000[12]", ".*", "x.\n", "É.*", "[^a]*")
      .map((source): Pattern => ({ kind: "regexp", source })),
    fc
      .tuple(fc.constantFrom("ab", "ba", "É\\", "𝒳", "12000010", "a*b"), fc.integer({ min: 0, max: 2 }))
      .map(([value, edits]): Pattern => ({ kind: "fuzzy", value, edits })),
  );
}

function anyTextQuery(): fc.Arbitrary<TextQuery> {
  const term = fc.constantFrom("noah", "bergeron", "9", "école", "straße", "x", "p", "claim", "112");
  return fc.oneof(
    term.map((each): TextQuery => ({ kind: "term", term: each })),
    fc.tuple(fc.array(term, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 3 })).map(
      ([terms, slop]): TextQuery => ({
        kind: "phrase",
        slop,
        terms: terms.map((each, position) => ({ term: each, position })),
      }),
    ),
    fc
      .constantFrom("no*", "?", "*e")
      .map((pattern): TextQuery => ({ kind: "pattern", pattern: { kind: "wildcard", pattern } })),
    fc.tuple(term, fc.boolean()).map(
      ([lower, inclusive]): TextQuery => ({
        kind: "term-range",
        lower: { value: lower, inclusive },
        upper: { value: "s", inclusive: true },
      }),
    ),
  );
}

export interface Question {
  readonly dataset: Dataset;
  readonly predicate: Predicate;
  readonly withoutDuplicates: boolean;
}

export function anyQuestion(): fc.Arbitrary<Question> {
  return fc.constantFrom(...STRUCTURED_DATASETS).chain((dataset) =>
    fc.record({
      dataset: fc.constant(dataset),
      predicate: anyPredicate(dataset.table),
      withoutDuplicates: fc.boolean(),
    }),
  );
}

/** A page of the rows of few applications, documents or references, perhaps narrowed further. */
export function anyLookup(): fc.Arbitrary<PageRequest> {
  return anyPage().chain((page) => {
    const table = page.dataset.table;
    const columns = ["application_number", "document_id", "reference_number"].filter((name) =>
      table.columns.some((column) => column.name === name),
    );
    // A table that is asked by none of them, as measures of time are.
    if (columns.length === 0) return fc.constant(page);
    return fc.constantFrom(...columns).chain((column) =>
      fc.array(storedValue(table, column), { minLength: 1, maxLength: 3 }).map(
        (values): PageRequest => ({
          ...page,
          predicate: { kind: "and", children: [page.predicate, { kind: "in", column, values }] },
        }),
      ),
    );
  });
}

/** A page of citations by the number or the text of what they cite, in every way that a second order may answer. */
export function anyReference(): fc.Arbitrary<PageRequest> {
  const citations = tableOf("citations");
  const column = fc.constantFrom("reference_number", "reference_text");
  const leaf = column.chain((name): fc.Arbitrary<Predicate> => {
    const value = storedValue(citations, name);
    const bound = fc.option(fc.record({ value, inclusive: fc.boolean() }));
    return fc.oneof<fc.Arbitrary<Predicate>[]>(
      fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => ({ kind: "in", column: name, values })),
      fc.tuple(bound, bound).map(([lower, upper]) => ({ kind: "range", column: name, lower, upper })),
      anyPattern().map((pattern) => ({ kind: "matches", column: name, pattern })),
      value.map((text) => ({
        kind: "matches",
        column: name,
        pattern: { kind: "wildcard", pattern: `${String(text).replace(/[*?\\]/g, "\\$&")}*` },
      })),
    );
  });
  return fc
    .tuple(
      anyPage().filter(({ dataset }) => dataset.table.name === "citations"),
      fc.array(leaf, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
    )
    .map(([page, leaves, isNarrowed]) => ({
      ...page,
      predicate: { kind: "and", children: isNarrowed ? [page.predicate, ...leaves] : leaves },
    }));
}

/** Columns of values; the others hold what was received. */
function sortable({ columns, roles }: Table): readonly string[] {
  return columns.map(({ name }) => name).filter((name) => name !== HOUSE.verbatim && name !== roles.received);
}

/** What a dataset is sorted and grouped by: any column, but lists and other spellings more often than the rest. */
function anyKey(dataset: Dataset): fc.Arbitrary<KeyColumn> {
  const table = dataset.table;
  const lists = sortable(table).filter((column) => isListColumn(table, column));
  const spelled = dataset.fields.filter((each) => each.spelling);
  const any = fc.constantFrom(...sortable(table)).map((column) => ({ column }));
  const special = [
    ...lists.map((column) => ({ column })),
    ...spelled.map(({ column, spelling }) => ({ column, spelling })),
  ];
  if (special.length === 0) return any;
  return fc.oneof({ arbitrary: any, weight: 4 }, fc.constantFrom<KeyColumn>(...special));
}

/** The received object: as it is, mapped, or pruned. */
function anyNested(dataset: Dataset): fc.Arbitrary<Shape> {
  const map = (object: NestedObject) => new Map([["mapped", object] as const]);
  return fc.oneof(
    fc.constant(nestedShape(dataset, "any")),
    fc.constant(nestedShape(dataset, "any", { map })),
    fc.subarray(PATHS).map((paths) => nestedShape(dataset, "any", { paths })),
  );
}

function anyShape(dataset: Dataset): fc.Arbitrary<Shape> {
  const fields = (manner: Manner) => shapeOf(dataset, manner).members.map(({ key }) => key);
  const members = fc
    .constantFrom(...mannersOf(dataset))
    .chain((manner) =>
      fc
        .option(fc.subarray(fields(manner), { minLength: 1 }), { nil: undefined })
        .map((select): Shape => shapeOf(dataset, manner, select)),
    );
  return dataset.table.roles.received ? fc.oneof(members, anyNested(dataset)) : members;
}

export function anyPage(): fc.Arbitrary<PageRequest> {
  return anyQuestion().chain((question) => {
    const key = fc
      .tuple(anyKey(question.dataset), fc.boolean())
      .map(([column, descending]) => ({ ...column, descending }));
    const { partition } = question.dataset.table.roles;
    return fc
      .record({
        sort: fc.oneof(
          fc.array(key, { maxLength: 3 }),
          fc.constant(partition ? [{ column: partition, descending: false }] : []),
        ),
        start: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
        rows: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Number.POSITIVE_INFINITY)),
        shape: anyShape(question.dataset),
      })
      .map((page) => ({ ...question, ...page }));
  });
}

/** Groupings by columns that a table counts together, narrowed by such columns, and now and then by another. */
export function commonGroups(): fc.Arbitrary<GroupRequest> {
  return fc
    .constantFrom(...STRUCTURED_DATASETS.filter(({ table }) => table.hints?.counted))
    .chain((dataset) =>
      fc.constantFrom(...storedCounts(dataset.table)).chain(({ columns }) => countedGroups(dataset, columns)),
    );
}

function countedGroups(dataset: Dataset, columns: readonly string[]): fc.Arbitrary<GroupRequest> {
  const { table } = dataset;
  const { date, document = table.columns[0]!.name } = table.roles;
  const anyLeaf = (column: string): fc.Arbitrary<Predicate> =>
    fc.oneof(
      fc.constant<Predicate>({ kind: "exists", column }),
      fc
        .array(storedValue(table, column) as fc.Arbitrary<Value>, { minLength: 1, maxLength: 2 })
        .map((values): Predicate => ({ kind: "in", column, values })),
    );
  const leaf = fc.constantFrom(...columns, ...columns, ...columns, document).chain(anyLeaf);
  const measured = fc.constantFrom(...columns).map((column) => ({ kind: "distinct" as const, column }));
  return fc
    .record({
      dataset: fc.constant(dataset),
      predicate: fc.oneof(
        fc.constant<Predicate>({ kind: "everything" }),
        leaf,
        leaf.map((child): Predicate => ({ kind: "not", child })),
        fc.tuple(leaf, leaf).map((children): Predicate => ({ kind: "and", children })),
      ),
      withoutDuplicates: fc.boolean(),
      by: fc.uniqueArray(fc.constantFrom(...columns), { minLength: 1, maxLength: 3 }),
      period: fc.constantFrom("year", "quarter", "month", undefined),
      measure: fc.oneof(fc.constant({ kind: "count" as const }), measured),
      order: fc.constantFrom("size", "key"),
      start: fc.integer({ min: 0, max: 5 }),
      rows: fc.integer({ min: 0, max: 20 }),
    })
    .map(({ by, period, ...request }) => ({
      ...request,
      by: by.map((column) => (column === date && period ? { column, period } : { column })),
    })) as fc.Arbitrary<GroupRequest>;
}

export function anyGroups(): fc.Arbitrary<GroupRequest> {
  return anyQuestion().chain((question) => {
    const table = question.dataset.table;
    const column = anyKey(question.dataset);
    const key: fc.Arbitrary<GroupKey> = column.chain((each) => {
      const type = columnType(table, each.column);
      return type === "date" || type === "timestamp"
        ? fc
            .constantFrom("year", "quarter", "month", undefined)
            .map((period) => ({ ...each, ...(period ? { period } : {}) }))
        : fc.constant(each);
    });
    return fc
      .record({
        by: fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: (each) => each.column }),
        measure: fc.oneof(
          fc.constant({ kind: "count" } as const),
          column.map((each) => ({ kind: "distinct", ...each }) as const),
        ),
        order: fc.constantFrom("size", "key"),
        start: fc.integer({ min: 0, max: 5 }),
        rows: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Number.POSITIVE_INFINITY)),
      })
      .map((groups) => ({ ...question, ...groups }) as GroupRequest);
  });
}
