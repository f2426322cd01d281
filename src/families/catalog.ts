import {
  type Catalog,
  catalogOf,
  type Dataset,
  findDataset as findIn,
  type Table,
  tableNamed,
} from "../catalog/index.js";
import { APPLICATION_FAMILY } from "./applications/index.js";
import { CANCER_MOONSHOT } from "./cancer-moonshot/index.js";
import { EVENT_CODES } from "./event-codes/index.js";
import { LITIGATION } from "./litigation/index.js";
import { OFFICE_ACTION_CATALOG } from "./office-actions/catalog.js";
import { PETITION_FAMILY } from "./petitions/index.js";
import { PTAB_FAMILY } from "./ptab/index.js";
import { STATUS_CODES } from "./status-codes/index.js";

/**
 * The tables and datasets of all families, without what they serve. Interim: files of the middle that still ask for
 * them by name read them here; everyone else is given them.
 */
const CATALOG: Catalog = catalogOf([
  OFFICE_ACTION_CATALOG,
  APPLICATION_FAMILY,
  PTAB_FAMILY,
  PETITION_FAMILY,
  STATUS_CODES,
  EVENT_CODES,
  LITIGATION,
  CANCER_MOONSHOT,
]);

export const DATASETS: readonly Dataset[] = CATALOG.datasets;

export const TABLES: readonly Table[] = CATALOG.tables;

export function findDataset(key: string, version: string): Dataset {
  return findIn(CATALOG, key, version);
}

/** Every kind of file that is told by its columns. */
export const KINDS_OF_FILE = CATALOG.sources;

export function tableOf(name: string): Table {
  return tableNamed(CATALOG, name);
}
