import {
  type DatasetApi,
  datasetRoutes,
  documentName,
  pathsOf,
  recordSchemas,
  TOLERATED,
} from "../../server/datasetApi/index.js";
import { ERROR_BY_STATUS, errorByStatus, type Protocol, readLeniently } from "../../server/index.js";

/** The Office-action APIs of the Open Data Portal. Their names stand in declared order: the portal's own is arbitrary. */
export const ODP_API: DatasetApi = {
  name: "odp",
  prefix: "/api/v1/patent/oa",
  tolerated: TOLERATED,
  noRows: 0,
  inOrder: (names) => names,
  envelope: ({ start, total }) => [`{"response":{"numFound":${total},"start":${start},"docs":[`, "]}}"],
  envelopeSchema: (response) => ({ type: "object", required: ["response"], properties: { response } }),
  // The portal leads to the documents of the Developer Hub.
  documentation(dataset, { datasets }, base) {
    const name = documentName(
      dataset,
      datasets.filter((each) => "ds" in each.publishedIn),
    );
    return `${base}/ds-api-docs/index.html?url=${base}/ds-api/swagger/docs/${name}`;
  },
};

/** The Open Data Portal of the USPTO, as far as it speaks of datasets of Office actions. */
export const ODP: Protocol = {
  name: "odp",
  title: "Open Data Portal",
  description: "The API as the Open Data Portal of the USPTO speaks it.",
  mounts: [ODP_API.prefix],
  routes: () => datasetRoutes(ODP_API),
  read: readLeniently(TOLERATED),
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: (dataset) => pathsOf(ODP_API, dataset),
  schemas: (installation) => recordSchemas(ODP_API, installation),
};
