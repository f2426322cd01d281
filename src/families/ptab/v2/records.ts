import {
  isNestedObject,
  type Nested,
  type NestedManner,
  type NestedObject,
  valuesAt,
} from "../../../catalog/index.js";
import { dayAt, made, monthFirst, numberAt, textAt } from "../../nestedValues.js";

/** Members that are lists in version 2. */
const LISTS = new Set(["issueType", "boardRulings"]);
/** Members that are numbers in the portal's object and texts in version 2. */
const NUMBERS = new Set(["documentNumber", "documentSize"]);

/**
 * How a dataset's objects are asked and answered in version 2; `category` is what they all are there. A decision is a
 * document, too, which version 2 answered otherwise: `own` is the member by which a record of this kind is told.
 */
export function mannerOf(
  names: Readonly<Record<string, string>>,
  category: string,
  own: string,
): NestedManner {
  const paths = Object.entries(names);
  const answered = (object: NestedObject): NestedObject => {
    const kept = object.get("v2");
    if (isNestedObject(kept) && kept.has(own)) return kept;
    const members = paths.map(([name, path]) => [name, memberOf(name, valuesAt(object, path))] as const);
    return made({ ...Object.fromEntries(members), proceedingTypeCategory: category });
  };
  return { names, answered: { answer: answered } };
}

function memberOf(name: string, values: readonly Nested[]): Nested | undefined {
  if (LISTS.has(name)) return values;
  const text = textAt(values[0]);
  return name.endsWith("Date") ? monthFirst(text) : text;
}

/**
 * A flat record of version 2 as the portal's object, which keeps it whole under `v2`, so that it is answered again as it
 * was. `more` is what the portal says beside it.
 */
export function objectOf(
  record: NestedObject,
  names: Readonly<Record<string, string>>,
  more: Readonly<Record<string, Nested>> = {},
): NestedObject {
  const object = new Map<string, Nested>();
  for (const [name, path] of Object.entries(names)) {
    const value = portalValue(record, name);
    if (value !== undefined) place(object, path, value);
  }
  for (const [path, value] of Object.entries(more)) place(object, path, value);
  const modified = dayAt(record, "proceedingLastModifiedDate");
  if (modified !== undefined) object.set("lastModifiedDateTime", `${modified}T00:00:00`);
  object.set("v2", record);
  return object;
}

function portalValue(record: NestedObject, name: string): Nested | undefined {
  if (LISTS.has(name)) {
    const values = valuesAt(record, name).filter((each) => textAt(each) !== undefined);
    return values.length === 0 ? undefined : values;
  }
  if (name.endsWith("Date")) return dayAt(record, name);
  return NUMBERS.has(name) ? numberAt(record, name) : textAt(record, name);
}

function place(object: Map<string, Nested>, path: string, value: Nested): void {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    object.set(first, value);
    return;
  }
  const inner = object.get(first);
  const below = isNestedObject(inner) ? (inner as Map<string, Nested>) : new Map<string, Nested>();
  object.set(first, below);
  place(below, rest.join("."), value);
}
