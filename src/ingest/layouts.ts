import { type Dataset, datasetName } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { DATASETS } from "../installation.js";
import { isOwnCsv } from "./ownCsv.js";

/**
 * A bulk file whose rows go in as they are, by the million: its columns are the dataset's own names in the
 * order of the release. Everything else is read record by record.
 */
export interface BulkLayout {
  readonly dataset: Dataset;
  readonly table: string;
  readonly source: string;
  /** Published column names; `stored` are the columns of ours they fill, in the same order. */
  readonly columns: readonly string[];
  readonly stored: readonly string[];
  /** Places of the columns that hold a day. */
  readonly days: readonly number[];
  /** A row without a value in one of these cannot be placed. */
  readonly keys: readonly string[];
}

function layout(key: string, version: string, source: string, keys: readonly string[]): BulkLayout {
  const dataset = DATASETS.find((each) => each.key === key && each.version === version)!;
  const fields = dataset.fields.filter((field) => !field.derived);
  return {
    dataset,
    table: dataset.table.name,
    source,
    columns: fields.map((field) => field.name),
    stored: fields.map((field) => field.column),
    days: fields.flatMap((field, at) => (field.match === "date" ? [at] : [])),
    keys,
  };
}

export const BULK_LAYOUTS: readonly BulkLayout[] = [
  layout("office_actions", "2017", "release-2017", ["app_id", "ifw_number"]),
  layout("rejections", "2017", "release-2017", ["app_id"]),
  layout("citations", "2017", "release-2017", ["app_id"]),
  layout("oa_allrej", "2025", "oa_allrej-2025", ["patentApplicationNumber"]),
];

/** Datasets whose records the API serves: read one by one, whatever file they come in. */
export const RECORD_DATASETS: readonly Dataset[] = DATASETS.filter(
  (each) => !BULK_LAYOUTS.some((bulk) => bulk.dataset === each),
);

/** How the header of a table maps to what we know. */
export type HeaderMatch =
  | {
      readonly kind: "bulk";
      readonly layout: BulkLayout;
      /** For each column of the layout, its place in the file. */
      readonly places: readonly number[];
      /** Columns we do not know, with their places. */
      readonly extra: readonly { readonly name: string; readonly place: number }[];
      /** Artunit wrote it, and may have put a ' before what a spreadsheet would run. */
      readonly isOwn: boolean;
    }
  | { readonly kind: "records"; readonly dataset: Dataset; readonly names: readonly string[] };

/** A table is taken for a dataset when it has at least this share of the dataset's columns. */
const LEAST_SHARE = 0.4;

/**
 * Recognises a table by its header (upper and lower case do not matter). `renamed` are the user's
 * `--map old=new`; `wanted` is `--dataset KEY/VERSION`. Returns null for no kind of ours; throws
 * `column-missing` when the table is nearly one, with the difference and the nearest names.
 */
export function matchHeader(
  header: readonly string[],
  renamed: ReadonlyMap<string, string>,
  wanted: string | null,
  fileName: string,
): HeaderMatch | null {
  const names = header.map((name) => renamed.get(name.trim()) ?? name.trim());
  const folded = new Map(names.map((name, place) => [name.toLowerCase(), place] as const));
  const isWanted = (dataset: Dataset) => wanted === null || datasetName(dataset) === wanted;
  const share = (columns: readonly string[]) =>
    columns.filter((column) => folded.has(column.toLowerCase())).length / columns.length;

  const bulk = BULK_LAYOUTS.filter((each) => isWanted(each.dataset))
    .map((each) => ({ layout: each, share: share(each.columns) }))
    .sort((a, b) => b.share - a.share || b.layout.columns.length - a.layout.columns.length);
  const whole = bulk
    .filter((each) => each.share === 1)
    .sort((a, b) => b.layout.columns.length - a.layout.columns.length)[0]?.layout;
  if (whole) {
    const places = whole.columns.map((column) => folded.get(column.toLowerCase())!);
    const own = new Set(whole.dataset.fields.map((field) => field.name.toLowerCase()));
    const extra = names
      .map((name, place) => ({ name, place }))
      .filter(({ name }) => !own.has(name.toLowerCase()) && name !== "");
    return { kind: "bulk", layout: whole, places, extra, isOwn: isOwnCsv(names) };
  }

  const records = RECORD_DATASETS.filter((each) => isWanted(each))
    .map((dataset) => ({ dataset, share: share(publishedNames(dataset)) }))
    .sort((a, b) => b.share - a.share)[0];
  const nearest = bulk[0];
  if (records && records.share >= LEAST_SHARE && records.share > (nearest?.share ?? 0))
    return { kind: "records", dataset: records.dataset, names };
  if (nearest && (nearest.share >= LEAST_SHARE || wanted !== null))
    throw missingColumns(nearest.layout, names, fileName);
  return null;
}

function publishedNames(dataset: Dataset): readonly string[] {
  return dataset.fields.filter((field) => field.wires).map((field) => field.name);
}

function missingColumns(layout: BulkLayout, names: readonly string[], fileName: string): ArtunitError {
  const known = new Set(layout.columns.map((column) => column.toLowerCase()));
  const present = new Set(names.map((name) => name.toLowerCase()));
  const unknown = names.filter((name) => !known.has(name.toLowerCase()));
  const missing = layout.columns.filter((column) => !present.has(column.toLowerCase()));
  const lines = missing.map((column) => {
    const near = nearestName(column, unknown);
    return near ? `${column} (perhaps ${near}: --map ${near}=${column})` : column;
  });
  const others = unknown.length > 0 ? ` It has these instead: ${unknown.join(", ")}.` : "";
  return new ArtunitError(
    "column-missing",
    `${fileName} looks like ${datasetName(layout.dataset)} but lacks ${lines.join(", ")}.${others}`,
    {
      field: missing[0] ?? "",
      ...(unknown[0] ? { suggestion: nearestName(missing[0] ?? "", unknown) ?? unknown[0] } : {}),
    },
  );
}

/** The most similar name, when it is similar at all. */
function nearestName(name: string, candidates: readonly string[]): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(plain(name), plain(candidate));
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best !== null && least <= Math.max(2, Math.floor(name.length / 2)) ? best : null;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++)
      current.push(
        Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    previous = current;
  }
  return previous[b.length]!;
}
