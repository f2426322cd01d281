import { type Dataset, datasetName } from "../catalog/index.js";
import { DATASETS } from "../installation.js";
import type { Store } from "../store/index.js";
import type { Lease } from "./snapshots.js";

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
  }[];
}

export interface DatasetSummary {
  readonly name: string;
  readonly key: string;
  readonly version: string;
  readonly title: string;
  readonly records: number;
  /** Records by year of mailing; `undated` holds those without a date. */
  readonly years: Readonly<Record<string, number>>;
}

/** Remembers the last summary: a snapshot never changes. */
export class Summaries {
  #known: Promise<Summary> | null = null;
  #snapshot = "";

  /** The summary of the leased snapshot. The lease may be released once the promise settles. */
  of(lease: Lease): Promise<Summary> {
    const { id } = lease.store.manifest;
    if (this.#known && this.#snapshot === id) return this.#known;
    const made = summarise(lease.store);
    this.#known = made;
    this.#snapshot = id;
    made.catch(() => {
      if (this.#known === made) this.#known = null;
    });
    return made;
  }
}

async function summarise(store: Store): Promise<Summary> {
  const datasets: DatasetSummary[] = [];
  for (const dataset of DATASETS) datasets.push(await summariseDataset(store, dataset));
  const { id, createdAt, files } = store.manifest;
  return {
    snapshot: id,
    createdAt,
    datasets,
    files: files.map(({ name, kind, read, loaded, rejected }) => ({ name, kind, read, loaded, rejected })),
  };
}

async function summariseDataset(store: Store, dataset: Dataset): Promise<DatasetSummary> {
  const everything = { dataset, predicate: { kind: "everything" } } as const;
  const records = await store.count(everything);
  return {
    name: datasetName(dataset),
    key: dataset.key,
    version: dataset.version,
    title: dataset.title,
    records,
    years: records > 0 && hasDate(dataset) ? await yearsOf(store, everything) : {},
  };
}

function hasDate(dataset: Dataset): boolean {
  return dataset.table.columns.some((each) => each.name === "mail_date" && each.type === "date");
}

async function yearsOf(
  store: Store,
  everything: { readonly dataset: Dataset; readonly predicate: { readonly kind: "everything" } },
): Promise<Readonly<Record<string, number>>> {
  const { groups } = await store.groups({
    ...everything,
    by: [{ column: "mail_date", period: "year" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: 1000,
  });
  return Object.fromEntries(
    groups.map(({ key: [year], size }) => [year === null ? "undated" : String(year).slice(0, 4), size]),
  );
}
