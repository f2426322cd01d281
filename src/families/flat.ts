import type { Bundled, Catalog, Column, ColumnType, Table } from "../catalog/index.js";
import type { Family } from "./family.js";

/** What every flat table keeps of where its rows came from. */
const PROVENANCE: readonly Column[] = [
  column("record_id", "text", "Row id: computed from what the row says."),
  column("source", "text", "Where the row came from."),
  column("source_file", "text", "File the row was read from."),
  column("source_row", "integer", "Line or record of that file."),
  column(
    "verbatim",
    "json",
    "What was received otherwise than it is written, and members that no column takes.",
  ),
];

export function column(name: string, type: ColumnType, meaning: string): Column {
  return { name, type, meaning };
}

/** A table of rows that stand for themselves, each of one file, in the order of some columns. */
export function flatTable(
  name: string,
  columns: readonly Column[],
  order: readonly string[],
  about: Pick<Table, "bundled" | "hints"> & { readonly roles?: Table["roles"] } = {},
): Table {
  return {
    ...about,
    name,
    columns: [...columns, ...PROVENANCE],
    order: [...order, "record_id"],
    roles: { ...about.roles, id: "record_id", source: "source", verbatim: "verbatim" },
    secondOrders: [],
  };
}

/** A family that is nothing but its tables, datasets and kinds of file. */
export function flatFamily(name: string, catalog: Catalog): Family {
  return { name, ...catalog, routes: [], contributions: [], products: [], pages: [], firstQuestions: [] };
}

/** The rows of a list that comes with the program: on each line a code, a blank and what it means. */
export function bundledCodes(list: string, code: string, meaning: string, isNumber: boolean): Bundled {
  return {
    column: code,
    rows: () =>
      list
        .trim()
        .split("\n")
        .map((line) => {
          const blank = line.indexOf(" ");
          const written = line.slice(0, blank);
          return { [code]: isNumber ? Number(written) : written, [meaning]: line.slice(blank + 1) };
        }),
  };
}
