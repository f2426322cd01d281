import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Column, Table } from "../../src/catalog/index.js";
import { columnSqlType } from "../../src/store/duckdb/sql.js";
import { inDeclaredOrder, manifestOf, type Rows } from "../../src/store/inMemory/memory.js";
import type { Cell, Row, Scalar } from "../../src/store/row.js";
import { compareScalars } from "../../src/store/row.js";

/** Writes rows as a snapshot folder as the loader leaves it; returns the folder. */
export async function writeSnapshot(rows: Rows, tables: readonly Table[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "artunit-store-"));
  await writeStore(join(folder, "store.duckdb"), tables, ({ name, ...table }) =>
    inDeclaredOrder({ name, ...table }, rows[name] ?? []),
  );
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifestOf(rows, tables)));
  return folder;
}

/** Writes tables, with their second orders, of rows that have their positions. */
export async function writeStore(
  path: string,
  tables: readonly Table[],
  placedOf: (table: Table) => readonly Row[],
): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const table of tables) {
    const placed = placedOf(table);
    await writeTable(table.name, table, placed);
    for (const order of table.secondOrders) {
      const columns = table.columns.filter(({ name: column }) => order.columns.includes(column));
      await writeTable(
        order.name,
        { ...table, columns },
        [...placed].sort((a, b) => byColumns(a, b, [order.by, "position"])),
      );
    }
  }
  connection.closeSync();
  instance.closeSync();

  async function writeTable(name: string, table: Table, placed: readonly Row[]): Promise<void> {
    const columns = table.columns.map((each) => `${each.name} ${columnSqlType(each)}`);
    await connection.run(`CREATE TABLE ${name} (position BIGINT, ${columns.join(", ")})`);
    for (let at = 0; at < placed.length; at += 500) {
      const values = placed
        .slice(at, at + 500)
        .map(
          (row) =>
            `(${row.position}, ${table.columns.map((each) => sqlLiteral(row[each.name] ?? null, each)).join(", ")})`,
        );
      await connection.run(`INSERT INTO ${name} VALUES ${values.join(", ")}`);
    }
  }
}

function byColumns(a: Row, b: Row, columns: readonly string[]): number {
  for (const column of columns) {
    const order = compareScalars(a[column] as string | null, b[column] as string | null);
    if (order !== 0) return order;
  }
  return 0;
}

/** A cell as SQL of its column's type. */
export function sqlLiteral(cell: Cell, column: Column): string {
  if (cell === null) return "NULL";
  const text = Array.isArray(cell)
    ? `[${cell.map(scalarLiteral).join(", ")}]`
    : scalarLiteral(cell as Scalar);
  return `${text}::${columnSqlType(column)}`;
}

/** SQL's own literals have no character 0. */
function scalarLiteral(value: Scalar): string {
  if (typeof value !== "string") return `${value}`;
  const parts = value.split("\u0000").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(" || chr(0) || ")})`;
}
