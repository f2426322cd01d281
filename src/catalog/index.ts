import type { Column, Dataset, Field, Generation, Table } from "./types.js";

export { type Catalog, catalogOf, findDataset, tableNamed } from "./catalog.js";
export { DS, field, ODP, own, withOwn } from "./fields.js";
export { FORMULA } from "./spreadsheets.js";
export type * from "./types.js";
export { isOrdered, SOURCES } from "./types.js";

/** `oa_rejections/v2`: how a dataset is named on the command line and in messages. */
export function datasetName(dataset: Pick<Dataset, "key" | "version">): string {
  return `${dataset.key}/${dataset.version}`;
}

/** What a dataset calls a stored column, for messages. */
export function fieldOfColumn({ fields }: Dataset, column: string): string {
  return fields.find((each) => each.column === column && each.spelling === undefined)?.name ?? column;
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
