import { columnOf, type Packing, type SecondOrder, type Table } from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";
import { isListColumn } from "../row.js";
import { type Generated, NOT_PACKED, storedTable } from "./tables.js";

/** Up to so many rows of a second order are sorted at once; more are read in parts, by ranges of its column. */
const SORTED_AT_ONCE = 6_000_000;
/** The same of values of lists, which stand there with their position alone. */
const EACH_AT_ONCE = 12_000_000;

/** Values from `from` (inclusive) to `to` (exclusive), compared as text; null is open. Or the rows without one. */
type Part = { readonly from: string | null; readonly to: string | null } | "missing";

/**
 * Writes the narrow copies of the finished tables in their second orders, without the columns that follow from the
 * others. The next snapshot's tables are the connection's default.
 */
export async function buildSecondOrders(
  connection: DuckDBConnection,
  tables: readonly Table[],
  empty: ReadonlySet<string>,
  generatedOf: (table: Table) => Generated,
): Promise<void> {
  for (const table of tables)
    for (const order of table.secondOrders) {
      if (isListColumn(table, order.by)) {
        await writeEach(connection, table, order, empty.has(table.name));
        continue;
      }
      const spelling = spellingOf(table, order);
      const copy = storedTable(order.name, columnsOf(table, order), generatedOf(table), spelling);
      await connection.run(copy.create);
      const columns = ["position", ...copy.written].map(quoted).join(", ");
      const missing = order.spelled ? `${quoted(order.spelled)} nulls last, "position"` : '"position"';
      for (const part of empty.has(table.name) ? [] : await partsOf(connection, table, order))
        await connection.run(
          `insert into ${quoted(copy.stored)} (${columns}) select ${columns} from ${quoted(table.name)}
           where ${isIn(part, quoted(order.by))} order by ${part === "missing" ? missing : `${quoted(order.by)}, "position"`}`,
        );
      if (copy.view) await connection.run(copy.view);
    }
}

/** Of a list, each of its values with the position of its row. */
async function writeEach(
  connection: DuckDBConnection,
  table: Table,
  { name: order, by }: SecondOrder,
  isEmpty: boolean,
): Promise<void> {
  const column = quoted(by);
  const { name } = table;
  const { isList: _, ...one } = columnOf(table, by);
  const type = columnSqlType(one);
  await connection.run(`create table next.${quoted(order)} ("position" bigint, ${column} ${type})`);
  if (isEmpty) return;
  const from = `(select "position", unnest(${column}) as ${column} from ${quoted(name)})`;
  const found = await connection.runAndReadAll(
    `select coalesce(sum(len(${column})), 0)::double from ${quoted(name)}`,
  );
  const parts = Math.ceil(Number(found.getRows()[0]?.[0]) / EACH_AT_ONCE);
  const sampled = await connection.runAndReadAll(
    `select ${column} from (select unnest(${column}) as ${column} from ${quoted(name)} where "position" % 97 = 0) order by 1`,
  );
  const sample = sampled.getRows().map(([value]) => String(value));
  for (const part of partsBetween(parts > 1 ? cutsOf(sample, parts) : []))
    await connection.run(
      `insert into next.${quoted(order)} ("position", ${column}) select "position", ${column} from ${from}
       where ${isIn(part, column)} order by ${column}, "position"`,
    );
}

/** Where the table is packed, the other spelling is read out of the leading column, which is written. */
function spellingOf({ hints }: Table, { by, spelled }: SecondOrder): Pick<Packing, "written" | "read"> {
  const packing = hints?.packing;
  if (spelled === undefined || !packing?.spelling || !packing.read.has(spelled)) return NOT_PACKED;
  return { written: packing.spelling.written, read: new Map([[spelled, packing.spelling.read(by)]]) };
}

function columnsOf(table: Table, order: SecondOrder): Table["columns"] {
  return table.columns.filter(({ name }) => order.columns.includes(name));
}

async function partsOf(
  connection: DuckDBConnection,
  table: Table,
  order: SecondOrder,
): Promise<readonly Part[]> {
  const counted = await connection.runAndReadAll(`select count(*) from ${quoted(table.name)}`);
  const parts = Math.ceil(Number(counted.getRows()[0]?.[0] ?? 0) / SORTED_AT_ONCE);
  if (parts <= 1) return [{ from: null, to: null }, "missing"];
  const column = quoted(order.by);
  const sampled = await connection.runAndReadAll(
    `select ${column} from ${quoted(table.name)} where "position" % 997 = 0 and ${column} is not null order by 1`,
  );
  const sample = sampled.getRows().map(([value]) => String(value));
  return [...partsBetween(cutsOf(sample, parts)), "missing"];
}

/** Values between which parts are about as large. */
function cutsOf(sample: readonly string[], parts: number): readonly string[] {
  const cuts = new Set<string>();
  for (let part = 1; part < parts; part++) {
    const value = sample[Math.floor((part * sample.length) / parts)];
    if (value !== undefined) cuts.add(value);
  }
  return [...cuts];
}

function partsBetween(cuts: readonly string[]): readonly Exclude<Part, "missing">[] {
  const bounds = [null, ...cuts, null];
  return bounds.slice(1).map((to, at) => ({ from: bounds[at]!, to }));
}

function isIn(part: Part, column: string): string {
  if (part === "missing") return `${column} is null`;
  const conditions = [
    `${column} is not null`,
    ...(part.from === null ? [] : [`${column} >= ${literal(part.from)}`]),
    ...(part.to === null ? [] : [`${column} < ${literal(part.to)}`]),
  ];
  return conditions.join(" and ");
}
