import { type Dataset, datasetName } from "../catalog/index.js";
import type { Store } from "../store/index.js";

/** What is loaded, as the front page and its JSON twin say it. */
export interface Summary {
  readonly snapshot: string;
  readonly createdAt: string;
  readonly datasets: readonly DatasetSummary[];
  readonly files: readonly {
    readonly name: string;
    readonly kind: string;
    readonly read: number;
    readonly loaded: number;
    readonly rejected: number;
    readonly loadedAt: string;
  }[];
}

export interface DatasetSummary {
  readonly name: string;
  readonly key: string;
  readonly version: string;
  readonly title: string;
  readonly records: number;
  /** Records by the year they are dated; `undated` holds those without a date. */
  readonly years: Readonly<Record<string, number>>;
  /** The same by month, `2016-11`. */
  readonly months: Readonly<Record<string, number>>;
}

// A snapshot never changes, so neither does its summary; it goes when the store is closed.
const summaries = new WeakMap<Store, Promise<Summary>>();

/** What is loaded of these datasets. The store must be held until the promise settles. */
export function summaryOf(store: Store, datasets: readonly Dataset[]): Promise<Summary> {
  const known = summaries.get(store);
  if (known) return known;
  const made = summarise(store, datasets);
  summaries.set(store, made);
  made.catch(() => summaries.delete(store));
  return made;
}

async function summarise(store: Store, all: readonly Dataset[]): Promise<Summary> {
  const datasets: DatasetSummary[] = [];
  for (const dataset of all) datasets.push(await summariseDataset(store, dataset));
  const { id, createdAt, files } = store.manifest;
  return {
    snapshot: id,
    createdAt,
    datasets,
    files: files.map(({ name, kind, read, loaded, rejected, loadedAt }) => ({
      name,
      kind,
      read,
      loaded,
      rejected,
      loadedAt,
    })),
  };
}

async function summariseDataset(store: Store, dataset: Dataset): Promise<DatasetSummary> {
  const everything = { dataset, predicate: { kind: "everything" } } as const;
  const records = await store.count(everything);
  const { date } = dataset.table.roles;
  const months = records > 0 && date !== undefined ? await monthsOf(store, everything, date) : {};
  return {
    name: datasetName(dataset),
    key: dataset.key,
    version: dataset.version,
    title: dataset.title,
    records,
    years: yearsOf(months),
    months,
  };
}

function yearsOf(months: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const years: Record<string, number> = {};
  for (const [month, size] of Object.entries(months)) {
    const year = month === "undated" ? month : month.slice(0, 4);
    years[year] = (years[year] ?? 0) + size;
  }
  return years;
}

async function monthsOf(
  store: Store,
  everything: { readonly dataset: Dataset; readonly predicate: { readonly kind: "everything" } },
  date: string,
): Promise<Readonly<Record<string, number>>> {
  const { groups } = await store.groups({
    ...everything,
    by: [{ column: date, period: "month" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: 10_000,
  });
  return Object.fromEntries(
    groups.map(({ key: [month], size }) => [month === null ? "undated" : String(month).slice(0, 7), size]),
  );
}
