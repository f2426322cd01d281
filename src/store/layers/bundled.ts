import { BUNDLED, type Bundled, HOUSE, nestedShape, type Table, wholeDataset } from "../../catalog/index.js";
import { allGroups } from "../groupBatches.js";
import { memoryStore } from "../inMemory/memory.js";
import type { Manifest } from "../manifest.js";
import type { Row } from "../row.js";
import type { Selection, Store } from "../store.js";
import { emptyStore } from "./absent.js";

/**
 * A store in which the rows that come with the program answer, too: of tables that have such, what is loaded and what
 * that lacks are kept in memory from the first question on. Those tables are small.
 */
export function withBundled(store: Store, tables: readonly Table[]): Store {
  const special = new Map(tables.filter(({ bundled }) => bundled).map((table) => [table.name, table]));
  if (special.size === 0) return store;
  const opened = new Map<string, Promise<Store>>();
  const of = async ({ dataset: { table } }: Pick<Selection, "dataset">): Promise<Store> => {
    const found = special.get(table.name);
    if (!found) return store;
    const known = opened.get(table.name);
    if (known) return known;
    const made = rowsOf(found, store, tables).then((rows) =>
      memoryStore({ [table.name]: rows }, store.manifest),
    );
    opened.set(table.name, made);
    // A question that failed is no reason to fail the next.
    made.catch(() => opened.delete(table.name));
    return made;
  };
  return {
    manifest: store.manifest,
    count: async (query) => (await of(query)).count(query),
    page: async (request) => (await of(request)).page(request),
    groups: async (request) => (await of(request)).groups(request),
    groupBatches: async (request) => allGroups(await of(request), request),
    explain: (request) => (special.has(request.dataset.table.name) ? [] : store.explain(request)),
    ...(store.search ? { search: store.search } : {}),
    ...(store.together ? { together: (request) => store.together!(request) } : {}),
    ...(store.documents ? { documents: store.documents } : {}),
    close: () => store.close(),
  };
}

/** What answers while nothing is loaded: the rows that come with the program, and none of other tables. */
export function bundledStore(tables: readonly Table[], artunitVersion: string): Store {
  const manifest: Manifest = {
    id: BUNDLED,
    createdAt: "1970-01-01T00:00:00.000Z",
    artunitVersion,
    files: [],
    tables: [],
    stored: [],
    contentHash: BUNDLED,
  };
  return withBundled(emptyStore(manifest), tables);
}

/** The loaded rows of a table, the bundled ones that are about something else, and what other tables teach beside. */
async function rowsOf(table: Table, store: Store, tables: readonly Table[]): Promise<readonly Row[]> {
  const { bundled } = table;
  const loaded = await storedRows(table, store);
  if (!bundled) return loaded;
  const there = new Set(loaded.map((row) => row[bundled.column]));
  const lacking = bundled
    .rows()
    .filter((row) => !there.has(row[bundled.column] ?? null))
    .map((row, at) => ({ ...row, [HOUSE.record]: `${BUNDLED}-${at + 1}`, [HOUSE.source]: BUNDLED }));
  const known = [...loaded, ...lacking];
  return bundled.learns ? [...known, ...(await learntRows(bundled, known, store, tables))] : known;
}

/** Received objects that are read at most, so that the first question about a small table waits a second or two. */
const MOST_READ = 10_000;

/** Codes with a meaning that no other row has, as the objects of other tables tell them. */
async function learntRows(
  { column, learns }: Bundled,
  known: readonly Row[],
  store: Store,
  tables: readonly Table[],
): Promise<readonly Row[]> {
  const pairOf = (row: Row) => JSON.stringify([row[column], row[learns!.column]]);
  const pairs = new Set(known.map(pairOf));
  const learnt: Row[] = [];
  for (const table of tables) {
    const { teaches } = table;
    if (teaches?.subject !== learns!.subject) continue;
    for await (const [code, meaning] of toldBy(table, teaches, store)) {
      const row = { [column]: code, [learns!.column]: meaning, [HOUSE.source]: teaches.source };
      if (pairs.has(pairOf(row))) continue;
      pairs.add(pairOf(row));
      learnt.push({ ...row, [HOUSE.record]: `${teaches.source}-${learnt.length + 1}` });
    }
  }
  return learnt;
}

/** Each code and its meaning in the received objects of a table, however often. */
async function* toldBy(
  table: Table,
  { list, code, meaning }: NonNullable<Table["teaches"]>,
  store: Store,
): AsyncIterable<readonly [code: string, meaning: string]> {
  const dataset = wholeDataset(table);
  const { records } = await store.page({
    dataset,
    predicate: { kind: "everything" },
    shape: nestedShape(dataset, "own", { paths: [`${list}.${code}`, `${list}.${meaning}`] }),
    rows: MOST_READ,
    counts: false,
  });
  for await (const batch of records)
    for (const text of batch) {
      const told = (JSON.parse(text) as Readonly<Record<string, unknown>>)[list];
      for (const each of Array.isArray(told) ? (told as Readonly<Record<string, unknown>>[]) : []) {
        const [one, other] = [each[code], each[meaning]];
        if (typeof one === "string" && typeof other === "string") yield [one, other];
      }
    }
}

async function storedRows(table: Table, store: Store): Promise<readonly Row[]> {
  const members = table.columns.map((column) => ({
    key: column.name,
    column,
    wire: { form: "plain", absent: "null" } as const,
  }));
  const { records } = await store.page({
    dataset: wholeDataset(table),
    predicate: { kind: "everything" },
    shape: { kind: "members", name: "own", members, verbatim: null },
    rows: Number.POSITIVE_INFINITY,
    counts: false,
  });
  const rows: Row[] = [];
  for await (const batch of records) for (const text of batch) rows.push(JSON.parse(text) as Row);
  return rows;
}
