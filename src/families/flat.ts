import {
  type Bundled,
  type Catalog,
  type Column,
  type ColumnType,
  type Deriving,
  type Field,
  field,
  plainName,
  type Table,
} from "../catalog/index.js";
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

export const SOURCE_FIELD = field("source", "source", "keyword", {
  meaning: "`bundled` for rows that come with the program; otherwise the kind of file.",
  example: "bundled",
  derived: "Told by the kind of file.",
});

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
    roles: about.roles ?? {},
    secondOrders: [],
  };
}

/** A column of a file: its name there, what kind of value it has, what it means, an example, other spellings. */
export type FileColumn = readonly [
  name: string,
  type: "text" | "integer" | "boolean" | "date",
  meaning: string,
  example: string,
  ...spelled: string[],
];

/** The stored columns of a file's columns, by plain names: see `plainName`. */
export function columnsOf(columns: readonly FileColumn[]): readonly Column[] {
  return columns.map(([name, type, meaning]) => column(plainName(name), type, meaning));
}

const MATCHING = { text: "keyword", integer: "integer", boolean: "flag", date: "date" } as const;

/** The fields of a file's columns, under their names there. */
export function fieldsOf(columns: readonly FileColumn[]): readonly Field[] {
  return columns.map(([name, type, meaning, example, ...spelled]) =>
    field(name, plainName(name), MATCHING[type], {
      meaning,
      example,
      ...(spelled.length > 0 ? { spelled } : {}),
    }),
  );
}

/** A family that is nothing but its tables, datasets and kinds of file, and what is said beside. */
export function flatFamily(
  name: string,
  catalog: Catalog,
  more: Pick<Partial<Family>, "products" | "reads" | "listings" | "deriving"> = {},
): Family {
  return {
    name,
    ...catalog,
    routes: [],
    contributions: [],
    products: [],
    pages: [],
    firstQuestions: [],
    ...more,
  };
}

/** Tells at each load how many rows share their code with a row that says something else of it; all are kept. */
export function severalTexts({ name }: Table, code: string, text: string): Deriving {
  const several = `select ${code} from "final_${name}" group by ${code} having count(distinct ${text}) > 1`;
  return {
    readings: [],
    steps: () => [],
    tables: {},
    remarks: [
      {
        table: name,
        condition: () => `${code} in (${several})`,
        says: [
          "row has a code that another row gives another text; both are kept",
          "rows have a code that other rows give another text; all are kept",
        ],
      },
    ],
  };
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
