import { type Dataset, isFullText, type Table, viewName } from "../../../catalog/index.js";
import type { Ask } from "../../duckdb/ask.js";
import { literal, membersSql, quoted } from "../../duckdb/sql.js";
import { attachOverlay, mergedViews, OVERLAY_DATABASE, type Overlay } from "../../overlay/overlay.js";
import { spelledColumn } from "../../records/spelled.js";
import { OVERLAY_FOLDER } from "../../snapshots/dataFolder.js";

const ABOUT = `-- Opens this snapshot's tables, with a view for each dataset under its published field names. Say it in this folder:
--   duckdb -init open.sql
`;

/** What `open.sql` says of a snapshot that is a base alone: its file has the views. */
export function openBaseSql(storeFile: string): string {
  return `${ABOUT}ATTACH ${literal(storeFile)} AS base (READ_ONLY);\nUSE base;\n`;
}

/** What it says where an overlay stands beside the base: views that show both as one. */
export function openOverlaySql(
  storeFile: string,
  overlay: Overlay,
  present: ReadonlyMap<string, ReadonlySet<string>>,
  { tables, datasets }: { readonly tables: readonly Table[]; readonly datasets: readonly Dataset[] },
): string {
  const create = (name: string) => `OR REPLACE VIEW ${name}`;
  const merged = mergedViews(overlay, { base: "base", overlay: OVERLAY_DATABASE, present, create });
  const asTheyAre = tables.filter(({ name }) => !(name in overlay.tables) && present.has(name));
  const statements = [
    `ATTACH ${literal(storeFile)} AS base (READ_ONLY)`,
    attachOverlay(`${OVERLAY_FOLDER}/${storeFile}`),
    ...merged,
    ...asTheyAre.map(
      ({ name }) => `CREATE ${create(quoted(name))} AS SELECT * FROM base.main.${quoted(name)}`,
    ),
    ...datasets.filter(({ table }) => !isFullText(table) && present.has(table.name)).map(viewOf),
  ];
  return `${ABOUT}${statements.map((each) => `${each.replace(/\s*\n\s*/g, " ")};\n`).join("")}`;
}

/**
 * Adds one view for each dataset to a finished engine's file, under its published field names, for people who
 * open it in a DuckDB shell or from Python or R. Long texts live in SQLite shards, which DuckDB cannot see.
 */
export async function addViews(ask: Ask, datasets: readonly Dataset[]): Promise<void> {
  for (const dataset of datasets.filter(({ table }) => !isFullText(table))) await ask(viewOf(dataset));
}

function viewOf(dataset: Dataset): string {
  const columns = dataset.fields.map((each) => `${spelledColumn(each)} AS ${quoted(each.name)}`).join(", ");
  return `CREATE VIEW ${quoted(viewName(dataset))} AS SELECT ${columns} FROM ${quoted(dataset.table.name)} WHERE ${membersSql(dataset)}`;
}
