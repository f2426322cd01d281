import type { Field } from "../catalog/index.js";
import { formatDay, formatInstant, type Moment, type NoMoment, readDay, readInstant } from "./moments.js";
import type { Bound, Predicate, Value } from "./predicate.js";

/** A value that the field cannot have: the rest of a sentence that begins with the field and the value. */
export interface NoValue {
  readonly says: string;
}

/** What one written value, or one end of a range, covers of a typed field's order: half-open, or a single value. */
type Covered = Moment | { readonly value: number };

/** A field that is matched by the order of its values. */
export type TypedField = Field & { readonly match: "integer" | "number" | "flag" | "date" | "instant" };

export function isTyped(field: Field): field is TypedField {
  return field.match !== "keyword" && field.match !== "text";
}

/** The rows whose field has the value: a number, a flag, a whole day, an instant. */
export function equals(field: TypedField, text: string, now: Date): Predicate | NoValue {
  const covered = readValue(field, text, now);
  if ("says" in covered) return covered;
  const { column } = field;
  if ("value" in covered) {
    if (field.match !== "flag") return { kind: "in", column, values: [covered.value] };
    if (covered.value !== 0 && covered.value !== 1) return NO_FLAG;
    return { kind: "in", column, values: [covered.value === 1] };
  }
  if (field.match === "date") return { kind: "in", column, values: [formatDay(covered.from)] };
  return {
    kind: "range",
    column,
    lower: { value: formatInstant(covered.from), inclusive: true },
    upper: { value: formatInstant(covered.until), inclusive: false },
  };
}

/** One end of a range as it was written. */
export interface WrittenBound {
  readonly text: string;
  readonly inclusive: boolean;
}

/** The rows whose field lies between the ends. `at` tells which end is wrong; "range" where they are reversed. */
export function between(
  field: TypedField,
  lower: WrittenBound | null,
  upper: WrittenBound | null,
  now: Date,
): Predicate | (NoValue & { readonly at: "lower" | "upper" | "range" }) {
  const from = lower && readValue(field, lower.text, now);
  if (from && "says" in from) return { ...from, at: "lower" };
  const to = upper && readValue(field, upper.text, now);
  if (to && "says" in to) return { ...to, at: "upper" };
  if (from && to && holdsNothing(field, from, lower!.inclusive, to, upper!.inclusive)) {
    return { says: emptyRange(startOf(from) > startOf(to)), at: "range" };
  }
  const { column } = field;
  if (field.match === "flag") return flagsBetween(column, lower, startOf(from), upper, startOf(to));
  return {
    kind: "range",
    column,
    lower: from && lowerBound(field, from, lower!.inclusive),
    upper: to && upperBound(field, to, upper!.inclusive),
  };
}

/** Why nothing can lie in a range. */
export function emptyRange(isReversed: boolean): string {
  return isReversed
    ? "is a range whose lower end lies above its upper one."
    : "is a range in which no value can lie: its ends meet, and { or } leaves an end out.";
}

function holdsNothing(
  field: TypedField,
  from: Covered,
  withFrom: boolean,
  to: Covered,
  withTo: boolean,
): boolean {
  if (field.match === "instant" && "from" in from && "from" in to) {
    return (withFrom ? from.from : from.until) >= (withTo ? to.until : to.from);
  }
  return isReversed(startOf(from), startOf(to), withFrom && withTo);
}

/** Equal ends hold one value if both belong to the range, and none otherwise. */
export function isReversed(lower: number, upper: number, isClosed: boolean): boolean {
  return lower > upper || (lower === upper && !isClosed);
}

function startOf(covered: Covered): number;
function startOf(covered: Covered | null): number | null;
function startOf(covered: Covered | null): number | null {
  if (covered === null) return null;
  return "value" in covered ? covered.value : covered.from;
}

function lowerBound(field: TypedField, covered: Covered, inclusive: boolean): Bound {
  if ("value" in covered) return { value: covered.value, inclusive };
  if (field.match === "date") return { value: formatDay(covered.from), inclusive };
  return { value: formatInstant(inclusive ? covered.from : covered.until), inclusive: true };
}

function upperBound(field: TypedField, covered: Covered, inclusive: boolean): Bound {
  if ("value" in covered) return { value: covered.value, inclusive };
  if (field.match === "date") return { value: formatDay(covered.from), inclusive };
  return { value: formatInstant(inclusive ? covered.until : covered.from), inclusive: false };
}

/** Flags are stored as booleans and asked for as numbers: `[1 TO *]`, `>0`. */
function flagsBetween(
  column: string,
  lower: WrittenBound | null,
  from: number | null,
  upper: WrittenBound | null,
  to: number | null,
): Predicate {
  const isInside = (flag: number) =>
    (from === null || flag > from || (flag === from && lower!.inclusive)) &&
    (to === null || flag < to || (flag === to && upper!.inclusive));
  const values: Value[] = [0, 1].filter(isInside).map((flag) => flag === 1);
  if (values.length === 2) return { kind: "exists", column };
  return values.length === 0 ? { kind: "nothing" } : { kind: "in", column, values };
}

const NO_FLAG: NoValue = { says: "is no flag. Write 1 or 0, or true or false." };

function readValue(field: TypedField, text: string, now: Date): Covered | NoMoment {
  switch (field.match) {
    case "integer":
      return readInteger(text) ?? { says: "is no whole number." };
    case "number":
      return readNumber(text) ?? { says: "is no number. Write it with a point: 2.5." };
    case "flag":
      return readFlag(text) ?? NO_FLAG;
    case "date":
      return readDay(text, now);
    case "instant":
      return readInstant(text, now);
  }
}

/** `3` and `3.0`: the wire formats write both. */
function readInteger(text: string): { value: number } | null {
  if (!/^[+-]?\d{1,16}(?:\.0{1,16})?$/.test(text.trim())) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? { value: value + 0 } : null;
}

function readNumber(text: string): { value: number } | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text.trim())) return null;
  const value = Number(text);
  return Number.isFinite(value) ? { value: value + 0 } : null;
}

function readFlag(text: string): { value: number } | null {
  const word = text.trim().toLowerCase();
  if (word === "true") return { value: 1 };
  return word === "false" ? { value: 0 } : readInteger(text);
}
