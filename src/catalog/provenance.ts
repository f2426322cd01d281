import type { Table } from "./types.js";

/**
 * The columns of the house: which record a row is and where it came from. A table has those that make sense for it;
 * the loader and the mill fill them. `position`, the place in the declared order, is added to every table.
 */
export const HOUSE = {
  /** What a row is called by. */
  record: "record_id",
  /** Where it came from. */
  source: "source",
  file: "source_file",
  row: "source_row",
  /**
   * What was received otherwise than we would write it, as JSON: by the name of a shape the patch of its records
   * (RFC 7396), and under `extra` the members that no column takes.
   */
  verbatim: "verbatim",
} as const;

/** A column of the house, where a table has it. */
export function houseColumn(table: Table, part: keyof typeof HOUSE): string | undefined {
  return hasColumn(table, HOUSE[part]) ? HOUSE[part] : undefined;
}

/** A table with a long text lives in full-text shards, whole; every other one with the structured ones. */
export function isFullText({ columns }: Table): boolean {
  return columns.some(({ type, isShort }) => type === "fulltext" && !isShort);
}

/** A table of nested records, which keeps each object as it was received. */
export function isNestedTable({ roles }: Table): boolean {
  return roles.received !== undefined;
}

export function hasColumn({ columns }: Table, name: string | undefined): boolean {
  return name !== undefined && columns.some((column) => column.name === name);
}
