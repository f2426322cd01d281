import { catalogOf, type Dataset, type Table, tableNamed } from "./catalog/index.js";
import type { Family } from "./families/family.js";
import { FAMILIES } from "./families/index.js";
import type { Feed } from "./load/sync/feed.js";
import { PORTAL } from "./portal/index.js";
import { PROTOCOLS } from "./protocols/index.js";
import { ODP_RECORDS } from "./protocols/odp/feed.js";
import { ODP_COLLECTIONS } from "./protocols/odp/search/feed.js";
import { PRODUCT_FILES } from "./protocols/products/feed.js";
import { findDataset as findIn } from "./query/index.js";
import type { Installation } from "./server/index.js";

/** An installation of these families: what they keep and serve, in every manner there is. */
export function installationOf(
  families: readonly Family[],
): Installation & { readonly families: readonly Family[] } {
  return { ...catalogOf(families), families, protocols: [...PROTOCOLS, PORTAL] };
}

export { FAMILIES };

/** How `sync` asks a service for what is missing here, as the protocols that are spoken here say it. */
export const FEED: Feed = { files: PRODUCT_FILES, records: [ODP_COLLECTIONS, ODP_RECORDS] };

/** What this program is put together from. Only the edges (commands, the library, tests) know it; all else is given it. */
export const INSTALLATION: Installation & { readonly families: readonly Family[] } = installationOf(FAMILIES);

/** Every dataset that is served, in the order in which lists show them. */
export const DATASETS: readonly Dataset[] = INSTALLATION.datasets;

/** Every table that is kept. */
export const TABLES: readonly Table[] = INSTALLATION.tables;

/** A dataset by key and version (`v1`, `1`); throws `unknown-dataset` with the nearest, or those that exist. */
export function findDataset(key: string, version: string): Dataset {
  return findIn(INSTALLATION, key, version);
}

export function tableOf(name: string): Table {
  return tableNamed(INSTALLATION, name);
}
