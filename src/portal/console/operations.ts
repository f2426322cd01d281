import type { Installation } from "../../server/index.js";
import { openApiDocument } from "../../server/openapi.js";
import { OWN } from "../../server/ownRoutes.js";
import { type Format, formatOfType } from "../../server/route.js";

/** One operation of `/openapi.json`, as far as a form needs it. */
export interface Operation {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT";
  /** With names in braces: `/v1/applications/{number}`. */
  readonly path: string;
  /** The protocol in whose manner it answers. */
  readonly group: string;
  readonly says: string;
  readonly fields: readonly Field[];
  /** The types in which a body may be sent; none where nothing is. */
  readonly bodies: readonly string[];
  /** The formats of the answer, each asked for by the extension of its name. */
  readonly formats: readonly Format[];
  /** The media type of the answer where no format is asked for. */
  readonly type: string;
  readonly isOpen: boolean;
}

/** One value that is sent with it. */
export interface Field {
  readonly name: string;
  readonly in: "path" | "query" | "body";
  readonly type: "string" | "integer" | "boolean" | "array";
  readonly choices: readonly string[];
  readonly isDay: boolean;
  readonly isRequired: boolean;
  readonly says: string;
  readonly example: string | null;
}

interface Told {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: "path" | "query";
    readonly required: boolean;
    readonly description: string;
    readonly schema: ToldSchema;
    readonly example?: string | readonly string[];
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: ToldBody }>> };
  readonly responses: { readonly "200": { readonly content: Readonly<Record<string, unknown>> } };
}

interface ToldSchema {
  readonly type: Field["type"];
  readonly enum?: readonly string[];
  readonly format?: string;
}

interface ToldBody {
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<
      string,
      ToldSchema & { readonly description: string; readonly example?: string | readonly string[] }
    >
  >;
}

const read = new WeakMap<Installation, readonly Operation[]>();

/** Every operation of an installation, in the order of `/openapi.json`. */
export function operationsOf(installation: Installation): readonly Operation[] {
  const known = read.get(installation);
  if (known) return known;
  const { paths } = openApiDocument([OWN, ...installation.protocols], installation, "", "");
  const found = Object.entries(paths as Readonly<Record<string, Readonly<Record<string, Told>>>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, told]) => operationOf(path, method, told)),
  );
  read.set(installation, found);
  return found;
}

function operationOf(path: string, method: string, told: Told): Operation {
  const types = Object.keys(told.responses["200"].content);
  const body = told.requestBody?.content;
  return {
    id: told.operationId,
    method: method.toUpperCase() as Operation["method"],
    path,
    group: told.tags[0] ?? "",
    says: told.summary,
    fields: [
      ...told.parameters.map((each) =>
        fieldOf(each.name, each.in, each.schema, each.required, each.description, each.example),
      ),
      ...bodyFields(body?.["application/json"]?.schema),
    ],
    bodies: [JSON_TYPE, FORM_TYPE].filter((type) => body?.[type] !== undefined),
    formats: types.length > 1 ? types.flatMap((type) => formatOfType(type) ?? []) : [],
    type: types[0] ?? JSON_TYPE,
    isOpen: told.security?.length === 0,
  };
}

export const JSON_TYPE = "application/json";
export const FORM_TYPE = "application/x-www-form-urlencoded";

function bodyFields({ properties = {}, required = [] }: ToldBody = {}): readonly Field[] {
  return Object.entries(properties).map(([name, each]) =>
    fieldOf(name, "body", each, required.includes(name), each.description, each.example),
  );
}

function fieldOf(
  name: string,
  place: Field["in"],
  { type, enum: choices = [], format }: ToldSchema,
  isRequired: boolean,
  says: string,
  example: string | readonly string[] | undefined,
): Field {
  return {
    name,
    in: place,
    type,
    choices,
    isDay: format === "date",
    isRequired,
    says,
    example: example === undefined ? null : [example].flat().join(","),
  };
}
