import type { Database, RunOptions } from "../../duckdb/database.js";
import { partViews } from "../../overlay/overlay.js";
import { type Places, STEP } from "../../overlay/positions.js";
import { conjunction, Parameters, selectionConditions } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { Selection } from "../../store.js";

/** So many more positions are asked of a base, because some of its rows have left. */
const SPARE = 500;

/**
 * The first positions from one on that satisfy a question, in the declared order, of a table that stands in a base and an
 * overlay: each is read in its own order until there are enough, and the two are merged. Sorting both as one table would
 * find every match first.
 */
export async function firstInOrder(
  database: Database,
  request: Selection,
  places: Places,
  { from, count }: { readonly from: number; readonly count: number },
  options: RunOptions,
): Promise<readonly number[]> {
  const { table } = request.dataset;
  const read = async (view: string, row: number, most: number): Promise<readonly number[]> => {
    const parameters = new Parameters(DUCKDB);
    const conditions = [`rowid >= ${row}`, ...selectionConditions(request, table, parameters)];
    const sql = `SELECT position FROM ${view} WHERE ${conjunction(conditions)} LIMIT ${most}`;
    const [positions] = await database.run(sql, parameters.list, options);
    return positions!.map(Number);
  };
  const views = partViews(table.name);
  const beside = await read(views.overlay, places.overlayFrom(from), count);
  const kept: number[] = [];
  for (
    let row = Math.max(0, Math.ceil(from / STEP) - 1), most = count + SPARE;
    kept.length < count;
    most *= 2
  ) {
    const found = await read(views.base, row, most);
    for (const position of found) if (places.isThere(position)) kept.push(position);
    if (found.length < most) break;
    row = places.placeOf(found.at(-1)!).row + 1;
  }
  return merged(kept, beside, count);
}

function merged(some: readonly number[], others: readonly number[], count: number): readonly number[] {
  const all: number[] = [];
  for (let a = 0, b = 0; all.length < count && (a < some.length || b < others.length); )
    all.push(b >= others.length || some[a]! < others[b]! ? some[a++]! : others[b++]!);
  return all;
}
