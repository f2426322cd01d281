/** Days of the calendar as they are stored and written everywhere: `yyyy-mm-dd`. */

const DAY = 86_400_000;

/** The day of these numbers; null where the calendar has none, as on the 31st of February. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date) : null;
}

/** Whether a text is written so, and the calendar has the day. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  return year !== undefined && calendarDay(year, month!, day!) === text;
}

/** The day on which an instant falls, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** So many days later, or earlier. */
export function dayAfter(day: string, days = 1): string {
  return dayOf(new Date(millisecondsOf(day) + days * DAY));
}

/** The day in the middle of two, or the first of two neighbours. */
export function dayBetween(first: string, last: string): string {
  return dayAfter(first, Math.floor((millisecondsOf(last) - millisecondsOf(first)) / DAY / 2));
}

/** The number of a month, from 1 on, by how its name in English begins; 0 for no month. */
export function monthCalled(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function millisecondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
