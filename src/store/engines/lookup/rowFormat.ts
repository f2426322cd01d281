import { type Column, type ColumnType, columnOf, type Table } from "../../../catalog/index.js";
import type { PlacedRow } from "../../inMemory/memory.js";
import type { Cell, Scalar } from "../../row.js";

/**
 * The lookup file of a table holds one line per row, in the declared order: the partition (the application number, say),
 * the position, the flags packed into integers, then the other columns that vary but for the object that was received,
 * each between separators. A column
 * that usually follows from another is empty where it does. A line whose number of fields is wrong holds a
 * separator in a value; such rows are left to the engine. A nested row's line holds what has no place in its object, which
 * stands in a file of its own.
 */
export interface RowFormat {
  readonly table: string;
  /** Boolean columns in groups, each an integer of two bits for each flag; nothing where all are missing. */
  readonly flags: readonly (readonly string[])[];
  /** The columns after the flags, with the way their text is written; behind them those that always follow. */
  readonly columns: readonly WrittenColumn[];
  /** How many of the columns are written. */
  readonly written: number;
  /** Columns with the same value in every row. */
  readonly constants: Readonly<Record<string, Cell>>;
}

export interface WrittenColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Its whole numbers stand between blanks; other lists are JSON. */
  readonly isList?: true;
  /** JSON, because some value of the column holds a line break or reads like a missing one. */
  readonly isJson: boolean;
  /** The column it usually follows from; it is empty where it does. */
  readonly from: string | null;
}

/** The form of a table's lines, and the table as it is declared today. */
export interface OpenRows {
  readonly format: RowFormat;
  readonly table: Table;
}

export const SEPARATOR = "\u001f";
/** A missing value, where an empty field says something else. */
export const MISSING = "\u001e";
/** Stands for a missing partition, behind every other in the order of the file. */
export const NO_KEY = "\u{10ffff}";
/** Two bits each in a 31-bit integer. */
const FLAGS_PER_GROUP = 15;

/**
 * Which columns of a table are flags and which are written one by one, given what is constant in it and what
 * follows in every row; `packed` are flags that the engine already keeps as one integer.
 */
export function formatOf(
  table: Table,
  known: {
    readonly constants: Readonly<Record<string, Cell>>;
    readonly jsonColumns: ReadonlySet<string>;
    readonly followed?: ReadonlySet<string>;
    readonly packed?: readonly string[];
  },
): RowFormat {
  const { constants, jsonColumns, followed = new Set(), packed = [] } = known;
  const { partition } = table.roles;
  const varying = table.columns.filter(
    (column) =>
      !(column.name in constants) &&
      column.name !== partition &&
      !column.wordsOf &&
      !isOfObject(column, table),
  );
  const isFlag = ({ type, isList }: Column) => type === "boolean" && !isList;
  const loose = varying.filter((column) => isFlag(column) && !packed.includes(column.name));
  const groups: (readonly string[])[] = packed.length > 0 ? [packed] : [];
  for (let at = 0; at < loose.length; at += FLAGS_PER_GROUP)
    groups.push(loose.slice(at, at + FLAGS_PER_GROUP).map(({ name }) => name));

  const usual = table.hints?.usual ?? [];
  const isPlain = (name: string) => varying.some((column) => column.name === name) && !jsonColumns.has(name);
  const described = varying
    .filter((column) => !isFlag(column))
    .map(({ name, type, isList }): WrittenColumn => {
      const from = usual.find(({ column }) => column === name)?.from;
      const isUsual = from !== undefined && isPlain(name) && isPlain(from);
      return {
        name,
        type,
        ...(isList ? { isList } : {}),
        isJson: jsonColumns.has(name),
        from: isUsual ? from : null,
      };
    });
  const isFollowing = ({ name, from }: WrittenColumn) => from !== null && followed.has(name);
  const written = described.filter((column) => !isFollowing(column));
  const columns = [...written, ...described.filter(isFollowing)];
  return { table: table.name, flags: groups, columns, written: written.length, constants };
}

/** Whether a column of a nested row is read from its object, or is the object itself. */
export function isOfObject({ name, path }: Column, { roles: { received } }: Table): boolean {
  return received !== undefined && (name === received || path !== undefined);
}

/** Makes the function that cuts a line into the fields of its columns; it returns null when the line is not one row. */
export function fieldsReader({ format, table }: OpenRows): (line: string) => readonly string[] | null {
  const first = firstColumn(format);
  const width = first + format.written;
  const placeOf = (name: string) => first + format.columns.findIndex((column) => column.name === name);
  // A field that is empty has no value; of a list, it has none of them.
  const isEmptyMissing = format.columns.map(({ from, isList }) => from === null && !isList);
  const filled = (table.hints?.usual ?? []).flatMap(({ column, from, textOf }) => {
    const place = placeOf(column);
    return format.columns[place - first]?.from ? [{ place, source: placeOf(from), textOf }] : [];
  });

  // What was left out by a rule that is not known any more is left to the engine.
  const isReadable = format.columns.every(
    ({ name, from }) =>
      from === null || table.hints?.usual?.some((usual) => usual.column === name && usual.from === from),
  );

  return (line) => {
    const fields = line.split(SEPARATOR);
    if (fields.length !== width || !isReadable) return null;
    for (let at = first; at < width; at++)
      if (fields[at] === "" && isEmptyMissing[at - first]) fields[at] = MISSING;
    for (let at = width; at < first + format.columns.length; at++) fields.push("");
    for (const { place, source, textOf } of filled)
      if (fields[place] === "")
        fields[place] = fields[source] === MISSING ? MISSING : (textOf(fields[source]!) ?? MISSING);
    return fields;
  };
}

/** Numbers below zero stand before the others, from the least one on. */
const BELOW_ZERO = 2n ** 63n;

/**
 * A partition as the first field of a line, which lines are sorted by as texts: of a whole number a letter for how many
 * digits it has stands before them. Null for what is no partition of the table.
 */
export function partitionField(table: Table, partition: string): string | null {
  if (columnOf(table, table.roles.partition!).type === "text") return partition;
  if (!/^-?\d{1,19}$/.test(partition)) return null;
  return partition.startsWith("-")
    ? `-${String(BigInt(partition) + BELOW_ZERO).padStart(19, "0")}`
    : String.fromCharCode(96 + partition.length) + partition;
}

/** The same in the engine's SQL, where there is one. */
export function partitionFieldSql(table: Table): string {
  const name = `"${table.roles.partition!}"`;
  if (columnOf(table, table.roles.partition!).type === "text") return name;
  return `CASE WHEN ${name} < 0 THEN '-' || lpad((${name}::HUGEINT + ${BELOW_ZERO})::VARCHAR, 19, '0')
    ELSE chr((96 + length(${name}::VARCHAR))::INTEGER) || ${name}::VARCHAR END`;
}

/** Reads a partition from the first field of a line. */
function partitionReader(table: Table): (field: string) => Cell {
  if (columnOf(table, table.roles.partition!).type === "text") return (field) => field;
  return (field) =>
    field.startsWith("-") ? Number(BigInt(field.slice(1)) - BELOW_ZERO) : Number(field.slice(1));
}

/** The place of a row in the declared order. */
export function positionOf(fields: readonly string[]): number {
  return Number(fields[1]);
}

/** Makes the function that reads some columns of a line's fields. */
export function rowParser(
  rows: OpenRows,
  columns: ReadonlySet<string>,
): (fields: readonly string[]) => PlacedRow {
  const { format } = rows;
  const constants = Object.entries(format.constants).filter(([name]) => columns.has(name));
  const cells = [...columns].flatMap((name) => {
    const reader = name in format.constants ? null : cellReader(rows, name);
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
  { format, table }: OpenRows,
  name: string,
): { readonly field: number; readonly read: (text: string) => Cell; readonly isPlainText: boolean } | null {
  if (name === table.roles.partition) {
    const read = partitionReader(table);
    return { field: 0, read: (text) => (text === NO_KEY ? null : read(text)), isPlainText: false };
  }
  const group = format.flags.findIndex((names) => names.includes(name));
  if (group >= 0) {
    const shift = 2 * format.flags[group]!.indexOf(name);
    return {
      field: 2 + group,
      read: (text) => {
        const bits = text === "" ? 2 : (Number(text) >> shift) & 3;
        return bits === 2 ? null : bits === 1;
      },
      isPlainText: false,
    };
  }
  const at = format.columns.findIndex((each) => each.name === name);
  if (at < 0) return null;
  const column = format.columns[at]!;
  const { type, isList, isJson } = column;
  return {
    field: firstColumn(format) + at,
    read: (text) => parseCell(text, column),
    isPlainText: !isJson && !isList && (type === "text" || type === "fulltext" || type === "json"),
  };
}

function firstColumn({ flags }: RowFormat): number {
  return 2 + flags.length;
}

function parseCell(text: string, { type, isList, isJson }: WrittenColumn): Cell {
  if (text === MISSING) return null;
  if (isList && type === "integer") return text === "" ? [] : text.split(" ").map(Number);
  if (isList) {
    const list = JSON.parse(text) as readonly Scalar[];
    return type === "timestamp" ? list.map((each) => String(each).replace(" ", "T")) : list;
  }
  switch (type) {
    case "integer":
    case "number":
      return Number(text);
    case "timestamp":
      return text.replace(" ", "T");
    default:
      return isJson ? (JSON.parse(text) as string) : text;
  }
}

/** The field of a column that follows from no other, as SQL: what `cellReader` reads. */
export function lineField({ name, type, isList, isJson }: WrittenColumn): string {
  if (isList && type === "integer") return `coalesce(array_to_string(${name}, ' '), '${MISSING}')`;
  if (isList) return `coalesce(to_json(${name})::VARCHAR, '${MISSING}')`;
  return `coalesce(${isJson ? `to_json(${name})` : name}::VARCHAR, '')`;
}

/**
 * A format as an earlier version wrote it: its only lists were whole numbers and a type of their own, and a column that
 * the table has today and the file does not is missing in every row.
 */
export function currentFormat(format: RowFormat, table: Table | undefined): RowFormat {
  const columns = format.columns.map((column) =>
    (column.type as string) === "integers"
      ? { ...column, type: "integer" as const, isList: true as const }
      : column,
  );
  const known = new Set([...format.flags.flat(), ...columns.map(({ name }) => name)]);
  const later = (table?.columns ?? []).filter(
    (column) =>
      !known.has(column.name) && column.name !== table!.roles.partition && !isOfObject(column, table!),
  );
  const nulls = Object.fromEntries(later.map(({ name }) => [name, null]));
  return { ...format, columns, constants: { ...nulls, ...format.constants } };
}
