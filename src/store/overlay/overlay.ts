import { readFileSync } from "node:fs";
import { join } from "node:path";
import { damaged } from "../../errors.js";
import { ifThere } from "../../systemErrors.js";
import { literal, quoted } from "../duckdb/sql.js";
import type { Manifest, OverlaySummary, TableSummary } from "../manifest.js";
import { OVERLAY_FILE, OVERLAY_FOLDER } from "../snapshots/dataFolder.js";
import { positionOfBase, type Standing } from "./positions.js";

/** Name of the overlay's database where it is attached. */
export const OVERLAY_DATABASE = "overlay";

/**
 * What an overlay says of itself. A key (a value of the partition) stands in exactly one of the two: in the overlay with
 * all its rows, or in the base.
 */
export interface Overlay {
  readonly base: BaseSummary;
  readonly tables: Readonly<Record<string, OverlayTable>>;
}

/** The base below an overlay, as it was built. */
export interface BaseSummary {
  /** The snapshot that was built with it. */
  readonly id: string;
  readonly createdAt: string;
  readonly artunitVersion: string;
  /** The hash of its engine's file. */
  readonly sha256: string;
  readonly tables: readonly TableSummary[];
}

export interface OverlayTable extends Standing {
  /** The keys whose rows stand in the overlay, if any are left; null where all keys do. */
  readonly keys: readonly (string | number | null)[] | null;
  /** Its second orders. */
  readonly orders: readonly string[];
  /** What left the base, of what adds up. */
  readonly leftRows: LeftSums;
}

export interface LeftSums {
  readonly rows: number;
  readonly rowsBySource: Readonly<Record<string, number>>;
  readonly digest: string;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
}

/** The table of an overlay's file with the row numbers that left a table of the base. */
export function leftTable(table: string): string {
  return `left_${table}`;
}

/** The table of an overlay's file that says before which row of the base each key stands. */
export function slotsTable(table: string): string {
  return `slots_${table}`;
}

export function overlayFile(folder: string): string {
  return join(folder, OVERLAY_FOLDER, OVERLAY_FILE);
}

/** The overlay of a snapshot; null where the snapshot is a base alone. */
export function readOverlay(folder: string): Overlay | null {
  return ifThere(() => JSON.parse(readFileSync(overlayFile(folder), "utf8")) as Overlay);
}

/** An overlay says which base it was made for: over another one every answer would be wrong. Throws `snapshot-damaged`. */
export function checkBase(overlay: Overlay, { id, stored }: Manifest, storeFile: string): void {
  const found = stored.find(({ path }) => path === storeFile)?.sha256;
  if (found === overlay.base.sha256) return;
  throw damaged(
    `The overlay of snapshot ${id}`,
    `it was made for the base of snapshot ${overlay.base.id}, and ${storeFile} is another one`,
  );
}

export function overlaySummary({ base, tables }: Overlay): OverlaySummary {
  const sum = (rows: readonly number[]) => rows.reduce((total, each) => total + each, 0);
  const all = Object.values(tables);
  const left = sum(all.map(({ leftRows }) => leftRows.rows));
  return {
    base: base.id,
    baseCreatedAt: base.createdAt,
    baseRows: sum(base.tables.map(({ rows }) => rows)) - left,
    overlayRows: sum(all.map(({ overlay }) => overlay)),
  };
}

/** Names of the two parts of a table, as views. */
export function partViews(table: string): { readonly base: string; readonly overlay: string } {
  return { base: quoted(`${table}@base`), overlay: quoted(`${table}@overlay`) };
}

/** The columns of each table and view of the two files, and what is declared beyond them. */
export interface Attached {
  readonly base: string;
  readonly overlay: string;
  /** By table of the base, its columns. */
  readonly present: ReadonlyMap<string, ReadonlySet<string>>;
  /** SQL of columns that the table has today and the files do not. */
  readonly missing?: (table: string) => readonly string[];
  /** In which schema, if it is not the connection's own. */
  readonly create?: (name: string) => string;
}

/**
 * Views under the tables' own names that show base and overlay as one table, with positions that ascend in the declared
 * order; those of the two parts, with row numbers, stand beside them.
 */
export function mergedViews(
  overlay: Overlay,
  { base, overlay: over, present, missing = () => [], create = (name) => `TEMP VIEW ${name}` }: Attached,
): readonly string[] {
  return Object.entries(overlay.tables).flatMap(([name, { left, orders }]) => {
    const parts = partViews(name);
    const own = [...columnsOf(present, name), ...missing(name)].join(", ");
    const [stored, overlaid] = [
      `${quoted(base)}.main.${quoted(name)}`,
      `${quoted(over)}.main.${quoted(name)}`,
    ];
    const merged = (each: string, columns: string) => {
      const gone =
        left.length === 0
          ? ""
          : ` ANTI JOIN ${quoted(over)}.main.${quoted(leftTable(name))} l ON b."position" = l."position"`;
      return `CREATE ${create(quoted(each))} AS
        SELECT ${positionOfBase('b."position"')} AS "position", ${columns} FROM ${quoted(base)}.main.${quoted(each)} b${gone}
        UNION ALL SELECT "position", ${columns} FROM ${quoted(over)}.main.${quoted(each)}`;
    };
    return [
      `CREATE ${create(parts.base)} AS SELECT rowid AS rowid, ${positionOfBase('"position"')} AS "position", ${own} FROM ${stored}`,
      `CREATE ${create(parts.overlay)} AS SELECT rowid AS rowid, "position", ${own} FROM ${overlaid}`,
      merged(name, own),
      ...orders
        .filter((order) => present.has(order))
        .map((order) => merged(order, columnsOf(present, order).join(", "))),
    ];
  });
}

function columnsOf(present: ReadonlyMap<string, ReadonlySet<string>>, name: string): readonly string[] {
  return [...(present.get(name) ?? [])].filter((each) => each !== "rowid" && each !== "position").map(quoted);
}

/** SQL that attaches an overlay's file. */
export function attachOverlay(path: string, as: string = OVERLAY_DATABASE): string {
  return `ATTACH ${literal(path)} AS ${quoted(as)} (READ_ONLY)`;
}
