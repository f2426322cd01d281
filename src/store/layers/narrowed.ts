import { allGroups } from "../groupBatches.js";
import type { Selection, Store } from "../store.js";

/**
 * A store that is asked every question narrowed: some of what it holds is not to be seen, or is meant otherwise. What is kept of
 * all rows together (`together`) it does not tell.
 */
export function narrowedStore(
  store: Store,
  narrowed: <Asked extends Selection>(asked: Asked) => Asked | Promise<Asked>,
): Store {
  return {
    manifest: store.manifest,
    count: async (query) => store.count(await narrowed(query)),
    page: async (request) => store.page(await narrowed(request)),
    groups: async (request) => store.groups(await narrowed(request)),
    groupBatches: async (request) => allGroups(store, await narrowed(request)),
    explain: async (request) => store.explain(await narrowed(request)),
    ...(store.search ? { search: async (request) => store.search!(await narrowed(request)) } : {}),
    ...(store.documents
      ? {
          async *documents(query: Selection) {
            yield* store.documents!(await narrowed(query));
          },
        }
      : {}),
    close: () => store.close(),
  };
}
