import type { Dataset } from "../catalog/index.js";

/** A report that a family proposes: some measures of a dataset's records, by some fields, said once for all surfaces. */
export interface Report {
  /** As its address calls it: `grounds-by-year`. */
  readonly name: string;
  readonly title: string;
  /** What is counted, and of what, in a sentence or two. */
  readonly says: string;
  readonly dataset: Dataset;
  /** Which records it is about; all when absent. */
  readonly criteria?: string;
  /** Fields, a date with its period; none for one figure of all. */
  readonly by: readonly string[];
  /** What the fields are called above a table; their names when absent. */
  readonly keys?: readonly string[];
  readonly order?: "key" | "size";
  /** Documents that duplicate another are left out unless it says otherwise. */
  readonly duplicates?: "include";
  readonly measures: readonly Measured[];
  readonly chart?: "lines" | "bars";
}

export interface Measured {
  readonly title: string;
  /** `count`, `count:CRITERIA`, `distinct:FIELD`, `share:CRITERIA` or `mean:FIELD`. */
  readonly measure: string;
}

/** What reports are narrowed to and told of together: an art unit, a class. */
export interface Profile {
  /** The first part of its path: `art-units`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** The parameter that names one: `number`. */
  readonly parameter: { readonly name: string; readonly meaning: string; readonly example: string };
  /** The value as it is stored; null where it is not of that form. */
  read(written: string): string | null;
  title(value: string): string;
  /** What it is a part of, with which it is compared. */
  parent?(value: string): { readonly path: string; readonly value: string } | null;
  /** The reports, each by its name and the field that holds the value; the first is the one that is compared. */
  readonly reports: readonly { readonly report: string; readonly field: string }[];
}
