import type { TableDeriving } from "../../catalog/index.js";
import { quoted } from "../duckdb/sql.js";

type Taken = NonNullable<TableDeriving["taken"]>;

/**
 * Which columns a row brings, as it is read. Of rows that were stored before this was kept, all that they have counts as
 * brought.
 */
export function broughtSql({ columns }: Taken, isRead: (column: string) => boolean = () => true): string {
  const bits = columns.flatMap((name, at) =>
    isRead(name) ? [`case when ${quoted(name)} is null then 0 else ${2 ** at} end`] : [],
  );
  return `nullif(${bits.join(" + ")}, 0)::bigint`;
}

/** A stored column as it was received: null where the row took it from another. */
export function ifBrought({ columns, brought }: Taken, name: string): string | null {
  const at = columns.indexOf(name);
  return at < 0 ? null : `case when ${quoted(brought)} & ${2 ** at} <> 0 then ${quoted(name)} end`;
}
