import { isDay } from "./days.js";
import { type Nested, NumberText, valuesAt, writeNested } from "./nested.js";
import type { Column, ColumnType } from "./types.js";

/** What a table's columns hold of a record's object: each what stands at its path. */
export interface Leaves {
  readonly cells: Readonly<Record<string, LeafValue | readonly LeafValue[] | null>>;
  /** Columns whose place holds what they cannot: of another type, or several values where one is declared. */
  readonly unfit: readonly string[];
}

type LeafValue = string | number | boolean;

/** Fills the columns that declare a path from an object. What is missing there is null; nothing is guessed. */
export function leavesOf(object: Nested, columns: readonly Column[]): Leaves {
  const cells: Record<string, Leaves["cells"][string]> = {};
  const unfit: string[] = [];
  for (const { name, type, path, isList } of columns) {
    if (path === undefined) continue;
    const values = valuesAt(object, path).map((value) => leafValue(value, type));
    const fitting = values.filter((value) => value !== undefined && value !== null);
    if (values.includes(undefined) || (!isList && fitting.length > 1)) unfit.push(name);
    cells[name] = isList ? (fitting.length === 0 ? null : fitting) : (fitting[0] ?? null);
  }
  return { cells, unfit };
}

/** Null where nothing is said, undefined where the type cannot hold it. */
function leafValue(value: Nested, type: ColumnType): LeafValue | null | undefined {
  if (value === "" || value === null) return null;
  switch (type) {
    case "text":
    case "fulltext":
      if (typeof value === "string") return value;
      return value instanceof NumberText
        ? value.text
        : typeof value === "boolean"
          ? String(value)
          : undefined;
    case "json":
      return writeNested(value);
    case "integer":
    case "number": {
      const text = value instanceof NumberText ? value.text : value;
      const number = typeof text === "string" && text.trim() !== "" ? Number(text) : Number.NaN;
      const fits = type === "integer" ? Number.isSafeInteger(number) : Number.isFinite(number);
      return fits ? number + 0 : undefined;
    }
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "date":
      return typeof value === "string" ? dayOf(value) : undefined;
    case "timestamp":
      return typeof value === "string" ? instantOf(value) : undefined;
  }
}

function dayOf(text: string): string | undefined {
  const day = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text)?.[1];
  return day !== undefined && isDay(day) ? day : undefined;
}

function instantOf(text: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,6}))?Z?$/.exec(text);
  if (!found) return undefined;
  const [, day = "", time = "", fraction = ""] = found;
  const kept = fraction.replace(/0+$/, "");
  return isDay(day) ? `${day}T${time}${kept === "" ? "" : `.${kept}`}` : undefined;
}
