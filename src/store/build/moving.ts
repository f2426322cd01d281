import type { Table } from "../../catalog/index.js";
import type { Ask } from "../duckdb/ask.js";
import { quoted } from "../duckdb/sql.js";
import { type BaseSummary, OVERLAY_DATABASE, type Overlay } from "../overlay/overlay.js";
import type { BuildInput, TableFamily } from "./input.js";

/** An overlay while it is being made, beside the base that it belongs to. */
export interface Making {
  readonly ask: Ask;
  readonly input: BuildInput;
  readonly before: Overlay | null;
  readonly base: BaseSummary;
  /** By table of the base, its columns. */
  readonly present: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A family of which something is touched. */
export interface Touched {
  readonly family: TableFamily;
  readonly tables: readonly Table[];
  /** Whether a table moves by keys; one that is not cut moves whole. */
  readonly isCut: (table: Table) => boolean;
  /** The table of its keys that the overlay did not hold before. */
  readonly fresh: string;
}

/** The rows of a table of the base that leave it with this load. */
export function movedTable(table: string): string {
  return `memory.main.${quoted(`moved_${table}`)}`;
}

/** A table of the overlay before. */
export function overlaidTable(table: string): string {
  return `${OVERLAY_DATABASE}.main.${quoted(table)}`;
}

export function baseTable(table: string): string {
  return `base.main.${quoted(table)}`;
}
