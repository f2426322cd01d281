import { type AloneRows, type Deriving, hasColumn, type Range, type Table } from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";
import { aloneRows, isKeptAsRead, type Short, shortOf } from "./bulkRows.js";
import type { BuildInput } from "./input.js";
import { collectOwnRows, ownTable, type RangeInput } from "./ownRows.js";
import { partsSql, readColumns } from "./parts.js";
import { readingTable, readTexts } from "./readings.js";
import { dropTemporary } from "./sameRecords.js";
import { SQL } from "./sqlWords.js";
import { type Generated, NOT_PACKED } from "./tables.js";

/**
 * The rows of one range of a table, in the declared order: a temporary table as narrow as what must be joined
 * and sorted, and the value of each written column over it. Moving rows costs more than computing columns.
 */
export interface StagedRows {
  readonly table: Table;
  readonly staged: string;
  readonly columns: ReadonlyMap<string, string>;
  /** The number that stands for a staged row; null where the written ones are digested. */
  readonly digest: string | null;
  /** Columns that follow from others in every row as they usually do. */
  readonly followed: ReadonlySet<string>;
}

/**
 * Stages the rows of one range for every table of a family. First the rows as they were read (`own_<table>`:
 * staged and stored, each record once), then what the family works out of them, then all with their derived
 * columns. Returns beside them how many rows each remark of the family is about.
 */
export async function stageRange(
  connection: DuckDBConnection,
  tables: readonly Table[],
  given: RangeInput,
): Promise<{ readonly rows: readonly StagedRows[]; readonly remarks: readonly number[] }> {
  const { deriving } = given;
  const alone = new Map<string, AloneRows>();
  const without = new Set<string>();
  for (const table of tables) {
    const rows = await collectOwnRows(connection, given, table);
    if (rows === "none") without.add(table.name);
    else if (rows) alone.set(table.name, rows);
  }
  // Of what was not read nothing is made, but by a family that says its steps bring whole rows.
  const made = tables.filter(({ name }) => !without.has(name) || deriving?.tables[name]?.isWhole);
  const tableNamed = (name: string) => tables.find((each) => each.name === name)!;
  const temporary: string[] = tables.map(ownTable);
  for (const reading of deriving?.readings ?? []) {
    await readTexts(connection, reading, tableNamed(reading.table));
    temporary.push(quoted(readingTable(reading)));
  }
  const range: Range = { alone: new Set(alone.keys()), sql: SQL };
  for (const { name, select } of deriving?.steps(range) ?? []) {
    await connection.run(`create temp table ${name} as ${select}`);
    temporary.push(name);
  }
  const rows: StagedRows[] = [];
  for (const table of made) {
    const alongside = deriving?.tables[table.name]?.alongside ?? [];
    const own = alongside.every((name) => alone.has(name)) ? alone.get(table.name) : undefined;
    rows.push(await finalRows(connection, table, deriving, range, own ?? null));
  }
  const remarks: number[] = [];
  for (const { table, condition } of deriving?.remarks ?? []) {
    if (!made.includes(tableNamed(table))) {
      remarks.push(0);
      continue;
    }
    const found = await connection.runAndReadAll(
      `select count(*) from ${finalTable(tableNamed(table))} where ${condition(alone.has(table))}`,
    );
    remarks.push(Number(found.getRows()[0]?.[0] ?? 0));
  }
  await dropTemporary(connection, temporary);
  return { rows, remarks };
}

function finalTable({ name }: Table): string {
  return quoted(`final_${name}`);
}

/** Whether some row of the table comes from elsewhere than one bulk file decides how much must be asked. */
async function finalRows(
  connection: DuckDBConnection,
  table: Table,
  deriving: Deriving | undefined,
  range: Range,
  alone: AloneRows | null,
): Promise<StagedRows> {
  const short = alone && shortOf(alone, table, deriving);
  if (!(await staysInOrder(connection, table, deriving, alone))) {
    const carried = [
      ...readColumns(table)
        .filter(({ name }) => !short?.late.has(name))
        .map((column) => `${columnSql(table, column, deriving, alone)} as ${quoted(column.name)}`),
      ...(short?.carried ?? []),
    ];
    const from = deriving?.tables[table.name]?.from(range, alone !== null) ?? `${ownTable(table)} r`;
    const order = table.order.map((name) => `${quoted(name)} nulls last`).join(", ");
    await connection.run(
      `create temp table ${finalTable(table)} as select ${carried.join(",\n ")} from ${from} order by ${order}`,
    );
  }
  const { write, written } = table.hints?.packing ?? NOT_PACKED;
  const columns = [...table.columns.map(({ name }) => name), ...written.keys()].map(
    (name) => [name, writtenSql(name, short, write)] as const,
  );
  const parts = table.columns.flatMap(({ name, partsOf }) =>
    partsOf ? [[name, partsSql(partsOf)] as const] : [],
  );
  const followed = (table.hints?.usual ?? []).filter(({ isRule }) => alone !== null && isRule);
  return {
    table,
    staged: finalTable(table),
    columns: new Map([...columns, ...parts]),
    digest: short?.digest ?? null,
    followed: new Set(followed.map(({ column }) => column)),
  };
}

/**
 * Rows that are kept as they were read, and stand in the declared order already, are taken over as they are: looking
 * takes a fiftieth of the time of sorting.
 */
async function staysInOrder(
  connection: DuckDBConnection,
  table: Table,
  deriving: Deriving | undefined,
  alone: AloneRows | null,
): Promise<boolean> {
  if (alone === null || !isKeptAsRead(table, deriving)) return false;
  if (!readColumns(table).every(({ name }) => alone.columns.has(name))) return false;
  const key = `row(${table.order.map(quoted).join(", ")})`;
  const [[isOrdered]] = (
    await connection.runAndReadAll(
      `select coalesce(bool_and(here >= before and place = place_before + 1), true) from (
        select ${key} as here, lag(${key}) over () as before, rowid as place, lag(rowid) over () as place_before
        from ${ownTable(table)})`,
    )
  ).getRows() as [[boolean]];
  if (isOrdered) await connection.run(`alter table ${ownTable(table)} rename to ${finalTable(table)}`);
  return isOrdered;
}

/** What is written of a column, over the staged rows: those that go the short way carry packed columns as such. */
function writtenSql(name: string, short: Short | null, write: ReadonlyMap<string, string>): string {
  if (short) return short.late.get(name) ?? quoted(name);
  return write.get(name) ?? quoted(name);
}

/** The final value of a column. */
function columnSql(
  table: Table,
  column: Table["columns"][number],
  deriving: Deriving | undefined,
  alone: AloneRows | null,
): string {
  const { name } = column;
  const rules = deriving?.tables[table.name];
  const isThere = alone === null || alone.columns.has(name) || rules?.isWhole === true;
  const own = isThere ? `r.${quoted(name)}` : `null::${columnSqlType(column)}`;
  if (name === table.roles.preferred) return alone ? "true" : preferredSql(table, rules?.same);
  return rules?.columns[name]?.(own, alone !== null) ?? own;
}

/** No better source describes the same. */
function preferredSql(table: Table, same: string | undefined): string {
  const { partition, document } = table.roles;
  const { sources = [] } = table;
  const key = [partition, document]
    .filter((name) => hasColumn(table, name))
    .map((name) => `r.${quoted(name!)}`);
  if (document === undefined || sources.length < 2 || !hasColumn(table, "source")) return "true";
  const ranks = sources.map((source, rank) => `when ${literal(source)} then ${rank}`).join(" ");
  const rank = `(case r.source ${ranks} else ${sources.length} end)`;
  return `${rank} = min(${rank}) over (partition by ${same ?? key.join(", ")})`;
}

/** Columns that hold one value throughout a table, as is known before it is built: in a load of one bulk file alone. */
export function constantColumns(input: BuildInput, table: Table, deriving: Deriving | undefined): Generated {
  const [bulk, ...others] = input.bulk.filter((each) => each.table === table.name);
  if (!bulk || others.length > 0 || input.previous || input.catalog.length > 0) return new Map();
  return shortOf(aloneRows(bulk, table, deriving, input.files), table, deriving)?.constant ?? new Map();
}
