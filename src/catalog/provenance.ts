import type { Table } from "./types.js";

/**
 * The columns of the house: which record a row is and where it came from. A table has those that make sense for it;
 * the loader and the mill fill them. `position`, the place in the declared order, is added to every table.
 */
export const HOUSE = {
  record: "record_id",
  source: "source",
  file: "source_file",
  row: "source_row",
  verbatim: "verbatim",
} as const;

/** A table with a long text lives in full-text shards, whole; every other one with the structured ones. */
export function isFullText({ columns }: Table): boolean {
  return columns.some(({ type, isShort }) => type === "fulltext" && !isShort);
}

export function hasColumn({ columns }: Table, name: string | undefined): boolean {
  return name !== undefined && columns.some((column) => column.name === name);
}
