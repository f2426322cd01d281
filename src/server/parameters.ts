import { isDay } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { nearestName } from "./nearest.js";
import type { Parameter, Parameters, Received, Route, Upload } from "./route.js";

type Value = string | number | boolean | readonly string[] | Upload;

/** Reads what was sent as a route declares it; throws `unknown-parameter` or `bad-parameter`. */
export function readParameters(
  route: Pick<Route, "path" | "parameters" | "body">,
  received: Received,
): Parameters {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(received)) {
    const parameter = route.parameters.find((each) => each.name === name);
    if (!parameter) throw unknownParameter(route, name);
    // The text that a body may be itself is no number where JSON names it.
    const read = name === route.body?.plain ? readText : READERS[parameter.kind];
    if (value !== undefined) values.set(name, readValue(parameter, value, read));
    if (typeof value === "string" && value.includes("\0") && name !== route.body?.plain) throw withNul(name);
  }
  const read = (name: string) => {
    if (!route.parameters.some((each) => each.name === name))
      throw new Error(`${route.path} declares no ${name}`);
    return values.get(name);
  };
  return {
    text: (name) => read(name) as string | undefined,
    count: (name) => read(name) as number | undefined,
    flag: (name) => read(name) as boolean | undefined,
    list: (name) => read(name) as readonly string[] | undefined,
    file: (name) => read(name) as Upload | undefined,
  };
}

/** No record holds it, and the engines read it as the end of a text. */
function withNul(name: string): ArtunitError {
  return new ArtunitError("bad-parameter", `"${name}" holds the character NUL (%00), which no value has.`, {
    field: name,
  });
}

function unknownParameter({ parameters }: Pick<Route, "parameters">, name: string): ArtunitError {
  const known = parameters.filter((each) => each.in === "query").map((each) => each.name);
  const near = nearestName(name, known);
  return new ArtunitError(
    "unknown-parameter",
    `There is no parameter "${shown(name)}".${near ? ` Did you mean "${near}"?` : ""} This route takes ${known.join(", ") || "none"}.`,
    { field: shown(name), ...(near ? { suggestion: near } : {}) },
  );
}

/** A parameter that stands twice where one value is wanted. */
export function repeated(name: string): ArtunitError {
  return new ArtunitError("bad-parameter", `The parameter "${name}" is sent more than once. Send it once.`, {
    field: name,
  });
}

function readValue(parameter: Parameter, value: unknown, reader: Reader): Value {
  const { kind, name } = parameter;
  const read = reader(value, parameter);
  if (read !== undefined) return read;
  if (Array.isArray(value)) throw repeated(name);
  const is = typeof value === "string" ? `"${shown(value)}"` : shown(JSON.stringify(value));
  throw new ArtunitError("bad-parameter", `"${name}" must be ${DOMAIN[kind](parameter)}, and is ${is}.`, {
    field: name,
  });
}

type Reader = (value: unknown, parameter: Parameter) => Value | undefined;

const readText: Reader = (value) => (typeof value === "string" ? value : undefined);
/** JSON may write the number of an application, say, as a number. */
const readNumeral = (value: unknown) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;

/** What a value means to a kind of parameter; undefined where it cannot be one. */
const READERS: Record<Parameter["kind"], Reader> = {
  text: (value, parameter) => readNumeral(value) ?? readText(value, parameter),
  criteria: readText,
  cursor: readText,
  snapshot: readText,
  key: readText,
  version: readText,
  day: (value) => (typeof value === "string" && isDay(value) ? value : undefined),
  count: (value) => {
    const count = typeof value === "string" && /^[0-9]+$/.test(value) ? Number(value) : value;
    return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
  },
  flag: (value) => {
    if (value === true || value === "true" || value === "1") return true;
    return value === false || value === "false" || value === "0" ? false : undefined;
  },
  list: (value) => {
    if (typeof value === "string") {
      const names = value
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "");
      return names.length === 0 ? undefined : names;
    }
    const one = readNumeral(value);
    if (one !== undefined) return [one];
    return Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number")
      ? value.map(String)
      : undefined;
  },
  choice: (value, { choices }) => (typeof value === "string" && choices?.includes(value) ? value : undefined),
  file: (value) =>
    typeof value === "object" && value !== null && "bytes" in value ? (value as Upload) : undefined,
};

const text = () => "text";

const DOMAIN: Record<Parameter["kind"], (parameter: Parameter) => string> = {
  text,
  criteria: text,
  cursor: text,
  snapshot: text,
  key: text,
  version: text,
  day: () => "a day like 2025-01-05",
  count: ({ most = Number.MAX_SAFE_INTEGER }) => `a whole number from 0 to ${most}`,
  flag: () => "true or false",
  list: () => "names separated by commas",
  file: () => "a file, sent by a form as multipart/form-data",
  choice: (parameter) => `one of ${parameter.choices?.join(", ")}`,
};

/** A whole number that somebody wrote as a text, blanks about it; the usual one where nothing is written. Throws `bad-parameter`. */
export function countIn(
  name: string,
  text: string | null | undefined,
  usual: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  if (!text || text.trim() === "") return usual;
  if (/^\s*\d{1,15}\s*$/.test(text) && Number(text) <= most) return Number(text);
  throw new ArtunitError(
    "bad-parameter",
    `"${name}" must be a whole number up to ${most}, and is "${shown(text)}".`,
    { field: name },
  );
}

/** Something a caller sent, short enough to be said back. */
export function shown(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
