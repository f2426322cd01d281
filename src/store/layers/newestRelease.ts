import { type Dataset, HOUSE, hasColumn } from "../../catalog/index.js";
import type { Predicate } from "../../query/predicate.js";
import { columnsIn } from "../sql/columnsAsked.js";
import type { Selection, Store } from "../store.js";
import { narrowedStore } from "./narrowed.js";

/** A source that names a release: `litigation-2020`, `litigation-2024-03-27`. */
const RELEASED = /^(.+)-(20[0-9]{2}(?:-[0-9]{2}-[0-9]{2})?)$/;

/**
 * A store in which, of a dataset that comes in releases, the newest one that is loaded answers; who asks for a
 * source is answered from all. Rows of no release always answer.
 */
export function withNewest(store: Store, datasets: readonly Dataset[]): Store {
  const narrowed = new Map<string, Predicate>();
  for (const { table, isNewestOnly } of datasets) {
    const predicate = isNewestOnly ? newestOnly(store, table) : null;
    if (predicate) narrowed.set(table.name, predicate);
  }
  if (narrowed.size === 0) return store;
  const only = <T extends Selection>(asked: T): T => {
    const { dataset, predicate } = asked;
    const newest = dataset.isNewestOnly ? narrowed.get(dataset.table.name) : undefined;
    const isOfSource = dataset.rows?.column === HOUSE.source || columnsIn(predicate).includes(HOUSE.source);
    if (!newest || isOfSource) return asked;
    return { ...asked, predicate: { kind: "and", children: [predicate, newest] } };
  };
  return {
    ...narrowedStore(store, only),
    ...(store.together ? { together: (request) => store.together!(request) } : {}),
  };
}

/** Null where at most one release is loaded. */
function newestOnly({ manifest }: Store, table: Dataset["table"]): Predicate | null {
  const { name } = table;
  const sources = Object.keys(manifest.tables.find((each) => each.name === name)?.rowsBySource ?? {});
  const releases = new Map(
    sources.flatMap((source) => {
      const release = RELEASED.exec(source)?.[2];
      return release === undefined ? [] : [[source, release] as const];
    }),
  );
  const [newest, ...older] = [...releases].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([source]) => source);
  if (newest === undefined || older.length === 0 || !hasColumn(table, HOUSE.source)) return null;
  return { kind: "not", child: { kind: "in", column: HOUSE.source, values: older } };
}
