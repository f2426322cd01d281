import { dayAfter, dayOf } from "../../../catalog/index.js";

/** Sundays are 0. */
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/** A federal holiday: its day in a year, as month and day, or null in years before it was one. */
interface Holiday {
  readonly name: string;
  readonly dayIn: (year: number) => string | null;
}

/**
 * The holidays of 5 U.S.C. 6103(a). Martin Luther King's birthday is one since 1986 (Pub. L. 98-144), Juneteenth since 2021
 * (Pub. L. 117-17).
 */
const HOLIDAYS: readonly Holiday[] = [
  { name: "New Year's Day", dayIn: (year) => on(year, 1, 1) },
  {
    name: "the birthday of Martin Luther King, Jr.",
    dayIn: (year) => (year < 1986 ? null : nth(3, MONDAY, year, 1)),
  },
  { name: "Washington's Birthday", dayIn: (year) => nth(3, MONDAY, year, 2) },
  { name: "Memorial Day", dayIn: (year) => lastMonday(year, 5) },
  { name: "Juneteenth", dayIn: (year) => (year < 2021 ? null : on(year, 6, 19)) },
  { name: "Independence Day", dayIn: (year) => on(year, 7, 4) },
  { name: "Labor Day", dayIn: (year) => nth(1, MONDAY, year, 9) },
  { name: "Columbus Day", dayIn: (year) => nth(2, MONDAY, year, 10) },
  { name: "Veterans Day", dayIn: (year) => on(year, 11, 11) },
  { name: "Thanksgiving Day", dayIn: (year) => nth(4, THURSDAY, year, 11) },
  { name: "Christmas Day", dayIn: (year) => on(year, 12, 25) },
];

/**
 * The day by which what is due on a day may be done: the next that is no Saturday, Sunday or federal holiday within the District
 * of Columbia (37 CFR 1.7(a)). Days on which the Office was closed for another reason are not known here.
 */
export function nextBusinessDay(day: string): string {
  let next = day;
  while (noBusinessDay(next) !== null) next = dayAfter(next);
  return next;
}

/** What a day is that is no business day, as "a Saturday"; null for one that is. */
export function noBusinessDay(day: string): string | null {
  const weekday = weekdayOf(day);
  if (weekday === 0) return "a Sunday";
  if (weekday === SATURDAY) return "a Saturday";
  const year = Number(day.slice(0, 4));
  if (day === inaugurationIn(year)) return "Inauguration Day";
  // New Year's Day may be observed in the year before.
  for (const each of [year, year + 1])
    for (const { name, dayIn } of HOLIDAYS) {
      const holiday = dayIn(each);
      if (holiday === day) return name;
      if (holiday !== null && observed(holiday) === day) return `${name}, observed`;
    }
  return null;
}

/** On a Saturday the Friday before (5 U.S.C. 6103(b); 37 CFR 1.9(h)), on a Sunday the Monday after (Executive Order 11582). */
function observed(holiday: string): string {
  const weekday = weekdayOf(holiday);
  if (weekday === SATURDAY) return dayAfter(holiday, -1);
  return weekday === 0 ? dayAfter(holiday) : holiday;
}

/** January 20 of each fourth year after 1965, the day after where that is a Sunday (5 U.S.C. 6103(c)); null in other years. */
function inaugurationIn(year: number): string | null {
  if (year <= 1965 || (year - 1965) % 4 !== 0) return null;
  const day = on(year, 1, 20);
  return weekdayOf(day) === 0 ? dayAfter(day) : day;
}

function nth(count: number, weekday: number, year: number, month: number): string {
  const first = weekdayOf(on(year, month, 1));
  return on(year, month, 1 + ((weekday - first + 7) % 7) + 7 * (count - 1));
}

function lastMonday(year: number, month: number): string {
  const fifth = nth(5, MONDAY, year, month);
  return Number(fifth.slice(5, 7)) === month ? fifth : dayAfter(fifth, -7);
}

function on(year: number, month: number, day: number): string {
  return dayOf(new Date(Date.UTC(year, month - 1, day)));
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
