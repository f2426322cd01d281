import { columnOf, type Dataset, dayOf } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { escapeTerm, inWords } from "../query/index.js";
import type { GroupKey } from "../store/index.js";
import { fieldMeant, fieldNamed, noField } from "./usualParameters.js";

const PERIODS = ["year", "quarter", "month"] as const;

/** Reads `a` or `b.year` of a parameter; throws where a period stands on no date. */
export function groupKeyOf(
  dataset: Dataset,
  name: string,
  parameter: string,
  datasets: readonly Dataset[] = [],
): GroupKey {
  const period = PERIODS.find((candidate) => name.endsWith(`.${candidate}`));
  const fieldName = period ? name.slice(0, -period.length - 1) : name;
  const isKnown = dataset.fields.some((each) => each.name === fieldName);
  const meant = isKnown ? null : periodMeant(dataset, name);
  if (meant !== null)
    throw noField(dataset, name, parameter, { hint: `Did you mean "${meant}"?`, suggestion: meant });
  const dated = isKnown ? null : dateBefore(dataset, name);
  if (dated !== null)
    throw noField(dataset, name, parameter, {
      hint: `Of a date there are ${inWords(
        PERIODS.map((each) => `${dated}.${each}`),
        "and",
      )}, and ${dated} itself, the day.`,
      suggestion: null,
    });
  const field = fieldNamed(dataset, fieldName, parameter, datasets);
  if (!period)
    return field.spelling === undefined
      ? { column: field.column }
      : { column: field.column, spelling: field.spelling };
  if (!isDate(dataset, field.column))
    throw new ArtunitError("bad-parameter", `"${name}": only dates have a ${period}.`, { field: parameter });
  return { column: field.column, period };
}

/** The date of which `date.week` names a period that there is not. */
function dateBefore(dataset: Dataset, name: string): string | null {
  const of = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  return dataset.fields.find((each) => each.name === of && isDate(dataset, each.column))?.name ?? null;
}

/** `year`, `filedYear`, `day.months`: the date that is meant, by its period; null where it is none. */
function periodMeant(dataset: Dataset, name: string): string | null {
  const [, of = "", word = ""] = /^(.*?)[._ -]?(years?|yr|quarters?|months?)$/i.exec(name) ?? [];
  const period = PERIODS.find((each) => word.toLowerCase().startsWith(each)) ?? (word === "" ? null : "year");
  if (period === null) return null;
  const dates = dataset.fields.filter(({ column }) => isDate(dataset, column));
  const dated = dates.find(({ column }) => column === dataset.table.roles.date)?.name;
  const named = [of, `${of}Date`, `${of}_date`]
    .map((each) => fieldMeant(dataset, each))
    .find((each) => dates.some((date) => date.name === each));
  const field = of === "" ? dated : named;
  return field ? `${field}.${period}` : null;
}

function isDate(dataset: Dataset, column: string): boolean {
  const { type } = columnOf(dataset.table, column);
  return type === "date" || type === "timestamp";
}

type Value = string | number | boolean | null;

/** Criteria for the records of one group: what was asked, and the group's key. */
export function criteriaBehind(
  dataset: Dataset,
  asked: readonly (string | null)[],
  by: readonly { readonly name: string; readonly key: GroupKey }[],
  values: readonly Value[],
): string {
  const given = asked.filter((each): each is string => each !== null && each !== "*:*");
  const keys = by.map(({ name, key }, at) => ofKey(dataset, name, key, values[at] ?? null));
  const parts = [...given.map((each) => (given.length + keys.length > 1 ? `(${each})` : each)), ...keys];
  return parts.length === 0 ? "*:*" : parts.join(" AND ");
}

function ofKey(dataset: Dataset, name: string, { column, period }: GroupKey, value: Value): string {
  const field = period ? name.slice(0, -period.length - 1) : name;
  if (value === null) return `NOT ${field}:*`;
  if (period) return `${field}:[${firstDay(String(value))} TO ${lastDay(String(value))}]`;
  if (columnOf(dataset.table, column).type === "date") return `${field}:[${value} TO ${value}]`;
  return `${field}:${value === "" ? '""' : escapeTerm(String(value))}`;
}

/** Of `2015`, `2015-Q2` or `2015-04`. */
export function firstDay(period: string): string {
  const { year, month } = monthsOf(period);
  return `${year}-${two(month)}-01`;
}

export function lastDay(period: string): string {
  const { year, month, months } = monthsOf(period);
  return dayOf(new Date(Date.UTC(year, month - 1 + months, 0)));
}

function monthsOf(period: string): {
  readonly year: number;
  readonly month: number;
  readonly months: number;
} {
  const [year = "", part] = period.split("-");
  if (part === undefined) return { year: Number(year), month: 1, months: 12 };
  if (part.startsWith("Q")) return { year: Number(year), month: Number(part.slice(1)) * 3 - 2, months: 3 };
  return { year: Number(year), month: Number(part), months: 1 };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
