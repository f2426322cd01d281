import type { GroupRequest, Groups, Store } from "./store.js";

/** All groups of a request in batches, from a store that offers that or not. */
export async function allGroups(
  store: Store,
  request: GroupRequest,
): Promise<AsyncIterable<Groups["groups"]>> {
  return store.groupBatches?.(request) ?? once((await store.groups(request)).groups);
}

export async function* once<T extends { readonly length: number }>(batch: T): AsyncGenerator<T> {
  if (batch.length > 0) yield batch;
}
