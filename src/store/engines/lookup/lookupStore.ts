import type { Table } from "../../../catalog/index.js";
import type { Predicate, Value } from "../../../query/predicate.js";
import { allGroups, once } from "../../groupBatches.js";
import { groupsOf, pageOf, selectionTest } from "../../inMemory/memory.js";
import { recordRenderer } from "../../records/render.js";
import { columnsAsked } from "../../sql/columnsAsked.js";
import { conjuncts } from "../../sql/resolve.js";
import type { GroupRequest, Groups, Selection, Store } from "../../store.js";
import type { Lookups, PartitionRows } from "./lookupFile.js";

/** Questions about more partitions or keys than this are left to the engine. */
const KEYS_AT_MOST = 20;

/**
 * A store that answers questions about single partitions, documents and other keys from the lookup files, and leaves
 * every other question to the engine. The remaining criteria are evaluated over the few rows found.
 */
export function withLookup(store: Store, lookup: Lookups): Store {
  /** The rows that satisfy the question, in the declared order; null when the engine has to find them. */
  function found(query: Selection, alsoNeeded: readonly string[]): PartitionRows | null {
    query.signal?.throwIfAborted();
    const all = candidates(lookup, query, new Set([...columnsAsked(query), ...alsoNeeded]));
    return all && { ...all, rows: all.rows.filter(selectionTest(query)) };
  }

  function groupsFound(request: GroupRequest): Groups | null {
    const measured = request.measure.kind === "distinct" ? [request.measure.column] : [];
    const all = found(request, [...measured, ...request.by.map(({ column }) => column)]);
    return all && groupsOf(all.rows, request);
  }

  return {
    manifest: store.manifest,
    count: async (query) => found(query, [])?.rows.length ?? store.count(query),
    page: async (request) => {
      if (request.shape.kind === "nested" && !lookup.holdsObjects(request.dataset.table.name))
        return store.page(request);
      const render = recordRenderer(request.shape);
      const all = found(
        request,
        (request.sort ?? []).map(({ column }) => column),
      );
      return all ? pageOf(all.rows, request, (row) => all.record(row, render)) : store.page(request);
    },
    groups: async (request) => groupsFound(request) ?? store.groups(request),
    groupBatches: async (request) => {
      const few = groupsFound(request);
      return few ? once(few.groups) : allGroups(store, request);
    },
    explain: (request) => store.explain(request),
    ...(store.together ? { together: (request) => store.together!(request) } : {}),
    close: async () => {
      lookup.close();
      await store.close();
    },
  };
}

function candidates(
  lookup: Lookups,
  { dataset, predicate }: Selection,
  wanted: ReadonlySet<string>,
): PartitionRows | null {
  const { table } = dataset;
  if (table.roles.partition === undefined) return null;
  const partitions = partitionsAsked(lookup, table, conjuncts(predicate));
  if (partitions === null) return null;
  const found: PartitionRows[] = [];
  for (const partition of partitions) {
    const these = lookup.rows(table.name, partition, wanted);
    if (these === null) return null;
    found.push(these);
  }
  if (found.length === 1) return found[0]!;
  const holder = new Map(found.flatMap((each) => each.rows.map((row) => [row.position, each] as const)));
  return {
    rows: found.flatMap((each) => each.rows).sort((a, b) => a.position - b.position),
    record: (row, render) => holder.get(row.position)!.record(row, render),
  };
}

/** The partitions that the conjuncts confine the question to; null when they do not, or to too many. */
function partitionsAsked(lookup: Lookups, table: Table, all: readonly Predicate[]): readonly string[] | null {
  const { partition, document } = table.roles;
  const asked = valuesAsked(all, partition!);
  if (asked) return asked;
  for (const column of [document, ...(table.hints?.keys ?? [])]) {
    const values = column === undefined ? null : valuesAsked(all, column);
    if (values) return partitionsOfKeys(lookup, table, column!, values);
  }
  return null;
}

function partitionsOfKeys(
  lookup: Lookups,
  table: Table,
  column: string,
  values: readonly string[],
): readonly string[] | null {
  const partitions = new Set<string>();
  for (const value of values) {
    const these = lookup.partitionsOf(table, column, value);
    if (these === null) return null;
    for (const partition of these) partitions.add(partition);
  }
  return partitions.size <= KEYS_AT_MOST ? [...partitions] : null;
}

function valuesAsked(all: readonly Predicate[], column: string): readonly string[] | null {
  const asked = all.find((each) => each.kind === "in" && each.column === column);
  if (asked?.kind !== "in" || asked.values.length > KEYS_AT_MOST) return null;
  return [...new Set(asked.values.map((value: Value) => String(value)))];
}
