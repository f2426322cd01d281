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

/** Makes the function that reads some columns of a line; it returns null when the line is not one row. */
export function rowParser(
  format: RowFormat,
  columns: ReadonlySet<string>,
): (line: string) => PlacedRow | null {
  const firstColumn = 2 + Math.ceil(format.flags.length / FLAGS_PER_GROUP);
  const width = firstColumn + format.columns.length;
  const constants = Object.entries(format.constants).filter(([name]) => columns.has(name));
  const flags = format.flags
    .map((name, at) => ({
      name,
      field: 2 + Math.floor(at / FLAGS_PER_GROUP),
      shift: 2 * (at % FLAGS_PER_GROUP),
    }))
    .filter(({ name }) => columns.has(name));
  const cells = format.columns
    .map((column, at) => ({ ...column, field: firstColumn + at }))
    .filter(({ name }) => columns.has(name));

  return (line) => {
    const fields = line.split(SEPARATOR);
    if (fields.length !== width) return null;
    const row: Record<string, Cell> & { position: number } = {
      position: Number(fields[1]),
      application_number: fields[0] === NO_APPLICATION ? null : fields[0]!,
    };
    for (const [name, value] of constants) row[name] = value;
    for (const { name, field, shift } of flags) {
      const bits = (Number(fields[field]) >> shift) & 3;
      row[name] = bits === 2 ? null : bits === 1;
    }
    for (const { name, field, type, isJson } of cells) row[name] = parseCell(fields[field]!, type, isJson);
    return row;
  };
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
