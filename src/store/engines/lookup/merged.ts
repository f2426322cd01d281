import type { Table } from "../../../catalog/index.js";
import type { Overlay } from "../../overlay/overlay.js";
import { Places } from "../../overlay/positions.js";
import type { RecordRenderer } from "../../records/render.js";
import type { Lookups, PartitionRows } from "./lookupFile.js";

/** A table that stands partly in an overlay. */
interface Overlaid {
  readonly places: Places;
  /** Whether the rows of a partition stand in the overlay. */
  readonly holds: (partition: string) => boolean;
}

/** The look-up files of a base and of the overlay beside it, as one. */
export class MergedLookup implements Lookups {
  private readonly overlaid: ReadonlyMap<string, Overlaid>;

  constructor(
    private readonly base: Lookups,
    private readonly overlay: Lookups,
    { tables }: Overlay,
  ) {
    this.overlaid = new Map(
      Object.entries(tables).map(([name, table]) => {
        const keys = table.keys && new Set(table.keys.filter((key) => key !== null).map(String));
        return [name, { places: new Places(table), holds: (each) => keys?.has(each) ?? true }];
      }),
    );
  }

  rows(table: string, partition: string, columns: ReadonlySet<string>): PartitionRows | null {
    const overlaid = this.overlaid.get(table);
    if (!overlaid) return this.base.rows(table, partition, columns);
    const { places } = overlaid;
    const isBase = !overlaid.holds(partition);
    const found = (isBase ? this.base : this.overlay).rows(table, partition, columns);
    if (found === null) return null;
    const positionOf = (row: number) => (isBase ? places.ofBase(row) : places.ofOverlay(row));
    return {
      rows: found.rows.map((row) => ({ ...row, position: positionOf(row.position) })),
      record: (row, render) => found.record({ ...row, position: places.placeOf(row.position).row }, render),
    };
  }

  holdsObjects(table: string): boolean {
    const inBase = this.base.holdsObjects(table);
    return this.overlaid.has(table) ? inBase && this.overlay.holdsObjects(table) : inBase;
  }

  recordsAt(table: string, positions: readonly number[], render: RecordRenderer): readonly string[] | null {
    const overlaid = this.overlaid.get(table);
    if (!overlaid) return this.base.recordsAt(table, positions, render);
    const places = positions.map((position) => overlaid.places.placeOf(position));
    const records: string[] = new Array(positions.length);
    for (const isBase of [true, false]) {
      const these = places.flatMap((place, at) => (place.isBase === isBase ? [{ at, row: place.row }] : []));
      if (these.length === 0) continue;
      const found = (isBase ? this.base : this.overlay).recordsAt(
        table,
        these.map(({ row }) => row),
        render,
      );
      if (found === null) return null;
      for (const [nth, { at }] of these.entries()) records[at] = found[nth]!;
    }
    return records;
  }

  /** Those of base and overlay: of a key that left the base, its rows in the overlay say whether it still holds the value. */
  partitionsOf(table: Table, column: string, value: string): readonly string[] | null {
    const inBase = this.base.partitionsOf(table, column, value);
    if (!this.overlaid.has(table.name) || inBase === null) return inBase;
    const inOverlay = this.overlay.partitionsOf(table, column, value);
    return inOverlay && [...new Set([...inBase, ...inOverlay])];
  }

  close(): void {
    this.base.close();
    this.overlay.close();
  }
}
