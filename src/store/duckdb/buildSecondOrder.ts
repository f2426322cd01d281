import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type SecondOrder, TABLES, type Table } from "../../catalog/index.js";
import type { BuildInput } from "./buildInput.js";
import { literal, quoted } from "./buildSql.js";
import { bulkSource } from "./buildStatements.js";
import { createTable } from "./buildTables.js";

/** Up to so many rows are sorted at once; more are first parted by the sort column's value. */
const SORTED_AT_ONCE = 3_000_000;

interface Plan {
  readonly table: Table;
  readonly order: SecondOrder;
  /** Values between parts, ascending; empty: one sort does. */
  readonly cuts: readonly string[];
  readonly folder: string;
}

/**
 * Copies of tables in a second order. While the first order is written, range by range, its rows are also put
 * into parts by the second order's leading column; each part is then sorted on its own.
 */
export class SecondOrderParts {
  private counter = 0;

  private constructor(
    private readonly connection: DuckDBConnection,
    readonly plans: readonly Plan[],
  ) {}

  static async plan(
    connection: DuckDBConnection,
    input: BuildInput,
    weights: ReadonlyMap<string, number>,
  ): Promise<SecondOrderParts> {
    const total = [...weights.values()].reduce((sum, rows) => sum + rows, 0);
    const plans: Plan[] = [];
    for (const table of TABLES)
      for (const order of table.secondOrders) {
        const folder = join(input.scratch, order.name);
        const cuts = total > SORTED_AT_ONCE ? await findCuts(connection, input, table, order, total) : [];
        if (cuts.length > 0) mkdirSync(folder, { recursive: true });
        plans.push({ table, order, cuts, folder });
      }
    return new SecondOrderParts(connection, plans);
  }

  /** Puts the rows of `staged` (of one range, in order, the first at `position`) into their parts. */
  async add(table: Table, staged: string, position: number): Promise<void> {
    for (const { order, cuts, folder } of this.plans.filter((plan) => plan.table === table)) {
      if (cuts.length === 0) continue;
      await this.connection.run(
        `copy (select rowid + ${position} as "position", *, ${partSql(quoted(order.by[0]!), cuts)} as part from ${staged})
         to ${literal(folder)} (format parquet, compression snappy, partition_by (part), overwrite_or_ignore,
           filename_pattern 'range${this.counter++}_{i}')`,
      );
    }
  }
}

export async function buildSecondOrders(
  connection: DuckDBConnection,
  parts: SecondOrderParts,
): Promise<void> {
  for (const { table, order, cuts, folder } of parts.plans) {
    await connection.run(createTable("next", order.name, table));
    // The first order is a tie-breaker of every second one, and `position` is its rank.
    const by = `${quoted(order.by[0]!)} nulls last, "position"`;
    if (cuts.length === 0) {
      await connection.run(`insert into next.${order.name} select * from next.${table.name} order by ${by}`);
      continue;
    }
    const columns = ["position", ...table.columns.map((column) => column.name)].map(quoted).join(", ");
    for (let part = 0; part <= cuts.length + 1; part++) {
      const files = literal(join(folder, `part=${part}`, "*.parquet"));
      const found = await connection.runAndReadAll(`select count(*) from glob(${files})`);
      if (found.getRows()[0]?.[0] === 0n) continue;
      await connection.run(
        `insert into next.${order.name} select ${columns} from read_parquet(${files}, hive_partitioning = false) order by ${by}`,
      );
    }
  }
}

/** Values that part the rows about equally, from a sample of what is staged and stored. */
async function findCuts(
  connection: DuckDBConnection,
  input: BuildInput,
  table: Table,
  order: SecondOrder,
  total: number,
): Promise<readonly string[]> {
  const column = order.by[0]!;
  const sample: string[] = [];
  const read = async (sql: string) => {
    const found = await connection.runAndReadAll(sql);
    for (const [value] of found.getRows()) if (value !== null) sample.push(String(value));
  };
  for (const bulk of input.bulk.filter((each) => each.table === table.name)) {
    const place = bulk.stored.indexOf(column);
    const step = Math.max(1, Math.floor(bulk.buckets.length / 12));
    for (const bucket of bulk.buckets.filter((_, at) => at % step === 0))
      await read(`select c${place} from ${bulkSource(bulk, [bucket.path])} limit 4000`);
  }
  if (input.previous) await read(`select ${quoted(column)} from prev.${table.name} using sample 20000 rows`);
  for (const staged of input.catalog.filter((each) => each.table === table.name))
    await read(`select ${quoted(column)} from staged_${staged.table} using sample 20000 rows`);
  sample.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = Math.ceil(total / SORTED_AT_ONCE);
  const cuts = new Set<string>();
  for (let part = 1; part < parts; part++) {
    const value = sample[Math.floor((part * sample.length) / parts)];
    if (value !== undefined && value !== "") cuts.add(value);
  }
  return [...cuts];
}

/** The number of a value's part: 0 below the first cut; nulls go into a last one of their own. */
function partSql(column: string, cuts: readonly string[]): string {
  const branches = (low: number, high: number): string => {
    if (low === high) return String(low);
    const middle = Math.floor((low + high) / 2);
    return `case when ${column} < ${literal(cuts[middle]!)} then ${branches(low, middle)} else ${branches(middle + 1, high)} end`;
  };
  return `case when ${column} is null then ${cuts.length + 1} else ${branches(0, cuts.length)} end`;
}
