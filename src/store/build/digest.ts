import type { Table, TableDeriving } from "../../catalog/index.js";
import { contentOf, SQL } from "./sqlWords.js";

/**
 * The order-independent digest of a table's rows: the sum, modulo 2^64, of a number for each row, which is the lower
 * half of the MD5 of its cells where its family says nothing else. MD5 rather than the engine's own hash, which may
 * change between versions.
 */
export function digestSql(table: Table, deriving: TableDeriving | undefined): string {
  const content = contentOf(table);
  return summed(deriving?.digest?.(content, SQL) ?? SQL.digestOf(content.map(SQL.textOf)));
}

/** Adds the numbers of rows up. */
export function summed(number: string): string {
  return `(sum((${number})::hugeint) % 18446744073709551616::hugeint)::hugeint`;
}
