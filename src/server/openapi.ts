import { type Dataset, datasetName } from "../catalog/index.js";
import { datasetsOf, type Envelope, pathOf } from "../protocols/hub/datasets.js";
import {
  ERROR_SCHEMA,
  FIELDS_SCHEMA,
  LIST_SCHEMA,
  RECORDS_PARAMETERS,
  recordSchema,
  recordsSchema,
} from "../protocols/hub/schemas.js";
import type { Schema } from "../store/records/wireForms.js";

/** Paths and schemas that another surface adds to the document. */
export interface OpenApiPart {
  readonly tags: readonly Schema[];
  readonly paths: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The OpenAPI 3.0 document of everything that is served: each path literal, each operationId its own. */
export function openApiDocument(base: string, version: string, further: readonly OpenApiPart[] = []): Schema {
  const parts = [serverPart(), compatiblePart("ds"), compatiblePart("odp"), ...further];
  return {
    openapi: "3.0.3",
    info: {
      title: "Artunit",
      version,
      description:
        "The USPTO's Office-action open data, served on your own machine in every version and in both generations of its API. Artunit is not the USPTO.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: base }],
    security: [{}, { key: [] }],
    tags: parts.flatMap((part) => part.tags),
    paths: Object.assign({}, ...parts.map((part) => part.paths)),
    components: {
      securitySchemes: {
        key: {
          type: "apiKey",
          in: "header",
          name: "X-API-KEY",
          description: "Only where the operator asks for keys; otherwise ignored.",
        },
      },
      schemas: Object.assign(
        { error: ERROR_SCHEMA, fields: FIELDS_SCHEMA },
        ...parts.map((part) => part.schemas),
      ),
    },
  };
}

const NAMES = { ds: "Developer Hub", odp: "Open Data Portal" } as const;

function compatiblePart(envelope: Envelope): OpenApiPart {
  const datasets = datasetsOf(envelope);
  return {
    tags: [
      { name: NAMES[envelope], description: `The API as the ${NAMES[envelope]} of the USPTO spoke it.` },
    ],
    paths: Object.assign({}, ...datasets.map((dataset) => datasetPaths(dataset, envelope))),
    schemas: Object.fromEntries(
      datasets.map((dataset) => [schemaName(dataset, envelope), recordSchema(dataset, envelope)]),
    ),
  };
}

function datasetPaths(dataset: Dataset, envelope: Envelope): Readonly<Record<string, Schema>> {
  const name = `${envelope}-${dataset.key}-${dataset.version}`;
  const tags = [NAMES[envelope]];
  const record = { $ref: `#/components/schemas/${schemaName(dataset, envelope)}` };
  const records = {
    200: json("The records; also where nothing matches, with numFound 0.", recordsSchema(record, envelope)),
    400: failure("The criteria or a parameter cannot be understood."),
    413: failure("The body is too large."),
    415: failure("The body is of a type that is not read here."),
    503: failure("Nothing is loaded yet, or the query took too long."),
  };
  return {
    [pathOf(dataset, envelope, "fields")]: {
      get: {
        tags,
        operationId: `list-fields-${name}`,
        summary: `Fields of ${datasetName(dataset)}`,
        responses: {
          200: json("The fields.", { $ref: "#/components/schemas/fields" }),
          400: failure("A parameter is not known here."),
        },
      },
    },
    [pathOf(dataset, envelope, "records")]: {
      post: {
        tags,
        operationId: `search-${name}`,
        summary: `Search ${datasetName(dataset)}`,
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: Object.fromEntries(
                  RECORDS_PARAMETERS.map((each) => [
                    each.name,
                    { ...each.schema, description: each.meaning },
                  ]),
                ),
              },
            },
          },
        },
        responses: records,
      },
      get: {
        tags,
        operationId: `search-by-url-${name}`,
        summary: `Search ${datasetName(dataset)}, parameters in the URL`,
        parameters: RECORDS_PARAMETERS.map(({ name: parameter, schema, meaning }) => ({
          name: parameter,
          in: "query",
          description: meaning,
          schema,
        })),
        responses: records,
      },
    },
  };
}

function serverPart(): OpenApiPart {
  const operation = (operationId: string, summary: string, content: Schema, more: Schema = {}) => ({
    get: {
      tags: ["server"],
      operationId,
      summary,
      responses: { 200: { description: summary, content }, ...more },
    },
  });
  const anything = { "application/json": { schema: { type: "object" } } };
  const refused = { 400: failure("A parameter is not known here.") };
  const swagger = {
    description: "The dataset, with .json at its end.",
    name: "document",
    in: "path",
    required: true,
    schema: { type: "string" },
    example: "oa_rejections.json",
  };
  return {
    tags: [{ name: "server", description: "The server itself." }],
    paths: {
      "/ds-api": operation(
        "list-datasets",
        "The datasets.",
        { "application/json": { schema: LIST_SCHEMA } },
        refused,
      ),
      "/ds-api/swagger/docs/{document}": {
        parameters: [swagger],
        ...operation("swagger-document", "The Swagger 2 document of a dataset.", anything, {
          404: failure("There is no such document."),
        }),
      },
      "/openapi.json": operation("openapi-document", "This document.", anything, refused),
      "/index.json": operation(
        "summary",
        "What is loaded: counts, coverage, first calls to try.",
        anything,
        refused,
      ),
      "/healthz": operation(
        "health",
        "Whether the server answers, and from which snapshot.",
        anything,
        refused,
      ),
      "/metrics": operation(
        "metrics",
        "Counts since the start, for Prometheus.",
        { "text/plain": { schema: { type: "string" } } },
        refused,
      ),
    },
    schemas: {},
  };
}

function schemaName(dataset: Dataset, envelope: Envelope): string {
  return `${envelope}_${dataset.key}_${dataset.version}`;
}

function json(description: string, schema: Schema): Schema {
  return { description, content: { "application/json": { schema } } };
}

function failure(description: string): Schema {
  return json(description, { $ref: "#/components/schemas/error" });
}
