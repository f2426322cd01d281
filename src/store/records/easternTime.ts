/**
 * Whether midnight US Eastern at the start of a day (`yyyy-mm-dd`) lies in daylight-saving time. Clocks change
 * at two in the morning, so the day of the change still begins in the old time. Rules of the Uniform Time Act
 * and its amendments: last Sunday of April to last Sunday of October (1967), first Sunday of April (1987),
 * second Sunday of March to first Sunday of November (2007); earlier years count as standard time.
 */
export function isDaylightSaving(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const dayOfMonth = Number(day.slice(8, 10));
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  // The day of the month of the last Sunday before this day; zero or less when it lies in the month before.
  const sundayBefore = dayOfMonth - 1 - ((weekday + 6) % 7);
  if (year >= 2007) {
    if (month === 3) return sundayBefore >= 8;
    if (month === 11) return sundayBefore < 1;
    return month >= 4 && month <= 10;
  }
  if (year < 1967) return false;
  // The two winters of the energy crisis.
  if (year === 1974 && month <= 4) return day > "1974-01-06";
  if (year === 1975 && month <= 4) return day > "1975-02-23";
  if (month === 4) return sundayBefore >= (year >= 1987 ? 1 : 24);
  if (month === 10) return sundayBefore < 25;
  return month >= 5 && month <= 9;
}

/** The rule of `isDaylightSaving` in SQL over a day, the newest and most frequent years first: midnight with its offset. */
export function easternMidnight(column: string): string {
  const sundayBefore = `(day(${column}) - 1 - ((dayofweek(${column}) + 6) % 7))`;
  const isDaylightSaving = `CASE
    WHEN month(${column}) BETWEEN 5 AND 9 AND year(${column}) >= 1967 THEN TRUE
    WHEN month(${column}) IN (1, 2, 12) AND year(${column}) NOT IN (1974, 1975) THEN FALSE
    WHEN year(${column}) >= 2007 THEN CASE month(${column})
      WHEN 3 THEN ${sundayBefore} >= 8 WHEN 11 THEN ${sundayBefore} < 1 ELSE TRUE END
    WHEN year(${column}) < 1967 THEN FALSE
    WHEN month(${column}) = 10 THEN ${sundayBefore} < 25
    WHEN month(${column}) > 10 THEN FALSE
    WHEN year(${column}) = 1974 THEN ${column} > DATE '1974-01-06'
    WHEN year(${column}) = 1975 THEN ${column} > DATE '1975-02-23'
    WHEN month(${column}) = 4 THEN ${sundayBefore} >= CASE WHEN year(${column}) >= 1987 THEN 1 ELSE 24 END
    ELSE FALSE END`.replace(/\s+/g, " ");
  return `CASE WHEN ${isDaylightSaving} THEN 'T04:00:00Z' ELSE 'T05:00:00Z' END`;
}
