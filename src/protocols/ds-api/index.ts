import type { Catalog, Dataset } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import {
  type DatasetApi,
  datasetRoutes,
  documented,
  documentName,
  pathOf,
  pathsOf,
  publishedBy,
  recordSchemas,
  TOLERATED,
} from "../../server/datasetApi/index.js";
import { ERROR_BY_STATUS, errorByStatus, type Protocol, readLeniently } from "../../server/index.js";
import type { Asked, Context, Parameter, Route, Schema } from "../../server/route.js";
import { swaggerDocument } from "./swagger.js";

/** The API of the Developer Hub, as it answered until 2026. */
const HUB_API: DatasetApi = {
  name: "ds",
  prefix: "/ds-api",
  tolerated: TOLERATED,
  // An old client asks for none and pages on from there.
  noRows: 100,
  inOrder: (names) => [...names].sort(),
  envelope({ criteria, start, rows, took, total, fl }) {
    const params = { q: criteria, start, rows, fl: fl(), wt: "json", indent: "on" };
    const json = JSON.stringify(JSON.stringify({ params }));
    return [
      `{"responseHeader":{"zkConnected":true,"status":0,"QTime":${took},"params":{"json":${json}}},"response":{"numFound":${total},"start":${start},"docs":[`,
      "]}}",
    ];
  },
  envelopeSchema: (response) => ({
    type: "object",
    required: ["responseHeader", "response"],
    properties: {
      responseHeader: {
        type: "object",
        properties: {
          zkConnected: { type: "boolean" },
          status: { type: "integer" },
          QTime: { type: "integer", description: "Milliseconds until the answer began." },
          params: {
            type: "object",
            properties: { json: { type: "string", description: "What was asked, as JSON text." } },
          },
        },
      },
      response,
    },
  }),
  documentation: (dataset, catalog, base) =>
    `${base}/ds-api-docs/index.html?url=${base}${swaggerPath(dataset, catalog)}`,
};

/** The Developer Hub of the USPTO: a list of datasets, their Swagger documents, fields and records. */
export const HUB: Protocol = {
  name: "hub",
  title: "Developer Hub",
  description: "The API as the Developer Hub of the USPTO spoke it.",
  mounts: [HUB_API.prefix],
  routes: (installation) => [LIST, ...swaggerRoutes(installation), ...datasetRoutes(HUB_API)],
  read: readLeniently(TOLERATED),
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: (dataset) => pathsOf(HUB_API, dataset),
  schemas: (installation) => recordSchemas(HUB_API, installation),
};

/** The datasets that are served as the Developer Hub's. */
export function hubDatasets(catalog: Catalog): readonly Dataset[] {
  return publishedBy(HUB_API, catalog);
}

/** Those that the original listed, in its order: those of its list whose place is not recorded follow the others. */
function listedDatasets(catalog: Catalog): readonly Dataset[] {
  const place = ({ publishedIn }: Dataset) => Number(publishedIn[HUB_API.name]?.listed ?? 0);
  return hubDatasets(catalog)
    .filter((each) => place(each) > 0)
    .sort((a, b) => place(a) - place(b));
}

/** Where a dataset's Swagger document is. */
function swaggerPath(dataset: Dataset, catalog: Catalog): string {
  return `${HUB_API.prefix}/swagger/docs/${documentName(dataset, hubDatasets(catalog))}`;
}

const LIST_SCHEMA: Schema = {
  type: "object",
  required: ["total", "apis"],
  properties: {
    total: { type: "integer" },
    apis: {
      type: "array",
      items: {
        type: "object",
        required: ["apiKey", "apiVersionNumber", "apiUrl", "apiDocumentationUrl"],
        properties: {
          apiKey: { type: "string", description: "The dataset in the other routes." },
          apiVersionNumber: { type: "string", description: "The version in the other routes." },
          apiUrl: { type: "string", description: "The dataset's fields." },
          apiDocumentationUrl: { type: "string", description: "A console for the dataset." },
        },
      },
    },
  },
};

const LIST: Route = {
  path: HUB_API.prefix,
  operationId: "list-datasets",
  summary: "The datasets.",
  methods: ["GET"],
  parameters: [],
  from: "nothing",
  answer: LIST_SCHEMA,
  handle: async (_asked, { catalog, baseUrl }) => {
    const apis = listedDatasets(catalog).map((dataset) => ({
      apiKey: dataset.key,
      apiVersionNumber: dataset.version,
      apiUrl: baseUrl + pathOf(HUB_API, dataset, "fields"),
      apiDocumentationUrl: HUB_API.documentation(dataset, catalog, baseUrl),
    }));
    return { kind: "json", body: { total: apis.length, apis } };
  },
};

function swaggerRoutes(installation: Catalog): readonly Route[] {
  const [example] = hubDatasets(installation);
  const document: Parameter = {
    name: "document",
    in: "path",
    kind: "text",
    meaning: "The key of a dataset, with .json at its end.",
    ...(example ? { example: `${example.key}.json` } : {}),
  };
  const version: Parameter = {
    name: "version",
    in: "path",
    kind: "text",
    meaning: "The version of the dataset.",
    ...(example ? { example: example.version } : {}),
  };
  const route = {
    methods: ["GET"],
    from: "nothing",
    answer: { type: "object" },
  } as const;
  return [
    {
      ...route,
      path: `${HUB_API.prefix}/swagger/docs/{document}`,
      operationId: "swagger-document",
      summary: "The Swagger 2 document of a dataset.",
      parameters: [document],
      handle: async (asked, context) => swaggerAnswer(asked, "", context),
    },
    {
      ...route,
      path: `${HUB_API.prefix}/swagger/docs/{document}/{version}`,
      operationId: "swagger-document-of-version",
      summary: "The Swagger 2 document of one version of a dataset.",
      parameters: [document, version],
      handle: async (asked, context) => swaggerAnswer(asked, asked.text("version") ?? "", context),
    },
  ];
}

function swaggerAnswer(
  asked: Asked,
  version: string,
  { catalog, baseUrl }: Context,
): { readonly kind: "json"; readonly body: Schema } {
  const key = (asked.text("document") ?? "").replace(/\.json$/i, "");
  const found = documented(hubDatasets(catalog), key, version);
  if (found) return { kind: "json", body: swaggerDocument(HUB_API, found, baseUrl) };
  const known = [...new Set(hubDatasets(catalog).map((each) => each.key))].join(", ");
  throw new ArtunitError("unknown-dataset", `There is no such document. There are documents for: ${known}.`);
}
