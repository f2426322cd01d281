import type { ColumnType, Table } from "../../catalog/index.js";
import type { PlacedRow } from "../memory.js";
import type { Cell } from "../row.js";

/**
 * The lookup file of a table holds one line per row, in the declared order: the application number, the
 * position, the flags packed into integers, then the other columns that vary, each between separators. A line
 * whose number of fields is wrong holds a separator in a value; such rows are left to the engine.
 */
export interface RowFormat {
  /** Boolean columns, packed two bits each, so many to a group. */
  readonly flags: readonly string[];
  /** The columns after the flags, with the way their text is written. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: ColumnType;
    /** JSON, because some value of the column holds a line break or reads like a missing one. */
    readonly isJson: boolean;
  }[];
  /** Columns with the same value in every row. */
  readonly constants: Readonly<Record<string, Cell>>;
}

export const SEPARATOR = "\u001f";
export const MISSING = "\u001e";
/** Stands for a missing application number, behind every other in the order of the file. */
export const NO_APPLICATION = "\u{10ffff}";
/** Two bits each in a 31-bit integer. */
export const FLAGS_PER_GROUP = 15;

const APPLICATION = "application_number";

/** Which columns of a table are flags and which are written one by one, given what is constant in it. */
export function formatOf(
  table: Table,
  constants: Readonly<Record<string, Cell>>,
  jsonColumns: ReadonlySet<string>,
): RowFormat {
  const varying = table.columns.filter(({ name }) => !(name in constants) && name !== APPLICATION);
  return {
    flags: varying.filter(({ type }) => type === "boolean").map(({ name }) => name),
    columns: varying
      .filter(({ type }) => type !== "boolean")
      .map(({ name, type }) => ({ name, type, isJson: jsonColumns.has(name) })),
    constants,
  };
}

/** The fields of a line; null when it is not one row. */
export function fieldsOf(line: string, format: RowFormat): readonly string[] | null {
  const fields = line.split(SEPARATOR);
  return fields.length === firstColumn(format) + format.columns.length ? fields : null;
}

/** The place of a row in the declared order. */
export function positionOf(fields: readonly string[]): number {
  return Number(fields[1]);
}

/** Makes the function that reads some columns of a line's fields. */
export function rowParser(
  format: RowFormat,
  columns: ReadonlySet<string>,
): (fields: readonly string[]) => PlacedRow {
  const constants = Object.entries(format.constants).filter(([name]) => columns.has(name));
  const cells = [...columns].flatMap((name) => {
    const reader = name in format.constants ? null : cellReader(format, name);
    return reader ? [{ name, ...reader }] : [];
  });

  return (fields) => {
    const row: Record<string, Cell> & { position: number } = { position: positionOf(fields) };
    for (const [name, value] of constants) row[name] = value;
    for (const { name, field, read } of cells) row[name] = read(fields[field]!);
    return row;
  };
}

/** Where a column that varies stands in a line, and how its text is read; null for a column that is not there. */
export function cellReader(
  format: RowFormat,
  name: string,
): { readonly field: number; readonly read: (text: string) => Cell; readonly isPlainText: boolean } | null {
  if (name === APPLICATION)
    return { field: 0, read: (text) => (text === NO_APPLICATION ? null : text), isPlainText: false };
  const flag = format.flags.indexOf(name);
  if (flag >= 0) {
    const shift = 2 * (flag % FLAGS_PER_GROUP);
    return {
      field: 2 + Math.floor(flag / FLAGS_PER_GROUP),
      read: (text) => {
        const bits = (Number(text) >> shift) & 3;
        return bits === 2 ? null : bits === 1;
      },
      isPlainText: false,
    };
  }
  const at = format.columns.findIndex((each) => each.name === name);
  if (at < 0) return null;
  const { type, isJson } = format.columns[at]!;
  return {
    field: firstColumn(format) + at,
    read: (text) => parseCell(text, type, isJson),
    isPlainText: !isJson && (type === "text" || type === "fulltext" || type === "json"),
  };
}

function firstColumn({ flags }: RowFormat): number {
  return 2 + Math.ceil(flags.length / FLAGS_PER_GROUP);
}

function parseCell(text: string, type: ColumnType, isJson: boolean): Cell {
  if (text === MISSING) return null;
  switch (type) {
    case "integer":
      return Number(text);
    case "integers":
      return text === "" ? [] : text.split(" ").map(Number);
    case "timestamp":
      return text.replace(" ", "T");
    default:
      return isJson ? (JSON.parse(text) as string) : text;
  }
}
