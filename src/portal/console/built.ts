import { address } from "../../server/address.js";
import type { Format } from "../../server/route.js";
import type { Call } from "../../server/writtenCalls.js";
import { type Field, FORM_TYPE, JSON_TYPE, type Operation } from "./operations.js";

/** What was filled in: the fields by their names, and how the body and the answer are written. */
export interface Filled {
  readonly values: ReadonlyMap<string, string>;
  /** The media type of the body; the operation's first where none was chosen. */
  readonly bodyType: string | null;
  /** The body itself, as JSON, instead of the fields. */
  readonly body: string | null;
  readonly format: Format | null;
}

/** The call that a filled form makes; the fields that are wanted and empty where it makes none yet. */
export function callOf(
  operation: Operation,
  filled: Filled,
  base: string,
  asksForKey: boolean,
): Call | { readonly lacking: readonly Field[] } {
  const given = ({ name }: Field) => filled.values.get(name) ?? "";
  const hasBody = filled.body !== null;
  const lacking = operation.fields.filter(
    (each) => each.isRequired && given(each) === "" && !(each.in === "body" && hasBody),
  );
  if (lacking.length > 0) return { lacking };
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(filled.values.get(name) ?? ""),
  );
  const sent = operation.fields.filter((each) => each.in === "query");
  const extension = filled.format === null ? "" : `.${filled.format}`;
  const answers = answersOf(operation, filled.format);
  return {
    method: operation.method,
    url: address(
      base + path + extension,
      Object.fromEntries(sent.map((each) => [each.name, given(each)] as const)),
    ),
    body: bodyOf(operation, filled),
    answers,
    fileName: `answer.${filled.format ?? (answers === "json" ? "json" : "txt")}`,
    asksForKey: asksForKey && !operation.isOpen,
  };
}

function answersOf({ type }: Operation, format: Format | null): Call["answers"] {
  if (format === "csv") return "csv";
  return (format === null && type === JSON_TYPE) || format === "json" ? "json" : "file";
}

function bodyOf(operation: Operation, { values, bodyType, body }: Filled): Call["body"] {
  const [first] = operation.bodies;
  if (first === undefined) return null;
  if (body !== null) return { type: JSON_TYPE, text: body };
  const fields = operation.fields.filter(
    (each) => each.in === "body" && (values.get(each.name) ?? "") !== "",
  );
  const type = operation.bodies.find((each) => each === bodyType) ?? first;
  const pairs = fields.map((each) => [each, values.get(each.name) ?? ""] as const);
  const text =
    type === FORM_TYPE
      ? new URLSearchParams(pairs.map(([{ name }, value]): [string, string] => [name, value])).toString()
      : JSON.stringify(Object.fromEntries(pairs.map(([field, value]) => [field.name, typed(field, value)])));
  return { type, text };
}

/** A value as JSON has it; one that is not of its type goes as it was written, and the answer says so. */
function typed({ type }: Field, value: string): unknown {
  if (type === "integer" && /^\d{1,15}$/.test(value)) return Number(value);
  if (type === "boolean" && /^(?:true|false)$/.test(value)) return value === "true";
  return type === "array" ? value.split(",").map((each) => each.trim()) : value;
}
