import { type Catalog, type Dataset, datasetName } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { Schema } from "../route.js";

/**
 * One of the generations of the USPTO's API for datasets: fields and records of a dataset, asked by criteria, start,
 * rows, sort and fl. They differ in what is said here.
 */
export interface DatasetApi {
  /** The name by which datasets and fields know it. */
  readonly name: string;
  /** Where its datasets live below the base URL. */
  readonly prefix: string;
  /** Old scripts send these; the originals took them without effect. */
  readonly tolerated: readonly string[];
  /** What rows=0 asks for. */
  readonly noRows: number;
  /** The order in which the names of fields are told. */
  inOrder(names: readonly string[]): readonly string[];
  /** Everything before the first record, and everything behind the last. */
  envelope(facts: EnvelopeFacts): readonly [before: string, behind: string];
  /** The answer to a search, around the schema of `response`. */
  envelopeSchema(response: Schema): Schema;
  /** Where people read about a dataset. */
  documentation(dataset: Dataset, catalog: Catalog, base: string): string;
}

export interface EnvelopeFacts {
  /** The criteria as they were sent. */
  readonly criteria: string;
  readonly start: number;
  readonly rows: number;
  /** Milliseconds. */
  readonly took: number;
  readonly total: number;
  /** The names of the fields that are answered with, separated by commas. */
  readonly fl: () => string;
}

/** Names that old scripts send to every route of these APIs. */
export const TOLERATED = ["dataset", "version", "wt", "indent"];

function isPublished({ name }: DatasetApi, dataset: Dataset): boolean {
  return name in dataset.publishedIn;
}

/** The paths below which a dataset is asked. */
export function pathsOf(api: DatasetApi, dataset: Dataset): readonly string[] {
  return isPublished(api, dataset) ? [pathOf(api, dataset, "fields"), pathOf(api, dataset, "records")] : [];
}

export function pathOf({ prefix }: DatasetApi, dataset: Dataset, what: "fields" | "records"): string {
  return `${prefix}/${datasetName(dataset)}/${what}`;
}

/** The datasets an API publishes. */
export function publishedBy(api: DatasetApi, { datasets }: Catalog): readonly Dataset[] {
  return datasets.filter((each) => isPublished(api, each));
}

/** Throws `unknown-dataset`, naming those that the API publishes. */
export function refuseUnpublished(api: DatasetApi, dataset: Dataset, catalog: Catalog): void {
  if (isPublished(api, dataset)) return;
  const known = publishedBy(api, catalog).map(datasetName).join(", ");
  throw new ArtunitError(
    "unknown-dataset",
    `${datasetName(dataset)} is not served under this path. Served are: ${known}.`,
  );
}
