import { type Dataset, datasetName } from "../catalog/index.js";
import type { Installation, Protocol } from "./protocol.js";
import type { Parameter, Route, Schema } from "./route.js";

/** The OpenAPI 3.0 document of everything that is served: each path literal, each operationId its own. */
export function openApiDocument(
  protocols: readonly Protocol[],
  installation: Installation,
  base: string,
  version: string,
): Schema {
  return {
    openapi: "3.0.3",
    info: {
      title: "Artunit",
      version,
      description:
        "The USPTO's open data, served on your own machine under the addresses and in the formats of the USPTO's own services. Artunit is not the USPTO.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: base }],
    security: [{}, { key: [] }, { bearer: [] }],
    tags: protocols.map(({ title, description }) => ({ name: title, description })),
    paths: Object.fromEntries(protocols.flatMap((protocol) => pathsOf(protocol, installation))),
    components: {
      securitySchemes: {
        key: {
          type: "apiKey",
          in: "header",
          name: "X-API-KEY",
          description: "Only where the operator asks for keys; otherwise ignored.",
        },
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "The same key as Authorization: Bearer, for clients that send it so.",
        },
      },
      schemas: asOpenApi30(
        Object.assign(
          {},
          ...protocols.map((each) => ({
            [errorName(each)]: each.errorSchema,
            ...each.schemas(installation),
          })),
        ),
      ),
    },
  };
}

/** A reference to one of the schemas a protocol names. */
export function schemaNamed(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function errorName({ name }: Protocol): string {
  return `${name}_error`;
}

/** Pages are for people. */
const PAGES = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

function pathsOf(protocol: Protocol, installation: Installation): readonly (readonly [string, Schema])[] {
  const published = installation.datasets.filter((each) => protocol.publishes(each).length > 0);
  return protocol
    .routes(installation)
    .filter(({ type }) => type === undefined || !PAGES.includes(type))
    .flatMap((route) =>
      namesDataset(route)
        ? published.map(
            (dataset) => [pathOfDataset(route, dataset), operations(protocol, route, dataset)] as const,
          )
        : [[route.path, operations(protocol, route, null)] as const],
    );
}

function namesDataset({ parameters }: Route): boolean {
  return parameters.some(({ kind }) => kind === "key");
}

/** The path with the dataset's own key and version in it. */
function pathOfDataset({ path, parameters }: Route, dataset: Dataset): string {
  let filled = path;
  for (const { kind, name } of parameters)
    if (kind === "key" || kind === "version") filled = filled.replace(`{${name}}`, dataset[kind]);
  return filled;
}

function operations(protocol: Protocol, route: Route, dataset: Dataset | null): Schema {
  const about = dataset === null ? "" : ` (${datasetName(dataset)})`;
  const id = [protocol.name, route.operationId, ...(dataset ? [dataset.key, dataset.version] : [])].join("-");
  const parameters = route.parameters.filter(({ kind }) => kind !== "key" && kind !== "version");
  const common = {
    tags: [protocol.title],
    ...(route.open ? { security: [] } : {}),
    responses: responses(protocol, route, dataset),
  };
  const get = {
    operationId: id,
    summary: route.summary + about,
    parameters: parameters.map((each) => parameterOf(each, dataset)),
    ...common,
  };
  const post = {
    operationId: route.methods.includes("GET") ? `${id}-post` : id,
    summary: `${route.summary}${about}${route.body ? "" : " With the parameters as JSON or as a form."}`,
    parameters: parameters.filter((each) => each.in === "path").map((each) => parameterOf(each, dataset)),
    requestBody: requestBody(route, parameters, dataset),
    ...common,
  };
  return {
    ...(route.methods.includes("GET") ? { get } : {}),
    ...(route.methods.includes("POST") ? { post } : {}),
    ...(route.methods.includes("PUT") ? { put: { ...get, operationId: `${id}-put` } } : {}),
  };
}

function requestBody({ body }: Route, parameters: readonly Parameter[], dataset: Dataset | null): Schema {
  const sent = parameters.filter((each) => each.in === "query");
  const text = objectOf(
    sent.filter(({ kind }) => kind !== "file"),
    dataset,
  );
  return {
    ...(body ? { required: true } : {}),
    content: body
      ? {
          ...(body.files
            ? {
                ...Object.fromEntries(body.files.map(({ type }) => [type, { schema: FILE }])),
                "multipart/form-data": { schema: objectOf(sent, dataset) },
              }
            : {}),
          "text/plain": { schema: { type: "string" } },
          "application/json": { schema: text },
        }
      : { "application/json": { schema: text }, "application/x-www-form-urlencoded": { schema: text } },
  };
}

const FILE: Schema = { type: "string", format: "binary" };

function objectOf(sent: readonly Parameter[], dataset: Dataset | null): Schema {
  const required = sent.filter((each) => each.required).map((each) => each.name);
  return {
    type: "object",
    additionalProperties: false,
    // OpenAPI 3.0 allows no empty list here.
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(
      sent.map((each) => [
        each.name,
        { ...schemaOf(each), description: each.meaning, ...exampleOf(each, dataset) },
      ]),
    ),
  };
}

function parameterOf(each: Parameter, dataset: Dataset | null): Schema {
  return {
    name: each.name,
    in: each.in,
    required: each.in === "path" || each.required === true,
    description: each.meaning,
    schema: schemaOf(each),
    ...(each.kind === "list" ? { style: "form", explode: false } : {}),
    ...exampleOf(each, dataset),
  };
}

function exampleOf({ kind, example }: Parameter, dataset: Dataset | null): Schema {
  const value = typeof example === "function" ? dataset && example(dataset) : example;
  if (value === undefined || value === null) return {};
  return { example: kind === "list" ? value.split(",") : value };
}

function schemaOf(each: Parameter): Schema {
  switch (each.kind) {
    case "count":
      return { type: "integer", minimum: 0 };
    case "flag":
      return { type: "boolean" };
    case "list":
      return { type: "array", items: { type: "string" } };
    case "choice":
      return { type: "string", enum: each.choices ?? [] };
    case "file":
      return FILE;
    case "day":
      return { type: "string", format: "date" };
    default:
      return { type: "string" };
  }
}

function responses(protocol: Protocol, route: Route, dataset: Dataset | null): Schema {
  const answer = typeof route.answer === "function" ? dataset && route.answer(dataset) : route.answer;
  const others = Object.fromEntries(
    (route.otherTypes ?? []).map((type) => [type, { schema: { type: "string" } }]),
  );
  const failure = (description: string) => ({
    description,
    content: { "application/json": { schema: schemaNamed(errorName(protocol)) } },
  });
  return {
    "200": {
      description: "The answer.",
      content: { [route.type ?? "application/json"]: { schema: asOpenApi30(answer) }, ...others },
    },
    "4XX": failure("What is wrong and what to do."),
    ...(route.from === undefined
      ? { "503": failure("Nothing is loaded yet, or the question took too long.") }
      : {}),
  };
}

/**
 * JSON Schema's `type: [T, "null"]` as OpenAPI 3.0 writes it. An object of which no member is told may have any: generators of types
 * take it for an empty one where that is not said.
 */
function asOpenApi30(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asOpenApi30);
  if (typeof schema !== "object" || schema === null) return schema;
  const { type, ...told } = schema as Record<string, unknown>;
  const isOpen =
    [type].flat().includes("object") && !("properties" in told || "additionalProperties" in told);
  const rest = isOpen ? { ...told, additionalProperties: true } : told;
  const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asOpenApi30(value)]));
  if (type === undefined) return inner;
  if (!Array.isArray(type)) return { type: asOpenApi30(type), ...inner };
  const types = type.filter((each) => each !== "null");
  const nullable = type.includes("null") ? { nullable: true } : {};
  return types.length === 1
    ? { type: types[0], ...nullable, ...inner }
    : { anyOf: types.map((each) => ({ type: each, ...nullable })), ...inner };
}
