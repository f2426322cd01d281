import { calendarDay, dayOf } from "../catalog/index.js";

/**
 * Dates and instants as criteria write them: a day, `yyyyMMdd`, an instant with or without zone, and Solr's
 * date math (`NOW-180DAYS`, `NOW/DAY-6MONTHS`). Milliseconds here count wall time as if it were UTC.
 */

/** What a written date covers, half-open: a whole day, or the second or millisecond an instant names. */
export interface Moment {
  readonly from: number;
  readonly until: number;
}

/** Why a text is no date: what to tell, after "it" has been named. */
export interface NoMoment {
  readonly says: string;
}

const DAY = 86_400_000;
const FORMS = "Write a day (2019-01-31 or 20190131), an instant (2019-01-31T12:00:00Z) or NOW-180DAYS.";

/**
 * A whole calendar day, US Eastern. Of an instant counts the date as written, whatever its zone and time: a
 * date copied from a ds-api answer (midnight Eastern, written in UTC) and one typed by hand mean the same day.
 */
export function readDay(text: string, now: Date): Moment | NoMoment {
  const read = readWritten(text, () => wallTime(now, "America/New_York"));
  if ("says" in read) return read;
  const from = Math.floor(read.wall / DAY) * DAY;
  return { from, until: from + DAY };
}

/** Wall time as stored: without a zone as written, with one in UTC. A day covers its 24 hours. */
export function readInstant(text: string, now: Date): Moment | NoMoment {
  const read = readWritten(text, () => now.getTime());
  if ("says" in read) return read;
  const from = read.wall - read.offset;
  return { from, until: from + read.covers };
}

/** `yyyy-mm-dd`. */
export function formatDay(wall: number): string {
  return dayOf(new Date(wall));
}

/** `yyyy-mm-ddThh:mm:ss`, with milliseconds where there are any. */
export function formatInstant(wall: number): string {
  return new Date(wall).toISOString().replace(/(?:\.000)?Z$/, "");
}

interface Written {
  readonly wall: number;
  /** What to subtract to get UTC; 0 without a zone. */
  readonly offset: number;
  readonly covers: number;
}

const WRITTEN =
  /^(?:(NOW)|(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?|(\d{4})(\d{2})(\d{2}))((?:\/[A-Z]+|[+-]\d+[A-Z]+)*)$/;

function readWritten(text: string, now: () => number): Written | NoMoment {
  const parts = WRITTEN.exec(text.trim());
  if (parts === null) return { says: `is no date. ${wholeOf(text.trim()) ?? FORMS}` };
  const base = parts[1] !== undefined ? { wall: now(), offset: 0, covers: 1 } : readBase(parts);
  if ("says" in base) return base;
  const wall = calculate(base.wall, parts[13] ?? "");
  if (typeof wall !== "number") return wall;
  const year = new Date(wall).getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return { says: "lies outside the years 0 to 9999." };
  return { ...base, wall };
}

/** How a year or a month alone is asked for; null where the text is neither. */
function wholeOf(text: string): string | null {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  if (month === undefined) return `The whole year is the range [${text}-01-01 TO ${text}-12-31].`;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `The whole month is the range [${text}-01 TO ${text}-${last}].`;
}

function readBase(parts: RegExpExecArray): Written | NoMoment {
  const [year, month, day] = [parts[2] ?? parts[10], parts[3] ?? parts[11], parts[4] ?? parts[12]].map(
    Number,
  ) as [number, number, number];
  if (calendarDay(year, month, day) === null) return { says: "does not exist in the calendar." };
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  if (parts[5] === undefined) return { wall: midnight, offset: 0, covers: DAY };
  const [hour, minute, second] = [parts[5], parts[6], parts[7] ?? "0"].map(Number) as [
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return { says: "has a time that no clock shows." };
  const milliseconds = Number((parts[8] ?? "").padEnd(3, "0").slice(0, 3));
  const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return {
    wall,
    offset: offsetOf(parts[9]),
    covers: parts[7] === undefined ? 60_000 : parts[8] === undefined ? 1000 : 1,
  };
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** Solr's units; months and years end on the last day of a shorter month. */
const UNITS = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"] as const;
type Unit = (typeof UNITS)[number];
const LENGTHS = { DAY, HOUR: 3_600_000, MINUTE: 60_000, SECOND: 1000 } as const;

function calculate(start: number, math: string): number | NoMoment {
  let wall = start;
  for (const [, sign, count, name] of math.matchAll(/([/+-])(\d*)([A-Z]+)/g)) {
    const unit = UNITS.find((each) => name === each || name === `${each}S`);
    if (unit === undefined || (count ?? "").length > 7) {
      return { says: `has date math that cannot be read. Units are ${UNITS.join(", ")}, one or many.` };
    }
    wall =
      sign === "/" ? roundDown(wall, unit) : add(wall, unit, sign === "-" ? -Number(count) : Number(count));
  }
  return wall;
}

function add(wall: number, unit: Unit, count: number): number {
  if (unit !== "YEAR" && unit !== "MONTH") return wall + count * LENGTHS[unit];
  const date = new Date(wall);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * (unit === "YEAR" ? 12 : 1);
  const [year, monthOfYear] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  const daysInMonth = new Date(new Date(0).setUTCFullYear(year, monthOfYear + 1, 0)).getUTCDate();
  return date.setUTCFullYear(year, monthOfYear, Math.min(date.getUTCDate(), daysInMonth));
}

function roundDown(wall: number, unit: Unit): number {
  if (unit !== "YEAR" && unit !== "MONTH") return Math.floor(wall / LENGTHS[unit]) * LENGTHS[unit];
  const date = new Date(wall);
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), unit === "YEAR" ? 0 : date.getUTCMonth(), 1);
}

/** What a clock on the wall of a zone shows at an instant. */
function wallTime(instant: Date, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const shown = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
