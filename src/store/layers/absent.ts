import { allGroups } from "../groupBatches.js";
import type { Manifest } from "../manifest.js";
import type { Selection, Store } from "../store.js";

/** What is answered about a table without rows: nothing matches. */
export function emptyStore(manifest: Manifest): Store {
  return {
    manifest,
    count: async () => 0,
    page: async () => ({ total: 0, records: nothing(), last: () => null }),
    groups: async () => ({ total: 0, records: 0, groups: [] }),
    explain: () => [],
    search: async () => ({ total: 0, hits: [], next: null }),
    documents: () => nothing(),
    close: async () => {},
  };
}

/**
 * A store that asks no engine about a table without rows, or one that the snapshot is older than. How a table with no rows would
 * be asked is explained as that of any other.
 */
export function withoutEmpty(store: Store): Store {
  const { tables } = store.manifest;
  const empty = emptyStore(store.manifest);
  const standing = new Set(tables.map(({ name }) => name));
  const filled = new Set(tables.filter(({ rows }) => rows > 0).map(({ name }) => name));
  const of = ({ dataset }: Pick<Selection, "dataset">) => (filled.has(dataset.table.name) ? store : empty);
  return {
    manifest: store.manifest,
    count: (query) => of(query).count(query),
    page: (request) => of(request).page(request),
    groups: (request) => of(request).groups(request),
    groupBatches: (request) => allGroups(of(request), request),
    explain: (request) => (standing.has(request.dataset.table.name) ? store : empty).explain(request),
    ...(store.search ? { search: (request) => of(request).search!(request) } : {}),
    ...(store.together ? { together: (request) => store.together!(request) } : {}),
    ...(store.documents ? { documents: (query) => of(query).documents!(query) } : {}),
    close: () => store.close(),
  };
}

async function* nothing(): AsyncGenerator<never> {}
