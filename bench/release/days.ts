const millisecondsADay = 86_400_000;
const epoch = Date.UTC(2000, 0, 1);

/** Days since 2000-01-01, the scale of all generated dates. */
export function dayOf(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - epoch) / millisecondsADay);
}

export function dateOf(day: number): string {
  return new Date(epoch + day * millisecondsADay).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 at the day's midnight UTC. */
export function instantOf(day: number): number {
  return epoch + day * millisecondsADay;
}
