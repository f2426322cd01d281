import { ArtunitError } from "../errors.js";
import { ARCHIVES, OA_ZIP_DATA_V1 } from "./archives.js";
import { CITATIONS_2017, OA_CITATIONS_V1, OA_CITATIONS_V2 } from "./citations.js";
import { ENRICHED_V1, ENRICHED_V2, ENRICHED_V3 } from "./enrichedCitations.js";
import { OFFICE_ACTIONS_2017 } from "./officeActions.js";
import { OA_ALLREJ_2025, OA_REJECTIONS_V1, OA_REJECTIONS_V2, REJECTIONS_2017 } from "./rejections.js";
import { ALL_REJECTIONS, CITATIONS, ENRICHED_CITATIONS, OFFICE_ACTIONS, REJECTIONS } from "./tables.js";
import { OA_ACTIONS_V1, TEXTS } from "./texts.js";
import type { Column, Dataset, Field, Generation, Table, TableName } from "./types.js";

export { FORMULA } from "./spreadsheets.js";
export { ACTION_COLUMNS } from "./tables.js";
export type * from "./types.js";
export { isOrdered, SOURCES } from "./types.js";

/** Every dataset that is served, in the order in which lists show them. */
export const DATASETS: readonly Dataset[] = [
  ENRICHED_V3,
  OA_REJECTIONS_V2,
  OA_ACTIONS_V1,
  OA_ZIP_DATA_V1,
  OA_CITATIONS_V2,
  ENRICHED_V2,
  ENRICHED_V1,
  OA_CITATIONS_V1,
  OA_REJECTIONS_V1,
  OFFICE_ACTIONS_2017,
  REJECTIONS_2017,
  CITATIONS_2017,
  OA_ALLREJ_2025,
];

export const TABLES: readonly Table[] = [
  OFFICE_ACTIONS,
  REJECTIONS,
  CITATIONS,
  ENRICHED_CITATIONS,
  ALL_REJECTIONS,
  TEXTS,
  ARCHIVES,
];

/** `oa_rejections/v2`: how a dataset is named on the command line and in messages. */
export function datasetName(dataset: Dataset): string {
  return `${dataset.key}/${dataset.version}`;
}

/**
 * The dataset of a key and a version (also in an old spelling: `1` for `v1`).
 * Throws `unknown-dataset`, naming those that exist.
 */
export function findDataset(key: string, version: string): Dataset {
  const found = DATASETS.find(
    (each) => each.key === key && (each.version === version || each.versionAliases.includes(version)),
  );
  if (found) return found;
  const versions = DATASETS.filter((each) => each.key === key);
  const known = (versions.length > 0 ? versions : DATASETS).map(datasetName).join(", ");
  throw new ArtunitError("unknown-dataset", `There is no dataset "${key}/${version}". There are: ${known}.`);
}

/** What a dataset calls a stored column, for messages. */
export function fieldOfColumn({ fields }: Dataset, column: string): string {
  return fields.find((each) => each.column === column && each.spelling === undefined)?.name ?? column;
}

export function tableOf(name: TableName): Table {
  const found = TABLES.find((each) => each.name === name);
  if (!found) throw new Error(`The catalog has no table ${name}.`);
  return found;
}

export function columnOf(table: Table, name: string): Column {
  const found = table.columns.find((each) => each.name === name);
  if (!found) throw new Error(`Table ${table.name} has no column ${name}.`);
  return found;
}

/** The fields a generation publishes; the native one has them all. */
export function fieldsOf(dataset: Dataset, generation: Generation): readonly Field[] {
  if (generation === "native") return dataset.fields;
  const published = dataset.fields.filter((each) => each[generation]);
  return published.length > 0 ? published : dataset.fields.filter((each) => !each.derived);
}

/** A field's name in a generation. */
export function fieldName(field: Field, generation: Generation): string {
  return generation === "odp" ? (field.odpName ?? field.name) : field.name;
}
