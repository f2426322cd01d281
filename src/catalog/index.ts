import type { Column, Dataset, Table } from "./types.js";

export { count, counted } from "./amounts.js";
export {
  type Catalog,
  catalogOf,
  type Served,
  tableNamed,
  wholeDataset,
} from "./catalog.js";
export { csvCell, FORMULA } from "./csvCell.js";
export { calendarDay, dayAfter, dayBetween, dayOf, isDay, monthCalled } from "./days.js";
export type * from "./deriving.js";
export { field, nested, own, withOwn } from "./fields.js";
export type * from "./figures.js";
export type * from "./hints.js";
export { type LeavesRead, type LeavesRecord, leavesRecord, readLeaves } from "./leafReader.js";
export { leavesOf } from "./leaves.js";
export { allNames, fieldName, fieldsOf, publishedNames } from "./names.js";
export {
  isNestedObject,
  type Nested,
  type NestedObject,
  NumberText,
  nestedOf,
  nestedRecord,
  prune,
  readNested,
  readPlainly,
  runMatcher,
  valuesAt,
  writeNested,
} from "./nested.js";
export { plainName } from "./plainNames.js";
export { HOUSE, hasColumn, houseColumn, isFullText, isNestedTable } from "./provenance.js";
export type * from "./rows.js";
export { nestedShape, ownShape, publishedShape } from "./shapes.js";
export { nestedRecords, records, releaseTable } from "./sources.js";
export { STAGED, type StagedBucket } from "./staged.js";
export type * from "./types.js";
export { BUNDLED, isOrdered } from "./types.js";

/** `oa_rejections/v2`: how a dataset is named on the command line and in messages. */
export function datasetName(dataset: Pick<Dataset, "key" | "version">): string {
  return `${dataset.key}/${dataset.version}`;
}

/** `oa_rejections_v2`: how its view is called in SQL. */
export function viewName({ key, version }: Pick<Dataset, "key" | "version">): string {
  return `${key}_${version}`;
}

/** What a dataset calls a stored column, for messages. */
export function fieldOfColumn({ fields }: Dataset, column: string): string {
  return fields.find((each) => each.column === column && each.spelling === undefined)?.name ?? column;
}

const columns = new WeakMap<Table, ReadonlyMap<string, Column>>();

export function columnOf(table: Table, name: string): Column {
  const known = columns.get(table) ?? new Map(table.columns.map((each) => [each.name, each]));
  columns.set(table, known);
  const found = known.get(name);
  if (!found) throw new Error(`Table ${table.name} has no column ${name}.`);
  return found;
}

/** What a column holds, in words: `date`, `list of integer`. */
export function typeName({ type, isList }: Column): string {
  return isList ? `list of ${type}` : type;
}
