import { type Column, type Deriving, HOUSE, type Table } from "../../catalog/index.js";
import type { DuckDBConnection } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { readColumns } from "./parts.js";

/**
 * The same record once: the one made later at its source, then one that any order of loading would choose; its place is the
 * first in file and row order. A record is known by its source, its id and the key that its table is cut by: an id that comes
 * again under another application's number is another record, since ranges and overlays hold each key for itself.
 */
export async function keepEachOnce(
  connection: DuckDBConnection,
  own: string,
  table: Table,
  deriving: Deriving | undefined,
): Promise<void> {
  const present = await columnNames(connection, own);
  if (!present.has(HOUSE.record)) return;
  // Left out where every row is of the same source, or of the same file.
  const { partition } = table.roles;
  const key = [HOUSE.source, HOUSE.record, partition ?? HOUSE.record]
    .filter((name) => present.has(name))
    .map(quoted)
    .join(", ");
  const found = await connection.runAndReadAll(
    `select count(*) from (select 1 from ${own} group by ${key} having count(*) > 1)`,
  );
  if (found.getRows()[0]?.[0] === 0n) return;
  const { stamp, preferred } = table.roles;
  const derived = new Set<string | undefined>([
    HOUSE.file,
    HOUSE.row,
    preferred,
    ...(deriving?.tables[table.name]?.derived ?? []),
  ]);
  const content = readColumns(table)
    .filter(({ name }) => !derived.has(name))
    .map((column) => receivedText(column, table, deriving, present));
  const later = stamp !== undefined && present.has(stamp) ? `${quoted(stamp)} desc nulls last,` : "";
  const place = [HOUSE.file, HOUSE.row].map((name) => (present.has(name) ? `, ${name}` : "")).join("");
  await connection.run(`create temp table once as select * from ${own}
    qualify row_number() over (partition by ${key} order by ${later} md5(concat_ws(chr(31), ${content.join(", ")}))${place}) = 1`);
  await dropTemporary(connection, [own]);
  await connection.run(`alter table once rename to ${own}`);
}

/** Drops temporary tables, and views that stand for one; what was taken over under another name is not there. */
export async function dropTemporary(connection: DuckDBConnection, names: readonly string[]): Promise<void> {
  const found = await connection.runAndReadAll("select view_name from duckdb_views() where temporary");
  const views = new Set(found.getRows().map(([view]) => quoted(String(view))));
  for (const name of names)
    await connection.run(`drop ${views.has(name) ? "view" : "table"} if exists ${name}`);
}

/**
 * A column as it was received, so that a row just read and the same row out of the previous snapshot, where
 * more is filled in, count as one.
 */
function receivedText(
  { name }: Column,
  table: Table,
  deriving: Deriving | undefined,
  present: ReadonlySet<string>,
): string {
  if (!present.has(name)) return "''";
  const text = `coalesce(${quoted(name)}::varchar, '')`;
  const filled = deriving?.tables[table.name]?.filled;
  if (!filled?.columns.includes(name)) return text;
  if (!present.has(HOUSE.source)) return "''";
  return `case when ${HOUSE.source} in (${filled.ownFrom.map(literal).join(", ")}) then ${text} else '' end`;
}

/** Asked of the table itself: the engine's list of all columns looks into every view of every file. */
async function columnNames(connection: DuckDBConnection, own: string): Promise<ReadonlySet<string>> {
  return new Set((await connection.run(`select * from ${own} limit 0`)).columnNames());
}

/**
 * Identical rows of one file get ids of their own: the content's hash for the first, the hash and a number for
 * the others. Most tables have few of them, so they are looked for first.
 */
export async function numberRepeats(connection: DuckDBConnection, own: string): Promise<void> {
  const present = await columnNames(connection, own);
  const places = [HOUSE.file, HOUSE.row].filter((name) => present.has(name)).map((name) => `o.${name}`);
  const place = [...places, "o.rowid"].join(", ");
  const id = HOUSE.record;
  // Numbers are grouped in half the time of texts; what only their hashes share is told apart below.
  await connection.run(`create temp table repeats as
    select repeat_group, ${id} from ${own} where repeat_group is not null and hash(${id}) in (
      select hash(${id}) from ${own} where repeat_group is not null group by repeat_group, hash(${id}) having count(*) > 1)
    group by all having count(*) > 1`);
  const found = await connection.runAndReadAll("select count(*) from repeats");
  if (found.getRows()[0]?.[0] !== 0n)
    await connection.run(`update ${own} set ${id} = md5(concat(n.${id}, '#', n.nth))
      from (select o.rowid as place, o.${id},
              row_number() over (partition by o.repeat_group, o.${id} order by ${place}) as nth
            from ${own} o semi join repeats using (repeat_group, ${id})) n
      where ${own}.rowid = n.place and n.nth > 1`);
  await connection.run("drop table repeats");
}
