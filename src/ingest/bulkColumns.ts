import type { Dataset, Source } from "../catalog/index.js";
import { isUnnamed, knownNames } from "./kindOfFile.js";

/**
 * A table whose rows go in as they are, by the million: its columns are the dataset's own names in the
 * order of the release. Everything else is read record by record.
 */
export interface BulkLayout {
  readonly dataset: Dataset;
  readonly table: string;
  readonly source: string;
  /** Published column names; `stored` are the columns of ours they fill, in the same order. */
  readonly columns: readonly string[];
  readonly stored: readonly string[];
  /** A row without a value in one of these cannot be placed. */
  readonly keys: readonly string[];
  /** Under which name of the row's own patch what its columns cannot hold is kept: a protocol's, or `release`. */
  readonly patch: string;
  /** A protocol answers its cells as they came, with the blanks about them. */
  readonly isAnswered: boolean;
}

const layouts = new WeakMap<Source, BulkLayout>();

/** How the rows of a kind of file are staged whole; null for one that is read record by record. */
export function layoutOf(source: Source): BulkLayout | null {
  if (!source.isBulk || source.identity === "record" || !("dataset" in source.names)) return null;
  const { dataset } = source.names;
  const { identity, keys, origin } = source;
  let layout = layouts.get(source);
  if (!layout) {
    const fields = identity.map((name) => dataset.fields.find((field) => field.name === name)!);
    layout = {
      dataset,
      table: dataset.table.name,
      source: origin,
      columns: identity,
      stored: fields.map((field) => field.column),
      keys,
      patch: source.patch ?? source.protocolOf?.({}) ?? source.origin,
      isAnswered: source.patch === undefined,
    };
    layouts.set(source, layout);
  }
  return layout;
}

/** Where the columns of a layout stand in a table. */
export interface BulkMatch {
  readonly layout: BulkLayout;
  /** For each column of the layout, its place in the file; -1 for one that is not there. */
  readonly places: readonly number[];
  /** Columns we do not know, with their places. */
  readonly extra: readonly { readonly name: string; readonly place: number }[];
  /** A program of ours may have put a ' before what a spreadsheet would run. */
  readonly isGuarded: boolean;
}

/** Finds the columns of a layout in a header; upper and lower case do not matter. */
export function matchColumns(
  source: Source,
  layout: BulkLayout,
  names: readonly string[],
  isGuarded: boolean,
): BulkMatch {
  const places = new Map(names.map((name, place) => [name.toLowerCase(), place] as const));
  const own = new Set(knownNames(source).map((name) => name.toLowerCase()));
  return {
    layout,
    places: layout.columns.map((column) => {
      const { spelled = [] } = layout.dataset.fields.find(({ name }) => name === column) ?? {};
      const found = [column, ...spelled].map((name) => places.get(name.toLowerCase()));
      return found.find((place) => place !== undefined) ?? -1;
    }),
    extra: names
      .map((name, place) => ({ name, place }))
      .filter(({ name }) => !own.has(name.toLowerCase()) && !isUnnamed(name)),
    isGuarded,
  };
}
