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

/** The last day of a month, `yyyy-mm`. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return dayOf(new Date(Date.UTC(year, number, 0)));
}

function millisecondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
