import { HOUSE, type Table } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { Manifest } from "../manifest.js";
import { recordRenderer } from "../records/render.js";
import { spelledCell } from "../records/spelled.js";
import { type Cell, compareKeys, compareScalars, type KeyValue, type Row } from "../row.js";
import type {
  GroupKey,
  GroupRequest,
  Groups,
  Page,
  PageRequest,
  RowKey,
  Selection,
  SortKey,
  Store,
} from "../store.js";
import { evaluator, type Test } from "./evaluate.js";

/** Rows of each table, in any order. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A row with its place in the declared order. */
export type PlacedRow = Row & { readonly position: number };

/**
 * The oracle: a store over arrays of rows that does everything in the most obvious way. It says what every
 * engine must answer, and serves tests that need a store. Users meet it for small tables alone, of which rows come with
 * the program.
 */
export function memoryStore(rows: Rows, manifest: Manifest = manifestOf(rows)): Store {
  const placed = new Map<string, readonly PlacedRow[]>();

  function rowsOf(table: Table): readonly PlacedRow[] {
    const known = placed.get(table.name) ?? inDeclaredOrder(table, rows[table.name] ?? []);
    placed.set(table.name, known);
    return known;
  }

  function matching(query: Selection): readonly PlacedRow[] {
    query.signal?.throwIfAborted();
    const test = selectionTest(query);
    return rowsOf(query.dataset.table).filter(test);
  }

  return {
    manifest,
    count: async (query) => matching(query).length,
    page: async (request) => pageOf(matching(request), request),
    groups: async (request) => groupsOf(matching(request), request),
    explain: () => [],
    close: async () => {},
  };
}

/** Whether a row belongs to the dataset and satisfies everything that is asked. */
export function selectionTest(query: Selection): Test {
  const { dataset, predicate, withoutDuplicates } = query;
  const satisfies = evaluator(predicate, dataset.table);
  const { duplicate } = dataset.table.roles;
  return (row) =>
    (dataset.rows === null || row[dataset.rows.column] === dataset.rows.value) &&
    !(withoutDuplicates && duplicate !== undefined && row[duplicate] === true) &&
    satisfies(row);
}

/** The rows in the table's declared order (nulls last, text by code point), each with its position. */
export function inDeclaredOrder(table: Table, rows: readonly Row[]): readonly PlacedRow[] {
  const compare = (a: Row, b: Row) => {
    for (const column of table.order) {
      const order = compareScalars(scalar(a[column], false), scalar(b[column], false));
      if (order !== 0) return order;
    }
    return 0;
  };
  return [...rows].sort(compare).map((row, position) => ({ ...row, position }));
}

/** One page of rows that satisfy a request; they stand in the declared order. */
export function pageOf(
  rows: readonly PlacedRow[],
  request: PageRequest,
  render: (row: PlacedRow) => string = recordRenderer(request.shape),
): Page {
  const { start = 0, after, rows: most, sort = [], counts = true } = request;
  const sorted =
    sort.length === 0 ? rows : [...rows].sort((a, b) => compareKeys(keyOf(a, sort), keyOf(b, sort), sort));
  const from = after ? sorted.findIndex((row) => compareKeys(keyOf(row, sort), after, sort) > 0) : start;
  if (after && after.length !== sort.length + 1) {
    throw new ArtunitError("cursor-invalid", "The cursor was not issued for this query.");
  }
  const page = from < 0 ? [] : sorted.slice(from, from + most);
  const lastRow = page.at(-1);
  return {
    total: counts ? rows.length : null,
    records: batches(page.map(render)),
    last: () => (lastRow ? keyOf(lastRow, sort) : null),
  };
}

async function* batches(records: readonly string[]): AsyncIterable<readonly string[]> {
  for (let at = 0; at < records.length; at += 1000) yield records.slice(at, at + 1000);
}

function keyOf(row: PlacedRow, sort: readonly SortKey[]): RowKey {
  return [
    ...sort.map(({ column, descending, spelling }) => scalar(spelledCell(row[column], spelling), descending)),
    row.position,
  ];
}

/** A cell as something to sort by: a list counts by its least element, or by its greatest when descending. */
function scalar(cell: Cell | undefined, descending: boolean): KeyValue {
  if (cell === undefined || cell === null) return null;
  if (typeof cell !== "object") return cell;
  if (cell.length === 0) return null;
  const order = descending ? -1 : 1;
  return cell.reduce((best, each) => (order * compareScalars(each, best) < 0 ? each : best));
}

/** The groups of rows that satisfy a request. */
export function groupsOf(rows: readonly PlacedRow[], request: GroupRequest): Groups {
  const { by, measure, order, start, rows: most } = request;
  const found = new Map<string, { key: readonly KeyValue[]; count: number; values: Set<KeyValue> }>();
  for (const row of rows) {
    for (const key of keysOf(row, by)) {
      const name = JSON.stringify(key);
      const group = found.get(name) ?? { key, count: 0, values: new Set<KeyValue>() };
      found.set(name, group);
      group.count++;
      if (measure.kind === "distinct") {
        for (const value of valuesOf(spelledCell(row[measure.column], measure.spelling)))
          if (value !== null) group.values.add(value);
      }
    }
  }
  const groups = [...found.values()].map(({ key, count, values }) => ({
    key,
    size: measure.kind === "count" ? count : values.size,
  }));
  groups.sort((a, b) => {
    const bySize = order === "size" ? b.size - a.size : 0;
    return bySize !== 0 ? bySize : compareKeys(a.key, b.key, []);
  });
  return { total: groups.length, records: rows.length, groups: groups.slice(start, start + most) };
}

/** The groups a row belongs to: one, or one for each element of a list column. */
function keysOf(row: Row, by: readonly GroupKey[]): readonly (readonly KeyValue[])[] {
  return by.reduce<readonly (readonly KeyValue[])[]>(
    (keys, { column, period, spelling }) => {
      const values = valuesOf(spelledCell(row[column], spelling)).map((value) => inPeriod(value, period));
      return keys.flatMap((key) => [...new Set(values)].map((value) => [...key, value]));
    },
    [[]],
  );
}

function valuesOf(cell: Cell | undefined): readonly KeyValue[] {
  if (cell === undefined || cell === null) return [null];
  if (typeof cell !== "object") return [cell];
  return cell.length === 0 ? [null] : [...new Set(cell)];
}

/** `2016`, `2016-Q2` or `2016-05`; the value itself without a period. */
function inPeriod(value: KeyValue, period: GroupKey["period"]): KeyValue {
  if (value === null || period === undefined) return value;
  const text = String(value);
  switch (period) {
    case "year":
      return text.slice(0, 4);
    case "quarter":
      return `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`;
    case "month":
      return text.slice(0, 7);
  }
}

/** A manifest that says what the rows of some tables show. */
export function manifestOf(rows: Rows, tables: readonly Table[] = []): Manifest {
  return {
    id: "20260101T000000-memory",
    createdAt: "2026-01-01T00:00:00.000Z",
    artunitVersion: "0.0.0",
    files: [],
    tables: tables.map((table) => summaryOf(table, rows[table.name] ?? [])),
    stored: [],
    contentHash: "memory",
  };
}

function summaryOf(table: Table, rows: readonly Row[]): Manifest["tables"][number] {
  const rowsBySource: Record<string, number> = {};
  for (const row of rows) {
    const source = String(row[HOUSE.source] ?? "");
    rowsBySource[source] = (rowsBySource[source] ?? 0) + 1;
  }
  const { date = "" } = table.roles;
  const dates = rows.flatMap((row) => (typeof row[date] === "string" ? [row[date]] : [])).sort();
  return {
    name: table.name,
    rows: rows.length,
    rowsBySource,
    contentHash: "memory",
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  };
}
