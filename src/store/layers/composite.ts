import { join } from "node:path";
import { isFullText, type Served } from "../../catalog/index.js";
import { damaged } from "../../errors.js";
import { openDuckDbStore } from "../engines/duckdb/duckDbStore.js";
import { TextStore } from "../engines/fulltext/textStore.js";
import { withLookup } from "../engines/lookup/lookupStore.js";
import { allGroups } from "../groupBatches.js";
import type { FoundDamage } from "../snapshots/checked.js";
import { storedName } from "../snapshots/damage.js";
import { manifestIn } from "../snapshots/folder.js";
import { checkForm } from "../snapshots/form.js";
import { checkWhole } from "../snapshots/whole.js";
import type { Store } from "../store.js";
import { assembled, openLookups } from "./assembled.js";

/**
 * Opens all tables of a snapshot folder for reading: the structured ones, with their lookup files where it has
 * them, and each table of long texts in its shards, which stand in a folder of its name. Files that were found
 * damaged are asked nothing.
 */
export async function openSnapshotStore(
  folder: string,
  catalog: Served,
  damage?: FoundDamage,
): Promise<Store> {
  try {
    return await openStore(folder, catalog, damage);
  } catch (error) {
    // The manifest, the facts and the look-up index are JSON.
    if (!(error instanceof SyntaxError)) throw error;
    throw damaged(`A JSON file of ${storedName(join(folder, "."))}`, error.message);
  }
}

async function openStore(folder: string, catalog: Served, damage?: FoundDamage): Promise<Store> {
  const stated = manifestIn(folder);
  checkForm(stated);
  checkWhole(folder, stated);
  const lookup = openLookups(folder, stated, catalog);
  const tables = await openDuckDbStore(folder, catalog, lookup).catch((error: unknown) => {
    lookup?.close();
    throw error;
  });
  const structured = lookup ? withLookup(tables, lookup) : tables;
  const { manifest } = structured;
  const texts = catalog.tables.filter(isFullText);
  try {
    const shards = texts.map(
      (table) =>
        [table.name, new TextStore(manifest, join(folder, table.name), table, undefined, damage)] as const,
    );
    return assembled(byTable(structured, new Map(shards)), catalog);
  } catch (error) {
    await structured.close();
    throw error;
  }
}

/** One store of several: each question goes to the one that keeps its table. */
function byTable(others: Store, special: ReadonlyMap<string, Store>): Store {
  const stores = [others, ...special.values()];
  const of = ({ dataset: { table } }: { readonly dataset: { readonly table: { readonly name: string } } }) =>
    special.get(table.name) ?? others;
  return {
    manifest: others.manifest,
    count: (query) => of(query).count(query),
    page: (request) => of(request).page(request),
    groups: (request) => of(request).groups(request),
    groupBatches: (request) => allGroups(of(request), request),
    explain: (request) => of(request).explain(request),
    search: (request) => {
      const store = of(request);
      if (!store.search) throw new Error(`The table ${request.dataset.table.name} has no texts to search.`);
      return store.search(request);
    },
    together: async (request) => (await of(request).together?.(request)) ?? null,
    documents: (query) => {
      const store = of(query);
      if (!store.documents) throw new Error(`The table ${query.dataset.table.name} has no documents.`);
      return store.documents(query);
    },
    close: async () => {
      await Promise.all(stores.map((store) => store.close()));
    },
  };
}
