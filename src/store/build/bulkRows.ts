import {
  type AloneDeriving,
  type AloneRows,
  type Column,
  type Deriving,
  HOUSE,
  hasColumn,
  STAGED,
  type Table,
  type TableDeriving,
} from "../../catalog/index.js";
import { literal, quoted } from "../duckdb/sql.js";
import { broughtSql } from "./brought.js";
import type { BulkInput, FileInput } from "./input.js";
import { readingsOf } from "./readings.js";
import { SQL } from "./sqlWords.js";

/** The rows of a bulk table as text: `file`, `line`, its columns as `c0`, `c1`, …, and what stands `aside`: the row's patches. */
export function bulkSource(bulk: BulkInput, paths: readonly string[]): string {
  const columns = [
    "'file': 'integer'",
    "'line': 'bigint'",
    ...bulk.columns.map((_, at) => `'c${at}': 'varchar'`),
    "'aside': 'varchar'",
  ];
  return `read_csv([${paths.map(literal).join(", ")}], auto_detect = false, header = false, delim = '${STAGED.cellEnd}', quote = '',
    escape = '', nullstr = '', new_line = '\\n', columns = {${columns.join(", ")}})`;
}

/** The staged rows of one bulk file, or of several of one kind. */
export interface BulkPart {
  readonly bulk: BulkInput;
  readonly table: Table;
  readonly deriving: Deriving | undefined;
  readonly files: readonly FileInput[];
  readonly paths: readonly string[];
  /** The condition that a value of the partition is in the range. */
  readonly isInRange: (partition: string) => string;
  /** Set where the rows go the short way. */
  readonly short: Short | null;
}

/** The short way of a table's rows, once they are known. */
export interface Short extends Pick<AloneDeriving, "packed"> {
  readonly carried: readonly string[];
  readonly digest: string;
  readonly constant: ReadonlyMap<string, string>;
  /** Every column that is worked out while writing. */
  readonly late: ReadonlyMap<string, string>;
}

/** How the text of a cell, as it is staged, becomes a value of its column: what is written otherwise was read before. */
function typedCell(column: Column | undefined, text: string): string | null {
  switch (column?.type) {
    case "boolean":
      return `case when ${text} = '0' then false when ${text} = '1' then true end`;
    case "integer":
      return `try_cast(${text} as bigint)`;
    case "date":
      return `case when length(${text}) = 10 then try_cast(${text} as date) end`;
    case "number":
      return `try_cast(${text} as double)`;
    case "timestamp":
      return `try_cast(${text} as timestamp)`;
    default:
      return null;
  }
}

/** Whether a text that cannot be read as a value of the column is kept aside. */
function isConverted(column: Column | undefined): boolean {
  switch (column?.type) {
    case "boolean":
    case "integer":
    case "number":
    case "date":
    case "timestamp":
      return true;
    default:
      return false;
  }
}

/** Cells of a bulk file by the columns they fill. */
class Cells {
  private readonly deriving: TableDeriving | undefined;

  constructor(
    readonly bulk: BulkInput,
    readonly table: Table,
    deriving: Deriving | undefined,
  ) {
    this.deriving = deriving?.tables[table.name];
  }

  column(name: string): Column | undefined {
    return this.table.columns.find((each) => each.name === name);
  }

  place(name: string): string {
    return `c${this.bulk.stored.indexOf(name)}`;
  }

  /** The text of a cell as it was received, with its line breaks. */
  received(at: number): string {
    return this.bulk.hasLineBreaks
      ? `replace(replace(c${at}, ${literal(STAGED.lineFeed)}, chr(10)), ${literal(STAGED.carriageReturn)}, chr(13))`
      : `c${at}`;
  }

  /** The value of a cell. */
  value(at: number): string {
    const column = this.column(this.bulk.stored[at]!);
    const known = column && this.deriving?.cell?.(column, `c${at}`);
    return known ?? typedCell(column, `c${at}`) ?? this.received(at);
  }

  /** The partition of a row, as its column holds it. */
  partition(): string | null {
    const at = this.bulk.stored.indexOf(this.table.roles.partition ?? "");
    return at < 0 ? null : this.value(at);
  }
}

/** The partition of a bulk file's rows; null where it does not say it. */
export function partitionOfBulk(
  bulk: BulkInput,
  table: Table,
  deriving: Deriving | undefined,
): string | null {
  return new Cells(bulk, table, deriving).partition();
}

/** Reads a part of a bulk table: typed columns, the row's id, and what could not be read. */
export function rowsOfBulk(part: BulkPart): string {
  const { bulk, table, deriving, files, paths, isInRange, short } = part;
  const cells = new Cells(bulk, table, deriving);
  const packed = short?.packed;
  const unlessPacked = (name: string, sql: string) =>
    packed?.instead.includes(name) ? `case when ${packed.name} is null then ${sql} end` : sql;
  const typed = bulk.stored.map((name, at) => `${unlessPacked(name, cells.value(at))} as ${quoted(name)}`);
  const kept = files.flatMap((file, at) => (file.isRefused ? [] : [at]));
  const select = [
    ...bulk.stored.map(quoted),
    ...(packed ? [packed.name] : []),
    ...houseColumns(part, cells),
    ...workedOut(part, cells, unlessPacked),
  ];
  const whole = [
    ...(hasColumn(table, HOUSE.record) ? [`${idSql(cells)} as id0`] : []),
    ...(packed ? [`${packed.sql((column) => cells.place(column))} as ${packed.name}`] : []),
  ];
  const partition = cells.partition();
  const isRefused = kept.length < files.length;
  // A join, and not a condition: behind it the engine need not keep the order of the lines, which takes longer. Rows
  // that are kept as they were read may stand in the declared order already, so theirs is kept.
  const ofFiles = isKeptAsRead(table, deriving)
    ? `where ${isRefused ? `file in (${kept.join(", ")})` : "true"} and`
    : `semi join (select unnest([${kept.join(", ")}]::integer[]) as file) using (file) where`;
  return `select ${select.join(", ")}
    from (select *, ${typed.join(", ")}
      from (select *${whole.map((each) => `, ${each}`).join("")}
        from ${bulkSource(bulk, paths)}
        ${ofFiles} ${isInRange(partition ?? "null")}))`;
}

/** The MD5 of what was received; what is missing counts as an empty text. */
function idSql(cells: Cells): string {
  const { bulk, table } = cells;
  const content = bulk.columns.map((_, at) =>
    bulk.stored[at] === table.roles.partition && cells.column(bulk.stored[at]!)?.type === "text"
      ? cells.value(at)
      : cells.received(at),
  );
  return `md5(concat(${literal(table.name)}, chr(31), ${content.join(", chr(31), ")}))`;
}

/** Where the row came from, and what it said that its columns cannot hold. */
function houseColumns({ bulk, table, files, short }: BulkPart, cells: Cells): readonly string[] {
  const group =
    files.length === 1 ? "0" : `list_extract([${files.map((file) => file.group).join(", ")}], file + 1)`;
  const columns: readonly (readonly [string, string])[] = [
    [HOUSE.record, "id0"],
    [HOUSE.source, literal(bulk.source)],
    [HOUSE.file, `list_extract([${files.map((file) => literal(file.name)).join(", ")}], file + 1)`],
    [HOUSE.row, "line"],
    [HOUSE.verbatim, `(${verbatimSql(cells)})::varchar`],
  ];
  return [
    ...columns
      .filter(([name]) => hasColumn(table, name) && !short?.late.has(name))
      .map(([name, sql]) => `${sql} as ${name}`),
    ...(hasColumn(table, HOUSE.record) ? [`${group} as repeat_group`] : []),
  ];
}

function verbatimSql(cells: Cells): string {
  const { bulk } = cells;
  const patch = literal(bulk.patch);
  const lost = bulk.columns
    .map((name, at) => ({ name, at }))
    .filter(({ at }) => isConverted(cells.column(bulk.stored[at]!)));
  const lostHere = ({ at }: { readonly at: number }) =>
    `c${at} is not null and ${quoted(bulk.stored[at]!)} is null`;
  const isLost = lost.map((each) => `(${lostHere(each)})`).join(" or ");
  const release = `json_merge_patch(${lost.map((each) => `case when ${lostHere(each)} then json_object(${literal(each.name)}, c${each.at}) else '{}'::json end`).join(", ")}${lost.length === 1 ? ", '{}'::json" : ""})`;
  const kept = lost.length > 0 ? release : "'{}'::json";
  const all = `json_merge_patch(coalesce(json_extract(aside, ${patch}), '{}'::json), ${kept})`;
  return `case when ${isLost || "false"} then
      case when aside is null then json_object(${patch}, ${kept})
           when json_exists(aside, 'extra') then json_object(${patch}, ${all}, 'extra', json_extract(aside, 'extra'))
           else json_object(${patch}, ${all}) end
    when aside is not null then aside::json end`;
}

/** Columns that follow from others of the same row. */
function workedOut(
  { bulk, table, deriving, short }: BulkPart,
  cells: Cells,
  unlessPacked: (name: string, sql: string) => string,
): readonly string[] {
  const stated = Object.entries(deriving?.tables[table.name]?.stated ?? {}).filter(
    ([name]) => !short?.late.has(name),
  );
  const readings = readingsOf(deriving, table).filter(({ from }) => bulk.stored.includes(from));
  const taken = deriving?.tables[table.name]?.taken;
  const isRead = (name: string) => bulk.stored.includes(name);
  return [
    ...(taken?.columns.some(isRead) ? [`${broughtSql(taken, isRead)} as ${quoted(taken.brought)}`] : []),
    ...stated.map(([name, { from, sql }]) => `${sql(cells.place(from))} as ${quoted(name)}`),
    ...readings.map(
      ({ column, from, plain }) => `${unlessPacked(column, plain(cells.place(from)))} as ${quoted(column)}`,
    ),
  ];
}

/**
 * What is known of rows that all come from one bulk file: their columns, and those of the house that need not be carried
 * along where the rows go the short way.
 */
export function aloneRows(
  bulk: BulkInput,
  table: Table,
  deriving: Deriving | undefined,
  files: readonly FileInput[],
): AloneRows {
  const { stated: states = {}, taken } = deriving?.tables[table.name] ?? {};
  const stated = Object.keys(states);
  const readings = readingsOf(deriving, table).filter(({ from }) => bulk.stored.includes(from));
  const columns = new Set<string>([
    ...bulk.stored,
    ...Object.values(HOUSE).filter((name) => hasColumn(table, name)),
    ...stated,
    ...readings.map(({ column }) => column),
    ...(taken?.columns.some((name) => bulk.stored.includes(name)) ? [taken.brought] : []),
  ]);
  const house = new Map<string, string>();
  if (deriving?.tables[table.name]?.alone) {
    house.set(HOUSE.source, literal(bulk.source));
    const sources = files.filter((file) => file.table === table.name && !file.isRefused);
    if (sources.length === 1) house.set(HOUSE.file, literal(sources[0]!.name));
  }
  return { columns, house };
}

/** Whether a family makes nothing of the rows of a table. */
export function isKeptAsRead(table: Table, deriving: Deriving | undefined): boolean {
  return table.roles.preferred === undefined && Object.keys(deriving?.tables ?? {}).length === 0;
}

/** The short way of rows that all come from one bulk file; null where the family knows none. */
export function shortOf(rows: AloneRows, table: Table, deriving: Deriving | undefined): Short | null {
  const alone = deriving?.tables[table.name]?.alone;
  if (!alone) return null;
  const constant = alone.constant(rows, SQL);
  return {
    ...(alone.packed ? { packed: alone.packed } : {}),
    carried: alone.carried(rows),
    digest: alone.digest(SQL),
    constant,
    late: new Map([...constant, ...alone.computed(rows, SQL)]),
  };
}
