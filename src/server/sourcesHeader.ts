import { HOUSE, hasColumn } from "../catalog/index.js";
import type { Selection, Store } from "../store/index.js";

/** Sources beyond which a table has none. */
const MOST = 100;

/**
 * `X-Artunit-Sources: api=3, extraction=2`: where the records that match come from, so that what was read from a text is
 * never taken for the office's own. Empty where the table tells no sources.
 */
export async function sourcesHeader(
  store: Store,
  selection: Selection,
  total: number,
): Promise<Readonly<Record<string, string>>> {
  const { table } = selection.dataset;
  if (!hasColumn(table, HOUSE.source)) return {};
  const counts = total === 0 ? [] : await sourcesOf(store, selection, total, table.name);
  return { "x-artunit-sources": counts.map(([source, count]) => `${source}=${count}`).join(", ") || "none" };
}

async function sourcesOf(
  store: Store,
  { dataset, predicate, withoutDuplicates, signal }: Selection,
  total: number,
  table: string,
): Promise<readonly (readonly [string, number])[]> {
  const loaded = store.manifest.tables.find((each) => each.name === table)?.rowsBySource ?? {};
  const [only, ...others] = Object.keys(loaded);
  // Most data folders hold one source: nothing has to be counted.
  if (only !== undefined && others.length === 0) return [[only, total]];
  const { groups } = await store.groups({
    dataset,
    predicate,
    ...(withoutDuplicates === undefined ? {} : { withoutDuplicates }),
    ...(signal === undefined ? {} : { signal }),
    by: [{ column: HOUSE.source }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: MOST,
  });
  return groups.map(({ key, size }) => [String(key[0] ?? "unknown"), size] as const);
}
