import { type Dataset, datasetName } from "../../catalog/index.js";
import {
  type DatasetApi,
  FIELDS_SCHEMA,
  pathOf,
  RECORDS_PARAMETERS,
  recordSchema,
  recordsSchema,
} from "../../server/datasetApi/index.js";
import { ERROR_BY_STATUS } from "../../server/index.js";
import type { Schema } from "../../server/route.js";

/** The Swagger 2 document of one dataset, as the Developer Hub published them, true to the real answers. */
export function swaggerDocument(api: DatasetApi, dataset: Dataset, base: string): Schema {
  const { host, protocol, pathname } = new URL(base);
  const failure = (description: string) => ({ description, schema: { $ref: "#/definitions/error" } });
  const below = (what: "fields" | "records") => pathOf(api, dataset, what).slice(api.prefix.length);
  return {
    swagger: "2.0",
    info: {
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
      title: `${dataset.title}, served by Artunit`,
      description: `${dataset.description} Artunit is not the USPTO.`,
      version: "1.0.0",
    },
    host,
    basePath: `${pathname.replace(/\/$/, "")}${api.prefix}`,
    schemes: [protocol.replace(":", "")],
    security: [],
    tags: [
      { name: "metadata", description: "What can be searched" },
      { name: "search", description: "Search the data set" },
    ],
    paths: {
      [below("fields")]: {
        get: {
          tags: ["metadata"],
          operationId: `list-searchable-fields-${dataset.key}-${dataset.version}`,
          summary: `The fields of ${datasetName(dataset)}`,
          produces: ["application/json"],
          responses: {
            200: { description: "The fields", schema: FIELDS_SCHEMA },
            404: failure("There is no such data set or version"),
          },
        },
      },
      [below("records")]: {
        post: {
          tags: ["search"],
          operationId: `perform-search-${dataset.key}-${dataset.version}`,
          summary: `Search ${datasetName(dataset)}`,
          consumes: ["application/x-www-form-urlencoded"],
          produces: ["application/json"],
          parameters: RECORDS_PARAMETERS.map(({ name, kind, meaning }) => ({
            name,
            in: "formData",
            description: meaning,
            required: false,
            type: kind === "count" ? "integer" : "string",
          })),
          responses: {
            200: {
              description: "The records; also where nothing matches, with numFound 0",
              schema: recordsSchema(api, { $ref: "#/definitions/record" }),
            },
            400: failure("The criteria or a parameter cannot be understood"),
            503: failure("Nothing is loaded yet, or the query took too long"),
          },
        },
      },
    },
    definitions: { record: recordSchema(api, dataset), error: ERROR_BY_STATUS },
  };
}
