import { datasetName } from "../../catalog/index.js";
import { ownName, recordName, recordSchema } from "../../server/ownSchemas.js";
import type { Installation, Protocol } from "../../server/protocol.js";
import { readStrictly } from "../../server/received.js";
import type { Route } from "../../server/route.js";
import { DATASET, DATASET_LIST } from "./datasets.js";
import { EXPLAIN } from "./explain.js";
import { FACETS } from "./facets.js";
import { GROUPS } from "./groups.js";
import { applicationRoute, referenceRoute } from "./joined.js";
import { KEY_ROUTES } from "./keys.js";
import { RECORDS } from "./records.js";
import { REJECTED } from "./rejected.js";
import { ERROR } from "./schemas.js";
import { SQL } from "./sql.js";
import { profileRoutes } from "./statistics/profiles.js";
import { DATASET_STATISTICS, reportRoutes } from "./statistics/routes.js";
import { suggestionsRoute } from "./suggestions.js";

/** Our own API: what it has itself, and the routes of the families. */
export const NATIVE: Protocol = {
  name: "native",
  title: "Native",
  description: "Our own API: joined, sorted, grouped, exported, with exact totals.",
  mounts: ["/v1"],
  routes: nativeRoutes,
  read: readStrictly,
  error: ({ error, message, requestId }) => ({
    code: error?.code ?? "internal",
    message,
    field: error?.where.field ?? null,
    position: error?.where.position ?? null,
    suggestion: error?.where.suggestion ?? null,
    requestId,
  }),
  errorSchema: ERROR,
  publishes: (dataset) => [
    `/v1/datasets/${datasetName(dataset)}`,
    ...[RECORDS, GROUPS, FACETS, EXPLAIN].map(
      ({ path }) => `/v1/datasets/${datasetName(dataset)}${path.slice(path.lastIndexOf("/"))}`,
    ),
    `/v1/statistics/${datasetName(dataset)}`,
  ],
  schemas: ({ datasets, families }) =>
    Object.fromEntries(
      [
        ...datasets.map((each) => [recordName(each), recordSchema(each)] as const),
        ...families.flatMap(({ schemas = {} }) => Object.entries(schemas)),
      ].map(([name, schema]) => [ownName(name), schema]),
    ),
};

function nativeRoutes(installation: Installation): readonly Route[] {
  return [
    DATASET_LIST,
    DATASET,
    REJECTED,
    RECORDS,
    GROUPS,
    FACETS,
    EXPLAIN,
    DATASET_STATISTICS,
    ...reportRoutes(installation),
    ...profileRoutes(installation),
    applicationRoute(installation),
    referenceRoute(installation),
    suggestionsRoute(installation),
    SQL,
    ...KEY_ROUTES,
    ...installation.families.flatMap(({ routes }) => routes),
  ];
}
