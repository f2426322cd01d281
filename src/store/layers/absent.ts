import type { Manifest } from "../manifest.js";
import type { Store } from "../store.js";

/** What is answered about a table that a snapshot does not have, since it is older than the table: nothing matches. */
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

async function* nothing(): AsyncGenerator<never> {}
