import type { Protocol } from "../../../server/index.js";
import { OFFICE_ERROR } from "../../../server/index.js";
import { collectionsOf, SEARCHED } from "./collection.js";
import { errorAtPath } from "./errors.js";
import { readSearch, routesOf } from "./routes.js";

/**
 * The searches of the Open Data Portal: of every dataset of nested records that declares itself searched, under the
 * path and in the envelope it declares.
 */
export const ODP_SEARCHES: Protocol = {
  name: SEARCHED,
  title: "Open Data Portal: searches",
  description: "Nested records as the Open Data Portal of the USPTO searches them.",
  mounts: [
    "/api/v1/patent/applications",
    "/api/v1/patent/trials",
    "/api/v1/patent/appeals",
    "/api/v1/patent/interferences",
    "/api/v1/petition/decisions",
  ],
  routes: (installation) => collectionsOf(installation).flatMap(routesOf),
  read: readSearch,
  error: errorAtPath,
  errorSchema: OFFICE_ERROR,
  publishes: (dataset) =>
    collectionsOf({ datasets: [dataset] }).map(({ path, numbered, isByNumberOnly }) =>
      isByNumberOnly ? numbered!.path : `${path}/search`,
    ),
  schemas: () => ({}),
};
