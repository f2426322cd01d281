import { isNestedObject, type Nested, type NestedObject, NumberText } from "../catalog/index.js";

/** An object of what is there: members that are undefined or empty are left out. */
export function made(members: Readonly<Record<string, Nested | undefined>>): NestedObject {
  const object = new Map<string, Nested>();
  for (const name in members) {
    const value = members[name];
    if (value !== undefined && !isEmpty(value)) object.set(name, value);
  }
  return object;
}

function isEmpty(value: Nested): boolean {
  return (Array.isArray(value) && value.length === 0) || (value instanceof Map && value.size === 0);
}

/** What stands at a path of an object, through the first element of each list. */
export function at(value: Nested | undefined, ...path: readonly string[]): Nested | undefined {
  let found = value;
  for (const name of path) {
    while (Array.isArray(found)) found = found[0] as Nested | undefined;
    if (!isNestedObject(found)) return undefined;
    found = found.get(name);
  }
  return found;
}

/** The elements of a list; a value that stands alone where a list should be is one. */
export function listAt(value: Nested | undefined, ...path: readonly string[]): readonly Nested[] {
  const found = at(value, ...path);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? (found as readonly Nested[]) : [found];
}

/** The objects of a list. */
export function objectsAt(value: Nested | undefined, ...path: readonly string[]): readonly NestedObject[] {
  return listAt(value, ...path).filter(isNestedObject);
}

/**
 * A text without the blanks around it, also where it is a number, or stands in `value` or `content`; undefined where
 * nothing is said: missing, empty, `-`, or the word `null`.
 */
export function textAt(value: Nested | undefined, ...path: readonly string[]): string | undefined {
  const text = rawTextAt(value, ...path)?.trim();
  return text === undefined || text === "" || text === "-" || text === "null" ? undefined : text;
}

function rawTextAt(value: Nested | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === "string") return found;
  if (found instanceof NumberText) return found.text;
  if (typeof found === "boolean") return String(found);
  if (Array.isArray(found)) {
    const texts = (found as readonly Nested[]).map((each) => rawTextAt(each)).filter((each) => each);
    return texts.length === 0 ? undefined : texts.join(" ");
  }
  if (!isNestedObject(found)) return undefined;
  return rawTextAt(found.get("value") ?? found.get("content"));
}

/** A day as ISO writes it, also of `MM-DD-YYYY` or an instant; what is no day stays as it was written. */
export function dayAt(value: Nested | undefined, ...path: readonly string[]): string | undefined {
  const text = textAt(value, ...path);
  if (text === undefined) return undefined;
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ][\d:.]*Z?)?$/.exec(text)?.[1];
  if (iso !== undefined) return iso;
  const [, month, day, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month}-${day}`;
}

/** A number, also where it was written as text; what is none stays as it was written. */
export function numberAt(value: Nested | undefined, ...path: readonly string[]): Nested | undefined {
  const text = textAt(value, ...path);
  if (text === undefined) return undefined;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? new NumberText(text) : text;
}

/** `MM-DD-YYYY`, as older answers write a day; what is none stays as it is. */
export function monthFirst(day: string | undefined): string | undefined {
  return day?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2-$3-$1");
}

/** Words with one blank between them. */
export function spaced(...words: readonly (string | undefined)[]): string | undefined {
  const text = words
    .filter((each) => each !== undefined)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? undefined : text;
}

export function numberText(value: number): NumberText {
  return new NumberText(String(value));
}
