import { isDay } from "./days.js";
import { type Paths, pathsOf, type Step } from "./leafPaths.js";
import { isNestedObject, type Nested, NumberText, writeNested } from "./nested.js";
import type { Column, ColumnType } from "./types.js";

/** What a table's columns hold of a record's object: each what stands at its path. */
export interface Leaves {
  readonly cells: Readonly<Record<string, LeafCell>>;
  /** Columns whose place holds what they cannot: of another type, or several values where one is declared. */
  readonly unfit: readonly string[];
}

type LeafValue = string | number | boolean;
/** What a column holds. */
export type LeafCell = LeafValue | readonly LeafValue[] | null;

/**
 * Fills the columns that declare a path from an object. What is missing there is null; nothing is guessed. The object is
 * walked once, along all the paths together: a column for each of some hundred places would walk it as often.
 */
export function leavesOf(object: Nested, columns: readonly Column[]): Leaves {
  const paths = pathsOf(columns);
  // Of the places of a record few are filled.
  const found: (Nested[] | undefined)[] = new Array(paths.declared.length);
  collect(object, paths.root, found);
  const cells: Record<string, LeafCell> = {};
  for (const { name } of paths.declared) cells[name] = null;
  const unfit: string[] = [];
  eachLeaf(found, paths, ({ name }, cell, isUnfit) => {
    cells[name] = cell;
    if (isUnfit) unfit.push(name);
  });
  return { cells, unfit };
}

/** Brings what was found at the paths of the declared columns to their types: of each column of which something was found. */
export function eachLeaf(
  found: readonly (readonly Nested[] | undefined)[],
  { declared }: Paths,
  use: (column: Column, cell: LeafCell, isUnfit: boolean) => void,
): void {
  for (let at = 0; at < declared.length; at++) {
    const values = found[at];
    if (values === undefined) continue;
    const column = declared[at]!;
    const { type, isList } = column;
    if (values.length === 1 && !isList) {
      const leaf = leafValue(values[0]!, type);
      use(column, leaf ?? null, leaf === undefined);
      continue;
    }
    const fitting: LeafValue[] = [];
    let isUnfit = false;
    for (const value of values) {
      const leaf = leafValue(value, type);
      if (leaf === undefined) isUnfit = true;
      else if (leaf !== null) fitting.push(leaf);
    }
    const cell = isList ? (fitting.length === 0 ? null : fitting) : (fitting[0] ?? null);
    use(column, cell, isUnfit || (!isList && fitting.length > 1));
  }
}

/** Every value at the end of a path, through lists and in their order. */
function collect(value: Nested, step: Step, found: (Nested[] | undefined)[]): void {
  if (value === null) return;
  if (Array.isArray(value)) {
    for (const each of value as readonly Nested[]) collect(each, step, found);
    return;
  }
  for (const end of step.ends) {
    found[end] ??= [];
    found[end].push(value);
  }
  if (step.below.size === 0 || !isNestedObject(value)) return;
  for (const [name, member] of value) {
    const next = step.below.get(name);
    if (next) collect(member, next, found);
  }
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

/** Files name the same days over and over; whether the calendar has one is worked out once. */
const days = new Map<string, boolean>();
const DAYS_KEPT = 50_000;

function isKnownDay(day: string): boolean {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= DAYS_KEPT) days.clear();
  const is = isDay(day);
  days.set(day, is);
  return is;
}

function dayOf(text: string): string | undefined {
  const day = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text)?.[1];
  return day !== undefined && isKnownDay(day) ? day : undefined;
}

function instantOf(text: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,6}))?Z?$/.exec(text);
  if (!found) return undefined;
  const [, day = "", time = "", fraction = ""] = found;
  const kept = fraction.replace(/0+$/, "");
  return isKnownDay(day) ? `${day}T${time}${kept === "" ? "" : `.${kept}`}` : undefined;
}
