import { BUNDLED, HOUSE, type Table, wholeDataset } from "../catalog/index.js";
import { emptyStore } from "./absent.js";
import { allGroups } from "./groupBatches.js";
import type { Manifest } from "./manifest.js";
import { memoryStore } from "./oracle/memory.js";
import type { Row } from "./row.js";
import type { Selection, Store } from "./store.js";

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
    const made = rowsOf(found, store).then((rows) => memoryStore({ [table.name]: rows }, store.manifest));
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

/** The loaded rows of a table, and the bundled ones that are about something else. */
async function rowsOf(table: Table, store: Store): Promise<readonly Row[]> {
  const { bundled } = table;
  const loaded = await storedRows(table, store);
  if (!bundled) return loaded;
  const there = new Set(loaded.map((row) => row[bundled.column]));
  const lacking = bundled
    .rows()
    .filter((row) => !there.has(row[bundled.column] ?? null))
    .map((row, at) => ({ ...row, [HOUSE.record]: `${BUNDLED}-${at + 1}`, [HOUSE.source]: BUNDLED }));
  return [...loaded, ...lacking];
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
