import { calendarDay, monthCalled } from "../catalog/index.js";

/** What a date cell says: a day, a day that can be read in more than one way, or none (null). */
export type Day = { readonly day: string } | { readonly unclear: string } | null;

/**
 * Reads a calendar day as people and programs write it: `2012-02-29` (a time may follow), `20120229`, `2012/2/29`,
 * `29FEB2012` as SAS and Stata export it, `Feb 29, 2012`, and `02/29/2012` where only one order of day and month
 * makes a day. Sentinels (years 0, 1 and 9999), days that do not exist and other texts are no day.
 */
export function readDay(text: string): Day {
  const written = text.trim();
  const yearFirst =
    /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
    /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?:[T ]\d\d:\d\d.*)?$/.exec(written);
  if (yearFirst) return yearMonthDay(yearFirst[1]!, yearFirst.at(-2)!, yearFirst.at(-1)!);
  const named = /^(\d{1,2})[- ]?([a-z]{3,9})\.?,?[- ]?(\d{4})(?:[:T ]\d\d:\d\d.*)?$/i.exec(written);
  if (named) return yearMonthDay(named[3]!, monthOf(named[2]!), named[1]!);
  const american = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(written);
  if (american) return yearMonthDay(american[3]!, monthOf(american[1]!), american[2]!);
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ]\d{1,2}:\d\d.*)?$/.exec(written);
  if (yearLast) return dayOfEither(yearLast[4]!, yearLast[1]!, yearLast[3]!);
  if (/^\d{1,2}(?:([-/.])\d{1,2}\1|[- ]?[a-z]{3}[- ]?)\d{2}$/i.test(written))
    return { unclear: "has a year of two digits" };
  if (/^\d{2,}(?:\.\d+)?$/.test(written)) return { unclear: "is a number, not a day" };
  return null;
}

function dayOfEither(year: string, first: string, second: string): Day {
  const monthFirst = yearMonthDay(year, first, second);
  const dayFirst = yearMonthDay(year, second, first);
  if (monthFirst && dayFirst && first !== second) return { unclear: "may have its month or its day first" };
  return monthFirst ?? dayFirst;
}

function monthOf(name: string): string {
  return String(monthCalled(name));
}

function yearMonthDay(year: string, month: string, day: string): { readonly day: string } | null {
  if (Number(year) <= 1 || year === "9999") return null;
  const found = calendarDay(Number(year), Number(month), Number(day));
  return found === null ? null : { day: found };
}

/** Why a row with such a date is set aside. */
export function unclearDay(name: string, text: string, unclear: string): string {
  return `date-unclear: ${name} "${text.slice(0, 40)}" ${unclear}; write it as yyyy-mm-dd`;
}
