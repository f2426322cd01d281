import type { Dataset } from "../../catalog/index.js";
import { ODP_API } from "./index.js";
import { SEARCHED } from "./search/collection.js";

interface Question {
  readonly criteria: string | null;
  readonly start: number;
  readonly rows: number;
}

/** How another installation, or the portal itself, is asked for records of the Office-action APIs: see `RecordFeed`. */
export const ODP_RECORDS = {
  protocol: ODP_API.name,
  window: 10_000,
  rows: 1000,
  usualDays: null,
  accepts: [],
  has: (dataset: Dataset) => !(SEARCHED in dataset.publishedIn),
  path: ({ key, version }: Dataset) => `${ODP_API.prefix.slice(1)}/${key}/${version}/records`,
  body: (_: Dataset, { criteria, start, rows }: Question) => ({
    type: "application/x-www-form-urlencoded",
    text: String(
      new URLSearchParams({ criteria: criteria ?? "*:*", start: String(start), rows: String(rows) }),
    ),
  }),
  recordsIn(_: Dataset, { value }: { readonly value: unknown }) {
    const response = (value as { response?: { numFound?: unknown; docs?: unknown } } | null)?.response;
    if (!response || !Number.isSafeInteger(response.numFound) || !Array.isArray(response.docs)) return null;
    return {
      total: response.numFound as number,
      records: response.docs.map((each: unknown) => JSON.stringify(each)),
    };
  },
  around: () => ({ before: "[", after: "]", tellsKind: false }),
};
