/** What the number of a variable counts, by how Stata shows it: `%td` days, `%tc` milliseconds, all from 1960 on. */
export type Counted =
  | "day"
  | "instant"
  | "leap-instant"
  | "week"
  | "month"
  | "quarter"
  | "half"
  | "business-day";

const COUNTED: Readonly<Record<string, Counted>> = {
  d: "day",
  c: "instant",
  C: "leap-instant",
  w: "week",
  m: "month",
  q: "quarter",
  h: "half",
  b: "business-day",
};

/** What a display format makes of a number; null for a plain number, and for years, which are written as they are. */
export function countedBy(format: string): Counted | null {
  const letter = /^%-?(?:t([a-zA-Z])|(d))/.exec(format);
  return letter ? (COUNTED[letter[1] ?? letter[2]!] ?? null) : null;
}

const DAY = 86_400_000;
const STATA_EPOCH = Date.UTC(1960, 0, 1);

/**
 * A time as it would be written: `2012-02-29`, `2012-02-29T13:14:15`, `2012w9`, `2012m2`, `2012q1`, `2012h1`. Null for what
 * Stata itself does not show as one (years before 100 and after 9999).
 */
export function timeText(value: number, counted: Exclude<Counted, "business-day">): string | null {
  switch (counted) {
    case "day":
      return instantText(Math.floor(value) * DAY)?.slice(0, 10) ?? null;
    case "instant":
      return instantText(Math.floor(value));
    case "leap-instant":
      return instantText(withoutLeapSeconds(Math.floor(value)));
    case "week":
      return parts(value, 52, "w");
    case "month":
      return parts(value, 12, "m");
    case "quarter":
      return parts(value, 4, "q");
    case "half":
      return parts(value, 2, "h");
  }
}

function instantText(milliseconds: number): string | null {
  const date = new Date(STATA_EPOCH + milliseconds);
  const year = date.getUTCFullYear();
  if (!(year >= 100 && year <= 9999)) return null;
  return date.toISOString().replace(/(?:\.000)?Z$/, "");
}

function parts(value: number, perYear: number, letter: string): string | null {
  const whole = Math.floor(value);
  const year = 1960 + Math.floor(whole / perYear);
  if (!(year >= 100 && year <= 9999)) return null;
  return `${year}${letter}${(((whole % perYear) + perYear) % perYear) + 1}`;
}

/** Days that ended with a leap second, all there have been. */
const LEAP_DAYS = [
  ..."1972-06-30 1972-12-31 1973-12-31 1974-12-31 1975-12-31 1976-12-31 1977-12-31 1978-12-31 1979-12-31".split(
    " ",
  ),
  ..."1981-06-30 1982-06-30 1983-06-30 1985-06-30 1987-12-31 1989-12-31 1990-12-31 1992-06-30 1993-06-30".split(
    " ",
  ),
  ..."1994-06-30 1995-12-31 1997-06-30 1998-12-31 2005-12-31 2008-12-31 2012-06-30 2015-06-30 2016-12-31".split(
    " ",
  ),
];

/** Where each leap second begins, in milliseconds that count those before it. */
const LEAP_SECONDS = LEAP_DAYS.map((day, before) => Date.parse(day) + DAY - STATA_EPOCH + before * 1_000);

/** `%tC` counts leap seconds, too. A leap second itself becomes the second before it. */
function withoutLeapSeconds(milliseconds: number): number {
  let passed = 0;
  for (const begin of LEAP_SECONDS) if (milliseconds >= begin) passed++;
  return milliseconds - passed * 1_000;
}
