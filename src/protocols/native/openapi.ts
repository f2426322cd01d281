import type { OpenApiPart } from "../../server/openapi.js";
import { EXTRACT_OPERATION } from "./extract.js";
import { NATIVE_ROUTES } from "./index.js";
import type { Parameter, Route, Schema } from "./route.js";
import { ERROR } from "./schemas.js";

/** The native API's part of `/openapi.json`, printed from the routes themselves. */
export function nativePart(): OpenApiPart {
  return {
    tags: [{ name: TAG, description: "Our own API: joined, sorted, grouped, exported, with exact totals." }],
    paths: {
      ...Object.fromEntries(NATIVE_ROUTES.map((route) => [route.path, operations(route)])),
      "/v1/extract": { post: extraction() },
    },
    schemas: { "native-error": asOpenApi30(ERROR) as Schema },
  };
}

const TAG = "Native";

/** JSON Schema's `type: [T, "null"]` as OpenAPI 3.0 writes it. */
function asOpenApi30(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asOpenApi30);
  if (typeof schema !== "object" || schema === null) return schema;
  const { type, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asOpenApi30(value)]));
  if (type === undefined) return inner;
  if (!Array.isArray(type)) return { type: asOpenApi30(type), ...inner };
  const types = type.filter((each) => each !== "null");
  const nullable = type.includes("null") ? { nullable: true } : {};
  return types.length === 1
    ? { type: types[0], ...nullable, ...inner }
    : { anyOf: types.map((each) => ({ type: each, ...nullable })), ...inner };
}

function operations(route: Route) {
  return Object.fromEntries(
    route.methods.map((method) => [method.toLowerCase(), method === "GET" ? get(route) : post(route)]),
  );
}

function extraction() {
  const { answer, ...operation } = EXTRACT_OPERATION;
  return { ...operation, tags: [TAG], responses: responses({ answer }) };
}

function get(route: Route) {
  return {
    operationId: `native-${route.operationId}`,
    summary: route.summary,
    tags: [TAG],
    parameters: route.parameters.map(parameter),
    responses: responses(route),
  };
}

function post(route: Route) {
  const body = route.parameters.filter((each) => each.in === "query");
  const schema = {
    type: "object",
    additionalProperties: false,
    ...requiredOf(body),
    properties: Object.fromEntries(
      body.map((each) => [each.name, { ...schemaOf(each), description: each.meaning }]),
    ),
  };
  return {
    operationId: `native-${route.operationId}-post`,
    summary: `${route.summary} With the parameters as JSON or as a form.`,
    tags: [TAG],
    parameters: route.parameters.filter((each) => each.in === "path").map(parameter),
    requestBody: {
      content: Object.fromEntries(
        ["application/json", "application/x-www-form-urlencoded"].map((type) => [type, { schema }]),
      ),
    },
    responses: responses(route),
  };
}

function parameter(each: Parameter) {
  return {
    name: each.name,
    in: each.in,
    required: each.in === "path" || each.required === true,
    description: each.meaning,
    schema: schemaOf(each),
    ...(each.kind === "list" ? { style: "form", explode: false } : {}),
    ...(each.example === undefined
      ? {}
      : { example: each.kind === "list" ? each.example.split(",") : each.example }),
  };
}

function schemaOf(each: Parameter): Schema {
  switch (each.kind) {
    case "text":
      return { type: "string" };
    case "count":
      return { type: "integer", minimum: 0 };
    case "flag":
      return { type: "boolean" };
    case "list":
      return { type: "array", items: { type: "string" } };
    case "choice":
      return { type: "string", enum: each.choices ?? [] };
  }
}

function responses(route: Pick<Route, "answer" | "otherTypes">) {
  const others = Object.fromEntries(
    (route.otherTypes ?? []).map((type) => [type, { schema: { type: "string" } }]),
  );
  return {
    "200": {
      description: "The answer.",
      content: { "application/json": { schema: asOpenApi30(route.answer) }, ...others },
    },
    "4XX": {
      description: "What is wrong and what to do.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/native-error" } } },
    },
  };
}

// OpenAPI 3.0 allows no empty list here.
function requiredOf(parameters: readonly Parameter[]): Schema {
  const required = parameters.filter((each) => each.required).map((each) => each.name);
  return required.length > 0 ? { required } : {};
}
