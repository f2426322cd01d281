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

/**
 * What stands in a column of a file. `text` is matched whole and `words` word by word; a `day` is `20070509`; a `patent` is
 * digits and a `document` written as `US 8012966 B2`, and both are matched in any written form, as is the number of an
 * `application`.
 */
const KINDS = {
  text: { type: "text", match: "keyword" },
  words: { type: "text", match: "text" },
  day: { type: "text", match: "keyword", isCompactDay: true },
  patent: { type: "text", match: "keyword", numbers: "digits" },
  document: { type: "text", match: "keyword", numbers: "spaced" },
  application: { type: "text", match: "keyword", numbers: "application-text" },
  integer: { type: "integer", match: "integer" },
  boolean: { type: "boolean", match: "flag" },
  date: { type: "date", match: "date" },
} as const satisfies Readonly<
  Record<string, { readonly type: ColumnType } & Pick<Field, "match" | "numbers" | "isCompactDay">>
>;

/** A column of a file: its name there, what stands in it, what it means, an example, other spellings. */
export type FileColumn = readonly [
  name: string,
  kind: keyof typeof KINDS,
  meaning: string,
  example: string,
  ...spelled: string[],
];

/** The stored columns of a file's columns, by plain names: see `plainName`. */
export function columnsOf(columns: readonly FileColumn[]): readonly Column[] {
  return columns.map(([name, kind, meaning]) => column(plainName(name), KINDS[kind].type, meaning));
}

/** The fields of a file's columns, under their names there. */
export function fieldsOf(columns: readonly FileColumn[]): readonly Field[] {
  return columns.map(([name, kind, meaning, example, ...spelled]) => {
    const { type: _, match, ...numbers } = KINDS[kind];
    return field(name, plainName(name), match, {
      ...numbers,
      meaning,
      example,
      ...(spelled.length > 0 ? { spelled } : {}),
    });
  });
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
