import {
  type Catalog,
  catalogOf,
  type Dataset,
  findDataset as findIn,
  type Table,
  tableNamed,
} from "./catalog/index.js";
import { FAMILIES } from "./families/index.js";

export { FAMILIES };

/** What this program is put together from. Only the edges (commands, the library, tests) know it; all else is given it. */
export const CATALOG: Catalog = catalogOf(FAMILIES);

/** Every dataset that is served, in the order in which lists show them. */
export const DATASETS: readonly Dataset[] = CATALOG.datasets;

/** Every table that is kept. */
export const TABLES: readonly Table[] = CATALOG.tables;

/** See `findDataset` of the catalog. */
export function findDataset(key: string, version: string): Dataset {
  return findIn(CATALOG, key, version);
}

/** Every kind of file that is told by its columns. */
export const KINDS_OF_FILE = CATALOG.sources;

export function tableOf(name: string): Table {
  return tableNamed(CATALOG, name);
}
