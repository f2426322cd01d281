import { ArtunitError } from "../../errors.js";
import { nearestName } from "../../server/nearest.js";
import type { Lease } from "../../server/snapshots.js";

/**
 * One route of the native API, declared as data: the handler reads only what is declared here, an undeclared
 * parameter is refused, and `/openapi.json` is printed from the same declaration.
 */
export interface Route {
  /** In OpenAPI's notation: `/v1/datasets/{key}/{version}/records`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** POST takes the same parameters as a JSON object. */
  readonly methods: readonly ("GET" | "POST")[];
  readonly parameters: readonly Parameter[];
  /** JSON Schema of the answer's body. */
  readonly answer: Schema;
  /** Other media types the route can answer in, beside JSON. */
  readonly otherTypes?: readonly string[];
  readonly handle: (asked: Asked, context: Context) => Promise<Answer>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly kind: "text" | "count" | "flag" | "list" | "choice";
  readonly choices?: readonly string[];
  readonly required?: true;
  readonly meaning: string;
  readonly example?: string;
}

export type Schema = Readonly<Record<string, unknown>>;

/** Parameters as declared: text, whole number, truth value or list; absent ones are undefined. */
export interface Asked {
  text(name: string): string | undefined;
  count(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  list(name: string): readonly string[] | undefined;
  /** The format of the path's extension or the Accept header: json unless asked otherwise. */
  readonly format: Format;
  readonly signal: AbortSignal;
  /** The route with its path parameters filled in and the query string, for examples and links. */
  readonly url: string;
}

export const FORMATS = ["json", "ndjson", "csv", "parquet", "dta"] as const;
export type Format = (typeof FORMATS)[number];

/** What a handler may use beside its parameters. */
export interface Context {
  /** The snapshot the answer comes from, held until the answer has been sent. */
  readonly lease: Lease;
  readonly now: Date;
  readonly baseUrl: string;
}

/** An answer: a JSON value, one that is written already, or chunks of a body that is streamed. */
export type Answer =
  | { readonly kind: "json"; readonly body: unknown }
  | { readonly kind: "json-text"; readonly body: string }
  | {
      readonly kind: "stream";
      readonly type: string;
      readonly fileName: string | null;
      readonly chunks: AsyncIterable<string | Uint8Array>;
      /** Few enough records to be sent in one piece, with its length. */
      readonly isPage: boolean;
      /** Known once the stream has ended; sent as HTTP trailers, or as headers of a page. */
      readonly trailers: () => Readonly<Record<string, string>>;
    };

/** Reads a request's parameters as a route declares them; throws `unknown-parameter` or `bad-parameter`. */
export function readParameters(
  route: Route,
  received: Readonly<Record<string, unknown>>,
  rest: Pick<Asked, "format" | "signal" | "url">,
): Asked {
  const values = new Map<string, string | number | boolean | readonly string[]>();
  for (const [name, value] of Object.entries(received)) {
    const parameter = route.parameters.find((each) => each.name === name);
    if (!parameter) throw unknownParameter(route, name);
    if (value !== undefined) values.set(name, readValue(parameter, value));
  }
  const read = (name: string) => {
    if (!route.parameters.some((each) => each.name === name))
      throw new Error(`${route.path} declares no ${name}`);
    return values.get(name);
  };
  return {
    ...rest,
    text: (name) => read(name) as string | undefined,
    count: (name) => read(name) as number | undefined,
    flag: (name) => read(name) as boolean | undefined,
    list: (name) => read(name) as readonly string[] | undefined,
  };
}

function unknownParameter(route: Route, name: string): ArtunitError {
  const known = route.parameters.filter((each) => each.in === "query").map((each) => each.name);
  const suggestion = nearestName(name, known);
  const hint = suggestion ? `Did you mean "${suggestion}"?` : `It takes: ${known.join(", ") || "none"}.`;
  return new ArtunitError("unknown-parameter", `This route has no parameter "${name}". ${hint}`, {
    field: name,
    ...(suggestion ? { suggestion } : {}),
  });
}

function readValue(parameter: Parameter, value: unknown): string | number | boolean | readonly string[] {
  switch (parameter.kind) {
    case "text":
      if (typeof value === "string") return value;
      break;
    case "count":
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
      if (typeof value === "string" && /^[0-9]{1,15}$/.test(value)) return Number(value);
      break;
    case "flag":
      if (value === true || value === "true" || value === "1") return true;
      if (value === false || value === "false" || value === "0") return false;
      break;
    case "list":
      if (typeof value === "string")
        return value
          .split(",")
          .map((each) => each.trim())
          .filter((each) => each !== "");
      if (Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number"))
        return value.map(String);
      break;
    case "choice":
      if (typeof value === "string" && parameter.choices?.includes(value)) return value;
      break;
  }
  throw new ArtunitError(
    "bad-parameter",
    Array.isArray(value)
      ? `"${parameter.name}" is given more than once. Give it once.`
      : `"${parameter.name}" cannot be ${JSON.stringify(value)}: it takes ${DOMAIN[parameter.kind](parameter)}.`,
    { field: parameter.name },
  );
}

const DOMAIN: Record<Parameter["kind"], (parameter: Parameter) => string> = {
  text: () => "text",
  count: () => "a whole number from 0",
  flag: () => "true or false",
  list: () => "names separated by commas",
  choice: (parameter) => `one of ${parameter.choices?.join(", ")}`,
};
