import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnType, Table } from "../../src/catalog/index.js";
import { TABLES, tableOf } from "../../src/installation.js";
import { inDeclaredOrder, manifestOf, type Rows } from "../../src/store/oracle/memory.js";
import type { Cell, Row } from "../../src/store/row.js";
import { compareScalars } from "../../src/store/row.js";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  fulltext: "VARCHAR",
  json: "VARCHAR",
  integer: "BIGINT",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  integers: "INTEGER[]",
};

/** Writes rows as a snapshot folder as the loader leaves it; returns the folder. */
export async function writeSnapshot(rows: Rows, names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "artunit-store-"));
  const instance = await DuckDBInstance.create(join(folder, "store.duckdb"));
  const connection = await instance.connect();
  for (const name of names) {
    const table = tableOf(name);
    const placed = inDeclaredOrder(table, rows[name] ?? []);
    await writeTable(name, table, placed);
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
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifestOf(rows, TABLES)));
  return folder;

  async function writeTable(name: string, table: Table, placed: readonly Row[]): Promise<void> {
    const columns = table.columns.map((each) => `${each.name} ${TYPES[each.type]}`);
    await connection.run(`CREATE TABLE ${name} (position BIGINT, ${columns.join(", ")})`);
    for (let at = 0; at < placed.length; at += 500) {
      const values = placed
        .slice(at, at + 500)
        .map(
          (row) =>
            `(${row.position}, ${table.columns.map((each) => literal(row[each.name] ?? null)).join(", ")})`,
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

function literal(cell: Cell): string {
  if (cell === null) return "NULL";
  if (typeof cell === "string") return `'${cell.replaceAll("'", "''")}'`;
  return typeof cell === "object" ? `[${cell.join(", ")}]` : String(cell);
}
