import type { Dataset } from "../../catalog/index.js";
import { ODP_API } from "./index.js";

/** How another installation, or the portal itself, is asked for records: see `RecordFeed`. */
export const ODP_RECORDS = {
  protocol: ODP_API.name,
  window: 10_000,
  path: ({ key, version }: Dataset) => `${ODP_API.prefix.slice(1)}/${key}/${version}/records`,
  recordsIn(answer: unknown) {
    const response = (answer as { response?: { numFound?: unknown; docs?: unknown } } | null)?.response;
    if (!response || !Number.isSafeInteger(response.numFound) || !Array.isArray(response.docs)) return null;
    return { total: response.numFound as number, records: response.docs as readonly unknown[] };
  },
};
